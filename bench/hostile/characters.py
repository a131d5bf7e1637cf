"""Characters, words, references of characters and addresses in a paragraph."""

from __future__ import annotations

from bench.hostile.pages import Make, inside, within

KINDS: dict[str, Make] = {
    "nuls": inside(lambda n: "a\0" * n),
    "bidi": inside(lambda n: "\u202ea\u2066b\u2069" * n),
    "surrogates": inside(lambda n: "\ud800a" * n),
    "zwj": inside(lambda n: "a\u200d\u200b\ufeff" * n),
    "emoji": inside(lambda n: "👨‍👩‍👧‍👦🏳️‍🌈" * n),
    "noncharacters": inside(lambda n: "\ufffe\uffff\U0010ffff" * n),
    "megaword": inside(lambda n: "a" * n),
    "megaword unicode": inside(lambda n: "ж" * n),
    "megaword hyphens": inside(lambda n: "a-" * n),
    "megaword apostrophes": inside(lambda n: "a'" * n),
    "cjk word": inside(lambda n: "漢" * n),
    "thai": inside(lambda n: "ก็" * n),
    "hangul jamo": inside(lambda n: "\u1100\u1161\u11a8" * n),
    "expand fdfa": inside(lambda n: "\ufdfa" * n),
    "sharp s upper": inside(lambda n: "ßŉǰΐİ" * n),
    "digits": inside(lambda n: "1" * n),
    "digits dots": inside(lambda n: "1.2,3" * n),
    "quotes nested": inside(lambda n: "“‘" * n),
    "ellipses": inside(lambda n: "word… " * n),
    "urls": inside(lambda n: "https://x.example/a?b=c " * n),
    "emails": inside(lambda n: "a@b.c " * n),
    "entities long": inside(lambda n: "&CounterClockwiseContourIntegral;" * n),
    "entities noname": inside(lambda n: "&" + "a" * n),
    "entities num": inside(lambda n: "&#" + "1" * n + ";"),
    "entities nosemi": inside(lambda n: "&notit;&copy&amp&lt" * n),
    "soft hyphens": inside(lambda n: "a\u00ad" * n),
    "nbsp paragraphs": within(lambda n: "<p>&nbsp;" * n),
    "line separators": inside(lambda n: "a\u2028b\u2029\x85" * n),
    "crs": inside(lambda n: "a\rb" * n),
    "ansi": inside(lambda n: "\x1b[31mx" * n),
    "tags chars": inside(lambda n: "\U000e0041a" * n),
    "variation selectors": inside(lambda n: "a\ufe0f" * n),
}

"""Pages made to break a cleaner: bounded work, the story still found, nothing that acts in any output."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape

import pytest
from readers import comparable, elements, markdown_links, markdown_parts, read_html, read_markdown, serialised

from cleaner import Article, Cleaner, render
from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.render.markup import TAGS

FIRST = (
    "The ferry to Kellan Sound stopped running on Monday after engineers found a crack in the hull, leaving two "
    "hundred islanders without a way to the mainland before the spring market."
)
LAST = (
    "A replacement vessel is expected by the end of the month, the harbour master said, although the crossing will "
    "take twice as long as before and carry no more than a dozen cars."
)
STORY = (
    f"<p>{FIRST}</p><p>Farmers who had booked space for their animals were told to wait. Some of them drove back "
    "through the night, while others camped beside the slipway and cooked over open fires.</p>"
    "<p>The company said that safety came first, and promised to pay for feed and lodging until the service resumed. "
    f"Nobody has been told how long that will take.</p><p>{LAST}</p>"
)

# Far above what any case needs on a slow machine, and far below what quadratic work would take.
CPU_LIMIT_S = 10


@pytest.fixture(scope="module")
def cleaner_() -> Cleaner:
    return Cleaner()


@pytest.fixture(autouse=True)
def cpu_limit() -> Iterator[None]:
    """Stops a case that would run for minutes; counts this process's time only, so a busy machine changes nothing."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {CPU_LIMIT_S} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_LIMIT_S)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def page(story: str = STORY, after: str = "", head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry stops - Sound Courier</title>{head}</head>"
        f"<body><article><h1>Ferry stops</h1>{story}</article>{after}</body></html>"
    )


def assert_sound(article: Article, size: int) -> None:
    """Every output is made, is bounded, encodes, and shows the same words; nothing in it acts."""
    text, markdown, html = article.text, article.markdown, article.html
    assert len(text) <= size + 65_536
    assert max(len(markdown), len(html)) <= 4 * size + 65_536
    for output in (text, markdown, html, json.dumps(article.to_dict(), ensure_ascii=False)):
        output.encode()
        assert not [char for char in set(output) if char in "\x00\x1b\x9b\u202e\u2066" or "\ud800" <= char <= "\udfff"]
    expected, *found = comparable(article.blocks, text, read_markdown(markdown), read_html(html))
    assert found == [expected] * 2
    assert not {"html_inline", "html_block", "image"} & markdown_parts(markdown)
    assert all(link.lower().startswith(("http://", "https://", "mailto:")) for link in markdown_links(markdown))
    for tag, attribute, value in elements(html):
        assert tag in TAGS
        if (tag, attribute) == ("code", "class"):
            assert value.removeprefix("language-").replace("-", "").isalnum()
            continue
        assert not attribute or (tag, attribute) == ("a", "href")
        assert not attribute or value.lower().startswith(("http://", "https://", "mailto:"))
    assert serialised(serialised(html)) == serialised(html)


DEEP = {
    "div": ("<div>", "</div>"),
    "div unclosed": ("<div>", ""),
    "font unclosed": ("<font>", ""),
    "list": ("<ul><li>", "</li></ul>"),
    "definition": ("<dl><dd>", "</dd></dl>"),
    "quote": ("<blockquote><p>", "</blockquote>"),
    "p in div": ("<p><div>", ""),
    "table": ("<table><tr><td>", "</td></tr></table>"),
    "table unclosed": ("<table>", ""),
    "span": ("<span>", "</span>"),
    "section": ("<section>", "</section>"),
}


@pytest.mark.parametrize("shape", DEEP)
@pytest.mark.parametrize("depth", [255, 256, 600, 3000])
def test_text_far_down_and_the_paragraph_after_it_are_both_there(cleaner_: Cleaner, shape: str, depth: int) -> None:
    opened, closed = DEEP[shape]
    html = page(opened * depth + STORY + closed * depth + "<p>After all this, the gulls came back.</p>")
    blocks = [block.text for block in segment(parse(html)).blocks]
    for wanted in (FIRST, LAST, "After all this, the gulls came back."):
        assert sum(wanted in block for block in blocks) == 1
    assert_sound(cleaner_.clean(html), len(html))


BESIDE = {
    "formatting reopened": "".join(f'<font color="{n}">' for n in range(250)) + "<p>x" * 250,
    "font and p": "<font><p>" * 250 + "</font>" * 250,
    "adoption b i": "<b><i></b>x</i>" * 4000,
    "adoption a div": "<a><div>" * 2000,
    "nobr div": "<nobr><div>" * 1000,
    "foster parents": "<table>" + "<tr>x" * 10_000,
    "spans of a billion": "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>x" * 100,
    "wide row": "<table><tr>" + "<td>x" * 5000 + "<tr><td>y",
    "ragged table": "<table>" + "".join("<tr>" + "<td>1" * (n % 90) for n in range(120)),
    "many p": "<p>" * 50_000 + "x",
    "many br": "x<br>" * 8000,
    "many closing p": "</p>" * 50_000,
    "select": "<select>" + "<option>x" * 4000,
    "templates": "<template>" * 5000 + "hidden words",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(5000)) + ">x",
    "same attribute": "<p " + "a=1 " * 20_000 + ">x",
    "bodies": "<body a=1 b=2>" * 5000,
    "tag names": "".join(f"<t{n}>x" for n in range(400)),
    "svg": "<svg><g>" * 3000 + "x",
    "foreign objects": "<svg><foreignObject><div>" * 300 + "x",
    "math": "<math><annotation-xml encoding=text/html>" * 300 + "x",
    "double escape": "<script><!--<script>alert(1)" * 5000,
    "php and cdata": "<?php echo '<p>no</p>' ?><![CDATA[ x ]]><?xml version='1.0'?>" * 500,
    "angles": "<" * 50_000,
    "open tags": "<a" * 50_000,
    "open comments": "<!--" * 50_000,
    "dashes": "<!-- " + "-" * 200_000,
    "ampersands": "&amp;" * 20_000 + "&bogus;" * 10_000 + "&" * 20_000,
    "numbers": "&#x110000;&#0;&#xD800;&#" + "9" * 100_000 + ";",
    "spaces": "<p>" + " \u00a0\t\n" * 50_000 + "x",
    "spaces in attribute": "<p class='" + " " * 200_000 + "'>x",
    "one long word": "<p>" + "a" * 300_000,
    "marks": "<p>" + ("a" + "\u0301" * 500) * 100,
    "active characters": "<p>" + "*_`[]<>\\~!&" * 2000,
    "brackets": "<p>" + "[" * 10_000 + "](" * 5000,
    "backticks": "<p>" + "".join("`" * (n % 50) + "x" for n in range(2000)) + "<pre>" + "`" * 5000,
    "looks": "<p>" + "".join(f"<{tag}>x</{tag}>" for tag in ["b", "i", "s", "code", "sup"] * 2000),
    "links": "<p>" + "".join(f'<a href="/{n}?{"q" * 20}">x</a> ' for n in range(3000)),
    "long link": f'<p><a href="https://x.example/{"a" * 300_000}">x</a>',
    "data link": f'<p><a href="data:text/html;base64,{"A" * 300_000}">x</a>',
    "hashes": "<h2>" + "# " * 5000,
    "lines": "<p>" + "1. x<br>- y<br>" * 1500,
    "noscript": "<noscript>" * 2000 + "x",
    "hidden": "<div hidden>" * 500 + "x",
}


@pytest.mark.parametrize("case", BESIDE)
def test_a_story_beside_hostile_markup_is_cleaned_whole(cleaner_: Cleaner, case: str) -> None:
    html = page(after=BESIDE[case])
    assert FIRST in "\n".join(block.text for block in segment(parse(html)).blocks)
    assert_sound(cleaner_.clean(html, "https://courier.example/ferry"), len(html))


@pytest.mark.parametrize("case", BESIDE)
def test_hostile_markup_kept_as_the_story_renders_whole_and_safe(case: str) -> None:
    html = page(after=BESIDE[case])
    blocks = tuple(segment(parse(html), coarse=False).blocks)
    found = Article("https://courier.example/ferry", blocks, Cleaner(rules=None).clean("").metadata, 1.0)
    assert_sound(found, len(html))


def _ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


HEADS = {
    "title of dashes": "<title>" + "a - b | " * 10_000 + "</title>",
    "title of spaces": "<title>" + " " * 300_000 + "x</title>",
    "dates": "".join(f'<meta property="article:published_time" content="{2000 + n}-13-45T99:99">' for n in range(2000)),
    "long date": f'<meta property="article:published_time" content="{"1" * 200_000}">',
    "authors": f'<meta name=author content="{"Ada Bell, " * 20_000}">',
    "dots": f'<meta name=author content="{"a." * 100_000}">',
    "by": f'<meta name=author content="{"by " * 60_000}">',
    "deep json": _ld('{"a":[' * 20_000),
    "broken json": _ld('{"@type":"NewsArticle","author":null,"headline":NaN,}'),
    "surrogate json": _ld('{"@type":"NewsArticle","headline":"\\ud800 x","author":[null,3]}'),
    "odd json": _ld('[[],{"@graph":{"@graph":[1,"a",null]}},{"@type":["NewsArticle",7]}]'),
    "large json": _ld('{"@type":"NewsArticle","keywords":"' + "k, " * 100_000 + '"}'),
    "canonical": '<link rel=canonical href="http://["><meta property="og:url" content="javascript:alert(1)">',
    "language": f'<meta http-equiv=content-language content="{"en-" * 50_000}">',
}


@pytest.mark.parametrize("case", HEADS)
def test_hostile_metadata_leaves_the_body_alone(cleaner_: Cleaner, case: str) -> None:
    article = cleaner_.clean(page(head=HEADS[case]), "https://courier.example/ferry")
    assert FIRST in article.text
    assert LAST in article.text
    assert_sound(article, len(page(head=HEADS[case])))


@pytest.mark.parametrize(
    "swallower", ["<plaintext>", "<textarea>", "<title>", "<script>", "<style>", "<iframe>", "<!--", "<svg><![CDATA[",
     "<xmp>",
                  "<noembed>", "<template>", "<select>", "<frameset>"]
)  # fmt: skip
def test_a_page_swallowed_by_an_unclosed_element_is_still_an_answer(cleaner_: Cleaner, swallower: str) -> None:
    article = cleaner_.clean(f"<html><body>{swallower}{STORY}")
    assert_sound(article, len(STORY) + 100)
    assert article.blocks or (article.reason and article.confidence == 0)


def test_frameset_pages_do_not_raise(cleaner_: Cleaner) -> None:
    article = cleaner_.clean(f"<frameset cols=*><frame src=x><noframes>{STORY}</noframes></frameset>")
    assert article.blocks or article.reason


def test_entities_of_a_doctype_are_not_expanded(cleaner_: Cleaner) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "lollol"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    article = cleaner_.clean(f"{doctype}{page(STORY + '<p>&a; and &f; stay as they are, the clerk wrote.</p>')}")
    assert "lollol" not in article.text
    assert "&f;" in "\n".join(block.text for block in segment(parse(f"{doctype}<p>&f;</p>")).blocks)


@pytest.mark.parametrize("seed", range(6))
def test_tag_soup_is_cleaned_and_twice_the_same(cleaner_: Cleaner, seed: int) -> None:
    random_ = random.Random(seed)
    names = ["p", "b", "i", "a", "div", "table", "tr", "td", "li", "ul", "form", "h2", "pre", "svg", "math", "select",
     "body",
             "template", "noscript", "br", "blockquote", "button", "nobr", "option", "caption", "dd", "title",
     "frameset"]  # fmt: skip
    soup = "".join(
        random_.choice(["<{}>", "</{}>", "<{} class=x href='/y'>", "word ", "&amp;", "<!-- {} -->", "<"]).format(
            random_.choice(names)
        )
        for _ in range(4000)
    )
    article = cleaner_.clean(soup)
    assert cleaner_.clean(soup) == article
    assert_sound(article, len(soup))


ENCODED = {
    "windows-1251": "Паром остановлен в понедельник, жители острова остались без связи с материком.",
    "koi8-r": "Паром остановлен в понедельник, жители острова остались без связи с материком.",
    "shift_jis": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "euc-jp": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "iso-2022-jp": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "gb18030": "星期一渡轮停运，岛上居民无法前往大陆，市场因此推迟。",
    "big5": "星期一渡輪停運，島上居民無法前往大陸，市場因此延後。",
    "euc-kr": "월요일에 여객선 운항이 중단되어 섬 주민들은 육지로 나갈 수 없게 되었습니다.",
    "iso-8859-1": "Die Fähre fährt nicht mehr, sagte die Hafenmeisterin, und die Gäste müssen übernachten.",
}


@pytest.mark.parametrize("label", ["right", "utf-8", "none"])
@pytest.mark.parametrize("charset", ENCODED)
def test_bytes_of_old_encodings_give_the_right_text(cleaner_: Cleaner, charset: str, label: str) -> None:
    said = {"right": charset, "utf-8": "utf-8", "none": ""}[label]
    meta = f'<meta charset="{said}">' if said else ""
    body = f"<p>{ENCODED[charset]}</p>" * 6
    html = f"<html><head>{meta}<title>x</title></head><body><article>{body}</article></body></html>"
    trace = cleaner_.trace(html.encode(charset))
    assert ENCODED[charset] in [block.text for block in trace.blocks]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
def test_wide_encodings_and_byte_order_marks(cleaner_: Cleaner, codec: str) -> None:
    article = cleaner_.clean(page().encode(codec))
    assert FIRST in article.text
    assert not article.text.startswith("\ufeff")
    assert (article.title or "").startswith("Ferry stops")


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "punycode", "idna", "base64", "rot13", "hz-gb-2312",
     "undefined",
                                   "x" * 900, "\x00", "latin-1"])  # fmt: skip
def test_labels_that_no_browser_knows_decode_nothing(cleaner_: Cleaner, label: str) -> None:
    body = f"<body><article>{STORY}<p>+ADw-script+AD4- é</p></article></body>"
    html = f'<html><head><meta charset="{label}"></head>{body}</html>'
    article = cleaner_.clean(html.encode())
    assert FIRST in article.text
    assert "<script>" not in article.text
    assert FIRST in cleaner_.clean(html.encode(), charset=label).text


def test_one_bad_byte_costs_one_character(cleaner_: Cleaner) -> None:
    raw = page(STORY.replace("Some of them", "Some ☃ café"), head="<meta charset=utf-8>").encode()
    article = cleaner_.clean(raw.replace("☃".encode(), b"\xff"))
    assert FIRST in article.text
    assert LAST in article.text
    assert article.text.count("\ufffd") == 1


def test_an_overlong_angle_never_becomes_markup(cleaner_: Cleaner) -> None:
    raw = page(STORY + "<p>XscriptY alert(1)</p>").encode().replace(b"X", b"\xc0\xbc")
    assert "<script" not in cleaner_.clean(raw).html


def test_controls_nul_bidi_and_surrogates_in_text_leave_every_output_encodable(cleaner_: Cleaner) -> None:
    odd = "a\x00b \x1b[31m \x9b \u202e \u2067 \ud83d \U0001f600\u200d\U0001f680 \x07"
    article = cleaner_.clean(page(STORY + f"<p>The crew {odd} said so, and {odd} they left for the harbour.</p>" * 3))
    assert_sound(article, 5000)
    assert "\U0001f600\u200d\U0001f680" in article.text


@pytest.mark.parametrize(
    "empty", [b"", "", "<", " \n\t ", b"\xef\xbb\xbf", "\ufeff", b"\x00" * 1000, "<html></html>", "<!-- x -->"]
)
def test_nothing_gives_an_article_without_blocks_and_a_reason(cleaner_: Cleaner, empty: bytes | str) -> None:
    article = cleaner_.clean(empty)
    if empty != "<":
        assert article.blocks == ()
        assert article.reason
    assert (article.confidence == 0) == (article.blocks == ())
    assert_sound(article, 0)


@pytest.mark.parametrize("wrong", [None, 7, 1.5, ["<p>"], object()])
def test_what_is_no_page_is_a_type_error(cleaner_: Cleaner, wrong: object) -> None:
    with pytest.raises(TypeError, match="bytes or str"):
        cleaner_.clean(wrong)  # type: ignore[arg-type]


NOISE = random.Random(7).randbytes(20_000)


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.7\n" + NOISE, b"\x89PNG\r\n\x1a\n" + NOISE, b"PK\x03\x04" + NOISE, b"\x1f\x8b\x08" + NOISE,
     b"wOFF" + NOISE,
     b"\xff\xd8\xff\xe0" + NOISE, b"GIF89a" + NOISE, b"RIFF0000WEBP" + NOISE, NOISE],
    ids=["pdf", "png", "zip", "gzip", "woff", "jpeg", "gif", "webp", "noise"],
)  # fmt: skip
def test_bytes_that_are_no_page_give_no_text_and_say_why(cleaner_: Cleaner, raw: bytes) -> None:
    article = cleaner_.clean(raw)
    assert article.text == ""
    assert article.reason is not None
    assert article.reason.startswith("not html")


@pytest.mark.parametrize(
    "text",
    ['{"a": [1, 2, {"b": "c"}]}', "<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>",
     "# Head\n\n- one\n- two\n", "plain words, nothing else", "a,b,c\n1,2,3\n", "=cmd|' /C calc'!A0"],
)  # fmt: skip
def test_text_of_other_kinds_does_not_raise(cleaner_: Cleaner, text: str) -> None:
    assert_sound(cleaner_.clean(text), len(text))
    assert_sound(cleaner_.clean_text(text), len(text))


VECTORS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
     "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>", "<a href=vbscript:x>x</a>",
     "<a href='data:text/html,<script>x</script>'>x</a>",
    "<template><script>alert(1)</script></template>",
     '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<svg><a><set attributeName=href to=javascript:alert(1)></a></svg>",
     "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
     "<base href=javascript:alert(1)//>",
    "<math><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
     "<p style='x:expression(y)' onclick=z>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "[x](javascript:alert(1))", "![x](https://x.example/y.png)",
     "<x:script>alert(1)</x:script>",
    "<p>`</p><script>x</script><p>`</p>", "<a href='https://x.example/)[y](javascript:alert(1)'>x</a>",
     "<object data=x></object>",
    "<a href='https://x.example/\" onmouseover=\"alert(1)'>x</a>", "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
     "<link rel=import href=x>",
    "<meta http-equiv=refresh content='0;url=javascript:x'>", "<details open ontoggle=alert(1)>x</details>",
     "<video><source onerror=x>",
    "<pre>```\n<script>alert(1)</script>\n```</pre>", "<code>`<img src=x onerror=y>`</code>",
     "<table background=javascript:x><td>y",
    "<button formaction=javascript:alert(1)>x</button>", "<embed src=x>", "<![CDATA[<script>alert(1)</script>]]>",
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_acts_survives(cleaner_: Cleaner, vector: str) -> None:
    html = page(
        STORY + f"<p>Witnesses described it this way: {vector} and then the ferry left the harbour again.</p>{vector}"
    )
    assert_sound(cleaner_.clean(html, "https://courier.example/ferry"), len(html))
    whole = Article(None, tuple(segment(parse(html), coarse=False).blocks), cleaner_.clean("").metadata, 1.0)
    assert_sound(whole, len(html))


def test_text_that_came_from_scripts_or_dumps_goes_through_the_same_filter(cleaner_: Cleaner) -> None:
    odd = "<script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m was what the screen showed, he said."
    dump = f"{FIRST}\n{odd}\n{LAST}"
    assert_sound(cleaner_.clean_text(dump), len(dump))


def test_eight_threads_give_what_one_gives(cleaner_: Cleaner) -> None:
    inputs = [page(STORY.replace("Kellan", name), BESIDE["ragged table"][:3000] + name) for name in map(str, range(8))]
    alone = [cleaner_.clean(html, "https://courier.example/ferry") for html in inputs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda html: cleaner_.clean(html, "https://courier.example/ferry"), inputs * 3))
    assert together == alone * 3
    assert [article.html for article in together] == [article.html for article in alone * 3]


def test_it_runs_inside_an_event_loop_and_on_a_small_stack(cleaner_: Cleaner) -> None:
    html = page(after="<template>" * 5000 + "<div>" * 5000)

    async def inside() -> Article:
        return cleaner_.clean(html)

    found: list[Article] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(cleaner_.clean(html)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert asyncio.run(inside()) == found[0]


WORST = [
    " " * 100_000, "<!--" * 25_000, "1" * 100_000, "a." * 50_000, "a" * 100_000, "By " * 33_000, "1/" * 50_000,
    ", " * 50_000, "A b " * 25_000, "| " * 50_000, "é" * 100_000, "2021-" * 20_000, "12:30 " * 16_000, "• " * 50_000,
    "\n" * 100_000, "A. B. " * 16_000, "and " * 25_000, "[" * 100_000, "://" * 33_000, "a@" * 50_000,
]  # fmt: skip


def slots(text: str) -> str:
    """A page with the text wherever a cleaner reads one: title, byline, dates, JSON-LD, classes, a paragraph."""
    quoted = escape(text)
    named = json.dumps({"@type": "NewsArticle", "headline": text, "datePublished": text, "author": {"name": text}})
    head = (
        f'<title>{quoted}</title><meta property="og:title" content="{quoted}"><meta name=author content="{quoted}">'
        f'<meta property="article:published_time" content="{quoted}"><meta name=description content="{quoted}">'
        f'<link rel=canonical href="{quoted}">{_ld(named.replace("<", "&lt;"))}'
    )
    top = (
        f'<div class="{quoted}" id="{quoted}" style="{quoted}"><h1>{quoted}</h1><p class=byline>By {quoted}</p>'
        f'<a rel=author href="{quoted}">{quoted}</a><time datetime="{quoted}">{quoted}</time>'
        f"<p class=date>{quoted}</p></div>"
    )
    return f"<html lang='x'><head>{head}</head><body><article>{top}{STORY}<p>{quoted}</p></article></body></html>"


@pytest.mark.parametrize("number", range(len(WORST)))
def test_a_text_made_for_slow_patterns_costs_no_more_than_others(cleaner_: Cleaner, number: int) -> None:
    text = WORST[number]
    # What it may cost is held by this file's alarm.
    assert FIRST in cleaner_.clean(slots(text), "https://courier.example/" + text[:5000]).text


@pytest.mark.parametrize("number", range(len(WORST)))
def test_a_dump_made_for_slow_patterns_costs_no_more_than_others(cleaner_: Cleaner, number: int) -> None:
    lines = f"{WORST[number]}\n{FIRST}\nBy {WORST[number][:20_000]}\n{LAST}\n{WORST[number]}"
    assert FIRST in cleaner_.clean_text(lines).text


def test_rendering_thousands_of_blocks_in_one_item_is_linear() -> None:
    blocks = segment(parse("<ul><li>x <b>y</b>" + "<p>z" * 8000)).blocks
    assert render.text(blocks).count("\n") == 8000
    assert render.markdown(blocks, None).count("z") == 8000

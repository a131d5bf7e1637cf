"""The page's `<title>` → which part of it is the headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from cleaner import expressions as re
from cleaner.metadata.lines import opening
from cleaner.metadata.plain import squeeze, tidy
from cleaner.metadata.site_name import SEPARATING, SEPARATOR, UNSPACED, site_key, without_names
from cleaner.metadata.slug import line_words
from cleaner.model import Block
from cleaner.page.elements import HEADLINES

# The sources that have the headline alone more often than a page's `<title>`.
AGREEING = frozenset(("json-ld", "og"))
LONGEST = 1000  # characters that are looked at; what is longer than a field after tidying is no title
SHORTEST = 8  # letters; shorter parts are section names more often than headlines
# The bars that stand between a title's parts; no headline has one.
_BARS = ("|", "｜", "¦", "❘", "ㅣ")
_MUCH_LONGER = 2.5  # times the length of the first part
_GOES_ON = 2  # letters
# How many separators of a title are looked at, and how many that only scripts without blanks have: what stands between
# any two of them may be the headline.
_MOST_CUTS, _MOST_DENSE_CUTS = 6, 4
# Where words are not parted by blanks, separators are not either: headline-section_site.
_DENSE = re.compile(f"[{UNSPACED}]")
_UNSPACED_CLOSES = f"{UNSPACED}”」』》】！？"
_KANJI = r"\u3040-\u30ff\u3400-\u9fff"  # of scripts without blanks: Korean has them
_DENSE_CUT = re.compile(
    rf"(?<=[{_KANJI}”」』》】！？]) (?=[{_KANJI}“「『《])|(?<=[{_UNSPACED_CLOSES}])[,，：]\s?(?=\S)|"
    r"(?<=[”」』》】！？])[-_]+(?=\w)"
)
# A headline of the hour's news has the minute behind it: 【16:15】.
_MINUTE = re.compile(r"\s?[【\[(（]\d{1,2}[:：]\d\d[】\])）]$")
_SECTIONS_AFTER = re.compile(rf"(?<=[{UNSPACED}\]])(?:_+|-+)[^\W_]{{1,12}}(?:(?:_+|-+)[^\W_]{{1,12}})*$")


def shown_part(
    title: str,
    blocks: Sequence[Block],
    keys: frozenset[str],
    found: Sequence[tuple[str, str]] = (),
    is_aside: Callable[[], bool] = bool,
) -> str:
    """The part of the page's `<title>` that is a line of the page, though not its first `h1`; "" without one.

    It tells the headline from the site's name, which templates put into the first `h1`, and from `h1`s of sections and
    widgets, which are no part of the title at all. A headline in the (source, text) pairs of `found` that JSON-LD or
    OpenGraph gives has to hold that part. `is_aside` tells whether the first `h1` is a logo or the like.
    """
    line = tidy(title[:LONGEST])
    parts, longest_piece, dense = _parts(line, keys)
    first, shown, headed = _seen_parts(line, parts, blocks)
    best = max(headed or shown, key=len, default="")
    if best and best == first and is_aside():
        headed.discard(first)
        best = max(headed, key=len, default="")
    if not best or best == first or _says_else(found, keys, best, parts[best], first):
        return ""
    whole = squeeze(line)
    if len(best) < longest_piece and (dense or not whole.startswith(best)) and whole != first + best:
        return ""  # a section, the site or a slogan, which menus and footers show as well
    if dense and whole.startswith(best) and whole[: len(best) + _GOES_ON] in first:
        return ""  # the `h1` goes on as the title does, behind a kicker of its own
    return "" if _is_headline(first, best, whole) and not (best in headed and is_aside()) else parts[best]


def _seen_parts(line: str, parts: dict[str, str], blocks: Sequence[Block]) -> tuple[str, set[str], set[str]]:
    """The first `h1`, the parts of a title that lines of the page are, and those that are headings.

    Takes headings into the parts that have no mark of the title's where they end, or a minute behind them.
    """
    lower, longest = line.lower(), len(line)
    shortest = min(map(len, parts), default=longest + 1)
    starts = frozenset(key[0] for key in (squeeze(line), *parts) if key)
    first = ""
    shown: set[str] = set()
    headed: set[str] = set()
    for place in opening(blocks, starts, shortest, longest):
        text, tag = blocks[place].text, blocks[place].tag
        if blocks[place].hidden:
            continue
        key = squeeze(text)
        if tag == "h1" and not first:
            first = key
        if tag == "h1" and len(key) >= SHORTEST and key not in first and begins_with(lower, text.lower()):
            parts.setdefault(key, text)
        if tag in HEADLINES and (minute := _MINUTE.search(text)) and squeeze(text[: minute.start()]) in parts:
            parts.setdefault(key, text)
        if key in parts:
            (headed if tag in HEADLINES else shown).add(key)
    return first, shown, headed


def _says_else(found: Sequence[tuple[str, str]], keys: frozenset[str], best: str, part: str, first: str) -> bool:
    """Whether JSON-LD and OpenGraph have another headline than a title's best part, and no section's name."""
    told = [without_names(tidy(text[:LONGEST]), keys) for source, text in found if source in AGREEING]
    told = [text for text in told if not _names_section(text, part, first)]
    return bool(told) and not any(best in squeeze(text) for text in told)


def _names_section(told: str, part: str, first: str) -> bool:
    """Whether what the head calls a headline is the name of a section: short, no `h1` and no word of the part's."""
    key = squeeze(told)
    if 2 * len(key) > len(squeeze(part)) or key in squeeze(part) or key == first:
        return False
    words = line_words(told)
    return len(words) <= _LONGEST_SECTION and words.isdisjoint(line_words(part))


_LONGEST_SECTION = 2  # words


def _is_headline(first: str, best: str, whole: str) -> bool:
    """Whether the first `h1` is rather the headline than the best part of the title, which holds both."""
    if not first or first not in whole or (len(best) > len(first) and whole.endswith(first)):
        return False
    return len(best) <= _MUCH_LONGER * len(first)


def begins_with(line: str, start: str) -> bool:
    """Whether a line begins with another one and what follows is set off by a mark: "Ferry returns, Harbour News"."""
    return line.startswith(start) and not line[len(start) :].lstrip()[:1].isalnum()


def _parts(line: str, keys: frozenset[str]) -> tuple[dict[str, str], int, bool]:
    """The parts of a title between any two separators, and the whole one, but for the site's name.

    Also how many letters the longest has that no separator divides, and whether there are separators that only scripts
    without blanks have.
    """
    cuts = list(islice(SEPARATOR.finditer(line), _MOST_CUTS)) if not SEPARATING.isdisjoint(line) else []
    dense = [] if line.isascii() else list(islice(_DENSE_CUT.finditer(line), _MOST_DENSE_CUTS))
    cuts = sorted([*cuts, *dense], key=lambda cut: cut.start())
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(line)]
    found = (line[start:end].strip() for place, start in enumerate(starts) for end in ends[place:])
    found = (part for part in found if not any(bar in part for bar in _BARS))
    pieces = (squeeze(line[start:end]) for start, end in zip(starts, ends, strict=True))
    pieces = (piece for piece in pieces if not (dense and piece.isascii()))
    kept = {key: part for part in found if _is_long(key := squeeze(part)) and site_key(part) not in keys}
    return kept, max(map(len, pieces), default=0), bool(dense)


def _is_long(key: str) -> bool:
    """Whether it has the letters of a headline, of which scripts without blanks need half as many."""
    return len(key) >= SHORTEST or (2 * len(key) >= SHORTEST and _DENSE.match(key) is not None)


def before_bar(text: str) -> str:
    """What stands before the first bar: after it come sections, slogans and names, never the headline's rest.

    Likewise before short parts after dashes without blanks, in scripts that have none.
    """
    for bar in _BARS:
        if bar in text:
            first = text.split(bar)[0].strip()
            if len(squeeze(first)) >= SHORTEST:
                text = first
                break
    if not text.isascii() and (cut := _SECTIONS_AFTER.search(text)) and len(squeeze(text[: cut.start()])) >= SHORTEST:
        return text[: cut.start()]
    return text

"""The page's `<title>` → which part of it is the headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from cleaner import expressions as re
from cleaner.metadata.lines import opening
from cleaner.metadata.plain import squeeze, tidy
from cleaner.metadata.site_name import SEPARATING, SEPARATOR, UNSPACED, site_key
from cleaner.model import Block
from cleaner.page.elements import HEADLINES

AGREEING = frozenset(("json-ld", "og"))
LONGEST = 1000  # characters that are looked at; what is longer than a field after tidying is no title
SHORTEST = 8  # letters; shorter parts are section names more often than headlines
_BARS = ("|", "｜", "¦", "❘", "ㅣ")
_MUCH_LONGER = 2.5
_MOST_CUTS = 6
# Where words are not parted by blanks, separators are not either: headline-section_site.
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
    parts, longest_piece = _parts(line, keys)
    first, headed, shown = _find_shown(line, parts, blocks)
    best = max(headed or shown, key=len, default="")
    if best and best == first and is_aside():
        headed.discard(first)
        best = max(headed, key=len, default="")
    machine = [squeeze(text[:LONGEST]) for source, text in found if source in AGREEING]
    if not best or best == first or (machine and not any(best in told for told in machine)):
        return ""
    whole = squeeze(line)
    if len(best) < longest_piece and not whole.startswith(best) and whole != first + best:
        return ""  # a section, the site or a slogan, which menus and footers show as well
    return "" if _is_headline(first, best, whole) and not (best in headed and is_aside()) else parts[best]


def _find_shown(line: str, parts: dict[str, str], blocks: Sequence[Block]) -> tuple[str, set[str], set[str]]:
    """The first `h1`, then the parts of a title that are headings of the page, and those that are other lines of it.

    All by their letters. An `h1` with which the title begins becomes one of its parts.
    """
    lower = line.lower()
    longest = len(line)
    shortest = min(map(len, parts), default=longest + 1)
    first = ""
    headed: set[str] = set()
    shown: set[str] = set()
    starts = frozenset(key[0] for key in (squeeze(line), *parts) if key)
    for place in opening(blocks, starts, shortest, longest):
        text, tag = blocks[place].text, blocks[place].tag
        if blocks[place].hidden:
            continue
        key = squeeze(text)
        if tag == "h1" and not first:
            first = key
        if tag == "h1" and len(key) >= SHORTEST and key not in first and begins_with(lower, text.lower()):
            parts.setdefault(key, text)
        if key in parts:
            (headed if tag in HEADLINES else shown).add(key)
    return first, headed, shown


def _is_headline(first: str, best: str, whole: str) -> bool:
    """Whether the first `h1` is rather the headline than the best part of the title, which holds both."""
    if not first or first not in whole or (len(best) > len(first) and whole.endswith(first)):
        return False
    return len(best) <= _MUCH_LONGER * len(first)


def begins_with(line: str, start: str) -> bool:
    """Whether a line begins with another one and what follows is set off by a mark: "Ferry returns, Harbour News"."""
    return line.startswith(start) and not line[len(start) :].lstrip()[:1].isalnum()


def _parts(line: str, keys: frozenset[str]) -> tuple[dict[str, str], int]:
    """The parts of a title between any two separators, and the whole one, but for the site's name.

    Also how many letters the longest has that no separator divides.
    """
    cuts = list(islice(SEPARATOR.finditer(line), _MOST_CUTS)) if not SEPARATING.isdisjoint(line) else []
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(line)]
    found = (line[start:end].strip() for place, start in enumerate(starts) for end in ends[place:])
    found = (part for part in found if not any(bar in part for bar in _BARS))
    pieces = (squeeze(line[start:end]) for start, end in zip(starts, ends, strict=True))
    return {key: part for part in found if len(key := squeeze(part)) >= SHORTEST and site_key(part) not in keys}, max(
        map(len, pieces)
    )


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

"""Markup that a parser cannot read in bounded time: depth, reopened formatting, endless tags; told before parsing.

Parsers that follow the HTML standard take time that grows with the square of the depth (500 KB of nested `<div>`:
17 s), and memory that grows with the square of the formatting left open (72 KB of `<font>`: 4 GB). No call can be
stopped from outside. So a page with many tags is first read with the bookkeeping of a parser alone
(`cleaner.page.tree_construction`). What that does not know may still be made use of on purpose, so a batch keeps its
limits on each process.

The limits are far above every page at hand: of 3,427 real ones, the deepest had 37 elements open at once, and the most
tags any had were 43,138; none opened more than 20 formatting elements again,
and none had more than 10,767 blocks of text.
"""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.page.compiled import load_scan
from cleaner.page.tokenizer import Reader, count_tags
from cleaner.page.tree_construction import TreeConstruction
from cleaner.page.trim import Trimmed

HOSTILE: Final = "hostile markup"
"""How every reason begins."""

MAX_DEPTH: Final = 15_000
"""Most elements open at once: 10,000 nested ones take a parser a tenth of a second, 100,000 take 17 s."""
MAX_REOPENED: Final = 200_000
"""Most formatting elements that are opened again behind the end of a block: each costs some 450 bytes, and twice that
where a page is read once more for what lies outside of its tree, such as templates."""
MAX_TAGS: Final = 250_000
"""Most tags; a million take a parser 400 MB and a second, and all that is done with them some twenty."""
MAX_ATTRIBUTES: Final = 10_000
"""Most attributes of one tag: a parser compares each with all before it, and 10,000 take a sixth of a second."""
MAX_NAMES: Final = 50_000
"""Most different names of elements, and of attributes: a parser's tables of names take square time from there on."""
MAX_BODIES: Final = 2_000
"""Most `body` tags: the attributes of each are compared with those of all before."""
MAX_BLOCKS: Final = 100_000
"""Most blocks of text; each costs as much as a hundred tags, and three renderings twice that again."""
# Most steps that a parser takes through its open elements, all tags together: half a second. Real pages reach 260,000.
_MAX_WORK: Final = 150_000_000
# Most steps that the bookkeeping itself takes through its open elements. Real pages reach 98,000.
_MAX_LOOKED: Final = 20_000_000

# Pages of fewer bytes are not looked at: even the densest markup is read in a fraction of a second. The bound is low,
# since of 20 KB a parser made 0.4 GB.
_SMALL: Final = 6_000
# Below these bounds no page can take a parser a second or 500 MB, and its tags need not be followed one by one. The
# worst case is that every tag is nested in the one before, and that each opens all formatting anew that is still open:
# without attributes that is at most `_BARE_KINDS` elements (three of each tag), with attributes any number, since these
# make them different. So the second bound is on tags times formatting tags; one page in a thousand is above it. Pages
# shorter than `_SHORT` have a lower bound, because only a page made for it has so many tags in so few bytes: of 16 KB a
# parser made 400 MB, while no real page below 150 KB comes near a quarter of that.
_MANY_TAGS: Final = 20_000
_MANY_REOPENED: Final = 1_200_000
_SHORT: Final = 150_000
_MANY_IN_SHORT: Final = 250_000
_BARE_KINDS: Final = 40
# A page that was not trimmed may have too many names from this length on. One that was trimmed may have them where its
# formatting tags times the attributes of the longest tag reach the second number.
_LONG: Final = 500_000
_MANY_ATTRIBUTES: Final = 100_000
# Different words are counted instead of names, which is quicker. A word may hold two names, one at its end: with half
# as many words as there may be names, there cannot be too many names.
_FEW_WORDS: Final = MAX_NAMES // 2
# Bytes of a tag that may have more than `MAX_ATTRIBUTES`, and how many of them are looked at.
_LONG_TAG: Final = 65_536
_MOST_READ: Final = 1_000_000

# A value in quotes, whose blanks part no attributes.
_QUOTED: Final = re.compile(rb"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)")
# Formatting tags that may have attributes. `a` is not among them: it ends the `a` before, so that no two are open.
_FORMATTED: Final = re.compile(rb"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\t\n\f\r /]", re.IGNORECASE)
# The name of an attribute; the value is matched as well, so that no part of it is taken for a name.
_ATTRIBUTE: Final = re.compile(
    rb"([^\t\n\f\r />][^\t\n\f\r />=]*+)(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\t\n\f\r >]*+))?+"
)

_compiled = load_scan()


def unparsable(raw: bytes, trimmed: Trimmed | None = None) -> str | None:
    """Why the page should not be given to a parser, such as `hostile markup: more than 250,000 tags`.

    Args:
        raw: the page as UTF-8.
        trimmed: what the parser will get of it, with the counts of its tags; None where the page was not trimmed.

    Returns:
        None for every page but those made to break a parser.
    """
    if len(raw) < _SMALL:
        return None
    is_complete = trimmed is not None and trimmed.complete
    read = raw if trimmed is None else trimmed.raw
    if trimmed is not None and is_complete:
        endless = trimmed.attributes > MAX_ATTRIBUTES
        many_names = False
    else:
        endless = len(raw) >= _LONG_TAG and _has_endless_tag(raw)
        many_names = len(read) >= _LONG
    if endless:
        return f"{HOSTILE}: a tag with more than {MAX_ATTRIBUTES:,} attributes"
    if trimmed is not None and is_complete:
        tags, formatted = trimmed.tags, trimmed.formatted
    else:
        tags, formatted = read.count(b"<"), _count_formatted(read)
    if trimmed is not None and formatted * trimmed.attributes >= _MANY_ATTRIBUTES:
        # A part of the page that was not looked through may have any number of names. Where all was looked through,
        # there are no more names than tags and attributes.
        many_names = not is_complete or tags + trimmed.named > _FEW_WORDS
    many_reopened = _MANY_REOPENED if len(read) >= _SHORT else _MANY_IN_SHORT
    if (formatted + _BARE_KINDS) * tags >= many_reopened and is_complete and _compiled:
        left_open = _compiled.formatting_left_open(read)
        formatted = left_open if left_open >= 0 else formatted
    if many_names and _compiled:
        many_names = _compiled.distinct_words(read, _FEW_WORDS) > _FEW_WORDS
    if tags < _MANY_TAGS and (formatted + _BARE_KINDS) * tags < many_reopened and not many_names:
        return None
    return fault_of(read)


def overfull(blocks: int) -> str | None:
    """Why so many blocks of text are not judged; None for every page but those made of hardly anything else."""
    return f"{HOSTILE}: more than {MAX_BLOCKS:,} blocks of text" if blocks > MAX_BLOCKS else None


def count_formatted(raw: bytes) -> int:
    """How many tags open formatting and may have attributes, those in scripts and comments counted, too."""
    return sum(1 for _ in _FORMATTED.finditer(raw))


_count_formatted = _compiled.count_formatted if _compiled else count_formatted


def fault_of(raw: bytes) -> str | None:
    """What a parser would choke on, told by reading all tags; None where there is nothing."""
    if raw.count(b"<") > MAX_TAGS and count_tags(raw, MAX_TAGS) > MAX_TAGS:
        return f"{HOSTILE}: more than {MAX_TAGS:,} tags"
    stack, reader = TreeConstruction(), Reader(raw)
    names: set[bytes] = set()
    attributes: set[bytes] = set()
    bodies = 0
    for name, closing, rest in reader:
        if not name:
            stack.text(rest.isspace())
            continue
        if closing:
            stack.end(name)
        else:
            names.add(name)
            bodies += name == b"body"
            reader.is_html = stack.start(name, rest)
            if rest:
                attributes.update(_ATTRIBUTE.findall(rest))
        reader.in_foreign = stack.in_foreign
        if stack.deepest > MAX_DEPTH:
            return f"{HOSTILE}: more than {MAX_DEPTH:,} elements in one another"
        if stack.work > _MAX_WORK or stack.looked > _MAX_LOOKED:
            return f"{HOSTILE}: too much within too many elements"
        if stack.reopened > MAX_REOPENED or bodies > MAX_BODIES:
            return f"{HOSTILE}: formatting that is opened over and over"
        if len(names) > MAX_NAMES or len(attributes) > MAX_NAMES:
            return f"{HOSTILE}: more than {MAX_NAMES:,} names"
    return None


def _has_endless_tag(raw: bytes) -> bool:
    """Whether some tag has thousands of attributes: a parser compares each with all before it."""
    half = _LONG_TAG // 2
    start = 0
    while start < len(raw):
        if raw.find(b">", start, start + half) < 0:
            # Nearly always a picture in the address of an image, or text without any tag.
            opened = raw.rfind(b"<", 0, start + 1)
            end = raw.find(b">", start)
            end = end if end >= 0 else len(raw)
            if raw.find(b">", max(opened, 0), start) < 0 and _begins_tag(raw, opened):
                tag = raw[opened : min(end, opened + _MOST_READ)]
                if len(_QUOTED.sub(b"", tag).split()) > MAX_ATTRIBUTES:
                    return True
            start = end
        start += half
    return False


def _begins_tag(raw: bytes, at: int) -> bool:
    """Whether the bracket begins a tag; in a script it is a comparison."""
    if at < 0 or not raw[at + 1 : at + 2].isalpha():
        return False
    return raw.rfind(b"<script", 0, at) <= raw.rfind(b"</script", 0, at)

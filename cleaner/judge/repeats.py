"""What a page prints twice comes out once: copies, excerpts, pull quotes. What a story says twice stays.

A copy is a run of blocks that mirrors another run elsewhere on the page, such as a story for telephones beside the one
for wide screens. A single line that stands twice is a refrain, a step of a plan, a value: of the lines that fell on 600
mixed pages while lines were compared one by one, 370 of 1,178 were in the gold as often as on the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.judge.compiled import load_columns
from cleaner.judge.labelling import Labelling
from cleaner.judge.traits import ending_in, framed, tagged
from cleaner.model import Block

# A run is a copy when it has so many characters, among them two sentences at least: lines of so many characters and
# words. Names, labels and prices repeat in runs, too, on every card and post. On mixed pages runs of one sentence and
# 100 characters lost 77 repeated lines of the gold instead of 45, and gave an F1 of .0004 more.
_COPY_CHARS: Final = 150
_SENTENCES: Final = 2
_SENTENCE_CHARS, _SENTENCE_WORDS = 40, 8
# A line that is set once more in another element is a copy by itself from so many characters on.
_SHOWN_CHARS: Final = 100
# On a page that offers something, whose cards are shown again for other screens, one long line is enough.
_LINES_OF_OFFER: Final = 1
# What is quoted or listed as code repeats legitimately: posts quote posts, programs their own lines.
_MAY_REPEAT: Final = frozenset(("pre", "blockquote"))
_EXCERPT_CHARS: Final = 25
_DOTS: Final = ("...", "…")
# A story has a few; each is looked for in every paragraph.
_MOST_QUOTES: Final = 50
_WORD: Final = re.compile(r"\w+")
_QUOTED: Final = frozenset(("blockquote",))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_PROSE: Final = _HEADINGS | {"pre"}


class _Unit(NamedTuple):
    """A block or a whole structure, as copies are compared.

    Attributes:
        text: in lower case.
        first: its first block.
        end: the block after its last one.
        may_repeat: it is code or quoted: such makes no copy, and goes with the copy of a story that it is in.
    """

    text: str
    first: int
    end: int
    may_repeat: bool


def drop_copies(blocks: list[Block], found: Labelling, words: Sequence[int], *, offer: bool = False) -> None:
    """Let each run of blocks go that mirrors a run before it.

    Args:
        blocks: of the page.
        found: what stays so far; each of its structures is compared as one.
        words: of each block.
        offer: the page rather offers services or goods.
    """
    # Nearly always no two long lines begin alike; comparing the whole body costs more than all else here.
    if not _begin_alike(blocks, found.inside()):
        return
    units = _units(blocks, found)
    for first, source, size in _mirrored(units):
        run = units[first : first + size]
        shown_apart = size == 1 and _is_shown_apart(blocks, run[0], units[source])
        if (shown_apart or _is_copy(run, words, offer=offer)) and source + size <= first:
            for unit in run:
                for index in range(unit.first, unit.end):
                    found.drop(index, "repeat", "copy of what stands before")


def _begin_alike(blocks: list[Block], inside: list[int]) -> bool:
    compiled = load_columns()
    if compiled is not None:
        return bool(compiled.begin_alike(blocks, inside, _SENTENCE_CHARS))
    starts = [text[:_SENTENCE_CHARS].lower() for index in inside if _is_long(text := blocks[index].text)]
    return len(set(starts)) < len(starts)


def _is_long(text: str) -> bool:
    return len(text) >= _SENTENCE_CHARS


def _units(blocks: Sequence[Block], found: Labelling) -> list[_Unit]:
    """What stays, in the page's order."""
    ends = {one.first: one.end for one in found.structures}
    units: list[_Unit] = []
    index = 0
    while index < len(blocks):
        end = ends.get(index, index + 1)
        if found.kept[index]:
            text = "\n".join([block.text for block in blocks[index:end]]) if end - index > 1 else blocks[index].text
            units.append(_Unit(text.lower(), index, end, _may_repeat(blocks[index])))
        index = end
    return units


def _mirrored(units: Sequence[_Unit]) -> list[tuple[int, int, int]]:
    """Runs of units that stand before, each as long as can be: where it begins, where its source does, its length."""
    place_of: dict[str, int] = {}
    runs: list[tuple[int, int, int]] = []
    first = source = size = 0
    for place, unit in enumerate(units):
        if size and source + size < place and units[source + size].text == unit.text:
            size += 1
            continue
        if size:
            runs.append((first, source, size))
        first, size = place, 0
        if unit.text in place_of:
            source, size = place_of[unit.text], 1
        else:
            place_of[unit.text] = place
    if size:
        runs.append((first, source, size))
    return runs


def _is_copy(run: Sequence[_Unit], words: Sequence[int], *, offer: bool) -> bool:
    if len(run) < 2 or sum([len(unit.text) for unit in run]) < _COPY_CHARS:
        return False
    lines = [unit for unit in run if _is_long(unit.text) and not unit.may_repeat]
    if offer:
        return len(lines) >= _LINES_OF_OFFER
    alone = [unit.first for unit in lines if unit.end - unit.first == 1]
    return sum([words[index] >= _SENTENCE_WORDS for index in alone]) >= _SENTENCES


def _is_shown_apart(blocks: Sequence[Block], unit: _Unit, source: _Unit) -> bool:
    """Whether a long line is set once more in another element than its original: a story's quote in large type."""
    apart = blocks[unit.first].tag != blocks[source.first].tag
    return apart and len(unit.text) >= _SHOWN_CHARS and not (unit.may_repeat or source.may_repeat)


def _may_repeat(block: Block) -> bool:
    return not _MAY_REPEAT.isdisjoint([frame[0] for frame in block[3]])


def drop_excerpts(blocks: list[Block], found: Labelling) -> None:
    """Let a line go that ends in dots and begins like a longer one that stays."""
    kept = found.inside()
    cut = ending_in(blocks, kept, _DOTS)
    if not cut:
        return
    # In order, so that those that begin alike stand together: 4,000 paragraphs that end in dots took two seconds when
    # each was compared with all.
    whole = sorted({text.lower() for index in kept if _is_long(text := blocks[index].text)})
    for index in cut:
        text = blocks[index].text.lower()
        stem = text.rstrip(".… ")
        if len(stem) < _EXCERPT_CHARS:
            continue
        place = bisect_left(whole, stem)
        # Of the first two that begin so, one at most is the line itself.
        if any(other.startswith(stem) and other != text for other in whole[place : place + 2]):
            found.drop(index, "repeat", "excerpt of the body")


def drop_doubled_headings(blocks: list[Block], found: Labelling) -> None:
    """A heading right below the same one goes: what stood between them, a slide's picture, is no text."""
    inside = found.inside()
    for index in tagged(blocks, inside, _HEADINGS):
        place = bisect_left(inside, index)
        if place and blocks[inside[place - 1]].text == blocks[index].text:
            found.drop(index, "repeat", "the same heading is right above")


def drop_pull_quotes(blocks: list[Block], found: Labelling) -> None:
    """A sentence of the story that an article sets in large type as well goes; a thread's quotes are its own words.

    Of the quotations that stand in a paragraph word for word, 14 of 15 on the publishers' pages and 8 of 11 on the
    mixed ones' articles were in the gold text once.
    """
    inside = found.inside()
    quotes = framed(blocks, inside, _QUOTED)
    if not quotes or len(quotes) > _MOST_QUOTES:
        return
    others = [blocks[index] for index in inside if index not in quotes]
    prose = [block.text.lower() for block in others if block.tag not in _NO_PROSE]
    for index in quotes:
        quoted = _words_of(blocks[index].text.lower())
        if len(quoted) < _SENTENCE_CHARS:
            continue
        longest = max(quoted.split(), key=len)  # where it is missing, the rest need not be compared
        if any(longest in text and quoted in _words_of(text) for text in prose):
            found.drop(index, "repeat", "a pull quote: its words stand in a paragraph")


def _words_of(text: str) -> str:
    """The words of a folded text alone: a quotation and its original differ in their marks."""
    return " ".join(_WORD.findall(text))

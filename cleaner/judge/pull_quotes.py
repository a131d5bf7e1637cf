"""A sentence that a story sets in large type as well, in a quotation or a box of its own, comes out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cleaner.judge.labelling import Labelling
from cleaner.judge.traits import framed
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, PARENT, TAG, Segmentation
from cleaner.page.elements import HEADINGS
from cleaner.page.survey import compiled as survey

# A shorter one may be a phrase that a story comes back to.
_QUOTE_CHARS: Final = 25
# A line in a box without a name is none from so many characters on, and stands so many blocks from its paragraph at
# most; a look that more such boxes have is that of the page's paragraphs.
_LONGEST, _FARTHEST_APART, _FEW_ALIKE = 300, 13, 3
# A paragraph with so many characters begins the story; a line before it is no pull quote.
_FIRST_CHARS: Final = 120
_APART: Final = frozenset(("div", "aside", "figure", "section", "blockquote"))
_LINES: Final = frozenset(("p", "div", "aside", "blockquote", "section", "figure"))
# Most pull quotes that are looked for: each is searched in every paragraph, and a story has a few.
_MOST_QUOTES: Final = 50
_FARTHEST_PULLED: Final = 20  # blocks between a pull quote and the paragraph that it is from
_PULLED: Final = re.compile(r"(?:^|[\s_-])pull(?:ed)?[_-]?quote|pullQuote|PullQuote|quote[_-]+pull")
_PULLED_BLOCKS: Final = 3
# Blocks of a quotation with the line of its source.
_SOURCED: Final = 2
_COMPILED_PULL = (
    survey.Parts(("pullquote", "pull-quote", "pull_quote", "pulled", "quote-pull", "quote--pull"))
    if survey is not None
    else None
)
_WORD: Final = re.compile(r"\w+")
_QUOTED: Final = frozenset(("blockquote",))
_NO_PROSE: Final = HEADINGS | {"pre"}


def drop_pull_quotes(
    blocks: list[Block],
    found: Labelling,
    segmentation: Segmentation | None = None,
    beside: Iterable[int] = (),
    *,
    declared: bool = True,
    article: bool = False,
) -> None:
    """Drop sentences of the story that the page sets in large type as well.

    Of the quotations that stand in a paragraph word for word, 14 of 15 on the publishers' pages and 8 of 11 on the
    mixed ones' articles were in the gold text once. All stood at most 13 blocks from the paragraph; a text with one far
    from it quotes itself, and keeps all.

    Args:
        blocks: of the page.
        found: what stays so far.
        segmentation: the page's boxes, if it has any: what stands in one that is beside the text, or is called so, is a
            pull quote without being a quotation.
        beside: index of each block that stays and may stand in a box beside the text.
        declared: the page says that it is an article; elsewhere quotations are pull quotes where they are called so.
        article: the page is likely an article, in which a line in a box of its own may be a pull quote as well.
    """
    inside = found.inside()
    called = frozenset(_pulled(segmentation, found.kept, beside) if segmentation is not None else ())
    apart = frozenset(_set_apart(blocks, found, segmentation) if segmentation is not None and article else ())
    quotes = sorted({*called, *apart, *(framed(blocks, inside, _QUOTED) if declared else ())})
    if not quotes or len(quotes) > _MOST_QUOTES:
        return
    away = _find_said(blocks, inside, quotes)
    own = called | apart
    quotes_itself = any(blocks_between > _FARTHEST_PULLED and index not in own for index, blocks_between in away)
    sources = {first: end for form, first, end in found.structures if form == "quotation" and end - first == _SOURCED}
    for index, blocks_between in away:
        if index in called or (blocks_between <= _FARTHEST_APART if index in apart else not quotes_itself):
            for part in range(index, sources.get(index, index + 1)):
                found.drop(part, "repeat", "a pull quote: its words stand in a paragraph")


def _find_said(blocks: list[Block], inside: Sequence[int], quotes: Sequence[int]) -> list[tuple[int, int]]:
    """Those of the quotations that a paragraph says as well, each with how many blocks it is away from there."""
    said = {index: _words_of(blocks[index].text.lower()) for index in quotes}
    sentences = {index: quoted for index, quoted in said.items() if len(quoted) >= _QUOTE_CHARS}
    if not sentences:
        return []
    others = [index for index in inside if index not in said and blocks[index].tag not in _NO_PROSE]
    return _away(sentences, [(index, blocks[index].text.lower()) for index in others])


def _away(sentences: Mapping[int, str], prose: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Index of each quotation that stands in a paragraph, and how many blocks it is away from there."""
    found = []
    whole = "\n".join([text for _, text in prose])
    for index, quoted in sentences.items():
        longest = max(quoted.split(), key=len)  # where it is missing, the rest need not be compared
        near = prose if longest in whole else ()
        places = [place for place, text in near if longest in text and quoted in _words_of(text)]
        if places:
            found.append((index, min(abs(place - index) for place in places)))
    return found


def _pulled(segmentation: Segmentation, kept: Sequence[bool], beside: Iterable[int]) -> Iterator[int]:
    """Index of each block that stays and stands in a small box that is beside the text, or is called a pull quote."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    for index in beside:
        box = segmentation.box_of[index]
        while box and ends[box] - opened[box][FIRST_BLOCK] <= _PULLED_BLOCKS:
            if opened[box][TAG] == "aside":
                yield index
                break
            box = opened[box][PARENT]
    if survey is not None and not survey.named(opened, _COMPILED_PULL):
        return  # nearly always
    for number, (_, _, classes, _, _, first) in enumerate(opened):
        if "ull" in classes and ends[number] - first <= _PULLED_BLOCKS and _PULLED.search(classes):
            yield from (index for index in range(first, ends[number]) if kept[index])


def _set_apart(blocks: list[Block], found: Labelling, segmentation: Segmentation) -> Iterator[int]:
    """Index of each line that stays behind the first paragraph and is alone in a box, as few others on the page are."""
    inside = found.inside() if segmentation.box_of else []
    begun = next((index for index in inside if len(blocks[index].text) >= _FIRST_CHARS), len(blocks))
    wholes, alike = found.in_structures(), Counter[tuple[str, str]]()
    lines: dict[int, tuple[str, str]] = {}
    for index in inside:
        block = blocks[index]
        short = index > begun and _QUOTE_CHARS <= len(block.text) <= _LONGEST and block.tag in _LINES
        short = short and not any(href for _, href, _ in block.runs)
        for tag, classes in reversed(list(_boxes_of_one(segmentation, index))):
            alike[tag, classes] += 1
            if short and (tag == "blockquote" or not wholes[index]):
                lines[index] = tag, classes
                break
    return (index for index, look in lines.items() if alike[look] <= _FEW_ALIKE)


def _boxes_of_one(segmentation: Segmentation, index: int) -> Iterator[tuple[str, str]]:
    """Tag and classes of the boxes that hold nothing but a block, from the innermost, as far as a line may be in it."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box = segmentation.box_of[index]
    while box and ends[box] - opened[box][FIRST_BLOCK] == 1:
        parent, tag, classes, _, _, _ = opened[box]
        if tag in _APART:
            yield tag, classes
        box = parent


def _words_of(text: str) -> str:
    """The words of a folded text alone: a quotation and its original differ in their marks."""
    return " ".join(_WORD.findall(text))

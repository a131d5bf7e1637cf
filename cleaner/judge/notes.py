"""Notes that lead back to their places in the text, and formulas on lines of their own: no page has them as furniture.

Trees know neither: a note is a short line with a link behind the last paragraph, a formula a line that ends like none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.judge.structures import Structure
from cleaner.judge.traits import ending_in
from cleaner.lexicon.words import either

if TYPE_CHECKING:
    from cleaner.model import Block

# The arrows that lead from a note back to its place in the text.
_ARROWS: Final = frozenset("↩↪↵⏎↑↖⤴⤶⮌⮍⮐⬆⇑⇧▲△⤺↶^")
# Variation selectors, which tell a browser to draw an arrow as text or as a picture.
_VARIANTS: Final = "\ufe0e\ufe0f"
_UNSEEN: Final = str.maketrans("", "", _VARIANTS)
_BRACKETS: Final = " \u00a0[]()"
_BACK_WORDS: Final = re.compile(either("back to the text (patterns)"), re.IGNORECASE)
# An address on the same page that is a note's place in the text, not the page's top or a section.
_NUMBERED: Final = re.compile(r"#.*\d")
# How a formula on a line of its own begins, and how it then ends.
_DISPLAYS: Final = {"$$": "$$", r"\[": r"\]"}
_SHORTEST: Final = 5
_ENDS: Final = tuple(_DISPLAYS.values())
# How labels of notes begin and end, and how many characters they have at most.
_LABELS: Final = ("[]", "()")
_LONGEST_LABEL: Final = 8
_LAST: Final = frozenset((*_ARROWS, *_VARIANTS, "]", ")", "$"))


def with_notes(blocks: list[Block], structures: list[Structure]) -> list[Structure]:
    """The structures of a page, in its order, and with them such notes and formulas as are in none.

    Notes that follow one another are one, and so is a list of them.
    """
    # Most blocks are one run, which tells them in a tenth of the time that their last characters do.
    ending = [
        index
        for index, block in enumerate(blocks)
        if len(runs := block[2]) > 1 and (block[0][-1] in _LAST or runs[-1][1][:1] == "#")
    ]
    notes = [index for index in ending if _leads_back(blocks[index])]
    labels = [index for index in ending if _is_label(blocks[index]) and index + 1 < len(blocks)]
    notes = sorted({*notes, *labels, *(index + 1 for index in labels)}) if labels else notes
    formulas = [index for index in ending_in(blocks, None, _ENDS) if _is_formula(blocks[index])]
    if not notes and not formulas:
        return structures
    out: list[Structure] = []
    within: set[int] = set()
    for form, first, end in structures:
        within.update(range(first, end))
        held = bisect_left(notes, end) - bisect_left(notes, first)
        out.append(Structure("notes" if form == "list" and 2 * held >= end - first else form, first, end))
    out += [Structure("formula", index, index + 1) for index in formulas if index not in within]
    out += _in_series([index for index in notes if index not in within])
    return sorted(out, key=lambda one: one.first)


def _in_series(notes: list[int]) -> Iterator[Structure]:
    """Notes as structures; those that follow one another are one structure."""
    first = 0
    for place, index in enumerate(notes):
        if index + 1 != (notes[place + 1] if place + 1 < len(notes) else -1):
            yield Structure("notes", notes[first], index + 1)
            first = place + 1


def _leads_back(block: Block) -> bool:
    """Whether a block ends with an arrow, or words, that are a link to a place on the same page."""
    if len(block.runs) < 2:
        return False
    for text, href, _ in reversed(block.runs):
        if text.strip(_BRACKETS + _VARIANTS):
            arrow = text.translate(_UNSEEN).strip(_BRACKETS)
            if len(href) > 1 and "#" in href and _ARROWS.issuperset(arrow):
                return True
            return _NUMBERED.match(href) is not None and _BACK_WORDS.fullmatch(arrow) is not None
    return False


def _is_label(block: Block) -> bool:
    """Whether a block is a number in brackets that leads back, as builders of manuals set it before a note."""
    if len(block.text) > _LONGEST_LABEL or not block.text[1:-1].strip().isdecimal():
        return False
    return block.text[0] + block.text[-1] in _LABELS and any(_NUMBERED.match(href) for _, href, _ in block.runs)


def _is_formula(block: Block) -> bool:
    text = block.text
    if len(text) < _SHORTEST or not text.endswith(_DISPLAYS.get(text[:2], "\0")):
        return False
    return not text.strip("$").isalnum()  # templates of other systems leave names between dollar signs

"""Lines that are nothing but buttons, and boxes that end in one: print and share, players, sign-up and login boxes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from cleaner.judge.traits import tagged
from cleaner.lexicon import phrase_category
from cleaner.lexicon.words import words as words_of
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, PARENT, TAG

if TYPE_CHECKING:
    from cleaner.judge.choice import Choice
    from cleaner.model import Block

# A line of buttons has so many words at most.
_WORDS: Final = 12
# Text between buttons: signs alone, or a number with a unit, such as how long a player runs or how often a story was
# shared.
_NUMBERS: Final = re.compile(r"[\W\d_]*(?:\d\s?[^\W\d_]{1,7}\.?[\W_]*)?")
# A small box with a form that asks for an address, or to log in, ends in a button of these kinds; it has at most so
# many blocks and words. Cards, sections and search boxes end in buttons as well, but not in one of these in a form.
_ASKING: Final = frozenset(("newsletter", "login"))
_BLOCKS, _BOX_WORDS = 4, 40
# Headings of a page or a section: a box that holds one is more than a form with a button.
_LARGE: Final = frozenset(("h1", "h2"))
# Elements that hold the page as a whole: the search for the box around a button goes out no further.
_PAGE: Final = frozenset(("html", "body", "main", "article"))
# The element of a button, as a set, for that is how blocks are asked for their tags.
_BUTTON: Final = frozenset(("button",))
# How many blocks a listing's buttons stand from it at most: they are two or three, and a language beside them.
_BESIDE_CODE: Final = 3
_OF_CODE: Final = frozenset(words_of("buttons of code"))


def find_buttons(choice: Choice, parts: Collection[int], categories: Collection[str]) -> Iterator[tuple[int, str]]:
    """Chosen blocks that are lines of buttons, or stand in a box that ends in one, by index, each with the reason.

    Args:
        choice: what was chosen.
        parts: index of each block of a structure: those say the same words as values.
        categories: of stock phrases that no story says.
    """
    blocks, words = choice.segmentation.blocks, choice.scores.features.words
    short = [index for index in choice.inside if words[index] <= _WORDS and len(blocks[index][2]) > 1]
    for index in short:
        if index not in parts and (category := _category(blocks[index], categories)):
            yield index, f"line of buttons: {category}"
    for first, end in _asking_boxes(choice, choice.phrases):
        for index in range(first, end):
            if choice.kept[index] and index not in parts:
                yield index, "box that ends in a button"


def find_code_buttons(choice: Choice) -> Iterator[int]:
    """Chosen buttons that say what is done with a listing of code, a few blocks above or below one."""
    blocks = choice.segmentation.blocks
    for index in tagged(blocks, choice.inside, _BUTTON):
        beside = blocks[max(index - _BESIDE_CODE, 0) : index + _BESIDE_CODE + 1]
        if blocks[index].text.lower() in _OF_CODE and any(block.tag == "pre" for block in beside):
            yield index


def _category(block: Block, categories: Collection[str]) -> str:
    """Category of the block's last stock phrase, if all its runs are such phrases, numbers or signs; else empty."""
    found = ""
    for text, _, _ in block.runs:
        if _NUMBERS.fullmatch(text):
            continue
        category = phrase_category(text.strip())
        if category not in categories:
            return ""
        found = category or ""
    return found


def _asking_boxes(choice: Choice, phrases: Mapping[int, bool]) -> Iterator[tuple[int, int]]:
    """First block, and the one behind the last, of each small box with a form that ends in a button of `_ASKING`."""
    segmentation, words = choice.segmentation, choice.scores.features.words
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    for index in phrases:
        if (
            segmentation.blocks[index].tag != "button"
            or phrase_category(segmentation.blocks[index].text) not in _ASKING
        ):
            continue
        box, first, is_form = segmentation.box_of[index], index, False
        while box and ends[box] == index + 1 and opened[box][TAG] not in _PAGE:
            begins = opened[box][FIRST_BLOCK]
            if index - begins >= _BLOCKS or sum(words[begins : index + 1]) > _BOX_WORDS:
                break
            is_form = is_form or opened[box][TAG] == "form"
            first, box = begins, opened[box][PARENT]
        if is_form and first < index and not any(block.tag in _LARGE for block in segmentation.blocks[first:index]):
            yield first, index + 1

"""What the page hides is no part of the story, unless the story is what it hides, or a click of the reader shows it."""

from __future__ import annotations

import re
from itertools import compress
from typing import Final

from cleaner.judge.traits import tagged
from cleaner.lexicon.words import count_words
from cleaner.page.segmentation import Segmentation

# What a reader chooses from.
_FIELDS: Final = frozenset(("select", "option", "optgroup", "datalist"))
# Names of boxes that open at a click, or when a reader has paid: of the hidden words that the heuristic chose on mixed
# pages, three in four were in the gold text, nearly all of them in such.
_OPENING: Final = """
    accord answer card-back cardback carousel collaps details disclosure drawer expand faq flip panel paywall read-more
    readmore show-more showmore slide spoiler swiper tabbed toggle
    """.split()  # noqa: SIM905
_TAB: Final = re.compile(r"tab-?(?:s|panel|content|body|pane)?(?:$|[^a-z])")
# How far above a block the name may stand.
_LEVELS: Final = 6


def hidden(page: Segmentation, kept: list[bool]) -> tuple[dict[int, str], bool]:
    """Blocks to leave out of those that were chosen, by index, each with the reason; and whether the story is hidden.

    Pages that build themselves by script hide their story until it is ready, and walls hide it for good: where most of
    the words that were chosen are hidden, what is hidden counts as shown. A rule that keeps an element means it.
    """
    out: dict[int, str] = {}
    names: dict[int, bool] = {}
    unseen = seen = 0
    for index in tagged(page.blocks, list(compress(range(len(kept)), kept)), _FIELDS, hidden=True):
        block = page.blocks[index]
        if block.hidden:
            if block.mark is not None and block.mark.action == "keep":
                continue
            if not _opens(page, index, names):
                out[index] = "hidden"
                unseen += count_words(block.text)
        else:
            out[index] = "a form's field"
    if not unseen:
        return out, False
    seen = sum(count_words(page.blocks[index].text) for index, keep in enumerate(kept) if keep and index not in out)
    if seen >= unseen:
        return out, False
    return {index: reason for index, reason in out.items() if not page.blocks[index].hidden}, True


def _opens(page: Segmentation, index: int, names: dict[int, bool]) -> bool:
    """Whether the block lies in something that its reader can open; `names` of boxes that were looked at say so."""
    box = page.box_of[index]
    for _ in range(_LEVELS):
        if not box:
            return False
        parent, _, classes, identifier, _, _ = page.boxes.opened[box]
        opens = names.get(box)
        if opens is None:
            opens = names[box] = _says_so(f"{classes} {identifier}".lower())
        if opens:
            return True
        box = parent
    return False


def _says_so(names: str) -> bool:
    """Whether names, in lower case, say that a box opens; an expression of all words would take ten times as long."""
    for word in _OPENING:
        if word in names:
            return True
    return "tab" in names and _TAB.search(names) is not None

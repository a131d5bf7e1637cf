"""What the page hides is no part of the story, unless the story is what it hides, or a click of the reader shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import compress, pairwise
from typing import Final

from cleaner.judge.traits import tagged
from cleaner.lexicon.words import count_words
from cleaner.page.segmentation import FIRST_BLOCK, Segmentation

# What a reader chooses from.
_FIELDS: Final = frozenset(("select", "option", "optgroup", "datalist"))
# Names of boxes that open at a click, or when a reader has paid: of the hidden words that the heuristic chose on mixed
# pages, three in four were in the gold text, nearly all of them in such.
_OPENING: Final = """
    accord answer card-back cardback carousel collaps disclosure drawer expand faq flip panel paywall read-more
    readmore show-more showmore slide spoiler swiper tabbed toggle
    """.split()  # noqa: SIM905
_TAB: Final = re.compile(r"tab-?(?:s|panel|content|body|pane)?(?:$|[^a-z])")
_MENU: Final = re.compile(r"(?<![a-z])(?:nav|navbox|navbar|navigation|(?:sub)?menu)(?![a-z])")
# How far above a block the name may stand.
_LEVELS: Final = 10
# Where no name says so: so many hidden boxes of one look, each behind a line of so many words, are parts that open.
_SERIES, _LABEL_WORDS = 3, 20
# Of what opens at a click at least so much is hidden, counted in blocks: its heading is shown and the rest is not. A
# whole section of a page for phones may be called so as well, and hides but the notes of its paragraphs.
_HIDDEN_SHARE: Final = 0.5
# A mark, a date or a label may stand beside the line.
_MARK_WORDS: Final = 6
_CELLS: Final = frozenset(("td", "th", "tr"))


def hidden(page: Segmentation, kept: list[bool]) -> tuple[dict[int, str], bool]:
    """Blocks to leave out of those that were chosen, by index, each with the reason; and whether the story is hidden.

    Pages that build themselves by script hide their story until it is ready, and walls hide it for good: where most of
    the words that were chosen are hidden, what is hidden counts as shown. A rule that keeps an element means it.
    """
    out: dict[int, str] = {}
    names: dict[int, bool | None] = {}
    for index in tagged(page.blocks, list(compress(range(len(kept)), kept)), _FIELDS, hidden=True):
        block = page.blocks[index]
        if block.hidden:
            if block.mark is not None and block.mark.action == "keep":
                continue
            if not _opens(page, index, names):
                out[index] = "hidden"
        else:
            out[index] = "a form's field"
    for index in _in_series(page, out):
        del out[index]
    unseen = sum(count_words(page.blocks[index].text) for index, reason in out.items() if reason == "hidden")
    if not unseen:
        return out, False
    seen = sum(count_words(page.blocks[index].text) for index, keep in enumerate(kept) if keep and index not in out)
    if seen >= unseen:
        return out, False
    return {index: reason for index, reason in out.items() if not page.blocks[index].hidden}, True


def _opens(page: Segmentation, index: int, names: dict[int, bool | None]) -> bool:
    """Whether the block lies in something that its reader can open, and in no menu.

    Args:
        page: its blocks and boxes.
        index: of the block.
        names: box → whether its name says that it opens, False for a menu, None for neither; filled here.
    """
    box = page.box_of[index]
    for _ in range(_LEVELS):
        if not box:
            return False
        parent, tag, classes, identifier, _, first = page.boxes.opened[box]
        if box not in names:
            opens = True if tag == "details" else _says_so(f"{classes} {identifier}".lower())
            if opens:
                unseen = sum([page.blocks[at].hidden for at in range(first, page.boxes.end_block[box])])
                opens = True if _HIDDEN_SHARE * (page.boxes.end_block[box] - first) <= unseen else None
            names[box] = opens
        opens = names[box]
        if opens is not None:
            return opens
        box = parent
    return False


def _in_series(page: Segmentation, out: dict[int, str]) -> list[int]:
    """Those of the hidden blocks that lie in boxes of one look, each behind a visible line of one look.

    So stand the parts that a reader opens one by one, whatever their boxes are called.
    """
    blocks = page.blocks
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    heads: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index in out:
        if not blocks[index].hidden:
            continue
        above = index - 1
        while above >= 0 and blocks[above].hidden:
            above -= 1
        if above < 0 or count_words(blocks[above].text) > _LABEL_WORDS:
            continue
        part = _outermost_without(page, index, above)
        if part is None:
            continue
        look = (blocks[above].tag, *_look(page, above), *part)
        series[look].append(index)
        heads[look].add(above)
    return [index for look, indices in series.items() if _alternate(page, sorted(heads[look])) for index in indices]


def _alternate(page: Segmentation, heads: list[int]) -> bool:
    """Whether lines and what is hidden behind each of them take turns, with nothing shown between that is no line.

    Notes and popups that a text hides behind each of its paragraphs do not.
    """
    blocks = page.blocks
    turns = 1
    for above, head in pairwise(heads):
        between = [blocks[index].text for index in range(above + 1, head) if not blocks[index].hidden]
        turns += sum(map(count_words, between)) <= _MARK_WORDS
    return turns >= max(_SERIES, len(heads) - 1)


def _look(page: Segmentation, index: int) -> tuple[str, str]:
    _, tag, classes, _, _, _ = page.boxes.opened[page.box_of[index]]
    return tag, classes


def _outermost_without(page: Segmentation, index: int, above: int) -> tuple[str, str] | None:
    """Tag and classes of the outermost box around a block that another one before it is not in.

    None in a table's cell: what it hides in each row is for screens of another size.
    """
    box, look = page.box_of[index], ("", "")
    while box:
        parent, tag, classes, _, _, _ = page.boxes.opened[box]
        if tag in _CELLS:
            return None
        if page.boxes.opened[box][FIRST_BLOCK] <= above:
            break
        box, look = parent, (tag, classes)
    return look


def _says_so(names: str) -> bool | None:
    """Whether names, in lower case, say that a box opens, and False for menus, which open as well; None for neither.

    An expression of all words would take ten times as long.
    """
    if ("nav" in names or "menu" in names) and _MENU.search(names):
        return False
    for word in _OPENING:
        if word in names:
            return True
    return True if "tab" in names and _TAB.search(names) else None

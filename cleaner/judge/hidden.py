"""What the page hides is no part of the story, unless the story is what it hides, or a click of the reader shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import compress, pairwise
from typing import Final, NamedTuple

from cleaner.judge.feature_columns import PROSE_WORDS, SENTENCE_END
from cleaner.judge.structures import Structure
from cleaner.judge.traits import tagged
from cleaner.lexicon import phrase_category
from cleaner.lexicon.words import count_words
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import PARENT, Segmentation
from cleaner.page.elements import HEADINGS

# Form fields whose values a reader chooses from.
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
# Where no name says so, at least three hidden boxes of one look, each behind a line of at most twenty words, are parts
# that open.
_SERIES, _LABEL_WORDS = 3, 20
# Share of a box's blocks that are hidden if it opens at a click: its heading is shown and the rest is not. On a page
# for phones a whole section may have such a name and hide only the notes of its paragraphs.
_HIDDEN_SHARE: Final = 0.5
# A mark, a date or a label may stand beside the line.
_MARK_WORDS: Final = 6
_CELLS: Final = frozenset(("td", "th", "tr"))
_LISTS: Final = frozenset(("list", "terms"))
# How far above a block the outermost box of its part may stand.
_OUTERMOST: Final = 30
# Categories of stock phrases that a button has which opens the rest of a story, and the most characters of the button.
_READ_ON: Final = frozenset(("read more", "paywall"))
_BUTTON_CHARS: Final = 60
# The paragraph before the rest ends as sentences do, or is cut off.
GOES_ON: Final = SENTENCE_END | {"…"}
# A paragraph that opens behind the last sure one is the story's if it is at least this likely and has so many words.
# Where its box is called `read-more` or `show-more`, the trees take it for a teaser: they gave the last paragraph of a
# story a probability of .4.
_LIKELY_REST: Final = 0.3
_REST_WORDS: Final = 20


class _Counts(NamedTuple):
    """What stands before each block of the page.

    `unseen` and `words` have one entry more, which is for the end of the page.

    Attributes:
        unseen: how many hidden blocks stand before.
        words: how many words are shown before.
        shown: index of the nearest block before that is shown; -1 for none.
        below: index of the nearest block behind it that is shown; -1 for none.
    """

    unseen: list[int]
    words: list[int]
    shown: list[int]
    below: list[int]


def hidden(page: Segmentation, kept: list[bool], structures: Sequence[Structure] = ()) -> tuple[dict[int, str], bool]:
    """Blocks to leave out of those that were chosen, by index, each with the reason; and whether the story is hidden.

    Pages that build themselves by script hide their story until it is ready, and walls hide it for good: where most of
    the words that were chosen are hidden, what is hidden counts as shown. A rule that keeps an element means it.

    Args:
        page: its blocks and boxes.
        kept: what was chosen.
        structures: of the page, each of which was chosen as one.
    """
    out: dict[int, str] = {}
    names: dict[int, bool | None] = {}
    chosen = tagged(page.blocks, list(compress(range(len(kept)), kept)), _FIELDS, hidden=True)
    counts = _count(page) if chosen else None
    for index in chosen:
        block = page.blocks[index]
        if block.hidden:
            if block.mark is not None and block.mark.action == "keep":
                continue
            if counts and not (_opens(page, index, names, counts) or _opens_by_button(page, index, kept, counts)):
                out[index] = "hidden"
        else:
            out[index] = "a form's field"
    for index in _in_series(page, out, counts) if counts else ():
        del out[index]
    for index in _of_open_structures(page, out, structures) if out else ():
        del out[index]
    unseen = sum(count_words(page.blocks[index].text) for index, reason in out.items() if reason == "hidden")
    if not unseen:
        return out, False
    seen = sum(count_words(page.blocks[index].text) for index, keep in enumerate(kept) if keep and index not in out)
    if seen >= unseen:
        return out, False
    return {index: reason for index, reason in out.items() if not page.blocks[index].hidden}, True


def _of_open_structures(page: Segmentation, out: Mapping[int, str], structures: Sequence[Structure]) -> list[int]:
    """Those of the hidden blocks that are part of a list of which another hidden part opens."""
    found: list[int] = []
    for form, first, end in structures:
        if form in _LISTS and any(page.blocks[index].hidden and index not in out for index in range(first, end)):
            found += [index for index in range(first, end) if out.get(index) == "hidden"]
    return found


def _count(page: Segmentation) -> _Counts:
    """One pass over the blocks, so that no run of them is counted again for each that lies in it."""
    unseen, words, shown, last = [0], [0], list[int](), -1
    for index, block in enumerate(page.blocks):
        shown.append(last)
        unseen.append(unseen[-1] + block.hidden)
        words.append(words[-1] + (0 if block.hidden else count_words(block.text)))
        last = last if block.hidden else index
    below, following = [-1] * len(shown), -1
    for index in range(len(shown) - 1, -1, -1):
        below[index] = following
        following = following if page.blocks[index].hidden else index
    return _Counts(unseen, words, shown, below)


def _opens(page: Segmentation, index: int, names: dict[int, bool | None], counts: _Counts) -> bool:
    """Whether the block lies in something that its reader can open, and in no menu.

    Args:
        page: its blocks and boxes.
        index: of the block.
        names: box → whether it opens by its name, False for a menu, None for neither; filled here.
        counts: of the page.
    """
    box = page.box_of[index]
    for _ in range(_LEVELS):
        if not box:
            return False
        if box not in names:
            names[box] = _is_opening(page, box, counts)
        opens = names[box]
        if opens is not None:
            return opens
        box = page.boxes.opened[box][PARENT]
    return False


def find_rest(
    page: Segmentation, kept: Sequence[bool], likely: Sequence[float], words: Sequence[int], sure: Sequence[int]
) -> list[int]:
    """Paragraphs right behind the last sure one that a click of the reader opens, and that were not chosen.

    Args:
        page: its blocks and boxes.
        kept: what was chosen.
        likely: how likely each block is content.
        words: of each block.
        sure: index of each paragraph that nobody doubts.
    """
    blocks = page.blocks
    at = sure[-1] + 1 if sure else len(blocks)
    if at + 1 < len(blocks) and blocks[at + 1].hidden and not blocks[at].hidden and is_button_to_read_on(blocks[at]):
        at += 1
    found: list[int] = []
    if at >= len(blocks) or not blocks[at].hidden or kept[at]:
        return found
    names: dict[int, bool | None] = {}
    counts = _count(page)
    for index in range(at, len(blocks)):
        block = blocks[index]
        is_rest = block.tag == "p" and words[index] >= _REST_WORDS and block.text[-1:] in SENTENCE_END
        if not (block.hidden and is_rest and likely[index] >= _LIKELY_REST):
            break
        if not (_opens(page, index, names, counts) or _opens_by_button(page, index, kept, counts)):
            break
        found.append(index)
    return found


def _opens_by_button(page: Segmentation, index: int, kept: Sequence[bool], counts: _Counts) -> bool:
    """Whether a button to read on stands beside hidden blocks that go on behind a paragraph which was chosen.

    Where the paragraph stands in a box that looks like the hidden one, these are the slides of a gallery or cards, of
    which a page shows the first.
    """
    above, below = counts.shown[index], counts.below[index]
    if above >= 0 and is_button_to_read_on(page.blocks[above]):
        above = counts.shown[above]
    elif below < 0 or not is_button_to_read_on(page.blocks[below]):
        return False
    if above < 0 or not kept[above] or counts.words[above + 1] - counts.words[above] < PROSE_WORDS:
        return False
    if page.blocks[above].text[-1:] not in GOES_ON:
        return False
    look = _outermost_without(page, index, above)
    return look is not None and (look[0] == "p" or not _is_in(page, above, index, look))


def _is_in(page: Segmentation, above: int, index: int, look: tuple[str, str]) -> bool:
    """Whether one of the boxes around `above` that end before `index` has this tag and these classes."""
    box = page.box_of[above]
    for _ in range(_LEVELS):
        if not box or page.boxes.end_block[box] > index:
            return False
        parent, tag, classes, _, _, _ = page.boxes.opened[box]
        if (tag, classes) == look:
            return True
        box = parent
    return False


def is_button_to_read_on(block: Block) -> bool:
    """Whether a block says that one may read on, and is no link to another page."""
    return (
        len(block.text) <= _BUTTON_CHARS
        and block.tag not in HEADINGS
        and all(not href or href.startswith(("#", "javascript:")) for _, href, _ in block.runs)
        and phrase_category(block.text) in _READ_ON
    )


def _is_opening(page: Segmentation, box: int, counts: _Counts) -> bool | None:
    """Whether a box opens by its name and hides most of what it holds; False for a menu, None for neither."""
    _, tag, classes, identifier, _, first = page.boxes.opened[box]
    opens = True if tag == "details" else says_so(f"{classes} {identifier}".lower())
    end = page.boxes.end_block[box]
    if opens and counts.unseen[end] - counts.unseen[first] < _HIDDEN_SHARE * (end - first):
        return None
    return opens


def _in_series(page: Segmentation, out: dict[int, str], counts: _Counts) -> list[int]:
    """Those of the hidden blocks that lie in boxes of one look, each behind a visible line of one look.

    Parts that a reader opens one by one stand like that, whatever their boxes are called.
    """
    blocks = page.blocks
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    heads: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index in out:
        above = counts.shown[index]
        if not blocks[index].hidden or above < 0:
            continue
        if counts.words[above + 1] - counts.words[above] > _LABEL_WORDS:
            continue
        part = _outermost_without(page, index, above)
        if part is None:
            continue
        look = (blocks[above].tag, *_look(page, above), *part)
        series[look].append(index)
        heads[look].add(above)
    return [index for look, indices in series.items() if _alternate(sorted(heads[look]), counts) for index in indices]


def _alternate(heads: list[int], counts: _Counts) -> bool:
    """Whether lines and what is hidden behind each of them take turns, with nothing shown between that is no line.

    Notes and popups that a text hides behind each of its paragraphs do not.
    """
    between = [counts.words[head] - counts.words[above + 1] for above, head in pairwise(heads)]
    return 1 + sum([words <= _MARK_WORDS for words in between]) >= max(_SERIES, len(heads) - 1)


def _look(page: Segmentation, index: int) -> tuple[str, str]:
    _, tag, classes, _, _, _ = page.boxes.opened[page.box_of[index]]
    return tag, classes


def _outermost_without(page: Segmentation, index: int, above: int) -> tuple[str, str] | None:
    """Tag and classes of the outermost box around block `index` that does not hold block `above`, too.

    None where that box is too far above; and in a table's cell, since what each row hides is for other screens.
    """
    box, look = page.box_of[index], ("", "")
    for _ in range(_OUTERMOST):
        if not box:
            return look
        parent, tag, classes, _, _, first = page.boxes.opened[box]
        if tag in _CELLS:
            return None
        if first <= above:
            return look
        box, look = parent, (tag, classes)
    return None


def says_so(names: str) -> bool | None:
    """Whether names, in lower case, say that a box opens, and False for menus, which open as well; None for neither.

    An expression of all words would take ten times as long.
    """
    if ("nav" in names or "menu" in names) and _MENU.search(names):
        return False
    for word in _OPENING:
        if word in names:
            return True
    return True if "tab" in names and _TAB.search(names) else None

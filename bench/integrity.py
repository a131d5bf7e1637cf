"""Is what is shown shown whole: tables and lists without holes, refrains as often as the story says them."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# The beginning of an item tells it from the others; a long one may end in what was rightly dropped, such as a button.
ITEM_LETTERS = 24
# Below this share of its parts found in one original, what is shown is no copy of that original (a table that was
# joined from two, a list made of lines) and cannot be judged.
SAME = 0.8
FEWEST_PARTS = 3
# Shorter lines come back by chance ("Yes.", "Read more").
LINE_LETTERS = 12


class Tally(NamedTuple):
    """How many of some things have a fault, of how many that can be judged."""

    faults: int
    judged: int


def torn(html: bytes, shown: str) -> dict[str, Tally]:
    """Tables and lists of the article's HTML that lack cells or items of the page's own.

    Args:
        html: the page.
        shown: `Article.html`.

    Returns:
        A tally each of `tables` and `lists`.
    """
    after = LexborHTMLParser(shown)
    found = {}
    before: LexborHTMLParser | None = None
    for name, parts in (("tables", _tables), ("lists", _lists)):
        copies = parts(after)
        if copies and before is None:
            before = LexborHTMLParser(html)
            before.strip_tags(["script", "style", "template"])
        originals = parts(before) if copies and before is not None else []
        verdicts = [verdict for copy in copies if (verdict := _has_holes(copy, originals)) is not None]
        found[name] = Tally(sum(verdicts), len(verdicts))
    return found


def _has_holes(copy: Counter[str], originals: list[Counter[str]]) -> bool | None:
    """Whether parts of the original are missing; None where no original is like it."""
    likest = max(originals, key=lambda one: (one & copy).total() / (one.total() + copy.total()), default=None)
    if likest is None or (likest & copy).total() < SAME * copy.total():
        return None
    return bool(likest - copy)


def _tables(tree: LexborHTMLParser) -> list[Counter[str]]:
    """Cells of each table of data: one without tables inside that has two rows of two cells or more."""
    found = []
    for table in tree.css("table"):
        rows = [[_letters(cell.text()) for cell in row.css("td, th")] for row in table.css("tr")]
        if sum(sum(map(bool, row)) > 1 for row in rows) > 1 and table.css_first("table table") is None:
            found.append(Counter(cell for row in rows for cell in row if cell))
    return [cells for cells in found if cells.total() >= FEWEST_PARTS]


def _lists(tree: LexborHTMLParser) -> list[Counter[str]]:
    """Items of each list that stands in no other one."""
    found = [
        Counter(filter(None, (_letters(item.text())[:ITEM_LETTERS] for item in node.css("li"))))
        for node in tree.css("ul, ol")
        if not _is_inside_list(node)
    ]
    return [items for items in found if items.total() >= FEWEST_PARTS]


def _is_inside_list(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag not in ("ul", "ol"):
        above = above.parent
    return above is not None


def lost_repeats(gold: str, text: str) -> Tally:
    """Lines that the gold holds twice or more, and how many of their repeats an article lacks that has them once."""
    wanted, got = _lines(gold), _lines(text)
    repeated = {line: count for line, count in wanted.items() if count > 1 and len(line) >= LINE_LETTERS}
    lost = sum(max(0, count - got[line]) for line, count in repeated.items() if got[line])
    return Tally(lost, sum(repeated.values()))


def _lines(text: str) -> Counter[str]:
    return Counter(map(_letters, text.splitlines()))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())

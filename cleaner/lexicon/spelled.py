"""The table of phrases with its choices spelled out, as a file that is read by splitting it.

Spelling out 4,000 phrases and finding the word under which each is looked up takes 50 ms, half of the time of a first
page. So the result comes with the package: `python -m bench.phrases` writes it. Where the table of phrases has changed
since, the file says nothing, and the table itself is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

# The table as people write it, and the file that it is spelled out in.
SOURCE: Final = Path(__file__).with_name("phrases.txt")
FILE: Final = Path(__file__).parents[1] / "data" / "phrases.tsv.z"
# How the file writes yes and no, and how it writes gaps and slots, in one character each.
_NO_YES = "ny"
_IS_YES = "y".__eq__
_GAPS: Final = {-2: "b", -1: "-", 0: "0", 1: "1"}
_SLOTS: Final = {"": "-", "...": ".", "*": "*", "#": "#"}
_BEFORE = "\x1f"  # before each part where a shape has several; lines and cells have the usual separators


class Shape(NamedTuple):
    """A phrase with slots and no choices, as found under one of its words.

    A phrase with one slot is matched by its ends: making an expression for each would cost a page a millisecond.

    Attributes:
        phrase: as it stands in the table.
        category: what it is.
        label_only: not for sentences.
        start: what a line must start with.
        colon: a colon or what stands for it comes next.
        gap: how many separators come next at least; -1 for none, -2 for a blank that may be missing.
        slot: what fills the rest; empty when only the expression can tell.
        end: what a line must end with.
        inner: what it must hold in between.
    """

    phrase: str
    category: str
    label_only: bool
    start: str
    colon: bool
    gap: int
    slot: str
    end: str
    inner: tuple[str, ...]


class Spelled(NamedTuple):
    """The whole table of phrases, as the look-up takes it.

    Attributes:
        plain: phrases without slots, with their categories.
        slotted: those with slots in the order in which they are tried: whether each is found by the end of lines, and
            under what.
        pair_starts: first words under which phrases are found by two words.
    """

    plain: Mapping[str, str]
    slotted: Iterable[tuple[bool, str, Shape]]
    pair_starts: Iterable[str]


def write_spelled(table: Spelled, source: bytes) -> str:
    """The text of the file for a table that was made of this source."""
    plain: dict[str, list[str]] = {}
    for text, category in table.plain.items():
        plain.setdefault(category, []).append(text)
    slotted = list(table.slotted)
    shapes = [shape for _, _, shape in slotted]
    entries = list(dict.fromkeys((shape.category, shape.phrase) for shape in shapes))
    places = {entry: str(place) for place, entry in enumerate(entries)}
    columns: list[Iterable[str]] = [
        (key for _, key, _ in slotted),
        (places[shape.category, shape.phrase] for shape in shapes),
        (shape.start for shape in shapes),
        (shape.end for shape in shapes),
        ("".join(_BEFORE + part for part in shape.inner) for shape in shapes),
    ]
    # Columns of one character need no separator, which spares half of the reading.
    narrow = [
        [_NO_YES[at_end] for at_end, _, _ in slotted],
        [_NO_YES[shape.label_only] for shape in shapes],
        [_NO_YES[shape.colon] for shape in shapes],
        [_GAPS[shape.gap] for shape in shapes],
        [_SLOTS[shape.slot] for shape in shapes],
    ]
    lines: list[Iterable[str]] = [[str(zlib.crc32(source))], sorted(table.pair_starts), *zip(*entries, strict=True)]
    lines += [*columns, *(["".join(column)] for column in narrow)]
    lines += [[category, *sorted(texts)] for category, texts in sorted(plain.items())]
    return "".join("\t".join(line) + "\n" for line in lines)


def pack_spelled(text: str) -> bytes:
    """The file of such a text: packed it takes a quarter, and three milliseconds more of each process."""
    return zlib.compress(text.encode(), 9)


def read_spelled(packed: bytes, source: bytes) -> Spelled | None:
    """The table of a file; None when it was made of another source."""
    lines = zlib.decompress(packed).decode("utf-8").split("\n")
    if lines[0] != str(zlib.crc32(source)):
        return None
    pair_starts, categories, phrases, keys, *columns = (line.split("\t") for line in lines[1:9])
    at_end, *narrow = lines[9:14]
    plain: dict[str, str] = {}
    for line in lines[14:-1]:
        category, *texts = line.split("\t")
        plain.update(dict.fromkeys(texts, category))
    shapes = _shapes(columns, narrow, categories, phrases)
    return Spelled(plain, zip(map(_IS_YES, at_end), keys, shapes, strict=True), pair_starts)


def _shapes(
    columns: Sequence[Sequence[str]], narrow: Sequence[str], categories: Sequence[str], phrases: Sequence[str]
) -> Iterator[Shape]:
    (places, starts, ends, inners), (label_only, colons, gaps, slots) = columns, narrow
    entries = list(map(int, places))
    rows = zip(
        map(phrases.__getitem__, entries),
        map(categories.__getitem__, entries),
        map(_IS_YES, label_only),
        starts,
        map(_IS_YES, colons),
        map({char: gap for gap, char in _GAPS.items()}.__getitem__, gaps),
        map({char: slot for slot, char in _SLOTS.items()}.__getitem__, slots),
        ends,
        [tuple(inner.split(_BEFORE)[1:]) if inner else () for inner in inners],
        strict=True,
    )
    # `Shape(*row)` for 7,000 rows, without as many calls of a function in Python.
    return map(partial(tuple.__new__, Shape), rows)

"""Two outputs of a batch → which articles changed, how, and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from heapq import heappush, heappushpop
from pathlib import Path
from typing import Final, Literal, NamedTuple

from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS, FILE_COLUMN
from cleaner.errors import DumpError, did_you_mean
from cleaner.tooling.changes import Size, changed_words
from cleaner.tooling.diff.outputs import read_output
from cleaner.tooling.diff.pairs import NAMING, Key, Pairs, Row, name_of
from cleaner.tooling.fixtures.expected import one_line

COMPARED: Final = ("status", "reason", "title", "byline", "authors", "date", "text")
"""The columns that readers of an article see; the others (confidence, sources, ...) may change unnoticed."""

# All columns that an output may have.
_KNOWN: Final = tuple(column.name for column in (*COLUMNS, *BODY_COLUMNS, FILE_COLUMN))


class FieldChange(NamedTuple):
    """A column whose value is one line and changed; the old or new value is None where it is empty."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article that is not what it was.

    Attributes:
        name: its id or address, as the rows were matched.
        title: the newer one of its titles.
        status: `changed`, or in only one of the outputs: `gone` or `come`.
        columns: names of the columns that changed.
        fields: the changed columns whose values are one line, with these values.
        size: words of the text that came and went.
        texts: the old and the new text when it changed; None for changes beyond those asked for in detail.
    """

    name: str
    title: str
    status: Literal["changed", "gone", "come"]
    columns: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    size: Size
    texts: tuple[str, str] | None = None

    @property
    def order(self) -> tuple[int, int]:
        """What changes are sorted by: words, then columns."""
        return self.size.come + self.size.gone, len(self.columns)


@dataclass(slots=True)
class Diff:
    """What a comparison found.

    Attributes:
        same: articles that are what they were.
        changes: all others, the largest first; the first `detailed` of them with their texts.
        unpaired: of the changes, rows of one side that may be in the other, but which they are cannot be told.
    """

    same: int = 0
    changes: list[ArticleChange] = field(default_factory=list)
    unpaired: int = 0

    @property
    def total(self) -> int:
        """How many articles there are in one output or the other."""
        return self.same + len(self.changes)

    @property
    def is_unmatched(self) -> bool:
        """Whether no article of one output is in the other: they may be named differently."""
        by_status = Counter(change.status for change in self.changes)
        return self.same == 0 and by_status["changed"] == 0 and min(by_status["gone"], by_status["come"]) > 0


def diff_outputs(old: Path, new: Path, *, key: Key = "id", columns: Iterable[str] = (), detailed: int = 50) -> Diff:
    """Compare two outputs of a batch.

    Args:
        old: file or folder.
        new: likewise; both are read twice.
        key: column that says which rows are the same article (`Pairs`).
        columns: further columns to compare.
        detailed: for so many of the largest changes the texts are kept.

    Raises:
        DumpError: an output cannot be read or is none of a batch, or a column is not known.
    """
    columns = tuple(columns)
    if wrong := [name for name in columns if name not in _KNOWN]:
        near = did_you_mean(wrong[0], _KNOWN)
        raise DumpError(f"--column {wrong[0]}: there is no such column; the columns are: {', '.join(_KNOWN)}{near}")
    compared = tuple(dict.fromkeys((*COMPARED, *columns)))
    wanted = tuple(dict.fromkeys((*NAMING, *compared)))
    found = Diff()
    largest: list[tuple[tuple[int, int], int]] = []  # order and negative place, so that of equal ones the first stay
    pairs = Pairs(lambda: read_output(old, wanted), lambda: read_output(new, wanted), key)
    for before, after in pairs:
        change = _change(before, after, compared, key)
        if change is None:
            found.same += 1
            continue
        found.changes.append(change)
        entry = (change.order, 1 - len(found.changes))
        if len(largest) < detailed:
            heappush(largest, entry)
        else:
            _, small = heappushpop(largest, entry) if detailed else entry
            found.changes[-small] = replace(found.changes[-small], texts=None)
    found.unpaired = pairs.unpaired
    found.changes.sort(key=lambda change: change.order, reverse=True)
    return found


def _change(old: Row | None, new: Row | None, compared: Iterable[str], key: Key) -> ArticleChange | None:
    before, after = old or {}, new or {}
    # Columns that one side does not have are from another version of cleaner, not changes.
    shared = [name for name in compared if (old is None or name in old) and (new is None or name in new)]
    changed = [name for name in shared if _told(before.get(name)) != _told(after.get(name))]
    if not changed and old is not None and new is not None:
        return None
    texts = (_text(before), _text(after))
    return ArticleChange(
        name=name_of(new or old or {}, key),
        title=_told(after.get("title")) or _told(before.get("title")),
        status="changed" if old is not None and new is not None else "gone" if new is None else "come",
        columns=tuple(changed),
        fields=tuple(_field(name, before, after) for name in changed if name != "text"),
        size=changed_words(*texts) if "text" in changed else Size(0, 0),
        texts=texts if "text" in changed else None,
    )


def _field(name: str, old: Row, new: Row) -> FieldChange:
    return FieldChange(name, _told(old.get(name)) or None, _told(new.get(name)) or None)


def _text(row: Row) -> str:
    value = row.get("text")
    return value if isinstance(value, str) else ""


def _told(value: object) -> str:
    """A value as text; empty and missing are the same."""
    if isinstance(value, list):
        return one_line([str(entry) for entry in value])
    return "" if value is None else str(value)

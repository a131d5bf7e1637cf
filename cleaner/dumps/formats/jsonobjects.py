"""JSON objects of a dump → records, whatever parts one object from the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, NamedTuple

from cleaner.dumps.file_entry import FileEntry, not_readable
from cleaner.dumps.formats.other_encodings import text_of_json
from cleaner.dumps.formats.pages import TOO_LARGE
from cleaner.dumps.formats.rows import default_name, find_columns, names_in, record_of, require_columns
from cleaner.dumps.packing.stream import READ_ERRORS, as_utf8, open_stream
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.errors import DumpError


class Value(NamedTuple):
    """A value of JSON.

    Attributes:
        held: what it is; None where it cannot be read.
        wrong: why it cannot be, in words for the record's error.
        note: for the record, of what had to be guessed.
    """

    held: Any
    wrong: str | None = None
    note: str | None = None


# Most bytes that JSON needs for one of a page's: it writes a control character or half of a surrogate pair as six.
_BYTES_PER_BYTE: Final = 6
# Bytes for all other columns of a row.
_ROOM: Final = 1_000_000
# Objects that are looked at for the columns that are wanted: the objects of a dump need not have the same keys, but a
# column that none of so many has is a wrong name.
_LOOKED_AT: Final = 100
# NULs in a row that a machine leaves which went down before it had written a block; fewer are of UTF-16 or UTF-32.
_UNWRITTEN: Final = 4
_MORE: Final = "Extra data"  # in the words of the standard library
_JSON_TYPES: Final = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    type(None): "null",
}


def check_objects(
    entry: FileEntry,
    options: ReadOptions,
    what: str,
    values: Callable[[BinaryIO, ReadOptions], Iterator[Value]],
    kind: str,
    told: str = "",
) -> None:
    """Look whether the first objects have the columns that are wanted.

    Args:
        entry: the file.
        options: how it is read.
        what: what an object stands in, such as a line.
        values: gives the values of the opened file.
        kind: what the file should be.
        told: goes before the first fault, where there is no object at all.

    Raises:
        DumpError: no object has a column with pages, or a column that was named; or there is no object.
    """
    seen = _Seen()
    try:
        with open_stream(entry) as packed, as_utf8(packed) as stream:
            for number, (value, wrong, _) in enumerate(values(stream, options)):
                if wrong and wrong.startswith(TOO_LARGE):
                    return  # a page, if one that is too large
                if wrong := wrong or no_object(value, what):
                    seen.fault = seen.fault or told + wrong
                else:
                    seen.add(value, options)
                if seen.names and number >= _LOOKED_AT:
                    break
    except (*READ_ERRORS, ValueError) as error:
        seen.fault = seen.fault or error  # told with its place when it is read, if there is something before it
    if seen.names:
        seen.require_pages(options, entry.source)
    elif seen.fault:
        raise not_readable(entry.source, kind, seen.fault)


@dataclass(slots=True)
class _Seen:
    """What the first values of a file are.

    Attributes:
        names: of the columns that objects have.
        within: of the first that holds a list of objects.
        fault: of the first value that is no object.
    """

    names: dict[str, None] = field(default_factory=dict)
    within: str | None = None
    fault: object = None

    def add(self, row: dict[str, Any], options: ReadOptions) -> None:
        """Note the columns of one more object."""
        self.names |= dict.fromkeys(names_in(row, options))
        self.within = self.within or _rows_within(row)

    def require_pages(self, options: ReadOptions, source: str) -> None:
        """Look whether the columns are those that are wanted.

        Raises:
            DumpError: the columns are others.
        """
        names, within = tuple(self.names), self.within
        is_named = options.html_column or options.text_column
        if within and not is_named and not find_columns(names, options).pages:
            found = f"the rows lie in a list within {within!r}: `jq -c '.{within}[]'` puts each on a line of its own"
            raise DumpError(f"{source}: {found}")
        require_columns(names, options, source)


def _rows_within(row: dict[str, Any]) -> str | None:
    """The name of the list of objects that an object holds, if it is one that can be named as it stands."""
    lists = ((name, held) for name, held in row.items() if isinstance(held, list))
    return next((name for name, held in lists if held and isinstance(held[0], dict) and name.isidentifier()), None)


def value_of(raw: bytes | None, what: str) -> Value:
    """The value of a piece of JSON; of None, which is one that is longer than any page may be, that it is so."""
    if raw is None:
        return Value(None, f"{TOO_LARGE}the {what} is longer than any page may be")
    try:
        return _read(raw, what)
    except ValueError as error:
        return Value(None, str(error))


def _read(raw: bytes, what: str) -> Value:
    unwritten = len(raw) - len(raw.lstrip(b"\0"))
    if unwritten >= _UNWRITTEN:
        raw = raw[unwritten:]
        if not raw.strip():
            raise ValueError(f"the {what} is empty: {unwritten:,} NUL bytes, where something was never written")
    try:
        return Value(_loads(raw, what))
    except UnicodeDecodeError:
        text, note = text_of_json(raw, what)
        return Value(_loads(text, what), note=note)


def _loads(raw: bytes | str, what: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(raw)
    except UnicodeDecodeError:
        raise
    except json.JSONDecodeError as error:
        # The error counts lines within this one, and a line feed at the end makes it 2: only the column is told.
        if error.msg == _MORE:
            raise ValueError(f"the {what} holds more than one value (from column {error.pos + 1})") from error
        raise ValueError(f"the {what} is not valid JSON: {error.msg} (column {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the {what} is not valid JSON: {error}") from error


def no_object(row: object, what: str) -> str | None:
    """What is wrong with a value that should be an object, if anything; `what` says where it stood."""
    return None if isinstance(row, dict) else f"the {what} holds {_JSON_TYPES[type(row)]}, not an object"


def object_record(value: Value, what: str, entry: FileEntry, position: int, options: ReadOptions) -> Record:
    """The record of a value, which should be an object; `what` says where it stood."""
    row = value.held
    if wrong := value.wrong or no_object(row, what):
        return unreadable(default_name(entry, position), entry.source, position, wrong)
    record = record_of(row, find_columns(names_in(row, options), options), entry, position, options)
    return record._replace(note="\n".join(filter(None, (value.note, record.note)))) if value.note else record


def row_bytes(options: ReadOptions) -> int:
    """The most that JSON may need for a page and what is told of it."""
    return options.max_bytes * _BYTES_PER_BYTE + _ROOM

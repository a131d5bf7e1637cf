"""Dumps of JSON objects that go over several lines: in one array, or one behind the other as `jq .` writes them.

They are read one object at a time.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.formats.jsonobjects import Value, check_objects, object_record, row_bytes, value_of
from cleaner.dumps.formats.pages import TOO_LARGE
from cleaner.dumps.formats.rows import default_name
from cleaner.dumps.packing.stream import READ_ERRORS, as_utf8, open_stream
from cleaner.dumps.record import ReadOptions, Record, unreadable

# How an array of objects begins, or an object whose first line ends behind its bracket.
_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*[{\]]|\{[ \t\r]*\n)")
# White space between values.
_SPACE: Final = re.compile(r"[ \t\r\n]*")
# Text up to a sign that opens, closes or parts values; and a string up to its end, or up to a backslash at the end of
# what was read.
_TO_SIGN: Final = re.compile(r'[^][{},"]*+')
_TO_QUOTE: Final = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_CHUNK: Final = 1 << 18
_PIECE: Final = 1 << 13  # characters that are read at a time
# How the decoder's fault shows that text may only be cut off: of an open string it tells the start; of anything else
# the place, which then is at most the longest token, an escaped surrogate pair, before the end of what was read.
_OPEN_STRING: Final = "Unterminated string"
_LONGEST_CUT: Final = len(r"\ud83d\ude00")
# Ends of a number that may go on in what was not read yet: the decoder stops before a fraction without digits.
_MAY_GO_ON: Final = frozenset({"", ".", *(e + sign for e in "eE" for sign in ("", "+", "-"))})
_TOO_LONG: Final = f"{TOO_LARGE}the element is longer than any page may be"
_decode: Final = json.JSONDecoder().raw_decode


def looks_like_array(head: bytes) -> bool:
    """Whether a file begins as an array of objects, or an empty one; or as an object that goes over several lines."""
    return bool(_START.match(head))


def check_array(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the first objects have the columns that are wanted.

    Raises:
        DumpError: no object has a column with pages, or a column that was named; or no object can be read.
    """
    check_objects(entry, options, "element", _values, "JSON")


def _values(stream: BinaryIO, options: ReadOptions) -> Iterator[Value]:
    return iter(_Elements(stream, row_bytes(options)))


def read_array(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a JSON array; an element that cannot be used becomes a record with an error.

    Where the JSON is broken, it cannot be told where the next element begins: that is the last record.
    """
    position = 0
    try:
        with open_stream(entry, meter) as packed, as_utf8(packed) as stream:
            for position, value in enumerate(_values(stream, options), 1):
                yield object_record(value, "element", entry, position, options)
    except (*READ_ERRORS, ValueError) as error:
        position += 1
        reason = f"the rest of the file cannot be read: {error}"
        yield unreadable(default_name(entry, position), entry.source, position, reason)


class _Elements:
    """Values of an array, or one behind the other, each with what is wrong with it alone; a few are held at a time.

    Args:
        stream: with the array and nothing else.
        most: characters of an element; of a longer one nothing is held.

    Raises:
        ValueError: the JSON is broken, in words for the record's error.
        OSError, EOFError, zlib.error: the rest cannot be read.
    """

    def __init__(self, stream: Any, most: int) -> None:  # noqa: ANN401 - as `io.TextIOWrapper` has it
        # What is no UTF-8 costs its element alone.
        self._text = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
        self._most = most
        self._held = ""
        self._at = 0
        self._fault: Exception | None = None

    def __iter__(self) -> Iterator[Value]:
        try:
            if self._next() == "{":
                while self._next():
                    yield self._value()
                return
            self._step()  # over the bracket
            sign = "," if self._next() != "]" else self._step()
            while sign == "," and self._next() != "]":  # many programs leave a comma behind the last one
                yield self._value()
                sign = self._step()
            if sign == ",":
                sign = self._step()
            if sign != "]":
                raise ValueError(f"{sign!r} where , or ] should be" if sign else "the file ends inside the array")
            if self._next():
                raise ValueError("something follows the end of the array")
        finally:
            self._text.detach()

    def _value(self) -> Value:
        while True:
            fault = ""
            try:
                value, end = _decode(self._held, self._at)
            except json.JSONDecodeError as error:
                fault = error.msg.removesuffix(" at").removesuffix(" starting")
                is_cut = fault.startswith(_OPEN_STRING) or error.pos >= len(self._held) - _LONGEST_CUT
                if not is_cut:
                    raise ValueError(f"not valid JSON: {fault}") from error
            except (RecursionError, ValueError) as error:  # too deep, or a number of too many digits
                self._pass_over()
                return Value(None, f"the element cannot be read: {error}")
            else:
                if self._held[end : end + 3] not in _MAY_GO_ON or not self._read():
                    raw, self._at = self._held[self._at : end], end
                    return Value(value) if raw.isascii() or _is_utf8(raw) else _from_bytes(raw)
                continue
            if len(self._held) - self._at > self._most:
                self._pass_over()
                return Value(None, _TOO_LONG)
            if not self._read():
                raise ValueError(f"the file ends inside an element: {fault}")

    def _pass_over(self) -> None:
        """Go behind an element, whose brackets and strings alone are looked at."""
        depth, is_string = 0, False
        while True:
            match = (_TO_QUOTE if is_string else _TO_SIGN).match(self._held, self._at)
            self._at = match.end() if match else self._at
            sign = self._held[self._at : self._at + 1]
            if sign in {"", "\\"}:
                if not self._read():
                    raise ValueError("the file ends inside an element")
                continue
            if not depth and not is_string and sign in ",]}":
                return
            self._at += 1
            if sign == '"':
                is_string = not is_string
            elif sign != ",":
                depth += 1 if sign in "[{" else -1
            if not depth and not is_string:
                return

    def _step(self) -> str:
        """The next character that is no space, and go behind it."""
        found = self._next()
        self._at += 1
        return found

    def _next(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            match = _SPACE.match(self._held, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read():
                return ""

    def _read(self) -> bool:
        """Hold more; twice as much, so that a long element is not looked at too often."""
        if self._fault:
            raise self._fault
        pieces = [self._held[self._at :]]
        try:
            # In small ones: what stands before a damage is still read.
            for _ in range(0, max(_CHUNK, len(pieces[0])), _PIECE):
                if not (piece := self._text.read(_PIECE)):
                    break
                pieces.append(piece)
        except READ_ERRORS as error:
            self._fault = error
        self._held, self._at = "".join(pieces), 0
        return len(pieces) > 1 or self._fault is not None


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _from_bytes(element: str) -> Value:
    """The value of an element that holds bytes which are no UTF-8."""
    return value_of(element.encode("utf-8", "surrogateescape"), "element")

"""The expected file of a fixture: metadata between two lines of `---`, then the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_FENCE: Final = "---"
_BOM: Final = "\ufeff"

INPUTS: Final = ("url", "charset", "crawled")
"""Keys that a person writes: they are given to the cleaner with the page."""

RESULTS: Final = ("title", "byline", "authors", "date", "rules", "reason")
"""Keys that the cleaner writes."""

_SHOWN_EMPTY: Final = ("url", "title", "byline", "authors", "date", "rules")


@dataclass(frozen=True, slots=True)
class Expected:
    """What an expected file says.

    Attributes:
        front: metadata by key; values are single lines.
        body: paragraphs as rendered, without blank lines at the end.
        notes: further lines of the metadata, kept as they are.
        newline: what the file ends its lines with.
        bom: the file begins with a byte order mark.
    """

    front: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    notes: tuple[str, ...] = ()
    newline: str = "\n"
    bom: bool = False

    def value(self, key: str) -> str | None:
        """A value of the metadata, None where it is empty or missing."""
        return self.front.get(key) or None


def parse_expected(raw: bytes, *, front_matter: bool = True) -> Expected:
    """Read an expected file.

    Raises:
        ValueError: it is not UTF-8, or its metadata has no beginning or no end; says which.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 at byte {error.start}") from error
    bom = text.startswith(_BOM)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(_BOM).replace("\r\n", "\n").split("\n")
    if not front_matter:
        return Expected(body=tidy("\n".join(lines)), newline=newline, bom=bom)
    if lines[0].rstrip() != _FENCE:
        raise ValueError(f"begins with no line {_FENCE}")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise ValueError(f"has no second line {_FENCE} after its metadata")
    front, notes = {}, []
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon and key in INPUTS + RESULTS:
            front[key] = value.strip()
        elif line.strip():
            notes.append(line.rstrip())
    return Expected(front, tidy("\n".join(lines[end + 1 :])), tuple(notes), newline, bom)


def write_expected(expected: Expected, *, front_matter: bool = True) -> bytes:
    """The expected file's bytes; reading them gives the same again."""
    text = expected.body + "\n" if expected.body else ""
    if front_matter:
        head = "".join(line + "\n" for line in (_FENCE, *front_lines(expected.front), *expected.notes, _FENCE))
        text = head + ("\n" + text if text else "")
    return ((_BOM if expected.bom else "") + text.replace("\n", expected.newline)).encode("utf-8", "replace")


def front_lines(front: Mapping[str, str], keys: Iterable[str] = INPUTS + RESULTS) -> list[str]:
    """The metadata as lines, in one order; the usual keys also when empty."""
    return [f"{key}: {front.get(key, '')}".rstrip() for key in keys if front.get(key) or key in _SHOWN_EMPTY]


def tidy(body: str) -> str:
    """The body without white space at the ends of lines and blank lines around the whole.

    Editors and hooks such as trailing-whitespace take it away, and an expected file is to survive them.
    """
    return "\n".join(line.rstrip(" \t\r") for line in body.split("\n")).strip("\n")


def one_line(values: str | Sequence[str] | None) -> str:
    """A value of the metadata on one line; several are separated by semicolons."""
    texts = [values or ""] if values is None or isinstance(values, str) else values
    return "; ".join(" ".join(text.split()) for text in texts)

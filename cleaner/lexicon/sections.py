"""The data files of this folder: named sections of words, read when somebody asks for them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# The language at the beginning of a row: "en: ".
_CODED = re.compile(r"[a-z]{2,3}: ")


class Sections:
    """A file of sections: `[name]`, then rows of words.

    A row that begins with a language's code (`de: von; verfasst von`) has its words between semicolons, any other row
    between blanks. The file is read at the first question, and each section is split when it is asked for.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._texts: dict[str, list[str]] = {}

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a section in the order of the file.

        Raises:
            KeyError: the file has no such section.
        """
        found: list[str] = []
        for row in self._section(name):
            found += _between_semicolons(row) if _CODED.match(row) else row.split()
        return tuple(found)

    def rows(self, name: str) -> dict[str, tuple[str, ...]]:
        """The words of a section's rows by the code of their language.

        Raises:
            KeyError: the file has no such section.
        """
        return {row[: row.index(":")]: _between_semicolons(row) for row in self._section(name) if _CODED.match(row)}

    def names(self) -> tuple[str, ...]:
        """The names of all sections, in the order of the file."""
        return tuple(self._read())

    def _section(self, name: str) -> list[str]:
        return self._read()[name]

    def _read(self) -> dict[str, list[str]]:
        if not self._texts:
            self._texts = _read(self._file)
        return self._texts

    def either(self, name: str) -> str:
        """The words of a section as the alternatives of a regular expression, without brackets around them."""
        return "|".join(self.words(name))


def _between_semicolons(row: str) -> tuple[str, ...]:
    return tuple(map(str.strip, row[row.index(":") + 1 :].split(";")))


@cache
def _read(file: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    rows: list[str] = []
    for row in Path(__file__).with_name(file).read_text("utf-8").splitlines():
        if row.startswith("["):
            rows = sections.setdefault(row.strip("[]"), [])
        elif row and not row.startswith("#"):
            rows.append(row)
    return sections

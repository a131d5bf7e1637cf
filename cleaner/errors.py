"""What can go wrong by misuse; a page that cannot be cleaned is never one of these.

CleanerError
├── RuleError      a rule file that cannot be used: says file, line and what to do
├── SettingsError  a settings file that cannot be used: says file and what to do
├── DumpError      an input or output of a batch that cannot be read or written: says which
└── MissingExtra   a feature whose optional package is not installed: says the install command
"""

from __future__ import annotations

from collections.abc import Iterable


class CleanerError(Exception):
    """Base of every error that cleaner raises on purpose (besides `TypeError` and `ValueError` for bad arguments)."""


class RuleError(CleanerError):
    """A rule file is wrong.

    Attributes:
        file: path of the rule file.
        line: 1-based line, or 0 when the fault belongs to the whole file.
    """

    def __init__(self, message: str, *, file: str, line: int = 0) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line


class SettingsError(CleanerError):
    """A settings file (`.cleaner.toml`, `pyproject.toml`) says what it may not.

    Attributes:
        file: its path.
    """

    def __init__(self, message: str, file: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file


class DumpError(CleanerError):
    """A dump cannot be read or an output cannot be written."""


class MissingExtra(CleanerError):  # noqa: N818 - named for what the user lacks
    """An optional package is needed and not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed; it comes with: pip install 'webpage-cleaner[{extra}]', "
            f"or in a checkout: pip install '.[{extra}]'"
        )
        self.package = package
        self.extra = extra


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The end of a message: `; did you mean ...?`, or nothing where no word is near."""
    from difflib import get_close_matches  # only who errs has to wait for it

    near = get_close_matches(word.lower(), list(words), 1)
    return f"; did you mean {near[0]}?" if near else ""

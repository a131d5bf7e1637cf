"""Rule file → what it says, and every place where it says what it may not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from cleaner.errors import RuleError
from cleaner.rules.dialect import fault_of
from cleaner.rules.schema import (
    DETECT_KEYS,
    FIELD_KEYS,
    FIELDS,
    LAYOUT_KEYS,
    PATTERN_KEYS,
    TOP_KEYS,
    Detect,
    Field,
    Layout,
    Rule,
    Scope,
    TextPattern,
)
from cleaner.rules.toml import TomlError, read_text_of, read_toml
from cleaner.rules.toml_lines import TomlLines

# Size of the largest file of rules that is read: a larger one was not written by hand.
MAX_BYTES: Final = 256 * 1024
MAX_FAULTS: Final = 200
"""Most faults that are told of a file; the search for the line of each takes time."""
# A selector with the attribute that is taken in place of the text: `meta.author@content`.
_ATTRIBUTE: Final = re.compile(r"(?P<css>.+)@(?P<attr>[A-Za-z_][\w:.-]*+)", re.DOTALL)


def load_rule(path: Path) -> Rule:
    """Read a rule file; a file in a folder called `platforms` is a platform's.

    Raises:
        RuleError: when the file says anything that it may not, with the line of the first fault.
    """
    rule, faults = read_rule(path)
    if rule is None or faults:
        raise faults[0]
    return rule


def read_rule(path: Path) -> tuple[Rule | None, list[RuleError]]:
    """Read a rule file as far as it goes, with all faults in it in the order of their lines.

    Returns:
        The rule without what is at fault, and the faults. Instead of a rule None where nothing can be read, with a
        single fault, or where there are more than `MAX_FAULTS`.
    """
    try:
        reader = _Reader(path, _read(path))
    except RuleError as error:
        return None, [error]
    try:
        rule = reader.rule()
    except _TooManyFaults:
        return None, reader.faults
    return rule, sorted(reader.faults, key=lambda fault: fault.line)


def _is_closed(css: str) -> bool:
    """Whether a selector ends what it opens, so that its neighbours in a list cannot end it."""
    pairs = css.count("(") == css.count(")") and css.count("[") == css.count("]")
    return pairs and css.count('"') % 2 == 0 and css.count("'") % 2 == 0 and bool(css.strip(" ,"))


def _read(path: Path) -> str:
    if path.is_symlink():
        raise RuleError("a rule is a file, not a symbolic link", file=str(path))
    if path.parent.name in ("sites", "platforms") and path.parent.is_symlink():
        raise RuleError(f"`{path.parent.name}` is a symbolic link, which may lead out of the folder", file=str(path))
    try:
        return read_text_of(path, MAX_BYTES)
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raw, at = error.object, error.start
        told = f"is not UTF-8: byte 0x{raw[at]:02X} stands here; save the file as UTF-8"
        raise RuleError(told, file=str(path), line=raw.count(b"\n", 0, at) + 1) from error


class _TooManyFaults(Exception):  # noqa: N818 - it ends the reading and no more
    """A file has so many that the rest is not looked at."""


class _Reader:
    """Walks the parsed TOML and finds lines in its source, because `tomllib` keeps no line numbers.

    Attributes:
        faults: what the file says and may not. It is left out of the rule and the reader goes on, so that one run
            tells everything that is to be mended.
    """

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.lines = TomlLines(source)
        self.within = self.lines.whole
        self.faults: list[RuleError] = []
        try:
            self.data = read_toml(source)
        except TomlError as error:
            raise RuleError(str(error), file=str(path), line=error.line) from error

    @contextmanager
    def _gathering(self) -> Iterator[None]:
        """Note a fault instead of ending with it; what the block would have made is left out."""
        try:
            yield
        except RuleError as error:
            self._note(error)

    def _note(self, fault: RuleError) -> None:
        self.faults.append(fault)
        if len(self.faults) >= MAX_FAULTS:
            raise _TooManyFaults

    def rule(self) -> Rule:
        data, scope = self.data, self._scope()
        self._only(data, TOP_KEYS, "a rule")
        same_as, *_ = (self._text(data, key) for key in ("same_as", "description", "source", "licence"))
        order = data.get("order", 50)
        if type(order) is not int:
            self._fault("`order` is a whole number", "order")
            order = 50
        layouts = self._layouts()
        if bool(data.get("same_as")) == bool(data.get("layout")):
            self._fault("a rule has either [[layout]] or same_as", "same_as")
        return Rule(f"{scope}s/{self.path.stem}", scope, self._detect(scope), layouts, str(self.path), same_as, order)

    def _scope(self) -> Scope:
        return "platform" if self.path.parent.name == "platforms" else "site"

    def _layouts(self) -> tuple[Layout, ...]:
        found = self.data.get("layout", [])
        if not isinstance(found, list):
            self._fault("a layout is written [[layout]], with two brackets", "layout")
            return ()
        layouts = []
        for place, table in enumerate(found):
            self.within = self.lines.layout(place)
            with self._gathering():
                layouts.append(self._layout(table))
        self.within = self.lines.whole
        return tuple(layouts)

    def _layout(self, table: object) -> Layout:
        table = self._only(table, LAYOUT_KEYS, "a layout")
        until = table.get("valid_until")
        if until is not None and type(until) is not datetime.date:
            self._fault("`valid_until` is a date such as 2021-01-31, without quotes", "valid_until")
            until = None
        content, drop, keep = (self._selectors(table, key) for key in ("content", "drop", "keep"))
        title, author, date = (self._fields(table, key) for key in FIELDS)
        name, every = self._text(table, "name"), table.get("every", False)
        if type(every) is not bool:
            self._fault("`every` is true or false, without quotes", "every")
            every = False
        return Layout(name, until, content, drop, keep, self._patterns(table), title, author, date, every)

    def _detect(self, scope: Scope) -> Detect | None:
        table = self.data.get("detect")
        if (table is None) == (scope == "platform"):
            self._fault("a platform needs [detect], and only a platform has it", "detect")
        if table is None:
            return None
        self.within = range(self._line("detect"), self.lines.whole.stop)
        with self._gathering():
            table = self._only(table, DETECT_KEYS, "[detect]")
            within = table.get("within", 0)
            if type(within) is not int or within < 0:
                self._fault("`within` is a number of characters", "within")
                within = 0
            found, every, head = (self._texts(table, key) for key in ("any", "all", "head"))
            css = self._selectors(table, "css")
            if not any(table.get(key) for key in ("head", "any", "all", "css")):
                self._fault("[detect] needs `head`, `any`, `all` or `css`: without one, every page would show it")
            return Detect(found, every, css, within, head)
        return None

    def _patterns(self, table: Mapping[str, Any]) -> tuple[TextPattern, ...]:
        patterns = []
        for entry in self._list(table, "drop_text", dict):
            with self._gathering():
                patterns.append(self._pattern(entry))
        return tuple(patterns)

    def _pattern(self, entry: Mapping[str, Any]) -> TextPattern:
        self._only(entry, PATTERN_KEYS, "a text pattern")
        like, zone = self._text(entry, "like") or "", entry.get("zone", "any")
        if not re.search(r"\w", like):
            raise self._error("a text pattern needs `like` with at least one letter or digit", "drop_text", like)
        if zone not in ("head", "tail", "any"):
            raise self._error(f"`zone` is head, tail or any, not {zone!r}", "drop_text", str(zone))
        return TextPattern(like, zone)

    def _fields(self, table: Mapping[str, Any], key: str) -> tuple[Field, ...]:
        fields = []
        for entry in self._list(table, key, str, dict):
            with self._gathering():
                fields.append(self._field(entry, key))
        return tuple(fields)

    def _field(self, entry: str | dict[str, Any], key: str) -> Field:
        if isinstance(entry, str):
            asked = _ATTRIBUTE.fullmatch(entry)
            css, attr = (asked["css"], asked["attr"]) if asked else (entry, None)
            return Field(self._selector(css, key, entry), attr)
        self._only(entry, FIELD_KEYS, f"an entry of `{key}`")
        values = {name: self._text(entry, name) for name in FIELD_KEYS}
        asked_css = values.pop("css")
        if asked_css is None:
            raise self._error(f"an entry of `{key}` needs `css`", key)
        return Field(self._selector(asked_css, key, asked_css), **values)

    def _selectors(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        texts = self._texts(table, key)
        # One question for all: asking lexbor about each of the 400 of the platforms' rules took 60 ms of the start.
        if len(texts) > 1 and all(map(_is_closed, texts)) and fault_of(", ".join(texts)) is None:
            return tuple(css.strip() for css in texts)
        found = []
        for css in texts:
            with self._gathering():
                found.append(self._selector(css, key, css))
        return tuple(found)

    def _selector(self, css: str, key: str, written: str) -> str:
        if fault := fault_of(css):
            raise self._error(fault, key, written)
        return css.strip()

    def _text(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self._fault(f"`{key}` is a text in quotes, and not empty", key)
        return None

    def _texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(self._list(table, key, str))

    def _list(self, table: Mapping[str, Any], key: str, *types: type) -> list[Any]:
        found = table.get(key, [])
        wanted = " or ".join("texts" if each is str else "tables" for each in types)
        if isinstance(found, list) and all(isinstance(entry, types) for entry in found):
            if not all(found):
                self._fault(f"`{key}` is a list of {wanted}, and one says nothing; fill it in, or take it out", key)
            return [entry for entry in found if entry]
        self._fault(f"`{key}` is a list of {wanted}, such as {key} = [...]", key)
        return []

    def _only(self, table: object, known: Collection[str], what: str) -> Mapping[str, Any]:
        """The table, after a look at its keys; what is no table cannot be read any further."""
        if not isinstance(table, Mapping):
            raise self._error(f"{what} is a table, not {table!r}", str(table))
        for key in table:
            if key not in known:
                from difflib import get_close_matches

                near = get_close_matches(key, known, 1, cutoff=0.0)
                self._fault(f"{what} has no key `{key}`; the nearest is `{near[0]}`", key)
        return table

    def _line(self, key: str, value: str = "") -> int:
        """The line of a value, else of its key, else the first one of the table that is read."""
        found = self.lines.find(key, value, self.within) or self.lines.find(key, within=self.within) if key else 0
        return found or min(self.within.start, len(self.lines.whole))

    def _error(self, message: str, key: str = "", value: str = "") -> RuleError:
        return RuleError(message, file=str(self.path), line=self._line(key, value))

    def _fault(self, message: str, key: str = "", value: str = "") -> None:
        """Note a fault and go on."""
        self._note(self._error(message, key, value))

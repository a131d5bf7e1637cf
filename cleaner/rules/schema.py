"""What a rule file may say; anything else is an error that names file and line."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from cleaner.errors import RuleError
from cleaner.rules.dialect import fault_of
from cleaner.rules.toml_lines import TomlLines

Kind = Literal["site", "platform"]
Zone = Literal["head", "tail", "any"]

MAX_BYTES = 256 * 1024
# A byline, clock or excerpt stands in the first blocks of a story, a promotion or credit in the last; wide enough for
# the lists and captions around them, too narrow for a sentence in mid-story to be hit.
HEAD_BLOCKS, TAIL_BLOCKS = 6, 10

_FIELDS = ("title", "author", "date")
_TOP_KEYS = ("layout", "detect", "same_as", "order", "description", "source", "licence")
_LAYOUT_KEYS = ("name", "valid_until", "every", "content", "drop", "keep", "drop_text", *_FIELDS)
_DETECT_KEYS = ("head", "any", "all", "css", "within")
_PATTERN_KEYS = ("like", "zone")
_FIELD_KEYS = ("css", "attr", "after", "before", "prefix", "suffix")

ALL_KEYS = {
    "rule": _TOP_KEYS,
    "layout": _LAYOUT_KEYS,
    "detect": _DETECT_KEYS,
    "pattern": _PATTERN_KEYS,
    "field": _FIELD_KEYS,
}
"""Table → the keys it may have."""

_ASKED = re.compile(r"\[\s*(?:[\w*-]*\|)?([^\s\]=~|^$*\[]+)")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ATTRIBUTE = re.compile(r"(?P<css>.+)@(?P<attr>[A-Za-z_][\w:.-]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextPattern:
    """Blocks to drop by their whole text: `*` stands for anything; case and white space do not count.

    Attributes:
        like: the pattern, such as `follow us on * @*`.
        zone: where it may match: `head` is the first six blocks that would be kept, `tail` the last ten.
    """

    like: str
    zone: Zone = "any"
    _parts: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parts", tuple(_squeeze(self.like).split("*")))

    def matches(self, text: str, place: int, count: int) -> bool:
        """Whether it matches the block that stands at `place` among the content's `count`; takes linear time."""
        if (self.zone == "head" and place >= HEAD_BLOCKS) or (self.zone == "tail" and place < count - TAIL_BLOCKS):
            return False
        first, *middle = self._parts
        # Nearly all fail here; a folded letter may become two.
        if first and text and not text[0].isspace() and text[0].casefold()[0] != first[0]:
            return False
        text = _squeeze(text)
        if not middle:
            return text == first
        last = middle.pop()
        end = len(text) - len(last)
        if end < len(first) or not text.startswith(first) or not text.endswith(last):
            return False
        at = len(first)
        for part in middle:
            found = text.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True


@dataclass(frozen=True, slots=True)
class Field:
    """One way to a metadata value: nodes by selector, then attribute or text, then cuts in the order given here.

    Attributes:
        css: which nodes.
        attr: take this attribute instead of the text.
        after: keep what follows the first of these; no value where it does not occur.
        before: keep what stands before the first of these; no value where it does not occur.
        prefix: drop this from the start when it is there, whatever its case.
        suffix: likewise at the end.
    """

    css: str
    attr: str | None = None
    after: str | None = None
    before: str | None = None
    prefix: str | None = None
    suffix: str | None = None

    def cut(self, value: str) -> str:
        """Apply the cuts to a raw value; empty when there is none."""
        if self.after is not None:
            value = value.partition(self.after)[2]
        if self.before is not None:
            value, found, _ = value.partition(self.before)
            value = value if found else ""
        value = " ".join(value.split())
        if self.prefix and value.casefold().startswith(self.prefix.casefold()):
            value = value[len(self.prefix) :].lstrip()
        if self.suffix and value.casefold().endswith(self.suffix.casefold()):
            value = value[: -len(self.suffix)].rstrip()
        return value


@dataclass(frozen=True, slots=True)
class Layout:
    """One template of a site. Without `content` it only hints: its drops hold for the whole page.

    `every`: of a platform, each match is content, as the posts of a thread; else only one that outweighs the rest. A
    site's matches all count anyway.
    """

    name: str | None = None
    valid_until: datetime.date | None = None
    content: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop_text: tuple[TextPattern, ...] = ()
    title: tuple[Field, ...] = ()
    author: tuple[Field, ...] = ()
    date: tuple[Field, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Detect:
    """How a platform's pages are known: clues in the head first, then substrings of the raw HTML, then selectors.

    Attributes:
        head: one of these occurs among the generator's name, the addresses of style sheets, scripts and the picture in
            the head, and the attributes of `html` and `body`, written `class=home page`.
        any: one of these occurs.
        all: and every one of these.
        css: and one of these matches.
        within: look for substrings in so many first characters only; 0 is the whole page.
    """

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    css: tuple[str, ...] = ()
    within: int = 0
    head: tuple[str, ...] = ()

    @property
    def is_slow(self) -> bool:
        """Whether only a pass over the whole tree can tell."""
        return not (self.any or self.all or self.head)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule file. `name` is `sites/<host>` or `platforms/<name>`; platforms with a lower `order` speak first."""

    name: str
    kind: Kind
    detect: Detect | None
    layouts: tuple[Layout, ...]
    file: str
    same_as: str | None = None
    order: int = 50

    def attributes(self) -> frozenset[str]:
        """Attributes that its selectors and fields ask for, and perhaps some more; classes and ids have no need."""
        fields = [field for layout in self.layouts for field in (*layout.title, *layout.author, *layout.date)]
        selectors = [css for layout in self.layouts for css in (*layout.content, *layout.drop, *layout.keep)]
        selectors += [field.css for field in fields] + list(self.detect.css if self.detect else ())
        asked = {name for css in selectors for name in _ASKED.findall(_unescape(css))}
        return frozenset(asked | {field.attr for field in fields if field.attr})


def _unescape(css: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2], css)


def load_rule(path: Path) -> Rule:
    """Read a rule file; a file in a folder called `platforms` is a platform's.

    Raises:
        RuleError: when the file says anything that it may not, with the line.
    """
    return _Reader(path, _read(path)).rule()


def _is_closed(css: str) -> bool:
    """Whether a selector ends what it opens, so that its neighbours in a list cannot end it."""
    pairs = css.count("(") == css.count(")") and css.count("[") == css.count("]")
    return pairs and css.count('"') % 2 == 0 and css.count("'") % 2 == 0 and bool(css.strip(" ,"))


@lru_cache(maxsize=16)  # a block is held against one pattern after another
def _squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read(path: Path) -> str:
    if path.is_symlink():
        raise RuleError("a rule is a file, not a symbolic link", file=str(path))
    if path.parent.name in ("sites", "platforms") and path.parent.is_symlink():
        raise RuleError(f"`{path.parent.name}` is a symbolic link, which may lead out of the folder", file=str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RuleError(f"larger than {MAX_BYTES // 1024} KB", file=str(path))
        return path.read_text("utf-8")
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise RuleError("is not UTF-8", file=str(path)) from error


class _Reader:
    """Walks the parsed TOML and finds lines in its source, because tomllib keeps no line numbers."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.lines = TomlLines(source)
        self.within = self.lines.whole
        try:
            self.data = tomllib.loads(source)
        except RecursionError as error:
            raise RuleError("is nested too deeply", file=str(path)) from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            where = int(line[1]) if line else len(self.lines.whole)
            raise RuleError(f"is not TOML: {error}", file=str(path), line=where) from error

    def rule(self) -> Rule:
        data, kind = self.data, self._kind()
        self._only(data, _TOP_KEYS, "a rule")
        for key in ("same_as", "description", "source", "licence"):
            self._text(data, key)
        order = data.get("order", 50)
        if type(order) is not int:
            raise self._error("`order` is a whole number", "order")
        layouts = self._layouts()
        same_as = data.get("same_as")
        if bool(same_as) == bool(layouts):
            raise self._error("a rule has either [[layout]] or same_as", "same_as")
        return Rule(f"{kind}s/{self.path.stem}", kind, self._detect(kind), layouts, str(self.path), same_as, order)

    def _kind(self) -> Kind:
        return "platform" if self.path.parent.name == "platforms" else "site"

    def _layouts(self) -> tuple[Layout, ...]:
        found = self.data.get("layout", [])
        if not isinstance(found, list):
            raise self._error("a layout is written [[layout]], with two brackets", "layout")
        layouts = []
        for place, table in enumerate(found):
            self.within = self.lines.layout(place)
            layouts.append(self._layout(table))
        self.within = self.lines.whole
        return tuple(layouts)

    def _layout(self, table: Mapping[str, Any]) -> Layout:
        self._only(table, _LAYOUT_KEYS, "a layout")
        until = table.get("valid_until")
        if until is not None and type(until) is not datetime.date:
            raise self._error("`valid_until` is a date such as 2021-01-31, without quotes", "valid_until")
        content, drop, keep = (self._selectors(table, key) for key in ("content", "drop", "keep"))
        title, author, date = (self._fields(table, key) for key in _FIELDS)
        name, every = self._text(table, "name"), table.get("every", False)
        if type(every) is not bool:
            raise self._error("`every` is true or false, without quotes", "every")
        return Layout(name, until, content, drop, keep, self._patterns(table), title, author, date, every)

    def _detect(self, kind: Kind) -> Detect | None:
        table = self.data.get("detect")
        if (table is None) == (kind == "platform"):
            raise self._error("a platform needs [detect], and only a platform has it", "detect")
        if table is None:
            return None
        self.within = range(self._line("detect"), self.lines.whole.stop)
        self._only(table, _DETECT_KEYS, "[detect]")
        within = table.get("within", 0)
        if type(within) is not int or within < 0:
            raise self._error("`within` is a number of characters", "within")
        found, every, head = (self._texts(table, key) for key in ("any", "all", "head"))
        css = self._selectors(table, "css")
        if not (found or every or head or css):
            raise self._error("[detect] needs `head`, `any`, `all` or `css`: without one, every page would show it")
        return Detect(found, every, css, within, head)

    def _patterns(self, table: Mapping[str, Any]) -> tuple[TextPattern, ...]:
        patterns = []
        for entry in self._list(table, "drop_text", dict):
            self._only(entry, _PATTERN_KEYS, "a text pattern")
            like, zone = self._text(entry, "like") or "", entry.get("zone", "any")
            if not re.search(r"\w", like):
                raise self._error("a text pattern needs `like` with at least one letter or digit", "drop_text", like)
            if zone not in ("head", "tail", "any"):
                raise self._error(f"`zone` is head, tail or any, not {zone!r}", "drop_text", str(zone))
            patterns.append(TextPattern(like, zone))
        return tuple(patterns)

    def _fields(self, table: Mapping[str, Any], key: str) -> tuple[Field, ...]:
        return tuple(self._field(entry, key) for entry in self._list(table, key, str, dict))

    def _field(self, entry: str | dict[str, Any], key: str) -> Field:
        if isinstance(entry, str):
            asked = _ATTRIBUTE.fullmatch(entry)
            css, attr = (asked["css"], asked["attr"]) if asked else (entry, None)
            return Field(self._selector(css, key, entry), attr)
        self._only(entry, _FIELD_KEYS, f"an entry of `{key}`")
        values = {name: self._text(entry, name) for name in _FIELD_KEYS}
        css = values.pop("css")
        if css is None:
            raise self._error(f"an entry of `{key}` needs `css`", key)
        return Field(self._selector(css, key, css), **values)

    def _selectors(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        texts = self._texts(table, key)
        # One question for all: asking lexbor about each of the 400 of the platforms' rules took 60 ms of the start.
        if len(texts) > 1 and all(map(_is_closed, texts)) and fault_of(", ".join(texts)) is None:
            return tuple(css.strip() for css in texts)
        return tuple(self._selector(css, key, css) for css in texts)

    def _selector(self, css: str, key: str, written: str) -> str:
        if fault := fault_of(css):
            raise self._error(fault, key, written)
        return css.strip()

    def _text(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not (isinstance(value, str) and value.strip()):
            raise self._error(f"`{key}` is a text in quotes, and not empty", key)
        return value

    def _texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(self._list(table, key, str))

    def _list(self, table: Mapping[str, Any], key: str, *types: type) -> list[Any]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, types) and entry for entry in found):
            kinds = " or ".join("texts" if kind is str else "tables" for kind in types)
            raise self._error(f"`{key}` is a list of {kinds}, such as {key} = [...]", key)
        return found

    def _only(self, table: object, known: Collection[str], what: str) -> None:
        if not isinstance(table, Mapping):
            raise self._error(f"{what} is a table, not {table!r}", str(table))
        for key in table:
            if key not in known:
                from difflib import get_close_matches

                near = get_close_matches(key, known, 1, cutoff=0.0)
                raise self._error(f"{what} has no key `{key}`; the nearest is `{near[0]}`", key)

    def _line(self, key: str, value: str = "") -> int:
        """The line of a value, else of its key, else the first one of the table that is read."""
        found = self.lines.find(key, value, self.within) or self.lines.find(key, within=self.within) if key else 0
        return found or min(self.within.start, len(self.lines.whole))

    def _error(self, message: str, key: str = "", value: str = "") -> RuleError:
        return RuleError(message, file=str(self.path), line=self._line(key, value))

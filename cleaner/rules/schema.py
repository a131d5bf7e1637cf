"""What a rule file may say; anything else is an error that names file and line."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Scope = Literal["site", "platform"]
Zone = Literal["head", "tail", "any"]

# A byline, clock or excerpt stands in the first blocks of a story, a promotion or credit in the last; wide enough for
# the lists and captions around them, too narrow for a sentence in mid-story to be hit.
HEAD_BLOCKS, TAIL_BLOCKS = 6, 10

# The fields of metadata that a rule may tell, and the keys that each table of a file may have.
FIELDS = ("title", "author", "date")
TOP_KEYS = ("layout", "detect", "same_as", "order", "description", "source", "licence")
LAYOUT_KEYS = ("name", "valid_until", "every", "content", "drop", "keep", "drop_text", *FIELDS)
DETECT_KEYS = ("head", "any", "all", "css", "within")
PATTERN_KEYS = ("like", "zone")
FIELD_KEYS = ("css", "attr", "after", "before", "prefix", "suffix")

ALL_KEYS = {
    "rule": TOP_KEYS,
    "layout": LAYOUT_KEYS,
    "detect": DETECT_KEYS,
    "pattern": PATTERN_KEYS,
    "field": FIELD_KEYS,
}
"""Table → the keys it may have."""

# The name of an attribute that a selector asks for: `[data-kind=story]`.
_ASKED = re.compile(r"\[\s*(?:[\w*-]*\|)?([^\s\]=~|^$*\[]+)")
# In the text of a file: `…@name` and `attr = "name"`, in either sort of quotes.
_NAMED = re.compile(r"""@([A-Za-z_][\w:.-]*+)|\battr["']?\s*+=\s*+["']++([^"']++)""")
_LIST = re.compile("""["'{,#]""")  # what opens there is a list of texts or tables
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


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
    """One template of a site or a platform.

    Attributes:
        name: of the layout, for messages.
        valid_until: the last day on which the site's pages had it; None for one that is in use.
        content: selectors of the container of the article, the first that matches counts; without any, the layout only
            hints, and its drops hold for the whole page.
        drop: selectors of what goes.
        keep: selectors of what stays inside of what goes.
        drop_text: patterns of blocks that go.
        title: ways to the title, the first that gives a value counts.
        author: ways to the authors, likewise.
        date: ways to the date, likewise.
        every: of a platform's layout, whether each match of `content` is content, as the posts of a thread are; else
            only one that outweighs the rest. A site's matches all count.
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
    """A rule file.

    Attributes:
        name: `sites/<host>` or `platforms/<name>`.
        scope: whether it is a site's or a platform's.
        detect: how a platform's pages are known; None for a site's rule.
        layouts: templates, in the order in which they are tried.
        file: path of the file, for messages.
        same_as: host whose rule holds for this one, too.
        order: platforms with a lower one speak first.
    """

    name: str
    scope: Scope
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


def asked_in(source: str) -> frozenset[str] | None:
    """What `Rule.attributes` says of a rule, and perhaps more, from the text of its file.

    A site's rule is read when a page of the site comes; which attributes must stay in trees is asked before the first
    page, and parsing all rules for it would take half of that page's time.

    Returns:
        None where only reading the file tells: anything may be written with escapes.
    """
    if "\\" in source:
        return None
    asked = {name for name in _ASKED.findall(source) if not _LIST.search(name)}
    return frozenset(asked | {name for pair in _NAMED.findall(source) for name in pair if name})


def _unescape(css: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2], css)


@lru_cache(maxsize=16)  # a block is held against one pattern after another
def _squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()

"""The nouns: blocks of a page, opinions about them, metadata. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

STRONG, EMPHASIS, CODE, SUPERSCRIPT, SUBSCRIPT, STRUCK, FORMULA, PICTURE = 1, 2, 4, 8, 16, 32, 64, 128
"""Bits of a run's style; the text of a formula is TeX with its dollar signs, that of a picture its alternative text."""


class Run(NamedTuple):
    """A stretch of inline text with one look.

    The segmenter stores plain tuples of this shape: building the named class for each of a page's thousand text
    nodes cost a tenth of the walk.
    """

    text: str
    href: str = ""
    style: int = 0


class Frame(NamedTuple):
    """A structural ancestor of a block: what rendering needs to rebuild lists, tables and quotes.

    `serial` tells apart two neighbours of the same tag (two lists in a row, two items of a list); it counts up in
    document order within one page.
    """

    tag: Literal[
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
    serial: int


class Label(StrEnum):
    """What a block is."""

    CONTENT = "content"
    BOILERPLATE = "boilerplate"


NoArticle: TypeAlias = Literal[
    "error page",
    "robot check",
    "needs javascript",
    "consent",
    "login",
    "paywall",
    "region block",
    "parked",
    "index",
]
"""What a page may be instead of an article."""

NO_ARTICLE: tuple[NoArticle, ...] = get_args(NoArticle)


class Mark(NamedTuple):
    """A site rule's word on a node, valid for the subtree until a deeper mark says otherwise."""

    kind: Literal["content", "drop", "keep"]
    selector: str
    rule: str


Marks: TypeAlias = Mapping[int, Mark]
"""Node id (`mem_id`, valid while the page lives) → mark."""

NO_MARKS: Marks = MappingProxyType({})


class StandIn(NamedTuple):
    """What the walk takes for an element and all that is in it.

    Attributes:
        text: of the run or block; empty for what shows nothing.
        tag: of the block, `pre` or `p`; empty for a part of the line.
        style: of the run.
        language: of a listing.
    """

    text: str
    tag: str = ""
    style: int = 0
    language: str = ""


StandIns: TypeAlias = Mapping[int, StandIn]
"""Node id → what stands for it."""

NO_STAND_INS: StandIns = MappingProxyType({})


class Block(NamedTuple):
    """A run of inline content between two block-level boundaries; every visible character is in exactly one.

    Attributes:
        text: the words, white space squeezed (kept as it stands in `pre`).
        tag: nearest block-level tag: `p`, `h2`, `li`, `td`, `pre`, `div`, ...; `line` in a plain-text dump.
        runs: the same words with links and emphasis, white space as in the page.
        frames: structural ancestors, outermost first.
        mark: the innermost site-rule mark above it.
        hidden: inside an element that the page hides.
        continues: how it hangs on the block before: `line` after a single `br`, `inline` when a mark split a
            paragraph in two, or took it out of the one that comes next; empty when it starts a paragraph of its own.
        language: programming language of a listing, where the page names it.
    """

    text: str
    tag: str
    runs: tuple[tuple[str, str, int], ...] = ()
    frames: tuple[Frame, ...] = ()
    mark: Mark | None = None
    hidden: bool = False
    continues: Literal["", "line", "inline"] = ""
    language: str = ""


class Image(NamedTuple):
    """A picture of the story.

    Attributes:
        url: its address, absolute where the page's own is known.
        alt: alternative text; empty where the page has none.
        caption: text of its `figcaption`, which need not be part of the body.
        before: index of the block of the article before which it stands; the number of blocks for the end.
        frames: structural ancestors, outermost first.
    """

    url: str
    alt: str = ""
    caption: str = ""
    before: int = 0
    frames: tuple[Frame, ...] = ()


class Decision(NamedTuple):
    """One opinion about one block, with its reason.

    Attributes:
        label: content or boilerplate.
        by: who decided: `rule`, `heuristic`, `text rule`, `repeat`, `title`, `metadata`, `trafilatura`.
        reason: in words, for `explain`.
        score: probability that the block is content, 0 to 1.
    """

    label: Label
    by: str
    reason: str
    score: float

    @property
    def kept(self) -> bool:
        """Whether the block stays."""
        return self.label is Label.CONTENT


class Provenance(NamedTuple):
    """Where a metadata field came from (`json-ld`, `meta`, `rule`, `h1`, ...) and how sure that is, 0 to 1."""

    source: str
    confidence: float


class Candidate(NamedTuple):
    """A value proposed for a metadata field; `explain` shows those that lost too."""

    field: str
    value: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article. None or empty where only a guess is left.

    Attributes:
        title: the headline without the site's name.
        authors: people's names (an agency when it is the only byline).
        byline: the same as a reader sees it, without "By".
        date: publication, ISO 8601 (`2021-10-20` or `2021-10-20T14:16:00+03:00`).
        date_modified: likewise.
        site_name: what the site calls itself.
        language: BCP 47 code as declared, or as detected where that was asked for.
        description: the page's own summary, one line of at most 300 characters.
        image: address of the picture that stands for the page, as the page writes it.
        canonical_url: likewise, the page's own address.
        section: the part of the site that it belongs to.
        tags: key words.
        paywalled: whether readers must pay; None where the page says nothing.
        license: code of the licence that the page states for itself, like SPDX's: `CC-BY-SA-4.0`, `CC0-1.0`.
        declared_types: what the page says it is, lower case: JSON-LD types, then `og:` and the OpenGraph type.
        provenance: field name → source and confidence.
        candidates: every value that was weighed.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None
    date: str | None = None
    date_modified: str | None = None
    site_name: str | None = None
    language: str | None = None
    description: str | None = None
    image: str | None = None
    canonical_url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    paywalled: bool | None = None
    license: str | None = None
    declared_types: tuple[str, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page brought to UTF-8, and what told its encoding.

    Attributes:
        raw: the page as UTF-8; parsers take it as it is.
        encoding: what it was in.
        source: what told that: `bom`, `header`, `meta`, `utf-8`, `detector`, `fallback`, `str`.
    """

    raw: bytes
    encoding: str
    source: str

    @property
    def text(self) -> str:
        """The page's text, decoded at each access."""
        return self.raw.decode("utf-8")

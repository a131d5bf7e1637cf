"""The nouns: blocks of a page, opinions about them, metadata. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

STRONG, EMPHASIS, CODE, SUPERSCRIPT, SUBSCRIPT, STRUCK, FORMULA, PICTURE = 1, 2, 4, 8, 16, 32, 64, 128
"""Bits of a run's style; the text of a formula is TeX with its dollar signs, that of a picture its alternative text."""


class Run(NamedTuple):
    """A stretch of inline text with one look.

    Attributes:
        text: the text, white space as in the page.
        href: address of the link that it is in, as the page writes it; empty outside of links.
        style: sum of the bits above, such as `STRONG | EMPHASIS`.

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
        "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "pre", "figure", "figcaption",
        "caption", "h1", "h2", "h3", "h4", "h5", "h6",
    ]  # fmt: skip
    serial: int


class Label(StrEnum):
    """What a block is."""

    CONTENT = "content"
    BOILERPLATE = "boilerplate"


PageType: TypeAlias = Literal["article", "forum", "product", "listing", "collection", "documentation", "service"]
"""What sort of page it is: the seven types of WCXB (Foley 2026)."""

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
    "no results",
    "age gate",
    "redirect",
    "confirmation",
]
"""What a page may be instead of an article."""

# All that a page may be instead of an article, in the order above.
NO_ARTICLE: tuple[NoArticle, ...] = get_args(NoArticle)

ReasonType: TypeAlias = Literal[
    NoArticle, "empty", "not html", "not text", "no article", "hostile markup", "hostile text", "internal error",
    "out of memory",
]  # fmt: skip
"""What stands before the colon of an article's `reason`: why there is no body."""


class Mark(NamedTuple):
    """What a site's or a platform's rule says of a node; valid for its subtree until a deeper mark says otherwise.

    Attributes:
        action: `content` for the container of the article, `drop` for furniture, `keep` for what stays whatever the
            heuristic says.
        selector: the CSS selector of the rule that matched the node.
        rule: name of the rule, such as `sites/example.org` or `platforms/wordpress`.
    """

    action: Literal["content", "drop", "keep"]
    selector: str
    rule: str

    @property
    def opens_areas(self) -> bool:
        """Whether navigation, footers and the like inside are read block by block.

        A platform's content only narrows what the heuristic chooses, and the heuristic takes such areas as one each.
        """
        return self.action == "keep" or (self.action == "content" and not self.rule.startswith("platforms/"))


Marks: TypeAlias = Mapping[int, Mark]
"""Node id (`mem_id`, valid while the page lives) → mark."""

# For pages that no rule speaks for.
NO_MARKS: Marks = MappingProxyType({})


class StandIn(NamedTuple):
    """What the walk takes for an element and all that is in it.

    Attributes:
        text: of the run or block; empty for what shows nothing.
        tag: of the block, `pre` or `p`; empty for a part of the line, `br` for one that has line breaks.
        style: of the run.
        language: of a listing.
    """

    text: str
    tag: str = ""
    style: int = 0
    language: str = ""


StandIns: TypeAlias = Mapping[int, StandIn]
"""Node id → what stands for it."""

# For pages on which everything is read node by node.
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


class StoryPicture(NamedTuple):
    """A picture of the story as the page has it; `Image` is made of it when a caller asks for pictures.

    Attributes:
        attributes: of the `img`; its address is told from several of them.
        caption: text of its `figcaption`.
        before: index of the block of the article before which it stands; the number of blocks for the end.
        frames: structural ancestors, outermost first.
    """

    attributes: Mapping[str, str]
    caption: str
    before: int
    frames: tuple[Frame, ...]


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


Decider: TypeAlias = Literal["rule", "heuristic", "text rule", "repeat", "title", "metadata", "memory", "trafilatura"]
"""Who decides about blocks."""


class Decision(NamedTuple):
    """One opinion about one block, with its reason.

    Attributes:
        label: content or boilerplate.
        by: who decided.
        reason: in words, for `explain`.
        score: probability that the block is content, 0 to 1.
    """

    label: Label
    by: Decider
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


def _said(meaning: str, *, key: str = "", is_many: bool = False) -> Any:  # noqa: ANN401 - as `field` of dataclasses has it
    """A field of `Metadata` that records and columns have as well.

    Args:
        meaning: for users.
        key: its name in records, where that is not the attribute's.
        is_many: it holds several values, and is an empty tuple instead of None without any.
    """
    about = {"meaning": meaning, "key": key}
    return field(default=(), metadata=about) if is_many else field(default=None, metadata=about)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article. None or empty where only a guess is left.

    What a field is for users stands beside it: records, columns and fields in Arrow follow from these lines.

    Attributes:
        authors: people's names (an agency when it is the only byline).
        date: `2021-10-20` or `2021-10-20T14:16:00+03:00`; so is `date_modified`.
        description: one line of at most 300 characters.
        image: as the page writes it; so is `canonical_url`.
        license: a code like SPDX's.
        declared_types: what the page says it is, lower case: JSON-LD types, then `og:` and the OpenGraph type.
        provenance: field name → source and confidence.
        candidates: every value that was weighed.
    """

    title: str | None = _said("headline without the site's name")
    authors: tuple[str, ...] = _said("names of the authors", is_many=True)
    byline: str | None = _said("as a reader sees it, without By")
    date: str | None = _said("published, ISO 8601")
    date_modified: str | None = _said("changed, ISO 8601")
    site_name: str | None = _said("name of the site", key="sitename")
    description: str | None = _said("summary from the page's metadata")
    language: str | None = _said("BCP 47 code as declared, or as the cleaner detected it")
    image: str | None = _said("address of the lead image")
    canonical_url: str | None = _said("address the page gives itself")
    section: str | None = _said("section of the site")
    tags: tuple[str, ...] = _said("what the page is tagged with", is_many=True)
    paywalled: bool | None = _said("whether readers must pay; null where the page says nothing")
    license: str | None = _said("licence that the page states for itself, such as CC-BY-SA-4.0")
    declared_types: tuple[str, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


class Fact(NamedTuple):
    """A field of the metadata as articles are recorded with it.

    Attributes:
        attribute: of `Metadata`.
        key: in records, and name of the column.
        type: of the column.
        meaning: for users.
    """

    attribute: str
    key: str
    type: Literal["string", "bool", "list<string>"]
    meaning: str


_COLUMN_TYPES: Mapping[str, Literal["string", "bool", "list<string>"]] = {
    "str | None": "string", "bool | None": "bool", "tuple[str, ...]": "list<string>",
}  # fmt: skip
FACTS = tuple(
    Fact(each.name, each.metadata["key"] or each.name, _COLUMN_TYPES[str(each.type)], each.metadata["meaning"])
    for each in fields(Metadata)
    if each.metadata
)
"""In the order of records. New ones come at the end."""
# A value of whatever sort.
_T = TypeVar("_T")


def by_arrival(facts: Sequence[_T], others: Iterable[tuple[int | None, _T]]) -> list[_T]:
    """Values of the metadata's fields and other values, in the order in which records came to have them.

    So a key that is new comes last, and no key that users know changes its place.

    Args:
        facts: a value for each of `FACTS`.
        others: further values, each with how many `FACTS` there were when it was added; None stands for today's number.
    """
    keyed = [(place, 0, fact) for place, fact in enumerate(facts, 1)]
    keyed += [(len(facts) if count is None else count, 1, other) for count, other in others]
    return [one for _, _, one in sorted(keyed, key=lambda entry: entry[:2])]


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

"""Page → the few nodes that metadata is read from, in one query, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words
from cleaner.metadata.plain import tidy
from cleaner.page import survey
from cleaner.page.dom import Node, Page
from cleaner.page.elements import BOUNDARIES, BREAKS
from cleaner.page.selector_matching import select_nodes
from cleaner.page.survey import Places

# Parts of classes that tell of an author (data of the lexicon), and the query for elements with one.
_AUTHOR_CLASSES = words("classes of bylines")
_CLASS_QUERY = ", ".join(f'[class*="{part}" i]' for part in _AUTHOR_CLASSES)
# Elements whose class tells of a date.
_DATE_QUERY = '[class*="date" i], [class*="publish" i], [class*="posted" i], [class~="time"]'
# Elements in which the software of forums writes a member's name.
_USER_QUERY = ".username, .user-name, .postprofile dt a, .postleft dt, .PostUser-name, .poster"
# The three queries for the compiled survey, each as parts of a class and whole classes. For the third it finds more
# than the query asks for.
_CLASSES = (
    (tuple(map(str.encode, _AUTHOR_CLASSES)), ()),
    ((b"date", b"publish", b"posted"), (b"time",)),
    ((b"username", b"user-name", b"postprofile", b"postleft", b"poster"), ()),
)

# Elements that hold no text for a reader of the line, or a button's.
_SKIPPED = frozenset(("script", "style", "svg", "noscript", "template", "button", "select", "iframe", "img"))
# Elements whose text is set apart from what is before and behind it.
_SET_APART = BREAKS | BOUNDARIES | {"span-break", "time"}
# Classes of texts that are read aloud and not shown, or only shown at a touch.
_HIDDEN = re.compile(
    r"(?i)(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|hidden-text|tooltip\S*)(?:$|\s)"
)
_MAX_NODES = 120  # nodes of an element whose text is read

# Places that hold other people's names and dates. Whole words of class and id: `related` must not hit `correlated`.
_ELSEWHERE = re.compile(
    r"(?i)(?:^|[\s_-])(?:comments?|commentlist|respond|reply|replies|related\w*|recommend\w*|sidebar|(?<!elementor-)widget\w*|aside|(?<!post-)(?<!entry-)footer|"
    r"recirc\w*|trending|popular|teasers?|carousel|slider|swiper\S*|promo(?!ted)\w*|latest|more-?(?:stories|news|from|posts|articles)|"
    r"read-?more|most-?read|ticker|nav|menu|navigation|(?<!h-)card|cards|newsletter|testimonials?|reviews?-list|quote|"
    r"listing|feed|caption|figcaption|breadcrumbs?|next-?post|prev\w*-?post|post-?navigation|outbrain|taboola)(?:$|[\s_-])"
)
_ELSEWHERE_TAGS = frozenset(("nav", "footer", "aside", "figure", "figcaption", "blockquote", "form"))
_MAX_DEPTH = 30  # elements above a node that are looked at

# Classes of what stands in a heading beside the headline: a kicker, a label, a count of comments.
_KICKER = re.compile(
    rf"(?i)(?:^|[\s_-])(?:{either('classes of kickers (patterns)')}|label\w*|badge|prefix|descriptor|date|counts?|"
    r"comments?|edit-?section|headerlink)(?:$|[\s_-])"
)
# Classes of places where an `h1` is no headline: breadcrumbs, titles for search engines, logos, dialogues.
_ASIDE = re.compile(
    r"(?i)crumb|seo-?title|(?:^|[\s_-])(?:logo\w*|brand|branding|log-?in\w*|menu-?title|dialog|consent|popup|modal|lightbox|cookies?|newsletter|"
    r"site-?(?:title|name|branding|logo))(?:$|[\s_-])"
)
# Classes that tell a colour, what a post is about or what else the page has.
_SAID_OF_PAGE = re.compile(
    r"(?i)(?<!\S)(?:tag|category|bg|text|has|with|no|hide|show|border|color)-\S+|crumbs?-(?:position|align|layout|style)"
)
_ASIDE_TAGS = frozenset(("nav", "footer", "dialog"))
_ASIDE_DEPTH = 3  # elements above an `h1` whose tag and class may say that it is no headline
_HOME = re.compile(r"(?:\w++://[^/]++)?/?|\.\./?|\.?/?index\.\w+")


class Heading(NamedTuple):
    """An `h1` with its text, whole and without what stands in it beside the headline.

    Attributes:
        text: its text.
        bare: its text without kicker and counts.
        parted: it is made of several elements.
        aside: it stands in the breadcrumbs or is the logo, and so is no headline; pages give search engines a headline
            there that readers do not see as one.
        linked: it is a link, as teasers are.
        lead: its first words, up to where an element begins or ends.
    """

    text: str
    bare: str
    parted: bool
    aside: bool
    linked: bool = False
    lead: str = ""


class Markup:
    """Nodes of interest; the query runs when they are first asked for.

    Head and blocks alone tell most news pages' metadata, and the query costs an eighth of a parse.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._wrappers: set[int] | None = None
        self._classes: list[list[Node]] | None = None

    @cached_property
    def found(self) -> Places:
        """What the one query finds."""
        return survey.places(self.page)

    def scripts(self) -> list[str]:
        """Texts of all JSON-LD scripts."""
        return [node.text() for node in self.found.scripts]

    def first_heading(self) -> Heading | None:
        """The first `h1`, without the query for all the rest where that costs more."""
        node = next(iter(self.found.h1), None) if survey.compiled is not None else self.page.first("h1")
        return None if node is None else _heading(node)

    def first_is_aside(self) -> bool:
        """Whether the first `h1` is no headline but a logo, breadcrumbs or the like."""
        heading = self.first_heading()
        return heading is not None and heading.aside

    def headings(self) -> list[Heading]:
        """The first few `h1` that have words."""
        return [heading for node in self.found.h1[:4] if (heading := _heading(node))]

    def _around_headline(self) -> set[int]:
        if self._wrappers is None:
            self._wrappers = {above.mem_id for heading in self.found.h1[:1] for above in ancestors(heading)}
        return self._wrappers

    def holds_headline(self, node: Node) -> bool:
        """Whether the first `h1` stands in an element."""
        return node.mem_id in self._around_headline()

    def is_elsewhere(self, node: Node) -> bool:
        """Whether a node stands among comments, related stories, navigation or the like.

        What wraps the headline is not asked: `content-sidebar-wrap` holds the story, too.
        """
        wrappers = self._around_headline()
        for place, above in enumerate((node, *ancestors(node))):
            if above.mem_id in wrappers:
                return False
            if above.tag in _ELSEWHERE_TAGS and place:
                return True
            if _names_elsewhere(_names(above)):
                return True
        return False

    def named(self) -> list[Node]:
        """Nodes whose class says author or byline; a second query, for pages that need it."""
        return self._by_class(_CLASS_QUERY, 0)

    def users(self) -> list[Node]:
        """Nodes that hold a forum member's name; looked for where a class may say so, as few forums' do."""
        held = self._of_class(2)
        return select_nodes(self.page, _USER_QUERY) if held is None or held else []

    def dated(self) -> list[Node]:
        """Nodes whose class says date; a third query, for pages that need it."""
        return self._by_class(_DATE_QUERY, 1)

    def _by_class(self, css: str, group: int) -> list[Node]:
        """Nodes whose class is of a group, which the selector says as well."""
        held = self._of_class(group)
        return self.page.select(css) if held is None else held

    def _of_class(self, group: int) -> list[Node] | None:
        """Nodes whose class is of a group; None where no survey was compiled."""
        if survey.compiled is None or self.found.classed is None:
            return None
        if self._classes is None:  # most pages that need one need the other, too
            self._classes = survey.compiled.read_classes(self.found.classed, _CLASSES)
        return self._classes[group]


def text_in(
    node: Node,
    seam: str = " ",
    besides: re.Pattern[str] | None = None,
    *,
    is_shown: bool = False,
    classes: list[str] | None = None,
) -> str:
    """The node's visible text on one line, with `seam` between texts that only style sets apart.

    Elements whose class `besides` matches are left out, unless nothing else is there. `is_shown` is as in `tidy`, and
    `classes` gets the class of each element within.
    """
    parts: list[str] = []
    skip_until = None
    for count, inner in enumerate(node.traverse(include_text=True)):
        if count > _MAX_NODES:
            break
        if inner.is_text_node:
            if skip_until is None or not _inside(inner, skip_until, node):
                skip_until = None
                text = inner.text(deep=False) or ""
                # Two elements set apart by style alone: a kicker and a headline, a name and a role.
                if parts and text[:1].isupper() and len(parts[-1]) > 2 and parts[-1][-1].isalnum():
                    parts.append(seam)
                parts.append(text)
            continue
        tag = inner.tag
        names = inner.attributes.get("class") or ""
        if names and classes is not None:
            classes.append(names)
        if tag in _SKIPPED or (names and (_HIDDEN.search(names) or (besides and besides.search(names)))):
            if inner.mem_id != node.mem_id:
                skip_until = inner.mem_id if skip_until is None or not _inside(inner, skip_until, node) else skip_until
        elif tag in _SET_APART:
            parts.append(" ")
    text = tidy("".join(parts), is_shown=is_shown)
    return text if text or besides is None else text_in(node, seam, is_shown=is_shown)


def _heading(node: Node) -> Heading | None:
    parted = next(node.iter(), None) is not None
    classes: list[str] = []
    text = text_in(node, is_shown=True, classes=classes) if parted else tidy(node.text(), is_shown=True)
    if not any(map(str.isalpha, text)):
        return None
    bare = text_in(node, besides=_KICKER, is_shown=True) if any(map(_KICKER.search, classes)) else text
    bare = bare.strip(" -–—|/:") if parted else text
    bare = bare if len(bare) > 0.5 * len(text) else text
    lead = _first_text(node) if parted else ""
    aside, linked = _standing(node)
    return Heading(text, bare, parted, aside, linked or (parted and _is_link(node)), lead)


def _first_text(node: Node) -> str:
    """The first words of an element, up to where another element begins or ends."""
    texts = (inner.text(deep=False) or "" for inner in node.traverse(include_text=True) if inner.is_text_node)
    return next((line for text in texts if (line := tidy(text))), "")


def _is_link(node: Node) -> bool:
    """Whether a heading leads to another place than one in this page."""
    link = node.css_first("a")
    href = (link.attributes.get("href") or "") if link is not None else ""
    return href[:1] not in ("", "#")


def _standing(node: Node) -> tuple[bool, bool]:
    """Whether an `h1` stands in the breadcrumbs, a menu or a dialogue, or is the site's logo; and whether in a link."""
    linked = False
    for place, above in enumerate((node, *ancestors(node))):
        if above.tag in _ASIDE_TAGS:
            return True, linked
        if place > _ASIDE_DEPTH:
            continue
        if above.tag == "li":
            return True, linked
        if _names_aside(_names(above)):
            return True, linked
        linked = linked or (above.tag == "a" and bool(above.attributes.get("href")))
    link = node.css_first("a")
    return link is not None and _HOME.fullmatch(link.attributes.get("href") or "") is not None, linked


def _names(node: Node) -> str:
    """Classes and id of an element."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


@lru_cache(maxsize=4096)  # the same elements are above many nodes, and pages of a site have the same classes
def _names_elsewhere(names: str) -> bool:
    return names != " " and _ELSEWHERE.search(names) is not None


@lru_cache(maxsize=1024)
def _names_aside(names: str) -> bool:
    return names != " " and _ASIDE.search(_SAID_OF_PAGE.sub("", names)) is not None


def _inside(node: Node, ancestor: int, top: Node) -> bool:
    above = node.parent
    while above is not None and above.mem_id != top.mem_id:
        if above.mem_id == ancestor:
            return True
        above = above.parent
    return False


def value_of(node: Node) -> str:
    """What microdata says a node's value is: `content`, `datetime`, `value` of a `<meta>`, or its text."""
    attributes = node.attributes
    said = attributes.get("content") or attributes.get("datetime")
    if not said and node.tag == "meta":
        said = attributes.get("value")
    return tidy(said or "") or text_in(node)


def ancestors(node: Node) -> Iterator[Node]:
    """Elements above a node, innermost first."""
    above = node.parent
    for _ in range(_MAX_DEPTH):
        if above is None or above.tag in {"body", "html", None}:
            return
        yield above
        above = above.parent


OTHERS_WORK = re.compile(r"(?i)review|comment|answer|product|book|rating|quotation|recipeinstruction")
"""Types of microdata whose authors and dates are not the page's."""


def scope(node: Node) -> Node | None:
    """The microdata object that a property belongs to."""
    return next((above for above in ancestors(node) if "itemscope" in above.attributes), None)


def scope_type(node: Node) -> str:
    """The type of the object that a property belongs to; empty without one."""
    found = scope(node)
    return (found.attributes.get("itemtype") or "") if found is not None else ""

"""Rules × page → marks on its nodes, text patterns and metadata values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cleaner.model import NO_MARKS, Mark, Marks
from cleaner.page.dom import Node, Page
from cleaner.page.selector_matching import select_nodes
from cleaner.page.selector_parser import is_straight
from cleaner.rules.schema import FIELDS, Field, Layout, Rule, Scope, TextPattern
from cleaner.rules.select import find, find_nodes, has_text, text_lengths, texts

# Characters of a content candidate; one with fewer is a teaser or an empty frame. The bound is under half of the
# shortest story among the 258 publishers' pages at hand, which has 302.
MIN_CHARS = 140

# Most nodes whose text is a value of one field: where nodes lie in one another, each holds the text of all within.
_MOST_VALUES = 100


@dataclass(frozen=True, slots=True)
class Marking:
    """What the rules say about one page.

    Attributes:
        rule: the rule that took part, the site's before a platform's.
        scope: whether a site's rule marked the content, which is followed, or a platform's, which is a hint.
        layout: name of its layout that matched.
        marks: node id → mark; the innermost one wins.
        drop_text: patterns of blocks to drop.
        fields: `title`, `author`, `date` → values of the first candidate that has any.
        stale: name of the site's rule if none of its layouts matched.
        scoped: whether some node is marked as content.
    """

    rule: str | None = None
    scope: Scope | None = None
    layout: str | None = None
    marks: Marks = field(default_factory=lambda: NO_MARKS)
    drop_text: tuple[TextPattern, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stale: str | None = None
    scoped: bool = False

    @classmethod
    def none(cls) -> Marking:
        """The marking of a page for which no rule speaks."""
        return cls()


@dataclass(slots=True)
class _Match:
    """A layout that fits a page, with the ids of the nodes that its content selector found."""

    rule: Rule
    layout: Layout
    content: Sequence[int] = ()
    selector: str = ""


def mark(page: Page, rules: Sequence[Rule], *, crawled: date | None = None) -> Marking:
    """Apply a site's rule and its platforms' to a page.

    Args:
        page: read only.
        rules: as `RuleBook.lookup` gives them, strongest first.
        crawled: day of the crawl; layouts that ended before it are left out.
    """
    matches: list[_Match] = []
    stale: str | None = None
    scoped = False
    for rule in rules:
        match = _match(page, rule, crawled, find_content=not scoped)
        if match is None:
            stale = stale or (rule.name if rule.scope == "site" else None)
            continue
        matches.append(match)
        scoped = scoped or bool(match.content)
    if not matches:
        return Marking(stale=stale)
    marks, fields = _marks(page, matches), _fields(page, matches)
    patterns = tuple(pattern for match in matches for pattern in match.layout.drop_text)
    source = next((match for match in matches if match.content), None)
    chief = next((match for match in matches if match.rule.scope == "site"), source or matches[0])
    if chief.rule.scope == "platform" and not (marks or fields or patterns):
        return Marking(stale=stale)  # rules were found, but none of them has anything to say about this page
    return Marking(
        rule=chief.rule.name,
        scope=(source or chief).rule.scope,
        layout=chief.layout.name,
        marks=marks,
        drop_text=patterns,
        fields=fields,
        stale=stale,
        scoped=source is not None,
    )


def _match(page: Page, rule: Rule, crawled: date | None, *, find_content: bool) -> _Match | None:
    """The first layout that fits; a platform fits by detection, whether its content is found or not."""
    for layout in rule.layouts:
        if crawled and layout.valid_until and crawled > layout.valid_until:
            continue
        if not layout.content or not find_content:
            return _Match(rule, layout)
        for place, selector in enumerate(layout.content):
            # The first selector finds the story on most pages. Where it does not, one pass tells whether any other
            # does.
            if place == 1 and not find(page, layout.content[1:]):
                break
            nodes = _content(page, selector, alone=rule.scope == "platform" and not layout.every)
            if nodes:
                return _Match(rule, layout, nodes, selector)
    return _Match(rule, rule.layouts[0]) if rule.scope == "platform" and rule.layouts else None


def _content(page: Page, selector: str, *, alone: bool) -> list[int]:
    """Nodes of a content candidate when they hold enough text; `alone` asks for one that outweighs the rest.

    A platform's class is often on the teasers of other stories too. Of the WordPress articles at hand with several,
    the longest was the story on all 10 where it held half of the text; elsewhere it held 0.45 at most, and 8 of the 9
    were teasers.
    """
    found = list(find(page, (selector,)))
    if alone and len(found) > 1:
        chars = text_lengths(page, found)
        longest = max(chars)
        found = [found[chars.index(longest)]] if 2 * longest >= sum(chars) else []
    return found if found and has_text(page, found, MIN_CHARS) else []


def _text(node: Node, glue: str) -> str:
    """Text of a node without its scripts, which lexbor counts in."""
    return glue.join(texts(node)) if node.css_first("script, style") is not None else node.text(separator=glue)


def _marks(page: Page, matches: Sequence[_Match]) -> Marks:
    marks: dict[int, Mark] = {}
    # Where there is a scope, drops outside it say nothing new, and the inside is a tenth of the tree.
    scopes = [node for match in matches for node in match.content]
    # On one node a stronger rule overrules a weaker one; within a rule drop overrules keep, and keep content.
    for match in reversed(matches):
        layout, name = match.layout, match.rule.name
        for node in match.content:
            marks[node] = Mark("content", match.selector, name)
        for node, selector in find(page, layout.keep).items():
            marks[node] = Mark("keep", selector, name)
        # A platform's thirty drops over a whole page cost as much as parsing it, and its class names are in the lexicon
        # anyway; a layout that names no content means its drops for the whole page.
        everywhere = not scopes and (match.rule.scope == "site" or not layout.content)
        for node, selector in find(page, layout.drop, scopes).items() if scopes or everywhere else ():
            marks[node] = Mark("drop", selector, name)
    return marks


def _fields(page: Page, matches: Sequence[_Match]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        candidates: Iterable[Field] = (entry for match in matches for entry in getattr(match.layout, name))
        for candidate in candidates:
            values = field_values(page, candidate, glue="" if name == "title" else " ", every=name == "author")
            if values:
                found[name] = values
                break
    return found


def _found(page: Page, css: str, *, most: int, straight: bool) -> Sequence[Node]:
    """The first few nodes that match; the parser stops at the first one where that is enough."""
    simple = find_nodes(page, css)
    if simple is not None:
        return simple[:most]
    if straight and most == 1:
        first = page.first(css)
        return [] if first is None else [first]
    return select_nodes(page, css)[:most]


def field_values(page: Page, candidate: Field, glue: str, *, every: bool = True) -> tuple[str, ...]:
    """What one way to a metadata value finds on a page: the first value, or every one.

    `glue` stands between an element's text nodes.
    """
    values: dict[str, None] = {}
    css = candidate.css
    straight = is_straight(css)
    # Nearly all of a page's metadata is in its head, which is passed over in a tenth of the time.
    head = page.tree.head if css.startswith("meta[") and "," not in css and straight else None
    found: Sequence[Node] = []
    if head is not None:
        below = find_nodes(page, css, head)
        found = head.css(css) if below is None else below
    if not found:
        found = _found(page, css, most=_MOST_VALUES if every else 1, straight=straight)
    for node in found:
        # Minified bylines stand in neighbouring spans without a blank: <span>By</span><span>REUTERS</span>.
        raw = (node.attributes.get(candidate.attr) or "") if candidate.attr else _text(node, glue)
        if value := candidate.cut(raw):
            values[value] = None
            if not every:
                break
    return tuple(values)

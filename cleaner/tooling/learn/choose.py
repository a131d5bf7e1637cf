"""Evidence → the selectors that hold a host's stories, what goes from inside them, what stands outside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cleaner.page.elements import MAIN_ELEMENTS
from cleaner.tooling.learn.evidence import SIDE_TAGS, Evidence
from cleaner.weights import bundled_weights

# A page of which the selectors so far hold less than this share belongs to another template and gets a further
# selector.
_WHOLE: Final = 0.85
# How many times as much recall counts as precision: a lost sentence is worse than a stray line, which a drop or the
# heuristic takes out.
_RECALL: Final = 4.0
# Taken off the worth of a selector that matches many elements of a page: it may be the class of paragraphs, and the
# subheads and lists of the next story have another one.
_LIST: Final = 0.03
# How many selectors a rule gets at most of each sort.
_MOST_CONTENT, _MOST_KEEP, _MOST_DROPS = 3, 4, 18
# A name with fewer words than this beyond those of the names before it is not worth a line; and the share of a
# caption's words that may be taken for content, since captions repeat the story's words.
_SMALL_WORDS: Final = 2
_STRAY_CAPTION: Final = 0.2
# Share of the words under a name that may be content, for it to be dropped.
_STRAY: Final = 0.03
# Share of the words under a name that must be content, for it to be kept although it is outside of the container.
_SURE: Final = 0.95
# Added to the worth of a name whose words speak of content, by the fitted log-odds of names.
_CONTENT_ODDS: Final = 0.01
LABEL_WORDS: Final = 5
"""A line of fewer words may be a subhead."""


class SelectorChoice(NamedTuple):
    """A selector and its evidence.

    Attributes:
        css: the selector.
        pages: on how many pages it stood.
        kept: words of content under it, on all pages.
        dropped: other words under it.
        proven: on how many pages it did right that it was not learnt from.
    """

    css: str
    pages: int
    kept: int
    dropped: int
    proven: int = 0


def choose_content(pages: Sequence[Evidence]) -> list[SelectorChoice]:
    """Candidates for the container, in the order in which a rule is to try them; empty when nothing holds."""
    chosen: list[str] = []
    open_pages = [page for page in pages if page.words]
    while open_pages and len(chosen) < _MOST_CONTENT:
        names = {name for page in open_pages for name in page.by_selector} - SIDE_TAGS
        scored = [(sum(content_score(page, name) for page in open_pages), _likely(name), name) for name in names]
        _, _, best = max(scored, default=(0.0, 0.0, ""), key=lambda entry: (round(entry[0] + entry[1], 3), entry[2]))
        covered = [page for page in open_pages if content_score(page, best) >= _WHOLE]
        if not best or not covered:
            break
        chosen = _in_order([*chosen, best], pages)
        open_pages = [page for page in open_pages if page not in covered]
    return [_choice(name, pages) for name in chosen]


def content_of(page: Evidence, content: Sequence[str]) -> list[int]:
    """Elements of the first candidate that a page has."""
    for name in content:
        places = page.under(name)
        if sum(page.count(places)) > 20:
            return places
    return []


def _in_order(names: list[str], pages: Sequence[Evidence]) -> list[str]:
    """The candidates, of which the last one is put at the place where the pages come out best."""
    *old, new = names
    orders = [[*old[:place], new, *old[place:]] for place in range(len(names))]
    return max(orders, key=lambda order: sum(_first_score(page, order) for page in pages))


def _first_score(page: Evidence, order: Sequence[str]) -> float:
    return _f(*page.count(content_of(page, order)), page.words)


def content_score(page: Evidence, name: str) -> float:
    """How well a selector holds a page's content, 0 to 1: F of the words, a lost one counting more than a stray one."""
    places = page.under(name)
    if not places:
        return 0.0
    kept, dropped = page.count(places)
    return _f(kept, dropped, page.words) - (_LIST if len(places) > 3 else 0.0)


def _f(kept: int, dropped: int, words: int) -> float:
    if not kept or not words:
        return 0.0
    precision, recall = kept / (kept + dropped), kept / words
    return (1 + _RECALL) * precision * recall / (_RECALL * precision + recall)


def _likely(name: str) -> float:
    """A small bonus for names that speak of content, and for those that were made to be found."""
    sum_of, least, _ = bundled_weights().tokens.of_names(_bare(name))
    made = 0.02 if name.startswith(("[itemprop", "[data-")) else 0.01 if name.startswith("#") else 0.0
    tag = -0.02 if name in MAIN_ELEMENTS else 0.0
    return made + tag + (_CONTENT_ODDS if sum_of > 0.5 and least > -1 else 0.0)


def _bare(name: str) -> str:
    return name.strip(".#[]").partition("=")[2].strip('"]') if "=" in name else name.strip(".#")


def choose_drops(pages: Sequence[Evidence], content: Sequence[str], *, least: int = 2) -> list[SelectorChoice]:
    """Names inside the content under which there is none; those that take out most go first.

    Seen on fewer than `least` pages, a name must speak of side matter itself.
    """
    leaves: defaultdict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    kept: defaultdict[str, int] = defaultdict(int)
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for place in content_of(page, content):
            _gather(page, number, place, leaves, kept)
    for name, found in leaves.items():
        seen[name] = {number for number, _ in found}
    fit = {
        name
        for name, found in leaves.items()
        if name not in MAIN_ELEMENTS
        and kept[name] <= stray_share(name) * sum(found.values())
        and not any(_strikes_headings(page, name, content) for page in pages)
    }
    chosen: list[SelectorChoice] = []
    gone: set[tuple[int, int]] = set()
    while fit and len(chosen) < _MOST_DROPS:
        gains = {name: sum(words for leaf, words in leaves[name].items() if leaf not in gone) for name in fit}
        best = max(fit, key=lambda name: (gains[name] * _unlikely(name), -len(name), name))
        if gains[best] < _SMALL_WORDS:
            break
        fit.discard(best)
        # A name that was seen on too few pages and does not speak of side matter may hold anything on the next page.
        if len(seen[best]) < least and _unlikely(best) <= 1:
            continue
        chosen.append(SelectorChoice(best, len(seen[best]), kept[best], sum(leaves[best].values())))
        gone |= leaves[best].keys()
    return chosen


def _strikes_headings(page: Evidence, name: str, content: Sequence[str]) -> bool:
    """Whether a drop would take headings out of a story, or what may be one: a few words by themselves.

    A box with a heading of its own may go; what is a heading, or looks like a subhead ("Education", "What's next"), may
    be one of the article's, whatever was decided of it on these pages.
    """
    places = [index for index in page.under(name) if any(page.is_inside(index, at) for at in content_of(page, content))]
    found = [page.elements[index] for index in places if sum(page.count([index]))]
    if any(element.is_heading for element in found):
        return True
    return bool(found) and _unlikely(name) <= 1 and all(e.kept + e.dropped < LABEL_WORDS for e in found)


def stray_share(name: str) -> float:
    """Share of the words under a selector that may be content, for it to be dropped."""
    # Captions repeat the story's words and are taken for it now and then.
    return _STRAY_CAPTION if name in ("figure", "figcaption") else _STRAY


def _unlikely(name: str) -> float:
    """How much a name's words are to count: one that speaks of side matter is likelier to be so on other pages."""
    if name in SIDE_TAGS:
        return 1.2
    sum_of, least, _ = bundled_weights().tokens.of_names(_bare(name))
    return 1.3 if least < -1 else 1.0 if sum_of < 0.5 else 0.7


def _gather(
    page: Evidence,
    number: int,
    scope: int,
    leaves: defaultdict[str, dict[tuple[int, int], int]],
    kept: defaultdict[str, int],
) -> None:
    """Note which words stand under each name below one element."""
    elements = page.elements
    for index in range(scope + 1, len(elements)):
        if not page.is_inside(index, scope):
            break
        element = elements[index]
        if not (element.own_kept or element.own_dropped):
            continue
        names: set[str] = set()
        above = index
        while above > scope:
            names.update(elements[above].selectors)
            above = elements[above].parent
        for name in names:
            kept[name] += element.own_kept
            if element.own_dropped:
                leaves[name][number, index] = element.own_dropped


def choose_keeps(pages: Sequence[Evidence], content: Sequence[str]) -> list[SelectorChoice]:
    """Names outside the content under which there is nothing else: a standfirst above it, a part after it."""
    outside: defaultdict[str, int] = defaultdict(int)
    scopes = [content_of(page, content) for page in pages]
    for page, scope in zip(pages, scopes, strict=True):
        for name in page.by_selector:
            places = [
                index
                for index in page.under(name)
                if not any(page.is_inside(index, above) or page.is_inside(above, index) for above in scope)
            ]
            outside[name] += page.count(places)[0]
    chosen: list[SelectorChoice] = []
    for name, words in sorted(outside.items(), key=lambda entry: (-entry[1] - 3 * _likely(entry[0]), entry[0])):
        if words <= _SMALL_WORDS * 2 or len(chosen) == _MOST_KEEP:
            break
        choice = _choice(name, pages)
        if choice.kept < _SURE * (choice.kept + choice.dropped) or name in MAIN_ELEMENTS:
            continue
        if not any(_same_words(pages, name, other.css) for other in chosen):
            chosen.append(choice)
    return chosen


def _same_words(pages: Iterable[Evidence], name: str, other: str) -> bool:
    """Whether one name's elements lie inside the other's, either way."""
    return any(
        page.is_inside(one, two) or page.is_inside(two, one)
        for page in pages
        for one in page.under(name)
        for two in page.under(other)
    )


def _choice(name: str, pages: Sequence[Evidence]) -> SelectorChoice:
    counts = [page.count(places) for page in pages if (places := page.under(name))]
    return SelectorChoice(name, len(counts), sum(kept for kept, _ in counts), sum(dropped for _, dropped in counts))

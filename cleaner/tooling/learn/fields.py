"""Where a host prints title, author and date: the selectors that agree with what the pages' metadata says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.metadata.byline.candidate import rule_byline
from cleaner.metadata.date_text import read_date
from cleaner.metadata.plain import squeeze
from cleaner.rules.mark import field_values
from cleaner.rules.schema import Field
from cleaner.tooling.learn.evidence import Evidence

_SHORT_WORDS: Final = 25  # a byline's element holds not much more than the names
# How many ways are tried for a field, the likeliest first.
_MOST_TRIED: Final = 60
# Elements of the head that tell the title; and the author.
_TITLE_METAS: Final = ("meta[property='og:title']", "meta[name='twitter:title']", "meta[name='title']")
_AUTHOR_METAS: Final = ("meta[name='author']", "meta[property='article:author']", "meta[name='parsely-author']")
_DATE_METAS: Final = (
    "meta[property='article:published_time']", "meta[name='date']", "meta[name='pubdate']", "meta[name='publish-date']",
    "meta[itemprop='datePublished']",
)  # fmt: skip


class FieldChoice(NamedTuple):
    """A way to a metadata value, and on how many pages it gave the right one, of those where it gave any.

    `proven` counts the pages where it did that it was not learnt from.
    """

    entry: Field
    right: int
    found: int
    proven: int = 0


def choose_title(pages: Sequence[Evidence]) -> FieldChoice | None:
    """The way to the headline that is right on the most pages."""
    names = dict.fromkeys(name for page in pages for name in _above(page, page.title))
    tried = [Field(f"h1{name}") for name in names if name[0] in ".["] + [Field(f"{name} h1") for name in names]
    tried += [Field("h1"), *(Field(css, "content") for css in _TITLE_METAS)]
    return _best(pages, tried, lambda page: page.title, _is_title)


def choose_author(pages: Sequence[Evidence]) -> FieldChoice | None:
    """The way to the byline that is right on the most pages."""
    names = dict.fromkeys(name for page in pages for author in page.authors for name in _above(page, author))
    tried = [Field(css) for css in ("[itemprop=author] [itemprop=name]", "[itemprop=author]", "a[rel=author]")]
    tried += [Field(name) for name in names] + [Field(f"{name} a") for name in names]
    tried += [Field(css, "content") for css in _AUTHOR_METAS]
    return _best(pages, tried, lambda page: " ".join(page.authors), _are_authors)


def choose_date(pages: Sequence[Evidence]) -> FieldChoice | None:
    """Where the day of publication stands."""
    tried = [Field(css, "content") for css in _DATE_METAS]
    names = dict.fromkeys(name for page in pages if page.date for name in _names_with(page, "time"))
    tried += [Field(f"{name} time", "datetime") for name in names] + [Field("time[datetime]", "datetime")]
    return _best(pages, tried, lambda page: page.date, _is_date)


def field_is_right(page: Evidence, key: str, entry: Field) -> bool | None:
    """Whether a way to title, author or date gives what the page's metadata says; None where either says nothing."""
    wanted, is_right = {
        "title": (page.title, _is_title),
        "author": (" ".join(page.authors), _are_authors),
        "date": (page.date, _is_date),
    }[key]
    values = field_values(page.page, entry, "" if key == "title" else " ") if wanted else ()
    return is_right(page, values) if values else None


def _best(
    pages: Sequence[Evidence],
    tried: Sequence[Field],
    wanted: Callable[[Evidence], str],
    is_right: Callable[[Evidence, tuple[str, ...]], bool],
) -> FieldChoice | None:
    """The way that is right wherever it gives a value, on the most pages; the earlier one of equals."""
    asked = [page for page in pages if wanted(page)]
    best: FieldChoice | None = None
    for entry in tried[:_MOST_TRIED]:
        right = found = 0
        for page in asked:
            values = field_values(page.page, entry, "" if is_right is _is_title else " ")
            found += bool(values)
            right += bool(values) and is_right(page, values)
        if right and right == found and (best is None or right > best.right):
            best = FieldChoice(entry, right, found)
    return best


def _is_title(page: Evidence, values: tuple[str, ...]) -> bool:
    return squeeze(values[0]) == squeeze(page.title)


def _are_authors(page: Evidence, values: tuple[str, ...]) -> bool:
    line = next(rule_byline(values), None)
    return line is not None and {squeeze(name) for name in line.names} == {squeeze(name) for name in page.authors}


def _is_date(page: Evidence, values: tuple[str, ...]) -> bool:
    return (read_date(values[0]) or "")[:10] == page.date[:10]


def _above(page: Evidence, text: str) -> Iterator[str]:
    """Names of the small elements that hold a text."""
    key = squeeze(text)
    if not key:
        return
    for name, places in page.by_selector.items():
        words = max(sum(page.count([place])) for place in places)
        if len(places) <= 3 and words <= len(text.split()) + _SHORT_WORDS:
            node = page.page.first(name)
            if node is not None and key in squeeze(node.text(separator=" ")[:2000]):
                yield name


def _names_with(page: Evidence, tag: str) -> Iterator[str]:
    for name, places in page.by_selector.items():
        if len(places) == 1 and page.page.first(f"{name} {tag}") is not None and sum(page.count(places)) < 60:
            yield name

"""NeMo Curator: its `DocumentExtractor` and `HTMLExtractorAlgorithm`, for release 1.4.

NeMo Curator calls the methods of the first and asks no more of its class, so that nothing is imported for it. Of the
second its stage asks whether the class is one of its own: where NeMo Curator is installed, it is registered as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from cleaner.adapters.crawl_day import day_of
from cleaner.batch.outcome import verdict_on
from cleaner.pipeline import Cleaner

# The module in which NeMo Curator lists the algorithms that it knows.
_ALGORITHMS: Final = "nemo_curator.stages.text.download.html_extractors"
# What a record gets of the article beside its text.
_COLUMNS: Final = ("title", "authors", "date", "language", "license", "confidence", "page_type", "rule")


class ArticleExtractor:
    """`DocumentExtractor`: a record with a page in, the record with the article's text out.

    It is the better of the two classes, since its records have the address, which rules for sites and links need.

    Args:
        cleaner: rules and weights; None for the bundled ones.
        page: key of the page, bytes or text; so are `url` and `crawled` (a date or ISO 8601).
    """

    def __init__(
        self, cleaner: Cleaner | None = None, *, page: str = "content", url: str = "url", crawled: str = "crawled"
    ) -> None:
        self._cleaner = cleaner or Cleaner()
        self._page, self._url, self._crawled = page, url, crawled

    def extract(self, record: Mapping[str, Any]) -> dict[str, Any] | None:
        """The record without its page and with the article; None drops a record whose page holds none."""
        page = record.get(self._page)
        if page is None:
            return None
        crawled = day_of(record.get(self._crawled))
        article = self._cleaner.clean(page, record.get(self._url), crawled=crawled)
        if verdict_on(article)[0] != "ok":
            return None
        said = article.to_dict()
        kept = {name: value for name, value in record.items() if name != self._page}
        return {**kept, "text": said["text"], **{name: said[name] for name in _COLUMNS}}

    def input_columns(self) -> list[str]:
        """Keys that a record must have."""
        return [self._page, self._url]

    def output_columns(self) -> list[str]:
        """Keys that are added or stay."""
        return [self._url, "text", *_COLUMNS]


class ArticleAlgorithm:
    """`HTMLExtractorAlgorithm`: a page in, its paragraphs out; its stage knows no address.

    Args:
        cleaner: rules and weights; None for the bundled ones.
    """

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        self._cleaner = cleaner or Cleaner()
        _enter(type(self))

    def extract_text(self, html: str, stop_words: frozenset[str], language: str) -> list[str] | None:  # noqa: ARG002
        """The paragraphs; None where the page holds no article. The cleaner needs neither stop words nor language."""
        text = self._cleaner.clean(html).text
        return text.split("\n") if text else None


def _enter(algorithm: type[ArticleAlgorithm]) -> None:
    """Have NeMo Curator, if it is there, take the class for one of its own."""
    with suppress(ImportError):
        import_module(_ALGORITHMS).HTMLExtractorAlgorithm.register(algorithm)


__all__ = ["ArticleAlgorithm", "ArticleExtractor"]

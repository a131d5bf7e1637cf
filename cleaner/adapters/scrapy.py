"""Scrapy: an add-on that fills items with the article of the page they come from, and `clean_response` for spiders.

Nothing of Scrapy is imported before a crawler asks for it, so that the rest of the package never needs it.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cleaner.adapters.zyte import is_zyte_article, zyte_values
from cleaner.batch.outcome import verdict_on
from cleaner.dumps.warc.http import content_type
from cleaner.errors import MissingExtra, did_you_mean
from cleaner.pipeline import BUNDLED, Cleaner, bundled_cleaner
from cleaner.render import further_bodies

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from cleaner.article.article import Article

SETTINGS: Final = {
    "CLEANER_ENABLED": True,
    "CLEANER_RULES": BUNDLED,
    "CLEANER_DETECT_LANGUAGE": False,
    "CLEANER_KIND": None,
    "CLEANER_FIELDS": (
        "url", "title", "authors", "byline", "date", "language", "text", "confidence", "page_type", "reason",
    ),
    "CLEANER_DROP_EMPTY": False,
}  # fmt: skip
"""The settings with what they are when a project says nothing."""

# What a function that runs in a thread is given.
_T = TypeVar("_T")
# The renderings that an item may ask for beside the text.
_BODIES: Final = further_bodies()
# The path under which Scrapy finds the middleware.
_MIDDLEWARE: Final = "cleaner.adapters.scrapy.ArticleMiddleware"
# Next to the spider, so that all other middlewares see items with their articles.
_ORDER: Final = 950


def require_scrapy() -> None:
    """Raise unless Scrapy is there.

    Raises:
        MissingExtra: Scrapy is not installed.
    """
    try:
        import scrapy  # noqa: F401
    except ImportError as error:
        raise MissingExtra("scrapy", "scrapy") from error


def clean_response(response: Response, cleaner: Cleaner | None = None, *, kind: str | None = None) -> Article:
    """Clean the page of a response: its bytes, with the charset of the header, address and day of the crawl.

    The address is the one after redirects. This takes some milliseconds of the thread that it runs in: in a callback
    that is the reactor's, so for more than a few pages use the add-on, or Scrapy's `run_in_thread`.

    Args:
        response: of Scrapy.
        cleaner: rules and weights; None for the bundled ones, loaded once.
        kind: what sort of page it is, as for `Cleaner.clean`; None to have it told.

    Raises:
        RuleError: a rule file that the page needs cannot be used.
    """
    options: dict[str, Any] = {} if kind is None else {"kind": kind}
    charset = content_type(_header(response, "Content-Type")).charset
    return (cleaner or bundled_cleaner()).clean(
        response.body, response.url, charset=charset, crawled=_crawled(response), **options
    )


class Addon:
    """The add-on: `ADDONS = {"cleaner.adapters.scrapy.Addon": 500}`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Put the middleware in its place.

        Raises:
            MissingExtra: Scrapy is not installed.
            ValueError: a setting with the prefix `CLEANER_` does not exist, or names a field that does not.
        """
        require_scrapy()
        from scrapy.exceptions import NotConfigured

        for name in settings:
            if isinstance(name, str) and name.startswith("CLEANER_") and name not in SETTINGS:
                raise ValueError(f"there is no setting {name}; there are {', '.join(SETTINGS)}")
        if not settings.getbool("CLEANER_ENABLED", True):
            raise NotConfigured("CLEANER_ENABLED is false")
        _fields(settings.get("CLEANER_FIELDS"))
        settings["SPIDER_MIDDLEWARES"].set(_MIDDLEWARE, _ORDER, priority="addon")


class ArticleMiddleware:
    """Fills what items lack with the article of the response that a callback made them from.

    Items are dicts, dataclasses, attrs, pydantic models or Scrapy's own. A dict gets every field of `CLEANER_FIELDS`,
    the others those that they have; an `Article` of zyte-common-items has its own. What a spider set itself stays.
    Pages are cleaned in threads, once for each response, and only where there are items; a request with
    `meta={"cleaner": False}` is passed by.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._stats: Any = crawler.stats
        self._fields = _fields(settings.get("CLEANER_FIELDS"))
        self._drops = settings.getbool("CLEANER_DROP_EMPTY")
        self._kind: str | None = settings.get("CLEANER_KIND")
        self._cleaner = Cleaner(
            settings.get("CLEANER_RULES", BUNDLED), detect_language=settings.getbool("CLEANER_DETECT_LANGUAGE")
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticleMiddleware:
        """As Scrapy makes middlewares."""
        return cls(crawler)

    async def process_spider_output(
        self,
        response: Response,
        result: AsyncIterator[Any],
        spider: Any = None,  # noqa: ANN401, ARG002 - Scrapy before 2.14 hands it over
    ) -> AsyncIterator[Any]:
        """Items with their articles, requests as they are."""
        from scrapy import Request

        values: dict[str, Any] | None = None
        zyte: dict[str, Any] | None = None
        wanted = response.meta.get("cleaner", True)
        async for made in result:
            if isinstance(made, Request) or not wanted:
                yield made
                continue
            if values is None:
                values = await _run_in_thread(self._clean, response)
                self._count(values)
            if self._drops and values["status"] != "ok":
                self._stats.inc_value("cleaner/items_dropped")
                continue
            if is_zyte_article(made):
                if zyte is None:  # its HTML is written when it is asked for, and that takes a while
                    zyte = await _run_in_thread(zyte_values, values["article"])
                yield _fill(made, zyte.items())
                continue
            yield _fill(made, ((theirs, values[ours]) for ours, theirs in self._fields.items()))

    def _clean(self, response: Response) -> dict[str, Any]:
        """The values of the article; in a thread."""
        started = time.perf_counter()
        article = clean_response(response, self._cleaner, kind=self._kind)
        status, reason = verdict_on(article)
        bodies = {body: article.rendered(body) for body in _BODIES if body in self._fields}
        seconds = time.perf_counter() - started
        told = {"status": status, "reason": reason, "seconds": seconds, "article": article}
        return {**article.to_dict(), **bodies, **told}

    def _count(self, values: Mapping[str, Any]) -> None:
        """In the reactor's thread, for statistics are not made for several."""
        self._stats.inc_value("cleaner/pages")
        self._stats.inc_value(f"cleaner/{values['status']}")
        self._stats.inc_value("cleaner/seconds", values["seconds"])
        for said in (*([values["reason"]] if values["reason"] else ()), *values["warnings"]):
            # What stands before the colon is the kind; behind it there may be anything.
            self._stats.inc_value(f"cleaner/told/{said.partition(':')[0]}")


def _fill(item: Any, values: Iterable[tuple[str, Any]]) -> Any:  # noqa: ANN401 - whatever Scrapy takes for an item
    """The item, with what it has no value for; a dict has room for all of it, others for the fields they have."""
    from itemadapter import ItemAdapter

    adapter = ItemAdapter(item)
    known = None if isinstance(item, dict) else set(adapter.field_names())
    for name, value in values:
        if (known is None or name in known) and adapter.get(name) in (None, "", [], ()):
            adapter[name] = value
    return item


def _fields(given: Any) -> dict[str, str]:  # noqa: ANN401 - whatever a settings file says
    """Field of the article → field of the item."""
    if given is None:
        given = SETTINGS["CLEANER_FIELDS"]
    if isinstance(given, str):
        given = [name.strip() for name in given.split(",")]
    fields = dict(given) if isinstance(given, Mapping) else {name: name for name in given}
    known = _known_fields()
    for name in fields:
        if name not in known:
            raise ValueError(f"CLEANER_FIELDS: an article has no field {name!r}{did_you_mean(name, known)}")
    return fields


@cache
def _known_fields() -> tuple[str, ...]:
    from cleaner.article.article import Article
    from cleaner.model import Metadata

    return (*Article(None, (), Metadata(), 0.0).to_dict(), "status", *_BODIES)


def _header(response: Response, name: str) -> str | None:
    value: bytes | None = response.headers.get(name)
    return None if value is None else value.decode("latin-1")


def _crawled(response: Response) -> date:
    """The day of the crawl: today, but that of the server's answer where it comes out of Scrapy's cache."""
    today = datetime.now(UTC).date()
    told = _header(response, "Date")
    if told is None or "cached" not in response.flags:
        return today
    try:
        return min(parsedate_to_datetime(told).date(), today)
    except ValueError:
        return today


async def _run_in_thread(function: Callable[[_T], dict[str, Any]], given: _T) -> dict[str, Any]:
    try:
        from scrapy.utils.asyncio import run_in_thread
    except ImportError:  # before Scrapy 2.15
        from scrapy.utils.defer import maybe_deferred_to_future
        from twisted.internet.threads import deferToThread

        values: dict[str, Any] = await maybe_deferred_to_future(deferToThread(function, given))
        return values
    return await run_in_thread(function, given)


__all__ = ["SETTINGS", "Addon", "ArticleMiddleware", "clean_response"]

"""datatrove: a step of its pipelines that turns documents of pages into documents of articles.

`ArticleExtractor` is made when it is first asked for, because it is a class of datatrove's and the rest of the package
must not need that.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from cleaner.adapters.arrow import ArrowPlan
from cleaner.adapters.crawl_day import day_of
from cleaner.batch.workers.supervisor import supervise
from cleaner.batch.workers.worker import Limits
from cleaner.dumps.record import Record
from cleaner.errors import MissingExtra
from cleaner.pipeline import Cleaner


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name == "ArticleExtractor":
        return _article_extractor()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _article_extractor() -> type:
    """The class, under its name in this module, so that executors can pickle it.

    Raises:
        MissingExtra: datatrove is not installed.
    """
    try:
        from datatrove.pipeline.base import PipelineStep
    except ImportError as error:
        raise MissingExtra("datatrove", "datatrove") from error

    return type(
        "ArticleExtractor", (_Extracting, PipelineStep), {"__doc__": _Extracting.__doc__, "__module__": __name__}
    )


class _Extracting:
    """Documents of pages → documents of articles; address and metadata are passed on.

    Pages are cleaned in worker processes, each page under limits of time and memory; a worker has loaded rules and
    weights before its clock starts. The article's fields go into the metadata, under `article`.

    Args:
        cleaner: rules and weights; None for the bundled ones.
        limits: of the workers; one of them and 10 s for a page unless said otherwise.
        url: key of the address in the metadata; `date` is that of the crawl's day.
        exclusion_writer: gets the documents that are dropped, page and all, with the reason in the metadata as
            `filter_reason`.
    """

    type = "🛢 - EXTRAC"
    name = "🧹 cleaner"
    # Methods of datatrove's step, which is the other base of a class that inherits from this one.
    stat_update: Callable[..., None]
    update_doc_stats: Callable[[Any], None]

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        limits: Limits | None = None,
        url: str = "url",
        date: str = "date",
        exclusion_writer: Any = None,  # noqa: ANN401 - a writer of datatrove's
    ) -> None:
        super().__init__()
        self.cleaner = cleaner
        self.limits = limits or Limits(jobs=1, timeout_s=10)
        self.keys = (url, date)
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002 - its arguments
        """As datatrove calls it."""
        waiting: deque[Any] = deque()
        records = _records(data, self.keys, waiting)
        outcomes = supervise(records, ArrowPlan(self.cleaner, ("text",), None), self.limits)
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for outcome in outcomes:
                document = waiting.popleft()
                self.stat_update("total")
                if outcome.status == "ok":
                    fields = dict(outcome.article)
                    document.text = fields.pop("text")
                    document.metadata["article"] = fields
                    self.stat_update("forwarded")
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update("dropped", f"dropped_{outcome.status}")
                if writer is not None:
                    document.metadata["filter_reason"] = outcome.reason
                    writer.write(document, rank)


def _records(data: Iterable[Any], keys: tuple[str, str], waiting: deque[Any]) -> Iterator[Record]:
    """The documents as records; each waits for its outcome, and outcomes come in the order of records."""
    url, day = keys
    for position, document in enumerate(data, 1):
        waiting.append(document)
        said = document.metadata
        yield Record(
            document.id, said.get(url), document.text, "html", "datatrove", position, crawled=day_of(said.get(day))
        )


__all__ = ["ArticleExtractor"]  # noqa: F822 - made when it is asked for

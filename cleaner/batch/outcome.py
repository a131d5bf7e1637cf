"""Record → outcome: what became of one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple

from cleaner.article import Article
from cleaner.decode import decode
from cleaner.dumps.record import Record
from cleaner.pipeline import Cleaner, Trace

_SOURCED: Final = ("title", "byline", "date")

Status = Literal["ok", "empty", "failed"]


class Outcome(NamedTuple):
    """What became of one record; there is exactly one for each.

    Attributes:
        record_id: the record's id.
        url: the record's address.
        source: file that held it.
        position: line or row in that file.
        status: `ok`; `empty` when the page holds no article; `failed` when it could not be read or cleaned.
        reason: why it is empty or failed.
        article: columns of the article (`cleaner.dumps.schema`); empty when it failed.
    """

    record_id: str
    url: str | None
    source: str
    position: int
    status: Status
    reason: str | None
    article: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """The outcome as a row of the output."""
        return {
            **self.article,
            "id": self.record_id,
            "url": self.url,
            "source": self.source,
            "position": self.position,
            "status": self.status,
            "reason": self.reason,
        }


def failed(record: Record, reason: str) -> Outcome:
    """The outcome of a record that could not be read or cleaned."""
    return Outcome(record.id, record.url, record.source, record.position, "failed", reason, {})


def clean_record(cleaner: Cleaner, record: Record, bodies: Sequence[str] = ()) -> Outcome:
    """Clean the record's page; `bodies` are further renderings, of `markdown` and `html`."""
    article = trace_record(cleaner, record).article
    status: Status = "ok" if article.blocks else "empty"
    reason = None if article.blocks else article.reason or "no article"
    columns = article_columns(article, bodies)
    return Outcome(record.id, record.url, record.source, record.position, status, reason, columns)


def trace_record(cleaner: Cleaner, record: Record) -> Trace:
    """Clean the record's page and keep what was computed on the way."""
    if record.kind == "html":
        return cleaner.trace(record.body, record.url, charset=record.charset, crawled=record.crawled)
    if isinstance(record.body, str):
        return cleaner.trace_text(record.body, record.url)
    decoded = decode(record.body, record.charset)
    trace = cleaner.trace_text(decoded.text, record.url)
    return replace(trace, article=replace(trace.article, encoding=decoded.encoding, encoding_source=decoded.source))


def article_columns(article: Article, bodies: Sequence[str] = ()) -> dict[str, Any]:
    """The article as columns of the output."""
    columns = article.to_dict()
    provenance = columns.pop("provenance")
    for name in _SOURCED:
        columns[f"{name}_source"] = provenance.get(name, {}).get("source")
    return columns | {body: getattr(article, body) for body in bodies}

"""Record → outcome: what became of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleaner.article.fault import INTERNAL, OUT_OF_MEMORY
from cleaner.article.to_dict import plain_values
from cleaner.batch.likeness import Likeness
from cleaner.dumps.record import Record
from cleaner.dumps.trace import trace_record
from cleaner.judge.kind_option import AUTO
from cleaner.lexicon.words import count_words_of_lines

if TYPE_CHECKING:
    from cleaner.article.article import Article
    from cleaner.pipeline import Cleaner
    from cleaner.site_memory.sheet import Sheet

# The fields whose source is a column of its own.
_SOURCED: Final = ("title", "byline", "date")

Status = Literal["ok", "empty", "failed", "skipped"]


class Outcome(NamedTuple):
    """What became of one record; there is exactly one for each.

    Attributes:
        record_id: the record's id.
        url: the record's address.
        source: file that held it.
        position: line or row in that file.
        status: `ok`; `empty` when the page holds no article; `failed` when it could not be read or cleaned; `skipped`
            when the record is no page.
        reason: why it is empty, failed or skipped.
        article: columns of the article (`cleaner.dumps.output.row_columns`); empty when it failed.
        name: file and position below the input, of which file names are made.
        record: further columns of the record.
        note: what was made up, such as the id, or could not be read, a line for each.
        seconds: how long the page took; no column, because it differs from run to run.
        memory_bytes: most memory that the worker has held so far; 0 where it has not looked.
        kept_columns: values of the input's columns, by their names in the output.
        likeness: what the article is compared by, where a run looks for duplicates.
        seen: address and sheet of the page, where a memory of sites is to learn from it.
    """

    record_id: str
    url: str | None
    source: str
    position: int
    status: Status
    reason: str | None
    article: dict[str, Any]
    name: str = ""
    record: Mapping[str, Any] | None = None
    note: str | None = None
    seconds: float = 0.0
    memory_bytes: int = 0
    kept_columns: Mapping[str, Any] | None = None
    likeness: Likeness | None = None
    seen: tuple[str | None, Sheet] | None = None

    def row(self) -> dict[str, Any]:
        """The outcome as a row of the output."""
        warnings = warnings_of(self)
        return {
            **self.article,
            **(self.record or {}),
            "warnings": warnings if self.article or warnings else None,
            "id": self.record_id,
            "url": self.url,
            "source": self.source,
            "position": self.position,
            "status": self.status,
            "reason": self.reason,
            "kept_columns": self.kept_columns,
        }


def warnings_of(outcome: Outcome) -> list[str]:
    """What a maintainer should know of the record and of its article."""
    return [*outcome.article.get("warnings", ()), *(outcome.note.split("\n") if outcome.note else ())]


def failed(record: Record, reason: str) -> Outcome:
    """The outcome of a record that could not be read or cleaned."""
    return _outcome(record, "failed", reason, {})


def skipped(record: Record) -> Outcome:
    """The outcome of a record that is no page."""
    return _outcome(record, "skipped", record.skipped, {})


def _outcome(record: Record, status: Status, reason: str | None, article: dict[str, Any]) -> Outcome:
    about = {
        "offset": record.offset,
        "http_status": record.http_status,
        "crawled": record.crawled.isoformat() if record.crawled else None,
    }
    given = (record.id, record.url, record.source, record.position)
    return Outcome(*given, status, reason, article, record.name, about, record.note, kept_columns=record.kept_columns)


def clean_record(cleaner: Cleaner, record: Record, bodies: Sequence[str] = (), kind: str = AUTO) -> Outcome:
    """Clean the record's page; `bodies` are further renderings, `kind` what sort it is."""
    article = trace_record(cleaner, record, kind).article
    status, reason = verdict_on(article)
    if status == "failed":
        return failed(record, reason or status)
    return _outcome(record, status, reason, article_columns(article, bodies))


def verdict_on(article: Article) -> tuple[Status, str | None]:
    """What became of a page, and why where that is not `ok`."""
    reason = article.reason
    if reason and reason.startswith(("hostile ", OUT_OF_MEMORY)):
        return "failed", reason
    if reason and reason.startswith(INTERNAL):
        return "failed", article.warnings[0]  # with the place in the code
    return ("ok", None) if article.blocks else ("empty", reason or "no article")


def article_columns(article: Article, bodies: Sequence[str] = ()) -> dict[str, Any]:
    """The article as columns of the output."""
    columns, origins = plain_values(article), article.metadata.provenance
    for name in _SOURCED:
        columns[f"{name}_source"] = origins[name].source if name in origins else None
    columns["types"] = list(article.metadata.declared_types)
    columns["characters"] = len(columns["text"])
    columns["words"] = count_words_of_lines(columns["text"])
    return columns | {body: article.rendered(body) for body in bodies}

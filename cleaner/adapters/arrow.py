"""Columns of pages → a column of articles, for whatever speaks Arrow: Ray Data, Polars, DuckDB, pandas, Daft, Spark.

One row in, one row out, always: a page that is null, that holds no article or on which the cleaner fails is a row
whose `status` and `reason` say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from cleaner.adapters.arrow_schema import BODIES, FIELDS, article_schema, require_pyarrow
from cleaner.adapters.crawl_day import day_of
from cleaner.batch.outcome import Outcome, failed, verdict_on
from cleaner.batch.workers.supervisor import supervise
from cleaner.batch.workers.worker import CleanRecord, Limits
from cleaner.dumps.record import Record
from cleaner.errors import did_you_mean
from cleaner.pipeline import BUNDLED, Cleaner, bundled_cleaner

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from cleaner.article.article import Article

    ARTICLE_SCHEMA: pa.Schema

Column: TypeAlias = "pa.Array | pa.ChunkedArray | Sequence[Any]"
"""What a column of pages, addresses, ... may be; a series of pandas or Polars is a sequence, too."""

NO_PAGE: Final = "no page: it is null"
"""The reason of a row without a page."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    # Made when it is asked for, because Arrow is no dependency of the package.
    if name == "ARTICLE_SCHEMA":
        return article_schema()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def clean_arrow(  # noqa: PLR0913 - each is a fact about the pages
    html: Column,
    url: Column | str | None = None,
    *,
    charset: Column | str | None = None,
    crawled: Column | date | None = None,
    kind: str | None = None,
    cleaner: Cleaner | None = None,
    bodies: Sequence[str] = ("text",),
    limits: Limits | None = None,
) -> pa.StructArray:
    """Clean a column of pages into a column of articles, one struct of `ARTICLE_SCHEMA` for each page.

    Args:
        html: the pages, of a string or binary type; bytes are decoded as browsers do.
        url: where each came from, or one address for all.
        charset: what the HTTP header of each said, or one for all.
        crawled: the day on which each was fetched (dates, timestamps or ISO 8601), or one for all.
        kind: what sort of pages they are, as for `Cleaner.clean`; None to have it told.
        cleaner: rules and weights; None for the bundled ones, loaded once in a process.
        bodies: forms that are wanted, of `text`, `markdown`, `html` and `loose`; the others are null.
        limits: when given, pages are cleaned in worker processes, each page under these limits of time and memory,
            as in a batch; one that exceeds them or ends its process is a `failed` row. The workers are started anew
            with each call, so that this pays for hundreds of pages and more. Without limits pages are cleaned here.

    Raises:
        MissingExtra: pyarrow is not installed.
        TypeError: a column is of a type that cannot be read.
        ValueError: columns differ in length, a rendering or a kind does not exist, or a column of the result would
            pass the 2 GB that an Arrow array of strings can hold: cut the batch then.
        RuleError: a rule file that a page needs cannot be used.
    """
    require_pyarrow()
    plan = ArrowPlan(cleaner, _known_bodies(bodies), kind)
    records = _records(html, url, charset, crawled)
    outcomes = _clean_here(records, plan) if limits is None else supervise(records, plan, limits)
    return _struct_array(_row(outcome) for outcome in outcomes)


class ArrowCleaner:
    """`clean_arrow` for tables, as a class of which each actor or task makes its own: rules are loaded once in each.

    Call it with a table, a record batch or a frame of Polars, pandas or DuckDB; it hands back an Arrow table (a record
    batch for one) with a column of articles and without that of pages.

    Args:
        rules: as for `Cleaner`.
        html: name of the column of pages.
        url: name of the column of addresses; None for none. So are `charset` and `crawled`.
        into: name of the new column, of structs of `ARTICLE_SCHEMA`; it takes the place of one that has this name.
        keep_page: whether the column of pages stays.
        detect_language: as for `Cleaner`.
        kind: as for `clean_arrow`; so are `bodies` and `limits`.

    Raises:
        MissingExtra: pyarrow is not installed.
        RuleError: a rule file cannot be used.
        ValueError: a rendering does not exist.
    """

    def __init__(  # noqa: PLR0913 - names of columns, and the options of clean_arrow
        self,
        rules: str | Path | Sequence[str | Path] | None = BUNDLED,
        *,
        html: str = "html",
        url: str | None = "url",
        charset: str | None = None,
        crawled: str | None = None,
        into: str = "article",
        keep_page: bool = False,
        detect_language: bool = False,
        kind: str | None = None,
        bodies: Sequence[str] = ("text",),
        limits: Limits | None = None,
    ) -> None:
        require_pyarrow()
        self._cleaner = Cleaner(rules, detect_language=detect_language)
        self._columns = {"html": html, "url": url, "charset": charset, "crawled": crawled}
        self._into = into
        self._keep_page = keep_page
        self._options: dict[str, Any] = {"kind": kind, "bodies": _known_bodies(bodies), "limits": limits}

    def __call__(self, table: Any) -> pa.Table:  # noqa: ANN401 - a table, a batch, or a frame of whatever library
        """Clean the pages of a table or frame, or of a record batch, for which a record batch comes back.

        Raises:
            KeyError: the table lacks a column that was named.
            TypeError: what is given is no table.
        """
        table = _as_table(table)
        given = {part: self._column(table, name) for part, name in self._columns.items() if name is not None}
        articles = clean_arrow(given.pop("html"), cleaner=self._cleaner, **given, **self._options)
        names = [name for name in table.column_names if self._keep_page or name != self._columns["html"]]
        names = [name for name in names if name != self._into]
        columns = {name: table.column(name) for name in names} | {self._into: articles}
        made: pa.Table = type(table).from_pydict(columns)
        return made

    def _column(self, table: pa.Table, name: str) -> pa.ChunkedArray:
        if name not in table.column_names:
            (part,) = (part for part, named in self._columns.items() if named == name)
            said = did_you_mean(name, table.column_names)
            without = ", or url=None for pages without addresses" if part == "url" else ""
            raise KeyError(f"the table has no column {name!r}{said}: name yours, as in {part}='...'{without}")
        return table.column(name)


def _as_table(given: Any) -> pa.Table | pa.RecordBatch:  # noqa: ANN401 - it is what is asked here
    import pyarrow as pa

    if isinstance(given, pa.Table | pa.RecordBatch):
        return given
    if hasattr(given, "__arrow_c_stream__"):
        return pa.table(given)
    raise TypeError(
        f"a table of Arrow or a frame is wanted, not {type(given).__name__}; Ray Data hands over tables with "
        "batch_format='pyarrow'"
    )


@dataclass(frozen=True, slots=True)
class ArrowPlan:
    """How a process makes its cleaner, and which renderings of the body it adds.

    Attributes:
        cleaner: None for the bundled rules and weights.
        bodies: renderings, of `BODIES`.
        kind: as for `clean_arrow`.
    """

    cleaner: Cleaner | None
    bodies: tuple[str, ...]
    kind: str | None

    def __call__(self) -> CleanRecord:
        """Load rules and weights."""
        # What is loaded with the first page must not count against that page's time.
        self._cleaner().clean("<p>A first page.</p>")
        return self.clean

    def clean(self, record: Record) -> Outcome:
        """Clean the record's page."""
        options: dict[str, Any] = {} if self.kind is None else {"kind": self.kind}
        page = self._cleaner().clean(record.body, record.url, charset=record.charset, crawled=record.crawled, **options)
        status, reason = verdict_on(page)
        if status == "failed":
            return failed(record, reason or status)
        given = (record.id, record.url, record.source, record.position)
        return Outcome(*given, status, reason, article_fields(page, self.bodies))

    def _cleaner(self) -> Cleaner:
        return self.cleaner or bundled_cleaner()


def article_fields(article: Article, bodies: Sequence[str]) -> dict[str, Any]:
    """An article as values of `ARTICLE_SCHEMA`, but for its status."""
    fields = article.to_dict()
    origins = fields["provenance"].items()
    fields["provenance"] = [{"field": name, **origin} for name, origin in origins]
    return {**fields, "text": None} | {body: fields.get(body) or article.rendered(body) for body in bodies}


def _row(outcome: Outcome) -> dict[str, Any]:
    return {**outcome.article, "url": outcome.url, "status": outcome.status, "reason": outcome.reason}


def _clean_here(records: Iterable[Record], plan: ArrowPlan) -> Iterator[Outcome]:
    """Clean pages in this process."""
    return (failed(record, record.error) if record.error else plan.clean(record) for record in records)


def _known_bodies(bodies: Sequence[str]) -> tuple[str, ...]:
    named = (bodies,) if isinstance(bodies, str) else tuple(bodies)
    for body in named:
        if body not in BODIES:
            raise ValueError(f"bodies are of {', '.join(BODIES)}, not {body!r}{did_you_mean(str(body), BODIES)}")
    return named


def _records(
    html: Column, url: Column | str | None, charset: Column | str | None, crawled: Column | date | None
) -> Iterator[Record]:
    """The rows as records; whatever is wrong with a whole column is told before the first one."""
    pages = _arrow(html, "html", "string", "binary")
    rows = len(pages)
    columns = (
        _values(pages),
        _spread(url, "url", rows, "string"),
        _spread(charset, "charset", rows, "string"),
        _spread(crawled, "crawled", rows, "string", "date"),
    )
    return _read_rows(*columns)


def _read_rows(
    pages: Iterator[Any], urls: Iterator[Any], charsets: Iterator[Any], days: Iterator[Any]
) -> Iterator[Record]:
    for position, (page, url, charset, day) in enumerate(zip(pages, urls, charsets, days, strict=True), 1):
        error = NO_PAGE if page is None else None
        body = b"" if page is None else page
        record = Record(str(position), url, body, "html", "arrow", position, error, charset, day_of(day))
        yield record


def _arrow(column: Column, name: str, *allowed: Literal["string", "binary", "date"]) -> pa.Array | pa.ChunkedArray:
    """The column as Arrow has it.

    Raises:
        TypeError: the column is not of one of these types.
    """
    import pyarrow as pa
    from pyarrow import types

    if isinstance(column, str | bytes):
        raise TypeError(f"{name} must be a column of pages, not one page: use clean for that, or [page]")
    array = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    of = array.type.value_type if types.is_dictionary(array.type) else array.type
    fits = {
        "string": types.is_string(of) or types.is_large_string(of) or types.is_string_view(of),
        "binary": types.is_binary(of) or types.is_large_binary(of) or types.is_binary_view(of),
        "date": types.is_date(of) or types.is_timestamp(of),
    }
    if not types.is_null(of) and not any(fits[each] for each in allowed):
        raise TypeError(f"{name} must be a column of {' or '.join(allowed)}, not of {of}")
    return array


def _spread(
    given: Column | str | date | None, name: str, rows: int, *allowed: Literal["string", "date"]
) -> Iterator[Any]:
    """The values of a column, or one value for each row."""
    if given is None or isinstance(given, str | date):
        return iter([given] * rows)
    array = _arrow(given, name, *allowed)
    if len(array) != rows:
        raise ValueError(f"{name} has {len(array):,} rows, html has {rows:,}")
    return _values(array)


def _values(array: pa.Array | pa.ChunkedArray) -> Iterator[Any]:
    # One at a time: a list of all pages would hold the batch a second time.
    return (value.as_py() for value in array)


def _struct_array(rows: Iterable[dict[str, Any]]) -> pa.StructArray:
    import pyarrow as pa

    values: dict[str, list[Any]] = {field.name: [] for field in FIELDS}
    for row in rows:
        for name, column in values.items():
            column.append(row.get(name))
    schema = article_schema()
    arrays = [pa.array(column, schema.field(name).type) for name, column in values.items()]
    for array, field in zip(arrays, FIELDS, strict=True):
        if isinstance(array, pa.ChunkedArray):
            raise ValueError(f"{field.name} of all rows is longer than an Arrow array holds (2 GB): cut the batch")
    return pa.StructArray.from_arrays(arrays, fields=list(schema))


__all__ = ["ARTICLE_SCHEMA", "ArrowCleaner", "clean_arrow"]

"""The columns of a batch's output: one row for each record, the same in JSONL and Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleaner.model import FACTS, by_arrival
from cleaner.render import bodies

if TYPE_CHECKING:
    import pyarrow as pa


class Column(NamedTuple):
    """One column of the output; one that is kept of the input has the Arrow type `arrow`."""

    name: str
    type: Literal["string", "bool", "int64", "float64", "list<string>", "kept"]
    meaning: str
    arrow: Any = None


# The columns of metadata by name, for those that stand among others.
_FACTS: Final = {fact.key: Column(fact.key, fact.type, fact.meaning) for fact in FACTS}
# Closed: a later column is a metadata field, which comes of itself, or stands in `_LATER`.
_LISTED: Final = (
    Column("id", "string", "the record's name in the dump"),
    Column("url", "string", "where the page came from, when the dump says so"),
    Column("source", "string", "file that held the record"),
    Column("position", "int64", "line or row in that file, from 1"),
    Column("status", "string", "ok, empty or failed"),
    Column("reason", "string", "why there is no text; null when status is ok"),
    *(_FACTS[key] for key in ("title", "byline", "authors", "date", "date_modified")),
    Column("text", "string", "paragraphs of the body, one a line"),
    Column("confidence", "float64", "how sure the cleaner is of the body, 0 to 1"),
    Column("rule", "string", "site or platform rule that took part"),
    Column("warnings", "list<string>", "what a maintainer should know"),
    Column("language", "string", "BCP 47 code as declared; with --detect-language, else as detected"),
    Column("hostname", "string", "host of the page's address"),
    *(_FACTS[key] for key in ("sitename", "description", "image", "canonical_url")),
    Column("encoding", "string", "charset the bytes were decoded with"),
    Column("encoding_source", "string", "what decided the charset"),
    Column("title_source", "string", "what the title was read from, such as json-ld"),
    Column("byline_source", "string", "likewise"),
    Column("date_source", "string", "likewise"),
    Column("offset", "int64", "byte of the file at which the record begins (web archives)"),
    Column("http_status", "int64", "the server's answer (web archives)"),
    Column("crawled", "string", "day on which the page was fetched, ISO 8601"),
    Column("types", "list<string>", "what the page says it is, such as newsarticle"),
    Column("characters", "int64", "length of text"),
    Column("code_version", "string", "of the cleaner"),
    Column("weights_version", "string", "of the fitted weights"),
    Column("rules_version", "string", "of the site and platform rules; null without rules"),
    Column("page_type", "string", "article, forum, product, listing, collection, documentation or service"),
    *(_FACTS[key] for key in ("section", "tags", "license")),
    Column("words", "int64", "words of text; where the script has no spaces, pairs of characters"),
)
# Columns that came since, each with how many `FACTS` there were by then. Their values are those of
# `article_columns`, or of `_outcome` if they are about the record, in `cleaner.batch.outcome`.
_LATER: Final[tuple[tuple[int, Column], ...]] = ()
# Whether there is a paywall stands in JSON and Arrow alone.
_ELSEWHERE: Final = frozenset(("paywalled", *(column.name for column in _LISTED)))
COLUMNS: Final = (
    *_LISTED,
    *(column for column in by_arrival(tuple(_FACTS.values()), _LATER) if column.name not in _ELSEWHERE),
)
"""Columns are added at the end and never change their meaning."""

FILE_COLUMN: Final = Column("file", "string", "file that holds the body; null when there is none")
"""In the index of a folder of pages."""

BODY_COLUMNS: Final = tuple(Column(body.name, "string", body.meaning) for body in bodies() if body.name != "text")
"""Further columns that a run can ask for."""

DUPLICATE_COLUMNS: Final = (
    Column("duplicate_of", "string", "the row that this one repeats, by source and position; null for a first one"),
    Column("duplicate_by", "string", "what that was told by: url, text or near text"),
)
"""Further columns of a run that marks duplicates."""

MISFITS: Final = Column("input_misfits", "string", "JSON of kept values that do not fit the type of their column")
"""In Parquet, beside columns that are kept of the input."""


def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The columns as a Parquet schema; every one may be null."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "list<string>": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(column.name, types.get(column.type, column.arrow)) for column in columns])

"""The columns of an article in Arrow: one struct for each page, the same whatever engine asks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cleaner.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa


class Field(NamedTuple):
    """A field of the struct; any may be null."""

    name: str
    type: Literal["string", "bool", "float64", "list<string>", "provenance"]
    meaning: str


FIELDS: Final = (
    Field("status", "string", "ok; empty where the page holds no article; failed where it could not be cleaned"),
    Field("reason", "string", "why it is empty or failed; null when status is ok"),
    Field("url", "string", "address as given"),
    Field("title", "string", "headline without the site's name"),
    Field("authors", "list<string>", "names of the authors"),
    Field("byline", "string", "as a reader sees it, without By"),
    Field("date", "string", "published, ISO 8601"),
    Field("date_modified", "string", "changed, ISO 8601"),
    Field("hostname", "string", "host of the page's address"),
    Field("sitename", "string", "name of the site"),
    Field("description", "string", "summary from the page's metadata"),
    Field("language", "string", "BCP 47 code as declared, or as the cleaner detected it"),
    Field("image", "string", "address of the lead image"),
    Field("canonical_url", "string", "address the page gives itself"),
    Field("section", "string", "section of the site"),
    Field("tags", "list<string>", "what the page is tagged with"),
    Field("paywalled", "bool", "whether readers must pay; null where the page says nothing"),
    Field("license", "string", "licence that the page states for itself, such as CC-BY-SA-4.0"),
    Field("text", "string", "paragraphs of the body, one a line; null unless asked for"),
    Field("markdown", "string", "the body as Markdown; null unless asked for"),
    Field("html", "string", "the body as safe HTML; null unless asked for"),
    Field("confidence", "float64", "how sure the cleaner is of the body, 0 to 1"),
    Field("page_type", "string", "article, forum, product, listing, collection, documentation or service"),
    Field("rule", "string", "site or platform rule that took part"),
    Field("warnings", "list<string>", "what a maintainer should know"),
    Field("encoding", "string", "charset the bytes were decoded with"),
    Field("encoding_source", "string", "what decided the charset"),
    Field("provenance", "provenance", "list of {field, source, confidence}: what each metadata field was read from"),
)
"""Fields are added at the end and never change their type or meaning."""

BODIES: Final = ("text", "markdown", "html")
"""Renderings of the body; each that is asked for costs its rendering."""


def require_pyarrow() -> None:
    """Raise unless Arrow is there.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtra("pyarrow", "parquet") from error


@cache
def article_schema() -> pa.Schema:
    """The fields as an Arrow schema; the meaning of each is in its metadata.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    require_pyarrow()
    import pyarrow as pa

    origin = pa.struct([("field", pa.string()), ("source", pa.string()), ("confidence", pa.float64())])
    types = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "float64": pa.float64(),
        "list<string>": pa.list_(pa.string()),
        "provenance": pa.list_(origin),
    }
    return pa.schema([pa.field(name, types[kind], metadata={"meaning": meaning}) for name, kind, meaning in FIELDS])

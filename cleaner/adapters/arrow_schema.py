"""The columns of an article in Arrow: one struct for each page, the same whatever engine asks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cleaner.errors import MissingExtra
from cleaner.model import FACTS, by_arrival
from cleaner.render import bodies

if TYPE_CHECKING:
    import pyarrow as pa


class Field(NamedTuple):
    """A field of the struct; any may be null."""

    name: str
    type: Literal["string", "bool", "float64", "list<string>", "provenance"]
    meaning: str


# Fields stand where they stood in the first version; what is new comes behind them.
_FACTS: Final = tuple(Field(fact.key, fact.type, fact.meaning) for fact in FACTS)
_BY_DEFAULT: Final = "text"  # of `bodies` in the functions of arrow.py
_NULL: Final = {True: "null where `bodies` leaves it out", False: "null unless `bodies` names it"}
_BODIES: Final = tuple(
    Field(body.name, "string", f"{body.meaning}; {_NULL[body.name == _BY_DEFAULT]}") for body in bodies()
)
# In the order in which they came: a metadata field stands behind a rendering that is older.
_SINCE: Final = by_arrival(_FACTS, ((body.behind, field) for body, field in zip(bodies(), _BODIES, strict=True)))
FIELDS: Final = (
    Field("status", "string", "ok; empty where the page holds no article; failed where it could not be cleaned"),
    Field("reason", "string", "why it is empty or failed; null when status is ok"),
    Field("url", "string", "address as given"),
    *_FACTS[:5],
    Field("hostname", "string", "host of the page's address"),
    *_FACTS[5:14],
    *_BODIES[:3],
    Field("confidence", "float64", "how sure the cleaner is of the body, 0 to 1"),
    Field("page_type", "string", "article, forum, product, listing, collection, documentation or service"),
    Field("rule", "string", "site or platform rule that took part"),
    Field("warnings", "list<string>", "what a maintainer should know"),
    Field("encoding", "string", "charset the bytes were decoded with"),
    Field("encoding_source", "string", "what decided the charset"),
    Field("provenance", "provenance", "list of {field, source, confidence}: what each metadata field was read from"),
    *(field for field in _SINCE if field not in (*_FACTS[:14], *_BODIES[:3])),
)
"""Fields are added at the end and never change their type or meaning."""

BODIES: Final = tuple(body.name for body in bodies())
"""Forms of the body; each that is asked for costs its rendering."""


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
    return pa.schema([pa.field(name, types[of], metadata={"meaning": meaning}) for name, of, meaning in FIELDS])

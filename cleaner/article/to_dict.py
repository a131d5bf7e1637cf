"""Article → JSON-ready values."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from cleaner.model import FACTS
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.article.article import Article


# The host of the address has its place behind the dates.
_BEFORE_HOST: Final = [fact.key for fact in FACTS].index("date_modified") + 1
_KEYS: Final = tuple(fact.key for fact in FACTS)
# One call for all: a page has thirty of them.
_values_of: Final = attrgetter(*(fact.attribute for fact in FACTS))


def to_dict(article: Article) -> dict[str, Any]:
    """The article as strings, numbers, lists and None.

    Keys are those of trafilatura's document where both have the field; `hostname` is that of the canonical address
    when the caller gave none.
    """
    return plain_values(article) | {
        "provenance": {
            name: {"source": origin.source, "confidence": round(origin.confidence, 4)}
            for name, origin in sorted(article.metadata.provenance.items())
        },
    }


def plain_values(article: Article) -> dict[str, Any]:
    """The values of `to_dict` without `provenance`: where each field was read from."""
    known = article.metadata
    facts = [(key, _plain(value)) for key, value in zip(_KEYS, _values_of(known), strict=True)]
    return {
        "url": _safe(article.url),
        **dict(facts[:_BEFORE_HOST]),
        "hostname": _hostname(article.url) or _hostname(known.canonical_url),
        **dict(facts[_BEFORE_HOST:]),
        "text": article.text,
        "confidence": round(article.confidence, 4),
        "reason": article.reason,
        "page_type": article.page_type,
        "rule": article.rule,
        "warnings": list(article.warnings),
        "encoding": article.encoding,
        "encoding_source": article.encoding_source,
    }


def _plain(value: str | bool | tuple[str, ...] | None) -> str | bool | list[str] | None:
    if isinstance(value, str):
        return printable(value)
    return [printable(part) for part in value] if isinstance(value, tuple) else value


def _safe(value: str | None) -> str | None:
    return None if value is None else printable(value)


def _hostname(url: str | None) -> str | None:
    try:
        return printable(urlsplit(url or "").hostname or "") or None
    except ValueError:
        return None

"""Article → JSON-ready values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from cleaner.model import FACTS, Fact
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.article.article import Article
    from cleaner.model import Metadata


# The host of the address has its place behind the dates.
_BEFORE_HOST: Final = [fact.key for fact in FACTS].index("date_modified") + 1


def to_dict(article: Article) -> dict[str, Any]:
    """The article as strings, numbers, lists and None.

    Keys are those of trafilatura's document where both have the field; `hostname` is that of the canonical address
    when the caller gave none.
    """
    known = article.metadata
    return {
        "url": _safe(article.url),
        **_facts(known, FACTS[:_BEFORE_HOST]),
        "hostname": _hostname(article.url) or _hostname(known.canonical_url),
        **_facts(known, FACTS[_BEFORE_HOST:]),
        "text": article.text,
        "confidence": round(article.confidence, 4),
        "reason": article.reason,
        "page_type": article.page_type,
        "rule": article.rule,
        "warnings": list(article.warnings),
        "encoding": article.encoding,
        "encoding_source": article.encoding_source,
        "provenance": {
            name: {"source": origin.source, "confidence": round(origin.confidence, 4)}
            for name, origin in sorted(known.provenance.items())
        },
    }


def _facts(known: Metadata, facts: Iterable[Fact]) -> dict[str, Any]:
    return {fact.key: _plain(getattr(known, fact.attribute)) for fact in facts}


def _plain(value: str | bool | tuple[str, ...] | None) -> str | bool | list[str] | None:
    if isinstance(value, tuple):
        return [printable(part) for part in value]
    return printable(value) if isinstance(value, str) else value


def _safe(value: str | None) -> str | None:
    return None if value is None else printable(value)


def _hostname(url: str | None) -> str | None:
    try:
        return printable(urlsplit(url or "").hostname or "") or None
    except ValueError:
        return None

"""Article → JSON-ready values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.article.article import Article


def to_dict(article: Article) -> dict[str, Any]:
    """The article as strings, numbers, lists and None.

    Keys are those of trafilatura's document where both have the field; `hostname` is that of the canonical address
    when the caller gave none.
    """
    known = article.metadata
    return {
        "url": _safe(article.url),
        "title": _safe(known.title),
        "authors": [printable(name) for name in known.authors],
        "byline": _safe(known.byline),
        "date": known.date,
        "date_modified": known.date_modified,
        "hostname": _hostname(article.url) or _hostname(known.canonical_url),
        "sitename": _safe(known.site_name),
        "description": _safe(known.description),
        "language": _safe(known.language),
        "image": _safe(known.image),
        "canonical_url": _safe(known.canonical_url),
        "section": _safe(known.section),
        "tags": [printable(tag) for tag in known.tags],
        "paywalled": known.paywalled,
        "license": _safe(known.license),
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


def _safe(value: str | None) -> str | None:
    return None if value is None else printable(value)


def _hostname(url: str | None) -> str | None:
    try:
        return printable(urlsplit(url or "").hostname or "") or None
    except ValueError:
        return None

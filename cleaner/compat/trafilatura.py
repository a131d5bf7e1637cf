"""`extract` and `bare_extraction` with the arguments and the names of trafilatura's; the work is the cleaner's.

`docs/migration.md` tells argument by argument what differs. trafilatura itself is not needed.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from html import escape
from typing import Any, Final

from cleaner.article.article import Article
from cleaner.errors import did_you_mean
from cleaner.pipeline import bundled_cleaner

# The output formats of trafilatura's that have a counterpart.
FORMATS: Final = ("txt", "markdown", "html", "json")

# Arguments that change nothing: the cleaner has one way to read a page, and comments and repeats are never in the body.
_WITHOUT_EFFECT: Final = frozenset({"fast", "no_fallback", "include_comments", "deduplicate"})
# Arguments that change what trafilatura keeps, and nothing here: whoever sets them gets a warning.
_WARNED: Final = frozenset({"favor_precision", "favor_recall", "include_images"})
_REFUSED: Final = frozenset(
    {"tei_validation", "date_extraction_params", "max_tree_size", "settingsfile", "prune_xpath", "config", "options"}
)
_READ: Final = frozenset(
    {"include_tables", "include_formatting", "include_links", "target_language", "only_with_metadata", "url_blacklist"}
    | {"author_blacklist"}
)


@dataclass(slots=True)
class Document:
    """What `bare_extraction` gives: the fields of trafilatura's document that hold a value here."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    hostname: str | None = None
    description: str | None = None
    sitename: str | None = None
    date: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    id: str | None = None
    license: str | None = None
    comments: str = ""
    raw_text: str = ""
    text: str = ""
    language: str | None = None
    image: str | None = None
    pagetype: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fields by their names."""
        return asdict(self)


def extract(
    filecontent: bytes | str | None,
    url: str | None = None,
    record_id: str | None = None,
    *,
    output_format: str = "txt",
    with_metadata: bool = False,
    **options: Any,  # noqa: ANN401 - as trafilatura's; each is looked at
) -> str | None:
    """The article in one of `FORMATS`; None where the page holds none.

    Args:
        filecontent: the page as bytes or text; None where there was none to fetch, as `fetch_url` says it.
        url: where it came from.
        record_id: is handed on as `id`.
        output_format: `txt`, `markdown`, `html` or `json`.
        with_metadata: title, author, date and the rest, too: in JSON as keys, in HTML as `meta` in the head of a
            page, else as lines of a head before the text.
        options: other arguments of trafilatura's; see `docs/migration.md`.

    Raises:
        TypeError: neither this function nor Trafilatura's has such an argument, or the page is no bytes, text or None.
        ValueError: the argument or the format has no counterpart here.
    """
    if output_format not in FORMATS:
        raise ValueError(f"output_format {output_format!r} has no counterpart here; there are {', '.join(FORMATS)}")
    found = _found(filecontent, url, record_id, options)
    if found is None:
        return None
    article, document = found
    if output_format == "json":
        document.text = article.markdown if options.get("include_formatting") else document.text
        return json.dumps(_as_json(document, with_metadata=with_metadata), ensure_ascii=False)
    styled = options.get("include_formatting") or options.get("include_links")
    rendering = "markdown" if output_format == "txt" and styled else output_format
    body = {"txt": "text"}.get(rendering, rendering)
    text: str = getattr(article, body)
    if not with_metadata:
        return text
    return _page(document, text) if output_format == "html" else f"{_head(document)}{text}"


def bare_extraction(
    filecontent: bytes | str | None,
    url: str | None = None,
    *,
    as_dict: bool = False,
    with_metadata: bool = True,  # noqa: ARG001 - a document has all that is known, either way
    **options: Any,  # noqa: ANN401 - as for `extract`
) -> Document | dict[str, Any] | None:
    """The article as a document with trafilatura's names; None where the page holds none.

    Raises:
        TypeError: as for `extract`.
        ValueError: likewise.
    """
    found = _found(filecontent, url, None, options)
    if found is None:
        return None
    return found[1].as_dict() if as_dict else found[1]


def _found(
    page: bytes | str | None, url: str | None, record_id: str | None, options: dict[str, Any]
) -> tuple[Article, Document] | None:
    _look_at(options)
    if page is None or (url is not None and url in _names(options, "url_blacklist")):
        return None
    article = bundled_cleaner().clean(page, url)
    if not options.get("include_tables", True):
        kept = tuple(block for block in article.blocks if all(tag != "table" for tag, _ in block.frames))
        article = replace(article, blocks=kept)
    document = _document(article, record_id, _names(options, "author_blacklist"))
    wanted, said = options.get("target_language"), document.language
    is_other = bool(wanted and said) and str(said).partition("-")[0].lower() != str(wanted).lower()
    lacks = options.get("only_with_metadata") and not (document.title and document.date and document.url)
    return None if is_other or lacks or not document.text else (article, document)


def _look_at(options: dict[str, Any]) -> None:
    """Refuse what would be passed over in silence."""
    known = _READ | _WITHOUT_EFFECT | _WARNED | _REFUSED
    for name, value in options.items():
        if name not in known:
            raise TypeError(f"there is no argument {name!r}{did_you_mean(name, known)}")
        if name in _REFUSED and value not in (None, False):
            raise ValueError(f"{name} has no counterpart here; rules for sites say what to keep and drop")
        if name in _WARNED and value:
            warnings.warn(f"{name} has no effect: the cleaner has one way of its own", UserWarning, stacklevel=4)


def _names(options: dict[str, Any], name: str) -> Collection[str]:
    given: Collection[str] | None = options.get(name)
    return given or ()


def _document(article: Article, record_id: str | None, unwanted: Collection[str]) -> Document:
    said = article.to_dict()
    known = article.metadata
    return Document(
        title=said["title"],
        author="; ".join(name for name in said["authors"] if name not in unwanted) or None,
        url=said["url"] or said["canonical_url"],
        hostname=said["hostname"] and said["hostname"].removeprefix("www."),
        description=said["description"],
        sitename=said["sitename"],
        date=said["date"] and said["date"][:10],
        categories=[said["section"]] if said["section"] else [],
        tags=said["tags"],
        id=record_id,
        license=said["license"],
        raw_text=said["text"],
        text=said["text"],
        language=said["language"],
        image=said["image"],
        pagetype=known.declared_types[0] if known.declared_types else None,
    )


def _as_json(document: Document, *, with_metadata: bool) -> dict[str, Any]:
    if not with_metadata:
        return {"text": document.text, "comments": document.comments}
    fields = document.as_dict()
    renamed = {"url": "source", "sitename": "source-hostname", "description": "excerpt"}
    fields = {renamed.get(name, name): value for name, value in fields.items()}
    return fields | {"categories": ";".join(document.categories), "tags": ";".join(document.tags)}


def _head(document: Document) -> str:
    return "\n".join(("---", *(f"{name}: {value}" for name, value in _known(document)), "---", ""))


def _page(document: Document, body: str) -> str:
    said = ((name, ";".join(value) if isinstance(value, list) else value) for name, value in _known(document))
    lines = "".join(f'<meta name="{name}" content="{escape(value)}"/>\n' for name, value in said)
    return f"<html>\n<head>\n{lines}</head>\n<body>\n{body}\n</body>\n</html>"


def _known(document: Document) -> list[tuple[str, Any]]:
    names = ("title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags", "id")
    return [(name, value) for name in (*names, "license") if (value := getattr(document, name))]


__all__ = ["FORMATS", "Document", "bare_extraction", "extract"]

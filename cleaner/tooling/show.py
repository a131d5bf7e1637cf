"""Articles as a person or a pipe wants to read them."""

from __future__ import annotations

import html
import json
import re
from typing import Final, Literal

from cleaner.article.article import Article

Format = Literal["text", "markdown", "html", "json"]

_MARKDOWN_SYNTAX: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def show(article: Article, style: Format, *, with_metadata: bool = False) -> str:
    """The article in one format; with title, byline and date above the body when asked. JSON always has them."""
    if style == "json":
        return json.dumps(article.to_dict(), ensure_ascii=False)
    body: str = getattr(article, style)
    head = _head(article, style) if with_metadata else ""
    return "\n\n".join(part.strip("\n") for part in (head, body) if part)


def name_above(name: str, style: Format) -> str:
    """The line that tells one of several pages from the next; JSON needs none."""
    if style == "json":
        return ""
    return f"==> {name} <==" if style == "text" else f"<!-- {name.replace('--', '- -')} -->"


def _head(article: Article, style: Format) -> str:
    title = " ".join((article.title or "").split())
    line = " · ".join(filter(None, (article.byline, article.date)))
    if style == "markdown":
        title, line = (_MARKDOWN_SYNTAX.sub(r"\\\1", part) for part in (title, line))
        return "\n\n".join(filter(None, (title and f"# {title}", line and f"*{line}*")))
    if style == "html":
        title, line = html.escape(title), html.escape(line)
        return "\n".join(filter(None, (title and f"<h1>{title}</h1>", line and f"<p>{line}</p>")))
    return "\n".join(filter(None, (title, line)))

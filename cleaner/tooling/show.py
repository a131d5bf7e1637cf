"""Articles as a person or a pipe wants to read them."""

from __future__ import annotations

import json
from typing import Final

from cleaner.article.article import Article
from cleaner.render import RENDERINGS

# The format that is no rendering; and all formats.
JSON: Final = "json"
FORMATS: Final = (*RENDERINGS, JSON)


def show(article: Article, style: str, *, with_metadata: bool = False) -> str:
    """The article in one of `FORMATS`; with title, byline and date above the body when asked. JSON always has them."""
    if style == JSON:
        return json.dumps(article.to_dict(), ensure_ascii=False)
    title = " ".join((article.title or "").split())
    line = " · ".join(filter(None, (article.byline, article.date)))
    head = RENDERINGS[style].heading(title, line) if with_metadata else ""
    return "\n\n".join(part.strip("\n") for part in (head, article.rendered(style)) if part)


def name_above(name: str, style: str) -> str:
    """The line that tells one of several pages from the next; JSON needs none."""
    if style == JSON:
        return ""
    line = RENDERINGS[style].above
    return line.format(name.replace("--", "- -") if line.startswith("<!--") else name)

"""zyte-common-items: its standard `Article`, filled from ours.

Nothing of it is imported here: who has made such an item has imported it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.article.article import Article

__all__ = ["is_zyte_article", "zyte_values"]


def is_zyte_article(item: object) -> bool:
    """Whether an item is a `zyte_common_items.Article`, or of a class made from it."""
    module = sys.modules.get("zyte_common_items")
    return module is not None and isinstance(item, module.Article)


def zyte_values(article: Article) -> dict[str, Any]:
    """Fields of a `zyte_common_items.Article`, by their names there; those that the page does not tell are left out.

    A day without a time is told as its midnight. `datePublished` is that of the last change where no other is known.

    Args:
        article: of a page.
    """
    from zyte_common_items import Author, Image

    said = article.to_dict()
    published, changed = (_moment(said[name]) for name in ("date", "date_modified"))
    language = said["language"]
    values = {
        "headline": said["title"],
        "datePublished": published or changed,
        "dateModified": changed,
        "authors": [Author(name=name) for name in said["authors"]],
        "inLanguage": language and language.partition("-")[0].lower(),
        "mainImage": Image(url=said["image"]) if said["image"] else None,
        "images": [Image(url=image.url) for image in article.images],
        "description": said["description"],
        "articleBody": article.text,
        "articleBodyHtml": article.html,
        "canonicalUrl": said["canonical_url"],
        "url": said["url"],
    }
    return {name: value for name, value in values.items() if value}


def _moment(date: str | None) -> str | None:
    """ISO 8601 as these items have it: `2024-03-14T06:30:00Z`."""
    if date is None:
        return None
    return f"{date}T00:00:00Z" if "T" not in date else date.replace("+00:00", "Z")

"""What the page as a whole is: sums, what it says of itself, the shape of its URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    from cleaner.dom import Page
    from cleaner.segment import Segmentation

PAGE_FEATURES = (
    "page_words",
    "page_blocks",
    "page_links",
    "page_prose",  # share of the words that is prose
    "prose_blocks",
    "declared_kind",  # rank of the page's JSON-LD or OpenGraph type
    "slug",  # words in the URL's last segment: stories have long slugs
    "url_depth",
    "articles",  # article elements: a thread or a list has many
)  # fmt: skip

_TYPE_KEY = '"@type"'
_TYPE = re.compile(r'\s*:\s*\[?\s*"(\w+)')
_OG_TYPE = re.compile(r'og:type["\'][^>]{0,40}content=["\'](\w+)|content=["\'](\w+)["\'][^>]{0,40}og:type')
# Ordered by how much of the page tends to be a story.
_KINDS = {
    "NewsArticle": 8, "ReportageNewsArticle": 8, "AnalysisNewsArticle": 8, "OpinionNewsArticle": 8, "Article": 7,
    "BlogPosting": 7, "LiveBlogPosting": 7, "TechArticle": 5, "DiscussionForumPosting": 2, "QAPage": 2,
    "ProductGroup": 3, "Product": 3, "CollectionPage": 4, "ItemList": 4, "SearchResultsPage": 4, "Service": 6,
    "LocalBusiness": 6, "ProfessionalService": 6, "Recipe": 7,
}  # fmt: skip
_OG_KINDS = {"article": 7, "product": 3, "website": 1}


def read_page(
    page: Page, segmentation: Segmentation, words: NDArray[float64], links: NDArray[float64], sure: NDArray[bool_]
) -> NDArray[float64]:
    """The same row of `PAGE_FEATURES` for all blocks."""
    import numpy as np

    fine = ~np.asarray(segmentation.coarse)
    total = words[fine].sum() or 1.0
    slug, depth = _url_shape(page.url or "")
    row = [
        total,
        fine.sum(),
        links[fine].sum() / total,
        words[sure].sum() / total,
        sure.sum(),
        declared_kind(page.html),
        slug,
        depth,
        sum(box[1] == "article" for box in segmentation.boxes.opened),
    ]
    return np.tile(np.asarray(row, dtype=np.float64), (len(words), 1))


def _url_shape(url: str) -> tuple[int, int]:
    path = url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0].strip("/").split("/")[1:]
    if not path:
        return 0, 0
    return path[-1].count("-") + path[-1].count("_") + 1, len(path)


def declared_kind(html: str) -> int:
    """Rank of what the page says it is, by JSON-LD or OpenGraph type; 0 when it says nothing."""
    best = 0
    at = html.find(_TYPE_KEY)  # ten times as fast as a regular expression over the whole page
    while at >= 0:
        at += len(_TYPE_KEY)
        if named := _TYPE.match(html, at, at + 60):
            best = max(best, _KINDS.get(named[1], 0))
        at = html.find(_TYPE_KEY, at)
    if best:
        return best
    at = html.find("og:type")
    found = _OG_TYPE.search(html, max(0, at - 80), at + 100) if at >= 0 else None
    return _OG_KINDS.get((found[1] or found[2]).lower(), 0) if found else 0

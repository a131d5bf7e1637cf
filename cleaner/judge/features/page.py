"""What the page as a whole is: sums, what it says of itself, the shape of its URL."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.page.blocks_and_boxes import TAG

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    from cleaner.model import Metadata
    from cleaner.page.blocks_and_boxes import Segmentation

# Ordered by how much of the page tends to be a story.
_RANKS = (
    "og:website", "discussionforumposting qapage question", "product productgroup og:product",
    "collectionpage itemlist searchresultspage", "techarticle apireference",
    "service localbusiness professionalservice",
    "article blogposting recipe liveblogposting og:article",
    "newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle",
)  # fmt: skip
ARTICLE_RANK, NEWS_RANK = 7, 8
"""From here on the page says that it is an article; that it is news."""
# The rank of each type that a page may declare of itself, from 1; a type that is not here has rank 0.
_RANK = {declared: rank for rank, types in enumerate(_RANKS, 1) for declared in types.split()}


def read_page(
    url: str | None,
    metadata: Metadata,
    segmentation: Segmentation,
    words: NDArray[float64],
    links: NDArray[float64],
    sure: NDArray[bool_],
) -> NDArray[float64]:
    """Columns of `PAGE_FEATURES`, each the same for all blocks."""
    import numpy as np

    fine = ~np.asarray(segmentation.coarse)
    total = words[fine].sum() or 1.0
    slug, depth = url_shape(url or "")
    row = [
        total,
        fine.sum(),
        links[fine].sum() / total,
        words[sure].sum() / total,
        sure.sum(),
        declared_kind(metadata.declared_types),
        slug,
        depth,
        sum(box[TAG] == "article" for box in segmentation.boxes.opened),
    ]
    return np.repeat(np.asarray(row, dtype=np.float64)[:, None], len(words), axis=1)


def url_shape(url: str) -> tuple[int, int]:
    """Words of the last segment of the path, and segments of the path."""
    path = url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0].strip("/").split("/")[1:]
    if not path:
        return 0, 0
    return path[-1].count("-") + path[-1].count("_") + 1, len(path)


@lru_cache(maxsize=1024)  # half a dozen stages ask
def declared_kind(types: tuple[str, ...]) -> int:
    """Rank of what the page says it is; 0 when it says nothing. JSON-LD goes before OpenGraph."""
    ranks = {declared: _RANK.get(declared, 0) for declared in types}
    stated = max((rank for declared, rank in ranks.items() if not declared.startswith("og:")), default=0)
    return stated or max(ranks.values(), default=0)

"""What stands before and after a block in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.judge.feature_columns import FAR, ORDER_FEATURES, OWN, REACH

if TYPE_CHECKING:
    from numpy import bool_, float64, intp
    from numpy.typing import NDArray

    from cleaner.page.blocks_and_boxes import Segmentation


def read_order(
    segmentation: Segmentation,
    own: NDArray[float64],
    words: NDArray[float64],
    links: NDArray[float64],
    sure: NDArray[bool_],
) -> NDArray[float64]:
    """Columns of `ORDER_FEATURES` for all blocks."""
    import numpy as np

    index = np.arange(len(words))
    prose = words * sure
    tags, phrases = own[OWN["tag"]], own[OWN["phrase"]]
    is_heading = own[OWN["heading"]] > 0
    sum_prose = _running(prose)
    last_heading = _last(is_heading)
    headed = last_heading >= 0
    first_heading = segmentation.headings[0] if segmentation.headings else None
    columns: tuple[Any, ...] = (
        _before(words, 0.0),
        _before(tags, -1.0),
        _after(words, 0.0),
        _after(links / words, 1.0),
        _after(tags, -1.0),
        _links_around(words, links),
        index / len(words),
        sum_prose[:-1] / (sum_prose[-1] or 1.0),
        _since(sure),
        _since(sure[::-1])[::-1],
        _since(is_heading),
        np.where(headed, phrases[last_heading], 0),
        np.where(headed, own[OWN["text_odds"]][last_heading], 0),
        np.clip(index - first_heading, -FAR, FAR) if first_heading is not None else -FAR - 1,
        _since(phrases > 0),
        _running(((phrases > 0) & (sum_prose[:-1] > 0)).astype(np.float64))[:-1],
    )
    out = np.empty((len(ORDER_FEATURES), len(words)))
    for column, values in enumerate(columns):
        out[column] = values
    return out


def _before(values: NDArray[float64], edge: float) -> NDArray[float64]:
    """Of each block the value of the one before, of the first one `edge`."""
    import numpy as np

    return np.concatenate([[edge], values[:-1]])


def _after(values: NDArray[float64], edge: float) -> NDArray[float64]:
    """Of each block the value of the one after, of the last one `edge`."""
    import numpy as np

    return np.concatenate([values[1:], [edge]])


def _links_around(words: NDArray[float64], links: NDArray[float64]) -> NDArray[float64]:
    """Link density of each block with those within reach of it."""
    import numpy as np

    index = np.arange(len(words))
    low, high = np.maximum(index - REACH, 0), np.minimum(index + REACH + 1, len(words))
    sum_words, sum_links = _running(words), _running(links)
    return (sum_links[high] - sum_links[low]) / (sum_words[high] - sum_words[low])


def _running(values: NDArray[float64]) -> NDArray[float64]:
    import numpy as np

    out = np.zeros(len(values) + 1)
    np.cumsum(values, out=out[1:])
    return out


def _last(flags: NDArray[bool_]) -> NDArray[intp]:
    """For each block the index of the last flagged one before it, -1 for none."""
    import numpy as np

    at = np.where(flags, np.arange(len(flags)), -1)
    found = np.empty_like(at)
    found[0] = -1
    np.maximum.accumulate(at[:-1], out=found[1:])
    return found


def _since(flags: NDArray[bool_]) -> NDArray[float64]:
    import numpy as np

    last = _last(flags)
    gone = np.arange(len(flags)) - last - 1
    return np.where(last < 0, FAR, np.minimum(gone, FAR))

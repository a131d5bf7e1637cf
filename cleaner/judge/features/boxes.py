"""What the elements around a block hold, and what their class and id tokens promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.judge.feature_columns import BOX_FEATURES, FLAG_COUNT, FLAGS, MAIN_SHARE

if TYPE_CHECKING:
    from numpy import bool_, float64, intp
    from numpy.typing import NDArray

    from cleaner.lexicon.tokens import TokenOdds
    from cleaner.page.blocks_and_boxes import Segmentation


def read_boxes(
    segmentation: Segmentation,
    odds: TokenOdds,
    words: NDArray[float64],
    links: NDArray[float64],
    sure: NDArray[bool_],
) -> NDArray[float64]:
    """Columns of `BOX_FEATURES` for all blocks."""
    import numpy as np

    boxes = segmentation.boxes
    parents, tags, classes, ids, depths, firsts = zip(*boxes.opened, strict=True)
    first, end = np.asarray(firsts), np.asarray(boxes.end_block)
    parent, depth = np.asarray(parents), np.asarray(depths)
    prose = words * sure
    held_words = _held(words, first, end)
    held_links = _held(links, first, end)
    held_prose = _held(prose, first, end)
    chain, up, down = _main_container(first, end, held_prose, depth)
    main = chain[-1]
    box = np.asarray(segmentation.box_of)
    tokens, flags, path = _read_paths(parents, tags, classes, ids, odds)
    size = len(box)
    out = np.empty((len(BOX_FEATURES), size))
    columns = (
        *tokens[:, box],
        *((flags[box][:, None] >> np.arange(FLAG_COUNT)) & 1).T,
        depth[box],
        up[box],
        down[box],
        held_prose[main] / (held_prose[0] or 1),
        held_words[main] / held_words[0],
        end[box] - first[box],
        *_around(box, parent, held_words, held_links, held_prose),
        *_same_path(path[box], words, links, prose),
        _same_text(segmentation),
    )
    for column, values in enumerate(columns):
        out[column] = values
    return out


def _held(values: NDArray[float64], first: NDArray[intp], end: NDArray[intp]) -> NDArray[float64]:
    """Sum over the blocks of each box, those of its children included."""
    import numpy as np

    running = np.zeros(len(values) + 1)
    np.cumsum(values, out=running[1:])
    held: NDArray[float64] = running[end] - running[first]
    return held


def _around(
    box: NDArray[intp],
    parent: NDArray[intp],
    held_words: NDArray[float64],
    held_links: NDArray[float64],
    held_prose: NDArray[float64],
) -> list[NDArray[float64]]:
    """Words, link density and share of prose of each block's box and of the three above it."""
    import numpy as np

    density = held_links / np.maximum(held_words, 1)
    share = held_prose / np.maximum(held_words, 1)
    above = parent[box]
    grand = parent[above]
    great = parent[grand]
    return [
        density[box],
        held_words[above], density[above], share[above],
        held_words[grand], density[grand], share[grand],
        density[great], share[great],
    ]  # fmt: skip


def _main_container(
    first: NDArray[intp], end: NDArray[intp], held_prose: NDArray[float64], depth: NDArray[intp]
) -> tuple[NDArray[intp], NDArray[intp], NDArray[intp]]:
    """The chain of boxes that hold most of the prose, and each box's way to the last of them."""
    import numpy as np

    # More than half each, so they are nested, and in document order from the outermost to the innermost.
    chain = np.flatnonzero(held_prose > MAIN_SHARE * held_prose[0])
    if len(chain) == 0:
        chain = np.zeros(1, dtype=np.intp)
    index = np.arange(len(depth))
    # No box is empty, so a later one lies inside if its first block does: of those of the chain that begin before it,
    # the ones that do not end before it. Since they are nested, both are found by halving.
    begun, not_ended = np.searchsorted(chain, index, "right"), np.searchsorted(-end[chain], -first, "left")
    meeting = chain[np.maximum(np.minimum(begun, not_ended) - 1, 0)]
    return chain, depth - depth[meeting], depth[chain[-1]] - depth[meeting]


def _read_paths(
    parents: tuple[int, ...], tags: tuple[str, ...], classes: tuple[str, ...], ids: tuple[str, ...], odds: TokenOdds
) -> tuple[NDArray[float64], NDArray[intp], NDArray[intp]]:
    """For each box: log-odds over its path (6 rows), flags of its ancestors, a number for its path."""
    import numpy as np

    of_names = odds.of_names
    sums_of, least_of, worst, best, total, flags, sign = [0.0], [0.0], [0.0], [0.0], [0.0], [0], [0]
    # Siblings share tag and classes: what is known of them is looked up once a page.
    path, paths = [0], {(0, 0, 0): 0}
    known: dict[tuple[str, str], tuple[int, int, float, float, float]] = {}
    for parent, tag, names, identifier in zip(parents[1:], tags[1:], classes[1:], ids[1:], strict=True):
        key = (tag, names)
        entry = known.get(key)
        if entry is None:
            entry = known[key] = (len(known) + 1, FLAGS.get(tag, 0), *of_names(names))
        number, flag, mean, least, most = entry
        if identifier:
            of_id = of_names(identifier)
            mean += of_id[0]
            least = min(least, of_id[1])
            most = max(most, of_id[2])
        before = worst[parent]
        worst.append(least if least < before else before)
        before = best[parent]
        best.append(most if most > before else before)
        total.append(total[parent] + mean)
        flags.append(flags[parent] | flag)
        sign.append(number)
        # Tag and classes of three levels make a path.
        path.append(paths.setdefault((number, sign[parent], sign[parents[parent]]), len(paths)))
        sums_of.append(mean)
        least_of.append(least)
    sums, least_at = np.asarray(sums_of), np.asarray(least_of)
    parent_of = np.asarray(parents)
    grand_of = parent_of[parent_of]
    near = np.minimum(np.minimum(least_at, least_at[parent_of]), least_at[grand_of])
    near_sum = sums + sums[parent_of] + sums[grand_of]
    tokens = np.stack([sums, np.asarray(worst), np.asarray(best), np.asarray(total), near, near_sum])
    return tokens, np.asarray(flags), np.asarray(path)


def _same_path(
    group: NDArray[intp], words: NDArray[float64], links: NDArray[float64], prose: NDArray[float64]
) -> list[NDArray[float64]]:
    import numpy as np

    count = np.bincount(group)
    of_words = np.bincount(group, weights=words)[group]
    of_links = np.bincount(group, weights=links)[group]
    of_prose = np.bincount(group, weights=prose)[group]
    blocks = count[group].astype(np.float64)
    return [of_words / words.sum(), blocks, of_links / of_words, of_words / blocks, of_prose / (prose.sum() or 1.0)]


def _same_text(segmentation: Segmentation) -> list[int]:
    seen: dict[str, int] = {}
    for block in segmentation.blocks:
        seen[block.text] = seen.get(block.text, 0) + 1
    return [seen[block.text] for block in segmentation.blocks]

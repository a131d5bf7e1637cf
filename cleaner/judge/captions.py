"""Which blocks of a story are captions of its figures.

`furniture` leaves them out of pages that hold a story, and `loose_reading` brings them back. Boxes whose class says
caption are `aside`'s, captions of tables and listings belong to `structures`, those of pictures to
`cleaner.article.images`, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cleaner.judge.traits import framed
from cleaner.model import Block, Frame

# A figure that holds one of these elements shows it; what else the figure holds in few words is its caption.
_SHOWN = frozenset("table tr td th pre blockquote li dl h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
_TEXTS = frozenset(("table", "pre", "blockquote"))
_FIGURES = frozenset(("figure", "figcaption"))
_CAPTION_WORDS = 60
# Some pages make a figure of each item of a list: a picture with a paragraph about it. A paragraph of a figure that is
# no `figcaption` is such a text, and no caption, where the trees think it likelier content than this. On the pages of
# eight sets, all 22 paragraphs above the bound were in the gold text, and one of the eleven below it.
_LIKELY_TEXT = 0.6
CAPTION = "caption"
"""Why such a block is left out."""


def find_captions(
    blocks: list[Block],
    inside: list[int],
    sure: list[int],
    pictured: Iterable[Sequence[Frame]],
    likely: Sequence[float],
) -> list[int]:
    """Captions among the blocks that were chosen, by index.

    Args:
        blocks: of the page.
        inside: those that were chosen.
        sure: those of them that are paragraphs beyond doubt. A figure that holds most of them is the story itself, and
            nothing in it a caption.
        pictured: the frames around each picture; in a figure without a picture a paragraph is no caption.
        likely: probability of each block.
    """
    found = [index for index in framed(blocks, inside, _FIGURES) if _is_caption(blocks[index])]
    if not found:
        return []
    figures = {frame for frames in pictured for frame in frames if frame[0] == "figure"}
    found = [index for index in found if _is_told(blocks[index]) or _is_of(blocks[index], figures, likely[index])]
    story = _figure_of_story(blocks, sure)
    found = [index for index in found if story not in blocks[index].frames]
    texts = _figures_of_texts(blocks, found)
    return [index for index in found if texts.isdisjoint(blocks[index].frames)] if texts else found


def _figures_of_texts(blocks: Sequence[Block], captions: Sequence[int]) -> set[Frame]:
    """The figures of these captions that show a quotation, a table or a listing: what stands below it is its source."""
    figures = {frame for index in captions for frame in blocks[index].frames if frame[0] == "figure"}
    found: set[Frame] = set()
    near = {place for index in captions for place in (index - 1, index + 1) if 0 <= place < len(blocks)}
    for index in near:
        tags = {tag for tag, _ in blocks[index].frames}
        if not _TEXTS.isdisjoint(tags) and "figcaption" not in tags:
            found.update(figures.intersection(blocks[index].frames))
    return found


def _figure_of_story(blocks: list[Block], sure: list[int]) -> Frame | None:
    """The figure that holds most of the sure paragraphs, other than as captions: what the page is about."""
    inside: Counter[Frame] = Counter()
    for index in framed(blocks, sure, _FIGURES):
        frames = blocks[index].frames
        if not any(tag == "figcaption" for tag, _ in frames):
            inside.update(frame for frame in frames if frame[0] == "figure")
    for figure, held in inside.most_common(1):
        return figure if 2 * held > len(sure) else None
    return None


def _is_told(block: Block) -> bool:
    """Whether a block is a caption by its element."""
    return any(tag == "figcaption" for tag, _ in block.frames)


def _is_of(block: Block, figures: set[Frame], likely: float) -> bool:
    """Whether a block in a figure is said of what the figure shows.

    A paragraph is not where the figure has no picture, nor where it is so likely content that it is a text of its own.
    """
    return block.tag != "p" or (not figures.isdisjoint(block.frames) and likely < _LIKELY_TEXT)


def _is_caption(block: Block) -> bool:
    tags = {tag for tag, _ in block.frames}
    if "figcaption" in tags:
        return True
    return "figure" in tags and not tags & _SHOWN and block.text.count(" ") < _CAPTION_WORDS

"""What a strict reader would leave out of what the trees chose: captions, pointers elsewhere, doubtful edges.

The trees were fitted on two sets whose gold disagrees about these; the promise here is the body and no more. Measured
on out-of-fold decisions, captions and pointers together gave an F1 of .0029 more on news and .0012 more on mixed
pages, doubtful edges .0016 more and .0014 less, and a precision of .0057 and .0048 more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from cleaner.judge.classify import Scores
from cleaner.judge.columns import PHRASE_RANK, PROSE_WORDS
from cleaner.judge.features import FEATURES
from cleaner.judge.features.page import ARTICLE_RANK, NEWS_RANK, declared_kind
from cleaner.model import Block, Metadata

_PHRASE = FEATURES.index("phrase")
# The other kinds of stock phrases are as often part of a body that quotes a page's furniture.
_POINTERS = {
    float(PHRASE_RANK[kind]): f"stock phrase: {kind}" for kind in ("read more", "related", "newsletter", "login")
}
# A figure around these shows them; what else it holds in few words is a caption.
_SHOWN = frozenset("table tr td th pre blockquote li h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
_CAPTION_WORDS = 60
# The story reaches from the first to the last block that is this likely and long.
_SURE = 0.85
_DOUBTFUL = 0.6
# Paragraphs of that kind that make a story: lists of teasers declare themselves articles, too, and have few.
_STORY, _LONG_STORY = 5, 8


def strict(
    blocks: Sequence[Block],
    kept: Sequence[bool],
    scores: Scores,
    metadata: Metadata,
    probabilities: Sequence[float],
) -> dict[int, str]:
    """Blocks to leave out of those that the heuristic chose, by index, each with the reason.

    Args:
        blocks: of the page.
        kept: what the heuristic chose.
        scores: with the probabilities and the features.
        metadata: what the page says it is: only a declared article has edges.
        probabilities: those of the scores, in a list.
    """
    words = scores.features.words
    sure = [index for index, p in enumerate(probabilities) if p > _SURE and words[index] >= PROSE_WORDS]
    inside = list(compress(range(len(blocks)), kept))
    declared = declared_kind(metadata.declared_types)
    out = {}
    for index, phrase in zip(scores.features.fine, scores.features.columns[_PHRASE].tolist(), strict=True):
        if phrase and kept[index] and phrase in _POINTERS:
            out[index] = _POINTERS[phrase]
    for index in _fields(blocks, inside, sure):
        out[index] = "a form's field"  # such as a copy of the story for others to print
    if declared >= ARTICLE_RANK or len(sure) >= _STORY:
        for index in inside:
            if blocks[index][3] and _is_caption(blocks[index]):
                out.setdefault(index, "caption")
    if (declared >= NEWS_RANK and sure) or (declared >= ARTICLE_RANK and len(sure) >= _LONG_STORY):
        for index in inside:
            if not sure[0] < index < sure[-1] and probabilities[index] < _DOUBTFUL:
                out.setdefault(index, "doubtful, and before or after the story")
    return out


def _fields(blocks: Sequence[Block], inside: Sequence[int], sure: Sequence[int]) -> list[int]:
    """Fields of forms, when the story is elsewhere."""
    found = [index for index in inside if blocks[index][1] == "textarea"]
    return [index for index in found if any(other != index for other in sure)]


def _is_caption(block: Block) -> bool:
    tags = {frame[0] for frame in block[3]}
    if "figcaption" in tags:
        return True
    return "figure" in tags and not tags & _SHOWN and block[0].count(" ") < _CAPTION_WORDS

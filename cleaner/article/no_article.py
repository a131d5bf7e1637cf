"""An article → the article without the notice of a page that holds none, such as an error page or a wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.article.article import Article
from cleaner.article.assemble import assemble
from cleaner.judge.labelling import Labelling
from cleaner.judge.verdict import judge_page
from cleaner.model import Block, Decoded


def without_notice(
    article: Article, blocks: Sequence[Block], words: Sequence[int], labelling: Labelling, raw: bytes
) -> Article:
    """No text where the page is an error page, a wall or the like; of a teaser before a wall, all but the notice.

    Args:
        article: as it was assembled.
        blocks: of the page.
        words: of each block.
        labelling: the decisions; those about blocks that go now are changed.
        raw: the page.
    """
    verdict = judge_page(blocks, words, labelling.kept, article.metadata, raw)
    if verdict is None:
        return article
    for index in verdict.notices if verdict.is_teaser else labelling.inside():
        labelling.drop(index, "heuristic", f"no article: {verdict.reason}")
    if not verdict.is_teaser:
        return replace(article, blocks=(), probabilities=(), beside=None, confidence=0.0, reason=verdict.reason)
    decoded = Decoded(b"", article.encoding, article.encoding_source)
    left = assemble(
        article.url,
        decoded,
        blocks,
        labelling.kept,
        article.metadata,
        article.confidence,
        probabilities=labelling.probabilities,
        further=[index for index in labelling.further if index not in verdict.notices],
    )
    warnings = (*article.warnings, f"only a teaser: {verdict.reason}")
    return replace(
        article,
        blocks=left.blocks,
        probabilities=left.probabilities,
        beside=left.beside,
        confidence=left.confidence,
        reason=left.reason,
        warnings=warnings,
    )

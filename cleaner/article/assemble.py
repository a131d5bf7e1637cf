"""Blocks + which of them stay + metadata → Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cleaner.article.article import Article
from cleaner.article.wording import as_read
from cleaner.model import Block, Decoded, Metadata


def assemble(
    url: str | None,
    decoded: Decoded,
    blocks: Sequence[Block],
    keeps: Sequence[bool],
    metadata: Metadata,
    confidence: float,
    **further: Any,  # noqa: ANN401 - checked where they are used
) -> Article:
    """Make the article of the blocks that were kept; `further` are other fields of it."""
    kept = []
    before = True
    for block, keep in zip(blocks, keeps, strict=True):
        if keep:
            # A line whose beginning was dropped hangs on nothing that is left.
            found = as_read(block if before or not block.continues else block._replace(continues=""))
            if found is not None:
                kept.append(found)
        # What was taken out of a line stands before it and begins nothing.
        before = keep or (before and block[6] == "inline")
    return Article(
        url=url,
        blocks=tuple(kept),
        metadata=metadata,
        confidence=confidence if kept else 0.0,
        reason=None if kept else "no article",
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        **further,
    )


def empty(url: str | None, decoded: Decoded, reason: str) -> Article:
    """Make the article of a page that holds none."""
    return replace(assemble(url, decoded, (), (), Metadata(), 0.0), reason=reason)

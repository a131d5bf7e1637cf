"""Blocks + which of them stay + metadata → Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from cleaner.article.article import Article
from cleaner.article.images import inside
from cleaner.article.loose_reading import set_aside
from cleaner.article.reading import read_blocks
from cleaner.model import Block, Decoded, Metadata
from cleaner.page.blocks_and_boxes import Picture
from cleaner.render.characters import printable

# What is said of a page of which nothing is known.
_NO_METADATA = Metadata()


def assemble(  # noqa: PLR0913 - the fields of an article, once
    url: str | None,
    decoded: Decoded,
    blocks: Sequence[Block],
    keeps: Sequence[bool],
    metadata: Metadata,
    confidence: float,
    *,
    probabilities: Sequence[float] = (),
    further: Sequence[int] = (),
    pictures: Sequence[Picture] = (),
    **others: Any,  # noqa: ANN401 - checked where they are used
) -> Article:
    """Make the article of the blocks that were kept.

    Args:
        url: address of the page.
        decoded: the page, for its encoding.
        blocks: of the page.
        keeps: for each block whether it stays.
        metadata: of the page.
        confidence: how sure the cleaner is of the blocks that stay, 0 to 1.
        probabilities: of each block that it is content.
        further: index of each block that only the loose reading keeps.
        pictures: of the page.
        others: fields of the article.
    """
    kept, origins = read_blocks(blocks, keeps)
    article = empty(url, decoded, "no article", metadata, **others)
    if not kept:
        return article
    return replace(
        article,
        blocks=tuple(kept),
        confidence=confidence,
        reason=None,
        pictures=inside(pictures, blocks, keeps, origins) if pictures else (),
        probabilities=tuple([probabilities[index] for index in origins]) if probabilities else (),
        beside=set_aside(blocks, keeps, further, probabilities) if further else None,
    )


def empty(
    url: str | None,
    decoded: Decoded,
    reason: str,
    metadata: Metadata = _NO_METADATA,
    **others: Any,  # noqa: ANN401 - checked where they are used
) -> Article:
    """Make the article, without blocks, of a page that holds none.

    Args:
        url: address of the page.
        decoded: the page, for its encoding.
        reason: why there is no body.
        metadata: of the page, where it was read all the same.
        others: further fields of the article.
    """
    told = _printable_fields(metadata)
    return Article(
        url, (), told, 0.0, reason=reason, encoding=decoded.encoding, encoding_source=decoded.source, **others
    )


def _printable_fields(metadata: Metadata) -> Metadata:
    """The metadata without characters that a terminal would obey, or that show words in another order than they have.

    The body's blocks keep them, for a block is what the page says; its renderings go through the same filter.
    """
    if _is_printable(metadata):
        return metadata
    safe: dict[str, Any] = {}
    for field in _FIELDS:
        value = getattr(metadata, field)
        if isinstance(value, str):
            if (plain := _plain(value)) != value:
                safe[field] = plain or None
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            plains = tuple(plain for entry in value if (plain := _plain(entry)))
            if plains != value:
                safe[field] = plains
    return replace(metadata, **safe) if safe else metadata


def _is_printable(metadata: Metadata) -> bool:
    """Whether all texts of the metadata are printable, as they nearly always are; they are looked through as one."""
    texts: list[str] = []
    for value in map(metadata.__getattribute__, _FIELDS):
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            if "" in value:
                return False
            texts += value
    joined = " ".join(texts)
    return printable(joined) == joined


# The names of the metadata's fields, whose texts are made printable.
_FIELDS = tuple(field.name for field in fields(Metadata))


def _plain(value: str) -> str:
    safe = printable(value)
    return value if safe == value else " ".join(safe.split())

"""A memory of sites as lines to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.errors import DumpError, did_you_mean
from cleaner.site_memory.memory import SiteMemory
from cleaner.tooling.counted import counted

# Characters of a text that are shown.
_WIDTH: Final = 70


def show_memory(memory: SiteMemory, host: str | None = None) -> Iterator[str]:
    """Lines about all hosts, or what one of them has on several stories.

    Raises:
        DumpError: the host is not known.
    """
    if host is None:
        yield from _hosts(memory)
        return
    look = memory.look(host)
    if look is None:
        near = did_you_mean(host, memory.hosts)
        raise DumpError(f"{host}: nothing was learnt of this host{near}")
    stories = f"{look.stories:,} different {'story' if look.stories == 1 else 'stories'}"
    yield f"{host}: {counted(look.pages, 'page')} held, {stories}"
    for piece in look.pieces:
        mark = "content?" if piece.is_likely else ""
        text = piece.text[:_WIDTH] or "(whatever stands there)"
        yield f"{piece.stories:>4} of {look.stories:<4} {mark:<9} {text}{f'  [{piece.place}]' if piece.place else ''}"


def _hosts(memory: SiteMemory) -> Iterator[str]:
    for name in memory.hosts:
        if look := memory.look(name):
            likely = sum(piece.is_likely for piece in look.pieces)
            yield (
                f"{name}: {counted(look.pages, 'page')}, {len(look.pieces):,} in common, {likely:,} of them taken for "
                "content on some page"
            )

"""What is known of a host, for people to look at and for a rule to be drafted from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.site_memory.furniture import Furniture
from cleaner.site_memory.host_pages import HostPages
from cleaner.site_memory.sheet import PARAGRAPH, UNLIKELY


class Piece(NamedTuple):
    """Something that a host has on several stories.

    Attributes:
        text: how it begins; empty for a place that is furniture, whatever stands there.
        place: the element and those around it, the innermost first; empty in a text dump.
        stories: how many have it.
        is_likely: whether the heuristic takes it for content on some page.
        is_inside: whether it stands between paragraphs of a story on some page, as one of them.
    """

    text: str
    place: str
    stories: int
    is_likely: bool
    is_inside: bool = False


class Look(NamedTuple):
    """What is known of a host.

    Attributes:
        pages: how many are held.
        stories: how many different ones they tell.
        pieces: what several stories have; what may pass for content first, then the commonest.
        story_places: places of likely paragraphs that one story alone has.
    """

    pages: int
    stories: int
    pieces: tuple[Piece, ...]
    story_places: frozenset[str]


def look_at(host: HostPages) -> Look:
    """What is known of a host."""
    furniture = host.furniture()
    pieces = sorted(_pieces(host, furniture), key=lambda piece: (not piece.is_likely, -piece.stories, piece))
    of_stories = {
        host.names.get(place, "")
        for page in host.pages.values()
        for text, place, look in zip(page.texts, page.places, page.looks, strict=True)
        if look == PARAGRAPH and text not in furniture.texts
    }
    return Look(len(host.pages), furniture.stories, tuple(pieces), frozenset(of_stories))


def _pieces(host: HostPages, furniture: Furniture) -> Iterator[Piece]:
    place_of: dict[int, int] = {}
    likely: set[int] = set()
    for page in host.pages.values():
        for text, place, look in zip(page.texts, page.places, page.looks, strict=True):
            if text in furniture.texts:
                place_of[text] = min(place, place_of.get(text, place))
            if look != UNLIKELY:
                likely |= {text, place}
    for text, stories in furniture.texts.items():
        name = host.names.get(place_of[text], "")
        yield Piece(host.shown.get(text, ""), name, stories, text in likely, text in furniture.inside)
    for place, facts in furniture.places.items():
        yield Piece("", host.names.get(place, ""), facts.stories, place in likely)

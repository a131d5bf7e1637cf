"""Pictures of the page → those of the story, each with its address, text and caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from cleaner import expressions as re
from cleaner.model import Block, Image, StoryPicture

if TYPE_CHECKING:
    from cleaner.page.blocks_and_boxes import Picture

# Where scripts find the address of a picture that is loaded when it comes into view; `src` is a placeholder then.
_LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-actualsrc",
    "data-cfsrc",
    "data-defer-src",
    "data-hi-res-src",
    "data-img-src",
    "data-lazyload",
)
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
# Names of files that are no pictures: placeholders, and single pixels that count readers.
_NO_PICTURE: Final = re.compile(r"(?:^|[/_.-])(?:pixel|spacer|blank|placeholder|transparent|1x1)[^/]*$", re.IGNORECASE)
# How wide or dense a picture of a `srcset` is, and the comma before the next one.
_SIZE: Final = re.compile(r"([\d.]{1,12})[wx](?:,|$)")
_MAX_CHARS: Final = 2_048  # characters of an address; a longer one is not taken
# An absolute address that no parser would change: nearly all are, and taking one apart and joining it costs far more.
_PLAIN: Final = re.compile(r"https?://[a-z0-9.-]+/[\w/.~%+@:=,&-]*(?:\?[\w/.~%+@:=,&-]*)?(?<=[\w/])", re.ASCII)


def inside(
    pictures: Sequence[Picture], blocks: Sequence[Block], kept: Sequence[bool], origins: Sequence[int]
) -> tuple[StoryPicture, ...]:
    """The pictures inside the story, in the order of the page.

    Args:
        pictures: those of the page, as the walk lists them.
        blocks: of the page.
        kept: for each block whether it stays.
        origins: for each block of the article its index in the page.
    """
    return tuple(
        [
            StoryPicture(attributes, _caption(frames, blocks, at), bisect_left(origins, at), frames)
            for at, _, frames, attributes in pictures
            # The picture stands in, right before or right behind a block of the story, or only its caption is between.
            if True in kept[at - 1 if at else 0 : at + 2]
        ]
    )


def images(pictures: Sequence[StoryPicture], url: str | None) -> tuple[Image, ...]:
    """The story's pictures with their addresses; of pictures with the same address the first.

    Args:
        pictures: as `inside` gives them.
        url: address of the page, which completes relative ones.
    """
    found: dict[str, Image] = {}
    for attributes, caption, before, frames in pictures:
        address = _absolute(_address(attributes), url)
        if address and address not in found:
            alt = " ".join(attributes.get("alt", "").split())
            found[address] = Image(address, alt, caption, before, frames)
    return tuple(found.values())


def _address(attributes: Mapping[str, str]) -> str:
    for name in _LAZY:
        value = attributes.get(name, "").strip()
        if value and not value.startswith("data:"):
            return value
    source = attributes.get("src", "").strip()
    if source and not source.startswith("data:") and not _NO_PICTURE.search(source.partition("?")[0]):
        return source
    for name in _SETS:
        if largest := _largest(attributes.get(name, "")):
            return largest
    return ""


def _largest(srcset: str) -> str:
    """The address of the widest or densest picture; word by word, for a `srcset` may be as long as a page."""
    entries: list[tuple[float, str]] = []
    address = ""
    for word in srcset.split():
        size = _SIZE.match(word) if address else None
        if address and not size:
            entries.append((1.0, address))
        elif size and _is_number(size[1]):
            entries.append((float(size[1]), address))
        rest = word[size.end() :] if size else word
        address = rest.strip(",")
        if address and rest.endswith(","):
            entries.append((1.0, address))
            address = ""
    if address:
        entries.append((1.0, address))
    entries = [entry for entry in entries if not entry[1].startswith("data:")]
    return max(entries)[1] if entries else ""


def _is_number(size: str) -> bool:
    return size.replace(".", "", 1).isdigit()


def _absolute(address: str, url: str | None) -> str:
    """The absolute address; empty for one that is not of the web, or is relative while the page's is unknown."""
    if not address or len(address) > _MAX_CHARS:
        return ""
    if _PLAIN.fullmatch(address):
        return address
    try:
        found = urljoin(url or "", address)
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in {"http", "https"} and parts.netloc else "" if parts.scheme or url else address


def _caption(frames: Sequence[tuple[str, int]], blocks: Sequence[Block], at: int) -> str:
    """Text of the `figcaption` in the same figure, whether it is part of the article or not."""
    if "figure" not in [tag for tag, _ in frames]:
        return ""
    figure = next(frame for frame in reversed(frames) if frame[0] == "figure")
    near = blocks[max(0, at - 4) : at + 5]
    said = [block.text for block in near if figure in block.frames and any(f[0] == "figcaption" for f in block.frames)]
    return " ".join(said)

"""Which of a host's pages tell the same story: copies of one story have much in common, and none of it is furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from cleaner.site_memory.sheet import HeldPage

# A title that is the site's name stands on pages of every sort.
_GENERIC_SHARE: Final = 0.5
_GENERIC_PAGES: Final = 4
# Two titles are one story's if one begins with the other, such as "Third round" and "Third round, page 2"; the shorter
# one must have at least so many characters.
_TITLE_CHARS: Final = 12
_DIGITS: Final = re.compile(r"\d+")
# A page is a copy of another one if at most one in so many of its paragraphs (a notice, a counter) is its own.
_OWN: Final = 15
# A page is also a copy if it has this share of its paragraphs in common with the other one, not counting paragraphs
# that at least so many pages and this share of all have: promotions take turns on a site.
_COMMON_PAGES: Final = 4
_COMMON_SHARE: Final = 0.5
_COPIED_SHARE: Final = 0.7


def tell_stories(pages: Sequence[HeldPage]) -> list[int]:
    """For each page the number of its story; pages of one story have the number of the first of them."""
    generic = _generic(pages)
    titles = ["" if (title := _plain(page)) in generic else title for page in pages]
    paragraphs = [page.paragraphs() for page in pages]
    common = _common(paragraphs)
    story = list(range(len(pages)))
    for later in range(len(pages)):
        for first in range(later):
            if story[first] != story[later] and (
                _same_title(titles[first], titles[later]) or _is_copy(paragraphs[first], paragraphs[later], common)
            ):
                old, new = sorted((story[first], story[later]), reverse=True)
                story = [new if number == old else number for number in story]
    return story


def _plain(page: HeldPage) -> str:
    """The title of a page, whichever number it has: pages of a thread count up."""
    return _DIGITS.sub("0", page.title)


def _generic(pages: Sequence[HeldPage]) -> set[str]:
    if len(pages) < _GENERIC_PAGES:
        return {""}
    counts = Counter(map(_plain, pages))
    return {"", *(title for title, count in counts.items() if count >= _GENERIC_SHARE * len(pages))}


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= _TITLE_CHARS and long.startswith(short)))


def _common(paragraphs: Sequence[set[int]]) -> set[int]:
    """What so many pages have that it cannot be a story."""
    counts = Counter(text for page in paragraphs for text in page)
    least = max(_COMMON_PAGES, _COMMON_SHARE * len(paragraphs))
    return {text for text, count in counts.items() if count >= least}


def _is_copy(one: set[int], other: set[int], common: set[int]) -> bool:
    small, large = sorted((one, other), key=len)
    if small and len(small - large) <= len(small) // _OWN:
        return True
    own = min(one - common, other - common, key=len)
    return bool(own) and len(own & large & small) >= _COPIED_SHARE * len(own)

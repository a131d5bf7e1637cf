"""What a page is called, in full and in parts; and whether it is a server's list of files, which its title tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Final

from cleaner import expressions as re
from cleaner.lexicon.no_article import fold, is_heading, may_speak
from cleaner.model import Block, Metadata

# A title that is split at a separator says the site's name and a message only if each part has fewer words than this.
_SITE_WORDS: Final = 5
_TITLED: Final = frozenset(("title", "og", "meta", "h1"))
_SITE: Final = re.compile(r"(?<!\s)\s++[|–—·•»:-]++\s+|(?:(?<!\s)\s++)?[|：｜]\s*|:\s+")
# A line of a server's list of files: a day with an hour, and a size.
_LISTED: Final = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}-\w{3}-\d{4}|\d{1,2}/\d{1,2}/\d{4}),?[T ] *\d{1,2}:\d\d")
_LISTED_SHARE: Final = 0.2


def is_index(blocks: Sequence[Block], kept: Sequence[bool], metadata: Metadata) -> bool:
    """Whether the page is a server's list of files, however long: its title is a path, and its lines have dates."""
    if not any("/" in candidate.value for candidate in metadata.candidates if candidate.field == "title"):
        return False
    titles = titles_of(metadata)
    if not any(is_heading("index", may_speak(title, metadata.language), title) for title in titles):
        return False
    lines = [block.text for block in compress(blocks, kept)]
    listed = sum(len(_LISTED.findall(line)) for line in lines)
    return listed >= max(1, _LISTED_SHARE * len(lines))


def titles_of(metadata: Metadata, but: str = "") -> list[str]:
    """The page's titles, and their parts on both sides of a separator, one of which may be the site's name.

    Args:
        metadata: of the page.
        but: a source whose titles are left out, unless the page is called so.
    """
    found: dict[str, None] = {}
    for candidate in metadata.candidates:
        if candidate.field == "title" and candidate.source in _TITLED - {but}:
            parts = _SITE.split(candidate.value)
            # Parts count where all are short: a message beside the site's name, and no word of a headline.
            short = all(part.count(" ") < _SITE_WORDS for part in parts)
            found.update(dict.fromkeys(map(fold, (candidate.value, *(parts if short else ())))))
    if metadata.title:
        found.setdefault(fold(metadata.title))
    return list(found)[:8]

"""Title, byline and date are fields of their own: the body does not repeat them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.labelling import Labelling
from cleaner.judge.traits import sized
from cleaner.metadata.date_text import MAY_BE_DATED, read_date
from cleaner.metadata.names.printed import tidy_byline
from cleaner.model import Block, Metadata

# A line with so many characters is a paragraph, even if it begins with the byline.
_BYLINE_CHARS = 150
# A long paragraph in a script without blanks has as few characters as a long byline, and so is told by its words, of
# which each sign counts as one. The names of five authors are some fifteen words.
_BYLINE_WORDS = 30
_DASHES = "—–"
# The lines around the headline reach as far as this many words of the body.
_FIRST_WORDS = 60
# Shorter titles are words that a story has as a line of its own, too: a name, a refrain.
_LONG_TITLE = 25
# A line of so many characters and words at most that has the article's day in it says little else.
_DATE_CHARS, _DATE_WORDS = 48, 8
TITLE, BYLINE, DATE = "repeats the title", "repeats the byline", "repeats the date"
"""Why such lines are let go."""


def drop_title(blocks: list[Block], found: Labelling, metadata: Metadata) -> None:
    """Drop lines that repeat the title, which is a field of its own.

    Among the first lines of the body those go that are the title, and an `h1` that holds it or is held in it. Further
    down only a line that is the whole title goes, if the title is too long for a name or a refrain.

    Args:
        blocks: of the page.
        found: what stays so far; changed in place.
        metadata: of the page.
    """
    if not metadata.title:
        return
    title = " ".join(metadata.title.lower().split())
    words = 0
    in_structures = found.in_structures()
    inside = found.inside()
    for place, index in enumerate(inside):
        if in_structures[index]:
            continue
        text = blocks[index].text
        if words > _FIRST_WORDS:
            if len(title) >= _LONG_TITLE:
                _drop_whole_titles(blocks, found, title, inside[place:])
            return
        if len(text) < 2 * len(title) + 20:
            folded = text.lower()
            if folded == title or (blocks[index].tag == "h1" and (folded in title or title in folded)):
                found.drop(index, "title", TITLE)
                continue
        words += text.count(" ") + 1


def _drop_whole_titles(blocks: list[Block], found: Labelling, title: str, inside: list[int]) -> None:
    """Drop lines that are the whole title among the blocks `inside`; `title` is in lower case."""
    alike = [index for index in sized(blocks, inside, len(title)) if blocks[index].text.lower() == title]
    in_structures = found.in_structures() if alike else b""
    for index in alike:
        if not in_structures[index]:
            found.drop(index, "title", TITLE)


def drop_byline(blocks: Sequence[Block], found: Labelling, metadata: Metadata, words: Sequence[int]) -> None:
    """Drop the byline where it stands alone on one of the first lines.

    Args:
        blocks: of the page.
        found: what stays so far; changed in place.
        metadata: of the page.
        words: of each block.
    """
    names = {name.lower() for name in (metadata.byline, *metadata.authors) if name}
    if not names:
        return
    starts = [name.split(" ", 1)[0] for name in names]
    in_structures = found.in_structures()
    for seen, index in enumerate(found.inside()):
        text = blocks[index].text
        if len(text) < _BYLINE_CHARS and words[index] <= _BYLINE_WORDS and not in_structures[index]:
            folded = text.lower()
            # Tidying costs thirty times as much, and most first lines have nothing of the name; only where it mends a
            # line that was encoded twice, by its control characters, may the name look different before.
            near = any(start in folded for start in starts) or not text.isprintable()
            if text[0] in _DASHES:
                continue  # behind a dash stands who said the line above, not who wrote the article
            if folded in names or (near and (tidy_byline(text) or "").lower() in names):
                found.drop(index, "metadata", BYLINE)
                continue
        if seen >= 3:
            return


def drop_date(blocks: Sequence[Block], found: Labelling, metadata: Metadata, words: Sequence[int]) -> None:
    """Drop the day of publication or of the last change where it stands alone on one of the first lines.

    Args:
        blocks: of the page.
        found: what stays so far; changed in place.
        metadata: of the page.
        words: of each block.
    """
    days = {stamp[:10] for stamp in (metadata.date, metadata.date_modified) if stamp}
    if not days:
        return
    in_structures = found.in_structures()
    for index in found.inside()[:3]:
        text = blocks[index].text
        if len(text) > _DATE_CHARS or words[index] > _DATE_WORDS:
            return  # the body begins
        if not in_structures[index] and MAY_BE_DATED.search(text) and (read_date(text) or "")[:10] in days:
            found.drop(index, "metadata", DATE)

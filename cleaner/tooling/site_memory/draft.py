"""What a memory knows of a host → the text of a rule file, with the evidence for each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.page.elements import HEADINGS
from cleaner.site_memory.look import Look, Piece
from cleaner.site_memory.sheet import MOST_SHOWN
from cleaner.tooling.rules.stable_names import is_stable
from cleaner.tooling.toml_text import quoted

# Fewest stories that must have a text or place for a line in the draft.
_STORIES: Final = 3
_MOST_LINES: Final = 40
# Fewest characters of a text for a pattern; a shorter one may be a line of some story.
_TEXT_CHARS: Final = 12


def draft_rule(host: str, look: Look) -> str | None:
    """The rule, of what the heuristic takes for content on some page; None where there is no such thing."""
    pieces = [
        piece for piece in look.pieces if piece.is_likely and piece.stories >= _STORIES and not _may_be_story(piece)
    ]
    selectors: dict[str, int] = {}
    texts: dict[str, int] = {}
    of_stories = {name for place in look.story_places for name in _names(place)}
    for piece in pieces:
        if css := _selector(piece, of_stories):
            selectors[css] = max(piece.stories, selectors.get(css, 0))
    for piece in pieces:
        if piece.text and not _selector(piece, of_stories) and (like := _pattern(piece.text)):
            texts[like] = max(piece.stories, texts.get(like, 0))
    if not selectors and not texts:
        return None
    lines = [
        f"description = {quoted(host)}",
        f"# Drafted from the memory of {look.stories} stories of the site: what stands on several of them, in the same",
        "# place, and the heuristic takes for content on some page.",
        "",
        "[[layout]]",
        *_list("drop", ((quoted(css), count) for css, count in _commonest(selectors)), look.stories),
        *_list("drop_text", ((f"{{ like = {quoted(like)} }}", n) for like, n in _commonest(texts)), look.stories),
    ]
    return "\n".join(lines) + "\n"


def _may_be_story(piece: Piece) -> bool:
    """Whether a story may have it, on whatever other pages it stands: a heading, a paragraph between its own."""
    return piece.is_inside or piece.place.partition(" ")[0].partition(".")[0].partition("#")[0] in HEADINGS


def _commonest(found: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_LINES]


def _list(key: str, entries: Iterable[tuple[str, int]], of: int) -> Iterator[str]:
    rows = [f"    {entry},  # on {count} of {of} stories" for entry, count in entries]
    if rows:
        yield from (f"{key} = [", *rows, "]")


def _selector(piece: Piece, of_stories: set[str]) -> str | None:
    """The innermost name around it that no story has around its own paragraphs."""
    return next((name for name in _names(piece.place) if name not in of_stories), None)


def _names(place: str) -> Iterator[str]:
    """Classes and ids of a place that a rule can rely on, as selectors, the innermost first."""
    for step in place.split(" < "):
        element, _, identifier = step.partition("#")
        for mark, name in (("#", identifier), *((".", name) for name in element.split(".")[1:])):
            # In places of a memory, every number is replaced by one digit, so that a name with a digit matches nothing.
            if is_stable(name) and not any(map(str.isdigit, name)):
                yield mark + name


def _pattern(text: str) -> str | None:
    if len(text) < _TEXT_CHARS or "*" in text:
        return None
    return text if len(text) < MOST_SHOWN else text + "*"

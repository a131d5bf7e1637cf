"""Bylines that only the page's language tells: a word that announces names in it and begins names in another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, rows, words
from cleaner.metadata.byline.candidate import Byline
from cleaner.metadata.byline.near_headline import MAX_SIGNED_LINE, people
from cleaner.metadata.lead import Lead
from cleaner.metadata.lines import starting
from cleaner.metadata.names.announced import strip_by
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import is_bare_name, is_person
from cleaner.metadata.plain import squeeze, tidy

_Proposal = tuple[tuple[str, ...], str, str, float]
# How many blocks above and below the headline are looked at.
_ABOVE, _BELOW = 3, 8
# By language the words that announce names in it alone, each with the blank behind it.
_ANNOUNCING = {code: tuple(f"{word} " for word in held) for code, held in rows("announce, in its language").items()}


def of_language(lead: Lead, language: str) -> Iterator[_Proposal]:
    """Who stands behind such a word in a line near the headline: "Per Ana Gil" in Catalan, where Per is no given name.

    `language` is the page's code.
    """
    announcing = _ANNOUNCING.get(language[:2].lower())
    placing = _PLACING.get(language[:2].lower())
    for block in lead.around(0, _BELOW)[1:] if placing else ():
        line = tidy(block.text) if len(block.text) <= MAX_SIGNED_LINE else ""
        bare = strip_by(line)
        name = _before_place(bare, placing or ())
        if name != bare and name_likeness(name) > 0.0:
            yield (name,), line, "byline line", 0.82
            return
    for block in lead.around(_ABOVE, _BELOW) if announcing else ():
        if announcing and len(block.text) <= MAX_SIGNED_LINE and block.text.lower().startswith(announcing):
            line = tidy(block.text.partition(" ")[2])
            names = people(line)
            if names and all(map(is_bare_name, names)) and squeeze(line).startswith(squeeze(names[0])):
                yield names, line, "byline line", 0.82
                return


def in_language(byline: Byline | None, language: str) -> Byline | None:
    """The byline as the page's language reads it: without such words before whole names, and places behind them."""
    announcing = _ANNOUNCING.get(language[:2].lower())
    if byline is not None and announcing:
        names = tuple(_unannounced(name, announcing) for name in byline.names)
        byline = replace(byline, names=names) if names != byline.names else byline
    return _without_places(byline, language)


def _unannounced(name: str, announcing: tuple[str, ...]) -> str:
    rest = name.partition(" ")[2]
    return rest if name.lower().startswith(announcing) and is_bare_name(rest) else name


def _without_places(byline: Byline | None, language: str) -> Byline | None:
    """The byline without places behind its names: "Ana Gil i Kiruna" in Swedish, where Catalans have two surnames."""
    placing = _PLACING.get(language[:2].lower())
    if byline is None or placing is None:
        return byline
    whole = [_before_place(name, placing) for name in byline.names]
    places = {
        name for name in whole[1:] for word in placing if any(f"{one}{word}{name}" in byline.printed for one in whole)
    }
    return replace(byline, names=tuple(name for name in whole if name not in places))


def _before_place(name: str, placing: tuple[str, ...]) -> str:
    """A whole name before such a word and a place; what has none as it is."""
    for word in placing:
        before, _, place = name.partition(word)
        if place[:1].isupper() and place.count(" ") < _PLACE_WORDS and is_bare_name(before):
            return before
    return name


# By language the words that stand between a name and a place, with the blanks around them; and how many words the name
# of a place has at most.
_PLACING = {code: tuple(f" {word} " for word in held) for code, held in rows("place, in its language").items()}
_PLACE_WORDS = 2


# What announces who edited a page, with or without a bracket before it ("[Editor: Ana Gil]").
_EDITED = re.compile(rf"(?i)[（(【\[]?(?:{either('editors (patterns)')})\s?[:：]\s?")
# The first letters of lines that `_EDITED` may match, by which these lines are found.
_EDITED_STARTS = frozenset(words("editors, first letters"))
_LONGEST = 60  # characters of a line that may say who edited the page


def editors(lead: Lead) -> Iterator[_Proposal]:
    """The editors that a page names; none where lines name different ones, which are those of other stories."""
    found = set()
    for place in starting(lead.blocks, _EDITED_STARTS, _LONGEST):
        line = lead.blocks[place].text
        match = _EDITED.match(line)
        if match:
            found.add(tuple(filter(is_person, split_authors(line[match.end() :].rstrip("）)】]")))))
    if len(found) == 1 and (names := found.pop()):
        yield names, ", ".join(names), "editor", 0.6

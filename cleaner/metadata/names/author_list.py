"""Printed bylines and author strings → the names they list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cleaner import expressions as re
from cleaner.lexicon.metadata import (
    AGENCIES,
    AND_WORDS,
    JOB_WORDS,
    NO_NAME_WORDS,
    PARTICLES,
    SHORT_AND_WORDS,
    SUFFIXES,
    either,
    words,
)
from cleaner.metadata.names.announced import has_by, strip_by
from cleaner.metadata.names.beside_name import before_small, behind_city, without_initials, without_letters
from cleaner.metadata.names.east_asia import one_by_one, unbracketed, with_marks
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.list_ends import without_article, without_rest
from cleaner.metadata.names.other_hands import OTHER_HANDS, without_others
from cleaner.metadata.names.person import GROUP, NICKNAME, is_agency, is_bare_name, is_desk, is_name, is_person
from cleaner.metadata.names.printed import DIGIT, LOOKED_AT, tidy_byline
from cleaner.metadata.plain import squeeze, tidy

_MOST_NAMES = 200  # of one byline
# Between names: marks; an "and"; a short one ("e", "y", in capitals where all is); and an "and" that begins a part.
_SPLIT = re.compile(r"(?:(?<!\s)\s++)?[,;|•·●∙⋅⸱＆、，；،؛»]\s*|(?<!\s)\s++[/+–—]\s+|(?<=\w\w)\s*+[/／]\s*+(?=\w\w)")
_MARK = re.compile(r"[,;|•·●∙⋅⸱＆、，；،؛»/+–—／]")  # each place where the expression above splits has one
_LONG_AND = re.compile(rf"(?<!\s)\s++(?:{'|'.join(map(re.escape, AND_WORDS))})\s+|(?:(?<!\s)\s++)?&\s*", re.IGNORECASE)
_SHORT_AND = re.compile(rf"(?<!\s)\s++(?:{'|'.join(SHORT_AND_WORDS)})\s+")
_SHORT_AND_CAPS = re.compile(_SHORT_AND.pattern, re.IGNORECASE)
_FIRST_AND = re.compile(
    rf"^\s*(?:(?i:{'|'.join(map(re.escape, AND_WORDS))}|&)|{'|'.join(SHORT_AND_WORDS)})\s+|"
    rf"^\s*(?:{either('and, glued')})(?=\w)"
)
_OF_HOUSE = re.compile(r"[A-Z]{3,5}\s")  # "CNN Business"
_OF_STATION = re.compile(r"[A-Z]{3,5}-[A-Z]")  # "ARD-Studio Kairo"
_ALL_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.-]{1,6}[®™]?")  # letters of a degree, and whatever else is as short
_NOISE = re.compile(  # what stands around a name: brackets, addresses, handles, labels of links
    r"\([^()]{0,80}\)|\uff08[^\uff08\uff09]{0,80}\uff09|\[[^\[\]]{0,80}\]|(?<!\S)\S[^\s@]*+@\S+\.\w+|https?://\S+|\bwww\.\S+|(?<!\w)@\w+|"
    rf"(?i:\b(?:{either('around a name (patterns)')})\s*$)"
)
_NOISE_WORDS = re.compile(rf"(?i)\b(?:{either('around a name, one word')})\b")  # each label in `_NOISE` has one
PLACE_TAIL = re.compile(  # behind a name: " - Cairo", " in Port Ellery", " for the Harbour Post"
    rf"(?<!\s)\s++(?:[-–—]\s+.*|(?i:{either('on behalf')}|{either('place, nothing after (patterns)')})$|"
    rf"{either('on behalf')}\s.*|"
    rf"(?:{either('place, before a capital (patterns)')}|(?i:{either('for whom')}))\s+[A-ZÀ-Þ].*)$"
)
_OF_MAIL = re.compile(r"[^\s@]++@\S++ \(([^()]++)\)|@([\w.]{2,30})")  # ana@example.org (Ana Gil); @anagil
# "Ana Gil1, Leo Paz2,3": numbers of notes that say where they work.
_NOTES = re.compile(r"(?<= )([^\W\d_a-z][^\W\d_]+)\d\d?(?:, ?\d\d?)*(?=[,;]|$| and )")
_NOTE_MARKS = re.compile(r"(?<=\w)\s?[*†‡§¶¹²³⁰-⁹]+(?:,[*†‡§¶¹²³⁰-⁹]+)*")
_SEAM = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-Z][a-z]{3})")


@lru_cache(maxsize=4096)
def split_authors(text: str, *, bare: bool = False) -> tuple[str, ...]:
    """Names in a byline or an author string, in order, each once; empty when it holds none.

    Agencies and desks count only when nobody else is named.

    Args:
        text: the byline.
        bare: whether it holds names alone, so that a single word behind a person's name is a pen name and no place.
    """
    line = tidy_byline(text)
    if line is None:
        return ()
    if "@" in line and (mail := _OF_MAIL.fullmatch(line)):
        line = mail[1] or mail[2]
    if DIGIT.search(line) and len(_NOTES.findall(line)) > 1:
        line = _NOTES.sub(r"\1", line)
    line = without_others(
        with_marks(unbracketed(_NOTE_MARKS.sub("", line) if not line.isascii() or "*" in line else line))
    )
    if (seam := _SEAM.search(line)) and _opens_role(line[seam.start() :]):
        name, role = line[: seam.start()], line[seam.start() :]  # style alone set them apart
        line = f"{name}, {role}" if is_person(name.rpartition(",")[2].strip()) else line
    line = without_rest(text, line)
    line = _without_noise(SUFFIXES.sub("", _BEFORE_JUNIOR.sub(" ", line)))
    return settle_names(_listed(line, announced=has_by(tidy(text[:LOOKED_AT])), bare=bare))


def _opens_role(text: str) -> bool:
    """Whether a text begins with what somebody is: "Reporter", "Political Editor"."""
    return JOB_WORDS.match(text) is not None or (text.split()[0].lower() in _FIELDS and bool(JOB_WORDS.search(text)))


def _listed(line: str, *, announced: bool, bare: bool) -> list[str]:
    """The names of a list; of a person's line not the section before a bar nor the place, paper or role after it."""
    opening: list[str] = []
    names: list[str] = []
    parts = _parts(line)
    for place, (part, behind) in enumerate(parts):
        signed = bool(names) and is_person(names[0])
        ahead = place + 1 < len(parts) and parts[place + 1][1]
        for name in _split_and(_without_and(part) if place else part):
            if signed and _ALL_CAPITALS.fullmatch(name.strip()) and not is_agency(name):
                continue  # letters of a degree that no list has
            if signed and place and _OF_STATION.match(name.strip()) and not names[0].isupper():
                continue  # "Ana Gil, ARD-Studio Kairo"
            if signed and place and (_PLACE.match(name.strip()) or _is_house(name, place, parts) or _is_role(name)):
                continue  # "Ana Gil, Port Ellery"; "Ana Gil, Example Analytics, data engineer"
            found = clean_name(name, announced=announced)
            known = found is not None and _is_known(found)
            if found and signed and behind and _OF_HOUSE.match(found) and not names[0].isupper():
                continue  # "Ana Gil | CNN Business"
            # Behind a bar stand the place, the paper or the section, unless it is somebody.
            if not found or (signed and behind and not known):
                continue
            if ahead and not (names or known):
                opening.append(found)  # likewise before one
                continue
            names += one_by_one(found)
    if not any(map(is_person, names)):
        # "AFP, MANILA" is by the agency.
        return names[:1] if names and not opening and is_agency(names[0]) else opening + names
    return names if bare or len(parts) < 2 else _without_places(names)


def _is_house(name: str, place: int, parts: Sequence[tuple[str, bool]]) -> bool:
    """Whether a part before or behind what somebody is names whom they work for: no name looks less like one."""
    beside = [is_desk(parts[other][0]) for other in (place - 1, place + 1) if 0 < other < len(parts)]
    return sum(beside) == 1 and not is_desk(name) and name_likeness(name.strip()) < _HOUSE_LIKELY


def _is_role(name: str) -> bool:
    """Whether a part of a list tells what somebody does: it opens with a field of work and is hardly a name."""
    first, blank, _ = name.strip().partition(" ")
    if JOB_WORDS.search(name) and (is_agency(first) or (first.isupper() and len(first) <= _LETTERS_OF_HOUSE)):
        return True  # "AP Sports Writer"
    return bool(blank) and first.lower() in _FIELDS and name_likeness(_without_job(name.strip())) < 0.0


_LETTERS_OF_HOUSE = 4  # of a house in a role: "AP Sports Writer"


_BEHIND_DOT = re.compile(r"(?<=[a-zß-ÿ]{3})\. [A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?$")  # ". Madrid"
_HOUSE_LIKELY = -3.0  # log-odds


def _without_places(names: list[str]) -> list[str]:
    """A list without the place, the paper or the role behind one person or behind each of several.

    A longer list may end in a pen name, and a place behind its last name looks the same.
    """
    known = [_is_known(name) for name in names]
    if not known[0]:
        return names
    if not any(known[1:]):
        return names[:1]
    behind_each = len(names) % 2 == 0 and all(known[::2]) and not any(known[1::2])
    return names[::2] if behind_each else names


def _is_known(name: str) -> bool:
    return is_person(name) or is_agency(name)


_BEFORE_JUNIOR = re.compile(r"(?i),\s*+(?=[js]r\.?+(?:\s*+[,;&]|\s++and\b|\s*+$))")  # ", Jr."
_BARS = frozenset("|•·●∙⋅⸱»–—")  # behind one of them a section or a house may stand


def _parts(line: str) -> list[tuple[str, bool]]:
    """The parts of a list, and whether a bar or the like stands before each."""
    if not _MARK.search(line):
        return [(line, False)]
    parts: list[tuple[str, bool]] = []
    start, behind = 0, False
    for mark in _SPLIT.finditer(line):
        parts.append((line[start : mark.start()], behind))
        start, behind = mark.end(), mark[0].strip() in _BARS
    return [*parts, (line[start:], behind)]


def _without_and(part: str) -> str:
    """A list's last name without the "and" that a comma precedes: "Ana Gil, Leo Paz, and Eva Sol"."""
    bare = _FIRST_AND.sub("", part)
    return bare if bare != part and (is_person(bare) or _side_name(bare)) else part


def _without_noise(line: str) -> str:
    if line.isascii() and line.replace(" ", "").isalpha() and not _NOISE_WORDS.search(line):
        return line  # plain words, as nearly all are
    nick = NICKNAME.search(line)
    if nick and nick[1].lower() not in _NO_NICKNAMES and not OTHER_HANDS.match(nick[1]):
        return f"{_NOISE.sub(' ', line[: nick.start()])}{nick[0]}{_NOISE.sub(' ', line[nick.end() :])}"
    return _NOISE.sub(" ", line)


_NO_NICKNAMES = AGENCIES | NO_NAME_WORDS  # words in quotation marks or brackets that nobody is called by


def _split_and(part: str) -> list[str]:
    """Split at "and" where names stand on both sides, not inside "Centre for Research and Policy" or "Le Monde et AFP".

    One-letter "and"s part whole names only: "Ana Gil y Leo Paz", not "Ortega y Gasset".
    """
    if OTHER_HANDS.search(part):
        return []
    if " - " in part and _are_likely(pair := part.split(" - ")):
        return pair  # "Ana Gil - Leo Paz"
    # "Head of Marketing and Community Development" is one, and most have no such word.
    if JOB_WORDS.match(part.strip()) or (
        part.isascii() and "&" not in part and _AND_STARTS.isdisjoint(part.lower().split())
    ):
        return [part]
    sides = _LONG_AND.split(part)
    if len(sides) > 1 and is_person(sides[0].strip()) and all(_is_staff(side) for side in sides[1:]):
        return sides[:1]  # "Ana Gil and the Courier staff"
    if len(sides) > 1 and not all(_side_name(side) for side in sides):
        placed = [PLACE_TAIL.sub("", strip_by(side.strip())) for side in sides]
        if not all(map(is_bare_name, placed)):
            return [part]  # "Ana Gil for the Post and Leo Paz" are two
    seam = None if part.isascii() else _GLUED_AND.search(part)
    if seam and seam[1] not in _NO_AND and " " in part[: seam.start()].strip():
        sides = [part[: seam.start()], _GLUE.sub("", part[seam.start(1) :], count=1)]
    split = []
    for side in sides:
        capitals = side.isupper()  # where "E" may be an initial as well
        short = (_SHORT_AND_CAPS if capitals else _SHORT_AND).split(side)
        whole = all(is_person(name) if capitals else len(name.split()) >= 2 for name in short)
        split += short if len(short) > 1 and whole else [side]
    return split


def _are_likely(pair: Sequence[str]) -> bool:
    if len(pair) < 2 or not all(map(is_bare_name, pair)):
        return False
    likely = list(map(name_likeness, pair))
    return min(likely) > _LEAST and sum(likely) > _LIKELY * len(pair)


_LIKELY, _LEAST = 1.5, -1.0  # log-odds
_AND_STARTS = frozenset(word.split()[0] for word in (*AND_WORDS, *SHORT_AND_WORDS))  # each "and" has one
# "ליאת גל ויוסי כהן": the word clings to the second of two whole names.
_GLUED_AND = re.compile(rf"(?<=\w)\s+((?:{either('and, glued')})\w{{2,}})(?=\s+\w)")
_GLUE = re.compile(f"{either('and, glued')}")
_NO_AND = frozenset(words("and, glued, to names"))


def _is_staff(side: str) -> bool:
    return side.strip()[:1].islower() and is_desk(side)


def _side_name(side: str) -> bool:
    name = strip_by(side.strip())
    return is_person(name) or is_agency(name) or (len(name.split()) == 1 and is_name(name))


def clean_name(part: str, *, announced: bool = False) -> str | None:
    """One name without title, place, handle or stray marks; None when it is none.

    `announced`: it stood after a "By".
    """
    name = strip_by(" ".join(part.split()).strip(" ,;:|/•·–—-*\"'“”»«【】"), again=announced)
    if (agency := _AGENCY_TAIL.search(name)) and is_person(name[: agency.start()]):
        name = name[: agency.start()]
    if (house := _HOUSE.match(name)) and house[2].lower() in NO_NAME_WORDS and is_person(house[1].strip()):
        name = house[1]
    if ". " in name and (place := _BEHIND_DOT.search(name)) and is_bare_name(name[: place.start()]):
        name = name[: place.start()]  # "Ana Gil. Madrid"
    name = _without_place(_without_job(_without_place(before_small(behind_city(name)))))
    name = without_letters(without_article(without_initials(name)))
    name = name.strip(" ,;:|/•·–—-*").removesuffix("’s").removesuffix("'s")
    if name.endswith(".") and not _ABBREVIATED.search(name):
        name = name[:-1]
    return name if is_name(name) else None


def _without_place(name: str) -> str:
    """Drop the place or the paper behind a person or a login."""
    cut = PLACE_TAIL.search(name)
    return name[: cut.start()] if cut and (is_person(name[: cut.start()]) or _LOGIN_IN.match(name)) else name


# "By nightferry2 in Workshop": a login has a digit, a mark or a capital inside.
_LOGIN_IN = re.compile(rf"(?=\S*[\d_.]|\S+[A-Z])\S+ (?:{either('section, before its name')}) ")
_ABBREVIATED = re.compile(rf"(?i)(?:\b\w|{either('abbreviations with a dot')})\.$")


def _is_group(name: str) -> bool:
    """Whether it is a desk's or a company's; the "Staff" of "Ana Gil Staff Writer" is a role's.

    So is the "software" of "Ana Gil software engineer".
    """
    group = GROUP.search(name)
    if group is None:
        return False
    of_role = JOB_WORDS.match(group[0]) or group[0].islower()
    return not (of_role and JOB_WORDS.match(name[group.end() :].lstrip()))


def _without_job(name: str) -> str:
    """Drop a role: "Jane Doe Senior Editor" is Jane Doe; "Great Day Editorial Team" and "Staff Writer" stay whole."""
    job = JOB_WORDS.search(name)
    if not job or is_agency(name) or _is_group(name):
        return name
    before, after = name[: job.start()].strip(" ,-–—|:"), name[job.end() :].strip(" ,-–—|:")
    before = _without_company(_without_field(before), name[job.start() :])
    if is_person(before):
        return before
    return after if is_person(after) and not is_desk(after) else name


def _without_field(name: str) -> str:
    """Drop what tells a role's field: the "Politics" of "Jane Doe Politics Editor", small letters before "editor"."""
    parts = name.split()
    while len(parts) > 2 and (parts[-1].lower() in _FIELDS or (parts[-1].islower() and parts[-1] not in PARTICLES)):
        parts.pop()
    return " ".join(parts)


def _without_company(name: str, role: str) -> str:
    """Drop a company between a name and a role in small letters: "Jane Doe Graphite software engineer"."""
    whole, last, _ = name.rpartition(" ")
    if last and role[:1].islower() and is_person(whole):
        own, rest = name_likeness(name), name_likeness(whole)
        return whole if own < _UNLIKELY and rest > own + _MUCH_LIKELIER else name
    return name


_UNLIKELY, _MUCH_LIKELIER = 0.0, 2.0  # log-odds
_PLACE = re.compile(  # a part of a list that is a place: "Port Ellery"
    rf"(?:{either('places, first words')}) \S+$|(?:{either('places, whole')})$|\S+ (?:{either('places, last words')})$"
)
# "Ana Gil Associated Press"
_AGENCY_TAIL = re.compile(rf"(?i)\s(?:{'|'.join(re.escape(name) for name in sorted(AGENCIES) if ' ' in name)})$")
# "Ana Gil BBC News": a house after a whole name.
_HOUSE = re.compile(r"^((?:(?=\S*[a-zß-ÿ])\S++ ){2,4})(?=[A-Z]{2,5} (\w+)$)")
_FIELDS = frozenset(words("fields of jobs"))


def settle_names(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once, the fuller spelling kept; agencies and roles only when nobody is named."""
    if len(names) < 2:
        return tuple(names)
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(squeeze(name) or name, name)
    kept = list(seen.values())
    people = [name for name in kept if not is_desk(name)]
    return tuple((people or kept)[:_MOST_NAMES])

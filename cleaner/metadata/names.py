"""Printed bylines and author strings → people's names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

from cleaner import expressions as re
from cleaner.lexicon.metadata import (
    AGENCIES,
    AND_WORDS,
    BY_WORDS,
    JOB_WORDS,
    NO_GIVEN_NAMES,
    NOT_NAMES,
    PARTICLES,
    PLAIN_WORDS,
    SHORT_AND_WORDS,
    SUFFIXES,
    THING_WORDS,
    either,
    words,
)
from cleaner.lexicon.stems import Stemmed
from cleaner.metadata.byline_announced import has_by, strip_by
from cleaner.metadata.byline_credits import OTHER_HANDS, without_others
from cleaner.metadata.byline_printed import DIGIT, LETTER, LOOKED_AT, is_urlish, tidy_byline
from cleaner.metadata.name_likeness import name_likeness
from cleaner.metadata.plain import squeeze, tidy

_MAX_NAME, _MOST_NAMES = 80, 200

_SPLIT = re.compile(r"(?:(?<!\s)\s++)?[,;|•·●∙⋅⸱＆、，；»]\s*|(?<!\s)\s++[/+–—]\s+|(?<=\w\w)\s*+[/／]\s*+(?=\w\w)")
_MARK = re.compile(r"[,;|•·●∙⋅⸱＆、，；»/+–—／]")  # each place where the expression above splits has one
_LONG_AND = re.compile(rf"(?<!\s)\s++(?:{'|'.join(map(re.escape, AND_WORDS))})\s+|(?:(?<!\s)\s++)?&\s*", re.IGNORECASE)
_SHORT_AND = re.compile(rf"(?<!\s)\s++(?:{'|'.join(SHORT_AND_WORDS)})\s+")
_SHORT_AND_CAPS = re.compile(_SHORT_AND.pattern, re.IGNORECASE)
_FIRST_AND = re.compile(
    rf"^\s*(?:(?i:{'|'.join(map(re.escape, AND_WORDS))}|&)|{'|'.join(SHORT_AND_WORDS)})\s+|"
    rf"^\s*(?:{either('and, glued')})(?=\w)"
)
_ALL_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.-]{1,6}[®™]?")
_NOISE = re.compile(
    r"(?<!\S)\S[^\s@]*+@\S+\.\w+|https?://\S+|\bwww\.\S+|(?<!\w)@\w+|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|"
    rf"(?i:\b(?:{either('around a name (patterns)')})\s*$)"
)
_NOISE_WORDS = re.compile(rf"(?i)\b(?:{either('around a name, one word')})\b")
_PLACE_TAIL = re.compile(
    rf"(?<!\s)\s++(?:[-–—]\s+.*|(?i:{either('on behalf')}|{either('place, nothing after (patterns)')})$|"
    rf"{either('on behalf')}\s.*|"
    rf"(?:{either('place, before a capital (patterns)')}|(?i:{either('for whom')}))\s+[A-ZÀ-Þ].*)$"
)
_TEMPLATE = re.compile(
    r"(?i)^\w+(?:\.\w+){2,}$|[{}<>%$]|"
    rf"^(?:{either('template (patterns)')})\b.*\b{either('template, what (patterns)')}\b|"
    rf"(?:^|\b(?:{either('template, before who (patterns)')})\s+){either('template, who (patterns)')}\b.{{0,20}}$"
)
_TEMPLATE_WORD = re.compile("posts?\\b|author")
_SEAM = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-Z][a-z]{3})")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
_MAX_EAST_ASIAN, _MAX_UNSPACED = 12, 30
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=4096)
def split_authors(text: str) -> tuple[str, ...]:
    """Names in a byline or an author string, in order, each once; empty when it holds none.

    Agencies and desks count only when nobody else is named.
    """
    line = tidy_byline(text)
    if line is None:
        return ()
    line = without_others(line)
    if (seam := _SEAM.search(line)) and JOB_WORDS.match(line[seam.start() :]):
        name, role = line[: seam.start()], line[seam.start() :]  # style alone set them apart
        line = f"{name}, {role}" if is_person(name.rpartition(",")[2].strip()) else line
    line = _without_noise(SUFFIXES.sub("", _BEFORE_JUNIOR.sub(" ", line)))
    names: list[str] = []
    announced = has_by(tidy(text[:LOOKED_AT]))
    for place, (part, behind) in enumerate(_parts(line)):
        signed = bool(names) and is_person(names[0])
        for name in _split_and(_without_and(part) if place else part):
            if signed and _ALL_CAPITALS.fullmatch(name.strip()) and not is_agency(name):
                continue  # letters of a degree that no list has
            found = clean_name(name, announced=announced)
            # Behind a bar stand the place, the paper or the section, unless it is somebody.
            if found and not (signed and behind and not (is_person(found) or is_agency(found))):
                names.append(found)
    return settle_names(names)


_BEFORE_JUNIOR = re.compile(r"(?i),\s*+(?=[js]r\.?+(?:\s*+[,;&]|\s++and\b|\s*+$))")
_BARS = frozenset("|•·●∙⋅⸱»")


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
    return _NOISE.sub(" ", line)


def _split_and(part: str) -> list[str]:
    """Split at "and" where names stand on both sides, not inside "Centre for Research and Policy" or "Le Monde et AFP".

    One-letter "and"s part whole names only: "Ana Gil y Leo Paz", not "Ortega y Gasset".
    """
    if OTHER_HANDS.search(part):
        return []
    if JOB_WORDS.match(part.strip()):
        return [part]  # "Head of Marketing and Community Development"
    if part.isascii() and "&" not in part and _AND_STARTS.isdisjoint(part.lower().split()):
        return [part]  # as most
    sides = _LONG_AND.split(part)
    if len(sides) > 1 and not all(_side_name(side) for side in sides):
        placed = [_PLACE_TAIL.sub("", strip_by(side.strip())) for side in sides]
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


_AND_STARTS = frozenset(word.split()[0] for word in (*AND_WORDS, *SHORT_AND_WORDS))
# "ליאת גל ויוסי כהן": the word clings to the second of two whole names.
_GLUED_AND = re.compile(rf"(?<=\w)\s+((?:{either('and, glued')})\w{{2,}})(?=\s+\w)")
_GLUE = re.compile(f"{either('and, glued')}")
_NO_AND = frozenset(words("and, glued, to names"))


def _side_name(side: str) -> bool:
    name = strip_by(side.strip())
    return is_person(name) or squeeze(name) in _AGENCY_KEYS or (len(name.split()) == 1 and is_name(name))


def clean_name(part: str, *, announced: bool = False) -> str | None:
    """One name without title, place, handle or stray marks; None when it is none.

    `announced`: it stood after a "By".
    """
    name = strip_by(" ".join(part.split()).strip(" ,;:|/•·–—-*\"'“”»«【】"), again=announced)
    cut = _PLACE_TAIL.search(name)
    if cut and is_person(name[: cut.start()]):
        name = name[: cut.start()]
    if (house := _HOUSE.match(name)) and house[2].lower() in _HOUSES and is_person(house[1].strip()):
        name = house[1]
    name = _without_job(name)
    name = name.strip(" ,;:|/•·–—-*").removesuffix("’s").removesuffix("'s")
    if name.endswith(".") and not _ABBREVIATED.search(name):
        name = name[:-1]
    return name if is_name(name) else None


_ABBREVIATED = re.compile(rf"(?i)(?:\b\w|{either('abbreviations with a dot')})\.$")


def _without_job(name: str) -> str:
    """Drop a role: "Jane Doe Senior Editor" is Jane Doe; "Great Day Editorial Team" and "Staff Writer" stay whole."""
    job = JOB_WORDS.search(name)
    if not job or squeeze(name) in _AGENCY_KEYS or _GROUP.search(name):
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


_UNLIKELY, _MUCH_LIKELIER = -2.0, 3.0  # log-odds
# "Ana Gil BBC News": a house after a whole name.
_HOUSES = PLAIN_WORDS | THING_WORDS
_HOUSE = re.compile(r"^((?:(?=\S*[a-zß-ÿ])\S++ ){2,4})(?=[A-Z]{2,5} (\w+)$)")
_FIELDS = frozenset(words("fields of jobs"))
_GROUP = Stemmed(rf"(?i)\b(?:{either('groups (patterns)')})\b", words("groups (patterns)"))


_ADMIN = re.compile(r"^admin|\badmin(?:istrator)?$|^web ?master|^wordpress")
_NAME_MARKS = re.compile(r"[^\w\s.,'’‘`´・\u00b7-]")
_JOINERS = frozenset(("Mn", "Mc", "Cf"))


def _has_odd_marks(name: str) -> bool:
    """Whether it has a character of no name. Vowel signs and accents that combine are of names, though no letters."""
    return any(category(mark) not in _JOINERS for mark in _NAME_MARKS.findall(name))


def _names_template(lower: str) -> bool:
    return ("post" in lower or "author" in lower) and _TEMPLATE_WORD.search(lower) is not None


def is_name(name: str) -> bool:
    """Whether it may be a person's or a desk's name, when the page's markup says that it is an author."""
    lower = name.lower()
    if not 2 <= len(name) <= _MAX_NAME or lower in NOT_NAMES or ":" in name:
        return False
    if ("admin" in lower or lower[0] == "w") and _ADMIN.search(lower):
        return False
    if name.isascii() and name.replace(" ", "").isalpha() and not _names_template(lower):
        return len(name.split()) <= 8 and len(name.strip()) > 1  # plain words, as nearly all are
    if is_urlish(name) or _TEMPLATE.search(name) or len(name.split()) > 8:
        return False
    letters = len(LETTER.findall(name))
    return letters >= 2 and letters >= sum(char.isdigit() for char in name)


_PLAIN_NAME = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{{1,20}}(?: [A-Z]\.)?(?: (?:{either('particles, plain')})){{0,2}}"
    r"(?:[ -][A-ZÀ-ÖØ-Þ](?:['’]?[A-ZÀ-ÖØ-Þ])?[a-zß-öø-ÿ]{1,20}){1,3}"
)
_TELLING_WORDS = (
    THING_WORDS | PLAIN_WORDS | NOT_NAMES | {word.split()[0] for word in (*BY_WORDS, *AND_WORDS, *AGENCIES)}
) - set(words("particles, plain"))


@lru_cache(maxsize=1024)
def is_plain_name(name: str) -> bool:
    """Whether it is a given name and a surname, nothing to be cut off or thought about."""
    if " " not in name or not _PLAIN_NAME.fullmatch(name) or has_by(name):
        return False
    return _TELLING_WORDS.isdisjoint(name.lower().split()) and not JOB_WORDS.search(name) and not _GROUP.search(name)


def is_bare_name(line: str) -> bool:
    """Whether a line of its own, without "By", is nothing but a person's name."""
    words = line.split()
    if not 2 <= len(words) <= 4 or not is_person(line) or not THING_WORDS.isdisjoint(line.lower().split()):
        return False
    return line.isupper() or not any(len(word) > 1 and word.isupper() and word.isalpha() for word in words[:1])


@lru_cache(maxsize=1024)  # asked of the same name from several sources of one page
def is_person(name: str) -> bool:
    """Whether it is shaped like a person's name in running text: two to five capitalised words."""
    if not is_name(name):
        return False
    longest = 0 if name.isascii() else _MAX_EAST_ASIAN if _EAST_ASIAN.search(name) else _MAX_UNSPACED
    if longest and (longest == _MAX_EAST_ASIAN or _UNSPACED.match(name)):
        return len(name) <= longest and not DIGIT.search(name) and not _has_odd_marks(name)
    if "." in name:
        name = _TITLES.sub("", name)
    words = name.replace("-", " ").replace("’", "'").split()
    if not 2 <= len(words) <= 6 or any(char.isdigit() for char in name):
        return False
    plain = any(word.lower().strip(".,") in PLAIN_WORDS and word.lower() not in PARTICLES for word in words)
    if plain or (words[0] == "I" and words[1].lower() in _VERBS):
        return False
    bare = [
        word
        for place, word in enumerate(words)
        if word.lower().strip(".") not in PARTICLES or (not place and _is_given(word))
    ]
    if len(bare) < 2 - (words[0].lower() not in PARTICLES) or _has_odd_marks(name):
        return False
    return all(_capitalised(word) for word in bare)


_TITLES = re.compile(rf"(?i)^(?:(?:{either('titles, academic (patterns)')})\.?\s++)++(?=\S)")
_VERBS = frozenset(words("verbs after I"))
_ELIDED = frozenset(words("particles, elided"))


def _is_given(particle: str) -> bool:
    """Whether a name's first word is a given name or an initial though it is spelled like a particle: "Ben", "E"."""
    word = particle.lower().strip(".")
    return particle[0].isupper() and word not in NO_GIVEN_NAMES and word not in PLAIN_WORDS


_GEORGIAN = frozenset(map(chr, range(0x10D0, 0x1100)))  # Unicode calls them small, but names are written in them


def _capitalised(word: str) -> bool:
    letters = word.strip(".,'’‘")
    if letters[:1].islower() and letters[0] not in _GEORGIAN:
        return letters[:2] in _ELIDED or letters[1:2].isupper()
    return bool(letters)


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


_AGENCY_KEYS = frozenset(squeeze(name) for name in AGENCIES)


def is_agency(name: str) -> bool:
    """Whether it is a news agency."""
    return squeeze(name) in _AGENCY_KEYS


@lru_cache(maxsize=1024)
def is_desk(name: str) -> bool:
    """Whether it names an agency, a newsroom or a role and not a person."""
    if squeeze(name) in _AGENCY_KEYS or _GROUP.search(name):
        return True
    return bool(JOB_WORDS.search(name)) and not is_person(JOB_WORDS.sub("", name).strip(" ,-"))

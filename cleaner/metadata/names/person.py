"""What a person's name looks like, and what names a newsroom, a role or nobody."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from cleaner import expressions as re
from cleaner.lexicon.metadata import (
    AGENCIES,
    AND_WORDS,
    BY_WORDS,
    JOB_WORDS,
    NO_GIVEN_NAMES,
    NO_NAME_WORDS,
    NOT_NAMES,
    PARTICLES,
    PLAIN_WORDS,
    THING_WORDS,
    either,
    words,
)
from cleaner.lexicon.stems import Stemmed
from cleaner.metadata.names.announced import has_by
from cleaner.metadata.names.east_asia import may_be_dense
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.other_hands import OTHER_HANDS
from cleaner.metadata.names.printed import DIGIT, LETTER, is_urlish
from cleaner.metadata.plain import squeeze

_MAX_NAME = 80  # characters of a person's name
# What no name has: a host, signs of a template that was not filled in, a reading time, and calls such as "Posts by the
# author".
_TEMPLATE = re.compile(
    r"(?i)^\w+(?:\.\w{2,}){2,}$|[{}<>%$]|"
    rf"^\d+[\s-]?(?:{either('reading time (patterns)')})\b|"
    rf"^(?:{either('template (patterns)')})\b.*\b{either('template, what (patterns)')}\b|"
    rf"(?:^|\b(?:{either('template, before who (patterns)')})\s+){either('template, who (patterns)')}\b.{{0,20}}$"
)
# Words that the calls in `_TEMPLATE` have, without which it need not be asked.
_TEMPLATE_WORD = re.compile("posts?\\b|author")
# Characters of no name, in scripts without blanks.
_DENSE_PLAIN = frozenset(words("in no name, dense"))
_LABEL = re.compile("[\u3400-\u9fff][\u30a1-\u30fa\u30fc]{2,}[\u3400-\u9fff]")  # "文字サイズ変更": font size
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
# Characters of a name in scripts of East Asia, and in others without blanks.
_MAX_EAST_ASIAN, _MAX_UNSPACED = 12, 30
# A letter of Japanese, Chinese or Korean.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
GROUP = Stemmed(rf"(?i)\b(?:{either('groups (patterns)')})\b", words("groups (patterns)"))
"""What a name of a desk or an organisation holds."""
GROUP_CLOSES = re.compile(rf"\b(?:{either('desks, closing')})$")
"""What the name of a desk closes with, with a capital, where it stands alone."""
# "daily.example developer" is whoever set the system up.
_ADMIN = re.compile(r"^admin|\badmin(?:istrator)?$|^web ?master|^wordpress|\.\w+ (?:web ?)?dev(?:eloper)?$")
_NAME_MARKS = re.compile(r"[^\w\s.,'’‘`´・\u00b7-]")
_JOINERS = frozenset(("Mn", "Mc", "Cf"))


def _has_odd_marks(name: str) -> bool:
    """Whether it has a character of no name. Vowel signs and accents that combine are of names, though no letters."""
    return any(category(mark) not in _JOINERS for mark in _NAME_MARKS.findall(name))


def _names_template(lower: str) -> bool:
    return ("post" in lower or "author" in lower) and _TEMPLATE_WORD.search(lower) is not None


_ON_NETWORK = tuple(f" on {network}" for network in words("networks"))  # where somebody is to be followed


def is_name(name: str) -> bool:
    """Whether it may be a person's or a desk's name, when the page's markup says that it is an author."""
    lower = name.lower()
    if not 2 <= len(name) <= _MAX_NAME or lower in NOT_NAMES or ":" in name or "\uff1a" in name:
        return False
    if ("admin" in lower or lower[0] == "w" or ("." in lower and " dev" in lower)) and _ADMIN.search(lower):
        return False
    if " on " in lower and lower.endswith(_ON_NETWORK):
        return False
    if name.isascii() and name.replace(" ", "").isalpha() and not _names_template(lower):
        return len(name.split()) <= 8 and len(name.strip()) > 1  # plain words, as nearly all are
    if is_urlish(name) or _TEMPLATE.search(name) or len(name.split()) > 8:
        return False
    letters = len(LETTER.findall(name))
    return letters >= 2 and letters >= sum(char.isdigit() for char in name)


# A given name, perhaps an initial and particles, and one to three surnames: "Ana M. de la Cruz".
_PLAIN_NAME = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{{1,20}}(?: [A-Z]\.)?(?: (?:{either('particles, plain')})){{0,2}}"
    r"(?:[ -][A-ZÀ-ÖØ-Þ](?:['’]?[A-ZÀ-ÖØ-Þ])?[a-zß-öø-ÿ]{1,20}){1,3}"
)
# Words of no plain name: they announce, join, or name a thing or an agency. Particles are not among them.
_TELLING_WORDS = (NO_NAME_WORDS | NOT_NAMES | {word.split()[0] for word in (*BY_WORDS, *AND_WORDS, *AGENCIES)}) - set(
    words("particles, plain")
)


@lru_cache(maxsize=1024)
def is_plain_name(name: str) -> bool:
    """Whether it is a given name and a surname, nothing to be cut off or thought about."""
    if " " not in name or not _PLAIN_NAME.fullmatch(name) or has_by(name) or name.lower() in NOT_NAMES:
        return False
    return _TELLING_WORDS.isdisjoint(name.lower().split()) and not (
        JOB_WORDS.search(name) or GROUP.search(name) or OTHER_HANDS.match(name)
    )


# Places that are shaped like a person's name: "New York".
_PLACES = frozenset(map(str.lower, words("places, whole")))


def is_bare_name(line: str) -> bool:
    """Whether a line of its own, without "By", is nothing but a person's name."""
    words, lower = line.split(), line.lower()
    if (
        not 2 <= len(words) <= _MOST_WORDS
        or not is_person(line)
        or not THING_WORDS.isdisjoint(lower.split())
        or lower in _PLACES
    ):
        return False
    if len(words) > _MOST_OWN and sum(word not in PARTICLES for word in words) > _MOST_OWN:
        return False
    return line.isupper() or not any(len(word) > 1 and word.isupper() and word.isalpha() for word in words[:1])


_MOST_WORDS, _MOST_OWN = 6, 4  # words of a name, with and without its particles


NICKNAME = re.compile(r"(?<=[a-zß-ÿ]) [(\"\u201c]([A-ZÀ-Þ][a-zß-ÿ]+)[)\"\u201d](?= [A-ZÀ-Þ][a-zß-ÿ])")
"""What somebody is called between a given name and a surname."""


@lru_cache(maxsize=1024)  # asked of the same name from several sources of one page
def is_person(name: str) -> bool:
    """Whether it is shaped like a person's name in running text: two to five capitalised words."""
    if not is_name(name):
        return False
    if "(" in name or '"' in name or "\u201c" in name:
        name = NICKNAME.sub("", name)
    is_dense = may_be_dense(name) and _EAST_ASIAN.search(name)
    longest = 0 if name.isascii() else _MAX_EAST_ASIAN if is_dense else _MAX_UNSPACED
    if longest and (longest == _MAX_EAST_ASIAN or _UNSPACED.match(name)):
        odd = DIGIT.search(name) or _has_odd_marks(name) or not _DENSE_PLAIN.isdisjoint(name) or _LABEL.search(name)
        return len(name) <= longest and not odd
    if "-" in name and _SYLLABLES.fullmatch(name) and name_likeness(name) > _UNLIKELY:
        return True
    return _are_capitalised(TITLES.sub("", name) if "." in name else name)


def _are_capitalised(name: str) -> bool:
    words = name.replace("-", " ").replace("’", "'").split()
    if not 2 <= len(words) <= 6 or any(char.isdigit() for char in name):
        return False
    plain = [word for word in words if word.lower().strip(".,") in PLAIN_WORDS and word.lower() not in PARTICLES]
    if (plain and not _closes_name(plain, words)) or (words[0] == "I" and words[1].lower() in _VERBS):
        return False
    bare = [
        word
        for place, word in enumerate(words)
        if word.lower().strip(".") not in PARTICLES or (not place and _is_given(word))
    ]
    if len(bare) < 2 - (words[0].lower() not in PARTICLES) or _has_odd_marks(name):
        return False
    return all(_capitalised(word) for word in bare)


# "Park Chan-wook", "Tsai Ing-wen": a given name of two syllables, of which the second has no capital.
_SYLLABLES = re.compile(
    r"[A-Z][a-z]{0,5} [A-Z][hlnrs]?[aeiouwy]{0,4}(?:ng|[nklmpthrb])?-"
    r"[b-df-hj-np-tv-z]{0,3}[aeiouwy]{1,4}(?:ng|[nklmpthrb])?"
)
_UNLIKELY = -5.0  # log-odds


def _closes_name(plain: list[str], words: list[str]) -> bool:
    """Whether the plain word of a name is its surname: "Katie Price", not "Best Price" nor "Lowest Price"."""
    surname = len(plain) == 1 and words[-1] == plain[0] and plain[0].lower() in _PLAIN_SURNAMES
    return surname and name_likeness(" ".join(words)) > 0.0


# Words that are of no name but are surnames all the same: "Price".
_PLAIN_SURNAMES = frozenset(words("in no name, but surnames"))
TITLES = re.compile(rf"(?i)^(?:(?:{either('titles, academic (patterns)')})\.?\s++)++(?=\S)")
"""Academic titles before a name."""
# Verbs that follow "I" in a sentence, which otherwise looks like an initial and a surname.
_VERBS = frozenset(words("verbs after I"))
# Particles that cling to a surname with a capital: "d'Arcy".
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


def is_furniture(name: str) -> bool:
    """Whether all its words are a section's or a widget's, and none a newsroom's: "Business Tips"."""
    return all(word in NO_NAME_WORDS for word in name.lower().split()) and not is_desk(name)


# The agencies as they are compared, without blanks and marks.
_AGENCY_KEYS = frozenset(squeeze(name) for name in AGENCIES)


def is_agency(name: str) -> bool:
    """Whether it is a news agency."""
    return squeeze(name) in _AGENCY_KEYS


@lru_cache(maxsize=1024)
def is_desk(name: str) -> bool:
    """Whether it names an agency, a newsroom or a role and not a person."""
    if squeeze(name) in _AGENCY_KEYS or GROUP.search(name):
        return True
    return bool(JOB_WORDS.search(name)) and not is_person(JOB_WORDS.sub("", name).strip(" ,-"))

"""A printed byline → the line without "By" and without the date and the addresses beside it."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from cleaner import expressions as re
from cleaner.lexicon.metadata import MONTHS, NOT_NAMES, TIME_WORDS, either, words
from cleaner.metadata.age_text import find_age
from cleaner.metadata.names.announced import strip_by
from cleaner.metadata.names.other_hands import after_others
from cleaner.metadata.plain import MAX_FIELD, tidy

LOOKED_AT = 1000  # characters of a byline
# The signs of an address or a path: `https:`, `www.`, `/news/mill`, `.html`.
_URLISH = re.compile(r"(?i)https?:|www\.|^/|\w/\w+/|\.(?:html?|php)\b")
# Any letter of any script.
LETTER = re.compile(r"[^\W\d_]")
# Any digit.
DIGIT = re.compile(r"\d")
_ADDRESS_TAIL = re.compile(r"(?<=\w)[\s,;|–—-]+<?https?://\S+$")  # "Jane Doe - https://..."
_ACCENT = re.compile(r"[\u0300-\u036f]")  # an accent of its own after its letter
# A line without digits and without these has no such tail; looking for one takes fifty times as long.
_TAIL_WORDS = words("date tail")
_TAIL = re.compile(
    r"(?i)(?:(?<!\s)\s++[-–—|•·]\s++|(?:(?<!\s)\s++)?[,|•·]\s*+|(?<!\s)\s++)"
    rf"(?:(?:{either('date tail, before')}\s+)?(?:{'|'.join(_TAIL_WORDS)})\b.*|"
    rf"{either('on a day')}\s+\w+\s+\d.*|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}.*|"
    rf"(?:{either('date tail, months')})"
    r"[a-z]*\.?\s+\d{1,2}(?:,|\s|$).*|\d{1,2}\.?\s+[a-zà-ÿ]{3,10}\.?,?\s+\d{4}.*|"
    rf"\d{{4}}[-./{either('year mark')}]\d{{1,2}}.*|(?:\d+\s?[–-]\s?)?\d+[\s-]+"
    rf"(?:{either('date tail, counted')})\w*\b.*|\d+:\d\d.*)$"
)
_LAST_CHANGED = re.compile(
    rf"(?i)(?<=\w)[\s,;|•·–—-]++(?:{either('date tail, before')})\s+(?:{'|'.join(_TAIL_WORDS)})\b.*$"
)
# A day or an hour inside a byline: a month's name is told by its group.
_DAY_IN_LINE = re.compile(
    rf"(?<![\d./-])(?:\d{{1,2}}(?:\.|{either('day ordinal')})?\s+(?:{either('day of month (patterns)')})?"
    rf"([^\W\d_]{{3,14}})\.?,?\s+(?:{either('month of year (patterns)')})?\d{{4}}(?!\d)|"
    rf"([^\W\d_]{{3,14}})\.?\s+\d{{1,2}}(?:{either('day ordinal, after a month')})?,?\s+\d{{4}}(?!\d)|"
    r"(?:19|20)\d\d\.? ([^\W\d_]{3,14})\.? \d{1,2}(?!\d)|"  # "2024. május 13."
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)|"
    rf"(?:19|20)\d\d\s?(?:{either('year mark')})\s?\d{{1,2}}\s?(?:{either('month mark')})\s?\d{{1,2}}\s?\w(?=\s|$)|"
    r"\d{1,2} \d{1,2} (?:19|20)\d\d(?!\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d)|\d{1,2}:\d\d(?!\d))"
)
_GLUED_MONTH = re.compile(r"(?<=[a-zß-ÿ])(?=([A-Z][a-z]{2,8})\.?\s+\d{1,2},?\s+\d{4})")
_PIECE_MARK = re.compile(rf"((?:(?<!\s)\s++)?[·•⋅|—]\s*|(?<!\s)\s++–\s+|(?<!\s)\s++(?i:{either('on a day')})\s+)")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def tidy_byline(text: str) -> str | None:
    """The byline as a reader sees it, without "By" and without the date after it; None when nothing is left."""
    line = tidy(text[:LOOKED_AT])
    if "://" in line:
        line = _ADDRESS_TAIL.sub("", line)
    whole = normalize("NFC", line) if not line.isascii() and _ACCENT.search(line) else line
    line = strip_by(after_others(whole))
    if DIGIT.search(line):
        line = _LAST_CHANGED.sub("", line)
        line = strip_by(_without_times(line), again=line != whole)
        line = strip_by(_without_day(line), again=line != whole)
    if DIGIT.search(line) or (len(line) > 24 and _has_tail_word(line.lower())):
        line = _TAIL.sub("", line)
    if DIGIT.search(line) and (age := find_age(line)):  # "Ana Gil vor 2 Stunden"
        line = line[: age.start] if LETTER.search(line[: age.start]) else line[age.end :]
    line = line.strip(" ,;:|/•·–—-")
    if not line or len(line) > MAX_FIELD or is_urlish(line) or not LETTER.search(line):
        return None
    return None if line.lower() in NOT_NAMES else line


def _has_tail_word(line: str) -> bool:
    return any(word in line for word in _TAIL_WORDS)


def is_urlish(line: str) -> bool:
    """Whether a line holds an address or a path; a line without these signs, as most are, has none."""
    return ("/" in line or "." in line or ":" in line) and _URLISH.search(line) is not None


def _without_times(line: str) -> str:
    """Drop the pieces that are only a date, a time or a reading time, unless nothing else is there."""
    pieces = _PIECE_MARK.split(line)
    kept = ""
    for place in range(0, len(pieces), 2):
        if not _is_time(pieces[place]):
            kept += (pieces[place - 1] if kept else "") + pieces[place]
    return kept or line


def _without_day(line: str) -> str:
    """What stands before a day or an hour, without the words that lead to it ("am 3. März"), else what follows it."""
    glued = _GLUED_MONTH.search(line)
    if glued and glued[1].lower() in MONTHS:
        return line[: glued.start()]
    for match in _DAY_IN_LINE.finditer(line):
        month = match[1] or match[2] or match[3]
        if month and month.lower() not in MONTHS:
            continue
        before, after = line[: match.start()].split(), line[match.end() :].split()
        while before and _leads_to_day(before[-1], last=len(before) == 1):
            before.pop()
        if before:
            return " ".join(before)
        while after and (not LETTER.search(after[0]) or after[0].lower().strip(".,:") in _BESIDE_DAY):
            after.pop(0)
        return " ".join(after)
    return line


def _leads_to_day(word: str, *, last: bool) -> bool:
    """Whether a word stands between a name and a day; one with a capital is a surname, but where nothing is before."""
    bare = word.strip(".,:;|-–—")
    return not bare or (bare.lower() in _BESIDE_DAY and (bare.islower() or last or bare.lower() in _LABELS_OF_DAY))


# Words that lead to a day even with a capital, and all words that do; no name has one of them before a day.
_LABELS_OF_DAY = frozenset(map(str.lower, words("capitals before a day")))
_BESIDE_DAY = TIME_WORDS | frozenset(words("before a day")) | _LABELS_OF_DAY


def _is_time(piece: str) -> bool:
    words = _WORD.findall(piece.lower())
    if not DIGIT.search(piece) or (not words and piece.strip().isdigit()):
        return False
    return all(word in TIME_WORDS or word in MONTHS for word in words)

"""Printed dates that the usual shapes do not tell: months of rarer languages, eras and calendars of other countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words
from cleaner.lexicon.months import era_letters, eras, fold, jalali_months, month_names

_BUDDHIST = 543  # years that the Thai count is ahead
# The years 1990 to 2099 as Thailand counts them. Its years may be written with two digits; then they are of the century
# from 2500 on.
_BUDDHIST_YEARS = range(2533, 2643)
_SHORT_YEAR, _BUDDHIST_CENTURY = 2, 2500
# The years from 1990 as Iran counts them.
_JALALI_YEARS = range(1369, 1479)
_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # of 33 Iranian years
# The years that a date of the web may have; others are of texts about history.
_YEARS = range(1990, 2100)
_NEAR = 4  # words between a month and its day or year: "2024 m. sausio 15 d.", "15 de gener de l'any 2024"
_LONGEST_NAME = 3  # words of a month's name
# A number, or a word without the marks around it.
_TOKEN = re.compile(r"\d+|[^\s\d.,/()|•·:;!?،؛\"«»–—\u2019'-]+")
# A word with an ending is a month's name if the name has so many letters and the ending at most so many.
_SHORTEST_STEM, _LONGEST_ENDING = 6, 4
# So many first letters of a word tell that it is no month's name, as of nearly all words.
_FEW_LETTERS = 3
# A letter that clings to a month's name before it, as the "in" of Hebrew does.
_PREFIXES = words("prefix of a month")
# A time of day, "10:30" or "10:30:15".
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# The signs behind a year in Chinese, Japanese and Korean, as a part of expressions and as one.
_YEAR_MARKS = f"(?:{either('year mark')}|{either('year mark, of letters')})"
_MARK = re.compile(_YEAR_MARKS)
# A number of just four digits.
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# A year's mark, a month and a day with their marks: what follows the year's number.
_MARKED = rf"\s?{_YEAR_MARKS}\s?(\d{{1,2}})\s?(?:{either('month mark')})\s?(\d{{1,2}})"
# A day in numbers in the Thai count, the year last: "15/01/2567".
_BUDDHIST_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(2[56]\d\d)(?!\d)")
# A day in numbers in the Iranian count, the year first: "1402/10/25".
_JALALI_NUMBERS = re.compile(r"(?<![\d./-])(1[34]\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
# A day of the Republic of China without the era's name, and how many years its count is behind ours.
_REPUBLIC = re.compile(rf"(?<!\d)(1[0-4]\d){_MARKED}")
_REPUBLIC_YEARS = 1911
# A day of a Japanese era that its letter names, of Reiwa, Heisei or Showa: "R6.5.13".
_LETTERED = re.compile(r"(?<![A-Za-z\d])([RHS])(\d{1,2})\.(\d{1,2})\.(\d{1,2})(?![\d.])")
# A letter of Thai, beside which a year of two digits is believed.
_THAI = re.compile("[\u0e00-\u0e7f]")
_SHORT_BUDDHIST_YEARS = range(50, 100)  # "67" is 2567
# The first digit of every script's ten, the ASCII ones apart.
_ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
DIGITS = {zero + n: str(n) for zero in _ZEROS for n in range(10)}
_PERSIAN_DIGIT = re.compile("[\u06f0-\u06f9]")


class Found(NamedTuple):
    """A day, and where in the text it stands."""

    day: date
    start: int
    end: int


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def find_day(text: str) -> Found | None:
    """The first day in a text that is written with a month's name, an era or in another calendar."""
    persian = not text.isascii() and _PERSIAN_DIGIT.search(text) is not None
    text = text.translate(DIGITS)
    if _MARK.search(text):
        found = _find_era(text) or _find_numerals(text)
        if found:
            return found
    return _find_numbers(text, persian) or _find_named(text)


def _find_era(text: str) -> Found | None:
    """A day of a Japanese era or of the Republic of China: "令和6年1月15日", "民國113年1月15日"."""
    if match := _era_pattern().search(text):
        year = eras()[match[1]] + (int(match[2]) if match[2].isdigit() else 1)
        return _found(year, int(match[3]), int(match[4]), match.start(), match.end())
    if match := _REPUBLIC.search(text):  # without the era's name
        return _found(int(match[1]) + _REPUBLIC_YEARS, int(match[2]), int(match[3]), match.start(), match.end())
    return None


def find_lettered(text: str) -> Found | None:
    """A day of a Japanese era that its letter names: "R6.5.13"."""
    match = _LETTERED.search(text)
    if not match:
        return None
    year = _era_letters()[match[1]] + int(match[2])
    return _found(year, int(match[3]), int(match[4]), match.start(), match.end())


@cache
def _era_letters() -> dict[str, int]:
    return {letter: int(years) for letter, years in map(str.split, era_letters())}


def _find_numerals(text: str) -> Found | None:
    """A day in Chinese numerals, "二〇二四年一月十五日": years by digits or of an era, months and days by tens."""
    match = _numeral_pattern().search(text)
    if not match:
        return None
    era, in_era, signs, month, day = match.groups()
    year = eras()[era] + (_numeral(in_era) or 1) if era else int("".join(str(_numeral(sign)) for sign in signs))
    return _found(year, _numeral(month), _numeral(day), match.start(), match.end())


@cache
def _era_pattern() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(eras())})\s?({either('first year of an era')}|\d{{1,3}}){_MARKED}")


@cache
def _numeral_pattern() -> re.Pattern[str]:
    signs = "".join(words("numerals") + words("numerals, another nought"))
    marked = _MARKED.replace(r"\d{1,2}", f"[{signs}]{{1,3}}")
    first = either("first year of an era")
    return re.compile(f"(?:({'|'.join(eras())})\\s?([{signs}]{{1,3}}|{first})|([{signs}]{{4}})){marked}")


def _numeral(signs: str) -> int:
    values = {sign: value for value, sign in enumerate(words("numerals"))}
    ten = words("numerals")[10]
    if ten in signs:
        tens, _, ones = signs.partition(ten)
        return 10 * values.get(tens, 1) + values.get(ones, 0)
    return values.get(signs, 0)


def _find_numbers(text: str, persian: bool) -> Found | None:
    """A day in the Thai count, "15/01/2567", or in the Iranian one, which only Persian digits tell: "۱۴۰۲/۱۰/۲۵"."""
    if match := _BUDDHIST_NUMBERS.search(text):
        return _found(int(match[4]) - _BUDDHIST, int(match[3]), int(match[1]), match.start(), match.end())
    match = _JALALI_NUMBERS.search(text) if persian else None
    day = _of_jalali(int(match[1]), int(match[3]), int(match[4])) if match else None
    return Found(day, match.start(), match.end()) if day and match else None


def _find_named(text: str) -> Found | None:
    hidden = without_hours(text)  # an hour is no day
    if not _YEAR.search(hidden) and not _THAI.search(hidden):
        return None
    beginnings = _beginnings()
    if text.isascii() and not any(word[:_FEW_LETTERS] in beginnings for word in _TOKEN.findall(hidden.lower())):
        return None  # as nearly all lines
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(hidden)]
    for at, length, month, jalali in _months(tokens):
        if found := _with_numbers(tokens, at, length, month, jalali):
            return found
    return None


def without_hours(text: str) -> str:
    """The text with blanks for its times of day."""
    return _CLOCK.sub(lambda hour: " " * len(hour[0]), text)


def _months(tokens: Sequence[_Token]) -> Iterator[tuple[int, int, int, bool]]:
    """Place, length in words, and number of each name of a month, and whether it is of the Iranian calendar."""
    folded, beginnings = [fold(token.text) for token in tokens], _beginnings()
    for at, word in enumerate(folded):
        if word.isdecimal():
            continue
        if word[:_FEW_LETTERS] not in beginnings and not word.startswith(_PREFIXES):
            continue  # as nearly all words
        letters = sum(1 for _ in takewhile(lambda other: not other.isdecimal(), folded[at : at + _LONGEST_NAME]))
        for length in range(letters, 0, -1):
            name = " ".join(folded[at : at + length])
            month = month_names().get(name)
            month = month or _inflected(name)
            if month is not None:
                yield at, length, month, False
                break
            if name in jalali_months():
                yield at, length, jalali_months()[name], True
                break


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of all names of months."""
    return frozenset(name.split()[0][:_FEW_LETTERS] for name in (*month_names(), *jalali_months()))


def _numbers(tokens: Sequence[_Token], places: range, month: int) -> list[int]:
    """Places of numbers, outwards from a month's name up to another month's or a number that is no day and no year."""
    found: list[int] = []
    for place in places:
        text = tokens[place].text
        if text.isdecimal():
            if len(text) not in {1, 2, 4}:
                break
            found.append(place)
        elif month_names().get(fold(text), month) != month:
            break  # a second name of the same one stays: two countries' in "آذار/مارس"
    return found


def _inflected(word: str) -> int | None:
    """The month whose long name a word begins with: Basque, Estonian and others write "in" and "of" as its ending."""
    if word.startswith(_PREFIXES):
        return month_names().get(word[1:])
    stems = (word[:-letters] for letters in range(1, _LONGEST_ENDING + 1) if len(word) - letters >= _SHORTEST_STEM)
    return next((month for stem in stems if (month := month_names().get(stem))), None)


def _with_numbers(tokens: Sequence[_Token], at: int, length: int, month: int, jalali: bool) -> Found | None:
    """The day with the numbers nearest to a month's name: the year on one side, the day on either."""
    before = _numbers(tokens, range(at - 1, max(-1, at - 1 - _NEAR), -1), month)
    after = _numbers(tokens, range(at + length, min(len(tokens), at + length + _NEAR)), month)
    near = before + after
    year_at = next((n for n in near if len(tokens[n].text) == 4), None)
    sides = [before[:2], after[:2]]
    day_at = next((n for side in sides for n in side if len(tokens[n].text) <= 2 and tokens[n].text != "0"), None)
    if year_at is None and _THAI.match(tokens[at].text):
        year_at = next((n for n in after if len(tokens[n].text) == _SHORT_YEAR), None)
    if year_at is None or day_at is None or year_at == day_at:
        return None
    start = min(tokens[n].start for n in (at, year_at, day_at))
    end = max(tokens[n].end for n in (at + length - 1, year_at, day_at))
    year, day = int(tokens[year_at].text), int(tokens[day_at].text)
    if year in _SHORT_BUDDHIST_YEARS:
        year += _BUDDHIST_CENTURY
    if jalali:
        known = _of_jalali(year, month, day)
        return Found(known, start, end) if known else None
    return _found(year, month, day, start, end)


def _found(year: int, month: int, day: int, start: int, end: int) -> Found | None:
    if year in _BUDDHIST_YEARS:
        year -= _BUDDHIST
    if year not in _YEARS:
        return None
    with suppress(ValueError):
        return Found(date(year, month, day), start, end)
    return None


def _of_jalali(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian calendar in ours.

    The year begins at the spring equinox; eight leap years in 33 place that rightly from 1178 to 1633.
    """
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in _LEAPS else 29
    if year not in _JALALI_YEARS or not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    passed = year - 1369
    leaps = sum(other % 33 in _LEAPS for other in range(1369, year))
    days = 365 * passed + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return date(1990, 3, 21) + timedelta(days=days)

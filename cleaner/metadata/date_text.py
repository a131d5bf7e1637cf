"""Printed and machine-readable dates → ISO 8601."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

from cleaner import expressions as re
from cleaner.lexicon.metadata import MONTHS, either, words
from cleaner.lexicon.months import dotted_months
from cleaner.metadata import date_calendars

_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # the web's own age; older years are in texts about history

# A run of digits.
_NUMBER = re.compile(r"\d+")
_ZONES = dict(str.split(entry) for entry in words("zones"))
"""Name of a time zone → its offset."""
# A day with the year first, and perhaps the time and the zone: "2024-03-14T10:30:00Z", "2024/3/4 10:30 CET".
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/.:])(\d{1,2})\2(\d{1,2})(?!\d)(?:(?:T|\s{1,3}|,\s?|\s-\s)(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?"
    rf"\s?(Z\b|UTC|GMT|[+-]\d\d:?\d\d|(?:{'|'.join(_ZONES)})\b)?)?"
)
# A text that is the same without marks: "20240314", "20240314T103000Z".
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?$")
_ORDINAL = re.compile(r"^((?:19|20)\d\d)-(\d{3})$")  # the day's number in its year
# The days of the longest year.
_MOST_DAYS = 366
# Seconds since 1970, perhaps with thousandths; and as .NET writes the same: "/Date(1710412200000+0100)/".
_EPOCH = re.compile(r"^(\d{10})(?:\d{3}|\.\d{1,6})?$")
_DOT_NET = re.compile(r"^\\?/?Date\((\d{9,10})\d{3}([+-]\d{4})?\)\\?/?$")
# As C's asctime and the `toString` of Java's Date write it, the year last: "Mon Jan 15 10:30:00 UTC 2024".
_YEAR_LAST = re.compile(
    r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2}),?\s+(\d\d?):(\d\d)(?::(\d\d))?\s+"
    r"(?:([A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)\s+)?((?:19|20)\d\d)\b"
)
# With two digits of the year, as in old headers of HTTP and of mail: "Monday, 15-Jan-24 10:30:00 GMT".
_TWO_DIGITS = re.compile(
    r"\b[A-Z][a-z]{2,8},\s(\d\d?)[\s-]([A-Z][a-z]{2})[\s-](\d\d)\s(\d\d?):(\d\d)(?::(\d\d))?\s(GMT|UTC|[+-]\d{4})\b"
)
_IDEOGRAPH = re.compile(
    rf"(\d{{4}})\s?(?:{either('year mark')}|{either('year mark, of letters')})"
    rf"\s?(\d{{1,2}})\s?(?:{either('month mark')})\s?(\d{{1,2}})\s?(?:{either('day mark')})?"
)
_DOTTED_YMD = re.compile(r"(?<!\d)(20\d\d)\.\s?(\d{1,2})\.\s?(\d{1,2})\b")
_WORD = r"([^\W\d_][^\W\d_’'\u0900-\u0903\u093a-\u094f]{0,2}[^\W\d_]?[\w\u0900-\u0dff]{1,11})"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:{either('day ordinal')})?[.\s,/-]{{0,3}}(?:{either('day of month (patterns)')})?"
    + _WORD
    + rf"[.,'’]{{0,2}}[\s./-]{{0,3}}(?:{either('month of year (patterns)')})?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    _WORD
    + rf"\.?[\s-]{{1,3}}(\d{{1,2}})(?:{either('day ordinal, after a month')})?,?[\s-]{{1,3}}"
    + rf"(?:{either('day to year (patterns)')})?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[.,\s-]{1,3}" + _WORD + r"[.\s-]{1,3}(\d{1,2})(?!\d)")
_SHORT_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}})(?:{either('day ordinal')})?\s{_WORD}\.?,?\s['\u2019](\d\d)(?!\d)")
_SHORT_YEAR_LAST = re.compile(
    rf"{_WORD}\.?\s(\d{{1,2}})(?:{either('day ordinal, after a month')})?,?\s['\u2019](\d\d)(?!\d)"
)
_VIETNAMESE = re.compile(
    rf"(\d{{1,2}})\s+(?:{either('month before its number')})\s+(\d{{1,2}})[,\s]+"
    rf"(?:(?:{either('year before its number')})\s+)?(\d{{4}})",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?<!\b[A-Za-z])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?![\d]|[./-]\d)"
)
_TIME = re.compile(r"(?<![\d:.])(\d{1,2})[:h.](\d\d)(?::(\d\d))?(?!\d|\.\d)\s?([AaPp])?(?:\.?[Mm]\b\.?)?")
_ZONE = re.compile(r"(?:\b(?:GMT|UTC)|(?<=\s)|(?<=\d))([+-]\d{1,2}:?\d\d|[+-]\d{1,2})\b|\b(GMT|UTC)\b|(?<=\d)(Z)\b")
_ZONE_NAME = re.compile(rf"(?:\s?(?i:{either('hour, before a zone (patterns)')}))?\s?\(?({'|'.join(_ZONES)})\b")
_DAY_YEAR = re.compile(_MONTH_DAY.pattern.removeprefix(_WORD + r"\.?"), re.IGNORECASE)
_WEB_YEAR = re.compile(r"(?:19|20)\d\d")
# Patterns of a day, and which of their groups are year, month and day; those of ASCII alone need a year of the web's.
_ASCII_SHAPES = (
    (_DOTTED_YMD, (1, 2, 3)), (_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3)),
)  # fmt: skip
_SHAPES = ((_IDEOGRAPH, (1, 2, 3)), _ASCII_SHAPES[0], (_VIETNAMESE, (3, 2, 1)), *_ASCII_SHAPES[1:])
MAY_BE_DATED = re.compile(rf"\d|{either('year mark')}|{either('year mark, of letters')}")
"""What every date has: a digit, or the mark of a year where digits are words."""
# Characters of a text in which a date is looked for.
_MAX_TEXT = 200
_DAY_SIZES, _YEAR_SIZE = (1, 2), 4  # digits
_SHORTEST_STAMP = 8  # digits of a compact date or a Unix time
_TWO_DIGIT_YEARS = 50  # "67" is no year of the web's, but one of another calendar


def read_date(text: str, *, day_first: bool | None = None) -> str | None:
    """The first whole date in a short text, ISO 8601, with the time and zone that stand beside it; None without one.

    `day_first` settles `04/05/2024`; without it such a date is None unless an AM or PM shows the American order.
    """
    text = text[:_MAX_TEXT].strip()
    if not text:
        return None
    if len(text) > 9 and text[4] == "-":
        with suppress(ValueError):  # the usual spelling, in a third of the time
            return _in_range(datetime.fromisoformat(text), whole=len(text) > 10)
    printed = text
    if not text.isascii():
        text = text.translate(date_calendars.DIGITS)
    sizes = _sizes(text)
    if not sizes and text.isascii():
        return None  # as most lines
    is_stamp = _YEAR_SIZE in sizes or max(sizes, default=0) >= _SHORTEST_STAMP or text.endswith("GMT")
    machine = _read_machine(text) if is_stamp else None
    if machine:
        return machine
    found = _find_printed(text, printed, sizes, day_first)
    if found is None:
        return None
    day, start, end = found
    clock = _TIME.search(text, end, end + 40) or (_TIME.search(text, 0, start) if start else None)
    return _with_clock(day, clock, text)


def _in_range(moment: datetime, *, whole: bool) -> str | None:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.isoformat(timespec="seconds") if whole else moment.date().isoformat()


def has_month(text: str) -> bool:
    """Whether a word of the text is a month's name, or tells which one it is by a number."""
    return any(word.strip(".,").lower() in MONTHS for word in text.split()) or _VIETNAMESE.search(text) is not None


def _read_machine(text: str) -> str | None:
    """ISO 8601 in its usual spellings, compact forms, and Unix time."""
    match = _ISO.search(text)
    if match:
        year, _, month, day, *clock = match.groups()
        return _join(_day(year, month, day), clock)
    match = _COMPACT.match(text)
    if match:
        year, month, day, *clock = match.groups()
        return _join(_day(year, month, day), clock)
    if header := _read_header(text):
        return header
    zoned = _DOT_NET.match(text)
    match = zoned or _EPOCH.match(text)
    if match:
        zone = _zone(zoned[2] if zoned else None) or UTC
        moment = datetime.fromtimestamp(int(match[1]), zone)
        return moment.isoformat() if _FIRST_YEAR < moment.year <= _LAST_YEAR else None
    match = _ORDINAL.match(text)
    if match and 0 < int(match[2]) <= _MOST_DAYS:
        day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
        return day.isoformat() if day.year == int(match[1]) else None
    return None


def _read_header(text: str) -> str | None:
    """A moment as programs print it: with the year last, or in two digits."""
    match = _YEAR_LAST.search(text)
    if match and (month := MONTHS.get(match[1].lower())):
        return _join(_day(match[7], str(month), match[2]), [match[3], match[4], match[5], match[6]])
    match = _TWO_DIGITS.search(text)
    if match and (month := MONTHS.get(match[2].lower())):
        return _join(_day(f"20{match[3]}", str(month), match[1]), [match[4], match[5], match[6], match[7]])
    return None


def _sizes(text: str) -> set[int]:
    """How many digits the numbers of a text have: few texts hold a date, and this tells it in a tenth of the time."""
    sizes = set(map(len, _NUMBER.findall(text)))
    if sizes and ":" in text:  # "201910:02": an hour may cling to a year
        sizes.update(map(len, _NUMBER.findall(date_calendars.without_hours(text))))
    return sizes


def _find_printed(
    text: str, printed: str, sizes: set[int], day_first: bool | None
) -> tuple[date, int, int] | date_calendars.Found | None:
    """The first day of a text in its usual digits, which is `printed` with others, with numbers of these sizes."""
    if lettered := date_calendars.find_lettered(text):
        return lettered
    if sizes.isdisjoint(_DAY_SIZES):
        return None if text.isascii() else date_calendars.find_day(printed)  # in numerals of other scripts
    if text.isascii() and _YEAR_SIZE not in sizes:
        short = _find_short_year(text) if "'" in text else _find_bare_year(text)
        return _find_numeric(text, day_first) or short
    if _YEAR_SIZE not in sizes and "\u2019" in text and (found := _find_short_year(text)):
        return found
    return _find_day(text, day_first) or date_calendars.find_day(printed)


def _find_day(text: str, day_first: bool | None) -> tuple[date, int, int] | None:
    plain = text.isascii()
    if plain and not _WEB_YEAR.search(text):
        return _find_numeric(text, day_first)
    for pattern, order in _ASCII_SHAPES if plain else _SHAPES:
        if pattern is _MONTH_DAY and not _DAY_YEAR.search(text):
            continue  # most words are tried in vain
        for match in pattern.finditer(text):
            year, month, day = (match[place] for place in order)
            named = month.lower().strip(".")
            dotted = dotted_months().get(named) if text[match.end(order[2]) :].startswith(".") else None
            found = _day(year, month if month.isdigit() else dotted or str(MONTHS.get(named, 0)), day)
            if found:
                return found, match.start(), match.end()
    return _find_numeric(text, day_first)


def _find_short_year(text: str) -> tuple[date, int, int] | None:
    """The day of "3 Apr '24" and "Apr 3, '24"."""
    for pattern, day, month in (
        ((_SHORT_YEAR, 1, 2), (_SHORT_YEAR_LAST, 2, 1)) if not _APOSTROPHES.isdisjoint(text) else ()
    ):
        match = pattern.search(text)
        number = MONTHS.get(match[month].lower()) if match else None
        found = _day(f"20{match[3]}", str(number), match[day]) if match and number else None
        if match and found:
            return found, match.start(), match.end()
    return None


def _find_bare_year(text: str) -> tuple[date, int, int] | None:
    """The day of "4 mars 23", where nothing but a weekday stands beside it."""
    match = _BARE_YEAR.match(text)
    number = MONTHS.get(match[2].lower()) if match else None
    found = _day(f"20{match[3]}", str(number), match[1]) if match and number else None
    return (found, match.start(1), match.end(3)) if match and found else None


# A day with two digits of the year and nothing else but a weekday: "mon. 4 mars 23".
_BARE_YEAR = re.compile(rf"^(?:[^\W\d_]+\.?,?\s)?(\d{{1,2}})\.?\s{_WORD}\.?,?\s(\d\d)$")
# The marks before a year of two digits: "3 Apr '24".
_APOSTROPHES = frozenset("'\u2019")


def _find_numeric(text: str, day_first: bool | None) -> tuple[date, int, int] | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, mark, second, year = match.groups()
    if len(year) == 2:
        year = f"{20 if int(year) < _TWO_DIGIT_YEARS else 19}{year}"
    if mark == "." and int(second) <= 12:
        day_first = True  # dots stand between day and month where the day comes first
    elif day_first is None:
        day_first = _day_first(text, int(first), int(second))
    if day_first is None:
        return None
    day, month = (first, second) if day_first else (second, first)
    found = _day(year, month, day) or _day(year, day, month)
    return (found, match.start(), match.end()) if found else None


def _day_first(text: str, first: int, second: int) -> bool | None:
    if first > 12 or first == second:
        return True
    if second > 12 or re.search(r"\d\s?[AP]M\b", text):
        return False
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _with_clock(day: date, clock: re.Match[str] | None, text: str) -> str:
    if clock is None:
        return day.isoformat()
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "Pp" else 0)
    named = _ZONE_NAME.match(text, clock.end())
    zone = None if named else _ZONE.search(text, clock.end())
    name = named[1] if named else (zone[1] or zone[2] or zone[3]) if zone else None
    return _join(day, [str(hour), clock[2], clock[3], name]) or day.isoformat()


def _join(day: date | None, clock: list[str | None]) -> str | None:
    if day is None:
        return None
    hour, minute, second, zone = clock
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return day.isoformat()
    moment = datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0), tzinfo=_zone(zone))
    return moment.isoformat()


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    name = name.removeprefix("GMT").removeprefix("UTC")
    if name in _ZONES:
        name = _ZONES[name]
    if name[:1] not in {"+", "-"}:
        return UTC if name in {"", "Z"} else None
    digits = name[1:].replace(":", "").rjust(4, "0") if len(name) > 3 else name[1:].rjust(2, "0") + "00"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=15):
        return None
    return timezone(offset if name[0] == "+" else -offset)

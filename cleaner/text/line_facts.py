"""What one line of a dump looks like, without its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.lexicon import HIJRI_MONTHS, MONTHS, WEEKDAYS, phrase_category, stopword_share
from cleaner.lexicon.metadata import either as either_of_metadata
from cleaner.lexicon.words import either, words
from cleaner.metadata.names.announced import has_by
from cleaner.model import Block

# Every character that ends a sentence, in all scripts.
_STOPS = "".join(words("ends of sentences"))
# Ends of sentences within a line, in other scripts than the Latin one; some write no blank behind them.
_OTHER_STOPS = ("。", "۔ ", "؟ ", "। ")
_CLOSERS = "\"'”’»)]」』*“"
_BULLETS = "•◦▪‣·*–-■●○►▶"
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Scripts that set blanks between sentences, if at all, and none between words; how many of their letters count as a
# word, and how many make a line a sentence.
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WORD_LETTERS, _SENTENCE_LETTERS = 5, 90
_CONTACT = re.compile(r"\S@[^\s@]+\.\w|https?://|www\.|\+?\d[\d() /-]{7,}\d")
_DATE_NUMBER = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|"
    rf"\d{{4}}{either_of_metadata('year mark')}|\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}"
)
_DIGIT = re.compile(r"\d")
# Marks of notes behind the end of a sentence: "[4]", "[a][12]"; so few that no line makes the search go back and forth.
_MARKS = re.compile(r"(?<=\S)(?:\[\w{1,3}\]){1,6}$")
_ASKS = ("?", "？", "؟")
# Sentences that say "as follows", where no colon does.
_ANNOUNCES = words("announcing ends of sentences")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
# What lines of programs, commands, markup and formulas have, and lines of prose, menus and tables hardly ever.
_CODE = re.compile(
    r"(?<![*|}])[{}]$|^[{}][\s)\],;]*$|(?:\w\([^()]*|[\"'\])])\);$|[\]\"'];$|\\$|&&|=>|\w->\w|\w::\w|\w\(\)"
    r"|\w(?: = | ?[+:!=]= ?|=)[\w\"'$({\[<-]|</\w|/>|^--[a-z]|^@\w+\(|^// |^/\*"
    r"|\$\$|\\[A-Za-z]+[{_^]|\\[(\[]"
)
# Every such line has one of these signs, and of all lines one in twenty has: asking first takes a fifth of the time.
_SIGNS = re.compile(r"[{};=\\<&$]|->|::|\(\)|//|/\*|--|^@|/>")
_CODE_SIZE = 300
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_AGO = re.compile(rf"(?i)\b(?:{either('ago (patterns)')})\b")
SENTENCE, QUOTED, COLON, COMMA, CUT_OFF, OPEN = 5, 4, 3, 2, 1, 0
"""How a line ends."""
_PARAGRAPH_WORDS = 60
"""From so many words on a line is a paragraph, though it does not end like a sentence."""
_TITLE_CASE, _SPOKEN = 0.6, 0.25
"""Share of words with a capital that menus and lists of names have; of function words that sentences have."""


class LineFacts(NamedTuple):
    """One line by itself.

    Attributes:
        text: the line without white space around it.
        words: how many words it has.
        ending: how it ends, from `OPEN` to `SENTENCE`.
        stop_words: share of function words among its first words.
        digits: share of its characters that are digits.
        capitals: share of its words that begin with a capital; 2 where all letters are capitals.
        category: of the stock phrase that the whole line is; None for any other line.
        bullet: it begins with a bullet.
        indent: how many columns it is indented.
        blank_before: a blank line stands above it.
        is_date: it is a date or time and little else.
        is_byline: it begins like a byline.
        sentences: how many ends of sentences it has.
        bars: how many bars it has, as menus do.
        contacts: how many addresses and telephone numbers it has.
        code: it looks like a line of a program, of markup or of a formula.
    """

    text: str
    words: int
    ending: int
    stop_words: float
    digits: float
    capitals: float
    category: str | None
    bullet: bool
    indent: int
    blank_before: bool
    is_date: bool
    is_byline: bool
    sentences: int
    bars: int
    contacts: int
    code: bool

    @property
    def prose(self) -> bool:
        """Reads as a sentence or more, and as no known phrase."""
        return self.category is None and self.words >= 9 and self.ending >= COLON and not self.is_date

    @property
    def holds_sentences(self) -> bool:
        """Whether it is a long paragraph, wherever it ends: in a formula, in a bracket, or without a stop."""
        if self.category or self.words < _PARAGRAPH_WORDS or self.bars > 1 or self.capitals >= _TITLE_CASE:
            return False
        return self.sentences > 1 or self.stop_words >= _SPOKEN


def read_fact(block: Block) -> LineFacts:
    """What one line looks like, without its neighbours."""
    raw = block.runs[0][0] if block.runs else block.text
    text = block.text
    bullet = text[0] in _BULLETS and text[1:2] in {" ", "\u00a0", ""}
    bare = text[1:].strip() if bullet else text
    size = len(bare) or 1
    tokens = bare[:600].split()
    words = len(tokens) if size <= 600 else len(bare.split())
    if size > words * 12 and DENSE.search(bare):
        words = max(words, size // 2)
    ending = _ending(bare)
    if not bare.isascii() and _UNSTOPPED.search(bare, 0, 60):
        letters = len(_UNSTOPPED.findall(bare[:600]))
        words = max(words, letters // _WORD_LETTERS)
        if ending == OPEN and letters >= _SENTENCE_LETTERS:
            ending = SENTENCE
    short = size <= 120
    digits = sum(map(str.isdigit, bare)) / size if short and _DIGIT.search(bare) else 0.0
    category = phrase_category(bare)
    code = category is None and size <= _CODE_SIZE and _is_code(bare)
    return LineFacts(
        text=bare,
        words=words,
        ending=ending,
        stop_words=stopword_share(bare) if words > 2 else 0.0,
        digits=digits,
        capitals=_capitals(tokens[:24]),
        category=category,
        bullet=bullet,
        indent=len(raw) - len(raw.lstrip(" \t\u00a0")) if "\n" not in raw[:-2] else 0,
        blank_before="\n" in raw[: len(raw) - len(raw.lstrip())],
        is_date=digits > 0 and words <= 16 and not code and is_date_line(bare, digits),
        is_byline=words <= 20 and size <= 160 and not code and (ending != SENTENCE or words <= 6) and has_by(bare),
        sentences=min(9, bare.count(". ") + bare.count("? ") + bare.count("! ") + _count_other_stops(bare)),
        bars=bare.count("|") + bare.count("•") + bare.count(" > ") + bare.count("·") if short or "|" in bare else 0,
        code=code,
        contacts=len(_CONTACT.findall(bare)) if size < 500 and ("@" in bare or "www" in bare or digits > 0.1) else 0,
    )


def _count_other_stops(text: str) -> int:
    return 0 if text.isascii() else sum(map(text.count, _OTHER_STOPS))


def _is_code(text: str) -> bool:
    """Whether a line has what lines of programs, commands, markup and formulas have, and is no address."""
    return _SIGNS.search(text) is not None and "http" not in text and _CODE.search(text) is not None


def _ending(text: str) -> int:
    if text[-1:] == "]":
        text = _MARKS.sub("", text)
    core = text.rstrip(_CLOSERS)
    last = core[-1:]
    if core.endswith(("...", "…")):
        return CUT_OFF
    if last and last in _STOPS:
        return SENTENCE
    if text[-1:] and text[-1] in _CLOSERS and text[-1] not in "]*":
        return QUOTED
    if last in {":", "："}:
        return COLON
    return COMMA if last in {",", ";", "،"} else OPEN


def _capitals(tokens: list[str]) -> float:
    """Share of words that start with a capital; 2 when all letters are capitals."""
    if not tokens:
        return 0.0
    shouted = all(token.isupper() or not token.isalpha() for token in tokens) and any(map(str.isupper, tokens))
    if shouted and len(tokens) < 14:
        return 2.0
    return sum(token[0].isupper() for token in tokens) / len(tokens)


def is_date_line(text: str, digits: float) -> bool:
    """Whether the line is a date or a time of publication and little else."""
    lowered = text.lower()
    tokens = _TOKEN.findall(lowered)
    if not tokens or len(tokens) > 18:
        return False
    months = sum(token in MONTHS for token in tokens)
    numbers = sum(token[0].isdigit() for token in tokens)
    if not numbers:
        return False
    if _DATE_NUMBER.search(text) and digits > 0.15:
        return True
    days = sum(token in WEEKDAYS for token in tokens)
    if months and 2 * (months + numbers) + days >= 0.55 * len(tokens) + 1:
        return True
    if is_hijri(tokens):
        return True
    timed = bool(_CLOCK.search(text)) or bool(_AGO.search(lowered))
    return timed and len(tokens) <= 7 and numbers * 2 >= len(tokens) - 3


def is_hijri(tokens: list[str]) -> bool:
    """Whether the words are an Islamic calendar date: such lines are a site's clock, never a dateline."""
    years = any(token.isdecimal() and 1300 <= int(token) <= 1500 for token in tokens)
    return years and len(tokens) <= 8 and any(token in HIJRI_MONTHS for token in tokens)


def opens(fact: LineFacts) -> bool:
    """Whether a line asks or announces: what follows answers it, however short."""
    return fact.ending == COLON or fact.text.endswith(_ASKS) or fact.text.endswith(_ANNOUNCES)

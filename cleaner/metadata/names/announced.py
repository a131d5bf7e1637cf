"""What announces a byline ("By", "Text: Von", "記者") → the line without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from cleaner import expressions as re
from cleaner.lexicon.metadata import (
    AND_WORDS,
    BY_WORDS,
    NO_NAME_WORDS,
    SHORT_AND_WORDS,
    either,
    words,
)
from cleaner.metadata.names.east_asia import BRACKETS, unbracketed
from cleaner.model import Block


def _by_first_letters(found: Iterable[str]) -> str:
    """An expression of words, the longest of each first letter first: few letters are compared with a line's first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(found, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


# An announcing word at the beginning of a line, and the blank, colon or dash behind it.
_BY = re.compile(rf"(?i)^({_by_first_letters(BY_WORDS)})(\s*[:：፡／/|–—●-]\s*|\s+)")
# An announcing word that the name follows without a blank, as in Chinese.
_GLUED = re.compile(
    rf"^(?:{either('announce, glued (patterns)')})[:：／/●|｜＝=・]?\s*|"
    rf"^(?:{either('announce, glued, after a house (patterns)')})"
)
# An expression of its own, since most pages have a line that begins so, and the one above takes 6 ms to compile.
_GLUED_CAPITAL = re.compile(rf"^(?:{either('announce, glued capital (patterns)')})(?=[A-ZÀ-Þ][a-zà-ÿ])")
# "Reportage av Ana Gil", "Story and photos by Ana Gil": what somebody wrote, and a word for "by" behind it.
_TEXT = f"(?:{either('announce, text (patterns)')})"
_PICTURES = f"(?:{either('announce, pictures beside a text')})"
_AND = rf"\s(?:{'|'.join(map(re.escape, AND_WORDS))}|{'|'.join(SHORT_AND_WORDS)}|&)\s"
_TEXT_BY = re.compile(
    rf"(?i:(?:(?:{either('announce, text, article (patterns)')})\s)?"
    rf"(?:{_PICTURES}{_AND}{_TEXT}|{_TEXT}(?:{_AND}(?:{_TEXT}|{_PICTURES}))?)"
    rf"\s(?:{either('announce, text, by')}))\s+(?=[^\W\d_a-z])"
)
_TEXTS = tuple(
    word
    for section in (
        "announce, text (patterns)", "announce, pictures beside a text", "announce, text, article (patterns)"
    )
    for word in words(section)
)  # fmt: skip
_TEXT_STARTS = frozenset(
    start.ljust(3)[:3] for text in _TEXTS for start in (text.partition("?")[0], text.partition("?")[0][:-1])
)
_STARTS = _TEXT_STARTS | {word[:3] for word in BY_WORDS}
_GLUED_STARTS = frozenset(
    word[0] for word in words("announce, glued first letters") + words("announce, glued capital (patterns)")
)
_ALSO_NAMES = frozenset(words("announce, also in names"))
_SMALL = tuple(f"{word} " for word in words("announce, in small letters"))
_WHOLE_NAME = re.compile(r"(?<=\s)[^\W\d_a-z]\S+\s+[^\W\d_a-z]\S")
_LABELS = frozenset(words("announce, labels"))
_PIECE_END = re.compile(r"[,;|•·/–—]|\s-\s")
_LETTER = re.compile(r"[^\W\d_]")
_DASHES = frozenset("-–—")
_SENTENCE = 60  # letters
_ASKED = re.compile(rf"(?i)(?:{either('announce, around who was asked (patterns)')}):?\s+")
_ASKED_STARTS = dict.fromkeys((word[:3] for word in words("announce, around who was asked (patterns)")), True)
_EDGES = " :：-–—|/"
_IDEOGRAPHS = ("\u3400", "\u9fff")


def strip_by(line: str, *, again: bool = False) -> str:
    """Drop what announces a byline ("By", "Text: Von").

    Nothing more goes after a preposition, for what stands there is the name: "By Di Marco" is by Di Marco. Words that
    are names as well stay before a single word ("Par Lagerkvist"); labels ("Text", "Contributors") go before a colon or
    a name only, since many organisations begin with one. `again`: the line has lost a "By" before.
    """
    first = line[:1]
    if first in _EDGES or line.startswith(_SMALL) or _may_cling(first) or _may_announce(line) or _is_doubled(line):
        return _stripped(line, again=again)
    return line  # as nearly all lines


@lru_cache(maxsize=4096)
def _stripped(line: str, *, again: bool) -> str:
    if _is_doubled(line):
        line = line[2:]  # "Byby Jane Doe": a template says it, and so does who filled it in
    for _ in range(3):
        shorter, final = _without_announcement(line, again=again)
        shorter = shorter.lstrip(_EDGES)
        if shorter == line or not shorter:
            break
        line = shorter
        if final:
            break
    return line


def _is_doubled(line: str) -> bool:
    return line[4:5] == " " and line[:2].lower() == line[2:4].lower() and line[:2].lower() in BY_WORDS


def has_by(line: str) -> bool:
    """Whether the line begins like a byline."""
    return (_may_announce(line) or _may_cling(line[:1]) or line.startswith(_SMALL)) and _without_announcement(line)[
        0
    ] != line


def is_quoted(block: Block, line: str, window: Sequence[Block]) -> bool:
    """Whether a dash announces the name in a block's line, below what that one said, as in praise of a product."""
    if line[0] not in _DASHES:
        return False
    return any(below is block and len(before[0]) > _SENTENCE for before, below in pairwise(window))


def _without_announcement(line: str, *, again: bool = False) -> tuple[str, bool]:
    """The line without one announcing word, and whether a name must follow it."""
    match = None
    if _may_announce(line):
        if line[:3].lower() in _TEXT_STARTS and (text := _TEXT_BY.match(line)):
            return line[text.end() :], True
        match = _BY.match(line)
    if match and not (match[2] == "-" and line[match.end() :][:1].islower()):  # "text-center" is one word
        word, rest = match[1].lower(), line[match.end() :]
        if match[2].strip():
            return rest, False
        if word in _ALSO_NAMES and (again or " " not in _PIECE_END.split(rest)[0].strip()):
            return line, True
        if word not in _LABELS:
            named = word in _ALSO_NAMES and rest[:1].isupper() and line[:1].islower()  # "di Di Lorenzo"
            return rest, named or not rest.lower().startswith(f"{word} ")  # likewise
        return (rest, False) if _opens_with_name(rest) else (line, True)
    return _without_odd_word(line)


def _without_odd_word(line: str) -> tuple[str, bool]:
    """The line without a word that announces in small letters, around another name, or that its name clings to."""
    if _ASKED_STARTS.get(line[:3].lower()) and (asked := _ASKED.match(line)):
        return line[asked.end() :], True
    if line.startswith(_SMALL) and (match := _WHOLE_NAME.search(line)):
        return line[match.start() :], True
    bare = unbracketed(line) if _may_cling(line[:1]) else ""
    match = (_GLUED_CAPITAL if bare[0].isascii() else _GLUED).match(bare) if bare else None
    return (bare[match.end() :], False) if match else (line, False)


def _may_announce(line: str) -> bool:
    """Whether a line starts like one of the words before names; trying all of them costs forty times as much."""
    start = line[:3].lower()
    return start in _STARTS or start[:2] in _STARTS or start[:1] in _STARTS


def _may_cling(first: str) -> bool:
    """Whether a line that starts so may have a word without a blank before its name, in brackets or after a house."""
    return first in _GLUED_STARTS or first in BRACKETS or _IDEOGRAPHS[0] <= first <= _IDEOGRAPHS[1]


def _opens_with_name(rest: str) -> bool:
    """Whether what follows a label may be a name: two words without plain ones, or one of a script without capitals."""
    if has_by(rest):
        return True
    found = _PIECE_END.split(rest)[0].split()[:_TELLING]
    letter = _LETTER.search(found[0]) if found else None
    if letter is None or letter[0].islower() or any(word.lower().strip(".,:") in NO_NAME_WORDS for word in found):
        return False
    return len(found) > 1 or not (letter[0].isupper() or letter[0].istitle())


_TELLING = 3  # words that are looked at for whether a name follows; roles such as a photographer's come later

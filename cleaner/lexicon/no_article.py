"""What pages say that hold no article: the table in `no_article.txt`, compiled by reason and language on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from cleaner import expressions as re
from cleaner.lexicon.phrases import DENSE, EDGES
from cleaner.lexicon.sections import Sections

# The file of what such pages say.
_SECTIONS = Sections("no_article.txt")
# Marks around a text that the table does not have.
_EDGES: Final = f"{EDGES};„«（），"
# Names of sections of the file: what pages of a reason say, in texts and in headings; and what all of them say.
_SECTION: Final = "{} (patterns)"
_HEADING: Final = "{}, heading (patterns)"
_DEFINES: Final = "defines (patterns)"
_TO_READER: Final = "speaks to the reader (patterns)"
_OF_SITE: Final = "speaks of the site (patterns)"
_ASKS: Final = "asks the reader (patterns)"
_SIGN: Final = "sign of {} (patterns)"
# An expression for all languages at once takes .4 s to compile and searches more slowly, so a page is searched in the
# languages that it may be in: English, the one that it declares, those of its scripts, and others in Latin script where
# it declares none.
_SCRIPTS: Final = (
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk")),
    (re.compile("[\u3040-\u30ff\u3400-\u9fff]"), ("zh", "ja")),
    (re.compile("[\uac00-\ud7a3]"), ("ko",)),
    (re.compile("[\u0600-\u06ff]"), ("ar", "fa")),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[\u0900-\u097f]"), ("hi",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0e00-\u0e7f]"), ("th",)),
    # Letters that one language has.
    (re.compile("[\u01a1\u01b0\u1ea0-\u1ef9]"), ("vi",)),
    (re.compile("[\u0151\u0171]"), ("hu",)),
    (re.compile("[\u0219\u021b]"), ("ro",)),
)
_LATIN: Final = ("de", "fr", "es", "it", "pt", "pl", "nl", "sv", "cs", "tr", "fi")
# Languages that are only tried where a page declares them; all others are tried where it declares none.
_IF_DECLARED: Final = ("vi", "id", "ro", "hu")
_TABLE: Final = frozenset((*_LATIN, *_IF_DECLARED, "en", *(code for _, codes in _SCRIPTS for code in codes)))


def may_speak(text: str, declared: str | None) -> tuple[str, ...]:
    """Codes of the table's languages that a page may be in; English always, which servers and shields speak.

    Args:
        text: some of the page's words.
        declared: the language that it says it is in; templates often say English where nobody chose.
    """
    found = ["en"]
    code = (declared or "").lower().replace("_", "-").partition("-")[0]
    if code in _TABLE:
        found.append(code)
    for script, codes in _SCRIPTS:
        if script.search(text):
            found += codes
    if not code or (code == "en" and len(found) <= 2 and not text.isascii()):
        found += _LATIN
    return tuple(dict.fromkeys(found))


def hinted(reason: str, text: str) -> bool:
    """Whether a text has a hint of a reason, as every page without an article for this reason has; others may, too.

    Args:
        reason: why there would be no article.
        text: folded, as `fold` does it.
    """
    return _holds_any(text, hints(reason))


@cache
def hints(reason: str) -> tuple[str, ...]:
    """Texts of all languages, folded, one of which is on every page that has no article for this reason."""
    return tuple(dict.fromkeys(_SECTIONS.words(f"{reason}, hints")))


def said(reason: str, languages: Iterable[str], text: str) -> int:
    """How many characters of a folded text the expressions for a reason cover, in these languages."""
    return sum(
        found.end() - found.start()
        for language in languages
        if _hints_of(reason, language, text) and (expression := _expression(_SECTION.format(reason), language))
        for found in expression.finditer(text)
    )


def is_heading(reason: str, languages: Iterable[str], text: str) -> bool:
    """Whether a whole short text, folded, is a heading, label or button of such a page."""
    return any(expression.fullmatch(text) for expression in _headings(reason, tuple(languages), text))


def speaks_of_site(languages: Iterable[str], text: str) -> bool:
    """Whether a text addresses the reader or speaks of the site: nearly all sentences of such pages do."""
    return _is_said(_OF_SITE, languages, f"{text}\n{fold(text)}")


def speaks_to_reader(languages: Sequence[str], text: str) -> bool:
    """Whether a text addresses the reader, asks something of the reader, or is said by those who made the site."""
    asked = f"{text}\n{fold(text)}"
    return _is_said(_TO_READER, languages, asked) or _is_said(_ASKS, languages, asked)


def shows(sign: str, language: str, text: str) -> bool:
    """Whether a folded text has a word of a sort that notices are made of, in this language."""
    expression = _expression(_SIGN.format(sign), language)
    return expression is not None and expression.search(text) is not None


def defines(languages: Sequence[str], text: str) -> bool:
    """Whether a sentence says what a code or a word means, and does not speak to the reader, as notices do."""
    folded = fold(text)
    asked = f"{text}\n{folded}"
    return _is_said(_DEFINES, languages, folded) and not _is_said(_TO_READER, languages, asked)


def fold(text: str) -> str:
    """A text as the table writes it: lower case, straight apostrophes, no marks around it."""
    return text.lower().replace("’", "'").replace("\u00a0", " ").strip(_EDGES)


def _is_said(section: str, languages: Iterable[str], text: str) -> bool:
    expressions = [_expression(section, language) for language in languages]
    return any(expression.search(text) for expression in expressions if expression is not None)


def _headings(reason: str, languages: tuple[str, ...], text: str) -> Iterator[re.Pattern[str]]:
    for language in languages:
        if _hints_of(reason, language, text) and (expression := _expression(_HEADING.format(reason), language)):
            yield expression


def _hints_of(reason: str, language: str, text: str) -> bool:
    """Whether a text has a hint of one language: to compile an expression takes as long as to clean some pages."""
    return _holds_any(text, _hints_in(reason, language))


def _holds_any(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110 - a generator would take twice as long
        if hint in text:
            return True
    return False


@cache
def _expression(section: str, language: str) -> re.Pattern[str] | None:
    texts = _SECTIONS.rows(section).get(language, ())
    dense = [text for text in texts if _is_dense(text)]
    words = [text for text in texts if not _is_dense(text)]
    # Alternatives that begin with a word share one `\b`, which fails at most places of a text.
    alternatives = [rf"\b(?:{'|'.join(words)})"] if words else []
    return re.compile("|".join((*alternatives, *dense))) if texts else None


def every_expression() -> list[re.Pattern[str]]:
    """All expressions of the table, made but not compiled."""
    pairs = [(name, code) for name in _SECTIONS.names() if name.endswith("(patterns)") for code in _SECTIONS.rows(name)]
    return [made for name, code in pairs if (made := _expression(name, code)) is not None]


@cache
def _hints_in(reason: str, language: str) -> tuple[str, ...]:
    return _SECTIONS.rows(f"{reason}, hints").get(language, ())


def _is_dense(text: str) -> bool:
    """Whether what an expression finds may begin within a word: in a script without blanks, or with no letter."""
    return any(char >= DENSE for char in text) or not text.lstrip("(")[:1].isalpha()

"""Notices in words that no expression has: told by signs of several sorts on a page with nothing but a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner import expressions as re
from cleaner.lexicon.no_article import fold, shows, speaks_to_reader
from cleaner.model import NoArticle

# What a page is that shows all of these signs, surer ones first.
_SIGNS: Final[tuple[tuple[NoArticle, tuple[str, ...]], ...]] = (
    ("login", ("a key", "a member")),
    ("no results", ("a search", "nothing found")),
    ("region block", ("a place", "a refusal")),
    ("parked", ("a name", "an offer")),
    ("parked", ("a name", "an opening")),
    ("parked", ("a site", "an opening")),
    ("robot check", ("a program", "a check")),
    ("error page", ("a thing", "a loss", "a way out")),
    ("error page", ("a site", "upkeep", "a way out")),
)
# The same of a body of few words, where fewer signs do: instructions have some of them, at more length.
_SIGNS_OF_FEW: Final[tuple[tuple[NoArticle, tuple[str, ...]], ...]] = (
    *_SIGNS,
    ("error page", ("a thing", "a loss")),
    ("error page", ("a thing", "a way out")),
    ("error page", ("a site", "upkeep")),
)
_FEW: Final = 30
_SORTS: Final = tuple(dict.fromkeys(sign for _, signs in _SIGNS for sign in signs))
# Where sentences end, and characters that make one.
_ENDS: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？؟।])")
_SENTENCE_CHARS, _STOPS = 12, ".!?…。！？؟।"
# Most words of the body, and words that make a line a sentence.
_MOST_WORDS: Final = 60
_SENTENCE: Final = 4
_LABEL_WORDS: Final = 12


def reason_by_signs(
    headings: Sequence[str], lines: Sequence[tuple[str, int]], languages: Sequence[str]
) -> NoArticle | None:
    """What the page is instead of an article; None where it may be one.

    The caller has made sure that no sentence of the body tells something. Signs of different languages do not add up,
    and some sentence must speak to the reader in the same one.

    Args:
        headings: the page's large headings, folded.
        lines: text and number of words of each line of the body.
        languages: codes of those that the page may be written in.
    """
    size = sum([words for _, words in lines])
    if not 0 < size <= _MOST_WORDS:
        return None
    said = [text for text, words in lines if words >= _SENTENCE]
    whole = "\n".join((*headings, *(fold(text) for text, _ in lines)))
    sentences = [
        part for text in said for part in _ENDS.split(text) if len(part) >= _SENTENCE_CHARS and part[-1] in _STOPS
    ]
    spoken = [code for code in languages if any(speaks_to_reader((code,), text) for text in (*said, *headings))]
    longest = max([words for _, words in lines])
    for reason, signs in _SIGNS_OF_FEW if size <= _FEW else _SIGNS:
        if reason == "login" and longest > _LABEL_WORDS:
            continue  # a form has labels, and help for those who want in has sentences
        for code in spoken:
            if all(shows(sign, code, whole) for sign in signs) and all(_is_of_notice(code, text) for text in sentences):
                return reason
    return None


def _is_of_notice(language: str, text: str) -> bool:
    """Whether a sentence has some sign of a notice or speaks to the reader, as each of a notice does."""
    folded = fold(text)
    return any(shows(sign, language, folded) for sign in _SORTS) or speaks_to_reader((language,), text)

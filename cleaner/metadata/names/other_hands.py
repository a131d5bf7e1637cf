"""A printed byline → the same without whoever took the pictures, edited, checked or translated."""

from __future__ import annotations

from cleaner import expressions as re
from cleaner.lexicon.metadata import AND_WORDS, either, words
from cleaner.lexicon.stems import Stemmed
from cleaner.metadata.names.announced import has_by, strip_by

# "Ana Gil (text), Leo Paz (photos)"; "Ana Gil Photographs by Leo Paz"; "Ana Gil | Editor: Leo Paz".
_MAY_NAME_OTHERS = Stemmed(rf"(?i){either('other hands, stems')}", words("other hands, stems"))
_PICTURES_OF = re.compile(
    rf"(?i)[,;/|]?(?<![^,;/|()])[^,;/|()]++\((?>{either('other hands, in brackets (patterns)')})[^():：]*+\)"
)
# "Ana Gil (photos Leo Paz)": what somebody else did.
_PICTURES_BY = re.compile(
    rf"\((?i:(?>{either('other hands, in brackets (patterns)')}))\s"
    r"[A-ZÀ-Þ][^()\s]{1,20}(?:\s[A-ZÀ-Þ][^()\s]{1,20}){1,3}\)"
)
# "Medically reviewed by Leo Paz | Written by Ana Gil"
_OTHERS_FIRST = re.compile(
    rf"(?i)^\s*+(?:(?:(?:{either('other hands, how often (patterns)')})[ -])?"
    rf"(?:{either('other hands, done (patterns)')}) by|(?:{either('other hands, labels (patterns)')})\s*[:：＝=]|"
    rf"(?:{either('other hands (patterns)')})\s(?:{either('announce, signed (patterns)')}|{either('of (patterns)')})\b)"
    r"[^|;·•—–]{3,60}?(?:[|;·•—]|\s[–-]\s|\s(?=\w{2,4}：))\s*(?=[^\W\d_])"
)
_OF_PICTURE = re.compile(rf"(?i)(?<!\w)(?:{either('picture agencies (patterns)')})\b")
# Marks between what a line says of several people.
_PARTS = re.compile(r"([|,;·•])")
_PARTING = frozenset("|;·•—–：.-")
_BESIDE_AUTHORS = re.compile(
    rf"(?i)(?<=\w)[\s,;|/.·•–—、，(-]+(?:(?:{'|'.join(map(re.escape, AND_WORDS))})\s+)?"
    rf"(?:(?:(?:{either('other hands, how often (patterns)')})[ -])?"
    rf"(?:{either('other hands, done (patterns)')}) by|"
    rf"(?:{either('other hands, labels (patterns)')})\s*[:：＝=])[^,;|/]*"
)
_OTHERS_WORK = re.compile(
    rf"(?i)\((?>{either('other hands, in brackets (patterns)')})[^()]*?"
    rf"\s(?:{either('announce, signed (patterns)')})\s[^()]*+\)"
)
# Two credits without a mark between them: "Tekst Fleur de Wit Foto Bram van Dijk"; "Lucía Gil. Fotografías de Leo Paz".
_BEFORE_OTHERS = re.compile(
    rf"(?<=[^\W\d_])\.?\s+(?=(?i:{either('other hands (patterns)')})\s+"
    rf"(?i:(?:{either('announce, signed (patterns)')}|{either('of (patterns)')})\s+)?[A-ZÀ-Þ])"
)
OTHER_HANDS = re.compile(
    rf"(?i)^\s*(?:(?:(?:{either('other hands, how often (patterns)')}) )?"
    rf"(?:{either('other hands, done (patterns)')}) by|{either('other hands (patterns)')})\b"
)
_TRANSLATED = rf"(?:{either('translated, before a name (patterns)')})"
_TRANSLATED_FIRST = re.compile(rf"(?i)^\s*+{_TRANSLATED}\s[^.|;·•]{{3,60}}[.|;·•]\s+(?=\S)")
# A sentence about whoever took the pictures, before the author's; or an editor's in a script without blanks.
_SENTENCE_FIRST = re.compile(
    rf"(?i)^\s*+(?:{either('other hands, labels (patterns)')})\s?[:：]\s?"
    r"(?:[^.|;·•：]{3,60}\.\s+|[\u3400-\u9fff]{2,4}\s+)(?=\S)"
)
_TRANSLATED_LAST = re.compile(rf"(?i)(?<=\w)[\s.,;|/·•(–—-]+{_TRANSLATED}\s[^.|;]{{3,60}}$")


def after_others(line: str) -> str:
    """The line from where it comes to its author: "Reviewed by Leo Paz | Written by Ana Gil"."""
    parted = not _PARTING.isdisjoint(line)  # as few lines are, and that is told at once
    return _OTHERS_FIRST.sub("", _behind_sentence(line)) if parted and _MAY_NAME_OTHERS.search(line) else line


def _behind_sentence(line: str) -> str:
    """The author's part of a line that says first who translated it or took the pictures."""
    for first in filter(None, (_TRANSLATED_FIRST.match(line), _SENTENCE_FIRST.match(line))):
        if has_by(line[first.end() :]):
            return line[first.end() :]
    return line


def without_others(line: str) -> str:
    """A byline without whoever took the pictures, edited, checked or translated."""
    if not _MAY_NAME_OTHERS.search(line):
        return line
    if _OF_PICTURE.search(line):  # "Leo Paz/Getty Images": whose picture it is
        line = "".join(part for part in _PARTS.split(line) if not _OF_PICTURE.search(part))
    behind = _behind_sentence(line)
    line = strip_by(behind) if behind != line else line
    line = _TRANSLATED_LAST.sub("", line)
    line = _OTHERS_WORK.sub("", _OTHERS_FIRST.sub("", line))
    line = _BESIDE_AUTHORS.sub("", _PICTURES_OF.sub("", _PICTURES_BY.sub("", line)))
    return _BEFORE_OTHERS.sub("; ", line)

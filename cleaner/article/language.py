"""The language of a text, told from the text; asks an optional package."""

from __future__ import annotations

import importlib
from dataclasses import replace

from cleaner.article.article import Article
from cleaner.errors import MissingExtra
from cleaner.model import Provenance

_SHORTEST = 60  # letters; the language of a shorter text is told wrongly too often
_LONGEST = 2000  # characters at the start of a text that the detector is given
_CONFIDENCE = 0.8  # of a language that was detected; a declared one is surer


def require_detector() -> None:
    """Check that the optional package is there.

    Raises:
        MissingExtra: the package is not installed.
    """
    try:
        importlib.import_module("py3langid")
    except ImportError as error:
        raise MissingExtra("py3langid", "language") from error


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language; None when the text is too short to tell.

    Raises:
        MissingExtra: the detector is not installed.
    """
    start = text[:_LONGEST]
    if sum(map(str.isalpha, start)) < _SHORTEST:
        return None
    require_detector()
    from py3langid import classify

    code: str = classify(start)[0]
    return code


def with_language(article: Article) -> Article:
    """The article with its text's language where the page declares none."""
    known = article.metadata
    found = None if known.language else detect_language(article.text)
    if found is None:
        return article
    provenance = {**known.provenance, "language": Provenance("text", _CONFIDENCE)}
    return replace(article, metadata=replace(known, language=found, provenance=provenance))

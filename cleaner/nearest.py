"""What somebody may have meant by a word that is none of those there are."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The end of a message: `; did you mean ...?`, or nothing where no word is near."""
    from difflib import get_close_matches  # only who errs has to wait for it

    near = get_close_matches(word.lower(), list(words), 1)
    return f"; did you mean {near[0]}?" if near else ""

"""All cases: what is given to the cleaner, at a size of one's choice."""

from __future__ import annotations

from typing import NamedTuple

from bench.hostile import characters, data, formulas, judgement, structure
from bench.hostile.pages import SENTENCE, STORY, Make, page
from bench.hostile.texts import ADDRESSES, DUMPS
from cleaner import Article, Cleaner

# Python joins bytes of a page and counts characters of a text; the size is of what a file of it would have.
_PROBE = 50
ADDRESS = "https://courier.example/ferry-stops"


class Case(NamedTuple):
    """One kind of input.

    Attributes:
        group: page, address or dump.
        name: what it is made of.
        make: it, with so many of that.
    """

    group: str
    name: str
    make: Make

    def of(self, size: int) -> str:
        """It, of about so many bytes."""
        least = _bytes(self.make(0))
        each = max((_bytes(self.make(_PROBE)) - least) / _PROBE, 0.2)
        count = max(1, int((size - least) / each))
        made = self.make(count)
        # Some grow faster than their number.
        return made if _bytes(made) <= 1.2 * size else self.make(max(1, int(count * size / _bytes(made))))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


CASES = (
    *(
        Case("page", name, make)
        for part in (structure, formulas, characters, data, judgement)
        for name, make in part.KINDS.items()
    ),
    *(Case("address", name, make) for name, make in ADDRESSES.items()),
    *(Case("dump", name, make) for name, make in DUMPS.items()),
)


def clean(cleaner: Cleaner, case: Case, given: str) -> Article:
    """The article of it."""
    if case.group == "dump":
        return cleaner.clean_text(given, ADDRESS)
    return cleaner.clean(page(), given) if case.group == "address" else cleaner.clean(given, ADDRESS)


def result(article: Article) -> str:
    """What came of it, in a few words."""
    if article.reason:
        return article.reason
    return "the story" if SENTENCE.strip() in article.text else "other text"


__all__ = ["ADDRESS", "CASES", "STORY", "Case", "clean", "result"]

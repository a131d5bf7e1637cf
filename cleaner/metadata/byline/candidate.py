"""A byline as one source proposes it: the names, and the line they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.metadata.names.author_list import settle_names, split_authors
from cleaner.metadata.names.printed import tidy_byline
from cleaner.metadata.plain import MAX_FIELD, squeeze
from cleaner.model import Candidate

MOST_NAMES = 200  # of a paper by a collaboration


@dataclass(frozen=True, slots=True)
class Byline:
    """Names proposed by one source, and the line they were read from.

    Attributes:
        names: the names, in order.
        printed: the line.
        source: which source proposes it, such as `json-ld` or `byline line`.
        score: how sure it is, 0 to 1.
        separate: the source gave the names one by one.
        group: the source says that it is an organisation.
    """

    names: tuple[str, ...]
    printed: str
    source: str
    score: float
    separate: bool = False
    group: bool = False

    def listed(self) -> Candidate:
        """The proposal as `explain` shows it."""
        return Candidate("authors", ", ".join(self.names), self.source, round(self.score, 2))


def rule_byline(values: Sequence[str]) -> Iterator[Byline]:
    """The byline that a site's rule points to."""
    proposal = proposed(values, "rule", 1.0)
    if proposal:
        yield proposal


def proposed(texts: Iterable[str], source: str, score: float, *, separate: bool = False) -> Byline | None:
    """Names of some texts; `separate` texts are one author each, and an agency among them was meant as one."""
    told = list(texts)
    printed = [line for line in map(tidy_byline, told) if line]
    found = [name for text in told for name in split_authors(text, bare=source == "rule")]
    names = tuple({squeeze(name): name for name in reversed(found)}.values())[::-1] if separate else settle_names(found)
    if not names:
        return None
    line = ", ".join(dict.fromkeys(printed))
    printed_line = line if len(line) <= MAX_FIELD else ", ".join(names[:3])
    return Byline(names[:MOST_NAMES], printed_line, source, score, separate)


def shown_byline(names: tuple[str, ...], line: str, source: str, score: float) -> Byline:
    """A proposal from a visible line, which may hold more than the byline."""
    return Byline(names, tidy_byline(line) or ", ".join(names), source, score)

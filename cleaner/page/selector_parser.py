"""Any selector → its steps: what stands between combinators, and what each asks for beside names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from cleaner import expressions as re

__all__ = ["MAX_NESTING", "Chain", "Compound", "Count", "Inner", "Step", "chains_of", "is_straight", "nesting_of"]

MAX_NESTING = 8
"""Brackets in one another in a selector."""

# One piece of a selector: a comment, a comma, a combinator, a bracket, a name, a test of an attribute.
_TOKEN = re.compile(
    r"""(?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))
    |(?P<comma>\s*,\s*)
    |(?P<combinator>\s*[>+~]\s*|\s+)
    |(?P<open>:{1,2}[\w-]+\()
    |(?P<close>\s*\))
    |(?P<name>:{1,2}[\w-]+)
    |(?P<test>\[(?:[^"'\[\]\\]|\\.|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')*+\])
    |(?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    |(?P<other>\\.|[^\s\\])""",
    re.VERBOSE | re.DOTALL,
)
# What `:nth-child` counts: "odd", "2n+1", "3", "2 of .story".
_COUNT = re.compile(
    r"""(?ix)\s*(?:(?P<word>odd|even)
    |(?P<step>[+-]?\d*)n(?:\s*(?P<sign>[+-])\s*(?P<from>\d+))?
    |(?P<alone>[+-]?\d+))\s*(?:of\s(?P<of>.+))?"""
)
# Pseudo-classes that count brothers and sisters, and how: whether from the end, and whether of one name only.
_COUNTED = {
    ":nth-child(": (False, False), ":nth-last-child(": (True, False),
    ":nth-of-type(": (False, True), ":nth-last-of-type(": (True, True),
}  # fmt: skip
_FIRST_OF_TYPE = {":first-of-type": (False,), ":last-of-type": (True,), ":only-of-type": (False, True)}
_LISTS = (":is(", ":where(", ":not(", ":has(")


class Count(NamedTuple):
    """What `:nth-child(2n+1)` and its kin ask for: every `step`-th child from number `first` on.

    Attributes:
        step: distance between two such children, negative to count down from `first`; 0 for a single one.
        first: the number that is counted from; the first child has number 1.
        from_end: children are counted from the last one.
        of_type: only children of the same name are counted.
        of: only children that match one of these are counted; all where it is empty.
    """

    step: int
    first: int
    from_end: bool
    of_type: bool
    of: tuple[Chain, ...] = ()


class Inner(NamedTuple):
    """A pseudo-class that holds selectors: `is`, `not` or `has`."""

    name: str
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Compound:
    """What is asked of one element: `plain` is for the parser, which looks at no other elements for it."""

    plain: str
    inner: tuple[Inner, ...] = ()
    counts: tuple[Count, ...] = ()


class Step(NamedTuple):
    """A part of a selector, and how it stands to the one before: `>`, `+`, `~` or a blank; empty for the first."""

    combinator: str
    compound: Compound


Chain: TypeAlias = tuple[Step, ...]


class _Reader:
    """Reads a selector from its tokens."""

    def __init__(self, css: str) -> None:
        self._tokens = [
            (match.lastgroup or "", match[0]) for match in _TOKEN.finditer(css) if match.lastgroup != "comment"
        ]
        self._at = 0

    def chains(self) -> Iterator[Chain]:
        """The alternatives up to a closing bracket or the end."""
        while True:
            yield self._chain()
            token, _ = self._next()
            if token != "comma":
                return

    def _next(self) -> tuple[str, str]:
        """The next token, which then is read; an empty one at the end."""
        self._at += 1
        return self._tokens[self._at - 1] if self._at <= len(self._tokens) else ("", "")

    def _chain(self) -> Chain:
        steps: list[Step] = []
        combinator = ""
        while True:
            compound = self._compound()
            if compound is not None:
                steps.append(Step(combinator, compound))
            token, text = self._next()
            if token != "combinator":
                self._at -= 1
                return tuple(steps)
            # A blank beside another combinator, or at an end, says nothing.
            combinator = text.strip() or (" " if steps else "")

    def _compound(self) -> Compound | None:
        plain, inner, counts = [], [], []
        while True:
            token, text = self._next()
            name = text.lower()
            if token in ("", "comma", "combinator", "close"):
                self._at -= 1
                break
            if name in _LISTS:
                inner.append(Inner({":where(": "is"}.get(name, name[1:-1]), tuple(self.chains())))
            elif name in _COUNTED:
                counts.append(_count(self._inside(), *_COUNTED[name]))
            elif name in _FIRST_OF_TYPE:
                counts += [Count(0, 1, from_end, True) for from_end in _FIRST_OF_TYPE[name]]
            elif token == "open":
                plain.append(f"{text}{self._inside()})")
            else:
                plain.append(text)
        if not plain and not inner and not counts:
            return None
        return Compound("".join(plain) or "*", tuple(inner), tuple(counts))

    def _inside(self) -> str:
        """The text up to the bracket that closes; it is read, too."""
        parts: list[str] = []
        depth = 1
        while True:
            token, text = self._next()
            depth += (token == "open") - (token == "close")
            if not token or not depth:
                return "".join(parts)
            parts.append(text)


def _count(text: str, from_end: bool, of_type: bool) -> Count:
    match = _COUNT.fullmatch(text)
    if match is None:
        return Count(0, 0, from_end, of_type)  # matches nothing
    of = chains_of(match["of"]) if match["of"] else ()
    if match["word"]:
        return Count(2, 1 if match["word"].lower() == "odd" else 0, from_end, of_type, of)
    if match["alone"]:
        return Count(0, int(match["alone"]), from_end, of_type, of)
    step = match["step"]
    first = int(f"{match['sign']}{match['from']}") if match["from"] else 0
    return Count(int(step if step.strip("+-") else f"{step}1"), first, from_end, of_type, of)


@lru_cache(maxsize=4096)
def chains_of(css: str) -> tuple[Chain, ...]:
    """The alternatives of a selector, each as its steps from left to right.

    Args:
        css: one that the parser takes.
    """
    return tuple(_Reader(css).chains())


def nesting_of(css: str) -> int:
    """How many brackets of a selector are open at once, at most."""
    deepest = depth = 0
    for match in _TOKEN.finditer(css):
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        deepest = max(deepest, depth)
    return deepest


@lru_cache(maxsize=4096)
def is_straight(css: str) -> bool:
    """Whether the parser has only one way to match the selector for each element, so that its own search is linear."""
    return all(
        step.combinator in ("", ">", "+") and not step.compound.inner and not step.compound.counts
        for chain in chains_of(css)
        for step in chain
    )

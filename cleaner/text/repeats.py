"""Lines that a dump prints again: mirrored copies, and excerpts that are the cut-off start of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cleaner.metadata.names.announced import has_by
from cleaner.text.line_facts import CUT_OFF, LineFacts

_SURE = 40
"""Letters from which on no author repeats a line on purpose, as "No." and "Thank you." are."""
_REFRAIN_WORDS = 25  # most words of a line that an author may tell twice on purpose
_STUB = 24  # fewest characters of a cut-off line that is looked for in other lines
_LOOKED_AT = 50  # most lines with the same start that an excerpt is compared with
# Marks upon one letter are sorted when text is normalised, in time that grows with the square of their number; the
# Unicode standard's own limit for text in streams is the same.
_MOST_MARKS = 30
_MARKS = re.compile(r"[^\x00-\u02ff\w\s]{31,}")


def squeeze(text: str) -> str:
    """The text as copies are compared: NFKC, white space squeezed, case dropped."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _MARKS.sub(_fewer, text))
    return " ".join(text.lower().split())


def _fewer(match: re.Match[str]) -> str:
    """The run with no more marks upon a letter than any language has."""
    marks = 0
    kept = []
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def find_copies(keys: Sequence[str]) -> tuple[dict[int, int], list[int]]:
    """Later copies (line → the line it repeats), and for each line how often its text stands in the dump.

    Long lines are copies wherever they stand; short ones only between two other copies, in a block printed twice.
    """
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for at, key in enumerate(keys):
        first.setdefault(key, at)
        counts[key] = counts.get(key, 0) + 1
    copies = {at: first[key] for at, key in enumerate(keys) if len(key) >= _SURE and first[key] != at}
    for at in sorted(copies):
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(keys) and near not in copies and counts[keys[near]] > 1 and first[keys[near]] < near:
                copies[near] = first[keys[near]]
                near += step
    return copies, [counts[key] for key in keys]


def find_refrains(
    facts: Sequence[LineFacts], copies: dict[int, int], counts: Sequence[int], story: tuple[int, int]
) -> frozenset[int]:
    """Copies that the author told twice: short, and like the line they repeat alone among the story's own prose."""

    def stands_alone(at: int) -> bool:
        return story[0] < at < story[1] and all(facts[near].prose and counts[near] == 1 for near in (at - 1, at + 1))

    return frozenset(
        at
        for at, of in copies.items()
        if facts[at].category is None and facts[at].words <= _REFRAIN_WORDS and stands_alone(at) and stands_alone(of)
    )


def find_excerpts(facts: Sequence[LineFacts], keys: Sequence[str]) -> dict[int, int]:
    """Cut-off lines ("... to support...") whose words begin another line: excerpt → the line that it is cut from."""
    starts: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        starts.setdefault(key[:_STUB], []).append(at)
    found: dict[int, int] = {}
    for at, fact in enumerate(facts):
        if fact.ending != CUT_OFF or len(keys[at]) < _STUB:
            continue
        for stub in _stubs(keys[at], fact):
            whole = [other for other in starts.get(stub[:_STUB], [])[:_LOOKED_AT] if other != at]
            longer = [other for other in whole if len(keys[other]) > len(stub) and keys[other].startswith(stub)]
            if longer:
                found[at] = longer[0]
                break
    return found


def _stubs(key: str, fact: LineFacts) -> list[str]:
    """The line without its dots; behind a byline also what follows the first few words.

    "By Jane Doe LONDON: The first words..." holds the byline before the paragraph's first words.
    """
    stub = key.rstrip("])").rstrip().rstrip(".…").rstrip(" [(")
    stubs = [stub]
    if fact.is_byline or has_by(fact.text[:80]):
        words = stub.split()
        stubs += [" ".join(words[cut:]) for cut in range(2, 9)]
    return [stub for stub in stubs if len(stub) >= _STUB]

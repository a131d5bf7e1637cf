r"""TeX that a page writes as text, for a script to draw → runs that are known to be formulas.

Pages with MathJax or KaTeX are served with `\(x_1\)` or `$x_1$` in their sentences. Known as formulas, they come out
between dollar signs like all others, and Markdown sets no backslashes into them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cleaner import expressions as re
from cleaner.model import CODE, FORMULA, Block

Run = tuple[str, str, int]

# A formula does not hold what opens one of its kind: where many are opened and none closed, each ends at the next.
# Displayed and inline, then environments that need no delimiters. A dollar sign is money unless no blank stands within
# it and no digit behind the second one, as in `$5 and $6`.
_WRITTEN: Final = re.compile(
    r"\$`(?P<ticked>[^`]+)`\$|\$\$(?P<dollars>(?:[^$]|\$(?!\$))+?)\$\$|\\\[(?P<display>(?:(?!\\\[).)+?)\\\]"
    r"|\\\((?P<inline>(?:(?!\\\().)+?)\\\)|\[(?P<tag>i?(?:la)?tex|i?math)\](?P<tagged>(?:(?!\[(?P=tag)\]).)+?)\[/(?P=tag)\]"
    r"|(?<!#)##(?P<hashes>[^#\s][^#]*)##(?!#)"
    r"|(?P<bare>\\begin\{(?P<name>(?:align|equation|gather|multline|eqnarray)\*?)\}"
    r"(?:(?!\\begin\{(?P=name)\}).)+?\\end\{(?P=name)\})"
    r"|(?<![\\$\w])\$(?P<dollar>[^\s$](?:[^$]{0,400}?[^\s$\\])?)\$(?![\d$])",
    re.DOTALL | re.IGNORECASE,
)
# What each of these begins with, and what it cannot be without.
_SIGNS: Final = (("$", "$"), ("\\", "\\"), ("[", "[/"), ("##", "##"))
# What such formulas begin and end with that pages break into lines.
_ALONE: Final = (
    (r"\[", r"\]"),
    ("[tex]", "[/tex]"),
    ("[math]", "[/math]"),
    ("[latex]", "[/latex]"),
    (r"\begin{", r"\end{"),
)
_MAX_LINES: Final = 40  # most blocks over which one formula may be spread
# What a formula has that a price or a shell's variable has not: a command, a script, a relation, or a lone letter.
_FORMULA: Final = re.compile(
    r"\\[A-Za-z{,;!]|[\^_=<>≤≥]|^[A-Za-z]'*$|^[A-Za-z0-9]\s*[+*/,-]\s*[A-Za-z0-9]|^[A-Za-z]{1,2}\(.*\)$"
)


def with_formulas(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs, with one run for each formula that they write as TeX; the same ones where there is none."""
    whole = "".join([text for text, _, _ in runs])
    if not may_hold_tex(whole):
        return runs
    spans = deque((match.start(), match.end(), tex) for match in _written(whole) if (tex := _tex(match)))
    if not spans:
        return runs
    out: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run[0])
        while spans and spans[0][1] <= start:
            spans.popleft()
        _cut(run, start, end, spans, out)
        start = end
    return tuple(out)


def _written(text: str) -> Iterator[re.Match[str]]:
    """What may be formulas, one behind the other.

    Only where a formula can begin is the expression tried: a search of its own takes twenty times as long as finding
    these signs, and stories with two prices have no others.
    """
    starts: list[int] = []
    for sign, needed in _SIGNS:
        at = text.find(sign) if needed in text else -1
        while at >= 0:
            starts.append(at)
            at = text.find(sign, at + 1)
    end = 0
    for start in sorted(starts):
        if start >= end and (match := _WRITTEN.match(text, start)):
            yield match
            end = match.end()


def may_hold_tex(text: str) -> bool:
    """Whether a text has what formulas are written with; nearly none has."""
    return "$" in text or "\\" in text or "[/" in text or "##" in text


def over_breaks(blocks: Sequence[Block], keeps: Sequence[bool], at: int) -> tuple[Block, int] | None:
    """The formula that begins before a line and ends in it or behind it, as one block, and where it ends.

    Pages break formulas that stand alone into lines, each of which is a block by itself.
    """
    first = blocks[at - 1]
    text, runs = first.text, list(first.runs)
    if not _is_open(text):
        return None
    for end in range(at, min(at + _MAX_LINES, len(blocks))):
        block = blocks[end]
        if not keeps[end] or block.continues != "line":
            return None
        text = f"{text} {block.text}"
        runs += [(" ", "", 0), *block.runs]
        if not _is_open(text):
            return first._replace(text=text, runs=tuple(runs)), end
    return None


def _is_open(text: str) -> bool:
    """Whether a formula that stands alone begins in a text and does not end there: a `br` lies within it."""
    return any(text.rfind(start) > text.rfind(end) for start, end in _ALONE) or bool(text.count("$$") % 2)


def _tex(match: re.Match[str]) -> str:
    """The formula between dollar signs; empty for what is none."""
    found = match.groupdict()
    if found["dollar"] is not None:
        return match[0] if _FORMULA.search(found["dollar"]) else ""
    if found["hashes"] is not None and not _FORMULA.search(found["hashes"]):
        return ""
    if inline := found["ticked"] or found["inline"] or found["tagged"] or found["hashes"]:
        return f"${' '.join(inline.split())}$"
    return f"$${' '.join((found['dollars'] or found['display'] or found['bare']).split())}$$"


def _cut(run: Run, start: int, end: int, spans: Iterable[tuple[int, int, str]], out: list[Run]) -> None:
    """Add what of a run lies outside of formulas, the next of which `spans` tells, and those that begin in it."""
    text, href, style = run
    if style & (CODE | FORMULA):
        out.append(run)
        return
    at = start
    for opens, closes, tex in spans:
        if opens >= end:
            break
        if opens > at:
            out.append((text[at - start : opens - start], href, style))
        if opens >= start:
            out.append((tex, "", FORMULA))
        at = min(closes, end)
    if at < end:
        out.append((text[at - start :], href, style))

"""A mark or text pattern of a rule → the line of the rule's file that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.dumps.record import readable

if TYPE_CHECKING:
    from cleaner.model import Block, Decision, Mark
    from cleaner.pipeline import Trace
    from cleaner.rules.schema import Rule

_LAYOUT: Final = re.compile(r"\s*\[\[\s*layout\s*\]\]")


class RuleLines:
    """Finds lines in the files of the rules that had a say on one page; each file is read once."""

    def __init__(self, trace: Trace) -> None:
        self._rules = {rule.name: rule for rule in trace.rules}
        self._layout = trace.marking.layout
        self._patterns = trace.marking.drop_text
        marks = (block.mark for block in trace.blocks)
        self._content = next((mark for mark in marks if mark and mark.kind == "content"), None)
        self._sources: dict[str, list[str]] = {}

    def of_block(self, block: Block, decision: Decision) -> list[str]:
        """What a rule says of the block, each with `file:line`; the file alone where the line cannot be told.

        A block that lies outside a rule's content goes by that content's selector.
        """
        by_rule = decision.by == "rule"
        said = [pattern.like for pattern in self._patterns if by_rule and repr(pattern.like) in decision.reason][:1]
        found = [f"text pattern, {self._of_pattern(like)}" for like in said]
        mark = block.mark or (self._content if by_rule and not found else None)
        return [*found, f"{mark.kind} {mark.selector}, {self._of_mark(mark)}"] if mark else found

    def _of_mark(self, mark: Mark) -> str:
        found = self._rules.get(mark.rule)
        if found is None:
            return mark.rule
        return self._place(found, mark.kind, mark.selector) or _shown(Path(found.file))

    def _of_pattern(self, like: str) -> str:
        places = (self._place(rule, "drop_text", like) for rule in self._rules.values())
        return next(filter(None, places), "in one of the page's rules")

    def _place(self, rule: Rule, key: str, value: str) -> str | None:
        lines = self._lines(rule.file)
        starts = [n for n, line in enumerate(lines) if _LAYOUT.match(line)]
        spans = list(zip(starts, [*starts[1:], len(lines)], strict=True))
        # The layout that matched speaks first: old ones often have the same selectors.
        spans = [s for n, s in enumerate(spans) if self._is_matched(rule, n)] + spans
        line = next((line for start, end in spans if (line := _find(lines, start, end, key, value))), None)
        return f"{_shown(Path(rule.file))}:{line}" if line else None

    def _is_matched(self, rule: Rule, number: int) -> bool:
        return number < len(rule.layouts) and rule.layouts[number].name == self._layout

    def _lines(self, file: str) -> list[str]:
        if file not in self._sources:
            try:
                self._sources[file] = Path(file).read_text("utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._sources[file] = []
        return self._sources[file]


def _find(lines: Sequence[str], start: int, end: int, key: str, value: str) -> int | None:
    """1-based line of a quoted value at or below its key; lists may run over several lines."""
    keyed = re.compile(rf"\s*{re.escape(key)}\s*=")
    first = next((n for n in range(start, end) if keyed.match(lines[n])), None)
    if first is None:
        return None
    quoted = (f'"{value}"', f"'{value}'", f'"{value.replace(chr(34), chr(92) + chr(34))}"')
    return next((n + 1 for n in range(first, end) if any(form in lines[n] for form in quoted)), None)


def _shown(path: Path) -> str:
    """The path as short as it can be opened from here."""
    here = Path.cwd()
    return readable(path.relative_to(here) if path.is_relative_to(here) else path)

"""A mark or text pattern of a rule → the line of the rule's file that says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.rules.toml_lines import TomlLines
from cleaner.tooling.shown_path import shown

if TYPE_CHECKING:
    from cleaner.model import Block, Decision, Mark
    from cleaner.rules.schema import Rule
    from cleaner.trace import Trace


class RuleLines:
    """Finds lines in the files of the rules that had a say on one page; each file is read once."""

    def __init__(self, trace: Trace) -> None:
        self._rules = {rule.name: rule for rule in trace.rules}
        self._layout = trace.marking.layout
        self._patterns = trace.marking.drop_text
        marks = (block.mark for block in trace.blocks)
        self._content = next((mark for mark in marks if mark and mark.action == "content"), None)
        self._sources: dict[str, TomlLines] = {}

    def of_block(self, block: Block, decision: Decision) -> list[str]:
        """What a rule says of the block, each with `file:line`; the file alone where the line cannot be told.

        A block that lies outside a rule's content goes by that content's selector.
        """
        by_rule = decision.by == "rule"
        said = [pattern.like for pattern in self._patterns if by_rule and repr(pattern.like) in decision.reason][:1]
        found = [f"text pattern, {self._of_pattern(like)}" for like in said]
        mark = block.mark or (self._content if by_rule and not found else None)
        return [*found, f"{mark.action} {mark.selector}, {self._of_mark(mark)}"] if mark else found

    def _of_mark(self, mark: Mark) -> str:
        found = self._rules.get(mark.rule)
        if found is None:
            return mark.rule
        return self._place(found, mark.action, mark.selector) or shown(Path(found.file))

    def _of_pattern(self, like: str) -> str:
        places = (self._place(rule, "drop_text", like) for rule in self._rules.values())
        return next(filter(None, places), "in one of the page's rules")

    def _place(self, rule: Rule, key: str, value: str) -> str | None:
        lines = self._lines(rule.file)
        # The layout that matched speaks first: old ones often have the same selectors.
        spans = [span for place, span in enumerate(lines.layouts) if self._is_matched(rule, place)]
        found = (lines.find(key, value, span) for span in (*spans, *lines.layouts))
        line = next(filter(None, found), None)
        return f"{shown(Path(rule.file))}:{line}" if line else None

    def _is_matched(self, rule: Rule, place: int) -> bool:
        return place < len(rule.layouts) and rule.layouts[place].name == self._layout

    def _lines(self, file: str) -> TomlLines:
        if file not in self._sources:
            try:
                self._sources[file] = TomlLines(Path(file).read_text("utf-8-sig"))
            except (OSError, UnicodeDecodeError):
                self._sources[file] = TomlLines("")
        return self._sources[file]

"""What was learnt of a host → the text of a rule file, each line with its evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cleaner.rules.schema import FIELDS, Field
from cleaner.tooling.counted import counted
from cleaner.tooling.learn.choose import SelectorChoice
from cleaner.tooling.learn.fields import FieldChoice
from cleaner.tooling.learn.patterns import PatternChoice
from cleaner.tooling.toml_text import quoted

# Characters of a line in a rule file, without the sign of a comment.
_WIDTH: Final = 118


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it was learnt, with the evidence for each of its selectors.

    Attributes:
        host: whose rule it is.
        pages: how many pages it was learnt from.
        effect: what it changed on them, in a sentence.
    """

    host: str
    pages: int
    content: tuple[SelectorChoice, ...] = ()
    keep: tuple[SelectorChoice, ...] = ()
    drop: tuple[SelectorChoice, ...] = ()
    patterns: tuple[PatternChoice, ...] = ()
    title: FieldChoice | None = None
    author: FieldChoice | None = None
    date: FieldChoice | None = None
    effect: str = ""
    description: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was learnt that a rule could say."""
        return not (self.content or self.keep or self.drop or self.patterns or self.title or self.author or self.date)

    def toml(self, *, comments: bool = True) -> str:
        """The draft as the text of a rule file."""
        lines = [f"description = {quoted(self.description or self.host)}"]
        if comments:
            told = f"Learnt from {counted(self.pages, 'page')}. {self.effect}".rstrip()
            lines += [f"# {line}" for line in textwrap.wrap(told, _WIDTH)]
        lines += ["", "[[layout]]"]
        for key, choices in (("content", self.content), ("keep", self.keep), ("drop", self.drop)):
            lines += self._selectors(key, choices, comments=comments)
        lines += self._patterns(comments=comments)
        for key in FIELDS:
            choice: FieldChoice | None = getattr(self, key)
            if choice:
                right = f"right on {choice.right} of {counted(self.pages, 'page')}{_proven(choice.proven)}"
                note = f"  # {right}" if comments else ""
                lines.append(f"{key} = [{_field(choice.entry)}]{note}")
        return "\n".join(lines) + "\n"

    def _selectors(self, key: str, choices: Sequence[SelectorChoice], *, comments: bool) -> Iterable[str]:
        if not choices:
            return []
        if not comments:
            return _list(key, [quoted(choice.css) for choice in choices])
        rows = [(f"    {quoted(choice.css)},", self._evidence(key, choice)) for choice in choices]
        width = min(max(len(row) for row, _ in rows), 60)
        return [f"{key} = [", *(f"{row:<{width}}  # {note}" for row, note in rows), "]"]

    def _evidence(self, key: str, choice: SelectorChoice) -> str:
        where = f"on {choice.pages} of {counted(self.pages, 'page')}"
        proven = _proven(choice.proven)
        if key == "drop":
            return f"{where}: {counted(choice.dropped, 'word')}, {choice.kept or 'none'} of a story{proven}"
        share = choice.kept / max(1, choice.kept + choice.dropped)
        return f"{where}: {counted(choice.kept, 'word')} of stories, {share:.0%} of what it holds{proven}"

    def _patterns(self, *, comments: bool) -> list[str]:
        rows = []
        for pattern, pages, proven in self.patterns:
            zone = f', zone = "{pattern.zone}"' if pattern.zone != "any" else ""
            note = f"  # on {pages} of {counted(self.pages, 'page')}{_proven(proven)}" if comments else ""
            rows.append((f"{{ like = {quoted(pattern.like)}{zone} }}", note))
        if not rows:
            return []
        return ["drop_text = [", *(f"    {row},{note}" for row, note in rows), "]"]


def _proven(pages: int) -> str:
    return f"; proven on {pages} left out of the learning"


def _list(key: str, entries: Sequence[str]) -> list[str]:
    line = f"{key} = [{', '.join(entries)}]"
    return [line] if len(line) <= _WIDTH else [f"{key} = [", *(f"    {entry}," for entry in entries), "]"]


def _field(entry: Field) -> str:
    if entry.prefix:
        return f"{{ css = {quoted(entry.css)}, prefix = {quoted(entry.prefix)} }}"
    return quoted(f"{entry.css}@{entry.attr}" if entry.attr else entry.css)

"""Draft → the rule that its file would be read as."""

from __future__ import annotations

from cleaner.rules.schema import Field, Layout, Rule
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.fields import FieldChoice


def rule_of(draft: Draft) -> Rule:
    """The rule that the draft's file would be read as."""
    layout = Layout(
        content=tuple(choice.css for choice in draft.content),
        keep=tuple(choice.css for choice in draft.keep),
        drop=tuple(choice.css for choice in draft.drop),
        drop_text=tuple(choice.pattern for choice in draft.patterns),
        title=_entries(draft.title),
        author=_entries(draft.author),
        date=_entries(draft.date),
    )
    return Rule(f"sites/{draft.host}", "site", None, (layout,), f"{draft.host}.toml")


def _entries(choice: FieldChoice | None) -> tuple[Field, ...]:
    return (choice.entry,) if choice else ()

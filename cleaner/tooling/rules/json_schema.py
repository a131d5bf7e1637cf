"""The JSON Schema of rule files, for editors; made from what the reader of rule files accepts."""

from __future__ import annotations

from typing import Any, Final

from cleaner.rules.schema import ALL_KEYS, HEAD_BLOCKS, TAIL_BLOCKS

# The schema of a list of selectors, and of a text.
_SELECTORS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}}
_TEXT: Final = {"type": "string", "minLength": 1}
# What each key of a field means, for whoever edits a rule.
_FIELD_TEXTS: Final = {
    "css": "which nodes",
    "attr": "take this attribute instead of the text",
    "after": "keep what follows the first of these",
    "before": "keep what stands before the first of these",
    "prefix": "drop this from the start",
    "suffix": "drop this from the end",
}
_KEYS: Final[dict[str, dict[str, tuple[str, dict[str, Any]]]]] = {
    "rule": {
        "description": ("whose rule it is, and what is peculiar about the markup", _TEXT),
        "source": ("where the rule came from", _TEXT),
        "licence": ("of the source", _TEXT),
        "same_as": ("another host whose rule speaks for this one, too", _TEXT),
        "order": ("platforms with a lower one speak first", {"type": "integer"}),
        "detect": ("how a platform's pages are known", {"$ref": "#/$defs/detect"}),
        "layout": (
            "templates, the newest first; the first whose content is found is used",
            {"type": "array", "items": {"$ref": "#/$defs/layout"}},
        ),
    },
    "layout": {
        "name": ("for explain and coverage", _TEXT),
        "valid_until": ("the last day the site used it", {"type": "string", "format": "date"}),
        "every": ("of a platform: each match is content, as the posts of a thread", {"type": "boolean"}),
        "content": ("CSS of what holds the story, in order of preference", _SELECTORS),
        "drop": ("never content", _SELECTORS),
        "keep": ("content, whatever the heuristic says", _SELECTORS),
        "drop_text": ("blocks to drop by their whole text", {"type": "array", "items": {"$ref": "#/$defs/pattern"}}),
        "title": ("CSS or css@attribute, the first with a value counts", {"$ref": "#/$defs/fields"}),
        "author": ("likewise", {"$ref": "#/$defs/fields"}),
        "date": ("likewise", {"$ref": "#/$defs/fields"}),
    },
    "detect": {
        "head": ("one of these occurs in the generator's name or the addresses of the head", _SELECTORS),
        "any": ("one of these occurs in the page's source", _SELECTORS),
        "all": ("and every one of these", _SELECTORS),
        "css": ("and one of these selectors matches", _SELECTORS),
        "within": ("look for `any` and `all` in so many first characters only", {"type": "integer", "minimum": 0}),
    },
    "pattern": {
        "like": ("the text; * stands for anything, case and white space do not count", _TEXT),
        "zone": (
            f"head: the first {HEAD_BLOCKS} blocks that would be kept; tail: the last {TAIL_BLOCKS}",
            {"enum": ["head", "tail", "any"]},
        ),
    },
    "field": {key: (text, _TEXT) for key, text in _FIELD_TEXTS.items()},
}
# Keys without which a table says nothing.
_REQUIRED: Final = {"pattern": ["like"], "field": ["css"]}


def rule_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a rule file as an editor's TOML support wants it.

    Raises:
        RuntimeError: the reader knows a key that is not described here, or the other way round.
    """
    for table, keys in ALL_KEYS.items():
        if set(keys) != set(_KEYS[table]):
            raise RuntimeError(f"keys of {table} that are described are not those that are read")
    field = _table("field")
    tables = {table: _table(table) for table in ("layout", "detect", "pattern")}
    fields = {"type": "array", "items": {"anyOf": [_TEXT, field]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rule of a site or platform for cleaner",
        **_table("rule"),
        "oneOf": [{"required": ["layout"]}, {"required": ["same_as"]}],
        "$defs": {**tables, "fields": fields},
    }


def _table(name: str) -> dict[str, Any]:
    properties = {key: {"description": text} | form for key, (text, form) in _KEYS[name].items()}
    required = {"required": _REQUIRED[name]} if name in _REQUIRED else {}
    return {"type": "object", "additionalProperties": False, "properties": properties, **required}

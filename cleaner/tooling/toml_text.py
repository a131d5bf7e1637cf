"""Texts as TOML has them."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's."""
    if '"' in text and "'" not in text and "\\" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)

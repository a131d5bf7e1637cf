"""The text of a JSON script → its values, through the faults that such scripts usually have."""

from __future__ import annotations

import json
from typing import Any

from cleaner import expressions as re
from cleaner.page.character_references import unescape

# Longest script, in characters, that is read: Python's json needs up to 140 times as much memory. The JSON-LD of real
# articles stays below 200 KB.
_MAX_SCRIPT = 1_000_000
_OPENER = re.compile(r"<!--|(?://|/\*)?\s*+<!\[CDATA\[\s*+(?:\*/)?")
_TRAILING_COMMA = re.compile(r",[ \t\r\n]{0,200}([}\]])")
_DOUBLE_COMMA = re.compile(r",[ \t\r\n]{0,200},")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
DECODER = json.JSONDecoder(strict=False)  # not strict: raw newlines inside strings are the commonest fault


def parse_script(text: str) -> list[Any]:
    """Values in a script's text, through its usual faults: comments, stray commas, several objects in a row."""
    text = text.strip().lstrip("\ufeff")
    if not text or len(text) > _MAX_SCRIPT:
        return []
    try:
        return [DECODER.decode(text)]
    except (ValueError, RecursionError):
        pass
    text = _unwrap(_unwrap(text)).strip().rstrip(";")
    if "&quot;" in text and text.count('"') < 4:
        text = unescape(text)
    for mend in (lambda t: t, _mend):
        values = _decode_all(mend(text))
        if values:
            return values
    return []


def _unwrap(text: str) -> str:
    """The script without the comment or section that it stands in."""
    text = text.strip()
    if opener := _OPENER.match(text):
        text = text[opener.end() :]
    # The end is cut by hand: an expression would try to match it from each of the blanks before it, in square time.
    whole = text.rstrip()
    whole = whole.removesuffix(";").rstrip()
    if whole.endswith("-->"):
        return whole[:-3]
    inner = whole.removesuffix("*/").rstrip()
    if not inner.endswith("]]>"):
        return text
    inner = inner[:-3].rstrip()
    return inner[:-2] if inner.endswith(("//", "/*")) else inner


def _mend(text: str) -> str:
    text = _TRAILING_COMMA.sub(r"\1", _DOUBLE_COMMA.sub(",", text))
    text = _BAD_ESCAPE.sub("", text)
    missing = text.count("{") - text.count("}")
    return text + "}" * missing if 0 < missing < 5 else text


def _decode_all(text: str) -> list[Any]:
    values: list[Any] = []
    at = 0
    while at < len(text) and len(values) < 50:
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values

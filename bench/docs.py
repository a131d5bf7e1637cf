"""Write the table of Arrow fields in docs/adapters.md anew: `python -m bench.docs`, after a field was added."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from cleaner.adapters.schema import FIELDS

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "adapters.md"
_HEAD: Final = "| field | type | what it is |\n| --- | --- | --- |\n"
_TYPES: Final = {"provenance": "list<struct<field, source, confidence>>"}


def table() -> str:
    """The fields as Markdown."""
    return _HEAD + "".join(f"| `{name}` | {_TYPES.get(of, of)} | {meaning} |\n" for name, of, meaning in FIELDS)


def main() -> None:
    """The command."""
    text = PAGE.read_text("utf-8")
    found = re.sub(re.escape(_HEAD) + r"(?:\|.*\n)*", lambda _: table(), text)
    PAGE.write_text(found, "utf-8")


if __name__ == "__main__":
    main()

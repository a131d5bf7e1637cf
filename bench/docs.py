"""Write the tables of fields and columns in docs/ anew: `python -m bench.docs`, after one was added.

Reads the columns of rows (`cleaner/dumps/output/row_columns.py`) and the fields of Arrow tables
(`cleaner/adapters/arrow_schema.py`), and puts each with its type and its meaning into the tables of docs/reference.md
and docs/adapters.md, in place of the lines that stand there. The rest of these two pages stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.arguments import parser_of
from cleaner.adapters.arrow_schema import FIELDS
from cleaner.dumps.output.row_columns import COLUMNS

_DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
_RULE: Final = "| --- | --- | --- |\n"
_TYPES: Final = {"provenance": "list<struct<field, source, confidence>>"}
_PAGES: Final = {
    "adapters.md": ("| field | type | what it is |\n", FIELDS),
    "reference.md": ("| column | type | what it is |\n", COLUMNS),
}


def written(page: str) -> str:
    """A page of docs/ with its table as the code has it now."""
    head, rows = _PAGES[page]
    text = (_DOCS / page).read_text("utf-8")
    return re.sub(re.escape(head + _RULE) + r"(?:\|.*\n)*", lambda _: head + _RULE + _table(rows), text)


def _table(rows: Iterable[tuple[object, ...]]) -> str:
    return "".join(f"| `{name}` | {_TYPES.get(str(name), of)} | {meaning} |\n" for name, of, meaning, *_ in rows)


def main() -> None:
    """The command."""
    parser_of("bench.docs", __doc__).parse_args()
    for page in _PAGES:
        (_DOCS / page).write_text(written(page), "utf-8")


if __name__ == "__main__":
    main()

"""What becomes of input that is made to break a cleaner: `python -m bench.hostile [BYTES]` writes docs/hostile.md.

Reads nothing: each case of `bench.hostile.cases` makes a page, an address or a text dump of its kind. It is cleaned at
two sizes, each in a child with 1 GB of memory besides the interpreter's own, and a line of the table tells what came
out, how many seconds it took, and how much memory.
"""

from __future__ import annotations

from pathlib import Path

from bench.arguments import parser_of
from bench.hostile.cases import CASES
from bench.hostile.measure import in_child
from cleaner import Cleaner

PAGE = Path(__file__).parents[2] / "docs/hostile.md"
SMALL = 8_000
"""Bytes of a case in the tests: more than those that need no look before they are parsed."""
LARGE = 100_000
HEAD = """# Hostile input

What becomes of pages, addresses and text dumps that are made to break a cleaner. `python -m bench.hostile` makes each
({small:,} and {large:,} bytes of it), cleans it in a child with 1 GB of memory besides the interpreter's own, and
writes this table. *The story* means that the article which stands beside it came out. Seconds (of the processor, on a
machine that did other things, too) and megabytes are those of the larger one with its three renderings.
`tests/hostile/test_cases.py` holds that the results of the smaller ones are as the table says, in the library, in a
batch and in the hook on fixtures.

| kind | made of | result | result of the larger | s | MB |
| --- | --- | --- | --- | ---: | ---: |
"""


def write_table(large: int) -> None:
    """Clean all cases at the small size and at this one."""
    cleaner = Cleaner()
    assert cleaner.clean("<p>A first page.").html is not None
    assert cleaner.clean_text("A first text.").text is not None
    rows = []
    for case in CASES:
        small, found = in_child(cleaner, case, SMALL), in_child(cleaner, case, large)
        rows.append(
            f"| {case.group} | {case.name} | {small['result']} | {found['result']} "
            f"| {found['seconds']:.1f} | {found['mb']} |\n"
        )
        print(rows[-1], end="", flush=True)
    PAGE.write_text(HEAD.format(small=SMALL, large=large) + "".join(rows), encoding="utf-8")


def main() -> None:
    """The command."""
    parser = parser_of("bench.hostile", __doc__)
    parser.add_argument(
        "bytes",
        type=int,
        nargs="?",
        default=LARGE,
        help=f"of the larger size; {LARGE:,} by default, the smaller is {SMALL:,}",
    )
    write_table(parser.parse_args().bytes)


if __name__ == "__main__":
    main()

"""The table of phrases, spelled out: `python -m bench.phrases` writes cleaner/data/phrases.tsv.z after each change.

Reads cleaner/lexicon/phrases.txt, whose lines leave words open and name alternatives, and writes every line of text
that one of them stands for, with the hash of the table. A process of the cleaner then looks a line up, and need not
read the table first. A test fails where the two differ.
"""

from __future__ import annotations

from bench.arguments import parser_of
from cleaner.lexicon.phrases import spell_out
from cleaner.lexicon.spelled import FILE, SOURCE, pack_spelled, write_spelled


def spelled() -> str:
    """What the file must hold."""
    source = SOURCE.read_bytes()
    return write_spelled(spell_out(source), source)


def main() -> None:
    """The command."""
    parser_of("bench.phrases", __doc__).parse_args()
    FILE.write_bytes(pack_spelled(spelled()))


if __name__ == "__main__":
    main()

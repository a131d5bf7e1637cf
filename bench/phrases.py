"""The table of phrases, spelled out: `python -m bench.phrases` writes cleaner/data/phrases.tsv after each change."""

from __future__ import annotations

from cleaner.lexicon.phrases import spell_out
from cleaner.lexicon.spelled import FILE, SOURCE, write_spelled


def spelled() -> str:
    """What the file must be."""
    source = SOURCE.read_bytes()
    return write_spelled(spell_out(source), source)


if __name__ == "__main__":
    FILE.write_text(spelled(), "utf-8", newline="\n")

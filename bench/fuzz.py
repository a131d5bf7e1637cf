"""Whether compiled loops and Python's read alike what is odd: `python -m bench.fuzz [SECONDS] [SEED]`.

Reads the fixtures of tests/fixtures and writes nothing. Each page is a fixture whose bytes were cut, doubled, moved, or
mixed with markup that is hard to read; the compiled loops and Python's turn it into blocks and facts. Where these
differ, the page's seed is printed, and the run ends with status 1: `bench.fuzz.page(seed)` makes the same page again.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from bench.arguments import parser_of
from cleaner.page import segment, survey
from cleaner.page.dom import parse
from cleaner.page.hostile_markup import unparsable
from cleaner.page.survey import Places

FIXTURES = sorted(Path(__file__).parents[1].joinpath("tests/fixtures").rglob("*.html"))
BITS = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"&#0;", b"\x00", b"\xed\xa0\x80", b"<table><tr><td>",
    b"</table>",
    b"<template>", b"<svg>", b"<math>", b"<select>", b"<a href=x>", b"</a>", b"<b>", b"</b>", b"<p>", b"</p>", b"<li>",
    b"<pre>", b"<script>", b"</script>", b"<td colspan=9 rowspan=9>", b"<x-y-z-of-more-than-sixteen-letters a=b>", b"'",
    b'"', b"<time itemprop=a>", b"<h1 hidden>", b"<plaintext>", b"<frameset>", b"<div>" * 70, b"<ul><li>" * 40,
]  # fmt: skip


def page(seed: int) -> bytes:
    """A page that the seed makes."""
    chance = random.Random(seed)
    raw = bytearray(chance.choice(FIXTURES).read_bytes()[:60_000])
    for _ in range(chance.randint(1, 30)):
        at, other = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        other = min(other, at + chance.choice([1, 20, 2000]))
        edit = chance.random()
        if edit < 0.6:
            raw[at:at] = chance.choice(BITS)
        elif edit < 0.75:
            del raw[at:other]
        elif edit < 0.9:
            raw[at:at] = raw[at:other]
        else:
            raw[at:other] = bytes(chance.randrange(256) for _ in range(min(20, other - at)))
    return bytes(raw).decode("utf-8", "replace").encode()


def differs(raw: bytes) -> str:
    """What compiled loops and Python's read otherwise; empty where they agree."""
    if unparsable(raw) is not None:
        return ""
    tree = parse(raw)
    if tree.root is None:
        return ""
    walk, survey_loops = segment.compiled, survey.compiled
    ours, places = segment.segment(tree), survey._seen(Places(tree))
    try:
        segment.compiled = survey.compiled = None
        theirs, told = segment.segment(tree), survey._seen(Places(tree))
    finally:
        segment.compiled, survey.compiled = walk, survey_loops
    return " and ".join(["the walk"] * (ours != theirs) + ["the survey"] * (places != told))


def compare(seconds: float, seed: int) -> int:
    """Try pages until the time is over."""
    if segment.compiled is None or survey.compiled is None:
        sys.exit("not compiled: there is nothing to compare")
    until, first, faults = time.monotonic() + seconds, seed, 0
    while time.monotonic() < until:
        if what := differs(page(seed)):
            faults += 1
            print(f"seed {seed}: {what}")
        seed += 1
    print(f"{seed - first} pages, {faults} read otherwise")
    return 1 if faults else 0


def main() -> None:
    """The command."""
    parser = parser_of("bench.fuzz", __doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=60, help="how long to go on; 60 by default")
    parser.add_argument("seed", type=int, nargs="?", default=0, help="of the first page; 0 by default")
    args = parser.parse_args()
    sys.exit(compare(args.seconds, args.seed))


if __name__ == "__main__":
    main()

"""python -m bench.fuzz [SECONDS] [SEED]: fixtures with random edits, read by compiled loops and by Python's: the same?

Each page is a fixture whose bytes were cut, doubled, moved, or mixed with markup that is hard to read. What differs is
printed with the seed that makes the page again, and ends the run with status 1.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

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


def main(seconds: float = 60, seed: int = 0) -> int:
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


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(float(given[0]) if given else 60, int(given[1]) if len(given) > 1 else 0))

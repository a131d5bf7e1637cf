"""The gate on quality: `python -m bench.gate` compares with tests/quality.json, `--write` sets its floors anew.

Each set's figures (word F1, regret, holes in tables and lists, lost repeats, metadata) may fall by less than .004.
`tests/test_quality.py` holds them, on the sets of ../shared/data and on the invented pages of tests/quality, which
ship with the repository. After a change that is meant to move them (a refit, a rule, a mended fault), run

    python -m bench.gate --write            # prints what rose and fell; writes nothing where a figure fell
    python -m bench.gate --write --lower    # accepts what fell, too: say in the commit message why it is worth it
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

from bench.arguments import parser_of
from bench.quality import EVERY, PageScore, SetScore, is_there, measure, read_records, write_records

DROP = 0.004
# Figures are rounded to four digits; what stands on the edge falls.
EDGE = 1e-9
SHOWN = 12


class Move(NamedTuple):
    """A figure that is not as it was recorded; `gain` is above 0 if it got better."""

    figure: str
    was: float
    now: float
    gain: float

    def __str__(self) -> str:
        """One line."""
        return f"{self.figure} {self.was:.4f} -> {self.now:.4f} ({'better' if self.gain > 0 else 'worse'})"


def moves(record: dict[str, Any], found: SetScore) -> list[Move]:
    """What changed, the worst first. F1 is better higher, shares of faults are better lower."""
    out = []
    for figure, now in found.figures().items():
        was = record["figures"].get(figure)
        if was is not None and was != now:
            out.append(Move(figure, was, now, now - was if figure == "f1" else was - now))
    return sorted(out, key=lambda move: move.gain)


def fallen(record: dict[str, Any], found: SetScore, drop: float = DROP) -> list[Move]:
    """The figures that are worse by so much or more."""
    return [move for move in moves(record, found) if move.gain <= -drop + EDGE]


def fallen_pages(record: dict[str, Any], found: SetScore) -> list[str]:
    """A line for each page that is worse than recorded, the worst first."""
    lines = [
        (loss, f"{found.name} {page.key}: {', '.join(told)}  {page.url}".rstrip())
        for page in found.pages
        if page.key in record["pages"]
        for loss, told in [_losses(record["pages"][page.key], page)]
        if told
    ]
    return [line for _, line in sorted(lines, key=lambda one: -one[0])]


def _losses(recorded: Any, page: PageScore) -> tuple[float, list[str]]:  # noqa: ANN401 - JSON
    f1, faults = recorded if isinstance(recorded, list) else (recorded, {})
    told, loss = [], 0.0
    if f1 is not None and page.f1 is not None and page.f1 < f1:
        loss = f1 - page.f1
        told.append(f"F1 {f1:.4f} -> {page.f1:.4f}")
    for name, (count, _) in page.faults.items():
        if count > faults.get(name, 0):
            # A fault that is new is told before a body that lost a hundredth.
            loss += 0.01
            told.append(name)
    return loss, told


def complaint(record: dict[str, Any], found: SetScore) -> str:
    """What a failing set's test says; empty if the set holds its floors."""
    if found.digest != record["sha256"] or EVERY[found.name] != record["every"]:
        return f"{found.name} is not the set that was recorded: python -m bench.gate --write"
    fell = fallen(record, found)
    if not fell:
        return ""
    pages = fallen_pages(record, found)
    more = [f"and {len(pages) - SHOWN} more"] if len(pages) > SHOWN else []
    return "\n".join(
        [f"{found.name} fell:", *(f"  {move}" for move in fell), "pages that fell most:"]
        + [f"  {line}" for line in pages[:SHOWN] + more]
        + ["if that is meant: python -m bench.gate --write --lower, and say why"]
    )


def run(names: Iterable[str], *, write: bool, lower: bool) -> int:
    """Measure, tell, and write if asked; 1 if a figure fell (written or not, by however little, when writing)."""
    records, worse = read_records(), False
    for name in names:
        if not is_there(name):
            print(f"{name}: not here, left as recorded")
            continue
        found = measure(name)
        figures = "  ".join(f"{figure} {value:.4f}" for figure, value in found.figures().items())
        print(f"{name} ({len(found.pages)} pages)  {figures}", flush=True)
        record = records.get(name)
        if record is not None:
            _tell(record, found)
            same = record["sha256"] == found.digest and record["every"] == EVERY[name]
            worse |= same and bool(fallen(record, found, EDGE if write else DROP))
        records[name] = found.record()
    if write and (lower or not worse):
        write_records({name: records[name] for name in EVERY if name in records})
        print("written")
        return 0
    if write:
        print("figures fell: nothing written; --lower accepts that", file=sys.stderr)
    return int(worse)


def _tell(record: dict[str, Any], found: SetScore) -> None:
    for move in moves(record, found):
        print(f"  {move}")
    pages = fallen_pages(record, found)
    for line in pages[:SHOWN]:
        print(f"    {line}")
    if len(pages) > SHOWN:
        print(f"    and {len(pages) - SHOWN} more")


def main() -> None:
    parser = parser_of("bench.gate", __doc__)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(EVERY)}; all by default")
    parser.add_argument("--write", action="store_true", help="set the floors to what comes out now, unless some fell")
    parser.add_argument("--lower", action="store_true", help="with --write: also where they fell")
    args = parser.parse_args()
    if unknown := set(args.sets) - set(EVERY):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    sys.exit(run(args.sets or EVERY, write=args.write, lower=args.lower))


if __name__ == "__main__":
    main()

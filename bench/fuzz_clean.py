"""Whether any page that atheris thinks of breaks the cleaner: `python -m bench.fuzz_clean [OPTION...]`.

Reads the fixtures of tests/fixtures and the cases of `bench.hostile`, and changes them where that reaches code that no
page has reached yet. Whatever leaves `clean` or a rendering as an exception, and whatever ends the process, is a fault;
so is a page whose article holds characters that a terminal obeys. The page of a fault is written into the working
directory by libFuzzer, under a name such as crash-1f0c. It goes on until an option or a fault ends it.

Atheris must be installed: `make fuzz-clean` has it in an environment of its own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.arguments import parser_of

SEED_BYTES = 3_000
FIXTURES = Path(__file__).parents[1] / "tests/fixtures"
_FORBIDDEN = frozenset("\x00\x1b\x9b\u202e\u2066")


def seeds(folder: Path) -> int:
    """Write the first pages into a folder; how many they are."""
    from bench.hostile.cases import CASES

    given = [path.read_bytes()[:20_000] for path in sorted(FIXTURES.rglob("*.html"))]
    given += [case.of(SEED_BYTES).encode("utf-8", "replace") for case in CASES if case.group != "address"]
    for number, page in enumerate(given):
        (folder / f"{number:04}").write_bytes(page)
    return len(given)


def main() -> None:
    """The command."""
    parser = parser_of("bench.fuzz_clean", __doc__)
    parser.add_argument("options", nargs="*", metavar="OPTION", help="of libFuzzer, such as -max_total_time=60")
    if {"-h", "--help"} & {*sys.argv}:  # libFuzzer's own begin with one dash, as no option of a parser may
        parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["cleaner"]):
        from cleaner import Cleaner

    cleaner = Cleaner()
    assert cleaner.clean("<p>A first page.").html is not None

    def one(data: bytes) -> None:
        article = cleaner.clean(data, "https://courier.example/ferry-stops")
        if faults := [warning for warning in article.warnings if "Error" in warning]:
            raise AssertionError(faults)
        for rendering in (article.text, article.markdown, article.html, article.title or ""):
            rendering.encode()
            assert _FORBIDDEN.isdisjoint(rendering)

    with tempfile.TemporaryDirectory() as folder:
        print(seeds(Path(folder)), "pages to begin with")
        atheris.Setup([*sys.argv, "-max_len=65536", "-timeout=20", "-rss_limit_mb=2048", folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

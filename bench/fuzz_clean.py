"""python -m bench.fuzz_clean [libFuzzer's options]: what atheris thinks of breaks nothing (`make fuzz-clean`).

Pages begin with fixtures and the cases of `bench.hostile`, and change where that reaches code that none has reached
yet. Whatever leaves `clean` or a rendering as an exception, and whatever ends the process, is a fault; so is a page
whose article holds characters that a terminal obeys.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

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
    """Go on until libFuzzer is told to stop."""
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

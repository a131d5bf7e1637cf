"""Each case of `bench.hostile` comes to what docs/hostile.md says: in the library, in a batch, and in the hook."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from commands import rows, run
from hostile_pages import limited

from bench.hostile.__main__ import PAGE, SMALL
from bench.hostile.cases import ADDRESS, CASES, Case, clean, result
from bench.hostile.measure import in_child
from bench.hostile.pages import page
from bench.hostile.refused import BAD
from cleaner import Article, Cleaner
from cleaner.batch import Job, Limits
from cleaner.batch import run as run_batch

cpu_limit = pytest.fixture(autouse=True)(limited)

TABLE = re.findall(
    r"^\| (page|address|dump) \| (.+?) \| (.+?) \| (.+?) \| ([\d.]+) \| (\d+) \|$", PAGE.read_text("utf-8"), re.M
)
SAID = {(group, name): small for group, name, small, *_ in TABLE}
PAGES = [case for case in CASES if case.group == "page"]
REFUSED = {name: html for name, html in BAD.items() if len(html) < 1_500_000}
# With a page of the usual size a process has some 100 MB: eight times that is no page's to take.
MEMORY_BYTES = 1 << 30
HEAVY = [
    "payload bomb fonts p", "payload bomb deep", "bomb in wiris", "drawing names thin", "font 40 p",
    "tables flat small", "rowspans stair", "foster b p", "jsonld nested dicts", "math giant mi",
]  # fmt: skip


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def cased(case: Case) -> str:
    return f"{case.group}: {case.name}"


def test_the_table_lists_every_case_once() -> None:
    assert [(group, name) for group, name, *_ in TABLE] == [(case.group, case.name) for case in CASES]


def test_nothing_in_the_table_died_or_took_too_long() -> None:
    assert [
        row for row in TABLE if "died" in row[3] or "error" in row[3] or float(row[4]) > 5 or int(row[5]) > 1000
    ] == []


@pytest.mark.parametrize("case", CASES, ids=cased)
def test_in_the_library(cleaner: Cleaner, case: Case) -> None:
    article: Article = clean(cleaner, case, case.of(SMALL))
    assert article.text is not None
    assert article.markdown is not None
    assert article.html is not None
    assert result(article) == SAID[case.group, case.name]
    assert not [warning for warning in article.warnings if "Error" in warning]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", HEAVY)
def test_under_a_limit_of_memory(cleaner: Cleaner, name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    found = in_child(cleaner, case, 200_000, MEMORY_BYTES)
    assert "died" not in found["result"]
    assert "memory" not in found["result"]
    assert found["mb"] < 700


def test_in_a_batch_each_is_one_row(tmp_path: Path) -> None:
    given = {case.name: case.of(SMALL) for case in PAGES}
    given |= {f"refused: {name}": f"<html><body>{html}" for name, html in REFUSED.items()}
    dump, out = tmp_path / "dump.jsonl", tmp_path / "out.jsonl"
    dump.write_text(
        "".join(json.dumps({"id": name, "html": html, "url": ADDRESS}) + "\n" for name, html in given.items())
    )
    run_batch(Job((dump,), out, limits=Limits(jobs=2, timeout_s=300)))
    found = {row["id"]: row for row in rows(out)}
    assert sorted(found) == sorted(given)
    told = {
        name: row["reason"] or ("the story" if row["status"] == "ok" else row["status"]) for name, row in found.items()
    }
    refused = [told[f"refused: {name}"] for name in REFUSED]
    assert {said.partition(":")[0] for said in refused} <= {"hostile markup", "no article", "the story"}
    assert sum(said.startswith("hostile") for said in refused) > 5
    expected = {case.name: SAID["page", case.name] for case in PAGES}
    assert {name: told[name] for name in expected} == {
        name: "the story" if said == "other text" else said for name, said in expected.items()
    }


def test_in_the_hook_each_holds_and_each_that_changed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages" / "courier.example"
    folder.mkdir(parents=True)
    (tmp_path / ".cleaner.toml").write_text('[fixtures]\npages = ["pages/*/*.html"]\n')
    chosen = PAGES[::4]
    for number, case in enumerate(chosen):
        (folder / f"{number}.html").write_bytes(case.of(SMALL).encode("utf-8", "replace"))
    run("fixtures", "fix")
    assert len(list(folder.glob("*.md"))) == len(chosen)
    (folder / "3.md").write_text("---\ntitle: Another\n---\n\nAnother text.\n")
    (folder / "5.md").unlink()
    checked = run("fixtures", "check")
    assert checked.exit_code == 1
    assert "3.html" in checked.output
    assert "5.html" in checked.output
    assert f"2 of {len(chosen)} fixtures not as expected" in checked.output


def test_an_address_is_never_more_than_an_address(cleaner: Cleaner) -> None:
    plain = cleaner.clean(page(), ADDRESS).text
    assert {cleaner.clean(page(), case.of(2_000)).text for case in CASES if case.group == "address"} == {plain}

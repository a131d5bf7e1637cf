"""A site's rule is there because something comes out otherwise with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cleaner import Cleaner, RuleBook
from cleaner.tooling.fixtures.expected import read_expected

ROOT = Path(__file__).parents[1]
SITES = sorted(path.stem for path in (ROOT / "rules" / "sites").glob("*.toml"))
# Of docs/worth.md: a rule, the difference in F1 on labelled pages, and the fields that are right only with it.
ROW = re.compile(r"^\| sites/(\S+) \| \d+ \| [\d.]+ \| [\d.]+ \| (\S+) \|.*\| (\S+) \|$", re.MULTILINE)
GAINS = {
    host
    for host, difference, fields in ROW.findall((ROOT / "docs" / "worth.md").read_text("utf-8"))
    if float(difference) > 0 or int(fields) > 0
}
RULED = Cleaner()
TOLD = ("text", "title", "authors", "byline", "date")


@pytest.fixture(scope="module")
def unruled(tmp_path_factory: pytest.TempPathFactory) -> Cleaner:
    """A cleaner with the rules of platforms alone."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(ROOT / "rules" / "platforms", folder / "platforms")
    return Cleaner(RuleBook((folder,)))


@pytest.mark.parametrize("host", SITES)
def test_a_fixture_or_a_labelled_page_comes_out_otherwise_by_the_rule_of(host: str, unruled: Cleaner) -> None:
    assert host in GAINS or any(
        is_changed(page, unruled) for page in (ROOT / "tests" / "fixtures" / host).glob("*.html")
    )


def is_changed(page: Path, unruled: Cleaner) -> bool:
    raw, url = page.read_bytes(), read_expected(page.with_suffix(".md")).front["url"]
    return any(getattr(RULED.clean(raw, url), name) != getattr(unruled.clean(raw, url), name) for name in TOLD)

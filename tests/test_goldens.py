"""Every fixture page comes out as its expected file says, by the engine of `cleaner fixtures check`."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.dom import parse
from cleaner.lexicon import boilerplate_kind
from cleaner.rules.book import RuleBook
from cleaner.rules.mark import mark
from cleaner.segment import segment
from cleaner.tooling.expected import parse_expected
from cleaner.tooling.fixture_check import check_fixture, fix_fixtures
from cleaner.tooling.fixture_lines import verdict_lines
from cleaner.tooling.fixtures import find_fixtures, find_orphans
from cleaner.tooling.settings import find_settings

settings = find_settings(Path(__file__).parent)
FIXTURES = find_fixtures(settings)

with_rules = settings.cleaner()
without_rules = Cleaner(rules=None)
book = RuleBook.bundled()

each_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: f"{fixture.host}/{fixture.page.stem}")


def url_of(fixture):
    return parse_expected(fixture.expected.read_bytes()).value("url")


def likeness(one, other):
    """Share of words that two texts have in common, in order."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def by_rule_alone(path, url):
    """What the marks and text patterns keep when nothing else has a say; a block printed twice counts once."""
    page = parse(path.read_text("utf-8"), url)
    marking = mark(page, book.lookup(page))
    blocks = [
        block for block in segment(page, marking.marks).blocks
        if block.mark and block.mark.kind != "drop" and not block.hidden
    ]  # fmt: skip
    kept = [
        block.text for index, block in enumerate(blocks)
        if not any(pattern.matches(block.text, index, len(blocks)) for pattern in marking.drop_text)
        and boilerplate_kind(block.text) != "disclaimer"
    ]  # fmt: skip
    return "\n".join(dict.fromkeys(text.strip() for text in kept))


def test_there_are_pages():
    assert len(FIXTURES) >= 10


def test_no_expected_file_is_without_its_page():
    assert find_orphans(settings, FIXTURES) == []


@each_fixture
def test_comes_out_as_its_golden_says(fixture, request):
    if request.config.getoption("--update-goldens"):
        list(fix_fixtures([fixture], settings, with_rules))
        return
    verdict = check_fixture(fixture, settings, with_rules)
    assert verdict.fault is None, "\n".join(verdict_lines(verdict, settings))


@each_fixture
def test_comes_out_nearly_the_same_without_rules(fixture):
    ruled, free = (
        cleaner.clean(fixture.page.read_bytes(), url_of(fixture)).text for cleaner in (with_rules, without_rules)
    )
    assert likeness(ruled, free) >= 0.95


@each_fixture
def test_the_rule_alone_gives_the_body(fixture):
    url = url_of(fixture)
    ruled = with_rules.clean(fixture.page.read_bytes(), url).text
    assert likeness(ruled, by_rule_alone(fixture.page, url)) >= 0.97

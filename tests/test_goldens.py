"""Every page under fixtures/<host>/ comes out as the .md beside it says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.dom import parse
from cleaner.rules.book import RuleBook
from cleaner.tooling.trial import alone

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(path for path in FIXTURES.glob("*/*.html") if "." in path.parent.name)
# Invented sites with one story a page.
STORY = re.compile(r"(?!claymenders|kilnside).*\.example")
KEYS = ("url", "title", "byline", "authors", "date", "rules")

with_rules = Cleaner()
without_rules = Cleaner(rules=None)
book = RuleBook.bundled()

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def read_golden(path):
    """Front matter as a dict, and the body."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    front = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    return front, body.removeprefix("\n")


def write_golden(path, front, body):
    head = "".join(f"{key}: {front[key]}".rstrip() + "\n" for key in KEYS)
    path.write_text(f"---\n{head}---\n\n{body}", "utf-8")


def outcome(path, url):
    article = with_rules.clean(path.read_bytes(), url)
    rules = " ".join(rule.name for rule in book.lookup(parse(path.read_text("utf-8"), url)))
    front = {
        "url": url,
        "title": article.title or "",
        "byline": article.byline or "",
        "authors": "; ".join(article.authors),
        "date": article.date or "",
        "rules": rules,
    }
    return front, article.markdown.rstrip("\n") + "\n"


def likeness(one, other):
    """Share of words that two texts have in common; their order is the golden's business."""
    one, other = Counter(one.split()), Counter(other.split())
    return 2 * (one & other).total() / (one.total() + other.total())


def test_there_are_pages():
    assert len(PAGES) >= 10


@each_page
def test_comes_out_as_its_golden_says(path, request):
    golden = path.with_suffix(".md")
    assert golden.exists(), f"write {golden.name} with a line `url: ...`, then run pytest --update-goldens"
    front, body = read_golden(golden)
    now_front, now_body = outcome(path, front["url"])
    if request.config.getoption("--update-goldens"):
        write_golden(golden, now_front, now_body)
        return
    assert {key: front.get(key, "") for key in KEYS} == now_front
    assert body == now_body


@each_page
def test_rule_and_heuristic_agree_for_the_most_part(path):
    """Each by itself: were one of them to hold everything or nothing, the golden would only test the other."""
    url = read_golden(path.with_suffix(".md"))[0]["url"]
    ruled, free = (cleaner.clean(path.read_bytes(), url).text for cleaner in (with_rules, without_rules))
    by_rule = alone(parse(path.read_text("utf-8"), url), book)
    # Real sites and threads are where the two part company most.
    ours, told = (0.3, 0.4) if not STORY.fullmatch(path.parent.name) else (0.95, 0.97)
    assert likeness(ruled, free) >= ours
    assert not by_rule or likeness(ruled, by_rule) >= told

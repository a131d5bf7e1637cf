"""Every page under fixtures/<host>/ comes out as the .md beside it says."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.dom import parse
from cleaner.lexicon import boilerplate_kind
from cleaner.rules.book import RuleBook
from cleaner.rules.mark import mark
from cleaner.segment import segment

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(path for path in FIXTURES.glob("*/*.html") if "." in path.parent.name)
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
def test_comes_out_nearly_the_same_without_rules(path):
    url = read_golden(path.with_suffix(".md"))[0]["url"]
    ruled, free = (cleaner.clean(path.read_bytes(), url).text for cleaner in (with_rules, without_rules))
    assert likeness(ruled, free) >= 0.95


@each_page
def test_the_rule_alone_gives_the_body(path):
    url = read_golden(path.with_suffix(".md"))[0]["url"]
    ruled = with_rules.clean(path.read_bytes(), url).text
    assert likeness(ruled, by_rule_alone(path, url)) >= 0.97

"""Selectors of rules: what the compiled pass finds is what the parser finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner.page import survey
from cleaner.page.dom import Page, parse
from cleaner.rules.book import RuleBook
from cleaner.rules.read import load_rule
from cleaner.rules.select import find, find_nodes, has_text, text_length

pytestmark = pytest.mark.skipif(survey.compiled is None, reason="built without a C compiler: only Python is there")

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").rglob("*.html"))
LISTS = [
    list_of
    for file in RuleBook.bundled().files()
    for layout in load_rule(file).layouts
    for list_of in (layout.content, layout.drop, layout.keep)
    if list_of
]
SELECTORS = (
    "p", "div", "#a", ".a", ".b.a", "p.a", "p#a.b", ".A", "[class]", "[class=a]", "[class='a b']", "[id^=a]", "[id$=b]",
    "[class*=b]", "[data-x=a]", "p[data-x]", ".a[itemprop=b]", "[itemprop='']", "[rel=A]", ".a .b", "p > .a", ":is(.a)",
    ".a > .b p", "div p > .a", ".a .a", "p p > p", "#a [class] .b", ".a + .b", ".a  >p",
    "[class~=a]", "time-ago", "section", "[a-very-long-name-of-an-attribute=x]", "[data-x]", "*", ".é",
)  # fmt: skip


def assert_same(page: Page, selectors: tuple[str, ...], scopes: list[int]) -> None:
    ours = find(page, selectors, scopes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey, "compiled", None)
        theirs = find(page, selectors, scopes)
    assert set(ours) == set(theirs)
    for node in ours:
        assert has_text(page, [node], 20) == (len("".join(texts(page, node))) >= 20)
        assert text_length(page, node) == length_in_python(page, node)


def texts(page: Page, node: int) -> list[str]:
    """Texts below a node that are not in scripts and styles."""
    (found,) = [other for other in page.select("*") if other.mem_id == node]
    inner = [other for other in found.traverse(include_text=True) if other.tag == "-text"]
    return [(other.text() or "").strip() for other in inner if other.parent.tag not in ("script", "style")]


def length_in_python(page: Page, node: int) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey, "compiled", None)
        return text_length(page, node)


@pytest.mark.parametrize("path", FIXTURES[::4], ids=lambda path: path.stem)
def test_every_list_of_every_rule_on_a_fixture(path):
    page = parse(path.read_text("utf-8", "replace"))
    body = page.first("body")
    for selectors in LISTS:
        ours = find(page, selectors)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(survey, "compiled", None)
            assert set(ours) == set(find(page, selectors))
        assert body is None or set(find(page, selectors, [body.mem_id])) <= set(ours)


ITEMS = [
    "<p itemprop=a>",
    "<p itemprop='a b'>",
    "<p itemprop=A>",
    "<p itemprop='a '>",
    "<b itemprop=a itemprop=b>",
    "x",
]


@given(items=st.lists(st.sampled_from([*ITEMS, "<template>", "<svg>", "</p>", "<!doctype html>"]), max_size=8))
def test_a_lone_item_property_is_what_the_parser_finds(items):
    page = parse("".join(items))
    assert set(find(page, ("[itemprop=b]", "[itemprop=a]"))) == {
        node.mem_id for node in page.select("[itemprop=a], [itemprop=b]")
    }


@given(
    html=pages,
    classes=st.lists(st.sampled_from(["a", "b", "A", "a b", "b  a", "ab", "é a", " a\tb"]), min_size=3, max_size=3),
    keys=st.lists(st.sampled_from(["id", "data-x", "itemprop", "rel", "class", "DATA-X"]), min_size=3, max_size=3),
    selectors=st.lists(st.sampled_from(SELECTORS), min_size=1, max_size=4, unique=True),
    doctype=st.sampled_from(["<!doctype html>", "<!DOCTYPE html>\n", "", "<!doctype html public 'x'>"]),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_generated_pages(html, classes, keys, selectors, doctype):
    inner = "".join(
        f"<p class='{name}' {key}='{name}'>text of <b id=ab class='b'>{name}</b> and <section class=a>more</section>"
        for name, key in zip(classes, keys, strict=True)
    )
    page = parse(f"{doctype}<div id=s class=a>{inner}</div>{html}")
    scope = page.first("#s")
    assert scope is not None
    assert_same(page, tuple(selectors), [])
    assert_same(page, tuple(selectors), [scope.mem_id])


def test_the_selector_that_is_told_is_the_plainest():
    page = parse("<!doctype html><p class='a b'>x<div class=b>y")
    assert sorted(find(page, ("p.a", "[class^=a]", ".b")).values()) == [".b", ".b"]


@given(html=pages, selector=st.sampled_from(SELECTORS))
@settings(max_examples=EXAMPLES, deadline=None)
def test_nodes_of_one_selector_come_as_the_parser_gives_them(html, selector):
    page = parse(html)
    found = find_nodes(page, selector)
    if found is not None:
        assert [node.mem_id for node in found] == [node.mem_id for node in page.select(selector)]


def test_below_one_node_only_what_lies_there_is_found():
    page = parse("<head><meta property=a content=b></head><body><p class=c>1</p><div><p class=c>2</p></div>")
    (div,) = page.select("div")
    assert [node.text() for node in find_nodes(page, ".c", div) or ()] == ["2"]

"""The compiled loops give what the Python ones give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner import native, segment
from cleaner.dom import Page, parse
from cleaner.model import NO_MARKS, Mark, Marks

pytestmark = pytest.mark.skipif(segment.compiled is None, reason="built without a C compiler: only Python is there")

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").rglob("*.html"))
HOSTILE = [
    "", "text", "<p>", "<!--", "<div " * 300, "<div>" * 3000, "<b>" * 2000 + "x", "<ul><li>" * 200 + "deep",
    "<p>\x00\x01\x02</p>", "<p>\u2028a\u2009b\u3000c\u00a0</p>", "<p>a\u200bb</p>", "<p>\ufffd\ud7ff</p>",
    "<a-very-long-custom-element-name-of-its-own>text</a-very-long-custom-element-name-of-its-own>",
    "<annotation-xml>x</annotation-xml>", "<font-face>y</font-face>", "<relative-time>z</relative-time>",
    "<svg><text>no</text><a>b</a></svg>", "<nav><svg><a>b</a></svg>c</nav>", "<p style>a</p><p class>b</p><p id=>c</p>",
    "<a href>a</a><a>b</a><a href=''>c</a>", "<template><p>a</p></template>b", "<pre>\n a\n\n</pre>", "<pre> \n </pre>",
    "<header><h1>t</h1></header><p>b", f"<aside>{'word ' * 900}</aside>", f"<aside>{'é' * 4001}</aside>",
    f"<footer>{'é' * 4000}</footer>", "<p hidden>a<p aria-hidden=true>b<p style='DISPLAY : NONE'>c<p style=none>d",
]  # fmt: skip


def assert_same(page: Page, marks: Marks, coarse: bool) -> None:
    assert page.root is not None
    assert segment.compiled is not None
    of_python = segment.walk(page.root, marks, coarse)
    assert segment.segment(page, marks, coarse=coarse) == of_python


@pytest.mark.parametrize("coarse", [True, False], ids=["areas", "whole"])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_walk_over_a_fixture(path: Path, coarse: bool):
    assert_same(parse(path.read_text("utf-8", "replace")), NO_MARKS, coarse)


@pytest.mark.parametrize("coarse", [True, False], ids=["areas", "whole"])
@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_the_walk_over_a_hostile_page(html: str, coarse: bool):
    assert_same(parse(html), NO_MARKS, coarse)


@given(html=pages, coarse=st.booleans(), places=st.lists(st.integers(0, 40), max_size=4), kind=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_walk_over_generated_pages_with_marks(html, coarse, places, kind):
    page = parse(html)
    nodes = [node.mem_id for node in page.select("*")]
    marks = {
        nodes[place]: Mark(kind.draw(st.sampled_from(["content", "drop", "keep"])), "css", "rule")
        for place in places
        if place < len(nodes)
    }
    assert_same(page, marks, coarse)


def test_another_release_of_the_parser_is_walked_in_python():
    assert native.load_walk("0.0.1", {}, lambda: parse("<a>")) is None

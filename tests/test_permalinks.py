from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.judge.permalinks import without_permalinks
from cleaner.page.dom import parse
from cleaner.page.segment import segment

SENTENCE = "<p>A paragraph of the manual stands below each of its headings, and it is long enough to be one.</p>"


def text_of(markup: str) -> str:
    (block,) = segment(parse(markup)).blocks
    return without_permalinks(block).text


@pytest.mark.parametrize(
    "markup",
    [
        '<h2>Pricing<a href="#pricing">#</a></h2>',
        '<h2>Pricing <a href="#pricing">¶</a>\n</h2>',
        '<h2>Pricing<a class="anchor" href="https://a.example/x#pricing"><span aria-hidden="true">§</span></a></h2>',
        '<h2><a href="#pricing">§</a>Pricing</h2>',
        '<h2>Pricing<a href="#pricing">\u200b</a></h2>',
        '<h2>Pricing<a href="#pricing">\uf0c1</a></h2>',
        '<h2>Pricing<a href="#pricing">🔗</a><a href="#toc">¶</a></h2>',
        '<dl><dt>Pricing<a href="#pricing">#</a></dt></dl>',
        '<p>Pricing<a href="#pricing">¶</a></p>',
    ],
)
def test_a_permalinks_mark_is_no_word_of_the_block(markup):
    assert text_of(markup) == "Pricing"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>C#</h2>", "C#"),
        ('<h2>Learn <a href="/c#">C#</a></h2>', "Learn C#"),
        ('<p><a href="#y">Y</a> <a href="#z">Z</a> <a href="#other">#</a></p>', "Y Z #"),
        ('<h2>Pricing <a href="/help">#</a></h2>', "Pricing #"),
        ('<h2><a href="#pricing">#</a></h2>', "#"),
        ('<p>A claim<a href="#note-1">1</a></p>', "A claim1"),
        ('<h2>Pricing <a href="#pricing">§</a> of 2024</h2>', "Pricing § of 2024"),
    ],
)
def test_what_is_no_permalinks_mark_stays(markup, text):
    assert text_of(markup) == text


@given(
    st.lists(
        st.tuples(st.text("a #¶ \u200b", max_size=4), st.sampled_from(["", "#x", "/y"]), st.just(0)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["h2", "p"]),
)
def test_letters_and_unlinked_signs_are_never_lost(runs, tag):
    markup = "".join(f'<a href="{href}">{text}</a>' if href else text for text, href, _ in runs)
    for block in segment(parse(f"<{tag}>{markup}</{tag}>")).blocks:
        now = without_permalinks(block)
        assert now.text.count("a") == block.text.count("a")
        for sign in "#¶":
            unlinked = sum(run[0].count(sign) for run in block.runs if not run[1])
            assert now.text.count(sign) >= unlinked
        assert now.text
        assert without_permalinks(now) == now


@pytest.fixture(scope="module")
def manual():
    """A page of a manual with a sign for a link behind each heading."""
    body = "".join(
        f'<h2 id="s{n}">Section {n}<a class="headerlink" href="#s{n}">¶</a></h2>{SENTENCE * 2}' for n in range(4)
    )
    page = f"<html><body><main><article><h1>Manual of the weir</h1>{body}</article></main></body></html>"
    return Cleaner(rules=None).clean(page, "https://weir.example/manual")


@pytest.mark.parametrize(("body", "heading"), [("text", "Section 2\n"), ("markdown", "## Section 2\n")])
def test_headings_of_an_article_end_before_their_permalinks(manual, body, heading):
    assert heading in getattr(manual, body)


@pytest.mark.parametrize("body", ["text", "markdown", "html"])
def test_an_article_is_without_permalinks(manual, body):
    assert "¶" not in getattr(manual, body)

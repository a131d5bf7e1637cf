"""What holds on every page: no character lost or doubled by the walk; a tree only read; one answer in any format."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import characters, comparable, html_lines, read_html, read_markdown

from cleaner import Article, Cleaner, pipeline
from cleaner.model import FORMULA, NO_MARKS, SUBSCRIPT, SUPERSCRIPT, Block, Mark, Marks, StandIns
from cleaner.page.dom import Page, parse
from cleaner.page.segment import segment, walk
from cleaner.page.stand_ins import stand_ins

DATA = Path(__file__).parents[2] / "shared" / "data"
PAGES_PER_SET = 24

INVISIBLE = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "head",
        "title",
        "noframes",
        "noembed",
        "textarea",
    ]
)

EXAMPLES = 150

words = st.text(st.sampled_from("abc XYZ 019 .,;:!?'\"-–“”é中א\t\n\u00a0"), max_size=20)
entities = st.sampled_from(
    ["&amp;", "&lt;p&gt;", "&nbsp;", "&#65;", "&#x110000;", "&bogus;", "&", "&copy", "&#0;", "&#x80;"]
)
odd = st.sampled_from(
    ["<!-- gone <p>x -->", "<![CDATA[ kept? ]]>", "<?php echo 1 ?>", "<!doctype html>", "<br>", "<br><br>", "<hr>",
     "<wbr>",
     "<img alt=x src=y>", "<img alt=\u26f5>", "<script>var s = '<p>no</p>'</script>", "<style>p{}</style>",
     "<template><p>no</p></template>",
     "<svg><text>no</text></svg>", "<math><mi>x</mi></math>", "<pre class=lang-x>a<br> b</pre>",
     "<script type='math/tex'>x_1</script>", r"\(y_1\)", "<iframe>no</iframe>", "<noscript><p>seen</p></noscript>",
     "<input value=v>", "<textarea> typed </textarea>", "<select><option>one<option>two</select>", "<title>t</title>",
     "<object>no</object>", "<noframes>no</noframes>", "</p>", "</div>", "</b>", "<p", "<", "</", "<table>", "</table>",
     "<td>", "<li>", "</ul>", "<dd>", "<b>", "<i>", "</a>", "<a href=/x>", "<body class=y>", "<form>", "<tr>", "</tr>"]
)  # fmt: skip
leafs = st.one_of(words, words, entities, odd)
blocks = st.sampled_from(
    ["div", "p", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure",
     "figcaption",
     "h1", "h2", "h6", "table", "tbody", "tr", "td", "th", "caption", "noscript", "form", "fieldset", "details",
     "center",
     "nav", "header", "footer", "aside", "address", "dialog", "menu", "button", "label", "x-card", "marquee", "map"]
)  # fmt: skip
inlines = st.sampled_from(
    ["a", "b", "i", "em", "strong", "span", "font", "code", "sub", "sup", "s", "u", "small", "time", "q", "ruby", "rt"]
)
attributes = st.sampled_from(
    ["", "", "", ' hidden', ' style="display: none"', ' aria-hidden="true"', ' class="a b"', ' role="navigation"',
     ' role="banner"', ' style="visibility:hidden"', ' href="/x?a=1"', ' id="x" class', ' style', ' role="main"']
)  # fmt: skip


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=4).map("".join)
    return st.builds(
        lambda tag, attrs, body: f"<{tag}{attrs}>{body}</{tag}>", st.one_of(blocks, inlines), attributes, inside
    )


pages = st.lists(st.recursive(leafs, _element, max_leaves=25), max_size=6).map("".join)


def visible(page: Page, given: StandIns) -> str:
    """Every text node of a page outside elements that are never shown, by a walk of its own.

    An element that something stands for (a picture of a character, a formula, a listing) gives that instead.
    """
    found = []
    stack = [page.root] if page.root is not None else []
    while stack:
        node = stack.pop()
        if node.mem_id in given:
            found.append(given[node.mem_id].text)
        elif node.tag == "-text":
            found.append(node.text_content or "")
        elif node.tag not in INVISIBLE:
            children = []
            child = node.first_child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend(reversed(children))
    return "".join(found)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def assert_every_character_is_in_one_block(page: Page, coarse: bool = True, marks: Marks = NO_MARKS) -> list[Block]:
    found = segment(page, marks, coarse=coarse).blocks
    given = stand_ins(page, walk(page.root, marks, coarse)) if page.root is not None else {}
    there, expected = characters("".join(block.text for block in found)), characters(visible(page, given))
    # What is hidden inside a line, or dropped from it by a rule, stands before the line: nothing is lost, but moved.
    assert Counter(there) == Counter(expected)
    if not any(block.continues == "inline" for block in found):
        assert there == expected
    return found


def assert_blocks_hold_the_page(page: Page, coarse: bool) -> None:
    found = assert_every_character_is_in_one_block(page, coarse)
    for block in found:
        runs = "".join(run[0] for run in block.runs)
        assert block.text == (runs.strip("\n") if block.tag == "pre" else " ".join(runs.split()))


def assert_renderings_agree(article: Article) -> None:
    """Text, Markdown and HTML hold the same characters; where some are above or below the line, the same letters."""
    text = article.text
    assert characters(text) == characters("".join(block.text for block in article.blocks))
    shown = read_markdown(article.markdown), read_html(article.html)
    expected, *found = comparable(article.blocks, text, *shown)
    assert found == [expected] * 2
    if not any(run[2] & (SUPERSCRIPT | SUBSCRIPT | FORMULA) for block in article.blocks for run in block.runs):
        assert words_of(shown[0]) == words_of(text)
        assert words_of(html_lines(article.html)) == words_of(text)
    assert article.to_dict()["text"] == text


@cache
def shared_pages() -> list[tuple[str, str, str]]:
    """Id, address and text of a sample of the pages at hand; none where the data is not."""
    if not DATA.is_dir():
        return []
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow reads the shared pages")
    found = []
    for name in ("publishers", "wcxb-dev"):
        rows = parquet.read_table(DATA / f"{name}.parquet", columns=["id", "url", "html"])
        step = max(1, len(rows) // PAGES_PER_SET)
        for row in rows.take(list(range(0, len(rows), step))[:PAGES_PER_SET]).to_pylist():
            found.append((row["id"], row["url"], row["html"].decode("utf-8", "replace")))
    return found


@pytest.fixture(scope="module")
def real_pages() -> list[tuple[str, str, str]]:
    found = shared_pages()
    if not found:
        pytest.skip("the labelled sets are not beside the repository (../shared/data)")
    return found


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


@pytest.mark.parametrize("coarse", [True, False])
@settings(deadline=None, max_examples=EXAMPLES)
@given(html=pages)
def test_every_visible_character_is_in_exactly_one_block(html: str, coarse: bool) -> None:
    assert_blocks_hold_the_page(parse(html), coarse)


@settings(deadline=None, max_examples=EXAMPLES)
@given(html=pages, data=st.data())
def test_marks_split_blocks_and_lose_nothing(html: str, data: st.DataObject) -> None:
    page = parse(html)
    nodes = [node.mem_id for node in page.root.traverse()] if page.root is not None else []
    kinds = st.sampled_from(["content", "drop", "keep"]).map(lambda kind: Mark(kind, "x", "sites/x"))
    marks = data.draw(st.dictionaries(st.sampled_from(nodes), kinds, max_size=4)) if nodes else {}
    assert_every_character_is_in_one_block(page, marks=marks)


@settings(deadline=None, max_examples=EXAMPLES)
@given(html=pages)
def test_a_generated_page_is_only_read_and_always_gives_the_same(html: str) -> None:
    page = parse(html)
    before = page.tree.html
    first = segment(page)
    assert segment(page).blocks == first.blocks
    assert page.tree.html == before


@settings(deadline=None, max_examples=EXAMPLES)
@given(html=pages)
def test_renderings_of_a_generated_page_hold_the_same_words(cleaner: Cleaner, html: str) -> None:
    everything = tuple(segment(parse(html)).blocks)
    trace = cleaner.trace(html, "https://news.example/a")
    assert_renderings_agree(trace.article)
    assert_renderings_agree(Article("https://news.example/a", everything, trace.article.metadata, 1.0))


@settings(deadline=None, max_examples=EXAMPLES)
@given(
    text=st.lists(st.one_of(words, st.sampled_from(["By Ada Bell", "- item", "# x", "Advertisement"]))).map("\n".join)
)
def test_renderings_of_a_generated_dump_hold_the_same_words(cleaner: Cleaner, text: str) -> None:
    assert_renderings_agree(cleaner.clean_text(text))


@pytest.mark.parametrize("coarse", [True, False])
def test_every_visible_character_of_real_pages_is_in_exactly_one_block(
    real_pages: list[tuple[str, str, str]], coarse: bool
) -> None:
    for identifier, url, html in real_pages:
        try:
            assert_blocks_hold_the_page(parse(html, url), coarse)
        except AssertionError as error:
            error.add_note(f"page {identifier}")
            raise


def test_real_pages_are_only_read(
    real_pages: list[tuple[str, str, str]], cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[Page, str]] = []

    def remember(*of: object) -> Page:
        page = parse(*of)
        read.append((page, page.tree.html or ""))
        return page

    monkeypatch.setattr(pipeline, "parse", remember)
    for _, url, html in real_pages:
        cleaner.trace(html, url)
        assert read
        assert all(page.tree.html == before for page, before in read)
        read.clear()


def test_real_pages_always_give_the_same_article(real_pages: list[tuple[str, str, str]], cleaner: Cleaner) -> None:
    for _, url, html in real_pages:
        assert cleaner.clean(html, url) == cleaner.clean(html, url)


def test_renderings_of_real_pages_hold_the_same_words(real_pages: list[tuple[str, str, str]], cleaner: Cleaner) -> None:
    for identifier, url, html in real_pages:
        try:
            assert_renderings_agree(cleaner.clean(html, url))
        except AssertionError as error:
            error.add_note(f"page {identifier}")
            raise

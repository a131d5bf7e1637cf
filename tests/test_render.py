"""Renderings: what each kind of block becomes in text, Markdown and HTML."""

from __future__ import annotations

import json
import pickle

import pytest
from readers import characters, markdown_links, markdown_parts, read_html, read_markdown

from cleaner import render
from cleaner.article.article import Article
from cleaner.model import EMPHASIS, STRONG, Block, Frame, Metadata, Provenance
from cleaner.page.dom import parse
from cleaner.page.segment import segment

BASE = "https://news.example/politics/story"


def blocks_of(html: str) -> list[Block]:
    return segment(parse(html), coarse=False).blocks


def text(html: str) -> str:
    return render.text(blocks_of(html))


def markdown(html: str, base: str | None = BASE) -> str:
    return render.markdown(blocks_of(html), base)


def html(source: str, base: str | None = BASE) -> str:
    return render.html(blocks_of(source), base)


def paragraph(*runs: tuple[str, str, int]) -> Block:
    joined = "".join(run[0] for run in runs)
    return Block(" ".join(joined.split()), "p", tuple(runs))


def test_text_gives_paragraphs_one_a_line() -> None:
    assert text("<h2>Head</h2><p>One  two\n three</p><p>Four</p>") == "Head\nOne two three\nFour"


def test_text_of_nothing_is_empty() -> None:
    assert render.text(()) == render.markdown((), None) == render.html((), None) == ""


def test_text_gives_nested_items_a_line_each_without_bullets() -> None:
    assert text("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>") == "One\nInner\nTwo"


def test_text_gives_table_rows_with_tabs_between_cells() -> None:
    assert text("<table><tr><th>Port<th>Ships</tr><tr><td>Ostrel<td>14</tr></table>") == "Port\tShips\nOstrel\t14"


def test_text_reads_a_layout_table_as_paragraphs() -> None:
    page = "<table><tr><td><p>First paragraph.</p><p>Second.</p></td><td>Aside</td></tr></table>"
    assert text(page) == "First paragraph.\nSecond.\nAside"


def test_text_keeps_the_lines_of_code() -> None:
    assert text("<p>Run:</p><pre>if x:\n    y()\n\nz()</pre>") == "Run:\nif x:\n    y()\n\nz()"


def test_text_starts_a_line_after_a_line_break() -> None:
    assert text("<p>Roses<br>violets</p>") == "Roses\nviolets"


@pytest.mark.parametrize(
    ("first", "second", "joined"), [("half a", "line", "half a line"), ("so", ", then", "so, then")]
)
def test_text_joins_a_paragraph_that_a_mark_split(first: str, second: str, joined: str) -> None:
    blocks = [paragraph((first, "", 0)), paragraph((second, "", 0))._replace(continues="inline")]
    assert render.text(blocks) == joined
    assert render.markdown(blocks, None) == joined
    assert render.html(blocks, None) == f"<p>{joined}</p>"


def test_lines_of_text_dumps_render_without_runs() -> None:
    blocks = [Block("First line.", "line"), Block("2 < 3 & so on", "line")]
    assert render.text(blocks) == "First line.\n2 < 3 & so on"
    assert render.markdown(blocks, None) == "First line.\n\n2 < 3 & so on"
    assert render.html(blocks, None) == "<p>First line.</p>\n<p>2 &lt; 3 &amp; so on</p>"


@pytest.mark.parametrize("level", range(1, 7))
def test_markdown_headings_keep_their_level(level: int) -> None:
    assert markdown(f"<h{level}>Head</h{level}>") == f"{'#' * level} Head"


def test_markdown_heading_that_was_never_closed_does_not_swallow_the_paragraphs() -> None:
    assert markdown("<h2>Head<p>Para one.<p>Para two.") == "## Head\n\nPara one.\n\nPara two."


def test_markdown_lists_nest() -> None:
    page = "<ul><li>One<ol><li>Inner<li>More</ol></li><li>Two</li></ul>"
    assert markdown(page) == "- One\n  1. Inner\n  2. More\n- Two"


def test_markdown_indents_by_the_width_of_the_number() -> None:
    items = "".join(f"<li>{n}<p>more</p>" for n in range(10))
    assert markdown(f"<ol>{items}</ol>").endswith("10. 9\n\n    more")


def test_markdown_keeps_two_lists_in_a_row_apart() -> None:
    assert markdown("<ul><li>a</ul><ul><li>b</ul>") == "- a\n\n* b"
    assert markdown("<ol><li>a</ol><ol><li>b</ol>") == "1. a\n\n1) b"


def test_markdown_quotes_nest_and_stay_apart() -> None:
    page = "<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote><blockquote>d</blockquote>"
    assert markdown(page) == "> a\n>\n> b\n>\n> > c\n\n> d"


def test_markdown_puts_quotes_and_code_inside_their_item() -> None:
    page = "<ol><li>a<blockquote>q</blockquote><pre>x = 1\n\ny</pre></ol>"
    assert markdown(page) == "1. a\n\n   > q\n\n   ```\n   x = 1\n\n   y\n   ```"


def test_markdown_fence_is_longer_than_any_inside() -> None:
    assert markdown("<pre>a\n```` b</pre>") == "`````\na\n```` b\n`````"


def test_markdown_table_has_its_header_row() -> None:
    page = "<table><tr><th>Port<th>Ships</tr><tr><td>Os|rel<td>14</tr></table>"
    assert markdown(page) == "| Port | Ships |\n| --- | --- |\n| Os\\|rel | 14 |"


def test_markdown_table_without_header_cells_gets_an_empty_header() -> None:
    page = "<table><tr><td>Port<td>14</tr><tr><td>Kell<td>9</tr></table>"
    assert markdown(page) == "|  |  |\n| --- | --- |\n| Port | 14 |\n| Kell | 9 |"


def test_markdown_table_pads_ragged_rows() -> None:
    page = "<table><tr><th>a<th>b<th>c</tr><tr><td>1</tr><tr><td>1<td>2</tr></table>"
    assert [line.count("|") for line in markdown(page).splitlines()] == [4, 4, 4, 4]


def test_cells_that_hold_only_space_keep_the_columns_in_place() -> None:
    page = "<table><tr><th>&nbsp;<th>2023<th>2024</tr><tr><td>Ships<td>9<td>14</tr></table>"
    assert markdown(page).splitlines()[0] == "|  | 2023 | 2024 |"
    assert text(page).splitlines()[0] == "\t2023\t2024"
    assert "<tr><th></th><th>2023</th><th>2024</th></tr>" in html(page)


def test_markdown_caption_stands_before_its_table() -> None:
    page = "<table><caption>Ships</caption><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>"
    assert markdown(page).startswith("Ships\n\n| a | b |")


def test_markdown_definitions_are_a_term_and_its_list() -> None:
    assert markdown("<dl><dt>Prep</dt><dd>10 min</dd><dt>Bake</dt><dd>1 h</dd></dl>") == "Prep\n- 10 min\n\nBake\n- 1 h"


def test_markdown_line_break_is_a_hard_break() -> None:
    assert markdown("<p>Roses<br>violets</p>") == "Roses\\\nviolets"


def test_items_without_a_list_and_text_between_items_are_put_right() -> None:
    blocks = [
        Block("stray", "li", (), (Frame("li", 7),)),
        Block("also", "li", (), (Frame("li", 8),)),
        Block("bare", "ul", (), (Frame("ul", 9),)),
    ]
    assert render.html(blocks, None).replace("\n", "") == "<ul><li>stray</li><li>also</li></ul><ul><li>bare</li></ul>"
    assert render.markdown(blocks, None) == "- stray\n- also\n\n* bare"


def test_markdown_emphasis_nests_and_keeps_spaces_outside() -> None:
    line = "<p><b>bold </b>and <i>it<b>al</b></i>, <b><i>both</i></b>.</p>"
    assert markdown(line) == "**bold** and *it*al, ***both***."
    assert characters(read_markdown(markdown(line))) == characters("bold and ital, both.")


def test_markdown_drops_emphasis_that_a_reader_would_take_for_asterisks() -> None:
    assert markdown("<p>so<b>(called)</b>it</p>") == "so(called)it"


def test_markdown_keeps_emphasis_on_a_dash() -> None:
    assert markdown("<p><b>-</b></p>") == "**-**"


def test_markdown_links_are_resolved_and_active_characters_in_them_encoded() -> None:
    found = markdown('<p>See <a href="/a b(c)?d=1&amp;e=<f>">the [first] file</a>!</p>')
    assert found == "See [the \\[first\\] file](https://news.example/a%20b%28c%29?d=1&e=%3Cf%3E)!"


def test_markdown_text_before_a_link_does_not_make_it_an_image() -> None:
    assert "image" not in markdown_parts(markdown('<p>Read this!<a href="https://x.example/">now</a></p>'))


def test_markdown_code_holds_backticks() -> None:
    assert markdown("<p>Type <code>a`b</code> or <code>`c`</code></p>") == "Type ``a`b`` or `` `c` ``"


@pytest.mark.parametrize(
    "prose",
    ["snake_case_name", "3 * 4 = 12", "AT&T", "a < b", "[sic]", "well - maybe", "No. 7", "C#", "50% ~ 60%", "1.5 m",
     "(see p. 4)", "#hashtag", "x_1 and y_2", "€5 > £4", "2024: a year", "A | B", "-5 degrees", "+49 30", "R&D; more"],
)  # fmt: skip
def test_markdown_leaves_ordinary_prose_alone(prose: str) -> None:
    found = render.markdown([paragraph((prose, "", 0))], None)
    assert found in {prose, prose.replace("&D;", "\\&D;")}


@pytest.mark.parametrize(
    "line",
    ["# no head", "- no item", "+ no item", "* no item", "1. no item", "2) no item", "> no quote", "---", "===", "***",
     "```", "~~~", "___", "<div>", "<!-- x -->", "&amp;", "&#65;", "*a*", "_a_", "__a__", "`a`", "[a](b)", "![a](b)",
     "[a]: https://b", "[a][b]", "<https://x.example>", "\\", "a\\", "\\*", "[ ] task", "[x] task", ":--|--:", "|a|b|",
     "~~gone~~", "#", "-", "1.", "a\\|b", "# #", "***a", "_ _ _", "- - -", "10. ten", "<a", "</p>", "<?x?>"],
)  # fmt: skip
def test_markdown_shows_active_characters_as_they_are(line: str) -> None:
    for blocks in (
        [paragraph((line, "", 0))],
        [paragraph(("first", "", 0)), paragraph((line, "", 0))._replace(continues="line")],
        [Block(line, "li", (), (Frame("ul", 1), Frame("li", 2)))],
        [Block(line, "h2", (), (Frame("h2", 1),))],
        [paragraph(("so ", "", 0), (line, "", STRONG), ("on", "", 0), (line, "https://x.example/", EMPHASIS))],
    ):
        found = render.markdown(blocks, None)
        assert characters(read_markdown(found)) == characters(render.text(blocks)), found
        assert not {"html_inline", "html_block", "image", "hr"} & markdown_parts(found)


def test_html_keeps_structure_links_and_looks() -> None:
    page = (
        '<h2>Head</h2><p>One <b>two</b> <a href="/x">three</a><br>four x<sup>2</sup> <s>old</s></p>'
        "<ul><li>a<li>b</ul><blockquote><p>q</blockquote><pre>x\n y</pre>"
    )
    assert html(page) == (
        "<h2>Head</h2>\n"
        '<p>One <strong>two</strong> <a href="https://news.example/x">three</a><br>\n'
        "four x<sup>2</sup> <s>old</s></p>\n"
        "<ul><li>a</li>\n<li>b</li>\n</ul>\n<blockquote><p>q</p>\n</blockquote>\n<pre>x\n y</pre>"
    )


def test_html_table_has_head_body_and_caption() -> None:
    page = "<table><caption>Ships</caption><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>"
    assert html(page).replace("\n", "") == (
        "<table><caption>Ships</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_html_figure_keeps_its_caption() -> None:
    page = "<figure><img src=x><figcaption>The pier.</figcaption></figure>"
    assert html(page).replace("\n", "") == "<figure><figcaption>The pier.</figcaption></figure>"


def test_html_escapes_text() -> None:
    assert html("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>"
    )


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:alert(1)", "\x01javascript:alert(1)",
     "data:text/html,x", "vbscript:x", "file:///etc/passwd", "http://[", "https://", "//", "#", "", "ftp://x.example/", "blob:https://x/1",
     "javascript&colon;alert(1)//", "http:\\\\x", "view-source:https://x.example", "https:///x", "mailto:",
     "https://x.example/" + "a" * 9000],
)  # fmt: skip
def test_links_that_are_unsafe_or_broken_leave_only_their_text(href: str) -> None:
    blocks = [paragraph(("text", href, 0))]
    assert render.html(blocks, None) == "<p>text</p>"
    assert markdown_links(render.markdown(blocks, None)) == []


@pytest.mark.parametrize(
    ("href", "resolved"),
    [("/a", "https://news.example/a"), ("b", "https://news.example/politics/b"), ("//c.example/d", "https://c.example/d"),
     ("mailto:desk@news.example", "mailto:desk@news.example"), ("?p=2", BASE + "?p=2"), ("#note", BASE + "#note"),
     ("HTTP://X.example/é", "HTTP://X.example/%C3%A9"), ('x"onclick="y', "https://news.example/politics/x%22onclick=%22y")],
)  # fmt: skip
def test_links_are_made_absolute(href: str, resolved: str) -> None:
    blocks = [paragraph(("text", href, 0))]
    assert render.html(blocks, BASE) == f'<p><a href="{resolved}">text</a></p>'
    assert markdown_links(render.markdown(blocks, BASE)) == [resolved]


@pytest.mark.parametrize("base", [None, "", "http://[", "not a url", "javascript:x", "https://x.example/" + "a" * 9000])
def test_relative_links_without_a_usable_base_leave_only_their_text(base: str | None) -> None:
    assert render.html([paragraph(("text", "/a", 0))], base) == "<p>text</p>"


def test_no_output_carries_controls_bidi_overrides_or_surrogates() -> None:
    bad = "a\x00b\x1b[31m c\u202ed\u2066e \ud800f\x85g\x9bh\x7f"
    blocks = [
        paragraph((bad, "https://x.example/\u202e\x07", 0)),
        Block("x\x1b\n\ty\x0c", "pre", (), (Frame("pre", 1),)),
    ]
    for found in (render.text(blocks), render.markdown(blocks, None), render.html(blocks, None)):
        assert not [char for char in found if not char.isprintable() and char not in "\n\t"]
        found.encode()
    assert render.text(blocks) == "ab[31m cde \ufffdf gh\nx\n\ty "


def test_blocks_nested_500_deep_render_flat_and_whole() -> None:
    frames = tuple(Frame(tag, n) for n, tag in enumerate(["ul", "li", "blockquote", "table", "tr", "td"] * 84))
    blocks = [Block("deep", "p", (), frames), Block("after", "p")]
    assert render.text(blocks) == "deep\nafter"
    assert read_markdown(render.markdown(blocks, None)).split() == ["deep", "after"]
    assert read_html(render.html(blocks, None)).split() == ["deep", "after"]


def test_a_wide_row_among_many_short_ones_is_not_padded_to_a_million_cells() -> None:
    rows = "".join("<tr><td>a<td>b</tr>" for _ in range(500))
    page = f"<table><tr>{'<td>x' * 2000}</tr>{rows}</table>"
    assert len(markdown(page)) < 10 * len(page)
    assert len(html(page)) < 10 * len(page)


def test_to_dict_is_ready_for_json_and_keeps_its_keys() -> None:
    article = Article(
        url="https://www.news.example/a",
        blocks=(paragraph(("Body.", "", 0)),),
        metadata=Metadata(
            title="Ti\x1btle", authors=("Ada Bell",), byline="Ada Bell", date="2024-05-01",
            provenance={"title": Provenance("json-ld", 0.91)},
        ),
        confidence=0.93456,
        warnings=("rule_stale: sites/news.example",),
    )  # fmt: skip
    found = article.to_dict()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        "url", "title", "authors", "byline", "date", "date_modified", "hostname", "sitename", "description", "language",
        "image", "canonical_url", "section", "tags", "paywalled", "license", "text", "confidence", "reason",
        "page_type", "rule", "warnings", "encoding", "encoding_source", "provenance",
    ]  # fmt: skip
    assert found["title"] == "Title"
    assert found["hostname"] == "www.news.example"
    assert found["text"] == "Body."
    assert found["provenance"] == {"title": {"source": "json-ld", "confidence": 0.91}}


@pytest.mark.parametrize("url", [None, "", "http://[", "no url"])
def test_to_dict_has_no_hostname_without_a_usable_address(url: str | None) -> None:
    assert Article(url, (), Metadata(), 0.0, "empty").to_dict()["hostname"] is None


def test_an_article_survives_pickling() -> None:
    article = Article(None, tuple(blocks_of("<p>One <b>two</b></p>")), Metadata(), 0.5)
    assert pickle.loads(pickle.dumps(article)) == article

"""Renderings of generated blocks: the same words in every format, nothing that acts, whatever the blocks say."""

from __future__ import annotations

from unicodedata import category
from unittest.mock import patch

import nh3
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers import characters, elements, markdown_links, markdown_parts, read_html, read_markdown, serialised

from cleaner import render
from cleaner.model import CODE, Block, Frame
from cleaner.render import commonmark_line
from cleaner.render.characters import is_safe, printable
from cleaner.render.data_tables import find_grids
from cleaner.render.inline import Links, pieces
from cleaner.render.plain_text import laid_out
from cleaner.render.safe_html import TAGS

FRAMES = ["ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "pre", "figure", "figcaption",
        "caption", "h1", "h3", "h6"]  # fmt: skip

EXAMPLES = 100
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# Everything that Markdown, HTML or a terminal gives a meaning, and some words.
words = st.text(
    st.sampled_from("ab Z09\t\n*_~`[]()<>!#|\\&;:.-+=\"'/{}^$%@é中א😀\u00a0\u200d\u202e\x00\x1b\x85\u2028"), max_size=12
)
snippets = st.sampled_from(
    ["**", "__", "](", "]: ", "<b>", "<!--", "&lt;", "&#x41;", "- ", "1. ", "# ", "> ", "```", "---", "| a | b |",
     "[x](javascript:y)", "![", "<https://x.example>", "word", "two words", "don't", "\\", "    ", "~~", "$x$"]
)  # fmt: skip
texts = st.lists(st.one_of(words, snippets), max_size=4).map("".join)
hrefs = st.sampled_from(
    ["", "", "", "https://x.example/a_b*(c)|d?e=1&lt;=2#f", "/rel", "javascript:alert(1)", "http://[",
     '"><img src=x onerror=y>', "data:text/html,<script>", "mailto:a@b.example",
     "https://x.example/`\\`", "\ud800", "https://x.example/] (x) ["]
)  # fmt: skip
runs = st.lists(st.tuples(texts, hrefs, st.integers(0, 63)), max_size=6)


@st.composite
def blocks_in_order(draw: st.DrawFn) -> list[Block]:
    """Blocks as a walk would give them: frames open and close, serials count up; nesting may be nonsense."""
    opened: list[Frame] = []
    serial = 0
    out = []
    for _ in range(draw(st.integers(0, 8))):
        del opened[draw(st.integers(0, len(opened))) :]
        for tag in draw(st.lists(st.sampled_from(FRAMES), max_size=4)):
            serial += draw(st.integers(1, 3))
            opened.append(Frame(tag, serial))
        found = draw(runs)
        joined = "".join(text for text, _, _ in found)
        text = joined.strip("\n") if any(tag == "pre" for tag, _ in opened) else " ".join(joined.split())
        if text and not text.isspace():
            tag = opened[-1].tag if opened and draw(st.booleans()) else draw(st.sampled_from(["p", "div", "h2", "pre"]))
            continues = draw(st.sampled_from(["", "", "line", "inline"]))
            keep_runs = draw(st.integers(0, 4)) > 0
            out.append(Block(text, tag, tuple(found) if keep_runs else (), tuple(opened), None, False, continues))
    return out


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    """Tables of data with ragged rows and absent cells."""
    out = []
    serial = 1
    table = Frame("table", serial)
    for _ in range(draw(st.integers(2, 4))):
        serial += 1
        row = Frame("tr", serial)
        for _ in range(draw(st.integers(1, 4))):
            serial += draw(st.integers(1, 2))
            cell = Frame(draw(st.sampled_from(["td", "th"])), serial)
            for text in draw(st.lists(texts, max_size=2)):
                if squeezed := " ".join(text.split()):
                    out.append(Block(squeezed, "td", ((text, "", 0),), (table, row, cell)))
    return out


anything = st.one_of(blocks_in_order(), tables())


@example([Block("]:", "p", (("]:", "https://x.example/a", CODE),))])
@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_markdown_reads_as_the_text(blocks: list[Block]) -> None:
    assert characters(read_markdown(render.markdown(blocks, "https://x.example/"))) == characters(render.text(blocks))


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_html_reads_as_the_text(blocks: list[Block]) -> None:
    assert characters(read_html(render.html(blocks, "https://x.example/"))) == characters(render.text(blocks))


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_markdown_has_no_markup_that_acts(blocks: list[Block]) -> None:
    found = render.markdown(blocks, "https://x.example/")
    assert not {"html_inline", "html_block", "image"} & markdown_parts(found)
    assert all(link.startswith(("https://", "http://", "mailto:")) for link in markdown_links(found))


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_html_has_known_tags_and_safe_links_only(blocks: list[Block]) -> None:
    for tag, attribute, value in elements(render.html(blocks, "https://x.example/")):
        assert tag in TAGS
        assert not attribute or (tag, attribute) == ("a", "href")
        assert not attribute or value.startswith(("https://", "http://", "mailto:"))


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_html_is_stable_when_read_and_written_again(blocks: list[Block]) -> None:
    once = serialised(render.html(blocks, "https://x.example/"))
    assert serialised(once) == once
    assert nh3.clean(once, tags=set(TAGS), attributes={"a": {"href"}}, link_rel=None) == once


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_outputs_hold_no_characters_that_act(blocks: list[Block]) -> None:
    for found in (render.text(blocks), render.markdown(blocks, None), render.html(blocks, None)):
        found.encode()
        assert not set(found) & set("\x00\x07\x1b\x85\x9b\u2028\u202a\u202e\u2066\u2069\r")


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.lists(anything, max_size=3).map(lambda parts: [block for part in parts for block in part]))
def test_only_what_needs_it_is_laid_out_and_the_text_is_that_of_the_whole_outline(blocks: list[Block]) -> None:
    assert render.text(blocks) == "\n".join(laid_out(blocks, find_grids(blocks)))


@settings(deadline=None, max_examples=EXAMPLES)
@given(anything)
def test_every_character_of_the_blocks_is_in_the_text(blocks: list[Block]) -> None:
    whole = render.text([Block("".join(block.text for block in blocks), "p")])
    assert characters(render.text(blocks)) == characters(whole)


@given(st.text(max_size=9) | st.text(st.characters(max_codepoint=255), max_size=9))
def test_compiled_code_tells_the_same_texts_that_need_no_change(text: str) -> None:
    assert (printable(text) is text) == is_safe(text)


def test_characters_that_act_are_controls_line_separators_overrides_and_halves_of_pairs() -> None:
    for char in map(chr, range(0x110000)):
        acts = (
            category(char) in {"Cc", "Cs", "Zl", "Zp"} or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
        )
        assert (printable(f"a{char}b") == f"a{char}b") == (not acts or char in "\t\n")


addresses = st.lists(
    st.sampled_from(["/", "a", "b.c", ".", "..", "%20", "?", "x=1", "&", "#", "//", "~", "-", ";", ":", "@", "é", " "]),
    max_size=8,
).map("".join)
bases = st.sampled_from(
    ["https://a.example/x/y", "http://a.example", "https://a.example?x#y", "https://a.example:80/x", "ftp://a.example/",
     "https://A.example/", "https://a..example/x", "mailto:x@y.example", "/x", "https://a.example/x/y/z/?q=/../#/p/",
     "https://a.example/x/../y/z", "https://a.example//x/y"]
)  # fmt: skip


@settings(max_examples=4 * EXAMPLES)
@given(bases, st.sampled_from(["/", "", "../", "../../../", "https://b.example", "http://b.example/"]), addresses)
def test_a_plain_address_is_resolved_as_any_other(base, start, address):
    quick, slow = Links(base), Links(base)
    with patch.object(Links, "_plain", return_value=""):
        expected = slow.resolve(start + address)
    assert quick.resolve(start + address) == expected


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(texts, hrefs), min_size=1, max_size=6))
def test_a_line_of_links_alone_is_written_as_one_with_looks(held):
    line = pieces(
        [Block("x", "p", tuple((text, href, 0) for text, href in held))], Links(None), commonmark_line.one_look
    )
    if line:
        assert commonmark_line.inline(line) == "".join(commonmark_line._settle(list(commonmark_line._tokens(line))))

"""The compiled loops give what the Python ones give."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner.judge.classify import Trees, with_types
from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import OTHER_PHRASE, PHRASE_RANK, PHRASE_WORDS
from cleaner.judge.features import FEATURES, read_columns, read_features
from cleaner.judge.features.own import is_phrase
from cleaner.judge.page_type import describe, read_type_features
from cleaner.lexicon import phrases
from cleaner.lexicon.class_families import FAMILIES
from cleaner.lexicon.tokens import TokenOdds, name_tokens
from cleaner.lexicon.words import count_words
from cleaner.metadata import read_metadata
from cleaner.model import NO_MARKS, Block, Mark, Marks
from cleaner.page import segment
from cleaner.page.compiled import load_scan, load_walk
from cleaner.page.decode import read_utf8
from cleaner.page.dom import Page, parse
from cleaner.page.hostile_markup import count_formatted
from cleaner.page.stand_ins import stand_ins
from cleaner.weights import bundled_weights

columns = load_columns()
scan = load_scan()

pytestmark = pytest.mark.skipif(
    segment.compiled is None or columns is None, reason="built without a C compiler: only Python is there"
)

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
    "<p>a<b hidden>b<i>c</i></b>d<span style='visibility: hidden'>e</span><i aria-hidden=true>f</i>",
    "<p>a<b hidden=until-found>g</b>",
    "<body hidden><p>a<div style='visibility:hidden'>b</div><p hidden=UNTIL-found>c",
    f"<p>a<b hidden>{'b ' * 600}</b>c",
    "<p>a <img alt=⛵ src=x class> b<img alt=:) class='c emoji'> <a href=/c><img></a><b><img alt=⛵></b>",
    "<p>a<mjx-container><mjx-math data-latex=x></mjx-math></mjx-container> b",
    "<nav><mjx-container>c</mjx-container>d</nav><p>e",
    "<div hidden class=a><pre id=b class=language-x>a\n  b</pre></div><ul><li><pre>a<br>b</pre></ul><pre></pre>",
    "<p>a<math display=block><mi>x</mi></math>b<a href=/x><math><mi>y</mi></math></a>",
    "<nav><math><mi>z</mi></math></nav><math><mi>x</mi></math><a hidden>b<math><mi>y</mi></math></a>",
    "<table><tr><td rowspan=2 colspan=x>a<td colspan=2>b<tr><td>c<td><table><tr><td colspan=3>d</table></table>",
    "<td colspan=2>a<tr rowspan=2><td>b</table><table><td rowspan=999999>c<td colspan=0>d<tr><td><td>e",
    "<p>a<math><mi>x</mi></math><script type='math/tex'>y</script><script type=text/x>z</script>",
    "<p>a<span style='white-space: pre'>b\nc</span>d<br><i style='display:block'>e</i><b style='display: block'>f</b>",
    "<p>a<span style='white-space: pre'>b <b>c</b>\n  d</span></p><p style='white-space:pre'>e\n  <i>f</i></p>",
    "<p>a <span class=ql-formula data-value='x^2'></span> b<p><i class='ql-formula' data-value=y>z</i>",
    ("<p style='left:-9999px'>a</p><h2 style='left:-9999px'>b</h2><h2 style='opacity:0;display:none'>c</h2>"
    "<p>d<i style='opacity:0'>e</i></p><div style='top: -999em'>f<p style='clip:rect(0 0 0 0)'>g</p></div>"),
    "<div style='opacity:0'>a<p>b</div><div style='opacity:0'> <p>c</div><div style='opacity:0;position:fixed'><p>d",
    "<table><thead><tr><td rowspan=0>a<td>b<tbody><tr><td rowspan='0'>c<td>d<tr><td>e<tfoot><tr><td>f<td>g</table>",
    "<p>a<b class=sr-only>b</b>c <a href=/d>d <i class='e visually-hidden'>f<b>g</b></i></a><i class=sr-only>h</i>5",
    "<i style='display:block'>a</i><br><code style='white-space:pre'>b\n  c</code><b style='white-space:pre'>\n</b>",
]  # fmt: skip


def assert_same(page: Page, marks: Marks, coarse: bool) -> None:
    assert page.root is not None
    assert segment.compiled is not None
    of_python = segment.walk(page.root, marks, coarse)
    if given := stand_ins(page, of_python):
        of_python = segment.walk(page.root, marks, coarse, given)
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
        nodes[place]: Mark(
            kind.draw(st.sampled_from(["content", "drop", "keep"])),
            "css",
            kind.draw(st.sampled_from(["sites/a.example", "platforms/made"])),
        )
        for place in places
        if place < len(nodes)
    }
    assert_same(page, marks, coarse)


def assert_same_columns(html: str) -> None:
    page = parse(html, "https://news.example/2026/a-long-slug-of-words")
    found = segment.segment_page(page)
    meta = read_metadata(page, found.blocks, {})
    odds = TokenOdds(bundled_weights().tokens.classes, bundled_weights().tokens.words)
    compiled = read_features(found, meta, page.url, bundled_weights().tokens)
    of_numpy = read_columns(found, compiled.fine, meta, page.url, odds)
    assert compiled.words == of_numpy.words
    assert compiled.families == of_numpy.families
    for name, ours, theirs in zip(FEATURES, compiled.columns, of_numpy.columns, strict=True):
        assert ours.tolist() == theirs.tolist(), name
    trees = bundled_weights().blocks
    types = {"article": 0.7, "forum": 0.3}
    columns, theirs = with_types(compiled, types).columns, with_types(of_numpy, types).columns
    assert trees.score(columns) == pytest.approx(trees.sum_leaves(theirs))
    if compiled.fine:
        row = read_type_features(compiled, found, None)
        assert row[: len(shape := describe(compiled, found))] == pytest.approx(shape)
        kinds = bundled_weights().page_types
        assert kinds.score(row) == pytest.approx(kinds.sum_leaves(row))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_columns_of_a_fixture(path: Path):
    assert_same_columns(path.read_text("utf-8", "replace"))


@pytest.mark.parametrize("html", [h for h in HOSTILE if len(h) < 5000])
def test_the_columns_of_a_hostile_page(html: str):
    assert_same_columns(html)


@given(html=pages, names=st.text("abAB-_12é ", max_size=30), line=st.text(" abcShareBy:!»12…é", max_size=80))
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_columns_of_generated_pages(html, names, line):
    assert_same_columns(f"<div class='{names}'><p>{line}</p>{html}</div>")


@st.composite
def trees_and_columns(draw) -> tuple[Trees, np.ndarray]:
    depth, size = draw(st.integers(1, 6)), draw(st.integers(0, 70))
    features, most = draw(st.integers(1, 12)), draw(st.sampled_from([1, 300, 32767]))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    trees = draw(st.integers(1, 200))
    values = np.arange(-5, 5, dtype=np.float32) / 3
    shape = (depth, trees)
    leaves = random.integers(-most, most + 1, (trees, 2**depth)).astype(np.int16)
    model = Trees(random.integers(0, features, shape), random.choice(values, shape), leaves, bias=0.25)
    return model, random.choice(np.append(values, [np.nan, np.inf, 0.1]).astype(np.float32), (features, size))


@given(case=trees_and_columns())
@settings(max_examples=EXAMPLES, deadline=None)
@pytest.mark.parametrize("vectors", [2, 1, 0])
def test_the_sums_of_generated_trees(case, vectors):
    trees, of_blocks = case
    found = np.empty(of_blocks.shape[1])
    trees.forest.sum_leaves(of_blocks, trees.unit, trees.bias, found, vectors)
    assert found.tolist() == pytest.approx(trees.sum_leaves(of_blocks).tolist())


@pytest.mark.parametrize(("depth", "borders"), [(7, 1), (1, 127)])
def test_trees_that_there_is_no_room_for_are_refused(depth, borders):
    thresholds = np.resize(np.arange(borders, dtype=np.float32), (depth, borders))
    leaves = np.zeros((borders, 2**depth), np.int16)
    with pytest.raises(ValueError, match="more than 6 questions"):
        Trees(np.zeros((depth, borders), np.intp), thresholds, leaves, bias=0.0)


@given(name=st.text("abAB-_12éĞ", max_size=60))
def test_tokens_of_a_name(name):
    known = {token: index - 1.5 for index, token in enumerate([*name_tokens(name), "ab", "a-b"])}
    of_python = TokenOdds(known, {}).of_names(name)
    assert columns is not None
    page = segment.segment(parse(f"<div class='{name}'><p>text</p></div>"))
    out = np.empty((len(FEATURES), 1), np.float32)
    columns.fill(out, np.zeros(len(FAMILIES)), page, [0], "", "", (0, 0, 0), TokenOdds(known, {}))
    assert out[FEATURES.index("sum_odds"), 0] == np.float32(of_python[0])


def test_another_release_of_the_parser_is_walked_in_python():
    assert load_walk("0.0.1", {}, lambda: parse("<a>")) is None


def _phrase_ranks(lines: list[str]) -> list[float]:
    assert columns is not None
    blocks = [Block(line, "p", ((line, "", 0),)) for line in lines]
    boxes = segment.Boxes([(0, "html", "", "", 0, 0)], [len(blocks)])
    page = segment.Segmentation(blocks, [0] * len(blocks), boxes, [False] * len(blocks))
    out = np.empty((len(FEATURES), len(blocks)), np.float32)
    columns.fill(
        out, np.zeros(len(FAMILIES)), page, list(range(len(blocks))), "", "", (0, 0, 0), bundled_weights().tokens
    )
    found: list[float] = out[FEATURES.index("phrase")].tolist()
    return found


@pytest.mark.parametrize("fill", ["Ada Lovelace", "12", "x", "one. two", ": a", "- a b", "’tis", "a" * 61, "ÉÈ Ğ", ""])
def test_stock_phrases(fill):
    lines = []
    for _, phrase in phrases.phrase_table():
        for text in phrases.expand(phrase)[:6]:
            line = " ".join(re.sub(r"\*|#|\.\.\.", fill, text).split())
            lines += [line, line.upper() + ".", f"» {line} «", f"{line}: {fill}".strip(), f"{fill} {line}".strip()]
    short = list(dict.fromkeys(line for line in lines if line and count_words(line) <= PHRASE_WORDS))
    kinds = [phrases.phrase_category(line) for line in short]
    expected = [float(PHRASE_RANK.get(kind, OTHER_PHRASE)) if kind else 0.0 for kind in kinds]
    wrong = [pair for pair in zip(short, expected, _phrase_ranks(short), strict=True) if pair[1] != pair[2]]
    assert wrong == []


UTF8 = [
    *(b"", b"a", b"a" * 100, "é".encode(), b"\xc0\x80", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xe0\xa0\x80"),
    *(b"\xed\xa0\x80", b"\xed\x9f\xbf", b"\xf0\x8f\xbf\xbf", b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf"),
    *(b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xef\xbb\xbfa"),
    *(b"a\xef\xbb\xbf", b"\xef\xbb", "a\ufeffb".encode(), b"x" * 31 + "ü".encode(), b"x" * 33 + b"\xff"),
    *(b"a\0b", b"x" * 40 + b"\0" + b"x" * 40, b"\x01" * 64, "é\0".encode(), b"\0" * 32, b"\x80\0"),
]  # fmt: skip


@pytest.mark.parametrize("raw", UTF8)
def test_what_bytes_are_as_utf8(raw):
    assert scan is not None
    assert scan.read_utf8(raw) == read_utf8(raw)


@given(raw=st.binary(max_size=120) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_what_any_bytes_are_as_utf8(raw):
    assert scan is not None
    assert scan.read_utf8(raw) == read_utf8(raw)


@given(raw=st.lists(st.sampled_from([b"<", b"b", b"B", b"strong", b"stronger", b"Font", b" ", b"/", b">", b"i\n"])))
def test_formatting_that_may_have_attributes(raw):
    assert scan is not None
    assert scan.count_formatted(b"".join(raw)) == count_formatted(b"".join(raw))


@given(before=st.text(" »-“\n", max_size=3), after=st.text(" .!«\n", max_size=3))
@settings(max_examples=20, deadline=None)
def test_whether_a_text_is_a_stock_phrase_of_a_kind(before, after):
    for kind, phrase in phrases.phrase_table()[::7]:
        if kind in PHRASE_RANK:
            text = (
                f"{before}{phrases.expand(phrase)[0]}{after}".replace("*", "a b").replace("...", "c").replace("#", "3")
            )
            assert is_phrase(text, kind) == (phrases.phrase_category(text) == kind)

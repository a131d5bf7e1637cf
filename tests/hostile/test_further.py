"""Markup that lies within a page is looked at before it is parsed; what nests is read a few times."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hostile_pages import FIRST, STORY, assert_sound, limited, page

from cleaner import Cleaner
from cleaner.article.written_tex import with_formulas
from cleaner.model import FORMULA
from cleaner.page import formulas, further_trees, hostile_markup, listings
from cleaner.page.dom import Node, Page, parse
from cleaner.page.hostile_markup import MAX_BLOCKS, overfull
from cleaner.page.listing_parts import Inside, look_inside
from cleaner.page.mathml import joined, written
from cleaner.page.outer_nodes import outer_nodes
from cleaner.page.table_columns import TableColumns

cpu_limit = pytest.fixture(autouse=True)(limited)

# Read by a parser, 60 KB of it take 2.6 GB.
BOMB = "<p>" + "".join(f"<font size={n}>" for n in range(3000)) + "</p><p>x" * 3000
TEXT = "The ferry to Kellan Sound stopped running on Monday. " * 30


def ld(body: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": body})}</script>'


def state(body: str) -> str:
    return f'<script type="application/json">{json.dumps({"content": {"body": body}})}</script>'


def attribute(body: str) -> str:
    return f"<div data-content='{body}'></div>"


HOLDERS = [ld, state, attribute]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes of each tree that is made besides the page's own."""
    sizes: list[int] = []

    def counted(html: str | bytes, url: str | None = None, markup: bytes | None = None) -> Page:
        sizes.append(len(html))
        return parse(html, url, markup)

    monkeypatch.setattr(further_trees, "parse", counted)
    return sizes


@pytest.mark.parametrize("hold", HOLDERS, ids=lambda hold: hold.__name__)
@pytest.mark.parametrize("bomb", [BOMB, "<div>" * 100_000, "<p " + " ".join(f"a{n}" for n in range(11_000)) + ">x"])
def test_a_body_in_a_script_that_no_parser_can_read_is_not_parsed(
    parsed: list[int], hold: Callable[[str], str], bomb: str
) -> None:
    html = f"<title>Ferry stops</title><p>Loading.</p>{hold(f'<p>{TEXT}</p>{bomb}')}"
    article = Cleaner(rules=None).clean(html)
    assert article.text in {"Loading.", ""}
    assert len(parsed) <= 1  # the page as it was, with its scripts


@pytest.mark.parametrize("hold", HOLDERS, ids=lambda hold: hold.__name__)
def test_a_body_in_a_script_is_still_found(parsed: list[int], hold: Callable[[str], str]) -> None:
    body = f"<p>{TEXT}</p><p>{TEXT}</p>"
    article = Cleaner(rules=None).clean(f"<title>Ferry stops</title><p>Loading.</p>{hold(body)}")
    assert "Kellan Sound" in article.text
    assert len(parsed) == 2


@pytest.mark.parametrize(("most", "is_taken"), [(20, False), (21, True)])
def test_a_body_in_a_script_is_taken_if_it_has_no_more_blocks_than_a_page_may_have(
    monkeypatch: pytest.MonkeyPatch, most: int, is_taken: bool
) -> None:
    monkeypatch.setattr(hostile_markup, "MAX_BLOCKS", most)
    html = f"<p>Loading.</p>{ld(f'<p>{TEXT}</p>' * 21)}"
    assert ("Kellan" in Cleaner(rules=None).clean(html).text) is is_taken


def test_drawings_that_no_parser_can_read_keep_a_page_from_being_read_again(parsed: list[int]) -> None:
    names = "".join(f"<x{n}/>" for n in range(60_000))
    article = Cleaner(rules=None).clean(f"<p>Loading.</p><svg>{names}</svg>{ld(f'<p>{TEXT}</p>')}")
    assert "Kellan" not in (article.text or "")
    assert parsed == []


@pytest.mark.parametrize(
    "within",
    [
        lambda bomb: f"<script type='math/mml'><math><mtext>{bomb}</mtext></math></script>",
        lambda bomb: f"<span class=MathJax data-mathml='<math><mtext>{bomb}'>x</span>",
        lambda bomb: "<img class=Wirisformula alt=x data-mathml='"
        + f"<math><mtext>{bomb}".replace("<", "«").replace(">", "»")
        + "'>",
    ],
    ids=["script", "attribute", "picture"],
)  # fmt: skip
def test_mathml_full_of_looks_is_not_parsed(parsed: list[int], within: Callable[[str], str]) -> None:
    html = page(after=f"<math><mi>x</mi></math>{within(BOMB)}")
    article = Cleaner(rules=None).clean(html)
    assert FIRST in article.text
    assert parsed == []
    assert_sound(article, len(html))


def test_mathml_in_an_attribute_is_still_read(parsed: list[int]) -> None:
    source = "<math><mi>x</mi><mo>=</mo><mn>1</mn></math>"
    html = page(f"{STORY}<p>It is <span class=MathJax data-mathml='{source}'>?</span>, <math><mi>y</mi></math>.")
    assert "$x=1$" in Cleaner(rules=None).clean(html).text
    assert len(parsed) == 1


@pytest.mark.parametrize(
    "opened", ["<span class=katex><span class=katex-html>x", "<mjx-container>", "<math><mtext><p>", "<tex-math>x"]
)
def test_formulas_within_formulas_are_read_a_few_times(monkeypatch: pytest.MonkeyPatch, opened: str) -> None:
    read: list[int] = []

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def count(node: object) -> object:
            read.append(1)
            return original(node)

        return count

    for name in ("_of_drawn", "_of_math", "shaped_mathml"):
        monkeypatch.setattr(formulas, name, counted(getattr(formulas, name)))
    Cleaner(rules=None).clean(page(f"{STORY}<p>x <math><mi>y</mi></math> {opened * 2000}"))
    assert len(read) < 100


def test_formulas_beside_each_other_are_all_read() -> None:
    found = formulas.formulas(parse("<p>" + "<span class=katex><span class=katex-html>x</span></span> " * 300))
    assert len(found) == 300


def test_cells_that_reach_to_the_end_of_a_long_table_are_stepped_over_so_far_and_no_farther() -> None:
    columns = TableColumns()
    skipped = []
    for row in range(400):
        columns.begin_row()
        skipped.append(columns.begin_cell({"rowspan": str(400 - row)}))
    assert skipped == [min(row, 300) for row in range(400)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["2x1", "1"], ["1"], ["1"]], [[0, 0], [1], [0]]),
        ([["1", "2x2", "1"], ["1", "1"]], [[0, 0, 1], [0, 2]]),
        ([["3", "1"], ["2", "1"], ["1", "1"]], [[0, 0], [1, 0], [2, 0]]),
        ([["2", "2"], ["1x3"], ["1"]], [[0, 0], [2], [0]]),
    ],
)
def test_cells_that_reach_down_hold_their_columns(rows: list[list[str]], expected: list[list[int]]) -> None:
    columns, found = TableColumns(), []
    for row in rows:
        columns.begin_row()
        spans = [[*cell.split("x"), "1"][:2] for cell in row]
        found.append([columns.begin_cell({"rowspan": down, "colspan": wide}) for down, wide in spans])
    assert found == expected


def test_a_sign_of_very_many_letters_is_written_at_once() -> None:
    assert written("αa" * 200_000) == r"\alpha a" * 200_000


def test_a_blank_stands_where_a_command_would_swallow_letters() -> None:
    assert joined("\\alpha", "x", "\\", "beta", "y") == "\\alpha x\\beta y"
    assert joined("", "\\sum", "", "x") == "\\sum x"


def test_formulas_among_very_many_runs_are_set_into_theirs() -> None:
    runs = (("a ", "", 1), (r"\(x^2\) ", "", 0)) * 20_000
    found = with_formulas(runs)
    assert [run for run in found if run[2] & FORMULA] == [("$x^2$", "", FORMULA)] * 20_000


def test_links_back_in_words_are_looked_at_once_each() -> None:
    html = page(STORY + "<p>A note. " + "<a href=#a>back to the text</a> " * 30_000)
    assert FIRST in Cleaner(rules=None).clean(html).text


def test_a_page_of_as_many_blocks_as_there_may_be_is_not_overfull() -> None:
    assert overfull(MAX_BLOCKS) is None


def test_a_page_of_too_many_blocks_is_told() -> None:
    article = Cleaner().clean("<br>x" * (MAX_BLOCKS + 1))
    assert (article.blocks, article.reason) == ((), "hostile markup: more than 100,000 blocks of text")


def test_a_table_of_fifty_thousand_rows_is_no_attack() -> None:
    assert Cleaner().clean(page(STORY + "<table>" + "<tr><td>word" * 50_000)).reason is None


def test_listings_within_listings_are_looked_into_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(root: Node) -> Inside:
        looked.append(1)
        return look_inside(root)

    monkeypatch.setattr(listings, "look_inside", counted)
    Cleaner(rules=None).clean(page("<div class=highlight><pre><code>x<br>" * 1000 + STORY))
    assert len(looked) < 100


def test_elements_with_few_of_the_others_around_them_are_told() -> None:
    tree = parse("<main>" + "<div id=a><p><div id=b><div id=c></div></div>" * 3 + "</main>")
    nodes = tree.select("div")
    around = [sum(above.mem_id in {node.mem_id for node in nodes} for above in above_of(node)) for node in nodes]
    for most in range(1, 8):
        expected = [node.mem_id for node, count in zip(nodes, around, strict=True) if count < most]
        assert [node.mem_id for node in outer_nodes(nodes, most)] == expected


def above_of(node: Node) -> list[Node]:
    found = []
    while (above := node.parent) is not None:
        found.append(node := above)
    return found


def test_a_template_that_a_parser_made_many_times_as_long_is_no_body(parsed: list[int]) -> None:
    fonts = "".join(f"<font size={n}>" for n in range(60))
    html = f"<p>Loading.</p><template><p>{TEXT}</p><p>{fonts}</p>{'<p>x' * 200}</template>"
    assert Cleaner(rules=None).clean(html).text in {"Loading.", ""}
    assert len(parsed) == 1

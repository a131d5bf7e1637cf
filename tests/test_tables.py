"""The cells of a table stay in their columns, whatever reaches over several of them."""

from __future__ import annotations

import pytest

from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.render import html, markdown, text


def rows(source: str) -> list[list[str]]:
    return [line.split("\t") for line in text(segment(parse(f"<table>{source}</table>")).blocks).split("\n")]


def test_a_cell_over_several_columns_keeps_the_next_one_in_its_column():
    assert rows("<tr><th>a<th>b<th>c<tr><td colspan=2>x<td>y<tr><td>1<td>2<td>3") == [
        ["a", "b", "c"], ["x", "", "y"], ["1", "2", "3"],
    ]  # fmt: skip


def test_a_cell_over_several_rows_keeps_those_below_in_their_columns():
    source = "<tr><th>a<th>b<th>c<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4<tr><td>y<td>5<td>6"
    assert rows(source) == [["a", "b", "c"], ["x", "1", "2"], ["", "3", "4"], ["y", "5", "6"]]


@pytest.mark.parametrize("corner", ["<th rowspan=2 colspan=2></th>", "<td colspan='2' rowspan='2'><br></td>"])
def test_an_empty_corner_holds_its_columns(corner):
    assert rows(f"<tr>{corner}<th colspan=2>A<tr><th>m<th>n<tr><td>x<td>y<td>1<td>2") == [
        ["", "", "A"], ["", "", "m", "n"], ["x", "y", "1", "2"],
    ]  # fmt: skip


def test_a_cell_in_the_middle_may_reach_down():
    assert rows("<tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g") == [
        ["a", "b", "c"], ["d", "", "e"], ["f", "", "g"],
    ]  # fmt: skip


def test_a_cell_over_no_rows_reaches_to_the_end_of_its_group():
    source = "<tbody><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3<tbody><tr><td>b<td>4"
    assert rows(source) == [["a", "1"], ["", "2"], ["", "3"], ["b", "4"]]


def test_no_cell_reaches_into_the_next_group_of_rows():
    source = "<thead><tr><th rowspan=3>a<th>b<tbody><tr><td>1<td>2<tfoot><tr><td>3<td>4"
    assert rows(source) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_lists_in_wide_cells_do_not_move_columns():
    assert rows("<tr><td>a<td>b<td>c<tr><td colspan=2><ul><li>x</ul><td>y<tr><td>1<td>2<td>3")[1] == ["x", "", "y"]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999", "²"])
def test_a_span_that_is_none_is_one(span):
    assert rows(f"<tr><td colspan='{span}'>a<td>b<tr><td>c<td>d") == [["a", "b"], ["c", "d"]]


def test_markdown_and_html_have_as_many_cells_in_every_row():
    source = "<caption>Loads</caption><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3"
    blocks = segment(parse(f"<table>{source}</table>")).blocks
    assert markdown(blocks) == "Loads\n\n| a | b |  |\n| --- | --- | --- |\n|  | c | d |\n| 1 | 2 | 3 |"
    assert {row.count("<t") for row in html(blocks).split("\n") if row.startswith("<tr>")} == {4}


def test_tables_in_tables_have_columns_of_their_own():
    inner = "<table><tr><td rowspan=2>i<td>j<tr><td>k</table>"
    source = f"<tr><td>a<td rowspan=2>{inner}<tr><td>b"
    assert "i\tj\n\tk" in text(segment(parse(f"<table>{source}</table>")).blocks)


def test_cells_of_a_head_name_the_columns_whatever_they_are_called():
    source = "<table><thead><tr><td>a<td>b<tbody><tr><td>1<td>2</table>"
    assert markdown(segment(parse(source)).blocks).splitlines()[0] == "| a | b |"

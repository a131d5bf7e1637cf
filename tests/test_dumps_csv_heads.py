"""CSV whose first lines are not only the names of its columns."""

from __future__ import annotations

import pytest

from cleaner.dumps import ReadOptions, open_dump
from cleaner.errors import DumpError

PAGE = "<html><p>A page of the harbour.</p></html>"


@pytest.mark.parametrize(
    ("start", "mark"),
    [("sep=;\n", ";"), ("SEP=|\r\n", "|"), ("\r\n  \n", ","), ("\ufeffsep=\t\n", "\t")],
    ids=["told by Excel", "in capitals", "blank lines", "behind a byte order mark"],
)
def test_what_stands_before_the_names_is_passed_over(tmp_path, start, mark):
    (tmp_path / "d.csv").write_text(f"{start}id{mark}url{mark}html\n7{mark}https://a.example/{mark}{PAGE}\n", "utf-8")
    (record,) = open_dump(tmp_path / "d.csv", ReadOptions())
    assert (record.id, record.url, record.body, record.position) == ("7", "https://a.example/", PAGE, 1)


def test_blanks_around_names_are_no_part_of_them(tmp_path):
    (tmp_path / "d.csv").write_text(f"id, url , html\n7,https://a.example/,{PAGE}\n")
    (record,) = open_dump(tmp_path / "d.csv", ReadOptions(html_column="html"))
    assert (record.url, record.body) == ("https://a.example/", PAGE)


def test_a_cut_cell_is_told_with_its_line_of_the_file(tmp_path):
    (tmp_path / "d.csv").write_text(f'\nsep=,\nid,html\n7,{PAGE}\n8,"<p>never')
    *_, record = open_dump(tmp_path / "d.csv", ReadOptions())
    assert record.error.endswith("in the row that begins in line 5")


def test_two_columns_of_the_page_s_name_are_told(tmp_path):
    (tmp_path / "d.csv").write_text(f"html,url,html\n,https://a.example/,{PAGE}\n")
    with pytest.raises(DumpError, match=r"d\.csv: 2 columns are named html: give each a name of its own"):
        list(open_dump(tmp_path / "d.csv", ReadOptions()))


def test_two_columns_of_a_name_that_is_kept_are_told(tmp_path):
    (tmp_path / "d.csv").write_text(f"html,tag,tag\n{PAGE},a,b\n")
    with pytest.raises(DumpError, match="2 columns are named tag"):
        list(open_dump(tmp_path / "d.csv", ReadOptions(keep=("all",))))


def test_two_columns_of_a_name_that_nobody_asks_for_are_no_matter(tmp_path):
    (tmp_path / "d.csv").write_text(f"html,tag,tag\n{PAGE},a,b\n")
    (record,) = open_dump(tmp_path / "d.csv", ReadOptions())
    assert record.body == PAGE

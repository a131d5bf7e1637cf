"""CSV with quotes behind backslashes, as Spark and MySQL write it."""

from __future__ import annotations

import csv
import io

from cleaner.dumps import ReadOptions, open_dump

PAGE = '<html lang="en">\n<p class="a", id="b">A page of the "harbour".</p></html>'


def written(rows: int, page: str = PAGE, **dialect) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", **dialect)
    writer.writerow(["id", "html", "url"])
    writer.writerows([number, page, "https://a.example/"] for number in range(rows))
    return out.getvalue()


def bodies(path) -> list[object]:
    records = list(open_dump(path, ReadOptions()))
    assert not any(record.error for record in records)
    return [record.body for record in records]


def test_quotes_behind_backslashes_are_read(tmp_path):
    (tmp_path / "d.csv").write_text(written(3, escapechar="\\", doublequote=False))
    assert bodies(tmp_path / "d.csv") == [PAGE] * 3


def test_so_they_are_in_a_file_longer_than_what_is_looked_at(tmp_path):
    page = PAGE + "<p>A paragraph of the harbour.\n" * 1_000
    (tmp_path / "d.csv").write_text(written(5, page, escapechar="\\", doublequote=False))
    assert bodies(tmp_path / "d.csv") == [page] * 5


def test_backslashes_of_a_page_stay_where_quotes_are_doubled(tmp_path):
    page = '<script>{"a": "say \\\\"no\\\\""}</script>' + PAGE
    (tmp_path / "d.csv").write_text(written(3, page))
    assert bodies(tmp_path / "d.csv") == [page] * 3


def test_line_ends_behind_backslashes_are_read_and_nulls_are_nothing(tmp_path):
    rows = [f"{number}\t{PAGE}\t\\N\n" for number in range(3)]
    lines = [row.replace("\n", "\\\n", row.count("\n") - 1) for row in rows]
    (tmp_path / "d.tsv").write_text("id\thtml\turl\n" + "".join(lines))
    records = list(open_dump(tmp_path / "d.tsv", ReadOptions()))
    assert [(record.id, record.body, record.url) for record in records] == [(str(n), PAGE, None) for n in range(3)]

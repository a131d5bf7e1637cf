from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from fixture_project import PARAGRAPHS, page
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.dumps import open_sink
from cleaner.dumps.output.row_columns import COLUMNS
from cleaner.errors import DumpError
from cleaner.tooling.change_lines import change_lines
from cleaner.tooling.changes import Size, changed_words, compare
from cleaner.tooling.diff.compare import diff_outputs
from cleaner.tooling.diff.html import diff_html
from cleaner.tooling.diff.pairs import Pairs

DUMP = Path(__file__).parent / "fixtures" / "dump"
EMPTY = dict.fromkeys(column.name for column in COLUMNS)


def row(name: str, **values) -> dict:
    return EMPTY | {"id": name, "status": "ok", "title": f"Title {name}", "text": "\n".join(PARAGRAPHS)} | values


def write(path: Path, *rows: dict) -> Path:
    with open_sink(path) as sink:
        for one in rows:
            sink.write(one)
    return path


def run(*arguments: str | Path):
    return CliRunner().invoke(app, ["diff", *(str(argument) for argument in arguments)])


class TestChanges:
    @given(st.lists(st.text("ab \n", max_size=8), max_size=8), st.lists(st.text("ab \n", max_size=8), max_size=8))
    def test_both_texts_can_be_read_off_the_changes(self, old, new):
        changes = compare(old, new)
        assert [change.old for change in changes if change.sign != "+"] == old
        assert [change.new for change in changes if change.sign != "-"] == new

    @given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
    def test_words_that_moved_are_not_counted(self, old, new):
        size = changed_words(" ".join(old), " ".join(new))
        assert len(old) - size.gone == len(new) - size.come
        assert changed_words(" ".join(old), " ".join(reversed(old))) == Size(0, 0)

    def test_a_reworded_paragraph_is_shown_around_the_change_alone(self):
        text = PARAGRAPHS[0] + " " + PARAGRAPHS[1]
        (gone, come) = change_lines(compare([text], [text.replace("second sentence", "third sentence", 1)]))
        assert gone.startswith("- …") and " second sentence" in gone and len(gone) < len(text)
        assert come == "+" + gone[1:].replace(" second", " third", 1)

    def test_paragraphs_with_little_in_common_are_two(self):
        assert [change.sign for change in compare(["one two three"], ["four five six"])] == ["-", "+"]

    def test_where_words_have_no_blanks_characters_are_compared(self):
        (change,) = compare(["堰は今朝開かれた。誰もいなかった。"], ["堰は昨日開かれた。誰もいなかった。"])
        assert [piece.text for piece in change.pieces if piece.sign != "="] == ["今朝", "昨日"]
        assert changed_words(change.old, change.new) == Size(2, 2)

    def test_a_long_paragraph_is_compared_by_its_ends(self):
        old = " ".join(f"word{n}" for n in range(5000))
        (change,) = compare([old], [old.replace("word2500", "other")])
        assert [piece.text.strip() for piece in change.pieces if piece.sign != "="] == ["word2500", "other"]


class TestOutputs:
    @pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet"])
    def test_every_kind_of_output_is_read(self, tmp_path, name):
        pytest.importorskip("pyarrow")
        pytest.importorskip("zstandard")
        old = write(tmp_path / "old.jsonl", row("1", authors=["A", "B"]), row("2", date="2024-01-01"))
        new = write(tmp_path / name, row("1", authors=["A", "B"]), row("2", date="2024-01-02"))
        found = diff_outputs(old, new)
        assert (found.same, [(change.name, change.columns) for change in found.changes]) == (1, [("2", ("date",))])

    def test_a_folder_of_parts_is_read_in_the_order_of_their_names(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1"), row("2"))
        (tmp_path / "new").mkdir()
        write(tmp_path / "new" / "part-0.jsonl", row("1"))
        write(tmp_path / "new" / "part-1.jsonl.gz", row("2"))
        (tmp_path / "new" / "_journal.jsonl").write_text("{}\n")
        assert diff_outputs(old, tmp_path / "new").changes == []

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("{broken\n", "new.jsonl:2: the line is not valid JSON"),
            ('{"html": "<p>"}\n', "new.jsonl:2: is no output of cleaner batch"),
            ("[1]\n", "new.jsonl:2: is no output of cleaner batch"),
        ],
    )
    def test_what_is_no_output_is_an_error_with_its_line(self, tmp_path, content, message):
        old = write(tmp_path / "old.jsonl", row("1"))
        (tmp_path / "new.jsonl").write_text(json.dumps(row("1")) + "\n" + content)
        with pytest.raises(DumpError, match=message):
            diff_outputs(old, tmp_path / "new.jsonl")

    def test_a_page_instead_of_an_output_is_told_with_what_to_do(self, tmp_path):
        (tmp_path / "old.html").write_text(page())
        done = run(tmp_path / "old.html", tmp_path / "old.html")
        assert done.exit_code == 2
        assert "old.html:1: is no output of cleaner batch" in done.stderr
        assert "give --old-rules or --new-rules" in done.stderr

    def test_an_output_of_selected_columns_is_read(self, tmp_path):
        (tmp_path / "old.jsonl").write_text('{"id": "1", "text": "a b"}\n')
        (tmp_path / "new.jsonl").write_text('{"id": "1", "text": "a c"}\n')
        assert diff_outputs(tmp_path / "old.jsonl", tmp_path / "new.jsonl").changes[0].size == Size(1, 1)

    def test_a_cut_off_file_is_an_error(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1"))
        (tmp_path / "new.jsonl.gz").write_bytes(gzip.compress(json.dumps(row("1")).encode())[:-9])
        with pytest.raises(DumpError, match=r"new\.jsonl\.gz: cannot be read"):
            diff_outputs(old, tmp_path / "new.jsonl.gz")


class TestMatching:
    def test_the_order_of_rows_does_not_count(self, tmp_path):
        rows = [row(str(number)) for number in range(5)]
        old, new = write(tmp_path / "old.jsonl", *rows), write(tmp_path / "new.jsonl", *reversed(rows))
        assert (diff_outputs(old, new).same, diff_outputs(old, new).changes) == (5, [])

    def test_rows_of_one_name_are_matched_in_turn(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1", title="A"), row("1", title="B"))
        new = write(tmp_path / "new.jsonl", row("1", title="A"), row("1", title="C"))
        (change,) = diff_outputs(old, new).changes
        assert change.fields[0].old == "B"

    def test_what_only_one_side_has_is_a_change(self, tmp_path):
        old, new = write(tmp_path / "old.jsonl", row("1"), row("2")), write(tmp_path / "new.jsonl", row("1"), row("3"))
        assert {(change.name, change.status) for change in diff_outputs(old, new).changes} == {
            ("2", "gone"),
            ("3", "come"),
        }

    def test_addresses_match_where_names_do_not(self, tmp_path):
        old, new = (write(tmp_path / f"{n}.jsonl", row(n, url="https://a.example/", title="A")) for n in ("x", "y"))
        assert diff_outputs(old, new).is_unmatched
        assert diff_outputs(old, new, key="url").same == 1
        assert "match by --key url" in run(old, new).stdout

    def test_an_empty_value_and_a_missing_one_are_the_same(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1", title="", authors=[]))
        new = write(tmp_path / "new.jsonl", row("1", title=None, authors=None))
        assert diff_outputs(old, new).changes == []

    def test_a_minor_column_is_compared_only_where_it_is_asked_for(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1", confidence=0.5))
        new = write(tmp_path / "new.jsonl", row("1", confidence=0.6))
        assert diff_outputs(old, new).changes == []
        assert diff_outputs(old, new, columns=["confidence"]).changes[0].columns == ("confidence",)

    def test_a_column_of_one_version_alone_is_no_change(self, tmp_path):
        old = tmp_path / "old.jsonl"
        old.write_text(json.dumps({"id": "1", "status": "ok", "text": "\n".join(PARAGRAPHS)}) + "\n")
        assert diff_outputs(old, write(tmp_path / "new.jsonl", row("1"))).changes == []


class TestOrder:
    @pytest.fixture
    def three_changes(self, tmp_path):
        """Two outputs between which three of four articles were cut, each further one by more."""
        old = write(tmp_path / "old.jsonl", *(row(str(number)) for number in range(4)))
        cut = [row(str(number), text="\n".join(PARAGRAPHS[number:])) for number in range(4)]
        return old, write(tmp_path / "new.jsonl", *cut)

    def test_the_largest_change_is_first(self, three_changes):
        assert [change.name for change in diff_outputs(*three_changes).changes] == ["3", "2", "1"]

    @pytest.mark.parametrize("detailed", [2, 0])
    def test_only_the_first_changes_keep_their_texts(self, three_changes, detailed):
        changes = diff_outputs(*three_changes, detailed=detailed).changes
        assert [change.texts is not None for change in changes] == [place < detailed for place in range(3)]


class TestCommand:
    @pytest.fixture
    def outputs(self, tmp_path):
        old = write(tmp_path / "old.jsonl", row("1"), row("2"), row("3", status="empty", reason="empty", text=None))
        shorter = "\n".join(PARAGRAPHS[1:])
        new = write(tmp_path / "new.jsonl", row("1"), row("2", text=shorter, byline="A. Nyberg"), row("3"))
        return old, new

    def test_the_same_is_status_0(self, outputs):
        done = run(outputs[0], outputs[0])
        assert (done.exit_code, done.stdout) == (0, "3 articles, all the same\n")

    def test_changes_are_status_1_and_told_largest_first(self, outputs):
        done = run(*outputs)
        lines = done.stdout.splitlines()
        assert done.exit_code == 1
        assert [line.split()[2] for line in lines if line.startswith("+")] == ["3", "2"]
        assert "  + byline: A. Nyberg" in lines
        assert f"  - {PARAGRAPHS[0]}" in lines
        assert lines[-1].startswith("3 articles: 2 changed (text 2, ")

    def test_quiet_prints_the_counts_alone(self, outputs):
        assert run(*outputs, "--quiet").stdout.count("\n") == 1

    def test_two_sets_of_rules_on_one_dump(self, tmp_path):
        dump, rules = tmp_path / "dump.jsonl", tmp_path / "rules"
        dump.write_text(json.dumps({"id": "1", "html": page(), "url": "https://a.example/1"}) + "\n")
        rules.mkdir()
        (rules / "a.example.toml").write_text('[[layout]]\ncontent = ["article"]\ndrop = ["p:last-child"]\n')
        done = run(dump, "--new-rules", rules, "--jobs", "1", "--quiet")
        assert (done.exit_code, done.stdout) == (1, "1 article: 1 changed (text 1), 0 the same\n")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["old.jsonl"], "give two outputs of cleaner batch"),
            (["none.jsonl", "none.jsonl"], "none.jsonl: cannot be read: No such file"),
            ([DUMP, "--new-rules", "none-such"], "none-such: no such folder of rules"),
        ],
    )
    def test_wrong_usage_is_one_line_and_status_2(self, arguments, message):
        done = run(*arguments)
        assert (done.exit_code, message in done.stderr, done.stderr.count("\n")) == (2, True, 1)

    def test_the_report_is_written_beside_what_is_printed(self, outputs, tmp_path):
        done = run(*outputs, "--html", tmp_path / "report.html")
        assert done.exit_code == 1
        made = (tmp_path / "report.html").read_text("utf-8")
        assert "<del>empty</del> → <ins>ok</ins>" in made
        assert f"<del>{PARAGRAPHS[0]}</del>" in made


def test_a_hostile_output_runs_nothing_in_a_browser(browser, tmp_path):
    attack = "\"'></li></details><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>"
    old = write(tmp_path / "old.jsonl", row(attack, text=PARAGRAPHS[0] + attack))
    new = write(tmp_path / "new.jsonl", row(attack, title=attack, byline=attack, text=attack + PARAGRAPHS[0]))
    report = tmp_path / "report.html"
    report.write_text(diff_html(diff_outputs(old, new), attack, attack), "utf-8")
    browser.open(report)
    assert browser.requests() == [report.as_uri()]
    browser.run("document.querySelector('[data-open=none]').click()")
    assert browser.run("return document.querySelectorAll('details[open]').length") == 0
    browser.run("document.querySelector('[data-filter=text]').click()")
    assert browser.run("return document.querySelectorAll('details:not([hidden])').length") == 1  # title and byline
    assert browser.complaints() == []


class TestRepeatedIds:
    def test_rows_of_one_id_are_told_apart_by_their_source(self, tmp_path):
        a, b = (row("1", source=source, title=source) for source in "ab")
        old, new = write(tmp_path / "old.jsonl", a, b), write(tmp_path / "new.jsonl", b, a)
        assert (diff_outputs(old, new).same, diff_outputs(old, new).changes) == (2, [])

    def test_rows_of_one_id_and_source_are_told_apart_by_their_address(self, tmp_path):
        a, b = (row("1", source="d", url=f"https://{name}.example/", title=name) for name in "ab")
        old, new = write(tmp_path / "old.jsonl", a, b), write(tmp_path / "new.jsonl", b)
        (change,) = diff_outputs(old, new).changes
        assert (change.status, change.title) == ("gone", "a")

    def test_a_dump_that_lies_elsewhere_is_matched_by_address(self, tmp_path):
        a, b = ([row("1", source=folder, url=f"https://{n}.example/", title=n) for n in "ab"] for folder in "xy")
        old, new = write(tmp_path / "old.jsonl", *a), write(tmp_path / "new.jsonl", *reversed(b))
        assert diff_outputs(old, new).same == 2

    @pytest.fixture
    def alike(self, tmp_path):
        """Two outputs in which rows have the same names."""
        old = write(tmp_path / "old.jsonl", row("1", title="A"), row("1", title="B"))
        return old, write(tmp_path / "new.jsonl", row("1", title="B"))

    def test_rows_that_nothing_tells_apart_are_counted(self, alike):
        assert diff_outputs(*alike).unpaired == 3

    def test_rows_that_nothing_tells_apart_are_told(self, alike):
        assert "3 rows could not be paired" in run(*alike, "-q").stdout

    @given(
        st.lists(st.tuples(*(st.sampled_from("ab"),) * 3), max_size=8),
        st.lists(st.tuples(*(st.sampled_from("ab"),) * 3), max_size=8),
    )
    def test_every_row_is_in_one_pair_whatever_is_repeated(self, old, new):
        sides = [[{"id": a, "source": b, "url": c, "n": n} for n, (a, b, c) in enumerate(one)] for one in (old, new)]
        found = list(Pairs(lambda: iter(sides[0]), lambda: iter(sides[1]), "id"))
        for side, rows in enumerate(sides):
            assert sorted(pair[side]["n"] for pair in found if pair[side]) == list(range(len(rows)))
        assert all(one["id"] == other["id"] for one, other in found if one and other)


def test_an_output_that_can_be_read_only_once_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DumpError, match="pipe: is no regular file, and must be read more than once"):
        diff_outputs(tmp_path / "pipe", tmp_path / "pipe")


def test_only_the_shards_of_a_folder_are_compared(tmp_path):
    (tmp_path / "out").mkdir()
    write(tmp_path / "out" / "articles-00000.jsonl", row("a"))
    (tmp_path / "out" / "report.html").write_text("<html>")
    assert diff_outputs(tmp_path / "out", tmp_path / "out").same == 1


def test_a_folder_of_articles_is_no_output_of_rows(tmp_path):
    (tmp_path / "index.jsonl").write_text('{"id": "a", "status": "ok"}\n')
    with pytest.raises(DumpError, match="holds a file for each article"):
        diff_outputs(tmp_path, tmp_path)

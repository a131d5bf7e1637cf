from __future__ import annotations

import math

import pytest

from bench import compare
from bench.extractors import OURS, Extractor
from bench.pages import Sample, load
from bench.scores import calibration_error, mean, reliability, run, score
from bench.sweep import TABLE, constants
from bench.sweep_table import Row, read_rows, show

PAGE = Sample(
    key="1", url="", html=b"<p>", gold="The ferry sails again.", kind="article", source="mine", title="Ferry: back!",
    authors=["Ines Calloway"], date="2024-03-14", unwanted=["Sign up", "Read more"],
)  # fmt: skip


def test_score_tells_all_that_the_gold_knows():
    found = score(PAGE, "The ferry sails again. Sign up", ("ferry back", ["ines calloway"], "2024-03-15"))
    assert found["recall"] == 1.0
    assert found["precision"] == pytest.approx(4 / 6)
    assert found["leaked"] == 0.5
    assert (found["title"], found["authors"], found["date"]) == (1.0, 1.0, 0.0)
    assert "authors, unasked" not in found


def test_a_field_that_nobody_asked_for_is_counted():
    bare = Sample("2", "", b"", "text", "article", "mine")
    assert score(bare, "text", ("", ["Someone"], ""))["authors, unasked"] == 1.0
    assert score(bare, "text", ("", [""], ""))["authors, unasked"] == 0.0


def test_an_extractor_that_fails_scores_nothing_and_is_counted():
    def broken(html: bytes, url: str) -> str:
        raise ValueError

    found = run(Extractor(broken), PAGE)
    assert (found["f1"], found["failed"]) == (0.0, 1.0)


def test_mean_is_over_the_pages_that_have_the_figure():
    assert mean([{"date": 1.0}, {}, {"date": 0.0}], "date") == 0.5
    assert math.isnan(mean([{}], "date"))


def test_calibration_error_is_the_gap_between_confidence_and_f1():
    bins = reliability([{"confidence": 0.95, "f1": 1.0}, {"confidence": 0.15, "f1": 0.1}])
    assert calibration_error(bins) == pytest.approx(0.05)


def test_a_bin_holds_the_means_of_its_pages():
    bins = reliability(
        [{"confidence": 1.0, "f1": 0.9}, {"confidence": 0.9, "f1": 0.7}, {"confidence": 0.05, "f1": 0.0}]
    )
    assert [each.pages for each in bins] == [1, *[0] * 8, 2]
    assert bins[-1] == pytest.approx((2, 0.95, 0.8))


def test_a_folder_of_pages_with_gold_beside_them_is_a_set(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<p>Text</p>")
    (tmp_path / "a.txt").write_text("Text", "utf-8")
    (tmp_path / "without-gold.html").write_bytes(b"<p>Text</p>")
    assert [(sample.key, sample.gold, sample.source) for sample in load(tmp_path)] == [
        ("a.html", "Text", tmp_path.name)
    ]


def test_where_another_is_ahead_is_told():
    results = compare.Results([PAGE], {OURS: [{"f1": 0.9, "precision": 0.9}], "peer": [{"f1": 0.8, "precision": 0.95}]})
    assert compare.behind(results).endswith("precision on mine (ours 0.900, peer 0.950).")


def test_the_manual_has_the_place_for_the_figures():
    text = compare.PAGE.read_text("utf-8")
    assert text.count(compare.BEGIN) == text.count(compare.END) == 1
    assert text.index(compare.BEGIN) < text.index(compare.END)


def test_only_the_section_between_the_markers_is_rewritten(tmp_path, monkeypatch):
    page = tmp_path / "benchmark.md"
    page.write_text(f"before\n{compare.BEGIN}\nformer figures\n{compare.END}\nafter\n", "utf-8")
    monkeypatch.setattr(compare, "PAGE", page)
    compare.write_page("| table |", {"peer, fast": "1.0"})
    text = page.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "former figures" not in text
    assert "| table |" in text
    assert "Measured with peer 1.0." in text


@pytest.mark.parametrize(
    ("name", "is_swept"),
    [("cleaner.judge.edges._LONG_STORY", True), ("cleaner.judge.box_parts._MAX_NESTED", False)],
    ids=["a number of the judgement", "a limit"],
)
def test_the_sweep_is_of_numbers_of_the_judgement_alone(name, is_swept):
    assert (name in {f"{constant.module}.{constant.name}" for constant in constants()}) is is_swept


def test_a_sweep_that_was_cut_short_names_what_it_has_not_measured():
    first, second = constants()[:2]
    shipped = {measured_on: {"set": 0.9} for measured_on in ("pages", "dumps")}
    told = show([Row(first, {"set": (0.01, 0.0)})], shipped, {"set": 3}, [second])
    assert told.count(f"`{first}`") == 1
    assert told.splitlines()[-1] == f"Not measured: `{second}` ({second.value:g})."


def test_a_sweep_reads_what_an_earlier_one_has_measured():
    first, second = constants()[:2]
    rows = [Row(first, {"set": (0.01, 0.0)}), Row(second, {"set": (0.0, 0.0)})]
    shipped = {measured_on: {"set": 0.9} for measured_on in ("pages", "dumps")}
    assert read_rows(show(rows, shipped, {"set": 3}), constants()) == rows


def test_a_sweep_forgets_a_constant_that_has_another_value_now():
    first = constants()[0]
    shipped = {measured_on: {"set": 0.9} for measured_on in ("pages", "dumps")}
    table = show([Row(first._replace(value=first.value + 1), {"set": (0.01, 0.0)})], shipped, {"set": 3})
    assert read_rows(table, constants()) == []


def test_each_constant_has_been_swept_at_the_value_that_it_has():
    swept = {row.constant for row in read_rows(TABLE.read_text("utf-8"), constants())}
    missing = [str(constant) for constant in constants() if constant not in swept]
    assert not missing, "run `python -m bench.sweep --changed`"

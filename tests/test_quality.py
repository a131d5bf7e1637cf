"""The articles stay as good as they were when tests/quality.json was written; `python -m bench.gate` writes it anew."""

from __future__ import annotations

import pytest

from bench.gate import complaint, fallen, fallen_pages, run
from bench.integrity import lost_repeats, torn
from bench.pages import tokens, word_f1
from bench.quality import EVERY, INVENTED, PageScore, SetScore, is_there, measure, read_records
from cleaner import Cleaner

RECORDS = read_records()
SETS = [name for name in EVERY if name != INVENTED]


@pytest.fixture(scope="module")
def cleaner():
    return Cleaner()


@pytest.mark.parametrize("name", SETS)
def test_a_set_keeps_its_figures(name, cleaner):
    if not is_there(name):
        pytest.skip("the labelled sets are not beside the repository (../shared/data)")
    told = complaint(RECORDS[name], measure(name, cleaner))
    assert not told, told


@pytest.fixture(scope="module")
def invented():
    return measure(INVENTED)


def test_the_invented_pages_keep_their_figures(invented):
    told = complaint(RECORDS[INVENTED], invented)
    assert not told, told


@pytest.mark.parametrize("key", RECORDS[INVENTED]["pages"])
def test_an_invented_page_is_as_good_as_it_was(key, invented):
    page = next(page for page in invented.pages if page.key == key)
    assert fallen_pages(RECORDS[INVENTED], SetScore(INVENTED, "", [page])) == []


def test_there_are_invented_pages_of_many_kinds():
    assert len(RECORDS[INVENTED]["pages"]) >= 20


def scored(*pages: PageScore) -> SetScore:
    return SetScore("publishers", "hash", list(pages))


def page(key: str, f1: float, **faults: int) -> PageScore:
    return PageScore(key, f"https://{key}.example/", f1, {name: (count, 1) for name, count in faults.items()})


@pytest.mark.parametrize(("now", "falls"), [(0.8961, False), (0.896, True), (0.95, False)])
def test_a_set_fails_when_its_f1_drops_by_four_thousandths(now, falls):
    record = scored(page("a", 0.9)).record()
    assert bool(fallen(record, scored(page("a", now)))) is falls


@pytest.mark.parametrize("fault", ["regret", "title wrong", "authors, unasked", "tables with holes"])
def test_a_set_fails_when_a_fault_becomes_more_frequent(fault):
    record = scored(*(page(str(n), 0.9, **{fault: 0}) for n in range(250))).record()
    worse = scored(*(page(str(n), 0.9, **{fault: int(n == 7)}) for n in range(250)))
    assert [move.figure for move in fallen(record, worse)] == [fault]
    assert fallen(worse.record(), scored(*(page(str(n), 0.9, **{fault: 0}) for n in range(250)))) == []


def test_a_failing_set_names_the_pages_that_fell_most():
    record = scored(page("a", 0.9), page("b", 0.9), page("c", 0.9, title=0)).record()
    told = complaint(record, scored(page("a", 0.8), page("b", 0.5), page("c", 0.9, title=1)))
    lines = [line.strip() for line in told.splitlines()]
    assert lines.index("publishers b: F1 0.9000 -> 0.5000  https://b.example/") < lines.index(
        "publishers a: F1 0.9000 -> 0.8000  https://a.example/"
    )
    assert "publishers c: title  https://c.example/" in lines


def test_a_set_that_was_exchanged_is_told():
    record = scored(page("a", 0.9)).record()
    assert "not the set that was recorded" in complaint(record, SetScore("publishers", "other", [page("a", 0.9)]))


@pytest.mark.parametrize(("lower", "written", "status"), [(False, 0.9, 1), (True, 0.8, 0)])
def test_a_lower_floor_is_written_only_when_that_is_asked_for(lower, written, status, tmp_path, monkeypatch):
    monkeypatch.setattr("bench.quality.RECORDS", tmp_path / "quality.json")
    monkeypatch.setattr("bench.gate.is_there", lambda name: True)
    for f1 in (0.9, 0.8):
        monkeypatch.setattr("bench.gate.measure", lambda name, f1=f1: scored(page("a", f1)))
        found = run(["publishers"], write=True, lower=lower)
    assert read_records()["publishers"]["figures"]["f1"] == written
    assert found == status


def test_a_floor_rises_without_being_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("bench.quality.RECORDS", tmp_path / "quality.json")
    monkeypatch.setattr("bench.gate.is_there", lambda name: True)
    for f1 in (0.8, 0.9):
        monkeypatch.setattr("bench.gate.measure", lambda name, f1=f1: scored(page("a", f1)))
        assert run(["publishers"], write=True, lower=False) == 0
    assert read_records()["publishers"]["pages"] == {"a": 0.9}


def test_letters_of_scripts_without_spaces_count_one_by_one():
    assert tokens("渡轮, ferry の สะ 2024") == ["渡", "轮", "ferry", "の", "ส", "ะ", "2024"]
    assert word_f1("渡轮停航", "渡轮开航")[2] == pytest.approx(0.75)


TABLE = "<table><tr><td>Boat<td>Berths<td>Year<tr><td>Alma<td>{}<td>1971</table>"


@pytest.mark.parametrize(
    ("shown", "holes"),
    [(TABLE.format("12"), 0), (TABLE.format(""), 1), ("<table><tr><td>Other<td>One<tr><td>x<td>y</table>", 0)],
    ids=["whole", "a cell is missing", "another table"],
)
def test_a_table_with_a_cell_missing_has_a_hole(shown, holes):
    assert torn(TABLE.format("12").encode(), shown)["tables"].faults == holes


@pytest.mark.parametrize(("items", "holes"), [("abcd", 0), ("abd", 1)])
def test_a_list_with_an_item_missing_has_a_hole(items, holes):
    whole, shown = (f"<ul>{''.join(f'<li>Item {letter}' for letter in names)}</ul>" for names in ("abcd", items))
    assert torn(whole.encode(), shown)["lists"] == (holes, 1)


def test_a_refrain_that_comes_out_once_has_lost_its_repeats():
    gold = "Row on, row on, the tide is high\nA verse\n" * 3
    assert lost_repeats(gold, "Row on, row on, the tide is high\nA verse") == (2, 3)
    assert lost_repeats(gold, gold) == (0, 3)

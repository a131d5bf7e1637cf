from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dumps import ReadOptions, Record, open_dump
from cleaner.dumps.file_entry import stdin_entry
from cleaner.dumps.formats import jsonarray
from cleaner.errors import DumpError

ROWS = [{"id": str(n), "html": f'<p>"Quay" {n} \\ \n</p>é\U0001f600'} for n in range(3)]


def read(path: Path, **options) -> list[Record]:
    return list(open_dump(path, ReadOptions(**options)))


def told(records: list[Record]) -> list[tuple[str, bool]]:
    return [(record.id, record.error is None) for record in records]


@pytest.mark.parametrize("name", ["d.json", "d.jsonl", "d", "d.json.gz"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_whatever_its_name_and_lines(tmp_path, name, indent):
    raw = json.dumps(ROWS, indent=indent).encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    records = read(tmp_path / name)
    assert [(record.id, record.body, record.position) for record in records] == [
        (row["id"], row["html"], number) for number, row in enumerate(ROWS, 1)
    ]


@pytest.mark.parametrize("text", ["[]", "[\n]\n", '\ufeff[{"html": "x"}]', '[{"html": "x"},\n]'])
def test_odd_but_whole_arrays_have_no_error(tmp_path, text):
    (tmp_path / "d.json").write_text(text)
    assert [record.error for record in read(tmp_path / "d.json")] == [None] * text.count("{")


def test_it_is_told_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ROWS).encode())))
    entry = stdin_entry()
    assert told(list(open_dump("-").read(entry))) == [("0", True), ("1", True), ("2", True)]


@pytest.mark.parametrize(
    ("element", "error"),
    [
        (b"5", "holds a number, not an object"),
        (b'"x"', "holds a string, not an object"),
        (b"[{}]", "holds a list, not an object"),
        (b'{"html": "\xff"}', "not valid UTF-8"),
        (b'{"html": null}', "no page: html is null"),
    ],
)
def test_an_element_that_cannot_be_used_costs_itself_alone(tmp_path, element, error):
    (tmp_path / "d.json").write_bytes(b'[{"html": "a"}, %s, {"html": "b"}]' % element)
    first, bad, last = read(tmp_path / "d.json")
    assert (bad.id, bad.position, error in (bad.error or "")) == ("d.json:2", 2, True)
    assert (first.body, last.body) == ("a", "b")


LONG = [
    {"html": "b" * 1_500_000},
    {"html": '\\"]},[{' * 200_000},
    {"html": "\\" * 700_001, "more": [{"x": ["]"]}, "}"]},
    [[["b" * 30]] * 40_000, {}],
    "b," * 700_000,
]


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize("element", LONG, ids=range(len(LONG)))
def test_an_element_that_is_too_long_costs_itself_alone(tmp_path, monkeypatch, element, place):
    monkeypatch.setattr(jsonarray, "row_bytes", lambda options: options.max_bytes)
    monkeypatch.setattr(jsonarray, "_CHUNK", 1 << 10)
    monkeypatch.setattr(jsonarray, "_PIECE", 1 << 10)
    rows = [{"html": "a"}, {"html": "c"}]
    rows.insert(place, element)
    (tmp_path / "d.json").write_text(json.dumps(rows))
    records = read(tmp_path / "d.json", max_bytes=1000)
    bad = records.pop(place)
    assert (bad.position, bad.error) == (place + 1, "too large: the element is longer than any page may be")
    assert [record.body for record in records] == ["a", "c"]


def test_an_element_that_is_too_deep_costs_itself_alone(tmp_path):
    (tmp_path / "d.json").write_text('[{{"html": "a"}}, {}{}, {{"html": "b"}}]'.format("[" * 200_000, "]" * 200_000))
    first, bad, last = read(tmp_path / "d.json")
    assert (first.body, last.body) == ("a", "b")
    assert "the element cannot be read" in (bad.error or "")


def write_a_long_element(folder: Path):
    """A dump whose first element is far over the limit."""
    (folder / "d.json").write_text(json.dumps([{"html": "x" * 30_000_000}, {"html": "y"}]))
    return open_dump(folder / "d.json", ReadOptions(max_bytes=1000))


def test_an_element_that_is_too_long_is_an_error(tmp_path):
    assert told(list(write_a_long_element(tmp_path))) == [("d.json:1", False), ("d.json:2", True)]


def test_of_an_element_that_is_too_long_no_more_than_a_page_is_held(tmp_path):
    dump = write_a_long_element(tmp_path)
    tracemalloc.start()
    assert sum(1 for _ in dump) == 2
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        (', {"html": "b', "the file ends inside an element: Unterminated string"),
        (', {"html": "b\\ud83d', "the file ends inside an element"),
        (', {"html" "b"}' + " " * 99 + "]", "not valid JSON: Expecting ':' delimiter"),
        (",", "the file ends inside"),
        ("", "the file ends inside the array"),
        (' {"html": "b"}]', "'{' where , or ] should be"),
        ("]]", "something follows the end of the array"),
        (f', {{"html": "{"b" * 2_000_000}', "the file ends inside an element"),
        (f', {{"html": "{"b" * 2_000_000}\\', "the file ends inside an element"),
        (", " + "[" * 100_000, "the file ends inside an element"),
    ],
)
def test_what_stands_before_broken_json_is_read_and_the_rest_told(tmp_path, rest, error):
    (tmp_path / "d.json").write_text(f'[{{"html": "a"}}{rest}')
    first, bad = read(tmp_path / "d.json", max_bytes=1000)
    assert (first.body, bad.position) == ("a", 2)
    assert "the rest of the file cannot be read: " in (bad.error or "")
    assert error in (bad.error or "")


def test_what_stands_before_a_damage_is_read(tmp_path):
    raw = gzip.compress(json.dumps([{"html": f"{number:09}" * 900} for number in range(90)]).encode(), 1)
    (tmp_path / "d.json.gz").write_bytes(raw[: len(raw) // 2])
    *records, last = read(tmp_path / "d.json.gz")
    assert len(records) > 30
    assert "the rest of the file cannot be read" in (last.error or "")


@pytest.mark.parametrize("text", ['[{"html": tru', '[{"name": "x"}]', "[{]"])
def test_an_array_without_any_page_is_an_error_with_its_name(tmp_path, text):
    (tmp_path / "d.json").write_text(text)
    with pytest.raises(DumpError, match=r"d\.json: "):
        open_dump(tmp_path / "d.json")


def test_no_more_than_a_few_elements_are_held(tmp_path):
    (tmp_path / "d.json").write_text(json.dumps([{"html": "x" * 50_000}] * 400))
    dump = open_dump(tmp_path / "d.json")
    tracemalloc.start()
    assert sum(1 for _ in dump) == 400
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@given(st.lists(st.dictionaries(st.text(max_size=9), st.text(max_size=20) | st.floats(allow_nan=False)), min_size=1))
def test_every_object_is_one_record(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("array") / "d.json"
    path.write_text(json.dumps([{"html": "x"}, *rows]), "utf-8")
    assert len(read(path)) == 1 + len(rows)


@pytest.mark.parametrize("element", ["9" * 5000, '{"html": "x", "n": %s}' % ("9" * 5000)])
@pytest.mark.parametrize("rest", ["]", ', {"html": "b"}]'])
def test_a_number_of_too_many_digits_costs_its_element_alone(tmp_path, element, rest):
    (tmp_path / "d.json").write_text('[{"html": "a"}, ' + element + rest)
    records = read(tmp_path / "d.json")
    assert [record.error is None for record in records] == [True, False, *[True] * rest.count("b")]
    assert (records[1].error or "").startswith("the element cannot be read")


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_a_number_may_be_cut_anywhere_by_reading(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(jsonarray, "_CHUNK", chunk)
    monkeypatch.setattr(jsonarray, "_PIECE", chunk)
    (tmp_path / "d.json").write_text('[{"html": "a"}, 12345, -1.5e+10, {"html": "b"}, 67890]')
    assert [record.error is None for record in read(tmp_path / "d.json")] == [True, False, False, True, False]


def test_a_number_at_the_very_end_of_a_cut_file_is_told_with_the_cut(tmp_path):
    (tmp_path / "d.json").write_text('[{"html": "a"}, 12')
    _, number, cut = read(tmp_path / "d.json")
    assert "holds a number" in (number.error or "")
    assert "the file ends inside the array" in (cut.error or "")

"""Archives whose records other processes open: whatever the file holds, they are those of the careful reader."""

from __future__ import annotations

import gzip
import os
import random
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dumps_warc import http, packed, warc

from cleaner.batch import reading
from cleaner.batch.reading import Cursor, Reading
from cleaner.dumps import Dump, Packed, ReadOptions, Record
from cleaner.dumps.record import Fetching, Misread

RECORDS = [
    warc(b"GET / HTTP/1.1\r\n\r\n", "request", name="0"),
    *(warc(http(f"<p>{'Page. ' * 9 * number}".encode()), name=str(number)) for number in range(1, 6)),
    warc(http(b"", "404 Not Found"), name="6"),
    warc(http(b"\x00" * 900, headers="Content-Type: image/png\r\n"), name="7"),
]
BEGINNING = Cursor()
MEMBERS = [gzip.compress(record) for record in RECORDS]


def read(path: Path | str, start: Cursor = BEGINNING) -> tuple[list[Record], list[Cursor], int]:
    """The records, the places behind them, and how many came packed; misread ones are read again."""
    found, places, quick, again = [], [start], 0, True
    source = Reading([Dump(str(path), ReadOptions())], start)
    while again:
        again = False
        for each in source:
            try:
                found.append(each.record() if isinstance(each, Packed) else each)
            except Misread:
                again = True
                break
            quick += isinstance(each, Packed)
            places.append(source.passed())
    return found, places, quick


def both(path: Path, raw: bytes) -> tuple[list[Record], list[Record], int]:
    path.write_bytes(raw)
    found, _, quick = read(path)
    return found, list(Dump(str(path), ReadOptions())), quick


def test_records_of_a_sound_archive_all_come_packed(tmp_path):
    found, expected, quick = both(tmp_path / "a.warc.gz", b"".join(MEMBERS))
    assert found == expected
    assert quick == len(RECORDS)


def test_a_record_of_many_windows_comes_packed(tmp_path):
    large = gzip.compress(warc(http(b"<p>" + random.Random(7).randbytes(3 << 20)), name="large"))
    found, expected, quick = both(tmp_path / "a.warc.gz", MEMBERS[0] + large + MEMBERS[1])
    assert (found, quick) == (expected, 3)


def test_a_record_too_large_for_a_message_is_opened_by_the_reader(tmp_path):
    with patch("cleaner.dumps.warc.members._MOST_PACKED", 700), patch("cleaner.dumps.warc.members._WINDOW", 600):
        large = gzip.compress(warc(http(bytes(range(256)) * 9), name="large"), 0)
        found, expected, quick = both(tmp_path / "a.warc.gz", large + MEMBERS[0] + large + b"".join(MEMBERS))
    assert found == expected
    assert 0 < quick < len(found)


def test_a_page_about_archives_is_a_page(tmp_path):
    page = gzip.compress(warc(http(b"<p>A record begins so:</p>\r\n\r\nWARC/1.1\r\n"), name="about"))
    found, expected, _ = both(tmp_path / "a.warc.gz", b"garbage".join([MEMBERS[1], page + MEMBERS[2] + page]))
    assert found == expected
    assert [record.id for record in found if not record.error] == [
        f"urn:uuid:{n}" for n in ("1", "about", "2", "about")
    ]
    assert both(tmp_path / "b.warc.gz", MEMBERS[1] + page + MEMBERS[2])[2] == 3


def archive_in_an_archive(level: int) -> bytes:
    inner = http(b"".join(MEMBERS[:3]), headers="Content-Type: application/gzip\r\n")
    return gzip.compress(warc(inner, name="inner"), level)


def test_an_archive_inside_a_record_is_no_record(tmp_path):
    raw = b"".join([*MEMBERS[:2], archive_in_an_archive(0), *MEMBERS])
    found, expected, _ = both(tmp_path / "a.warc.gz", raw)
    assert found == expected
    assert [record.skipped for record in found].count("type application/gzip") == 1


@pytest.mark.parametrize(
    "raw",
    [
        gzip.compress(b"".join(RECORDS)),
        gzip.compress(b"".join(RECORDS[:2])) + b"".join(MEMBERS[2:]),
        b"".join(MEMBERS[:4]) + gzip.compress(b"".join(RECORDS[4:])),
        b"".join(MEMBERS)[:-3],
        b"".join(MEMBERS) + b"\0" * 100,
        b"".join(RECORDS),
        MEMBERS[0],
        gzip.compress(b""),
        b"".join(MEMBERS) + gzip.compress(b""),
        b"".join(gzip.compress(record[:90]) + gzip.compress(record[90:]) for record in RECORDS),
    ],
    ids=[
        "one member", "two in one", "many in one", "cut off", "zeros behind", "plain", "one", "none", "an empty one",
        "halves",
    ],
)  # fmt: skip
def test_archives_that_are_not_of_a_member_for_each_record(tmp_path, raw):
    found, expected, _ = both(tmp_path / "a.warc.gz", raw)
    assert found == expected


def test_after_damage_records_come_packed_again(tmp_path):
    raw = b"".join([*MEMBERS, b"garbage", *MEMBERS * 30])
    found, expected, quick = both(tmp_path / "a.warc.gz", raw)
    assert found == expected
    assert quick > 100


WOUNDS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "insert", "repeat", "inner", "about", "zeros"]),
        st.floats(0, 1),
        st.integers(1, 90),
    ),
    max_size=4,
)


def wounded(raw: bytes, wounds: list[tuple[str, float, int]]) -> bytes:
    for what, where, size in wounds:
        at = int(where * len(raw))
        if what == "cut":
            raw = raw[:at] + raw[at + size :]
        elif what == "flip":
            raw = raw[:at] + bytes([raw[at] ^ size]) + raw[at + 1 :] if at < len(raw) else raw
        elif what == "insert":
            raw = raw[:at] + b"x" * size + raw[at:]
        elif what == "repeat":
            raw = raw[:at] + raw[at : at + 5 * size] + raw[at:]
        elif what == "inner":
            raw = raw[:at] + archive_in_an_archive(size % 2) + raw[at:]
        elif what == "about":
            raw = raw[:at] + gzip.compress(warc(http(b"\r\n\r\nWARC/1.1\r\n" * size), name="about")) + raw[at:]
        else:
            raw = raw[:at] + bytes(size) + raw[at + size :]
    return raw


@settings(deadline=None, max_examples=40)
@given(WOUNDS, st.sampled_from([1, 3, 64]), st.data())
def test_whatever_is_wrong_the_records_are_the_same_from_any_place_on(tmp_path_factory, wounds, patience, data):
    path = tmp_path_factory.mktemp("a") / "a.warc.gz"
    path.write_bytes(wounded(b"".join(MEMBERS * 2), wounds) + packed("gz", RECORDS[1]))
    expected = list(Dump(str(path), ReadOptions()))
    with patch.object(reading, "_PATIENCE", patience):
        found, places, _ = read(path)
        assert found == expected
        start = data.draw(st.integers(0, len(found)))
        assert read(path, places[start])[0] == expected[start:]


def test_where_the_first_record_of_a_later_file_was_misread_reading_comes_to_an_end(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(b"".join(MEMBERS))
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"".join(RECORDS)))
    (tmp_path / "c.warc.gz").write_bytes(gzip.compress(b"".join(RECORDS))[:-20])
    with patch.object(Reading, "__iter__", _at_most(Reading.__iter__, 30)):
        found, _, _ = read(tmp_path)
    assert found == list(Dump(str(tmp_path), ReadOptions()))


def _at_most(real, most: int):
    times = iter(range(most))

    def iterate(self):
        next(times)
        return real(self)

    return iterate


def test_records_are_taken_out_of_files_that_are_opened_once(tmp_path, monkeypatch):
    opened = []
    system = os.open
    monkeypatch.setattr(os, "open", lambda path, *more: opened.append(Path(path).name) or system(path, *more))
    for name in ("a", "b"):
        (tmp_path / f"{name}.warc.gz").write_bytes(b"".join(MEMBERS))
    source = Reading([Dump(str(tmp_path), ReadOptions())], BEGINNING)
    with closing(Fetching()) as files:
        held = [files.with_bytes(each) for each in source if isinstance(each, Packed)]
    assert [each.raw for each in held] == 2 * MEMBERS
    assert opened == ["a.warc.gz", "b.warc.gz"]


def test_a_record_whose_bytes_are_gone_is_misread_when_it_is_opened(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(MEMBERS))
    *_, last = (each for each in Reading([Dump(str(path), ReadOptions())], BEGINNING) if isinstance(each, Packed))
    path.write_bytes(MEMBERS[0])
    with closing(Fetching()) as files, pytest.raises(Misread):
        files.with_bytes(last).record()
    path.unlink()
    with closing(Fetching()) as files, pytest.raises(Misread):
        files.with_bytes(last).record()

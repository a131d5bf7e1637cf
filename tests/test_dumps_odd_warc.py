"""Odd and damaged web archives: however they are packed and wherever they come from, the same records."""

from __future__ import annotations

import gzip
import io
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dumps_members import WOUNDS, wounded
from test_dumps_members import read as read_packed
from test_dumps_warc import HTML, http, warc

from cleaner.dumps import Dump, ReadOptions, Record
from cleaner.dumps.warc import segments
from cleaner.dumps.warc import walk as warc_walk

zstandard = pytest.importorskip("zstandard")

ONE, TWO, THREE = (warc(http(HTML + name.encode() * 500), name=name) for name in ("one", "two", "three"))
PACKINGS = {
    "plain": b"".join,
    "gz": lambda records: b"".join(map(gzip.compress, records)),
    "one gz": lambda records: gzip.compress(b"".join(records)),
    "zst": lambda records: b"".join(map(zstandard.compress, records)),
    "one zst": lambda records: zstandard.compress(b"".join(records)),
}
every_packing = pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)


def read(tmp_path: Path, raw: bytes, **options) -> list[Record]:
    (tmp_path / "a.warc").write_bytes(raw)
    return list(Dump(str(tmp_path / "a.warc"), ReadOptions(**options)))


def ids(records: list[Record]) -> list[str]:
    """Of the pages; `!` for an error and `-` for what is skipped."""
    return ["!" if record.error else "-" if record.skipped else record.id.rpartition(":")[2] for record in records]


def lower(record: bytes) -> bytes:
    head, blank, rest = record.partition(b"\r\n\r\n")
    return head.replace(b"WARC-", b"warc-").replace(b"Content-", b"content-") + blank + rest


def said(record: bytes, length: str) -> bytes:
    head, blank, rest = record.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    return b"\r\n".join([*lines, *(f"Content-Length: {each}".encode() for each in length.split(","))]) + blank + rest


ABOUT = warc(http(b"<pre>A record:\r\n\r\n" + warc(http(b"x"), name="inner") + b"</pre>"), name="about")


@every_packing
def test_names_of_headers_may_be_in_lower_case(tmp_path, pack):
    assert ids(read(tmp_path, pack([lower(ONE), lower(TWO)]))) == ["one", "two"]


@every_packing
def test_a_page_may_hold_a_record(tmp_path, pack):
    assert ids(read(tmp_path, pack([ONE, ABOUT, TWO, ABOUT]))) == ["one", "about", "two", "about"]


@every_packing
@pytest.mark.parametrize("length", ["-5", "9" * 30, "7,600", "x", "", "20", "620", "3000", "999999", "9" * 17])
def test_a_bad_length_is_an_error_of_its_record_alone(tmp_path, pack, length):
    records = read(tmp_path, pack([ONE, said(TWO, length), THREE]))
    assert ids(records) == ["one", "!", "three"]
    assert "Content-Length" in (records[1].error or "")
    assert records[1].url == "https://a.example/two"


@every_packing
def test_a_bad_length_of_what_is_no_page_hides_none(tmp_path, pack):
    request = warc(b"GET / HTTP/1.1\r\n\r\n", "request", length=2000)
    assert ids(read(tmp_path, pack([ONE, request, TWO, THREE]))) == ["one", "!", "two", "three"]


@every_packing
def test_a_record_may_say_twice_what_it_is(tmp_path, pack):
    twice = ONE.replace(b"WARC-Type: response", b"WARC-Type: response\r\nWARC-Type: request")
    assert ids(read(tmp_path, pack([twice, TWO]))) == ["one", "two"]


@every_packing
@pytest.mark.parametrize("length", [5000, 30_000, 10**17])
def test_a_bad_length_over_the_limit_of_a_page_hides_none(tmp_path, monkeypatch, pack, length):
    monkeypatch.setattr(warc_walk, "most_bytes", lambda options: options.max_bytes)
    filler = warc(b"x" * 4000, "metadata", name="filler")
    wrong = warc(http(HTML), name="wrong", length=length)
    found = ids(read(tmp_path, pack([ONE, wrong, TWO, *[filler] * 5, THREE]), max_bytes=3000))
    assert found == ["one", "!", "two", *"-----", "three"]


@every_packing
def test_headers_of_100_kb_are_read(tmp_path, pack):
    long = f"X-Long: {'x' * 100_000}\r\nContent-Type: text/html\r\n"
    records = [ONE, warc(http(headers=long), name="http"), warc(http(), name="warc", X_Long="x" * 100_000), TWO]
    assert ids(read(tmp_path, pack(records))) == ["one", "http", "warc", "two"]


@every_packing
@pytest.mark.parametrize("filler", [b"\n", b"\r\n\r\n", b"\0" * 5000])
def test_what_fills_up_the_file_is_no_error(tmp_path, pack, filler):
    assert ids(read(tmp_path, filler + pack([ONE, TWO]) + filler)) == ["one", "two"]


@every_packing
def test_junk_before_the_first_record_is_one_error(tmp_path, pack):
    assert ids(read(tmp_path, b"junk and more" + pack([ONE, TWO]))) == ["!", "one", "two"]


@pytest.mark.parametrize("first", PACKINGS.values(), ids=PACKINGS)
@pytest.mark.parametrize("second", PACKINGS.values(), ids=PACKINGS)
def test_packings_may_be_mixed(tmp_path, first, second):
    mixed = first([ONE, TWO]) + second([THREE, ONE]) + first([TWO])
    assert ids(read(tmp_path, mixed)) == ["one", "two", "three", "one", "two"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.warc.gz", "gz"), ("a.warc.gz.gz", "gz"), ("a", "gz"), ("a.warc.gz", "one gz"), ("a.warc.gz", "zst")],
)
def test_an_archive_packed_twice_is_read(tmp_path, name, kind):
    (tmp_path / name).write_bytes(gzip.compress(PACKINGS[kind]([ONE, TWO])))
    assert ids(list(Dump(str(tmp_path / name), ReadOptions()))) == ["one", "two"]
    assert ids(read_packed(tmp_path / name)[0]) == ["one", "two"]


@pytest.mark.parametrize("again", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
@pytest.mark.parametrize("kind", ["gz", "one gz", "zst", "one zst"])
def test_an_archive_packed_twice_is_told_without_a_name(tmp_path, kind, again):
    noise = random.Random(7).randbytes(150_000)
    large = warc(http(HTML + b"".join(b"%d " % each for each in noise)), name="large")  # fills a block and more
    raw = again(PACKINGS[kind]([large, ONE]))
    (tmp_path / "a").write_bytes(raw)
    assert ids(list(Dump(str(tmp_path / "a"), ReadOptions()))) == ["large", "one"]
    assert ids(from_stdin(raw)) == ["large", "one"]


def test_an_archive_packed_twice_and_cut_off_says_so(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(PACKINGS["gz"]([ONE, TWO, THREE]), 0)[:-200])
    found = ids(list(Dump(str(tmp_path / "a.warc.gz"), ReadOptions())))
    assert found[:2] == ["one", "two"]
    assert "!" in found


def test_a_damaged_member_keeps_its_address(tmp_path):
    broken = bytearray(gzip.compress(TWO))
    broken[-8] ^= 1
    records = read(tmp_path, gzip.compress(ONE) + broken + gzip.compress(THREE))
    assert ids(records) == ["one", "!", "three"]
    assert records[1].url == "https://a.example/two"


def test_of_what_is_packed_together_all_before_the_damage_is_read(tmp_path):
    raw = bytearray(gzip.compress(ONE + TWO + THREE))
    raw[-8] ^= 1
    assert ids(read(tmp_path, bytes(raw))) == ["one", "two", "three", "!"]


def test_a_whole_page_in_a_member_that_fails_its_checksum_is_an_error(tmp_path):
    broken = bytearray(gzip.compress(TWO + b"\r\n" * 20, 0))  # so that all of the page can be salvaged
    broken[-8] ^= 1
    records = read(tmp_path, gzip.compress(ONE) + broken)
    assert ids(records)[:2] == ["one", "!"]
    assert "cannot be read behind this place" in (records[1].error or "")


@pytest.mark.parametrize("kind", ["gz", "one gz", "zst", "one zst"])
def test_a_length_that_ends_before_a_packed_body_is_an_error(tmp_path, kind):
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
    coded = warc(http(gzip.compress(HTML), headers=headers), name="coded", length=len(http(b"", headers=headers)))
    records = read(tmp_path, PACKINGS[kind]([ONE, coded, THREE]))
    assert ids(records) == ["one", "!", "three"]
    assert "Content-Length is wrong" in (records[1].error or "")


def test_records_far_before_a_fault_are_not_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(segments, "_LOOK_BACK", 1 << 16)
    noise = warc(random.Random(7).randbytes(1 << 18), "metadata")
    raw = bytearray(gzip.compress(ONE + TWO + noise, 0))  # beginnings of records show in what is only stored
    raw[-8] ^= 1
    assert ids(read(tmp_path, bytes(raw)))[:4] == ["one", "two", "-", "!"]
    assert "one" not in ids(read(tmp_path, bytes(raw)))[1:]


def test_a_fault_hides_no_record_that_was_read_with_it(tmp_path):
    broken = bytearray(gzip.compress(TWO))
    broken[len(broken) // 2] ^= 0xFF
    assert ids(read(tmp_path, bytes(broken) + gzip.compress(THREE))) == ["!", "three"]


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
def test_a_record_over_the_limit_may_lie_in_several_members(tmp_path, monkeypatch, compress):
    monkeypatch.setattr(warc_walk, "most_bytes", lambda options: options.max_bytes)
    large = warc(http(HTML * 400), name="large")
    pieces = b"".join(compress(large[at : at + 5000]) for at in range(0, len(large), 5000))
    records = read(tmp_path, compress(ONE) + pieces + compress(TWO), max_bytes=3000)
    assert ids(records) == ["one", "!", "two"]
    assert (records[1].error or "").startswith("too large")


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
def test_what_fills_up_blocks_between_members_is_no_part_of_a_record(tmp_path, compress):
    halves = compress(TWO[:700]) + b"\0" * 512 + compress(TWO[700:])
    records = read(tmp_path, compress(ONE) + halves + compress(THREE))
    assert ids(records) == ["one", "two", "three"]
    assert records[1].body == read(tmp_path, TWO)[0].body


def from_stdin(raw: bytes) -> list[Record]:
    """As several processes read it: what was misread is read again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return read_packed("-")[0]


def without_place(records: list[Record]) -> list[Record]:
    return [
        record._replace(source="", name="", id="" if ":" not in record.id else record.id.rpartition(":")[2])
        for record in records
    ]


@every_packing
def test_standard_input_is_read_as_the_file_is(tmp_path, pack):
    large = warc(http(HTML * 9000), name="large")
    raw = pack([ONE, large, said(TWO, "-5"), ABOUT, THREE])
    assert without_place(from_stdin(raw)) == without_place(read(tmp_path, raw))


def test_bytes_of_no_kind_on_standard_input_are_an_error():
    (record,) = from_stdin(b"\x00,\r\xff,x\r\n" * 9)
    assert record.error == "cannot tell what this is"


@pytest.mark.parametrize("at", [0, 3, 60])
def test_an_archive_on_standard_input_may_begin_with_damage(at):
    raw = bytearray(gzip.compress(ONE))
    raw[at] ^= 0xFF
    assert ids(from_stdin(bytes(raw) + gzip.compress(TWO))) == ["!", "two"]


@settings(deadline=None, max_examples=60)
@given(WOUNDS, st.sampled_from(sorted(PACKINGS)))
def test_whatever_is_wrong_standard_input_is_read_as_the_file_is(tmp_path_factory, wounds, kind):
    raw = ONE + wounded(PACKINGS[kind]([ONE, TWO, ABOUT, THREE]), wounds)
    assert without_place(from_stdin(raw)) == without_place(read(tmp_path_factory.mktemp("a"), raw))


ODD = st.sampled_from([lower(ONE), said(TWO, "-5"), said(TWO, "40"), ONE[:-2], ONE, ABOUT, lower(ABOUT)])


@settings(deadline=None, max_examples=60)
@given(st.lists(ODD, max_size=6))
def test_the_records_are_the_same_however_they_are_packed(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("a")
    found = [ids(read(path, pack([THREE, *records, THREE]))) for pack in PACKINGS.values()]
    assert found == [found[0]] * len(PACKINGS)
    assert len(found[0]) == len(records) + 2


@every_packing
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_byte_order_mark_before_a_record_loses_nothing(tmp_path, pack, place):
    records = [ONE, TWO, THREE]
    records[place] = b"\xef\xbb\xbf" + records[place]
    assert ids(read(tmp_path, pack(records))) == ["one", "two", "three"]


def test_an_archive_is_told_behind_a_byte_order_mark(tmp_path):
    (tmp_path / "download").write_bytes(b"\xef\xbb\xbf" + ONE + TWO)
    assert ids(list(Dump(str(tmp_path / "download"), ReadOptions()))) == ["one", "two"]

"""Faulty files of all formats: every record is told, or what is wrong with the rest, and nothing ends the process."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from test_dumps_warc import http, warc

from cleaner.dumps import ReadOptions, Record, file_formats, open_dump
from cleaner.dumps.formats import parquet
from cleaner.errors import CleanerError, DumpError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
ipc = pytest.importorskip("pyarrow.ipc")
zstandard = pytest.importorskip("zstandard")

PAGE = "<html><body><p>" + "The harbour of Ellery opens again in spring. " * 8 + "</p></body></html>"
PAGES = 6
IDS = [f"r{number}" for number in range(PAGES)]


def read(path: Path, **options) -> list[Record]:
    return list(open_dump(path, ReadOptions(**options)))


def told(records: list[Record]) -> str:
    return "".join("!" if record.error else "-" if record.skipped else "o" for record in records)


def table(**columns) -> pa.Table:
    return pa.table({"id": IDS, "html": [PAGE] * PAGES, **columns})


class TestParquet:
    @pytest.mark.parametrize(
        ("column", "held"),
        [
            (pa.array([[PAGE]] * PAGES), "list<"),
            (pa.array(range(PAGES)), "int64"),
            (pa.array([b"x" * 9] * PAGES, pa.binary(9)), "fixed_size_binary[9]"),
        ],
    )
    def test_a_column_of_pages_of_another_type_is_told_with_it(self, tmp_path, column, held):
        pq.write_table(table(html=column), tmp_path / "a.parquet")
        with pytest.raises(DumpError) as caught:
            read(tmp_path / "a.parquet")
        assert f"a.parquet: column 'html' holds {held}" in str(caught.value)
        assert "--html-column" in str(caught.value)

    def test_a_list_of_columns_within_is_told(self, tmp_path):
        pq.write_table(table(response=pa.array([[{"body": PAGE}]] * PAGES)), tmp_path / "a.parquet")
        with pytest.raises(DumpError, match=r"column 'response' holds list.*in which no column can be named"):
            read(tmp_path / "a.parquet", html_column="response.body")

    def test_each_row_of_a_column_of_nulls_is_told(self, tmp_path):
        pq.write_table(table(html=pa.nulls(PAGES)), tmp_path / "a.parquet")
        assert [record.error for record in read(tmp_path / "a.parquet")] == ["no page: html is null"] * PAGES

    @pytest.mark.parametrize("form", ["dictionary", "large_string", "large_binary", "string_view", "binary_view"])
    def test_text_and_bytes_are_pages_in_every_form(self, tmp_path, form):
        plain = pa.array([PAGE.encode()] * PAGES if "binary" in form else [PAGE] * PAGES)
        column = plain.dictionary_encode() if form == "dictionary" else plain.cast(getattr(pa, form)())
        pq.write_table(table(html=column), tmp_path / "a.parquet")
        assert told(read(tmp_path / "a.parquet")) == "o" * PAGES

    def test_row_groups_without_rows_take_no_position(self, tmp_path):
        rows = table()
        with pq.ParquetWriter(tmp_path / "a.parquet", rows.schema) as writer:
            for start, size in ((0, 0), (0, 2), (2, 0), (2, 4), (0, 0)):
                writer.write_table(rows.slice(start, size))
        assert [(record.id, record.position) for record in read(tmp_path / "a.parquet")] == [
            (name, number) for number, name in enumerate(IDS, 1)
        ]

    @pytest.mark.parametrize(
        ("column", "value"),
        [(pa.timestamp("us"), 2**62), (pa.date64(), 10**17), (pa.timestamp("ns"), 2**62 + 1)],
    )
    def test_a_time_that_python_has_none_for_costs_no_page(self, tmp_path, column, value):
        pq.write_table(table(crawl_date=pa.array([value] * PAGES, column)), tmp_path / "a.parquet")
        assert told(read(tmp_path / "a.parquet", keep=("all",))) == "o" * PAGES

    def test_nanoseconds_are_cut_off_where_nothing_can_hold_them(self):
        class Scalar:
            type = pa.timestamp("ns")

            def as_py(self):
                raise ValueError("Nanosecond resolution temporal type 1 is not safely convertible")

            def cast(self, wanted, *, safe):
                return pa.scalar(1_700_000_000_000_001, pa.int64()).cast(wanted, safe=safe)

        assert parquet._value(Scalar()).year == 2023

    def test_an_encrypted_file_says_so(self, tmp_path):
        pq.write_table(table(), tmp_path / "a.parquet")
        raw = (tmp_path / "a.parquet").read_bytes()
        (tmp_path / "a.parquet").write_bytes(b"PARE" + raw[4:-4] + b"PARE")
        with pytest.raises(DumpError, match=r"a.parquet: the file is encrypted: decrypt it first"):
            read(tmp_path / "a.parquet")

    def test_a_page_that_differs_from_its_checksum_is_damaged(self, tmp_path):
        pq.write_table(
            table(), tmp_path / "a.parquet",
            row_group_size=2, write_page_checksum=True, compression="none", use_dictionary=False,
        )  # fmt: skip
        raw = (tmp_path / "a.parquet").read_bytes()
        size = len(PAGE).to_bytes(4, "little")
        at = raw.index(PAGE.encode() + size + PAGE.encode()) + PAGE.index("harbour")  # statistics have it before
        (tmp_path / "a.parquet").write_bytes(raw[:at] + b"HARBOUR" + raw[at + 7 :])
        records = read(tmp_path / "a.parquet")
        assert told(records) == "!!oooo"
        assert records[0].error.startswith("row group 1 is damaged: ")

    def test_rows_that_the_row_groups_lack_are_told(self, tmp_path, monkeypatch):
        pq.write_table(table(), tmp_path / "a.parquet", row_group_size=2)
        whole = pq.ParquetFile.num_row_groups.fget
        monkeypatch.setattr(pq.ParquetFile, "num_row_groups", property(lambda file: whole(file) - 1))
        records = read(tmp_path / "a.parquet")
        assert (told(records), records[-1].error) == (
            "oooo!",
            "the file says that it has 6 rows, and its row groups have 4",
        )

    @pytest.mark.parametrize("cut", [0.3, 0.6, 0.99])
    def test_a_file_without_its_end_is_told_in_one_line(self, tmp_path, cut):
        pq.write_table(table(), tmp_path / "a.parquet")
        raw = (tmp_path / "a.parquet").read_bytes()
        (tmp_path / "a.parquet").write_bytes(raw[: int(len(raw) * cut)])
        with pytest.raises(DumpError, match=r"a.parquet: cannot be read as Parquet: .*See that it is whole") as caught:
            read(tmp_path / "a.parquet")
        assert "\n" not in str(caught.value)


def test_a_value_that_lies_outside_of_an_arrow_file_ends_it_and_not_the_process(tmp_path):
    sink = io.BytesIO()
    with ipc.new_stream(sink, table().schema) as writer:
        writer.write_table(table())
    raw = sink.getvalue()
    ends = b"".join((len(PAGE) * number).to_bytes(4, "little") for number in range(PAGES + 1))
    assert raw.count(ends) == 1
    (tmp_path / "a.arrows").write_bytes(raw.replace(ends, ends[:8] + b"\xff\xff\xff\x6f" + ends[12:]))
    (record,) = read(tmp_path / "a.arrows")
    assert (record.error or "").startswith("the rest of the file cannot be read: ")


def test_text_in_an_arrow_file_that_is_not_utf8_costs_its_row(tmp_path):
    texts = pa.Array.from_buffers(pa.string(), 3, pa.array([b"<p>a", b"<p>caf\xe9", b"<p>b"]).buffers())
    batch = pa.record_batch({"html": texts})
    with ipc.new_file(tmp_path / "a.arrow", batch.schema) as writer:
        writer.write_batch(batch)
    assert told(read(tmp_path / "a.arrow")) == "o!o"


def test_a_dictionary_that_is_none_is_told_by_the_records(tmp_path):
    damaged = b"\x37\xa4\x30\xec" + bytes(range(100))  # begins as a dictionary
    skippable = b"\x5d\x2a\x4d\x18" + len(damaged).to_bytes(4, "little") + damaged
    packed = b"".join(zstandard.compress(warc(http(PAGE.encode()), name=name)) for name in IDS)
    (tmp_path / "a.warc.zst").write_bytes(skippable + packed)
    assert told(read(tmp_path / "a.warc.zst")) == "o" * PAGES


def tar() -> tuple[bytes, list[int]]:
    """An archive of pages, and where their headers begin."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in IDS:
            member = tarfile.TarInfo(f"{name}.html")
            member.size = len(PAGE)
            archive.addfile(member, io.BytesIO(PAGE.encode()))
    raw = held.getvalue()
    return raw, [raw.index(f"{name}.html".encode()) for name in IDS]


@pytest.mark.parametrize(("at", "found"), [(3, "ooo!"), (5, "ooooo!")])
def test_a_tar_archive_does_not_end_at_a_damaged_header_unseen(tmp_path, at, found):
    raw, headers = tar()
    place = headers[at] + 150  # within the checksum
    (tmp_path / "a.tar").write_bytes(raw[:place] + b"xxxx" + raw[place + 4 :])
    records = read(tmp_path / "a.tar")
    assert (told(records), "the rest of the archive cannot be read" in records[-1].error) == (found, True)


def test_a_tar_archive_whose_last_header_is_cut_off_says_so(tmp_path):
    raw, headers = tar()
    (tmp_path / "a.tar").write_bytes(raw[: headers[4] + 200])
    assert told(read(tmp_path / "a.tar")) == "oooo!"


def test_a_tar_archive_may_end_without_blocks_of_zeros(tmp_path):
    raw, headers = tar()
    (tmp_path / "a.tar").write_bytes(raw[: headers[5] + 512 + 512 * -(-len(PAGE) // 512)])
    assert told(read(tmp_path / "a.tar")) == "o" * PAGES


def test_a_damaged_archive_in_a_wacz_gives_its_sound_records(tmp_path):
    packed = b"".join(gzip.compress(warc(http(PAGE.encode()), name=name)) for name in IDS)
    said = {"path": "archive/a.warc.gz", "bytes": len(packed), "hash": f"sha256:{hashlib.sha256(packed).hexdigest()}"}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("archive/a.warc.gz", packed)
        archive.writestr("datapackage.json", json.dumps({"resources": [said]}))
    raw = held.getvalue()
    at = raw.index(packed) + len(packed) // 2
    (tmp_path / "a.wacz").write_bytes(raw[:at] + bytes((raw[at] ^ 255,)) + raw[at + 1 :])
    records = read(tmp_path / "a.wacz")
    assert "it is damaged: Bad CRC-32" in records[0].error
    assert told(records).count("o") == PAGES - 1


def test_an_error_of_a_reader_costs_the_rest_of_its_file(tmp_path, monkeypatch):
    def fails(entry, options, meter):
        yield Record("a", None, "x", "html", entry.source, 1)
        raise RuntimeError("planted")

    monkeypatch.setattr(file_formats, "FORMATS", (file_formats.CSV._replace(read=fails),))
    (tmp_path / "a.csv").write_text("html\nx\ny\n")
    records = read(tmp_path / "a.csv")
    assert [(record.position, record.error) for record in records] == [
        (1, None),
        (2, "internal error: the rest of the file cannot be read: RuntimeError: planted"),
    ]


def test_an_error_of_a_first_look_names_the_file(tmp_path, monkeypatch):
    def fails(entry, options):
        raise RuntimeError("planted")

    monkeypatch.setattr(file_formats, "FORMATS", (file_formats.CSV._replace(check=fails),))
    (tmp_path / "a.csv").write_text("html\nx\n")
    with pytest.raises(DumpError, match=r"a.csv: internal error: cannot be read: RuntimeError: planted"):
        open_dump(tmp_path / "a.csv", ReadOptions())


def samples() -> dict[str, bytes]:
    records = [warc(http(PAGE.encode()), name=name) for name in IDS]
    held = {name: io.BytesIO() for name in ("a.parquet", "a.arrow", "a.arrows")}
    pq.write_table(table(), held["a.parquet"], row_group_size=2)
    for name, opened in (("a.arrow", ipc.new_file), ("a.arrows", ipc.new_stream)):
        with opened(held[name], table().schema) as writer:
            for batch in table().to_batches(2):
                writer.write_batch(batch)
    return {
        **{name: file.getvalue() for name, file in held.items()},
        "a.warc.gz": b"".join(map(gzip.compress, records)),
        "a.warc.zst": b"".join(map(zstandard.compress, records)),
        "a.tar": tar()[0],
    }


SAMPLES = samples()


def mutated(raw: bytes, seed: int) -> bytes:
    """Some bytes changed, some taken away, or some put in."""
    chance = random.Random(seed)
    found, at = bytearray(raw), chance.randrange(len(raw))
    if seed % 3 == 0:
        for _ in range(4):
            found[chance.randrange(len(found))] ^= chance.randrange(1, 256)
    elif seed % 3 == 1:
        del found[at : at + chance.randrange(1, 300)]
    else:
        found[at:at] = chance.randbytes(chance.randrange(1, 300))
    return bytes(found)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("first", [0, 20, 40])
def test_whatever_is_changed_in_a_file_no_record_goes_unseen(tmp_path, name, first):
    for seed in range(first, first + 20):
        (tmp_path / name).write_bytes(mutated(SAMPLES[name], seed))
        try:
            records = read(tmp_path / name)
        except CleanerError as error:
            assert name in str(error)
            continue
        assert len(records) >= PAGES or "!" in told(records), seed
        assert not any("\n" in (record.error or "") for record in records), seed

"""Where records begin again, in bytes that anybody may have written."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dumps.warc import find as warc_find
from cleaner.dumps.warc.find import find_record, go_on
from cleaner.dumps.warc.segments import Unpacked

PIECES = st.sampled_from(
    [b"WARC/1.0\r\n", b"WARC/1.1\n", b"WARC/", b"A: b\r\n", b"Content-Length: 5\r\n", b"WARC-Type: x\n", b"\r\n", b"\n"]
)


class Counted:
    """A pattern that counts how often it is asked for."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern = pattern
        self.times = 0

    def search(self, *given):
        self.times += 1
        return self.pattern.search(*given)


class Metered(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


def is_header(raw: bytes) -> bool:
    blank = re.search(rb"\n\r?\n", raw)
    first, *others = raw[: blank.start() if blank else 0].split(b"\n")
    says = any(line.startswith((b"Content-Length:", b"WARC-Type:")) for line in others)
    return says and b":" in others[0] and bool(re.fullmatch(rb"WARC/1\.[01]\r?", first))


@given(st.lists(PIECES, max_size=14).map(b"".join))
def test_a_record_begins_where_a_header_is_whole(raw):
    wanted = next((at for at in range(len(raw)) if is_header(raw[at:])), -1)
    assert find_record(raw, 0, len(raw)) == wanted


@pytest.mark.parametrize(("room", "is_found"), [(0, True), (16_384, False)])
def test_a_header_larger_than_is_sought_is_none(room, is_found):
    raw = b"page WARC/1.0\r\nWARC-Type: response\r\nX: %s\r\n\r\n" % (b"x" * room)
    assert (find_record(raw, 0, len(raw)) == 5) is is_found


@pytest.mark.parametrize("name", ["BLANK_LINE", "_SAYS_WHAT"])
def test_a_page_of_nothing_but_beginnings_is_searched_once(monkeypatch, name):
    counted = Counted(getattr(warc_find, name))
    monkeypatch.setattr(warc_find, name, counted)
    raw = b"WARC/1.0\r\nA: b\r\n" * 1000 + b"\r\n"
    assert find_record(raw, 0, len(raw)) == -1
    assert counted.times == 1


def test_of_what_only_begins_as_a_frame_little_is_read():
    pytest.importorskip("zstandard")
    file = Metered(b"x" + b"\x28\xb5\x2f\xfd" * 5000 + b"x" * 300_000)
    stream = Unpacked(file, 0)
    assert not go_on(stream)
    assert file.taken < 20_000_000

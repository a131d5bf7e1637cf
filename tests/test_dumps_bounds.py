"""Where a record of a web archive says more than is true or sane, it is told, and the next ones are read."""

from __future__ import annotations

import gzip

import pytest
from test_dumps_odd_warc import ONE, THREE, TWO, every_packing, ids, read, said
from test_dumps_warc import HTML, http, warc


@every_packing
def test_a_record_that_says_it_is_longer_than_it_is_holds_the_next_one(tmp_path, pack):
    length = len(ONE.partition(b"\r\n\r\n")[2]) + len(TWO) // 2
    records = read(tmp_path, pack([said(ONE, str(length)), TWO, THREE]))
    assert ids(records) == ["!", "two", "three"]
    assert "it holds the beginning of the next record" in records[0].error


@pytest.mark.parametrize(("layers", "is_read"), [(5, True), (6, False)])
def test_a_body_may_be_packed_five_times_over_and_no_more(tmp_path, layers, is_read):
    body = HTML
    for _ in range(layers):
        body = gzip.compress(body, mtime=0)
    coded = f"Content-Type: text/html\r\nContent-Encoding: {', '.join(['gzip'] * layers)}\r\n"
    packed, plain = read(tmp_path, warc(http(body, headers=coded), name="packed") + TWO)
    assert (packed.error is None) is is_read
    assert is_read or "6 content encodings, one upon the other" in packed.error
    assert plain.error is None

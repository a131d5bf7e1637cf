from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.tooling.fixtures.expected import INPUTS, RESULTS, Expected, one_line, parse_expected, tidy, write_expected

LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)
VALUES = st.text(st.characters(codec="utf-8"), max_size=20).map(one_line)


@given(
    st.dictionaries(st.sampled_from(INPUTS + RESULTS), VALUES),
    LINES.map(tidy),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_is_written_is_read_again_as_it_was(front, body, newline, bom):
    written = Expected(front, body, ("source: by hand",), newline, bom)
    read = parse_expected(write_expected(written))
    assert {key: value for key, value in read.front.items() if value} == {k: v for k, v in front.items() if v}
    assert (read.body, read.notes, read.newline, read.bom) == (body, written.notes, newline, bom)
    assert write_expected(read) == write_expected(written)


@given(LINES)
def test_white_space_that_hooks_take_away_is_never_written(body):
    written = write_expected(Expected({"title": ""}, tidy(body)))
    assert not any(line != line.rstrip(b" \t\r") for line in written.split(b"\n"))
    assert written.endswith(b"\n") and not written.endswith(b"\n\n")

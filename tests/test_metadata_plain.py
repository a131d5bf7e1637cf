"""Letters of short texts: compiled code and Python say the same of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata import plain

PIECES = [
    "Ana Gil",
    " ",
    "  ",
    "\t",
    "\n",
    "&amp;",
    "<b>",
    "2024",
    "\u0130",
    "\u03a3",
    "\u00e9",
    "e\u0301",
    "\u6587",
    "-",
]
PIECES += ["\u0663", "\u00bd", "\u200b", "\u202e", "\x85", "\x1f", "\xa0", "\u2028", "\U0001d7d9", "\ud800", "\u00ad"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=12)


@pytest.mark.skipif(plain._compiled is None, reason="built without a C compiler: only Python is there")
@given(text=TEXTS)
def test_both_tell_the_same_letters(text):
    assert plain.squeeze(text) == plain.squeeze_in_python(text)


@pytest.mark.skipif(plain._compiled is None, reason="built without a C compiler: only Python is there")
@given(text=TEXTS)
def test_both_tell_the_same_lines(text):
    assert plain.is_tidy(text) == plain.is_tidy_in_python(text)


@given(text=TEXTS)
def test_a_tidy_line_is_what_tidying_makes_of_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "is_tidy", lambda _: False)
        whole = plain.tidy(text)
    if plain.is_tidy(text):
        assert whole == text
    assert plain.tidy(text) == whole


def test_what_is_left_of_a_text():
    assert plain.squeeze("\u00c9va  Gil-Soto, 3") == "\u00e9vagilsoto3"
    assert plain.squeeze("- ") == ""
    assert [plain.is_tidy(text) for text in ("Ana Gil", "Ana  Gil", "Ana Gil ", "R&D", "")] == [
        True,
        False,
        False,
        False,
        True,
    ]

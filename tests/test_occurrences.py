"""Where a text stands: the compiled search and the one in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.page import occurrences


@pytest.mark.parametrize("compiled", [True, False])
@given(raw=st.text("publishDat", max_size=200).map(str.encode), data=st.data())
def test_each_place_once(compiled, raw, data):
    text = data.draw(st.sampled_from([b"ublish", b"pubDate", b"aa", b"p", b"a.a"]))
    rare = data.draw(st.integers(0, len(text) - 1))
    with pytest.MonkeyPatch.context() as patch:
        if not compiled:
            patch.setattr(occurrences, "_compiled", None)
        found = occurrences.occurrences(raw, text, rare)
    assert found == [at for at in range(len(raw)) if raw.startswith(text, at)]

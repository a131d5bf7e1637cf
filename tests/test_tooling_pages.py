from __future__ import annotations

import pytest

from cleaner.errors import DumpError
from cleaner.tooling.pages import read_pages


@pytest.mark.parametrize("address", ["https://example.com/", "HTTP://example.com/a"])
def test_an_address_is_answered_with_how_to_go_on(address: str):
    with pytest.raises(DumpError, match=f"{address}: pages are not fetched; save it to a file and add --url {address}"):
        read_pages([address])

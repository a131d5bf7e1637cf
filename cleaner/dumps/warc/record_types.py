"""Which records of a web archive hold a page, by their `WARC-Type`; the others are passed over."""

from __future__ import annotations

from typing import Final

# A request, metadata and a revisit have no page in them.
PAGES: Final = frozenset({"response", "resource", "conversion"})

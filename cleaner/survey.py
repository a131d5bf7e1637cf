"""The compiled survey of a page's nodes, where it could be built; its callers have the same with selectors."""

from __future__ import annotations

from cleaner import native
from cleaner.dom import PARSER, probe, tag_ids
from cleaner.elements import KIND

__all__ = ["compiled"]

compiled = native.load_survey(PARSER, tag_ids(KIND), probe)

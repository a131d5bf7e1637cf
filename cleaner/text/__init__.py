"""Plain-text dumps: lines become blocks, and every line gets its decision."""

from __future__ import annotations

from cleaner.text.read import LineReading, read_lines
from cleaner.text.segment import MAX_LINES, segment_lines

__all__ = ["MAX_LINES", "LineReading", "read_lines", "segment_lines"]

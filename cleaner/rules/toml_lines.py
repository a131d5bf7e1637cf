"""Text of a rule file → the line where a key, or a value under it, stands; `tomllib` keeps no line numbers."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Final

# The head of a layout: `[[layout]]`.
_LAYOUT: Final = re.compile(r"\s*+\[\[\s*+layout\s*+\]\]")


class TomlLines:
    """The lines of a rule file. Lines are counted from 1; 0 means that what was asked for is not there.

    Attributes:
        whole: all lines, as `find` takes them.
        layouts: the lines of each `[[layout]]`, from its head to the next one's.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.whole = range(1, len(self._lines) + 1)
        heads = [number for number in self.whole if _LAYOUT.match(self._lines[number - 1])]
        self.layouts = tuple(range(start, end) for start, end in pairwise([*heads, self.whole.stop]))

    def layout(self, place: int) -> range:
        """The lines of the layout at a place, from 0; all lines where a layout is written otherwise."""
        return self.layouts[place] if 0 <= place < len(self.layouts) else self.whole

    def find(self, key: str, value: str = "", within: range | None = None) -> int:
        """The line of a key or of a table's head, or of a value at or below its key: lists may run over many lines.

        A value in quotes is preferred to one that is a part of a longer text, such as `h1` of `"h1@title"`.
        """
        lines = self.whole if within is None else within
        named = re.compile(rf"""\s*\[+\s*{re.escape(key)}\b|.*?(?<![\w-])["']?{re.escape(key)}["']?\s*=""")
        # The search for the key alone passes over other lines in a twentieth of the time.
        held = (number for number in lines if key in self._lines[number - 1])
        start = next((number for number in held if named.match(self._lines[number - 1])), 0)
        if not (start and value):
            return start
        below = range(start, lines.stop)
        basic = json.dumps(value, ensure_ascii=False)  # JSON's escapes are those of TOML's basic strings
        for forms in ((basic, f"'{value}'"), (basic[1:-1], value)):
            for number in below:
                if any(form in self._lines[number - 1] for form in forms):
                    return number
        return 0

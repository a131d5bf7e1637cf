"""The stack of open elements and the list of active formatting elements of the HTML standard, without a tree."""

from __future__ import annotations

from typing import Final

from cleaner.page.parser_elements import SCOPE, SPECIAL

HTML, SVG, MATH, BOUNDARY = range(4)
"""Namespace of an open element: HTML's, a drawing's, a formula's. BOUNDARY is an element of a drawing or formula in
which HTML is read again, such as `foreignObject`."""

# Of formatting elements that are equal in name and attributes, the standard keeps three in its list ("Noah's Ark").
_MOST_EQUAL: Final = 3
# The standard's adoption agency runs its outer loop eight times, and its inner loop three times: a formatting element
# that is ended across blocks is made anew in each of the first eight, with up to three others around it.
_MOST_MOVED, _MOVED_WITH = 8, 4


class Format:
    """A formatting element in the parser's list of those to open again; `key` is what makes it equal to others."""

    __slots__ = ("key", "name", "open")

    def __init__(self, name: bytes, key: bytes) -> None:
        self.name, self.key, self.open = name, key, False


class OpenElements:
    """The stack of open elements and the list of active formatting elements of the standard.

    Attributes:
        deepest: most elements that were open at once.
        reopened: how many formatting elements were opened again.
        work: steps that a parser takes to look through its stack: it does so for most tags.
        looked: steps that this bookkeeping took itself.
    """

    __slots__ = (
        "_counts",
        "_formats",
        "_has_form",
        "_list",
        "_names",
        "_namespaces",
        "deepest",
        "looked",
        "reopened",
        "work",
    )

    def __init__(self) -> None:
        self._names: list[bytes] = [b"html", b"body"]
        self._namespaces: list[int] = [HTML, HTML]
        self._formats: list[Format | None] = [None, None]
        self._counts: dict[bytes, int] = {b"html": 1, b"body": 1}
        self._list: list[Format | None] = []  # None is a marker
        self._has_form = False
        self.deepest = 2
        self.reopened = self.work = self.looked = 0

    @property
    def in_foreign(self) -> bool:
        """Whether the innermost open element is a drawing's or a formula's."""
        return self._namespaces[-1] != HTML

    def _start_formatting(self, name: bytes, rest: bytes) -> None:
        if name == b"a":
            found = self._last_format(name)
            if found is not None:
                self._end_formatting(name)
                self._forget(found)
        self._reconstruct()
        if name == b"nobr" and self._in_scope(name, SCOPE) >= 0:
            self._end_formatting(name)
            self._reconstruct()
        entry = Format(name, name + b" " + rest.strip(b"\t\n\f\r /"))
        equal = [other for other in self._since_marker() if other.key == entry.key]
        if len(equal) >= _MOST_EQUAL:
            self._forget(equal[-1])
        self._list.append(entry)
        self._push(name, HTML, entry)

    def _since_marker(self) -> list[Format]:
        """Formatting elements behind the last marker, the last one first."""
        found: list[Format] = []
        for entry in reversed(self._list):
            if entry is None:
                break
            found.append(entry)
        self.looked += len(found)
        return found

    def _end_other(self, name: bytes) -> None:
        for at in range(len(self._names) - 1, -1, -1):
            self.looked += 1
            if self._namespaces[at] == HTML and self._names[at] == name:
                self._pop_to(at)
                return
            if self._namespaces[at] == BOUNDARY or (self._namespaces[at] == HTML and self._names[at] in SPECIAL):
                return

    def _end_formatting(self, name: bytes) -> None:
        """The standard's adoption agency: formatting that is ended across blocks goes on in each of them."""
        top = self._formats[-1]
        if self._names[-1] == name and self._namespaces[-1] == HTML and (top is None or top not in self._list):
            self._pop_last()
            return
        entry = self._last_format(name)
        if entry is None:
            if self._counts.get(name):
                self._end_other(name)
            return
        if not entry.open:
            self._forget(entry)
            return
        at, blocks, deepest = self._blocks_within(entry)
        if at < 0:
            return
        if not blocks:
            self._pop_to(at)
            self._forget(entry)
            return
        self.reopened += _MOVED_WITH * min(blocks, _MOST_MOVED)
        if blocks < _MOST_MOVED:
            self._pop_to(deepest + 1)
            self._remove(at)
            self._forget(entry)

    def _blocks_within(self, entry: Format) -> tuple[int, int, int]:
        """Place of an open formatting element, how many blocks are open in it, and the place of the innermost.

        The first is -1 where something stands between that its end tag does not reach through.
        """
        blocks = deepest = 0
        for at in range(len(self._names) - 1, -1, -1):
            self.looked += 1
            if self._formats[at] is entry:
                return at, blocks, deepest
            namespace, name = self._namespaces[at], self._names[at]
            if namespace == BOUNDARY or (namespace == HTML and name in SCOPE):
                break
            if namespace == HTML and name in SPECIAL:
                blocks, deepest = blocks + 1, deepest or at
        return -1, 0, 0

    def _last_format(self, name: bytes) -> Format | None:
        """The last formatting element of a name behind the last marker."""
        for entry in reversed(self._list):
            self.looked += 1
            if entry is None or entry.name == name:
                return entry
        return None

    def _forget(self, entry: Format) -> None:
        if entry in self._list:
            self._list.remove(entry)

    def _clear_to_marker(self) -> None:
        while self._list and self._list.pop() is not None:
            pass

    def _reconstruct(self) -> None:
        """Open again what formatting was left open when a block around it ended."""
        at = len(self._list)
        while at and (entry := self._list[at - 1]) is not None and not entry.open:
            at -= 1
        for entry in self._list[at:]:
            if entry is not None:
                self.reopened += 1
                self._push(entry.name, HTML, entry)

    def _nearest(self, names: frozenset[bytes]) -> int:
        """Place of the innermost open element of one of these names; `html` is always open."""
        for at in range(len(self._names) - 1, 0, -1):
            self.looked += 1
            if self._namespaces[at] == HTML and self._names[at] in names:
                return at
        return 0

    def _in_scope(
        self, name: bytes, stops: frozenset[bytes], also: frozenset[bytes] = frozenset(), *, boundaries: bool = True
    ) -> int:
        """Place of the innermost open element of a name, or of `also`, unless something stands between; else -1."""
        if not self._counts.get(name) and not also:
            return -1
        for at in range(len(self._names) - 1, -1, -1):
            self.looked += 1
            namespace = self._namespaces[at]
            if namespace == HTML:
                found = self._names[at]
                if found == name or found in also:
                    return at
                if found in stops:
                    return -1
            elif namespace == BOUNDARY and boundaries:
                return -1
        return -1

    def _push(self, name: bytes, namespace: int = HTML, entry: Format | None = None) -> None:
        self._names.append(name)
        self._namespaces.append(namespace)
        self._formats.append(entry)
        self._counts[name] = self._counts.get(name, 0) + 1
        if entry is not None:
            entry.open = True
        if len(self._names) > self.deepest:
            self.deepest = len(self._names)

    def _pop_last(self) -> None:
        self._pop_to(len(self._names) - 1)

    def _pop_found(self, at: int) -> bool:
        if at >= 0:
            self._pop_to(at)
        return at >= 0

    def _pop_to(self, at: int) -> None:
        """End all open elements from this place on."""
        for name in self._names[at:]:
            self._counts[name] -= 1
        for entry in self._formats[at:]:
            if entry is not None:
                entry.open = False
        del self._names[at:], self._namespaces[at:], self._formats[at:]

    def _remove(self, at: int) -> None:
        """End the open element at this place and none within."""
        if at >= 0:
            self._counts[self._names[at]] -= 1
            entry = self._formats[at]
            if entry is not None:
                entry.open = False
            del self._names[at], self._namespaces[at], self._formats[at]

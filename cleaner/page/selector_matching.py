"""A selector × page → nodes, in time that grows with the page alone.

The parser tries every way in which the parts of a selector may lie above an element: with five of them and a thousand
elements in one another it never ends. Here each part is looked for once, by the parser, and those found are kept for
which one of the part before stands where it has to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from cleaner.page.dom import Node, Page, is_selector
from cleaner.page.selector_parser import Chain, Compound, Count, chains_of, is_straight

__all__ = ["lies_in", "select_nodes"]


def select_nodes(page: Page, css: str) -> list[Node]:
    """Nodes that match, in document order.

    Args:
        page: read only.
        css: one that the parser takes.
    """
    if is_straight(css):
        return page.select(css)
    chains = chains_of(css)
    found = _Matching(page).match(chains)
    if len(chains) == 1:
        return list(found.values())
    return [node for node in page.select("*") if node.mem_id in found]


def lies_in(node: Node | None, wanted: Collection[int], known: dict[int, bool]) -> bool:
    """Whether a node is one of the wanted ones or lies in one.

    Args:
        node: None for the place above the root, which lies in none.
        wanted: ids of nodes.
        known: answers by node id, filled here, so that the next nodes climb only to the first element that is known.
    """
    return _along(node, _parent, wanted, known)


def _along(
    node: Node | None, onward: Callable[[Node], Node | None], wanted: Collection[int], known: dict[int, bool]
) -> bool:
    """Whether a node or one further on is among these."""
    way = []
    found = False
    while node is not None:
        place = node.mem_id
        if place in wanted or known.get(place) is not None:
            found = place in wanted or known[place]
            break
        way.append(place)
        node = onward(node)
    known.update(dict.fromkeys(way, found))
    return found


def _parent(node: Node) -> Node | None:
    return node.parent


def _before(node: Node) -> Node | None:
    """The element before this one, with whatever text between them."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before


_WAYS: dict[str, tuple[Callable[[Node], Node | None], bool]] = {
    " ": (_parent, True), ">": (_parent, False), "~": (_before, True), "+": (_before, False),
}  # fmt: skip
"""Of each combinator where the other element stands, and whether anywhere on that way."""

_Found = dict[int, Node]


class _Matching:
    """What the parts of a selector match on one page; each part is looked for once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._plain: dict[str, _Found] = {}

    def match(self, chains: Iterable[Chain]) -> _Found:
        """Nodes of each alternative, by number."""
        found: _Found = {}
        for chain in chains:
            before: _Found = {}
            for combinator, compound in chain:
                here = self._compound(compound)
                before = _after(before, combinator, here) if combinator else here
            found.update(before)
        return found

    def _compound(self, compound: Compound) -> _Found:
        found = self._of_parser(compound.plain)
        for kind, chains in compound.inner:
            inside = self._holders(chains) if kind == "has" else self.match(chains)
            found = {place: node for place, node in found.items() if (place in inside) != (kind == "not")}
        for count in compound.counts:
            numbers = self._numbers(found.values(), count)
            found = {place: node for place, node in found.items() if _is_counted(numbers.get(place, 0), count)}
        return found

    def _of_parser(self, plain: str) -> _Found:
        found = self._plain.get(plain)
        if found is None:
            # In `:is()` the parser passes over what it does not know.
            found = {node.mem_id: node for node in self._page.select(plain)} if is_selector(plain) else {}
            self._plain[plain] = found
        return found

    def _holders(self, chains: Iterable[Chain]) -> Collection[int]:
        """Nodes from which something is found by a relative selector."""
        found: set[int] = set()
        for chain in chains:
            steps = [(combinator or " ", self._compound(compound)) for combinator, compound in chain]
            right: _Found | None = None
            for place, (_, here) in reversed(list(enumerate(steps))):
                if right is not None:
                    here = _led_from(right.values(), steps[place + 1][0], here)
                right = here
            if right is not None:
                found.update(_led_from(right.values(), steps[0][0], None))
        return found

    def _numbers(self, candidates: Iterable[Node], count: Count) -> dict[int, int]:
        """Number of each child of the candidates' parents among those that are counted; none for the others."""
        only = self.match(count.of) if count.of else None
        numbers: dict[int, int] = {}
        seen: set[int] = set()
        for node in candidates:
            first = node.parent.first_child if node.parent is not None else node
            if first is None or first.mem_id in seen:
                continue
            seen.add(first.mem_id)
            children = [child for child in _onward(first) if only is None or child.mem_id in only]
            so_far: dict[str | None, int] = {}
            for child in reversed(children) if count.from_end else children:
                kind = child.tag if count.of_type else None
                numbers[child.mem_id] = so_far[kind] = so_far.get(kind, 0) + 1
        return numbers


def _onward(node: Node | None) -> Iterable[Node]:
    """A node and those beside it that follow, as far as they are elements."""
    while node is not None:
        if node.is_element_node:
            yield node
        node = node.next


def _after(before: _Found, combinator: str, here: _Found) -> _Found:
    """The nodes here that stand to one of the nodes before as the combinator says."""
    onward, far = _WAYS[combinator]
    known: dict[int, bool] = {}
    found = {}
    for place, node in here.items():
        other = onward(node)
        if _along(other, onward, before, known) if far else other is not None and other.mem_id in before:
            found[place] = node
    return found


def _led_from(right: Iterable[Node], combinator: str, among: _Found | None) -> _Found:
    """The nodes from which a combinator leads to one of these nodes; among some, if there are any."""
    onward, far = _WAYS[combinator]
    found: _Found = {}
    for node in right:
        other = onward(node)
        while other is not None and other.mem_id not in found:
            found[other.mem_id] = other
            other = onward(other) if far else None
    return found if among is None else {place: node for place, node in among.items() if place in found}


def _is_counted(number: int, count: Count) -> bool:
    if not number:
        return False
    beyond = number - count.first
    return beyond == 0 if count.step == 0 else beyond % count.step == 0 and beyond // count.step >= 0

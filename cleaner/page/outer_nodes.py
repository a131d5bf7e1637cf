"""A bound on nested elements that are each read whole: those that lie deep in others of them are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.page.dom import Node


def outer_nodes(nodes: Sequence[Node], most: int) -> Sequence[Node]:
    """The nodes that lie in fewer than so many of the others.

    Each is going to be read with all that it holds, which takes time that grows with the square of how many lie in one
    another.

    Args:
        nodes: in document order.
        most: of them around a node.
    """
    if len(nodes) <= most:
        return nodes
    chosen = {node.mem_id for node in nodes}
    held: dict[int, int] = {}  # how many of them hold a node, or are it
    found = []
    for node in nodes:
        path = []
        above = node.parent
        while above is not None and above.mem_id not in held:
            path.append(above.mem_id)
            above = above.parent
        count = held[above.mem_id] if above is not None else 0
        for passed in reversed(path):
            count += passed in chosen
            held[passed] = count
        if count < most:
            found.append(node)
    return found

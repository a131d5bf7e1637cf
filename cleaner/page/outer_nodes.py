"""A bound on nested elements that are each read whole: those that lie deep in others of them are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.page.dom import Node


def outer_nodes(nodes: Sequence[Node], most: int) -> Sequence[Node]:
    """The nodes that lie in fewer than `most` of the others.

    The caller reads each node with all that it holds. Without this bound, nodes within nodes would take time that grows
    with the square of their number.

    Args:
        nodes: in document order.
        most: a node in so many others of them is left out.
    """
    if len(nodes) <= most:
        return nodes
    chosen = {node.mem_id for node in nodes}
    held: dict[int, int] = {}  # node id → how many of the nodes are this node or an element around it
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

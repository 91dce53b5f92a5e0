"""The links of a logic model followed forward or back, each box looked up once."""

from __future__ import annotations

from jqtools.plan.logic import Link, LogicModel, Node, Stage

_ORDER = list(Stage)


def links(model: LogicModel) -> list[tuple[Link, Node, Node]]:
    """Each link with the boxes it leads from and to."""
    nodes = {node.id: node for node in model.nodes}
    return [(k, nodes[k.source], nodes[k.target]) for k in model.links if {k.source, k.target} <= nodes.keys()]


def neighbors(model: LogicModel, *, forward: bool) -> dict[str, list[Node]]:
    """For each box id, the boxes it leads to, or with `forward=False` those that lead to it."""
    found: dict[str, list[Node]] = {node.id: [] for node in model.nodes}
    for _, source, target in links(model):
        here, there = (source, target) if forward else (target, source)
        found[here.id].append(there)
    return found


def reached(beside: dict[str, list[Node]], start: Node) -> list[Node]:
    """The boxes that can be reached from `start` by way of neighbors."""
    seen: dict[str, Node] = {}
    todo = list(beside[start.id])
    while todo:
        node = todo.pop()
        if node.id not in seen:
            seen[node.id] = node
            todo += beside[node.id]
    return list(seen.values())


def between(source: Node, target: Node) -> list[Stage]:
    """The columns that a link from `source` to `target` jumps over; empty for a link backward or one on."""
    return _ORDER[_ORDER.index(source.stage) + 1 : _ORDER.index(target.stage)]

"""The links of a logic model followed forward or back, each box looked up once. Feedback links are left aside."""

from __future__ import annotations

from collections.abc import Iterable

from jqtools.plan.logic import Link, LinkKind, LogicModel, Node, Stage

_ORDER = list(Stage)


def links(model: LogicModel) -> list[tuple[Link, Node, Node]]:
    """Each link that leads on, with the boxes it leads from and to."""
    nodes = {node.id: node for node in model.nodes}
    leading = [link for link in model.links if link.kind is LinkKind.LEADS_TO]
    return [(k, nodes[k.source], nodes[k.target]) for k in leading if {k.source, k.target} <= nodes.keys()]


def neighbors(model: LogicModel, *, forward: bool) -> dict[str, list[Node]]:
    """For each box id, the boxes it leads to, or with `forward=False` those that lead to it."""
    found: dict[str, list[Node]] = {node.id: [] for node in model.nodes}
    for _link, source, target in links(model):
        here, there = (source, target) if forward else (target, source)
        found[here.id].append(there)
    return found


def reached(beside: dict[str, list[Node]], starts: Iterable[str]) -> set[str]:
    """The ids of the boxes that can be reached from any of `starts` by way of neighbors."""
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        for node in beside[todo.pop()]:
            if node.id not in seen:
                seen.add(node.id)
                todo.append(node.id)
    return seen


def between(source: Node, target: Node) -> list[Stage]:
    """The columns that a link from `source` to `target` jumps over; empty for a link backward or one on."""
    return _ORDER[_ORDER.index(source.stage) + 1 : _ORDER.index(target.stage)]

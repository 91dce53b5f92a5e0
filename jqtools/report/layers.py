"""Which column of the picture each box stands in, and which arrows run forward.

Same-stage links push boxes into further columns of their stage. An arrow that skips columns gets a point in
each column it passes. An arrow that says it feeds back, leads back or closes a circle is feedback and stays out of
the layout.
"""

from __future__ import annotations

from dataclasses import dataclass

from jqtools.plan.logic import LinkKind, LogicModel, Node, Stage, Term


@dataclass(frozen=True)
class Layers:
    """The columns of the picture.

    `columns` hold the ids of boxes and points; a chain is an arrow's box, points and box; a span is a stage,
    its first column and how many it has.
    """

    columns: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[str, ...], ...]
    feedback: tuple[tuple[str, str], ...]
    spans: tuple[tuple[Stage, int, int], ...]


def layers(model: LogicModel) -> Layers:
    """The columns of `model`; twin links count once, and every stage has at least one column."""
    forward, feedback = _directed(model)
    steps = _steps(model, forward)
    spans, first = [], 0
    for stage in Stage:
        width = 1 + max((steps[node.id] for node in model.of_stage(stage)), default=0)
        spans.append((stage, first, width))
        first += width
    start = {stage: first for stage, first, _ in spans}
    column = {node.id: start[node.stage] + steps[node.id] for node in model.nodes}
    chains = [_chain(link, number, column) for number, link in enumerate(forward)]
    column |= {point: int(point.split(":")[1]) for chain in chains for point in chain[1:-1]}
    columns = tuple(tuple(key for key, at in column.items() if at == place) for place in range(first))
    return Layers(columns, tuple(chains), tuple(feedback), tuple(spans))


def _directed(model: LogicModel) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs of boxes that arrows join, forward ones and feedback."""
    nodes = {node.id: node for node in model.nodes}
    pairs = dict.fromkeys((link.source, link.target) for link in model.links)
    leading = {(link.source, link.target) for link in model.links if link.kind is LinkKind.LEADS_TO}
    known = [(nodes[a], nodes[b]) for a, b in pairs if a in nodes and b in nodes]
    within = [(a, b) for a, b in known if a.stage is b.stage and (a.id, b.id) in leading]
    kept: dict[str, set[str]] = {}
    for source, target in sorted(within, key=lambda pair: _against_terms(*pair)):
        if source.id not in _reached(kept, target.id):
            kept.setdefault(source.id, set()).add(target.id)
    stages = list(Stage)
    forward, feedback = [], []
    for a, b in known:
        onward = b.id in kept.get(a.id, ()) or stages.index(a.stage) < stages.index(b.stage)
        (forward if onward and (a.id, b.id) in leading else feedback).append((a.id, b.id))
    return forward, feedback


def _against_terms(source: Node, target: Node) -> bool:
    terms = list(Term)
    return bool(source.term and target.term) and terms.index(source.term) > terms.index(target.term)


def _reached(after: dict[str, set[str]], start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for key in after.get(todo.pop(), ()):
            if key not in seen:
                seen.add(key)
                todo.append(key)
    return seen


def _steps(model: LogicModel, forward: list[tuple[str, str]]) -> dict[str, int]:
    """How many same-stage arrows lead up to each box, at most."""
    stage = {node.id: node.stage for node in model.nodes}
    within = [(a, b) for a, b in forward if stage[a] is stage[b]]
    steps = dict.fromkeys(stage, 0)
    moved = True
    while moved:
        moved = False
        for a, b in within:
            if steps[b] <= steps[a]:
                steps[b] = steps[a] + 1
                moved = True
    return steps


def _chain(link: tuple[str, str], number: int, column: dict[str, int]) -> tuple[str, ...]:
    source, target = link
    passed = range(column[source] + 1, column[target])
    points = [f"{number}:{place}" for place in passed]
    return (source, *points, target)

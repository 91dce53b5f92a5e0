"""Step 3a, worked out: which links the rules allow, how a link reads aloud, and which boxes lead in a circle."""

from __future__ import annotations

from collections import Counter

from jqtools.plan.logic import Link, LinkKind, LogicModel, Node, Stage, Term
from jqtools.words import _

_NEXT = {Stage.INPUT: Stage.ACTIVITY, Stage.ACTIVITY: Stage.OUTPUT, Stage.OUTPUT: Stage.OUTCOME}


def link_allowed(source: Node, target: Node) -> bool:
    """Whether the workbook's rules allow a link: one column on, or to an outcome of the same or a later term."""
    if source.id == target.id:
        return False
    if source.stage is Stage.OUTCOME and target.stage is Stage.OUTCOME:
        terms = list(Term)
        return not (source.term and target.term) or terms.index(source.term) <= terms.index(target.term)
    return _NEXT.get(source.stage) is target.stage


def sentence(link: Link, model: LogicModel) -> str:
    """A link read aloud: "If ..., then ..., because ...". Empty when one of its boxes is gone."""
    source, target = model.nodes.get(link.source), model.nodes.get(link.target)
    if source is None or target is None:
        return ""
    if link.kind is LinkKind.FEEDS_BACK:
        words = _("“{source}” feeds back into “{target}”").format(
            source=_plain(source.text), target=_plain(target.text)
        )
    else:
        words = _("If “{source}”, then “{target}”").format(source=_plain(source.text), target=_plain(target.text))
    return (
        _("{words}, because {because}.").format(words=words, because=_plain(link.because))
        if link.because.strip()
        else f"{words}."
    )


def in_a_cycle(model: LogicModel) -> tuple[Node, ...]:
    """The boxes that lead back to themselves; links marked as feedback don't count."""
    nodes = set(model.nodes.ids())
    leading = [link for link in model.links if link.kind is LinkKind.LEADS_TO]
    arrows = [(link.source, link.target) for link in leading if {link.source, link.target} <= nodes]
    left = _peeled(_peeled(nodes, arrows), [(target, source) for source, target in arrows])
    after = _successors(left, arrows)
    return tuple(node for node in model.nodes if node.id in left and node.id in _reached(after, node.id))


def _peeled(nodes: set[str], arrows: list[tuple[str, str]]) -> set[str]:
    """What is left once every box that nothing leads to is taken away, again and again."""
    left = set(nodes)
    after = _successors(nodes, arrows)
    coming = Counter(target for targets in after.values() for target in targets)
    free = [node for node in nodes if not coming[node]]
    while free:
        node = free.pop()
        left.discard(node)
        for target in after[node]:
            coming[target] -= 1
            if not coming[target]:
                free.append(target)
    return left


def _successors(nodes: set[str], arrows: list[tuple[str, str]]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in arrows:
        if source in nodes and target in nodes:
            after[source].append(target)
    return after


def _reached(after: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(after[start])
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += after[here]
    return seen


def _plain(text: str) -> str:
    return text.strip().rstrip(".") or _("(no words yet)")

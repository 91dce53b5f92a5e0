"""Rewrites of step 3a: goals, boxes and links."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.dates import in_words
from jqtools.coach.checks.live import live
from jqtools.coach.checks.wording import split_in_two
from jqtools.coach.offers.offer import Rewrite, added, cut, offer, placed, replaced, with_added
from jqtools.content import levers
from jqtools.plan import Plan
from jqtools.plan.flow import link_allowed
from jqtools.plan.logic import Goal, InputKind, Link, LinkKind, LogicModel, Node, Stage
from jqtools.plan.records import Records
from jqtools.plan.values import derived_id

_OTHER = {Stage.OUTPUT: Stage.OUTCOME, Stage.OUTCOME: Stage.OUTPUT, Stage.ACTIVITY: Stage.OUTCOME}
_LONG = 500
_NEEDED = {
    InputKind.LEADERSHIP: "Leadership backing (name who)",
    InputKind.STAFF: "Staff time (name who, and how much)",
    InputKind.FUNDING: "Money (say how much, and from where)",
}


@offer("M01")
def draft_a_goal(plan: Plan, key: str) -> Iterator[Rewrite]:
    header, lever = plan.header, plan.choice.primary
    who, end = header.people.who.strip(), header.period.end
    if not who or not end:
        return
    where = f" in {header.place}" if header.place else ""
    why = f"we use {_small(levers()[lever].label)}" if lever else "(your lever)"
    text = (
        f"By {in_words(end)}, {who[:_LONG]}{where[:_LONG]} will (what will be different in their job), because {why}."
    )
    goal = Goal(id=derived_id("go", plan.plan_id, "draft"), text=text, population=who, by_date=end)
    yield Rewrite("Draft a goal from your start page", added(plan, "goals", goal))


@offer("M30")
def fill_a_goal(plan: Plan, key: str) -> Iterator[Rewrite]:
    goal = plan.goals.get(key)
    known = {"population": plan.header.people.who.strip(), "by_date": plan.header.period.end}
    fields = {name: value for name, value in known.items() if goal and value and not getattr(goal, name).strip()}
    if fields:
        words = " and ".join(
            {"population": cut(value), "by_date": f"by {in_words(value)}"}[name] for name, value in fields.items()
        )
        yield Rewrite(f"Take from your start page: {words}", replaced(plan, "goals", goal, **fields))


@offer("M11")
def move_to_the_other_column(plan: Plan, key: str) -> Iterator[Rewrite]:
    node = plan.logic.nodes.get(key)
    if node is None or node.stage not in _OTHER:
        return
    stage = _OTHER[node.stage]
    nodes = plan.logic.nodes.with_record(node.model_copy(update={"stage": stage}))
    kept = Records(link for link in plan.logic.links if _fits(link, nodes) or key not in (link.source, link.target))
    gone = len(plan.logic.links) - len(kept)
    loss = (
        f" ({'1 link that no longer fits goes' if gone == 1 else f'{gone} links that no longer fit go'})"
        if gone
        else ""
    )
    yield Rewrite(f"Make it an {stage.value}{loss}", placed(plan, "logic", LogicModel(nodes=nodes, links=kept)))


@offer("M28")
def split_a_box(plan: Plan, key: str) -> Iterator[Rewrite]:
    node = plan.logic.nodes.get(key)
    parts = split_in_two(node.text) if node else None
    if not parts:
        return
    second = node.model_copy(update={"id": derived_id("no", key, parts[1]), "text": parts[1]})
    nodes = plan.logic.nodes.with_record(node.model_copy(update={"text": parts[0]}))
    links = [link for link in plan.logic.links if key in (link.source, link.target)]
    doubled = [_moved(link, key, second.id) for link in links]
    logic = LogicModel(nodes=with_added(nodes, second, key), links=Records((*plan.logic.links, *doubled)))
    yield Rewrite(f"Split it into {cut(parts[0])} and {cut(parts[1])}", placed(plan, "logic", logic))


@offer("M16")
def add_the_missing_inputs(plan: Plan, key: str) -> Iterator[Rewrite]:
    there = {node.kind for node in live(plan).logic.of_stage(Stage.INPUT)}
    missing = [kind for kind in _NEEDED if kind not in there]
    nodes = plan.logic.nodes
    for kind in missing:
        box = Node(id=derived_id("no", plan.plan_id, kind), stage=Stage.INPUT, kind=kind, text=_NEEDED[kind])
        nodes = with_added(nodes, box)
    names = ", ".join(kind.value for kind in missing)
    logic = plan.logic.model_copy(update={"nodes": nodes})
    yield Rewrite(f"Add a box for {names}", placed(plan, "logic", logic))


@offer("M09")
def mend_a_link(plan: Plan, key: str) -> Iterator[Rewrite]:
    link = plan.logic.links.get(key)
    if link is None:
        return
    source, target = plan.logic.nodes.get(link.source), plan.logic.nodes.get(link.target)
    if source and target and link_allowed(target, source):
        yield Rewrite("Turn the link round", _with_link(plan, link, source=link.target, target=link.source))
    if link.source != link.target:
        yield Rewrite("Mark it as feeding back", _with_link(plan, link, kind=LinkKind.FEEDS_BACK))
    rest = plan.logic.model_copy(update={"links": plan.logic.links.without(key)})
    yield Rewrite("Remove the link", placed(plan, "logic", rest))


def _with_link(plan: Plan, link: Link, **fields: object) -> Plan:
    links = plan.logic.links.with_record(link.model_copy(update=fields))
    return placed(plan, "logic", plan.logic.model_copy(update={"links": links}))


def _moved(link: Link, old: str, new: str) -> Link:
    ends = {name: new for name in ("source", "target") if getattr(link, name) == old}
    return link.model_copy(update={"id": derived_id("li", link.id, new), **ends})


def _fits(link: Link, nodes: Records[Node]) -> bool:
    source, target = nodes.get(link.source), nodes.get(link.target)
    return source is not None and target is not None and link_allowed(source, target)


def _small(label: str) -> str:
    return label if label.startswith("HR") else label[:1].lower() + label[1:]

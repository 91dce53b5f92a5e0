"""Rewrites of step 3a: goals, boxes and links."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.dates import in_words
from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.live import live
from jqtools.coach.checks.wording import split_in_two
from jqtools.coach.offers.offer import Rewrite, added, cut, offer, placed, replaced, with_added
from jqtools.content import levers
from jqtools.plan import Plan
from jqtools.plan.flow import link_allowed
from jqtools.plan.logic import Goal, InputKind, Link, LinkKind, LogicModel, Node, Stage
from jqtools.plan.records import Records
from jqtools.plan.values import derived_id
from jqtools.words import _, marked, several

_OTHER = {Stage.OUTPUT: Stage.OUTCOME, Stage.OUTCOME: Stage.OUTPUT, Stage.ACTIVITY: Stage.OUTCOME}
_LONG = 500
_NEEDED = {
    InputKind.LEADERSHIP: marked("Leadership backing (name who)"),
    InputKind.STAFF: marked("Staff time (name who, and how much)"),
    InputKind.FUNDING: marked("Money (say how much, and from where)"),
}


@offer("M01")
def draft_a_goal(plan: Plan, key: str) -> Iterator[Rewrite]:
    header, lever = plan.header, plan.choice.primary
    who, end = header.people.who.strip(), header.period.end
    if not who or not end:
        return
    where = _(" in {place}").format(place=header.place) if header.place else ""
    why = _("we use {lever}").format(lever=_small(levers()[lever].label)) if lever else _("(your lever)")
    text = _("By {end}, {who}{where} will (what will be different in their job), because {why}.").format(
        end=in_words(end), who=who[:_LONG], where=where[:_LONG], why=why
    )
    goal = Goal(id=derived_id("go", plan.plan_id, "draft"), text=text, population=who, by_date=end)
    yield Rewrite(_("Draft a goal from your start page"), added(plan, "goals", goal))


@offer("M30")
def fill_a_goal(plan: Plan, key: str) -> Iterator[Rewrite]:
    goal = plan.goals.get(key)
    known = {"population": plan.header.people.who.strip(), "by_date": plan.header.period.end}
    fields = {name: value for name, value in known.items() if goal and value and not getattr(goal, name).strip()}
    if fields:
        words = _(" and ").join(
            {"population": cut(value), "by_date": _("by {value}").format(value=in_words(value))}[name]
            for name, value in fields.items()
        )
        yield Rewrite(
            _("Take from your start page: {words}").format(words=words), replaced(plan, "goals", goal, **fields)
        )


@offer("M11")
def move_to_the_other_column(plan: Plan, key: str) -> Iterator[Rewrite]:
    node = plan.logic.nodes.get(key)
    if node is None or node.stage not in _OTHER:
        return
    stage = _OTHER[node.stage]
    nodes = plan.logic.nodes.with_record(node.model_copy(update={"stage": stage}))
    kept = Records(link for link in plan.logic.links if _fits(link, nodes) or key not in (link.source, link.target))
    gone = len(plan.logic.links) - len(kept)
    lost = several("{n} link that no longer fits goes", "{n} links that no longer fit go", gone)
    yield Rewrite(
        _("Make it an {stage}{loss}").format(stage=chosen(stage), loss=f" ({lost})" if gone else ""),
        placed(plan, "logic", LogicModel(nodes=nodes, links=kept)),
    )


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
    yield Rewrite(
        _("Split it into {first} and {second}").format(first=cut(parts[0]), second=cut(parts[1])),
        placed(plan, "logic", logic),
    )


@offer("M16")
def add_the_missing_inputs(plan: Plan, key: str) -> Iterator[Rewrite]:
    there = {node.kind for node in live(plan).logic.of_stage(Stage.INPUT)}
    missing = [kind for kind in _NEEDED if kind not in there]
    nodes = plan.logic.nodes
    for kind in missing:
        box = Node(id=derived_id("no", plan.plan_id, kind), stage=Stage.INPUT, kind=kind, text=_(_NEEDED[kind]))
        nodes = with_added(nodes, box)
    names = ", ".join(chosen(kind) for kind in missing)
    logic = plan.logic.model_copy(update={"nodes": nodes})
    yield Rewrite(_("Add a box for {names}").format(names=names), placed(plan, "logic", logic))


@offer("M09")
def mend_a_link(plan: Plan, key: str) -> Iterator[Rewrite]:
    link = plan.logic.links.get(key)
    if link is None:
        return
    source, target = plan.logic.nodes.get(link.source), plan.logic.nodes.get(link.target)
    if source and target and link_allowed(target, source):
        yield Rewrite(_("Turn the link round"), _with_link(plan, link, source=link.target, target=link.source))
    if link.source != link.target:
        yield Rewrite(_("Mark it as feeding back"), _with_link(plan, link, kind=LinkKind.FEEDS_BACK))
    rest = plan.logic.model_copy(update={"links": plan.logic.links.without(key)})
    yield Rewrite(_("Remove the link"), placed(plan, "logic", rest))


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

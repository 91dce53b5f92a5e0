"""Where the plan can be changed for an equity question: the records it is about, and an activity drafted for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from jqtools.coach.checks.advantage import gives_advantage
from jqtools.plan import Plan
from jqtools.plan.equity import Engagement, EngagementStage, PaidAs, cost
from jqtools.plan.logic import Node, Stage
from jqtools.plan.matrix import possible_splits, too_small
from jqtools.plan.measure import Measure
from jqtools.plan.scope import in_scope
from jqtools.plan.source import Confidentiality, DataSource, Method
from jqtools.plan.values import derived_id
from jqtools.report.words import measure_name
from jqtools.words import _


class Item(NamedTuple):
    """A record of the plan: its place, such as "measures/me_7k3m9q", and its words."""

    path: str
    words: str


def items_of(question: str, plan: Plan) -> tuple[Item, ...]:
    """The records where the answer to a question can still change; empty where that can't be known."""
    return tuple(_RULES.get(question, lambda plan: ())(plan))


def drafts() -> dict[str, str]:
    """For each question, an activity that would change the answer."""
    return {
        "qu_1": _("Compare who holds these jobs with the whole workforce, by group"),
        "qu_2": _("Look up the gaps between groups, and choose one to narrow"),
        "qu_3": _("Set up a design group of affected workers and residents"),
        "qu_4": _("Write down with those who take part what they can decide or veto"),
        "qu_5": _("Reach out to the groups that are missing"),
        "qu_6": _("Set money aside to pay people for time, care, travel and interpretation"),
        "qu_7": _("Write a policy to pay people promptly, at the living wage or more"),
        "qu_8": _("Tell people what was done with what they said"),
        "qu_9": _("Open a safe channel for people to say that it is not working"),
        "qu_10": _("Settle by which groups each measure is shown, and with which categories"),
        "qu_11": _("Work out which groups will be too small to show, and what to do then"),
        "qu_12": _("Write the script for asking people, and how long their data are kept"),
        "qu_13": _("Look for who might be worse off, and choose a number to watch"),
        "qu_14": _("Write an access plan: language, disability, hours, place and transport"),
        "qu_15": _("Write a protocol that keeps people safe when they speak up"),
        "qu_16": _("Ask counsel to review the plan for advantages by protected class"),
        "qu_17": _("Set targets by group, and a date to look at the gaps"),
    }


def draft_id(question: str) -> str:
    """The id of the activity that is drafted for a question."""
    return derived_id("no", "questions", question)


def with_draft(plan: Plan, question: str) -> Plan:
    """The plan with the activity drafted for a question; the same plan when it is there or nothing is drafted."""
    words = drafts().get(question, "")
    if not words or plan.logic.nodes.get(draft_id(question)):
        return plan
    box = Node(id=draft_id(question), stage=Stage.ACTIVITY, text=words, equity=True)
    logic = plan.logic.model_copy(update={"nodes": plan.logic.nodes.with_record(box)})
    return plan.model_copy(update={"logic": logic})


def _engagements(lacks: Callable[[Engagement], bool]) -> Callable[[Plan], Iterator[Item]]:
    def found(plan: Plan) -> Iterator[Item]:
        for each in plan.engagements:
            if lacks(each):
                yield Item(f"engagements/{each.id}", each.who or _("A group without a name"))

    return found


def _measures(lacks: Callable[[Measure], bool]) -> Callable[[Plan], Iterator[Item]]:
    def found(plan: Plan) -> Iterator[Item]:
        for each in plan.measures:
            if lacks(each):
                yield Item(f"measures/{each.id}", measure_name(each))

    return found


def _goals(plan: Plan) -> Iterator[Item]:
    return (Item(f"goals/{each.id}", each.text or _("A goal without words")) for each in plan.goals)


def _sources(plan: Plan) -> Iterator[Item]:
    for each in plan.sources:
        if _about_people(each) and not each.retention.strip():
            yield Item(f"sources/{each.id}", each.name or _("A source without a name"))


def _advantages(plan: Plan) -> Iterable[Item]:
    for element in plan.elements:
        if in_scope(element) and gives_advantage(element.wording):
            yield Item(f"elements/{element.id}", element.wording)
    for box in plan.logic.of_stage(Stage.ACTIVITY):
        if gives_advantage(box.text):
            yield Item(f"logic/{box.id}", box.text)


def _about_people(source: DataSource) -> bool:
    open_to_all = (None, Confidentiality.PUBLIC, Confidentiality.INTERNAL)
    return source.confidentiality not in open_to_all or source.method in (Method.SURVEY, Method.INTERVIEW)


def _not_settled(measure: Measure) -> bool:
    splits = possible_splits(measure)
    return any(not each.scheme.strip() for each in splits) or not (splits or measure.no_splits.strip())


def _size_not_known(measure: Measure) -> bool:
    unsure = any(each.smallest is None or too_small(measure, each) for each in possible_splits(measure))
    return unsure and not measure.combine.strip()


def _only_overall(measure: Measure) -> bool:
    return bool(possible_splits(measure)) and not any(aim.value is not None for aim in measure.group_targets)


_RULES: dict[str, Callable[[Plan], Iterable[Item]]] = {
    "qu_2": _goals,
    "qu_3": _engagements(lambda each: each.stage is not EngagementStage.DESIGN),
    "qu_4": _engagements(lambda each: not each.decision_right.strip()),
    "qu_5": _engagements(lambda each: not each.recruiter.strip()),
    "qu_6": _engagements(lambda each: cost(each) is None),
    "qu_7": _engagements(lambda each: each.paid_as in (None, PaidAs.UNPAID)),
    "qu_10": _measures(_not_settled),
    "qu_11": _measures(_size_not_known),
    "qu_12": _sources,
    "qu_14": _engagements(lambda each: not each.access.strip()),
    "qu_16": _advantages,
    "qu_17": _measures(_only_overall),
}

"""Step 4, use your goals to advance equity: seventeen questions, and who takes part, how and for what pay.

The answers are counted by pillar; there is no score. What each question asks is in `content`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jqtools.plan.logic import InputKind, LogicModel, Node, Stage
from jqtools.plan.records import Record
from jqtools.plan.values import Amount, PartDate, Text, Whole, derived_id, written_out
from jqtools.words import _, in_digits, in_dollars

COST_BOX = derived_id("no", "engagements", "cost")
MOST_DOLLARS = 1e12


class Status(StrEnum):
    """How far the plan answers an equity question."""

    IN_PLACE = "in_place"
    PLANNED = "planned"
    NOT_PLANNED = "not_planned"
    NOT_APPLICABLE = "not_applicable"


class Answer(Record):
    """The answer to one question: with a date and owner when planned, a reason when it does not apply.

    The id is the question's: `qu_1` to `qu_17`.
    """

    status: Status | None = None
    date: PartDate = ""
    owner: Text = ""
    reason: Text = ""
    channel: Text = ""
    languages: Text = ""
    note: Text = ""


class PaidAs(StrEnum):
    """How people are paid for their time."""

    STIPEND = "stipend"
    CONTRACT = "contract"
    WORK_TIME = "work_time"
    IN_KIND = "in_kind"
    UNPAID = "unpaid"


class EngagementStage(StrEnum):
    """When people take part."""

    DESIGN = "design"
    TEST = "test"
    OPERATE = "operate"
    EVALUATE = "evaluate"


class Engagement(Record):
    """Some people taking part: how many, what they can decide, and what their time is paid.

    `people`, `sessions`: counts. `hours`: hours a session. `rate`: dollars an hour each.
    `supports`: dollars in all for care, travel, interpretation.
    """

    who: Text = ""
    people: Whole | None = None
    stage: EngagementStage | None = None
    method: Text = ""
    decision_right: Text = ""
    sessions: Whole | None = None
    hours: Amount | None = None
    paid_as: PaidAs | None = None
    rate: Amount | None = None
    supports: Amount | None = None
    support_kinds: Text = ""
    recruiter: Text = ""
    access: Text = ""
    consent: Text = ""
    what_changed: Text = ""


def cost(engagement: Engagement) -> float | None:
    """Dollars: people x sessions x hours x rate + supports; None while a part is missing."""
    parts = (engagement.people, engagement.sessions, engagement.hours, engagement.rate)
    if any(part is None for part in parts):
        return None
    people, sessions, hours, rate = parts
    return people * sessions * hours * rate + (engagement.supports or 0)


def cost_reason(engagement: Engagement) -> str:
    """The cost worked out in words, or what is still missing."""
    dollars = cost(engagement)
    if dollars is None:
        return _("Give people, sessions, hours a session and the hourly rate to see the cost.")
    e = engagement
    return _(
        "{people} people x {sessions} sessions x {hours} hours x {rate} + {supports} supports = {dollars}."
    ).format(
        people=in_digits(e.people),
        sessions=in_digits(e.sessions),
        hours=written_out(e.hours),
        rate=in_dollars(e.rate),
        supports=in_dollars(e.supports or 0),
        dollars=in_dollars(dollars),
    )


@dataclass(frozen=True)
class TotalCost:
    """What all engagements cost together.

    `dollars`: the sum over `counted`, None while none has a cost. `left_out`: those whose cost is not known yet.
    """

    dollars: float | None
    counted: tuple[Engagement, ...]
    left_out: tuple[Engagement, ...]


def total_cost(engagements: Iterable[Engagement]) -> TotalCost:
    """The cost of those engagements that have one; the others are named, never counted as 0."""
    costs = [(each, cost(each)) for each in engagements]
    counted = tuple(each for each, dollars in costs if dollars is not None)
    left_out = tuple(each for each, dollars in costs if dollars is None)
    known = [dollars for each, dollars in costs if dollars is not None]
    return TotalCost(round(sum(known), 2) if known else None, counted, left_out)


def missing_amounts(engagement: Engagement) -> tuple[str, ...]:
    """What is not given yet of the amounts that make up the cost, in words."""
    amounts = {
        _("people"): engagement.people,
        _("sessions"): engagement.sessions,
        _("hours a session"): engagement.hours,
        _("hourly rate"): engagement.rate,
        _("supports"): engagement.supports,
    }
    return tuple(words for words, amount in amounts.items() if amount is None)


def with_engagement_cost(logic: LogicModel, engagements: Iterable[Engagement]) -> LogicModel:
    """The logic model with the total cost as an input, or with its amount brought up to date.

    The same logic model while there is no total, when the input has that amount, or when somebody gave it another
    unit. Only the amount of an input that is there already changes.
    """
    dollars, old = total_cost(engagements).dollars, logic.nodes.get(COST_BOX)
    if dollars is None or dollars > MOST_DOLLARS or (old and (old.amount == dollars or old.unit != _unit())):
        return logic
    node = old.model_copy(update={"amount": dollars}) if old else _cost_box(dollars)
    return logic.model_copy(update={"nodes": logic.nodes.with_record(node)})


def _cost_box(dollars: float) -> Node:
    return Node(
        id=COST_BOX,
        stage=Stage.INPUT,
        kind=InputKind.FUNDING,
        text=_("Pay and supports for the people who take part"),
        amount=dollars,
        unit=_unit(),
        note=_("The total of step 4, who takes part."),
    )


def _unit() -> str:
    return _("dollars")

"""Step 4, use your goals to advance equity: seventeen questions, and who takes part, how and for what pay.

The answers are counted by pillar; there is no score. What each question asks is in `content`.
"""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.records import Record
from jqtools.plan.values import Amount, PartDate, Text, Whole, written_out


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
        return "Give people, sessions, hours a session and the hourly rate to see the cost."
    e = engagement
    return (
        f"{e.people:,} people x {e.sessions:,} sessions x {written_out(e.hours)} hours x ${e.rate:,.2f}"
        f" + ${e.supports or 0:,.2f} supports = ${dollars:,.2f}."
    )

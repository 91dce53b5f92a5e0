"""Checks of step 4: who takes part, with what power and for what pay."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.origins import ADVANCE_EQUITY, EMPOWERMENT, PROCUREMENT
from jqtools.coach.checks.wages import unlikely
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, rule, whole
from jqtools.plan import Plan
from jqtools.plan.equity import Engagement, EngagementStage, PaidAs, cost
from jqtools.words import _, in_dollars


@rule(
    "E07",
    Severity.ERROR,
    reason="People who hold the jobs know what is wrong with them.",
    source=ADVANCE_EQUITY,
)
def nobody_in_design(plan: Plan) -> Iterator[Seen]:
    if not any(each.stage is EngagementStage.DESIGN for each in plan.engagements):
        yield whole(
            "engagements",
            _("Nobody whose job would change takes part in the design, so the plan may miss what matters."),
            _("Add the people who will, and choose design as the stage."),
        )


@rule("E08", Severity.WARNING, reason="Voice counts when it can decide something.", source=EMPOWERMENT)
def no_decision_right(plan: Plan) -> Iterator[Seen]:
    for each in plan.engagements:
        if not each.decision_right.strip():
            yield about(
                each,
                _("You have not said what these people can decide, so they may only be heard."),
                _("Say what they can decide or veto."),
            )


@rule("E09", Severity.ERROR, reason="Pay people for what they know.", source=ADVANCE_EQUITY)
def unpaid(plan: Plan) -> Iterator[Seen]:
    for each in plan.engagements:
        if not has_budget(each):
            yield about(
                each,
                _("You ask these people for their time, and {each}.").format(each=_why_no_budget(each)),
                _("Give the people, sessions, hours and rate that they are paid for, or hold it in paid work time."),
            )


@rule("E10", Severity.WARNING, reason="A job quality plan should itself pay a living wage.", source=PROCUREMENT)
def paid_under_living_wage(plan: Plan) -> Iterator[Seen]:
    wage = plan.header.definition.wage
    floor = None if unlikely(wage) else wage.hourly
    for each in plan.engagements:
        by_hour = each.paid_as in (PaidAs.STIPEND, PaidAs.CONTRACT) and each.rate is not None
        if by_hour and floor is not None and each.rate < floor:
            yield about(
                each,
                _("You pay {rate} an hour, under the plan's own living wage of {floor}.").format(
                    rate=in_dollars(each.rate), floor=in_dollars(floor)
                ),
                _("Raise the rate to the living wage or above."),
            )


def started(plan: Plan) -> bool:
    """Whether there is enough of a plan to ask about equity."""
    return bool(plan.goals or plan.logic.nodes or plan.engagements)


def _why_no_budget(each: Engagement) -> str:
    if each.paid_as is None:
        return _("you have not said how they are paid")
    if each.paid_as is PaidAs.UNPAID:
        return _("they are not paid")
    parts = {
        _("number of people"): each.people,
        _("number of sessions"): each.sessions,
        _("number of hours"): each.hours,
        _("rate"): each.rate is not None,
    }
    missing = lacking(parts)
    return (
        _("there is {missing} to work out the money from").format(missing=missing)
        if missing
        else _("the money set aside is $0")
    )


def has_budget(each: Engagement) -> bool:
    """Whether money, or paid work time, is set aside for people's time."""
    if each.paid_as is PaidAs.WORK_TIME:
        return True
    if each.paid_as in (None, PaidAs.UNPAID):
        return False
    money = cost(each)
    in_kind = (each.supports or 0) if each.paid_as is PaidAs.IN_KIND else 0
    return (money or 0) > 0 or in_kind > 0

"""Checks of what was observed against the sheet and the target: is it newer, is it met, is it there at all?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jqtools.coach.checks.origins import PIRS, PRACTICE
from jqtools.coach.checks.series import OVERALL, by_series, carried_out, ends, known, observed, period_words
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, number, rule
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.due import months_on
from jqtools.plan.logic import GoalStatus
from jqtools.plan.measure import Direction, Measure
from jqtools.plan.review import Observation
from jqtools.words import _, date_words

OLDEST_SHEET_MONTHS = 12


@rule("D39", Severity.WARNING, reason="A value is worth what its definition is worth.", source=PIRS)
def sheet_against_values(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        entered = [each.entered_on for each in found if each.entered_on]
        newest = max(entered, key=lambda part: last_day(part) or date.min, default="")
        written, latest = first_day(measure.defined_on), last_day(newest)
        if written is None or latest is None:
            continue
        if latest < written:
            yield about(
                measure,
                _("The definition was changed on {defined_on}, and every value is older ({newest} at latest).").format(
                    defined_on=measure.defined_on, newest=newest
                ),
                _("Work the values out again by the new definition, or note the break."),
            )
        elif latest >= months_on(last_day(measure.defined_on), OLDEST_SHEET_MONTHS + 1):
            yield about(
                measure,
                _(
                    "The definition was last looked at on {defined_on}, over {months} months"
                    " before the newest value ({newest})."
                ).format(defined_on=measure.defined_on, months=OLDEST_SHEET_MONTHS, newest=newest),
                _("Read it again with whoever collects the number, and set the new date."),
            )


@rule("D42", Severity.WARNING, reason="A target that is met no longer guides anybody.", source=PRACTICE)
def target_met_already(plan: Plan, today: date) -> Iterator[Seen]:
    for measure, found in observed(plan):
        due, latest = last_day(measure.target.date), _latest(found)
        ahead = due is None or today <= due
        if latest and ahead and _meets(measure, latest.value) and not _goal_met(plan, measure):
            yield about(
                measure,
                _("The target of {target} was met in {period} ({value}), so it no longer asks for anything.").format(
                    target=number(measure.target.value), period=period_words(latest), value=number(latest.value)
                ),
                _("Set a new target, or mark the goal as met."),
            )


@rule("D43", Severity.WARNING, reason="On the day of the target somebody will ask.", source=PRACTICE)
def target_date_passed(plan: Plan, today: date) -> Iterator[Seen]:
    if not carried_out(plan):
        return
    seen = dict(observed_until(plan))
    for measure in plan.measures:
        opens, due = first_day(measure.target.date), last_day(measure.target.date)
        source = plan.sources.get(measure.source)
        lag = (source.lag_days if source else None) or 0
        if opens and today > later(due, lag) and seen.get(measure.id, date.min) < opens:
            yield about(
                measure,
                _("The date of the target ({date}) is over, and no value shows whether it was met.").format(
                    date=date_words(measure.target.date)
                ),
                _("Enter the value for it, or say in its status why there is none."),
            )


def observed_until(plan: Plan) -> Iterator[tuple[str, date]]:
    """The id of each measure with a known value for everyone, and the last day such a value speaks of."""
    for measure, found in observed(plan):
        if latest := _latest(found):
            yield measure.id, ends(latest)


def _latest(found: list[Observation]) -> Observation | None:
    overall = known(by_series(found).get(OVERALL, ()))
    return overall[-1] if overall else None


def _meets(measure: Measure, value: float) -> bool:
    base, aim = measure.baseline.known, measure.target.known
    if aim is None or aim == base:  # to hold the baseline asks for something until the end
        return False
    if measure.direction is Direction.UP:
        return value >= aim
    return measure.direction is Direction.DOWN and value <= aim


def _goal_met(plan: Plan, measure: Measure) -> bool:
    node = plan.logic.nodes.get(measure.node)
    goal = plan.goals.get(node.goal) if node else None
    return goal is not None and goal.status is GoalStatus.MET

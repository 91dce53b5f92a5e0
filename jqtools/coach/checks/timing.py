"""Checks of step 3b: will the numbers be there in time, more than once, and from a source that exists by then?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jqtools.coach.checks.claims import months_followed, only_once
from jqtools.coach.checks.dates import end_of, outside
from jqtools.coach.checks.origins import DATA, PRACTICE
from jqtools.coach.checks.series import observed, span
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, counted, rule
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.due import months_on, next_value
from jqtools.plan.measure import Measure
from jqtools.plan.source import DataSource, SourceStatus
from jqtools.words import _, date_words

QUARTER_DAYS = 92
_COHORT_QUARTERS = {"AC03": 2, "EA07": 2, "AC04": 4, "AC05": 4, "SS07": 4, "EA08": 6}


@rule("D12", Severity.WARNING, reason="A number that comes too late can't be reported.", source=PRACTICE)
def target_too_soon_for_data(plan: Plan, today: date) -> Iterator[Seen]:
    held = [last_day(part) for each in plan.reviews for part in (each.date, each.next_date)]
    last_review = max((day for day in held if day), default=None)
    for measure in plan.measures:
        problem = _data_too_late(plan, measure, last_review) or _cohort_not_complete(plan, measure, today)
        if problem:
            yield about(measure, problem, _("Move the target date, or choose a measure you can read sooner."))


@rule("D13", Severity.WARNING, reason="A plan answers for its own period.", source=PRACTICE)
def target_outside_period(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if outside(measure.target.date, plan.header.period):
            yield about(
                measure,
                _("The target date ({date}) lies outside the plan period.").format(
                    date=date_words(measure.target.date)
                ),
                _("Move the target date, or the plan period on the start page."),
            )


@rule("D14", Severity.WARNING, reason="One point can't show change.", source=DATA)
def measured_once(plan: Plan) -> Iterator[Seen]:
    periods = {measure.id: {span(each) for each in found} for measure, found in observed(plan)}
    for measure in plan.measures:
        often = measure.frequency.strip()
        if only_once(often):
            seen = _("You measure this only once, and one point can't show change.")
        elif measure.baseline.known is not None and not often and len(periods.get(measure.id, ())) < 2:
            seen = _("You have a baseline and don't say how often you measure again, so it may stay the only point.")
        else:
            continue
        yield about(measure, seen, _("Measure it at least before and after, and say how often."))


@rule("D41", Severity.WARNING, reason="A source has to be there before its first number.", source=PRACTICE)
def due_before_the_source(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        source, due = plan.sources.get(measure.source), last_day(measure.first_due)
        problem = _not_there_yet(plan, source, due) if source and due else ""
        if problem:
            yield about(
                measure,
                _("The first value is due {first_due}, but {problem}.").format(
                    first_due=date_words(measure.first_due), problem=problem
                ),
                _("Move the first date, or get the source sooner."),
            )


def _data_too_late(plan: Plan, measure: Measure, last_review: date | None) -> str:
    source, end, aim = (
        plan.sources.get(measure.source),
        last_day(plan.header.period.end),
        first_day(measure.target.date),
    )
    if source is None or source.lag_days is None or aim is None or outside(measure.target.date, plan.header.period):
        return ""
    there = next_value(measure, source, later(aim, source.lag_days))
    when = _("Data take {lag_days}, and the value for the target date is due {there}").format(
        lag_days=counted(source.lag_days, _("day"), _("days")), there=date_words(str(there))
    )
    if end and there > later(end, QUARTER_DAYS):
        return _("{when}, more than a quarter after the plan ends.").format(when=when)
    if last_review and aim <= last_review < there:
        return _("{when}, after the last review ({last_review}).").format(
            when=when, last_review=date_words(str(last_review))
        )
    return ""


def _cohort_not_complete(plan: Plan, measure: Measure, today: date) -> str:
    due, start = last_day(measure.target.date), first_day(plan.header.period.start) or today
    before = end_of(measure.baseline.period)
    if due and before and due < before:
        return _("The target date comes before the period of the baseline ({period}) is over.").format(
            period=measure.baseline.period
        )
    code = measure.indicator.strip().upper()
    months = months_followed(f"{measure.name} {measure.definition}") or 3 * _COHORT_QUARTERS.get(code, 0)
    if due and months and due < months_on(start, months + 3):
        how_long = (
            counted(months, _("month"), _("months"))
            if months % 3
            else counted(months // 3, _("quarter"), _("quarters"))
        )
        return _("The people you reach can't be followed for {how_long} by the target date.").format(how_long=how_long)
    return ""


def _not_there_yet(plan: Plan, source: DataSource, due: date) -> str:
    builder = plan.logic.nodes.get(source.built_by)
    said = (builder.start or builder.end) if builder else ""  # it may run on once the source is there
    begins, signed = first_day(said), first_day(source.agreement_date)
    if source.status not in (SourceStatus.MUST_BUILD, SourceStatus.NEED_AGREEMENT):
        return ""
    if begins and begins > due:
        return _("the activity that gets its source is set for {said}").format(said=date_words(said))
    if signed and signed > due:
        return _("the agreement for its source is dated {agreement_date}").format(
            agreement_date=date_words(source.agreement_date)
        )
    waiting = source.status is SourceStatus.NEED_AGREEMENT and not signed and not begins
    return _("its source needs an agreement that has no date") if waiting else ""

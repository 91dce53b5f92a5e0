"""Checks of step 3b: do a measure's numbers, dates and words agree with each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jqtools.coach.dates import end_of, months_on, outside, year_of
from jqtools.coach.finding import Severity
from jqtools.coach.origins import DATA, PRACTICE
from jqtools.coach.registry import Seen, about, listed, number, rule
from jqtools.coach.wording import unclear_percent
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.measure import Baseline, Direction, Measure, Unit

QUARTER_DAYS = 92
_COHORT_QUARTERS = {"AC03": 2, "EA07": 2, "AC04": 4, "AC05": 4, "SS07": 4, "EA08": 6}
_AFTER_EXIT = re.compile(r"\bQ([1-8]) after exit\b", re.IGNORECASE)
_WIDE_PERCENT = re.compile(r"\b(?:turnover|growth|change|gaps?|rise|increase)\b", re.IGNORECASE)
_WIDE_CODES = ("SS05", "EA08", "EA09", "EA10")
_INFLATION = re.compile(r"\b(?:inflation|constant|real|nominal|cpi|adjusted)\b", re.IGNORECASE)


@rule("D08", Severity.ERROR, reason="A target should be better than the start.", source=PRACTICE)
def target_against_direction(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        start, aim = measure.baseline.value, measure.target.value
        if start is None or aim is None or measure.direction is None:
            continue
        worse = aim < start if measure.direction is Direction.UP else aim > start
        if worse:
            yield about(
                measure,
                f"You say {measure.direction.value} is better, but the target goes from {number(start)} to"
                f" {number(aim)}.",
                "Check which way is better, and both values.",
            )


@rule("D09", Severity.ERROR, reason="It is the first thing a reviewer checks.", source=PRACTICE)
def value_does_not_add_up(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        base = measure.baseline
        given = _computed(measure.unit, base)
        if given is None or base.value is None:
            continue
        if abs(given - base.value) > 0.5 * 10 ** -_decimals(base.value) + 1e-9 * abs(given):
            sign = "%" if measure.unit is Unit.PERCENT else ""
            parts = f"{number(base.numerator)}/{number(base.denominator)}"
            yield about(
                measure,
                f"{parts} is {number(round(given, 2))}{sign}, not {number(base.value)}{sign}.",
                "Correct the value, the numerator or the denominator of the baseline.",
            )


@rule("D10", Severity.ERROR, reason="Some values can't be.", source=PRACTICE)
def impossible_value(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        for problem in _impossible(measure):
            yield about(measure, problem, "Correct the value or the unit.")


@rule("D11", Severity.WARNING, reason="Ten percent and ten percentage points differ.", source=PRACTICE)
def percent_or_points(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        shares = measure.unit in (Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.RATIO, None)
        if shares and any(unclear_percent(text) for text in (measure.name, measure.definition, measure.target.basis)):
            yield about(
                measure,
                "It is unclear whether you mean percent of the baseline or percentage points.",
                "Say it as from-to: from 45% to 55%.",
            )


@rule("D12", Severity.WARNING, reason="A number that comes too late can't be reported.", source=PRACTICE)
def target_too_soon_for_data(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        aim = first_day(measure.target.date)
        if aim is None:
            continue
        problem = _data_after_plan(plan, measure, aim) or _cohort_not_complete(plan, measure)
        if problem:
            yield about(measure, problem, "Move the target date, or choose a measure you can read sooner.")


@rule("D13", Severity.WARNING, reason="A plan answers for its own period.", source=PRACTICE)
def target_outside_period(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if outside(measure.target.date, plan.header.period):
            yield about(
                measure,
                f"The target date ({measure.target.date}) lies outside the plan period.",
                "Move the target date, or the plan period on the start page.",
            )


@rule("D17", Severity.ERROR, reason="A living wage differs by household, place and year.", source=DATA)
def living_wage_undefined(plan: Plan) -> Iterator[Seen]:
    wage = plan.header.definition.wage
    parts = {"source": wage.source, "household": wage.household, "place": wage.place, "year": wage.as_of}
    missing = [name for name, text in parts.items() if not text.strip()]
    for measure in plan.measures:
        named = "living wage" in f"{measure.name} {measure.definition}".casefold()
        if missing and (measure.against_wage_benchmark or named):
            yield about(
                measure,
                f"You compare pay with a living wage, but the plan names no {listed(missing, 'or')} for it.",
                "Say on the start page whose living wage you mean: source, household, place and date.",
            )


@rule("D20", Severity.WARNING, reason="Two sources can differ where nothing changed.", source=PRACTICE)
def two_sources(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        before, after = plan.sources.get(measure.baseline.source), plan.sources.get(measure.source)
        if before and after and before.id != after.id:
            yield about(
                measure,
                "The baseline and the later values come from different sources, so a change may only be a"
                " difference in counting.",
                "Use one source for both, or compare the two for one period and note the difference.",
            )


@rule("D27", Severity.WARNING, reason="A dollar buys less each year.", source=PRACTICE)
def dollars_over_years(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.unit not in (Unit.DOLLARS, Unit.DOLLARS_PER_HOUR) or not measure.target.value:
            continue
        before, after = year_of(measure.baseline.period), year_of(measure.target.date)
        noted = _INFLATION.search(f"{measure.definition} {measure.note} {measure.target.basis}")
        if measure.baseline.value is not None and before and after and before != after and not noted:
            yield about(
                measure,
                f"You compare dollars of {before} with those of {after}, and prices change in between.",
                "Say in the note whether the dollars are adjusted for inflation.",
            )


def _computed(unit: Unit | None, base: Baseline) -> float | None:
    if unit not in (Unit.PERCENT, Unit.RATIO) or base.numerator is None or not base.denominator:
        return None
    return base.numerator / base.denominator * (100 if unit is Unit.PERCENT else 1)


def _decimals(value: float) -> int:
    text = repr(float(value))
    return 0 if "e" in text or text.endswith(".0") else len(text.partition(".")[2])


def _impossible(measure: Measure) -> Iterator[str]:
    base = measure.baseline
    for name, value in (("baseline", base.value), ("target", measure.target.value)):
        if value is None:
            continue
        if measure.unit is Unit.PERCENT and not 0 <= value <= 100 and not _wide(measure):
            yield f"The {name} is {number(value)}%, and a share lies between 0% and 100%."
        if measure.unit is Unit.COUNT and value < 0:
            yield f"The {name} is {number(value)}, and a count can't be below 0."
    if base.denominator == 0:
        yield "The denominator of the baseline is 0, and nothing can be divided by 0."


def _wide(measure: Measure) -> bool:
    # turnover can pass 100%, and growth and gaps can fall below 0%
    return measure.indicator.strip().upper() in _WIDE_CODES or bool(_WIDE_PERCENT.search(measure.name))


def _data_after_plan(plan: Plan, measure: Measure, aim: date) -> str:
    source, end = plan.sources.get(measure.source), last_day(plan.header.period.end)
    lag = source.lag_days if source else None
    if end is None or lag is None or outside(measure.target.date, plan.header.period):
        return ""
    if later(aim, lag) <= later(end, QUARTER_DAYS):
        return ""
    return f"Data for the target date come {number(lag)} days later, more than a quarter after the plan ends."


def _cohort_not_complete(plan: Plan, measure: Measure) -> str:
    due, start = last_day(measure.target.date), first_day(plan.header.period.start)
    counted = end_of(measure.baseline.period)
    if due and counted and due < counted:
        return f"The target date comes before the period of the baseline ({measure.baseline.period}) is over."
    said = _AFTER_EXIT.search(f"{measure.name} {measure.definition}")
    quarters = int(said[1]) if said else _COHORT_QUARTERS.get(measure.indicator.strip().upper())
    if due and start and quarters and due < months_on(start, 3 * (quarters + 1)):
        return f"The people you reach can't be followed for {quarters} quarters by the target date."
    return ""

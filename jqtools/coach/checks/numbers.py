"""Checks of step 3b: do a measure's numbers agree with each other, and can they be?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jqtools.coach.checks.dates import year_of
from jqtools.coach.checks.origins import DATA, PRACTICE
from jqtools.coach.checks.series import Place, places
from jqtools.coach.checks.wording import unclear_percent
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, number, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Direction, Measure, Unit
from jqtools.plan.measured import Measured

_WIDE_PERCENT = re.compile(r"\b(?:turnover|growth|change|gaps?|rise|increase)\b", re.IGNORECASE)
_WIDE_CODES = ("SS05", "EA08", "EA09", "EA10")
_FROM_ZERO = {
    Unit.COUNT: "a count",
    Unit.DAYS: "a number of days",
    Unit.HOURS: "a number of hours",
    Unit.DOLLARS_PER_HOUR: "hourly pay",
    Unit.RATE: "a rate",
    Unit.RATIO: "a ratio",
}
_INFLATION = re.compile(r"\b(?:inflation|constant|real|nominal|cpi|adjusted)\b", re.IGNORECASE)


@rule("D08", Severity.ERROR, reason="A target should be better than the start.", source=PRACTICE)
def target_against_direction(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        start, aim = measure.baseline.value, measure.target.value
        if start is None or aim is None or measure.direction not in (Direction.UP, Direction.DOWN):
            continue
        if aim < start if measure.direction is Direction.UP else aim > start:
            yield about(
                measure,
                f"You say {measure.direction.value} is better, but the target goes from {number(start)} to"
                f" {number(aim)}.",
                "Check which way is better, and both values.",
            )


@rule("D09", Severity.ERROR, reason="It is the first thing a reviewer checks.", source=PRACTICE)
def value_does_not_add_up(plan: Plan) -> Iterator[Seen]:
    for place in places(plan):
        given, stated = _computed(place.measure.unit, place.measured), place.measured.value
        if given is None or stated is None or _rounds_to(given, stated):
            continue
        sign = "%" if place.measure.unit is Unit.PERCENT else ""
        parts = f"{number(place.measured.numerator)}/{number(place.measured.denominator)}"
        yield place.seen(
            f"{parts} is {number(round(given, 2))}{sign}, not {number(stated)}{sign}.",
            f"Correct the value, the numerator or the denominator of the {place.what}.",
        )


@rule("D10", Severity.ERROR, reason="Some values can't be.", source=PRACTICE)
def impossible_value(plan: Plan) -> Iterator[Seen]:
    for place in places(plan):
        for problem in _impossible(place):
            yield place.seen(problem, "Correct the value or the unit.")


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


def _computed(unit: Unit | None, measured: Measured) -> float | None:
    if unit not in (Unit.PERCENT, Unit.RATIO) or measured.numerator is None or not measured.denominator:
        return None
    return measured.numerator / measured.denominator * (100 if unit is Unit.PERCENT else 1)


def _rounds_to(given: float, stated: float) -> bool:
    """Whether the number given, rounded to the decimals of the one stated, may be that one."""
    return abs(given - stated) <= 0.5 * 10 ** -_decimals(stated) + 1e-9 * abs(given)


def _decimals(value: float) -> int:
    text = repr(float(value))
    return 0 if "e" in text or text.endswith(".0") else len(text.partition(".")[2])


def _impossible(place: Place) -> Iterator[str]:
    measure, measured, what = place.measure, place.measured, place.what
    value = measured.value
    if value is not None and not _wide(measure):
        if measure.unit is Unit.PERCENT and not 0 <= value <= 100:
            yield f"The {what} is {number(value)}%, and a share lies between 0% and 100%."
        elif measure.unit in _FROM_ZERO and value < 0:
            yield f"The {what} is {number(value)}, and {_FROM_ZERO[measure.unit]} can't be below 0."
    if measured.denominator is not None and measured.denominator <= 0:
        nothing = "is 0, and nothing can be divided by 0" if measured.denominator == 0 else "is below 0"
        yield f"The denominator of the {what} {nothing}."
    if measured.margin is not None and measured.margin < 0:
        yield f"The margin of error of the {what} is below 0, and it counts both ways from 0."


def _wide(measure: Measure) -> bool:
    # turnover can pass 100%, and growth and gaps can fall below 0%
    return measure.indicator.strip().upper() in _WIDE_CODES or bool(_WIDE_PERCENT.search(measure.name))

"""Checks of step 3b: do a measure's numbers agree with each other, and can they be?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jqtools.coach.checks.dates import year_of
from jqtools.coach.checks.labels import chosen, field
from jqtools.coach.checks.notes import names_living_wage
from jqtools.coach.checks.origins import DATA, PRACTICE
from jqtools.coach.checks.series import Place, places
from jqtools.coach.checks.wording import unclear_percent
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, number, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Direction, Measure, Unit, rounded_percent
from jqtools.plan.measured import Measured
from jqtools.words import _, marked

# what a name is of stands in its first words: "Annual pay growth", but not "Workers told of a schedule change"
_SIGNED = re.compile(r"\W*(?:[\w-]+\s+){0,2}(?:growth|change|gaps?|rise|increase|gain|difference)\b", re.IGNORECASE)
_TURNOVER = re.compile(r"\W*(?:[\w-]+\s+){0,3}turnover\b", re.IGNORECASE)
_SIGNED_CODES = ("EA08", "EA09", "EA10")
_TURNOVER_CODES = ("SS05",)
_OSHA_HOURS = 200_000  # the hours that 100 people work in a year, as OSHA counts
_FROM_ZERO = {
    Unit.COUNT: marked("a count"),
    Unit.DAYS: marked("a number of days"),
    Unit.HOURS: marked("a number of hours"),
    Unit.DOLLARS_PER_HOUR: marked("hourly pay"),
    Unit.RATE: marked("a rate"),
    Unit.RATIO: marked("a ratio"),
}
_SCALES = {Unit.PERCENT: (100,), Unit.RATIO: (1,), Unit.RATE: (100, 1, _OSHA_HOURS)}
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
                _("You say {direction} is better, but the target goes from {start} to {aim}.").format(
                    direction=chosen(measure.direction), start=number(start), aim=number(aim)
                ),
                _("Check which way is better, and both values."),
            )


@rule("D09", Severity.ERROR, reason="It is the first thing a reviewer checks.", source=PRACTICE)
def value_does_not_add_up(plan: Plan) -> Iterator[Seen]:
    for place in places(plan):
        if adds_up(place.measure.unit, place.measured):
            continue
        given, stated = computed(place.measure.unit, place.measured)[0], place.measured.value
        sign = {Unit.PERCENT: "%", Unit.RATE: _(" per 100")}.get(place.measure.unit, "")
        top, bottom = number(place.measured.numerator), number(place.measured.denominator)
        told = number(_as_told(place.measure.unit, given, decimals(stated)))
        yield place.seen(
            _("{top} of {bottom} is {given}{sign}, not {stated}{sign}.").format(
                top=top, bottom=bottom, given=told, sign=sign, stated=number(stated)
            ),
            _("Correct the value of the {what}, or how many it counts out of how many.").format(what=place.what),
        )


@rule("D10", Severity.ERROR, reason="Some values can't be.", source=PRACTICE)
def impossible_value(plan: Plan) -> Iterator[Seen]:
    for place in places(plan):
        for problem in _impossible(place):
            yield place.seen(problem, _("Correct the value or the unit."))


@rule("D11", Severity.WARNING, reason="Ten percent and ten percentage points differ.", source=PRACTICE)
def percent_or_points(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        shares = measure.unit in (Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.RATIO, None)
        texts = {"name": measure.name, "definition": measure.definition, "target.basis": measure.target.basis}
        unclear = [name for name, text in texts.items() if unclear_percent(text)]
        if shares and unclear:
            yield about(
                measure,
                _("It is unclear whether you mean percent of the baseline or percentage points."),
                _("Say it in {field} as from-to: from 45% to 55%.").format(field=field("measure", unclear[0])),
            )


@rule("D17", Severity.ERROR, reason="A living wage differs by household, place and year.", source=DATA)
def living_wage_undefined(plan: Plan) -> Iterator[Seen]:
    wage = plan.header.definition.wage
    parts = {_("source"): wage.source, _("household"): wage.household, _("place"): wage.place, _("year"): wage.as_of}
    missing = [name for name, text in parts.items() if not text.strip()]
    for measure in plan.measures:
        named = names_living_wage(f"{measure.name} {measure.definition}")
        if missing and (measure.against_wage_benchmark or named):
            yield about(
                measure,
                _("You compare pay with a living wage, but the plan names no {missing} for it.").format(
                    missing=listed(missing, _("or"))
                ),
                _("Say on the start page whose living wage you mean: source, household, place and date."),
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
                _("You compare dollars of {before} with those of {after}, and prices change in between.").format(
                    before=before, after=after
                ),
                _("Say in the note whether the dollars are adjusted for inflation."),
            )


def adds_up(unit: Unit | None, measured: Measured) -> bool:
    """Whether the value is its numerator by its denominator; True while a part is missing."""
    given, stated = computed(unit, measured), measured.value
    return not given or stated is None or any(_rounds_to(each, stated) for each in given)


def computed(unit: Unit | None, measured: Measured) -> tuple[float, ...]:
    """What the parts give, the usual reading first; empty where they give nothing.

    A rate counts per 100 people; one by hours worked is per 200,000 hours, written into the numerator or not.
    """
    if unit not in _SCALES or measured.numerator is None or not measured.denominator:
        return ()
    return tuple(measured.numerator / measured.denominator * scale for scale in _SCALES[unit])


def _rounds_to(given: float, stated: float) -> bool:
    """Whether the number given, rounded to the decimals of the one stated, may be that one."""
    return abs(given - stated) <= 0.5 * 10 ** -decimals(stated) + 1e-9 * abs(given)


def _as_told(unit: Unit | None, given: float, decimals: int) -> float:
    """A percent with one decimal, as beside the measure; others with two; each with as many as it is compared with."""
    return rounded_percent(given, 100, max(1, decimals)) if unit is Unit.PERCENT else round(given, max(2, decimals))


def decimals(value: float) -> int:
    """How many decimals a number is written with: 1 for 7.1."""
    text = repr(float(value))
    return 0 if "e" in text or text.endswith(".0") else len(text.partition(".")[2])


def _impossible(place: Place) -> Iterator[str]:
    measured, what = place.measured, place.what
    if problem := _out_of_bounds(place) or _more_than_all(place):
        yield problem
    if measured.denominator is not None and measured.denominator <= 0:
        nothing = _("is 0, and nothing can be divided by 0") if measured.denominator == 0 else _("is below 0")
        yield _("“Out of how many” of the {what} {nothing}.").format(what=what, nothing=nothing)
    if measured.margin is not None and measured.margin < 0:
        yield _("The margin of error of the {what} is below 0, and it counts both ways from 0.").format(what=what)


def _out_of_bounds(place: Place) -> str:
    """A value outside what its unit allows: growth and gaps may be negative, turnover and growth may pass 100%."""
    measure, value = place.measure, place.measured.value
    if value is None:
        return ""
    too_low = value < 0 and not _is(measure, _SIGNED, _SIGNED_CODES)
    if measure.unit is Unit.PERCENT and (too_low or (value > 100 and not _passes_100(measure))):
        limits = _("this can't be below 0%") if _passes_100(measure) else _("a share lies between 0% and 100%")
        return _("The {what} is {value}%, and {limits}.").format(what=place.what, value=number(value), limits=limits)
    if measure.unit in _FROM_ZERO and too_low:
        return _("The {what} is {value}, and {unit} can't be below 0.").format(
            what=place.what, value=number(value), unit=_(_FROM_ZERO[measure.unit])
        )
    return ""


def _more_than_all(place: Place) -> str:
    part, whole = place.measured.numerator, place.measured.denominator
    share = place.measure.unit is Unit.PERCENT and not _passes_100(place.measure)
    if not share or part is None or whole is None or not 0 < whole < part:
        return ""
    return _("The {what} counts {part} out of {whole}, and a part can't be more than the whole.").format(
        what=place.what, part=number(part), whole=number(whole)
    )


def _passes_100(measure: Measure) -> bool:
    return _is(measure, _TURNOVER, _TURNOVER_CODES) or _is(measure, _SIGNED, _SIGNED_CODES)


def _is(measure: Measure, words: re.Pattern[str], codes: tuple[str, ...]) -> bool:
    return measure.indicator.strip().upper() in codes or bool(words.match(measure.name))

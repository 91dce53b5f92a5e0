"""Numbers and units in words."""

from __future__ import annotations

import pytest

from jqtools.plan.header import CalendarType, Header
from jqtools.plan.measure import Baseline, Direction, Measure, Target, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.review import Observation
from jqtools.report.words import (
    baseline_words,
    behind_words,
    change_words,
    dollars,
    measured_words,
    number,
    period_words,
    quantity,
    target_words,
)


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (-0.0, "0"), (41.0, "41"), (7.1, "7.1"), (1200, "1,200"), (1e-9, "1e-09")]
)
def test_numbers_have_no_needless_zeros(value: float, shown: str):
    assert number(value) == shown


def test_huge_numbers_stay_short():
    assert len(number(1e300)) < 10
    assert len(dollars(1e300)) < 10


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (41, Unit.PERCENT, "41 percent"),
        (1, Unit.PERCENTAGE_POINTS, "1 percentage point"),
        (23.1, Unit.DOLLARS_PER_HOUR, "$23.10 an hour"),
        (412000, Unit.DOLLARS, "$412,000"),
        (-5, Unit.DOLLARS, "-$5"),
        (1, Unit.DAYS, "1 day"),
        (214, Unit.DAYS, "214 days"),
        (500, Unit.COUNT, "500"),
        (1.5, Unit.RATIO, "1.5 (ratio)"),
        (3, None, "3"),
    ],
)
def test_units_are_spelled_out(value: float, unit: Unit | None, shown: str):
    assert quantity(value, unit) == shown


def test_a_baseline_shows_its_period_its_counts_and_its_margin():
    baseline = Baseline(value=41.0, numerator=251.0, denominator=612.0, margin=3.3, n=612, period="2026-04")
    assert baseline_words(baseline, Unit.PERCENT) == "41 percent, 2026-04"
    assert behind_words(baseline, Unit.PERCENT) == ("251 of 612; margin of error 3.3 percentage points; 612 counted")
    assert behind_words(Baseline(n=5), Unit.PERCENT) == ""


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (None, "missing"),
        (ValueStatus.OK, "missing"),
        (ValueStatus.MISSING, "missing"),
        (ValueStatus.NOT_COLLECTED, "not collected"),
        (ValueStatus.NOT_YET_DUE, "not yet due"),
        (ValueStatus.SUPPRESSED, "suppressed (small group)"),
        (ValueStatus.NOT_APPLICABLE, "does not apply"),
    ],
)
def test_a_missing_value_reads_its_state(status: ValueStatus | None, said: str):
    assert measured_words(Observation(id="ob_1", status=status), Unit.PERCENT) == said


def test_a_value_whose_state_says_there_is_none_is_not_printed():
    value = Observation(id="ob_1", value=3.0, n=3, status=ValueStatus.SUPPRESSED)
    assert measured_words(value, Unit.PERCENT) == "suppressed (small group)"
    assert behind_words(value, Unit.PERCENT) == ""


def test_an_estimate_is_called_one():
    value = Observation(id="ob_1", value=3.0, status=ValueStatus.ESTIMATE)
    assert measured_words(value, Unit.DAYS) == "3 days (an estimate)"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-07-01", "2026-09-30", "07/01/2026 to 09/30/2026 (PY 2026 Q1)"),
        ("2026-07", "2027-06", "07/2026 to 06/2027 (PY 2026)"),
        ("2026-05", "2026-08", "05/2026 to 08/2026"),
        ("", "2026-11", "11/2026 (PY 2026 Q2)"),
        ("2027-01", "", "01/2027 (PY 2026 Q3)"),
        ("", "", ""),
    ],
)
def test_a_period_is_named_in_the_plans_calendar(start: str, end: str, said: str):
    assert period_words(start, end, Header(calendar=CalendarType.PROGRAM_YEAR)) == said


def test_a_calendar_year_is_not_said_twice():
    assert period_words("2026", "2026", Header()) == "2026"


def test_a_missing_baseline_is_said_in_words():
    assert baseline_words(Baseline(plan="survey by 2026-10-31"), None) == "no baseline yet: survey by 2026-10-31"
    assert baseline_words(Baseline(), None) == "no baseline yet"
    not_due = Baseline(status=ValueStatus.NOT_YET_DUE, plan="first report in 2027")
    assert baseline_words(not_due, None) == "baseline not yet due: first report in 2027"


def test_a_target_of_zero_is_zero_and_a_missing_one_is_not():
    assert target_words(Target(value=0.0, date="2027-12-31"), Unit.PERCENT) == "0 percent by 12/31/2027"
    assert target_words(Target(), Unit.PERCENT) == "no target yet"
    assert target_words(Target(value=3.0), None) == "3, no date yet"
    assert target_words(Target(status=ValueStatus.NOT_APPLICABLE), None) == "target does not apply"


@pytest.mark.parametrize(
    ("before", "after", "unit", "shown"),
    [
        (41.0, 85.0, Unit.PERCENT, "up 44 percentage points"),
        (31.1, 20.0, Unit.PERCENT, "down 11.1 percentage points"),
        (214.0, 150.0, Unit.DAYS, "down 64 days"),
        (5.0, 5.0, Unit.COUNT, "no change"),
        (None, 80.0, Unit.PERCENT, "not known yet"),
        (5.0, None, Unit.COUNT, "not known yet"),
    ],
)
def test_a_change_between_percents_is_in_percentage_points(before, after, unit, shown):
    measure = Measure(
        id="me_1",
        unit=unit,
        direction=Direction.UP,
        baseline=Baseline(value=before),
        target=Target(value=after),
    )
    assert change_words(measure) == shown

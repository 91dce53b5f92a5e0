"""Numbers and units in words."""

from __future__ import annotations

import pytest

from jqtools.plan.measure import Baseline, Direction, Measure, Target, Unit
from jqtools.plan.source import SourceStatus
from jqtools.report.words import baseline_words, change_words, dollars, number, option, quantity, target_words


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


def test_a_baseline_shows_its_counts_and_period():
    baseline = Baseline(value=41.0, numerator=251.0, denominator=612.0, period="2026-04")
    assert baseline_words(baseline, Unit.PERCENT) == "41 percent (251 of 612), 2026-04"


def test_a_missing_baseline_is_said_in_words():
    assert baseline_words(Baseline(plan="survey by 2026-10-31"), None) == "no baseline yet: survey by 2026-10-31"
    assert baseline_words(Baseline(), None) == "no baseline yet"


def test_a_target_of_zero_is_zero_and_a_missing_one_is_not():
    assert target_words(Target(value=0.0, date="2027-12-31"), Unit.PERCENT) == "0 percent by 2027-12-31"
    assert target_words(Target(), Unit.PERCENT) == "no target yet"
    assert target_words(Target(value=3.0), None) == "3, no date yet"


@pytest.mark.parametrize(
    ("before", "after", "unit", "shown"),
    [
        (41.0, 85.0, Unit.PERCENT, "up 44 percentage points"),
        (31.1, 20.0, Unit.PERCENT, "down 11.1 percentage points"),
        (214.0, 150.0, Unit.DAYS, "down 64 days"),
        (5.0, 5.0, Unit.COUNT, "no change"),
        (None, 80.0, Unit.PERCENT, "not known yet"),
        (5.0, None, Unit.COUNT, ""),
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


def test_choices_are_in_the_words_of_the_form():
    assert option("source", "status", SourceStatus.MUST_BUILD) == "Must build it"
    assert option("source", "status", None, "not said yet") == "not said yet"
    assert option("no_form", "no_field", SourceStatus.MUST_BUILD) == "Must build"

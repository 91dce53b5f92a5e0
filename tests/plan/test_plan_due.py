"""When values are due, and the earliest day on which the first of a measure can be known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan.due import (
    Basis,
    FirstValue,
    first_value,
    months_between,
    months_later,
    months_on,
    next_due,
    next_value,
)
from jqtools.plan.header import Period
from jqtools.plan.measure import Measure
from jqtools.plan.source import DataSource

YEARS = Period(start="2026-07-01", end="2029-06-30")
SLOW = DataSource(id="so_a", lag_days=45)


def measure(**said: str) -> Measure:
    return Measure(id="me_a", **said)


@pytest.mark.parametrize(
    ("said", "source", "period", "found"),
    [
        ({"first_due": "2027-07-31"}, SLOW, YEARS, FirstValue(date(2027, 7, 31), Basis.FIRST_DUE, 45)),
        ({"first_due": "2027"}, None, Period(), FirstValue(date(2027, 1, 1), Basis.FIRST_DUE, None)),
        ({"frequency": "quarterly"}, SLOW, YEARS, FirstValue(date(2026, 11, 15), Basis.FIRST_PERIOD, 45)),
        ({"frequency": "quarterly"}, None, YEARS, FirstValue(date(2026, 10, 1), Basis.FIRST_PERIOD, None)),
        ({"frequency": "each solicitation"}, SLOW, YEARS, FirstValue(date(2029, 8, 14), Basis.PLAN_END, 45)),
        ({"frequency": "quarterly"}, SLOW, Period(end="2029"), FirstValue(date(2030, 2, 14), Basis.PLAN_END, 45)),
        ({"frequency": "quarterly"}, SLOW, Period(), FirstValue(None, Basis.UNKNOWN, 45)),
    ],
)
def test_the_first_value_rests_on_what_the_plan_says(
    said: dict[str, str], source: DataSource | None, period: Period, found: FirstValue
):
    assert first_value(measure(**said), source, period) == found


def test_the_rhythm_of_the_source_counts_while_the_measure_has_none():
    source = DataSource(id="so_a", frequency="monthly", lag_days=0)
    assert first_value(measure(), source, YEARS).day == date(2026, 8, 1)
    assert first_value(measure(frequency="yearly"), source, YEARS).day == date(2027, 7, 1)


@given(lag=st.integers(0, 10**12), often=st.sampled_from(["monthly", "yearly", "now and then", ""]))
def test_data_that_take_longer_are_never_known_sooner(lag: int, often: str):
    source = DataSource(id="so_a", lag_days=lag)
    day = first_value(measure(frequency=often), source, YEARS).day
    assert day >= first_value(measure(frequency=often), SLOW.model_copy(update={"lag_days": 0}), YEARS).day


def test_a_value_that_is_ready_waits_for_the_next_day_it_is_due():
    said = measure(first_due="2027-01-31", frequency="quarterly")
    assert next_value(said, SLOW, date(2027, 2, 1)) == date(2027, 4, 30)
    assert next_value(measure(), SLOW, date(2027, 2, 1)) == date(2027, 2, 1)


@given(
    first=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    day=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    months=st.sampled_from([1, 3, 6, 12, 24]),
)
def test_the_next_due_date_is_the_earliest_that_is_not_before_the_day(first: date, day: date, months: int):
    due = next_due(first, months, day)
    assert due >= max(first, day)
    assert due == first or due - day < timedelta(days=31 * months)
    assert due.day == first.day or (due + timedelta(days=1)).day == 1
    assert (due.month - first.month) % min(months, 12) == 0


def test_due_dates_end_with_the_calendar():
    assert next_due(date(2026, 1, 15), 12, date.max) == date.max
    assert months_on(date(2026, 7, 15), 9) == date(2027, 4, 1)
    assert months_on(date(9999, 12, 1), 9) == date.max
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        ("monthly", 1),
        ("Quarterly", 3),
        ("each quarter", 3),
        ("twice a year", 6),
        ("yearly", 12),
        ("once a year", 12),
        ("every two years", 24),
        ("each solicitation", None),
        ("", None),
    ],
)
def test_a_frequency_in_words_is_a_number_of_months(frequency: str, months: int | None):
    assert months_between(frequency) == months

"""Dates in the words of the plan's own year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan.calendar import first_day, last_day, later, quarter_label, year_and_quarter, year_label
from jqtools.plan.header import Header


@pytest.mark.parametrize(
    ("calendar", "start", "day", "label"),
    [
        ("program_year", 7, date(2026, 7, 1), "PY 2026 Q1"),  # WIOA program year 2026 starts on 1 July 2026
        ("program_year", 10, date(2027, 6, 30), "PY 2026 Q4"),
        ("fiscal_year", 10, date(2026, 10, 1), "FY 2027 Q1"),  # federal fiscal year 2027
        ("fiscal_year", 10, date(2026, 9, 30), "FY 2026 Q4"),
        ("fiscal_year", 7, date(2027, 1, 1), "FY 2027 Q3"),
        ("fiscal_year", 1, date(2027, 1, 1), "FY 2027 Q1"),
        ("calendar_year", 7, date(2026, 12, 31), "2026 Q4"),
        (None, 7, date(2026, 4, 1), "2026 Q2"),
    ],
)
def test_a_day_falls_in_the_quarter_that_the_agency_names(calendar, start: int, day: date, label: str):
    header = Header(calendar=calendar, start_month=start)
    assert quarter_label(day, header) == label
    assert year_label(day, header) == label.rpartition(" ")[0]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_the_first_month_of_a_fiscal_year_begins_its_first_quarter(day: date, start: int):
    header = Header(calendar="fiscal_year", start_month=start)
    year, quarter = year_and_quarter(day, header)
    assert quarter == (day.month - start) % 12 // 3 + 1
    assert year_and_quarter(day.replace(month=start, day=1), header)[1] == 1
    assert year in (day.year, day.year + 1)


def test_a_part_date_covers_its_days_and_sums_stay_on_the_calendar():
    assert (first_day("2028-02"), last_day("2028-02")) == (date(2028, 2, 1), date(2028, 2, 29))
    assert first_day("") is last_day("soon") is None
    assert later(date(2026, 1, 31), 30) == date(2026, 3, 2)
    assert later(date(2026, 1, 31), 10**12) == date.max

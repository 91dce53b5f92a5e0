"""Hourly wages from annual earnings, and dollars of another year."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.categories import against_threshold, hourly_wage, real_dollars

WORKERS = pd.DataFrame(
    {
        "WAGP": [52_000, 0, "N", 20_800, 52_000, 20_800],
        "WKHP": [40, 40, None, None, 25, 40],
        "WKWN": [52, 52, 52, 52, 0, 52],
    },
    index=list("abcdef"),
)


def test_a_wage_is_earnings_over_hours_and_weeks():
    found = hourly_wage(WORKERS)
    assert found.values.loc[["a", "f"]].tolist() == [25, 10]
    assert list(found.values.index) == list("abcdef")


def test_every_row_without_a_wage_is_counted_once_with_its_reason():
    log = " ".join(hourly_wage(WORKERS).log)
    for said in ("WAGP is missing", "WAGP is zero or negative", "WKHP is missing", "WKWN is zero or negative"):
        assert f"Rows without an hourly wage because {said}: 1." in log
    assert "2 of 6 rows have an hourly wage" in log


def test_the_factor_of_the_acs_is_applied_and_logged_where_it_is_there():
    adjusted = hourly_wage(WORKERS.assign(ADJINC=1_029_928))
    assert adjusted.values["a"] == pytest.approx(25 * 1.029928)
    assert any("ADJINC / 1,000,000" in said for said in adjusted.log)
    assert any("not adjusted" in said for said in hourly_wage(WORKERS).log)
    assert hourly_wage(WORKERS.assign(ADJINC=1_029_928), adjust=None).values["a"] == 25


def test_weeks_in_intervals_count_as_their_midpoints():
    before_2019 = WORKERS.drop(columns="WKWN").assign(WKW=[1, 1, 1, 1, 6, 4])
    found = hourly_wage(before_2019)
    assert found.values["a"] == pytest.approx(52_000 / (40 * 51))
    assert found.values["e"] == pytest.approx(52_000 / (25 * 7))
    assert found.values["f"] == pytest.approx(20_800 / (40 * 33))
    assert any("midpoint" in said for said in found.log)


def test_outliers_are_trimmed_only_when_asked_and_counted():
    found = hourly_wage(WORKERS, trim=(12, 200))
    assert found.values.notna().sum() == 1
    assert found.log[-1] == "Rows with a wage below $12 or above $200 an hour, treated as missing: 1."


@pytest.mark.parametrize(
    ("change", "given", "said"),
    [
        ({"WKHP": 200}, {}, "'WKHP' can hold at most 168; got 200"),
        ({"WKWN": 60}, {}, "'WKWN' can hold at most 53"),
        ({"ADJINC": 1.03}, {}, "six decimals implied"),
        ({"WKW": 9}, {"weeks": "WKW"}, "not known; got 9"),
        ({}, {"trim": (5, 2)}, "trim must be"),
        ({}, {"adjust": "FACTOR"}, "no column 'FACTOR'"),
        ({}, {"annual": "PAY"}, "no column 'PAY'"),
    ],
)
def test_values_that_can_not_be_are_refused(change, given, said):
    with pytest.raises(DataError, match=said):
        hourly_wage(WORKERS.assign(**change), **given)


def test_a_wage_can_be_held_against_a_threshold():
    assert against_threshold(hourly_wage(WORKERS), 20)["met"].dropna().tolist() == [True, False]


@given(st.floats(1, 1e6), st.floats(1, 168), st.integers(1, 52))
def test_wage_times_hours_times_weeks_is_what_was_earned(pay, hours, weeks):
    found = hourly_wage(pd.DataFrame({"WAGP": [pay], "WKHP": [hours], "WKWN": [weeks]})).values.iloc[0]
    assert found * hours * weeks == pytest.approx(pay)


def test_dollars_of_another_year_need_an_index_with_its_source():
    found = real_dollars(pd.Series([100.0, None], name="pay"), 250, 300, "CPI-U", "2026-01")
    assert found.values.iloc[0] == pytest.approx(120)
    assert found.values.isna().tolist() == [False, True]
    assert "CPI-U, as of 2026-01" in found.log[0]
    with pytest.raises(DataError, match="index_from must be a price index above zero"):
        real_dollars(pd.Series([1.0]), 0, 300, "CPI-U", "2026")
    with pytest.raises(DataError, match="needs its source"):
        real_dollars(pd.Series([1.0]), 250, 300, " ", "2026")

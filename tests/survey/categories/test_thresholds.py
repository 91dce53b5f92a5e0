"""Thresholds from a user's table, and wages held against them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.categories import (
    Threshold,
    against_threshold,
    in_unit,
    race,
    read_thresholds,
    threshold,
    thresholds_for,
    to_hourly,
)

ONE = "1 adult, 0 children"
TABLE = pd.DataFrame(
    {
        "place": ["King", "Pierce", "King"],
        "household": [ONE, ONE, "1 adult, 1 child"],
        "value": [30.0, 4000, 104_000],
        "unit": ["hour", "Month", "year"],
        "source": "Test table",
        "as_of": ["2026", "2026-04", "2026-04-30"],
    }
)


def test_a_table_is_read_from_a_file_as_from_a_frame(tmp_path):
    TABLE.to_csv(tmp_path / "t.csv", index=False)
    assert read_thresholds(tmp_path / "t.csv") == read_thresholds(TABLE)


def test_a_threshold_is_found_by_place_and_household():
    found = threshold(read_thresholds(TABLE), "Pierce", ONE)
    assert (found.value, found.unit, found.as_of) == (4000, "month", "2026-04")
    with pytest.raises(DataError, match="no threshold has the place 'Snohomish'; there are King, Pierce"):
        threshold(read_thresholds(TABLE), "Snohomish", ONE)


def test_several_dates_need_a_choice():
    table = read_thresholds(pd.concat([TABLE, TABLE.iloc[:1].assign(as_of=2025, value=28)]))
    assert threshold(table, "King", ONE, as_of="2025").value == 28
    with pytest.raises(DataError, match=r"several dates \(2026, 2025\)"):
        threshold(table, "King", ONE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": ["a", None, " "]}, "'source' may not be blank; got nothing in rows 2 and 3"),
        ({"as_of": ["2026", "", "2026"]}, "'as_of' may not be blank"),
        ({"as_of": ["2026", "04/2026", "2026"]}, "got '04/2026' in row 2"),
        ({"value": [1, 0, 2]}, "above zero; got 0 in row 2"),
        ({"value": [1, None, 2]}, "above zero"),
        ({"value": ["1", "x", "2"]}, "must hold numbers; got 'x' in row 2"),
        ({"unit": ["hour", "week", "year"]}, "one of hour, month, year; got 'week'"),
        ({"household": ONE, "as_of": "2026"}, "one row only; got 'King' in row 3"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_its_number(change, said):
    with pytest.raises(DataError, match=said):
        read_thresholds(TABLE.assign(**change))


def test_a_date_cell_of_a_spreadsheet_is_a_date():
    dated = TABLE.iloc[:1].assign(as_of=pd.Timestamp("2026-04-30"))
    assert read_thresholds(dated).rows[0].as_of == "2026-04-30"


def test_a_missing_column_or_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="no column 'source'"):
        read_thresholds(TABLE.drop(columns="source"))
    with pytest.raises(DataError, match=r"'gone.csv' can't be read"):
        read_thresholds(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    "change", [{"value": 0.0}, {"value": float("nan")}, {"unit": "week"}, {"source": " "}, {"as_of": "soon"}]
)
def test_a_threshold_can_not_be_made_without_what_it_needs(change):
    with pytest.raises(DataError):
        Threshold(
            **{"place": "King", "household": ONE, "value": 1.0, "unit": "hour", "source": "x", "as_of": "2026"} | change
        )


def test_a_year_is_2080_hours_unless_said_otherwise():
    year = threshold(read_thresholds(TABLE), "King", "1 adult, 1 child")
    assert to_hourly(year).value == pytest.approx(50)
    assert "2,080 hours a year" in to_hourly(year).assumption
    assert to_hourly(year, 2000).value == pytest.approx(52)
    assert in_unit(year, "month").value == pytest.approx(104_000 / 12)
    assert "hours" not in in_unit(year, "month").assumption
    with pytest.raises(DataError, match="hours_a_year"):
        to_hourly(year, 0)


@given(st.floats(0.01, 1e6), st.sampled_from(["hour", "month", "year"]), st.sampled_from(["hour", "month", "year"]))
def test_there_and_back_is_the_same_amount(value, unit, other):
    given = Threshold("King", ONE, value, unit, "x", "2026")
    assert in_unit(in_unit(given, other), unit).value == pytest.approx(value)


def test_each_row_gets_the_threshold_of_its_place():
    people = pd.DataFrame({"county": ["King", "Pierce", "Skagit", None]}, index=list("abcd"))
    found = thresholds_for(people, read_thresholds(TABLE).only(household=ONE), place="county")
    assert found.values.iloc[:2].tolist() == pytest.approx([30, 4000 * 12 / 2080])
    assert found.values.isna().tolist() == [False, False, True, True]
    assert found.log[1].endswith("missing: 2.")
    assert any("2,080" in said for said in found.log)


def test_a_threshold_for_a_row_may_not_be_one_of_several():
    people = pd.DataFrame({"county": ["King"], "home": [ONE]})
    table = read_thresholds(TABLE)
    with pytest.raises(DataError, match="several thresholds for King"):
        thresholds_for(people, table, place="county")
    with pytest.raises(DataError, match="got neither"):
        thresholds_for(people, table)
    found = thresholds_for(people, table, place="county", household="home")
    assert against_threshold(pd.Series([15.0]), found)["ratio"].tolist() == [0.5]


def test_a_wage_meets_exceeds_or_falls_short():
    found = against_threshold(pd.Series([15.0, 30, 45, None]), threshold(read_thresholds(TABLE), "King", ONE))
    assert found["met"].tolist()[:3] == [False, True, True]
    assert found["ratio"].tolist()[:3] == [0.5, 1.0, 1.5]
    assert found["shortfall"].tolist()[:3] == [0.5, 0.0, 0.0]
    assert found.iloc[3].isna().all()


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Threshold("King", ONE, 4000, "month", "x", "2026"), "convert it with to_hourly"),
        (pd.Series([1.0, 2.0]), "same index"),
        (0.0, "above zero"),
    ],
)
def test_a_threshold_that_does_not_fit_the_wages_is_refused(level, said):
    with pytest.raises(DataError, match=said):
        against_threshold(pd.Series([15.0]), level)


def test_a_negative_wage_is_refused():
    with pytest.raises(DataError, match="zero or more; got -1 in row 1"):
        against_threshold(pd.Series([-1.0]), 15)


@given(st.lists(st.floats(0, 200), min_size=1), st.floats(1, 100))
def test_a_shortfall_is_a_share_and_zero_where_the_threshold_is_met(wages, level):
    found = against_threshold(pd.Series(wages), level)
    assert found["shortfall"].between(0, 1).all()
    assert ((found["shortfall"] == 0) == found["met"]).all()


def test_the_share_of_each_group_that_meets_a_wage_equals_the_reference(shared):
    workers = pd.read_csv(shared / "data" / "epi_cps_org_2022_wage_earners.csv.gz")
    reference = pd.read_csv(shared / "oracles" / "expected" / "org_nist_trend.csv").query(
        "case == 'org2022/share_ge17'"
    )
    met = against_threshold(workers["wage"], 17)["met"].astype(float)
    groups = race(workers, "acs", "multiracial").column.astype(str).str.split().str[0]
    sexes = workers["female"].map({0: "Male", 1: "Female"})
    known = met.notna()
    weighted = (met * workers["orgwgt"])[known].groupby(groups + "." + sexes).sum()
    shares = weighted / workers["orgwgt"][known].groupby(groups + "." + sexes).sum()
    assert len(reference) == len(shares) == 8
    assert shares[reference["group"]].to_numpy() == pytest.approx(reference["estimate"].to_numpy(), rel=1e-12)

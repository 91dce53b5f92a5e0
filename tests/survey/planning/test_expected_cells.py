"""How many people to expect in each group, against numbers worked out by hand and by drawing at random."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from jqtools.errors import DataError
from jqtools.survey import Design, Policy, race
from jqtools.survey.planning.expected_cells import expected_cells, expected_cells_of

SHARES = {"a": 0.5, "b": 0.3, "c": 0.15, "d": 0.05}


def row(found, group):
    return found.frame.set_index("group").loc[group]


def test_a_group_is_expected_to_have_its_share_of_the_people():
    frame = expected_cells(200, SHARES, 0.25, years=2).frame
    assert list(frame["group"]) == ["a", "b", "c", "d"]
    assert frame["expected_n"].tolist() == [200, 120, 60, 20]
    assert frame["expected_yes"].tolist() == [50, 30, 15, 5]
    assert frame["expected_no"].tolist() == [150, 90, 45, 15]
    assert frame["enough"].tolist() == [True, True, True, False]


def test_the_group_and_both_sides_of_its_share_must_reach_the_minimum():
    assert row(expected_cells(100, SHARES), "d")["why"] == "5 people, fewer than 10"
    assert row(expected_cells(200, SHARES, 0.3), "d")["why"] == "3 of 10 people count, fewer than 10"
    assert row(expected_cells(200, SHARES, 0.9), "c")["why"] == "3 of 30 people don't count, fewer than 10"
    assert row(expected_cells(200, SHARES, 1.0), "d")["why"].startswith("all or none of 10 people count")
    assert row(expected_cells(400, SHARES, 1.0), "d")["why"] == ""


def test_just_the_minimum_is_enough_whatever_the_last_digit_of_the_product():
    assert expected_cells(100, {"a": 0.1}, 0.0, policy=Policy(zero_rule="show")).frame["enough"].all()
    for total in range(10, 400, 7):
        assert expected_cells(total, {"a": 10 / total}).frame["enough"].all()


def test_years_needed_are_the_fewest_that_clear():
    frame = expected_cells(100, SHARES, 0.5).frame.set_index("group")
    assert frame["years_needed"].tolist() == [1, 1, 2, 4]
    assert pd.isna(row(expected_cells(100, SHARES, 0.5, most_years=3), "d")["years_needed"])
    assert expected_cells(100, SHARES, 0.5, years=3).frame["years_needed"].tolist() == [1, 1, 2, 4]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 500), st.floats(0.001, 1), st.one_of(st.none(), st.floats(0.01, 0.99)))
def test_one_year_less_than_needed_is_not_enough(total, share, rate):
    needed = expected_cells(total, {"a": share}, rate, most_years=60).frame["years_needed"].iloc[0]
    if pd.isna(needed):
        assert not expected_cells(total, {"a": share}, rate, years=60).frame["enough"].any()
        return
    assert expected_cells(total, {"a": share}, rate, years=int(needed)).frame["enough"].all()
    if needed > 1:
        assert not expected_cells(total, {"a": share}, rate, years=int(needed) - 1).frame["enough"].any()


def test_nobody_is_expected_in_a_group_of_share_zero():
    found = row(expected_cells(500, {"a": 1.0, "b": 0.0}, 0.5), "b")
    assert not found["enough"]
    assert found["why"] == "nobody is in this group"
    assert found["chance"] == 0
    assert pd.isna(found["years_needed"])
    assert "interviews" in found["instead"]


def test_a_group_expected_to_have_just_the_minimum_falls_below_it_nearly_every_second_time():
    chance = expected_cells(100, {"a": 0.1}).frame["chance"].iloc[0]
    assert chance == pytest.approx(1 - binom.cdf(9, 100, 0.1))
    assert 0.5 < chance < 0.6


@pytest.mark.parametrize("rule", ["double", "hide", "show"])
def test_the_chance_with_a_rate_is_how_often_draws_at_random_can_be_shown(rule):
    rng = np.random.default_rng(3)
    n = rng.binomial(60, 0.4, 200_000)
    yes = rng.binomial(n, 0.9)
    alike = (yes == 0) | (yes == n)
    shown = {"double": n >= 8, "hide": False, "show": True}[rule]
    mixed = (np.minimum(yes, n - yes) >= 4) & ~alike
    drawn = ((n >= 10) & (mixed | (alike & shown))).mean()
    rules = Policy(min_n=10, min_complement=4, zero_rule=rule)
    assert expected_cells(60, {"a": 0.4}, 0.9, policy=rules).frame["chance"].iloc[0] == pytest.approx(drawn, abs=0.005)


def test_what_to_do_instead_depends_on_what_is_too_small():
    frame = expected_cells(100, SHARES, 0.1).frame.set_index("group")
    assert "show how many people there are without the share" in frame["instead"]["a"]
    assert "show how many" not in frame["instead"]["d"]
    assert "at least 2 years pooled would do" in frame["instead"]["a"]
    assert "10 years pooled won't do" in frame["instead"]["d"]
    assert expected_cells(1000, {"a": 0.5}, 0.5).frame["instead"].tolist() == [""]


def test_rates_may_differ_by_group():
    frame = expected_cells(100, pd.Series({"a": 0.5, "b": 0.5}), {"b": 0.1, "a": 0.4}).frame
    assert frame["expected_yes"].tolist() == [20, 5]


def test_without_a_rate_nothing_is_said_of_who_counts():
    frame = expected_cells(100, SHARES).frame
    assert frame[["expected_yes", "expected_no"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ({"a": 40}, "divide percents by 100.*'a' got 40"),
        ({"a": -0.1}, "from 0 to 1"),
        ({"a": 0.6, "b": 0.5}, "add up to 1.100, more than everyone; .*overlap=True"),
        ({"a": None}, "must be numbers; for 'a' got None"),
        ({"a": "much"}, "must be numbers; for 'a' got 'much'"),
        ({}, "a mapping or a Series"),
        ([0.4, 0.6], "a mapping or a Series"),
        (pd.Series([0.4, 0.4], index=["a", "a"]), "'a' is there twice"),
    ],
)
def test_shares_that_cannot_be_are_refused(shares, words):
    with pytest.raises(DataError, match=words):
        expected_cells(100, shares)


def test_shares_may_add_up_to_a_little_more_by_rounding_and_to_more_where_groups_overlap():
    assert len(expected_cells(100, {"a": 0.34, "b": 0.33, "c": 0.34}).frame) == 3
    assert len(expected_cells(100, {"a": 0.9, "b": 0.4}, overlap=True).frame) == 2


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"rate": 40}, "rates lie from 0 to 1"),
        ({"rate": "many"}, "rates must be numbers"),
        ({"rate": {"a": 0.5}}, "there is none for 'b'"),
        ({"years": 0}, "years is a whole number"),
        ({"years": 1.5}, "years is a whole number"),
        ({"most_years": True}, "most_years is a whole number"),
        ({"policy": "none"}, "no policy 'none'"),
    ],
)
def test_choices_that_cannot_be_are_refused(choices, words):
    with pytest.raises(DataError, match=words):
        expected_cells(100, SHARES, **choices)


def test_the_total_is_a_whole_number_of_people():
    with pytest.raises(DataError, match="total is a whole number from 1 upwards, got 0"):
        expected_cells(0, SHARES)


def test_shares_come_from_data_weighted(people):
    found = expected_cells_of(Design(people, weight="w"), "race", 1000, policy="nchs")
    weights = people.assign(race=people["race"].fillna("(missing)")).groupby("race")["w"].sum()
    frame = found.frame.set_index("group")
    assert list(frame.index) == ["a", "b", "c", "(missing)"]
    np.testing.assert_allclose(frame["share"], (weights / weights.sum())[frame.index])
    assert found.policy.name == "nchs"


def test_groups_of_two_columns_are_named_by_both(people):
    frame = expected_cells_of(Design(people, weight="w").where("sex == 'f'"), ["race", "sex"], 1000, 0.5).frame
    assert list(frame["group"][:2]) == ["a, f", "a, m"]
    assert frame["share"].sum() == pytest.approx(1)


def test_groups_that_overlap_have_shares_of_everyone():
    frame = pd.DataFrame({"answer": ["Asian", "White", "Asian;White", "White"]})
    groups = race(frame, column="answer")
    found = expected_cells_of(Design(frame), groups, 100).frame.set_index("group")
    assert found.loc["Asian", "share"] == 0.5
    assert found.loc["White", "share"] == 0.75


def test_a_notebook_does_not_draw_what_to_expect():
    found = expected_cells(100, SHARES)
    assert repr(found) == "<ExpectedCells of 4 groups, 1 of them too small; .frame has the rows>"
    assert "expected_n" not in found._repr_html_()

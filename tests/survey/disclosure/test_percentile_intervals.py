"""Errors and intervals of percentiles tell the wages of people at other ranks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.survey import Design, Ledger, Policy, bootstrap, census, disaggregate, median, policy, quantile, share
from jqtools.survey.replication import Replicates
from jqtools.survey.statistics import QUANTILE_INTERVALS

TEN = policy("agency-n10")
ERRORS = ["se", "ci_low", "ci_high", "cv", "moe90"]
WOODRUFF = [kind for kind in QUANTILE_INTERVALS if kind != "replicates"]


def wages(a=400, b=300):
    """`a` people in one group and `b` in another, each with a wage of their own."""
    return pd.DataFrame({"wage": 10 + np.arange(a + b) / 8, "g": ["a"] * a + ["b"] * b, "one": 1.0})


def published(frame, outcomes, by="g", ledger=None, rules=TEN, level=0.95, **design):
    rows = Design(frame, **({"weight": "one"} | design))
    return disaggregate(rows, outcomes, by, level=level).publish(rules, Ledger() if ledger is None else ledger)


def rows_of_a(table):
    return table.frame[table.frame["g"] == "a"] if "g" in table.frame else table.frame


def intervals(*choices, **options):
    """Whether each percentile of group a has an interval."""
    found = rows_of_a(published(*choices, **options))
    found = found[found["statistic"] != "share"]
    assert (found[ERRORS].isna().all(axis=1) | found[ERRORS].notna().all(axis=1)).all()
    return found["se"].notna().tolist()


def wages_told(tables):
    """Ranks of the wages of group a that tables tell."""
    rows = pd.concat([rows_of_a(table) for table in tables])[["estimate", "ci_low", "ci_high"]]
    return sorted({round((wage - 10) * 8) for wage in rows.to_numpy(dtype=float).ravel() if not np.isnan(wage)})


def replicated(frame, draws, start="r"):
    """`frame` with replicate weights."""
    return frame.assign(**{f"{start}{i + 1}": draw for i, draw in enumerate(draws)})


def poisson(n, seed, count=40):
    return np.random.default_rng(seed).poisson(1, (count, n)).astype(float)


@pytest.mark.parametrize(("n", "seen"), [(60, [False]), (100, [False]), (140, [True]), (400, [True])])
def test_an_interval_is_shown_where_ten_people_lie_between_its_ends_and_the_median(n, seen):
    assert intervals(wages(n), median("wage")) == seen


def test_a_row_without_its_interval_keeps_the_estimate_and_says_so():
    table = published(wages(60, 400), median("wage"))
    row = rows_of_a(table).iloc[0]
    assert (row["n"], row["estimate"], row["suppressed"], row["ci_method"]) == (60, 10 + 29 / 8, False, "")
    assert row["flag"] == "review"
    assert row["flag_reason"].startswith("no interval: it would tell")
    assert any("Errors and intervals" in note for note in table.notes)
    assert table.frame["se"].notna().tolist() == [False, True]
    assert not any("Errors" in note for note in published(wages(), median("wage")).notes)


@pytest.mark.parametrize("draws", [None, poisson(460, 0)])
def test_a_gap_has_no_error_where_one_of_its_sides_has_none(draws):
    frame = wages(60, 400)
    design = {} if draws is None else {"replicates": bootstrap("r", 40)}
    table = published(
        frame if draws is None else replicated(frame, draws), median("wage", interval="woodruff"), **design
    )
    gaps = table.gaps(reference={"g": "b"}).frame
    assert gaps.loc[gaps["g"] == "a", "estimate"].notna().all()
    assert gaps.loc[gaps["g"] == "a", ["se", "ci_low", "ci_high"]].isna().all(axis=None)
    inequality = table.inequality(["difference"], leave_out=[]).frame
    assert inequality["se"].isna().all()


def test_other_levels_methods_and_designs_tell_no_further_wages():
    ledger, frame = Ledger(), wages().assign(h=np.arange(700) % 7, k=np.arange(700) // 10)
    first = published(frame, median("wage"), ledger=ledger)
    again = [published(frame, median("wage"), ledger=ledger, level=level) for level in (0.5, 0.9, 0.99, 0.9999)]
    again += [published(frame, median("wage", interval=kind), ledger=ledger) for kind in WOODRUFF[1:]]
    again += [published(frame, median("wage"), ledger=ledger, **design) for design in ({"strata": "h"}, {"psu": "k"})]
    assert wages_told([first, *again]) == wages_told([first])
    assert len(wages_told([first])) == 3


def test_the_same_interval_is_shown_again_by_itself_and_in_another_table():
    ledger, frame = Ledger(), wages().assign(h=lambda rows: rows["g"].str.upper())
    assert intervals(frame, median("wage"), ledger=ledger) == [True]
    assert intervals(frame, median("wage"), ledger=ledger) == [True]
    other = published(frame, [median("wage"), quantile("wage", 0.8)], "h", ledger).frame
    assert other["se"].notna().all()


def test_who_asked_for_an_interval_in_vain_does_not_get_another():
    ledger, frame = Ledger(), wages(110)
    assert intervals(frame, median("wage"), ledger=ledger, level=0.5) == [False]
    assert intervals(frame, median("wage"), ledger=ledger) == [False]
    assert intervals(wages(110), median("wage", interval="woodruff-beta"), level=0.99) == [True]


def test_an_interval_keeps_its_distance_from_other_percentiles_and_from_lines():
    """Of 400 people the ends of the median's interval are the 181st and the 220th."""
    frame = wages()
    assert rows_of_a(published(frame, median("wage")))[["ci_low", "ci_high"]].to_numpy().tolist() == [[32.5, 37.375]]
    line = lambda rank: share("wage", at_least=10 + rank / 8, name="line")  # noqa: E731
    for other, seen in ((quantile("wage", 0.53), False), (quantile("wage", 0.6), True)):
        assert intervals(frame, [median("wage"), other])[0] == seen
    for rank, seen in ((175, False), (228, False), (165, True), (240, True)):
        assert intervals(frame, [median("wage"), line(rank)])[0] == seen


def test_later_percentiles_and_shares_keep_their_distance_from_an_interval():
    ledger, frame = Ledger(), wages()
    assert intervals(frame, median("wage"), ledger=ledger) == [True]
    later = [quantile("wage", 0.56), quantile("wage", 0.6), share("wage", below=10 + 176 / 8, name="near")]
    found = [rows_of_a(published(frame, each, ledger=ledger))["suppressed"].tolist() for each in later]
    assert found == [[True], [False], [True]]


@pytest.mark.parametrize(("n", "seen"), [(40, [False]), (100, [True])])
def test_the_interval_of_a_smoothed_median_needs_many_people(n, seen):
    assert intervals(wages(n), median("wage", smoothed=True)) == seen


def test_replicates_tell_their_error_once():
    ledger, frame = Ledger(), replicated(replicated(wages(), poisson(700, 0)), poisson(700, 1), "other")
    asked = [(0.95, "r"), (0.9, "r"), (0.95, "other"), (0.95, "r")]
    found = [
        intervals(frame, median("wage"), ledger=ledger, level=level, replicates=bootstrap(start, 40))
        for level, start in asked
    ]
    assert found == [[True], [False], [False], [True]]


@pytest.mark.parametrize(("rank", "seen"), [(205, False), (230, True)])
def test_replicates_that_all_give_one_wage_tell_it(rank, seen):
    """Each replicate has one person of group a, and others who count next to nothing."""
    draws = np.full((3, 700), 1e-6)
    draws[:, rank] = 1
    draws[range(3), range(3)] = 1e-4
    draws[range(3), range(650, 653)] = 1
    assert intervals(replicated(wages(), draws), median("wage"), replicates=bootstrap("r", 3)) == [seen]


def test_a_replicate_that_makes_most_of_an_error_is_told_beside_others_that_make_little():
    """Of one wage close to the median the scale is large, of one far away it's next to nothing."""
    draws = np.full((3, 700), 1e-6)
    draws[range(3), [205, 350, 50]] = 1
    draws[range(3), range(650, 653)] = 1
    uneven = Replicates("bootstrap", ("r1", "r2", "r3"), 0.5, (1.0, 1e-9, 1e-9))
    assert intervals(replicated(wages(), draws), median("wage"), replicates=uneven) == [False]


def test_an_error_of_nothing_is_shown_where_many_have_the_same_wage():
    frame = wages()
    frame.loc[150:250, "wage"] = frame.loc[150, "wage"]
    assert intervals(frame, median("wage")) == [True]
    assert intervals(replicated(frame, poisson(700, 0)), median("wage"), replicates=bootstrap("r", 40)) == [True]


def test_a_ledger_in_a_file_shows_no_intervals_of_percentiles(tmp_path):
    ledger = Ledger(tmp_path / "ledger.json")
    assert intervals(wages(), median("wage"), ledger=ledger) == [False]
    assert intervals(wages(), median("wage"), ledger=ledger.aside()) == [False]


def test_records_without_sampling_error_have_no_interval_to_leave_out():
    table = disaggregate(census(wages(60)), median("wage"), "g").publish(TEN, Ledger())
    assert table.frame["flag"].tolist() == ["", ""]
    assert not any("Errors" in note for note in table.notes)


def test_all_is_shown_where_one_person_is_enough_for_a_group():
    rules = Policy(min_n=1, zero_rule="show")
    assert intervals(wages(12), median("wage"), rules=rules) == [True]


def test_groups_of_nobody_and_overall_tables_have_their_intervals_too():
    frame = wages().assign(g=lambda rows: pd.Categorical(rows["g"], ["a", "b", "c"]))
    assert published(frame, median("wage")).frame["se"].notna().tolist() == [True, True, False]
    assert intervals(frame, median("wage"), ()) == [True]


TABLES = st.tuples(
    st.sampled_from([0.3, 0.45, 0.5, 0.52, 0.7]), st.sampled_from([0.5, 0.9, 0.95, 0.999]), st.sampled_from(WOODRUFF)
)


@settings(max_examples=20, deadline=None)
@given(n=st.integers(20, 300), asked=st.lists(TABLES, min_size=1, max_size=4))
def test_ten_people_lie_between_any_two_wages_that_are_told(n, asked):
    ledger, frame = Ledger(), wages(n)
    ranks = wages_told(
        [published(frame, quantile("wage", p, interval=kind), ledger=ledger, level=at) for p, at, kind in asked]
    )
    assert all(later - earlier > TEN.min_n for earlier, later in pairwise(ranks))
    assert all(TEN.min_n <= rank < n - TEN.min_n for rank in ranks)

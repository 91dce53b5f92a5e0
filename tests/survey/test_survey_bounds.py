"""What an estimate could be if those without a value had answered, against filling in every possible answer."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, mean, median, quantile, ratio, share, total

LIMITS = (0, 20)
ENDS = ["bound_low", "bound_high"]
RULES = ("math", "school", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9")


def people(values, weights=None):
    n = len(values)
    groups = {"g": ["a" if i % 3 else "b" for i in range(n)], "w": weights or [1 + i % 4 for i in range(n)]}
    return pd.DataFrame({"y": np.array(values, dtype=float), **groups})


def bounded(frame, outcome, by=(), **choices):
    return disaggregate(Design(frame, weight="w"), outcome, by, missing="bounds", **choices).frame


def estimates(frame, outcome, by=(), **choices):
    return disaggregate(Design(frame, weight="w"), outcome, by, **choices).frame["estimate"].to_numpy()


SOME = people([4, None, 8, 15, 16, None, 2, 7, 9, None, 12, 3])
OUTCOMES = [
    mean("y", limits=LIMITS),
    total("y", limits=LIMITS),
    share("y", at_least=8),
    median("y"),
    quantile("y", 0.25, rule="school"),
    median("y", smoothed=True, name="smoothed"),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: f"{outcome.statistic} {outcome.name}")
def test_bounds_are_the_extremes_of_every_way_to_fill_in(outcome):
    places = np.flatnonzero(SOME["y"].isna())
    filled = []
    for values in product((LIMITS[0], 5, 8, LIMITS[1]), repeat=len(places)):
        frame = SOME.copy()
        frame.loc[places, "y"] = values
        filled.append(estimates(frame, outcome, ["g"], margins=True))
    found = bounded(SOME, outcome, ["g"], margins=True)
    for end, extreme in (("bound_low", np.min(filled, axis=0)), ("bound_high", np.max(filled, axis=0))):
        known = np.isfinite(found[end])
        assert found.loc[known, end].to_numpy() == pytest.approx(extreme[known], rel=1e-12)
        assert outcome.is_quantile or known.all()
        assert outcome.smoothed or known.any()
    assert (found["bound_low"] <= np.min(filled, axis=0) + 1e-12).all()
    assert (found["bound_high"] >= np.max(filled, axis=0) - 1e-12).all()


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=4, max_size=15).filter(any),
    st.lists(st.integers(0, 20), min_size=15, max_size=15),
)
@settings(max_examples=30, deadline=None)
def test_what_anyone_could_have_answered_lies_within_the_bounds(values, answers):
    frame = people(values)
    filled = frame.assign(y=frame["y"].fillna(pd.Series(answers[: len(frame)])))
    for outcome in OUTCOMES:
        found, could = bounded(frame, outcome, ["g"], margins=True), estimates(filled, outcome, ["g"], margins=True)
        assert (found["bound_low"] <= could + 1e-9).all(), outcome
        assert (found["bound_high"] >= could - 1e-9).all(), outcome
        if outcome.statistic != "total":
            known = found[found["n"] > 0]
            assert (known["bound_low"] <= known["estimate"] + 1e-9).all(), outcome
            assert (known["bound_high"] >= known["estimate"] - 1e-9).all(), outcome


def test_a_textbook_share_is_bounded_by_none_and_all_of_the_missing():
    row = bounded(people([1, 1, 0, None, None], weights=[1] * 5), share("y", equals=1)).iloc[0]
    assert row[["estimate", *ENDS]].tolist() == [pytest.approx(2 / 3), 2 / 5, 4 / 5]
    assert row["n_missing"] == 2


def test_the_total_of_those_with_a_value_can_lie_below_both_ends():
    row = bounded(people([10, 20, None], weights=[2, 1, 3]), total("y", limits=(5, 30))).iloc[0]
    assert row[["estimate", *ENDS]].tolist() == [40, 40 + 3 * 5, 40 + 3 * 30]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: f"{outcome.statistic} {outcome.name}")
def test_bounds_meet_where_nothing_is_missing(outcome):
    found = bounded(SOME.dropna(), outcome, ["g"], margins=True)
    for end in ENDS:
        assert found[end].to_numpy() == pytest.approx(found["estimate"].to_numpy(), rel=1e-12)


def test_bounds_add_columns_and_change_no_other_number():
    plain = disaggregate(Design(SOME, weight="w"), OUTCOMES, ["g"], margins=True).frame
    found = bounded(SOME, OUTCOMES, ["g"], margins=True)
    assert found.columns.tolist() == [*plain.columns, *ENDS]
    pd.testing.assert_frame_equal(found[plain.columns], plain)


def test_a_group_in_which_nobody_answered_could_be_anything_there_is():
    frame = SOME.assign(y=SOME["y"].mask(SOME["g"] == "b"))
    found = bounded(frame, OUTCOMES[:4], ["g"])
    rows = found[found["g"] == "b"].set_index("statistic")
    assert rows["estimate"].isna().all()
    assert (rows["flag"] == "empty").all()
    assert rows.loc["mean", ENDS].tolist() == list(LIMITS)
    assert rows.loc["share", ENDS].tolist() == [0, 1]
    assert rows.loc["median", ENDS].tolist() == [-np.inf, np.inf]


def test_a_group_of_nobody_has_no_bounds():
    frame = SOME.assign(g=pd.Categorical(SOME["g"], ["a", "b", "nobody"]))
    row = bounded(frame, mean("y", limits=LIMITS), ["g"]).set_index("g").loc["nobody"]
    assert row[ENDS].isna().all()
    assert row["flag"] == "empty"


def test_a_quantile_among_the_missing_has_no_end_and_one_among_the_seen_has():
    frame = people([1, 2, 3, 4, 5, 6, 7, 8, None], weights=[1] * 9)
    row = bounded(frame, median("y")).iloc[0]
    assert row[ENDS].tolist() == [4, 5]
    top = bounded(frame, quantile("y", 0.95)).iloc[0]
    assert top[ENDS].tolist() == [8, np.inf]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_quantiles_can_be_bounded(rule):
    outcome = quantile("y", 0.5, rule=rule)
    found = bounded(SOME, outcome).iloc[0]
    low, high = (estimates(SOME.fillna({"y": far}), outcome)[0] for far in (-1e6, 1e6))
    assert found[ENDS].tolist() == [pytest.approx(low), pytest.approx(high)]


def test_limits_must_be_stated_for_means_and_totals_and_make_sense():
    for outcome in (mean("y"), total("y")):
        with pytest.raises(DataError, match="lowest and highest value that a missing one could have"):
            bounded(SOME, outcome)
    with pytest.raises(DataError, match="in that order; got"):
        mean("y", limits=(5, 1))


def test_ratios_and_other_policies_are_refused():
    with pytest.raises(DataError, match="can't be bounded"):
        bounded(SOME, ratio("y", "w"))
    with pytest.raises(DataError, match="missing is one of exclude, bounds; got 'guess'"):
        disaggregate(census(SOME), mean("y"), missing="guess")


def test_only_the_domain_is_bounded_and_zero_weights_do_not_count():
    frame = pd.concat([SOME, people([None, None], weights=[0, 0])], ignore_index=True)
    asked = [mean("y", limits=LIMITS), share("y", at_least=8), median("y")]
    assert bounded(frame, asked)[ENDS].equals(bounded(SOME, asked)[ENDS])
    inside = disaggregate(Design(frame, weight="w").where("g == 'a'"), asked, missing="bounds").frame
    assert inside[ENDS].equals(bounded(SOME[SOME["g"] == "a"], asked)[ENDS])


def test_a_published_table_says_that_its_bounds_are_left_out():
    many = pd.concat([SOME] * 20, ignore_index=True)
    published = disaggregate(census(many), mean("y", limits=LIMITS), ["g"], missing="bounds").publish()
    assert not {*ENDS, "n_missing"} & set(published.frame)
    assert any("Bounds are left out" in note for note in published.notes)
    assert published.frame["estimate"].notna().all()

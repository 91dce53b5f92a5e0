"""Rounded numbers of people, and shares as bands that nothing beside them undoes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, median, share, total
from jqtools.survey.disclosure.values.coarsening import BANDED, ROUNDED, WHOLE, banded, checked_bands, nearest, rounded

BANDS = ((10, 20), (21, 10), (41, 5), (101, 0))
ALL_SHOWN = Policy(min_n=1, zero_rule="show")
ONE = total("one", name="people")
HAS = share("y", equals=1, name="has it")


def frame_of(table):
    """One row a person, from a table of group: (people who have it, people who don't)."""
    rows = [
        (group, y) for group, counts in table.items() for y, n in zip((1, 0), counts, strict=True) for _ in range(n)
    ]
    return pd.DataFrame(rows, columns=["g", "y"])


def published(frame, outcomes, design=census, policy="nchs"):
    return disaggregate(design(frame), outcomes, "g").publish(policy, Ledger()).frame


def bands_of(table, bands=BANDS, outcome=HAS, **choices):
    """A table in bands of which nothing is hidden: only how numbers are shown is looked at here."""
    frame = published(frame_of(table), outcome, policy=ALL_SHOWN)
    assert not frame["suppressed"].any()
    return banded(frame, bands, np.ones(len(frame), dtype=bool), **choices)[0]


def test_halves_go_away_from_zero():
    found = nearest(np.array([2.5, 7.5, -2.5, 2.4, 0, np.nan]), 5)
    np.testing.assert_array_equal(found, [5, 10, -5, 0, 0, np.nan])


def test_a_half_that_cannot_be_written_in_binary_is_a_half():
    np.testing.assert_allclose(nearest(np.array([0.145, 0.285, 0.575]), 0.01), [0.15, 0.29, 0.58])


@settings(max_examples=30, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(1, 1000))
def test_the_nearest_multiple_is_a_multiple_and_near(value, base):
    found = nearest(np.array([value]), base)[0]
    assert found % base == 0
    assert abs(found - value) <= base / 2
    assert nearest(np.array([-value]), base)[0] == -found


@pytest.fixture
def sampled():
    rng = np.random.default_rng(4)
    groups = np.repeat(["a", "b", "c"], [203, 101, 24])
    frame = pd.DataFrame({"g": groups, "y": rng.permutation(len(groups)) % 2, "w": rng.integers(1, 9, len(groups))})
    return published(frame, [ONE, HAS], lambda rows: Design(rows, weight="w"))


def counts_of(frame):
    return (frame["outcome"] == "people").to_numpy()


def test_every_number_of_people_is_rounded_and_shares_are_not(sampled):
    found = rounded(sampled, 5, counts_of(sampled))
    assert found["n"].tolist() == [205, 100, 25] * 2
    assert str(found["n"].dtype) == "Int64"
    assert (found[["n_eff", "weighted_n"]] % 5 == 0).all(axis=None)
    people, has = counts_of(sampled), ~counts_of(sampled)
    assert (found.loc[people, ["estimate", "se", "ci_low", "ci_high"]] % 5 == 0).all(axis=None)
    assert found.loc[has, "estimate"].equals(sampled.loc[has, "estimate"])


def test_what_is_worked_out_from_a_rounded_number_is_worked_out_again(sampled):
    people = counts_of(sampled)
    found = rounded(sampled, 10, people)[people]
    np.testing.assert_allclose(found["moe90"], 1.645 * found["se"])
    np.testing.assert_allclose(found["cv"], found["se"] / found["estimate"])


def test_an_estimate_that_rounds_to_nobody_has_no_cv(sampled):
    found = rounded(sampled, 100_000, counts_of(sampled))
    assert (found.loc[counts_of(sampled), "estimate"] == 0).all()
    assert found.loc[counts_of(sampled), "cv"].isna().all()


def test_reasons_that_tell_a_number_of_people_are_replaced(sampled):
    assert sampled["flag_reason"].str.contains("worth").any()
    found = rounded(sampled, 5, counts_of(sampled))
    assert not found["flag_reason"].str.contains("worth|variation").any()
    assert (found["flag_reason"] == ROUNDED).equals(sampled["flag"] != "")


def test_hidden_numbers_stay_hidden_and_keep_their_reason():
    frame = published(frame_of({"a": (30, 30), "b": (30, 30), "c": (1, 2)}), [ONE, HAS])
    assert frame["suppressed"].any()
    found = rounded(frame, 5, counts_of(frame))
    pd.testing.assert_frame_equal(found[frame["suppressed"]], frame[frame["suppressed"]])


def test_multiples_of_one_change_nothing(sampled):
    pd.testing.assert_frame_equal(rounded(sampled, 1, counts_of(sampled)), sampled)


def test_coarsening_leaves_its_argument_alone(sampled):
    before = sampled.copy()
    rounded(sampled, 5, counts_of(sampled))
    banded(sampled, ((10, 49),), np.ones(len(sampled), dtype=bool), whole_percent=True)
    pd.testing.assert_frame_equal(sampled, before)


def test_the_band_goes_by_the_size_of_the_group():
    found = bands_of({"a": (4, 16), "b": (5, 15), "c": (3, 27), "d": (29, 1), "e": (5, 95), "f": (99, 1)})
    assert found["band"].tolist() == ["20% or less", "", "10% or less", "90% or more", "5% or less", "95% or more"]


@pytest.mark.parametrize(
    ("n", "word"), [(20, "20% or less"), (21, "10% or less"), (40, "10% or less"), (41, "5% or less")]
)
def test_a_band_holds_from_its_first_number_of_people(n, word):
    assert bands_of({"a": (0, n), "b": (50, 50)})["band"].tolist() == [word, ""]


def test_groups_smaller_than_the_first_band_have_the_first_band():
    assert bands_of({"a": (50, 50), "b": (0, 13)}, ((15, 30), (40, 5)))["band"].tolist() == ["", "30% or less"]


def test_a_band_of_zero_shows_all_shares():
    found = bands_of({"a": (0, 150), "b": (150, 0)})
    assert found["band"].tolist() == ["", ""]
    assert found["estimate"].tolist() == [0, 1]


def test_a_banded_share_has_nothing_left_to_work_it_out_from():
    found = bands_of({"a": (0, 40), "b": (20, 20)})
    row = found.iloc[0]
    assert row[["estimate", "se", "ci_low", "ci_high", "df", "cv", "moe90", "n_eff"]].isna().all()
    assert (row["ci_method"], row["flag"], row["flag_reason"]) == ("", "", BANDED)
    assert (row["n"], row["weighted_n"], row["suppressed"]) == (40, 40, False)
    assert list(found.columns).index("band") == list(found.columns).index("estimate") + 1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.booleans())
def test_banded_rows_of_the_same_n_and_band_read_the_same(one, other, most):
    table = {group: (60 - few, few) if most else (few, 60 - few) for group, few in (("a", one), ("b", other))}
    frame = published(frame_of(table), HAS, Design, ALL_SHOWN)
    found, inside = banded(frame, ((10, 20),), np.ones(2, dtype=bool))
    assert inside.all()
    rows = found.drop(columns="g")
    pd.testing.assert_series_equal(rows.iloc[0], rows.iloc[1], check_names=False)


def test_the_other_side_of_a_share_is_banded_too():
    outcomes = [HAS, share("y", equals=0, name="lacks it")]
    found = bands_of({"a": (2, 38), "b": (20, 20)}, outcome=outcomes)
    assert found["band"].tolist() == ["10% or less", "", "90% or more", ""]


def test_means_and_totals_of_zeros_and_ones_tell_the_share_and_are_banded_with_it():
    outcomes = [HAS, mean("y", name="average"), total("y", name="how many"), median("y", name="middle")]
    found = bands_of({"a": (2, 38), "b": (20, 20)}, outcome=outcomes).set_index(["outcome", "g"])
    banded_rows = found.xs("a", level="g")
    assert banded_rows["band"].tolist() == ["10% or less"] * 3 + [""]
    assert banded_rows["estimate"].isna().tolist() == [True, True, True, False]
    assert found.xs("b", level="g")["estimate"].tolist() == [0.5, 0.5, 20, 0]


def test_rows_that_tell_no_share_have_no_band():
    frame = published(frame_of({"a": (0, 40), "b": (20, 20)}), [ONE, HAS])
    found, inside = banded(frame, BANDS, ~counts_of(frame))
    assert inside.tolist() == [False, False, True, False]
    assert found["estimate"].tolist()[:2] == [40, 40]


def test_hidden_and_empty_rows_have_no_band():
    people = frame_of({"a": (30, 30), "b": (30, 30), "c": (1, 2)})
    people["g"] = pd.Categorical(people["g"], ["a", "b", "c", "d"])
    frame = published(people, HAS)
    found, inside = banded(frame, BANDS, np.ones(len(frame), dtype=bool), whole_percent=True)
    assert frame["suppressed"].any()
    assert not inside.any()
    assert (found["band"] == "").all()
    assert found["flag_reason"].tolist() == frame["flag_reason"].tolist()


def test_whole_percents_tell_no_more_than_the_percent():
    frame = published(frame_of({"a": (30, 60), "b": (25, 25)}), [HAS, total("y")], Design)
    found, inside = banded(frame, ((10, 5),), np.ones(4, dtype=bool), whole_percent=True)
    assert not inside.any()
    np.testing.assert_allclose(found["estimate"], [0.33, 0.5, 0.33 * 90, 25])
    ends = found[["ci_low", "ci_high"]].div([1, 1, 90, 50], axis=0) * 100
    np.testing.assert_allclose(ends, ends.round(), atol=1e-9)
    assert found[["se", "n_eff", "moe90", "cv", "df"]].isna().all(axis=None)
    assert set(found.loc[found["flag"] != "", "flag_reason"]) <= {WHOLE}


def test_a_share_that_rounds_to_nobody_reads_like_one_of_nobody():
    frame = published(frame_of({"a": (0, 900), "b": (3, 897)}), HAS, Design, "employers")
    found, _ = banded(frame, ((10, 0),), np.ones(2, dtype=bool), whole_percent=True)
    assert found["estimate"].tolist() == [0, 0]
    assert found["ci_method"].tolist() == ["", ""]
    assert frame["ci_method"].nunique() == 2


def test_bands_are_pairs_in_order():
    assert checked_bands(BANDS) == BANDS
    assert checked_bands(((10, 2.5),)) == ((10, 2.5),)


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ((), "from the smallest groups to the largest"),
        (((21, 10), (10, 20)), "from the smallest groups to the largest"),
        (((10, 10), (10, 20)), "from the smallest groups to the largest"),
        (((10, 50),), "a percentage below 50, .* got \\(10, 50\\)"),
        (((0, 20),), "pairs of the people"),
        (((True, 20),), "pairs of the people"),
        (((10, True),), "pairs of the people"),
        (((10, 20, 30),), "pairs of the people"),
        ((10, 20), "pairs of the people .* got 10"),
        ([(10, 20)], "pairs of the people"),
        ("20", "pairs of the people"),
    ],
)
def test_bands_that_cannot_be_are_refused(bands, words):
    with pytest.raises(DataError, match=words):
        checked_bands(bands)

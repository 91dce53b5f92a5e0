"""What the widest gap would be if all groups were equal: against tables of the range, by formula and in Seattle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, mean, sdr, share
from jqtools.survey.comparisons.extremes import EVERY_RECORD, NO_SURPRISE, TOO_FEW, WIDER, extremes
from jqtools.survey.comparisons.gaps import gaps
from jqtools.survey.comparisons.no_difference import no_difference

ERRORS = st.lists(st.floats(0.01, 100), min_size=2, max_size=8)
# Mean range of n standard normal numbers: d2 of control charts, ASTM E2587, table of constants.
MEAN_RANGES = {2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326, 6: 2.534, 8: 2.847, 10: 3.078, 15: 3.472, 25: 3.931}


@pytest.mark.parametrize("n", MEAN_RANGES)
def test_equal_errors_give_the_mean_range_of_published_tables(n):
    assert no_difference(np.zeros(n), np.ones(n)).expected == pytest.approx(MEAN_RANGES[n], abs=5e-4)


@pytest.mark.parametrize("n", [2, 3, 8, 30])
def test_equal_errors_give_the_studentized_range(n):
    found = no_difference(np.arange(n) / 2, np.full(n, 2.0))
    assert found.p95 == pytest.approx(2 * stats.studentized_range.ppf(0.95, n, np.inf), rel=1e-6)
    assert found.chance == pytest.approx(stats.studentized_range.sf((n - 1) / 4, n, np.inf), rel=1e-6, abs=1e-9)


@settings(max_examples=50)
@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.floats(-5, 5))
def test_two_groups_are_a_plain_test_of_their_difference(first, second, z):
    se = np.hypot(first, second)
    found = no_difference([0, z * se], [first, second])
    assert found.expected == pytest.approx(np.sqrt(2 / np.pi) * se, rel=1e-9)
    assert found.p95 == pytest.approx(stats.norm.ppf(0.975) * se, rel=1e-9)
    assert found.chance == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-6, abs=1e-9)


def test_unequal_errors_agree_with_an_adaptive_integral():
    errors = np.array([0.05, 0.3, 1.0, 2.5])

    def density(x, width):
        inside = stats.norm.cdf((x + width) / errors) - stats.norm.cdf(x / errors)
        own = stats.norm.pdf(x, scale=errors)
        return sum(own[i] * np.delete(inside, i).prod() for i in range(len(errors)))

    found = no_difference(np.zeros(4), errors)
    points = sorted({0.0, -found.p95, *errors, *-errors})
    area, _ = integrate.quad(density, -25, 25, args=(found.p95,), points=points, limit=400)
    assert area == pytest.approx(0.95, abs=1e-8)


def test_unequal_errors_agree_with_many_draws():
    errors = np.array([0.2, 1.0, 1.0, 4.0, 0.01])
    drawn = np.ptp(np.random.default_rng(1).normal(size=(200_000, 5)) * errors, axis=1)
    found = no_difference(np.zeros(5), errors)
    assert found.expected == pytest.approx(drawn.mean(), rel=0.01)
    assert found.p95 == pytest.approx(np.quantile(drawn, 0.95), rel=0.01)


@settings(max_examples=30, deadline=None)
@given(ERRORS, st.floats(0.1, 50))
def test_the_benchmark_scales_with_the_errors_and_grows_with_groups(errors, factor):
    plain = no_difference(np.arange(len(errors)), errors)
    scaled = no_difference(factor * np.arange(len(errors)), factor * np.array(errors))
    assert [scaled.expected, scaled.p95] == pytest.approx([factor * plain.expected, factor * plain.p95], rel=1e-9)
    assert scaled.chance == pytest.approx(plain.chance, abs=1e-9)
    more = no_difference(np.zeros(len(errors) + 1), [*errors, 1.0])
    assert more.expected > plain.expected
    assert more.p95 > plain.p95 > 0
    assert plain.expected < plain.p95


def test_ratios_are_compared_on_the_log_scale():
    estimates, errors = np.array([10.0, 12, 15]), np.array([1.0, 1.5, 1.2])
    logs = no_difference(np.log(estimates), errors / estimates)
    assert vars(no_difference(estimates, errors, "log_ratio")) == pytest.approx(vars(logs), rel=1e-12)
    found = no_difference(estimates, errors, "ratio")
    assert found.gap == pytest.approx(1.5)
    assert [found.expected, found.p95] == pytest.approx(np.exp([logs.expected, logs.p95]).tolist())
    assert found.chance == pytest.approx(logs.chance, rel=1e-9)


@pytest.mark.parametrize(
    ("estimates", "errors", "measure", "message"),
    [
        ([1], [1], "difference", "at least two estimates"),
        ([1, 2], [1], "difference", "a standard error for each"),
        ([1, np.nan], [1, 1], "difference", "estimates must be finite"),
        ([1, 2], [1, 0], "difference", "standard errors must be above zero"),
        ([1, 2], [1, np.nan], "difference", "standard errors must be above zero"),
        ([-1, 2], [1, 1], "ratio", "a ratio needs estimates above zero, got -1"),
        ([1, 2], [1, 1], "index", "measure is one of difference, ratio, log_ratio; got 'index'"),
    ],
)
def test_numbers_without_a_benchmark_are_refused(estimates, errors, measure, message):
    with pytest.raises(DataError, match=message):
        no_difference(estimates, errors, measure)


@pytest.fixture(scope="module")
def employment(seattle):
    races = seattle["RAC1P"].map(
        {1: "White", 2: "Black", 3: "AIAN", 4: "AIAN", 5: "AIAN", 6: "Asian", 7: "NHPI", 8: "Other", 9: "Two"}
    )
    frame = seattle.assign(race=races.mask(seattle["HISP"] > 1, "Hispanic"))
    design = Design(frame, weight="PWGTP", replicates=sdr("pwgtp", 80)).where("AGEP >= 16")
    return disaggregate(design, share("ESR", isin=[1, 2, 4, 5]), ["race"])


def test_the_gap_in_seattle_would_be_no_surprise_if_all_groups_were_equal(employment):
    (row,) = gaps(employment, "White").extremes.to_dict("records")
    assert (row["highest"], row["lowest"], row["groups"]) == ("Hispanic", "AIAN", 8)
    assert 100 * row["gap"] == pytest.approx(35.8, abs=0.05)
    assert 100 * row["expected_if_equal"] == pytest.approx(25.5, abs=0.1)
    assert 100 * row["p95_if_equal"] == pytest.approx(46.3, abs=0.2)
    assert row["sentence"] == NO_SURPRISE
    named = gaps(employment, "AIAN").frame.set_index("race").loc["Hispanic"]
    assert [row["gap"], row["se"]] == pytest.approx([named["estimate"], named["se"]], rel=1e-12)


@pytest.mark.parametrize("measure", ["ratio", "log_ratio"])
def test_the_widest_ratio_is_that_of_the_two_groups_named(employment, measure):
    (row,) = extremes(employment, measure).to_dict("records")
    named = gaps(employment, row["lowest"], measure).frame.set_index("race").loc[row["highest"]]
    assert [row["gap"], row["se"]] == pytest.approx([named["estimate"], named["se"]], rel=1e-12)
    assert row["expected_if_equal"] < row["gap"] < row["p95_if_equal"]


def two_groups(shift):
    y = np.array([1.0, 2, 3, 4])
    return pd.DataFrame({"g": ["a"] * 4 + ["b"] * 4 + ["c"], "y": [*y, *(y + shift), 50]})


def test_a_gap_that_noise_would_not_make_is_called_wider():
    (row,) = extremes(disaggregate(Design(two_groups(100)), mean("y"), ["g"])).to_dict("records")
    assert row["sentence"] == WIDER
    assert row["chance_if_equal"] < 0.05
    assert row["gap"] == 100


def test_groups_without_an_error_are_left_out_and_listed():
    (row,) = extremes(disaggregate(Design(two_groups(1)), mean("y"), ["g"])).to_dict("records")
    assert (row["left_out"], row["groups"], row["highest"]) == ("c", 2, "b")


def test_missing_and_everyone_are_no_groups(people):
    table = disaggregate(Design(people, weight="w"), mean("wage"), ["race", "sex"], margins=True)
    (row,) = extremes(table).to_dict("records")
    assert row["groups"] == 6
    assert row["left_out"] == "(missing), f; (missing), m"


def test_one_group_has_no_widest_gap_and_a_census_no_benchmark(people):
    one = people.assign(race="a")
    (row,) = extremes(disaggregate(Design(one, weight="w"), mean("wage"), ["race"])).to_dict("records")
    assert row["sentence"] == TOO_FEW
    assert np.isnan(row["gap"])
    (row,) = extremes(disaggregate(census(people), mean("wage"), ["race"])).to_dict("records")
    assert row["sentence"] == EVERY_RECORD
    assert row["gap"] > 0
    assert np.isnan([row["se"], row["expected_if_equal"]]).all()


def test_groups_that_are_not_above_zero_have_no_ratio():
    frame = two_groups(1).assign(y=lambda rows: rows["y"].where(rows["g"] != "a", -rows["y"]))
    (row,) = extremes(disaggregate(Design(frame), mean("y"), ["g"]), "ratio").to_dict("records")
    assert (row["left_out"], row["sentence"]) == ("a; c", TOO_FEW)

"""Strata, sampling units, population sizes and replicate schemes: what is read, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import jqtools as jq
from jqtools.errors import DataError
from jqtools.survey.replication import column_names

FRAME = pd.DataFrame(
    {
        "h": ["a", "a", "a", "b", "b", "b", "c"],
        "u": [1, 1, 2, 1, 2, 2, 1],
        "N": [10, 10, 10, 4, 4, 4, 1],
        "f": [0.2, 0.2, 0.2, 0.5, 0.5, 0.5, 1.0],
        "w": [5.0, 5, 5, 2, 2, 2, 1],
        "y": [1.0, 2, 4, 3, 5, 9, 7],
    }
)


def total_of_y(**design):
    return jq.disaggregate(jq.Design(FRAME, weight="w", **design), jq.total("y")).frame.iloc[0]


def by_hand(factors):
    """Units' totals are 15 and 20 in stratum a, 6 and 28 in b; c has one unit."""
    return np.sqrt(factors[0] * 2 * (2.5**2 * 2) + factors[1] * 2 * (11**2 * 2))


def test_units_are_nested_in_strata_and_added_up_before_they_are_compared():
    found = total_of_y(strata="h", psu="u", lonely="certainty")
    assert found["se"] == pytest.approx(by_hand([1, 1]))
    assert found["df"] == 2


@pytest.mark.parametrize("column", ["N", "f"])
def test_population_sizes_and_fractions_say_the_same(column):
    found = total_of_y(strata="h", psu="u", fpc=column, lonely="refuse")
    assert found["se"] == pytest.approx(by_hand([0.8, 0.5]))


def test_a_lonely_unit_is_refused_adds_nothing_or_counts_as_it_is():
    with pytest.raises(DataError, match="stratum 'c' has only one sampling unit"):
        total_of_y(strata="h", psu="u")
    adjusted = total_of_y(strata="h", psu="u", lonely="adjust")["se"]
    assert adjusted == pytest.approx(np.sqrt(by_hand([1, 1]) ** 2 + 7**2))


def test_a_sample_of_one_unit_has_no_standard_error_and_says_so():
    found = jq.disaggregate(jq.Design(FRAME.iloc[:1], weight="w"), jq.mean("y")).frame.iloc[0]
    assert np.isnan(found["se"])
    assert (found["flag"], found["flag_reason"]) == ("undefined", "too little data for a standard error")


@pytest.mark.parametrize(
    ("change", "design", "sentence"),
    [
        ({"h": [None, *"aabbbc"]}, {"strata": "h"}, "every row needs a stratum; 'h' has none in row 1"),
        ({"u": [1, None, 2, 1, 2, 2, 1]}, {"psu": "u"}, "every row needs a sampling unit; 'u' has none in row 2"),
        ({"N": [10, 10, 9, 4, 4, 4, 1]}, {"strata": "h", "fpc": "N"}, "must be one number in a stratum, but row"),
        ({"N": [1.5, 1.5, 1.5, 4, 4, 4, 1]}, {"strata": "h", "fpc": "N"}, "has 1.5 units, but 3 of them"),
        ({"N": [10, 10, 10, 0.5, 0.5, 0.5, 1]}, {"strata": "h", "fpc": "N"}, "not both"),
        ({"N": 0}, {"fpc": "N"}, "is above zero; 'N' isn't in row 1"),
        ({}, {"strata": "h", "lonely": "average"}, "lonely is one of refuse, certainty, adjust, got 'average'"),
        ({"PWGTP": 1, "wgtp1": 1, "wgtp2": 1}, {"weight": "PWGTP", "replicates": jq.sdr("wgtp", 2)}, "got 'wgtp1'"),
        ({"r1": 1, "r2": 1}, {"replicates": jq.sdr("r", 2), "strata": "h"}, "leave out strata"),
    ],
)
def test_what_cannot_be_a_sample_is_refused(change, design, sentence):
    with pytest.raises(DataError, match=sentence):
        jq.Design(FRAME.assign(**change), **{"weight": "w"} | design)


def test_replicate_columns_are_named_by_a_start_a_pattern_or_a_list():
    assert column_names("w", 3) == column_names("w{1..3}") == column_names(["w1", "w2", "w3"]) == ("w1", "w2", "w3")
    assert column_names("rep{08..10}x") == ("rep8x", "rep9x", "rep10x")
    with pytest.raises(DataError, match=r"as in 'w\{1..80\}'"):
        column_names("w")


@pytest.mark.parametrize(
    ("made", "scale"),
    [
        (jq.sdr("w", 80), 4 / 80),
        (jq.jk1("w", 10), 9 / 10),
        (jq.jk1("w", 10, 0.5), 0.5),
        (jq.brr("w", 4), 1 / 4),
        (jq.fay("w", 4, 0.3), 1 / (4 * 0.49)),
        (jq.bootstrap("w", 50), 1 / 49),
        (jq.bootstrap("w", 50, 1 / 50), 1 / 50),
        (jq.jkn("w", 2, [0.5, 0.75]), 1),
        (jq.jkn("w", rscales=[0.5, 0.75]), 1),
    ],
)
def test_each_scheme_has_its_scale(made, scale):
    assert made.scale == pytest.approx(scale)
    assert len(made.rscales) == len(made.columns)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: jq.sdr("w", 1), "at least 2 replicate weights are needed, got 1"),
        (lambda: jq.sdr(["w1", "w1"]), "one is named twice"),
        (lambda: jq.jkn("w", 3, [1, 1]), "each of 3 replicates needs a scale, got 2"),
        (lambda: jq.jkn("w", 3), "jkn needs rscales"),
        (lambda: jq.fay("w", 3, 1), "fay needs rho, from 0 up to but not 1"),
        (lambda: jq.jk1("w", 3, -1), "from 0 upwards, got -1"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(make, sentence):
    with pytest.raises(DataError, match=sentence):
        make()


def test_replicates_can_be_compared_with_their_own_mean():
    frame = FRAME.assign(r1=FRAME["w"] * 2, r2=FRAME["w"] * 3)
    found = [
        jq.disaggregate(jq.Design(frame, weight="w", replicates=jq.brr("r", 2), mse=mse), jq.total("y")).frame["se"][0]
        for mse in (True, False)
    ]
    total = float((FRAME["w"] * FRAME["y"]).sum())
    assert found == pytest.approx([np.sqrt((1 + 4) / 2) * total, 0.5 * total])


def test_an_estimate_without_an_interval_says_why():
    one_unit = jq.Design(FRAME, weight="w", strata="h", psu="u", lonely="certainty").where("h == 'a' and u == 1")
    found = jq.disaggregate(one_unit, jq.mean("y")).frame.iloc[0]
    assert (found["df"], found["n"]) == (0, 2)
    assert np.isnan(found["ci_low"])
    assert "no degrees of freedom" in found["flag_reason"]
    negative = jq.Design(FRAME.assign(y=-FRAME["y"]), weight="w")
    found = jq.disaggregate(negative, jq.ratio("y", "N")).frame.iloc[0]
    assert found["estimate"] < 0
    assert np.isfinite(found["se"])
    assert found["flag_reason"] == "no interval: a ratio at or below 0 has none on the log scale"

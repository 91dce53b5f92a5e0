"""Decompositions, indices and measures of spread are published if every group they are made of would be."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jqtools as jq
from jqtools.errors import PublicationError

SEXES = {"sex": ("f", "m")}
JOBS = ("x", "y", "z")
REFUSED = "at least one of them is small or hidden to protect small groups"
MAKE = {
    "kitagawa": lambda design: jq.kitagawa(design, jq.mean("wage"), SEXES, "job"),
    "oaxaca": lambda design: jq.oaxaca(design, "wage", ["age", "job", "union"], SEXES),
    "adjusted_gap": lambda design: jq.adjusted_gap(design, "wage", "sex", ["age", "job"], reference="m"),
    "duncan": lambda design: jq.duncan(design, "job", SEXES),
    "concentration": lambda design: jq.concentration(design, "wage", ["gini", "theil"], by="sex", decompose="job"),
}


def workers(counts=(80, 70, 60, 75, 85, 65), others=0):
    """Women and men in three jobs, so many in each, and people of another sex in one of them."""
    cells = [(sex, job) for sex in SEXES["sex"] for job in JOBS]
    rows = [cell for cell, n in zip(cells, counts, strict=True) for _ in range(n)] + [("o", "x")] * others
    frame, rng = pd.DataFrame(rows, columns=["sex", "job"]), np.random.default_rng(4)
    n = len(frame)
    more = {"age": rng.integers(20, 60, n), "union": rng.integers(0, 2, n), "wage": rng.gamma(6, 4, n).round(2)}
    return frame.assign(**more)


@pytest.mark.parametrize("name", MAKE)
def test_a_result_of_large_groups_is_shown_as_it_is(name):
    result, ledger = MAKE[name](jq.Design(workers())), jq.Ledger()
    published = result.publish(ledger=ledger)
    pd.testing.assert_frame_equal(published.frame, result.frame.drop(columns="n_missing", errors="ignore"))
    assert published.policy == jq.policy("agency-n10")
    assert published.notes == result.notes
    assert published.to_csv().count("\n") == len(result.frame) + 1
    assert "of 0 tables" not in repr(ledger)


@pytest.mark.parametrize("name", MAKE)
def test_one_small_cell_refuses_it_without_a_value_and_the_ledger_does_not_hear(name):
    result, ledger = MAKE[name](jq.Design(workers((80, 70, 7, 75, 85, 65)))), jq.Ledger()
    with pytest.raises(PublicationError, match=REFUSED) as caught:
        result.publish(ledger=ledger)
    assert not re.findall(r"\d+", str(caught.value))
    assert "of 0 tables" in repr(ledger)


@pytest.mark.parametrize("name", MAKE)
def test_a_policy_with_a_higher_minimum_refuses_more(name):
    result = MAKE[name](jq.Design(workers()))
    with pytest.raises(PublicationError, match=REFUSED):
        result.publish(jq.Policy(min_n=76), jq.Ledger())


@pytest.mark.parametrize("name", ["kitagawa", "oaxaca", "duncan"])
def test_a_small_group_that_is_not_compared_hides_no_estimate(name):
    small, ledger = MAKE[name](jq.Design(workers(others=4))), jq.Ledger()
    found = small.publish(ledger=ledger).frame
    pd.testing.assert_frame_equal(found[["estimate", "se", "n_a"]], small.frame[["estimate", "se", "n_a"]])


def test_what_was_published_before_can_hide_a_group():
    frame = workers()
    design, ledger = jq.Design(frame), jq.Ledger()
    MAKE["duncan"](design.where(frame.groupby(["sex", "job"]).cumcount() >= 3)).publish(ledger=ledger)
    with pytest.raises(PublicationError, match=REFUSED):
        MAKE["duncan"](design).publish(ledger=ledger)
    assert len(MAKE["duncan"](design).publish(ledger=jq.Ledger()).frame) == 1


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(2, 40), min_size=6, max_size=6), st.sampled_from(["kitagawa", "duncan"]))
def test_nothing_is_shown_unless_the_table_itself_would_show_every_cell(counts, name):
    design = jq.census(workers(counts))
    outcome = jq.mean("wage") if name == "kitagawa" else jq.total("one")
    table = jq.disaggregate(design, outcome, ["sex", "job"]).publish(ledger=jq.Ledger())
    try:
        MAKE[name](design).publish(ledger=jq.Ledger())
    except PublicationError:
        assert table.frame["suppressed"].any()
    else:
        assert min(counts) >= 10
        assert not table.frame["suppressed"].any()


def test_a_decomposition_of_a_share_minds_who_has_it_and_who_lacks_it():
    frame = workers().assign(paid=1)
    frame.loc[frame.groupby(["sex", "job"]).head(20).index, "paid"] = 0
    ledger = jq.Ledger()
    jq.kitagawa(jq.census(frame), jq.share("paid", equals=1), SEXES, "job").publish(ledger=ledger)
    frame.loc[
        (frame["sex"] == "f") & (frame["job"] == "x") & (frame.groupby(["sex", "job"]).cumcount() > 3), "paid"
    ] = 1
    with pytest.raises(PublicationError, match=REFUSED):
        jq.kitagawa(jq.census(frame), jq.share("paid", equals=1), SEXES, "job").publish(ledger=jq.Ledger())


def test_a_yes_or_no_predictor_is_a_cell_too():
    frame = workers()
    women = frame.index[frame["sex"] == "f"]
    frame["union"] = frame.index.isin(women[::40]) | ((frame["sex"] == "m") & (frame.index % 2 == 0))
    result = jq.oaxaca(jq.Design(frame), "wage", ["age", "union"], SEXES)
    with pytest.raises(PublicationError, match=REFUSED):
        result.publish(ledger=jq.Ledger())
    whole = jq.oaxaca(jq.Design(frame), "wage", ["age"], SEXES).publish(ledger=jq.Ledger())
    assert whole.frame["estimate"].notna().all()


def test_a_regression_needs_more_people_than_coefficients():
    frame = workers((14, 13, 14, 60, 60, 60))
    numbers = {f"x{i}": np.random.default_rng(i).normal(size=len(frame)) for i in range(35)}
    design = jq.Design(frame.assign(**numbers))
    few, many = (jq.oaxaca(design, "wage", list(numbers)[:size], SEXES) for size in (3, 35))
    assert len(few.publish(ledger=jq.Ledger()).frame) == len(few.frame)
    with pytest.raises(PublicationError, match=REFUSED):
        many.publish(ledger=jq.Ledger())


def test_measures_of_spread_need_more_people_than_they_tell_numbers():
    design = jq.Design(workers((29, 1, 0, 10, 10, 10)))
    measures = jq.concentration(design, "wage", ["gini"], by="sex")
    assert len(measures.publish(ledger=jq.Ledger()).frame) == 2
    fewer = jq.concentration(jq.Design(workers((28, 1, 0, 10, 10, 10))), "wage", ["gini"], by="sex")
    with pytest.raises(PublicationError, match=REFUSED):
        fewer.publish(ledger=jq.Ledger())


def test_a_share_below_a_line_minds_who_is_below_and_who_is_not():
    frame = workers()
    line = float(frame["wage"].nsmallest(5).iloc[-1])
    with pytest.raises(PublicationError, match=REFUSED):
        jq.concentration(jq.Design(frame), "wage", ["fgt0", "fgt1"], line=line).publish(ledger=jq.Ledger())
    shown = jq.concentration(jq.Design(frame), "wage", ["fgt0", "fgt1"], line=float(frame["wage"].median()))
    assert len(shown.publish(ledger=jq.Ledger()).frame) == 2


def test_an_index_by_too_many_columns_is_refused():
    frame = workers().assign(region=1, year=2)
    result = jq.duncan(jq.census(frame), "job", SEXES, by=["region", "year"])
    with pytest.raises(PublicationError, match="by up to 3 columns, got 4: sex, job, region, year"):
        result.publish(ledger=jq.Ledger())

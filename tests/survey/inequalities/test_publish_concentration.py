"""Measures of how few values are spread are published if the share of each value would be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jqtools as jq
from jqtools.errors import PublicationError

REFUSED = "at least one of them is small or hidden to protect small groups"


def families(few=4):
    """People in three towns with 0, 1 or 2 children; `few` in the smallest have 2."""
    rng = np.random.default_rng(3)
    frame = pd.DataFrame({"town": np.repeat(["A", "B", "E"], [1200, 400, 50])})
    frame["kids"] = rng.integers(0, 3, len(frame))
    frame.loc[frame["town"] == "E", "kids"] = [2] * few + [1] * 23 + [0] * (27 - few)
    return frame.assign(wage=rng.gamma(6, 4, len(frame)).round(2), part=np.resize(["u", "v"], len(frame)))


def how_many(n, total, gini):
    """All ways in which `n` people can have 0, 1 or 2 of `total` children, spread as the Gini index says."""
    found, ranks = [], 2 * np.arange(1, n + 1) - n - 1
    for none in range(n + 1):
        for one in range(n + 1 - none):
            kids = np.repeat([0, 1, 2], [none, one, n - none - one])
            if kids.sum() == total and abs(ranks @ kids / (n * total) - gini) < 1e-9:
                found.append((none, one, n - none - one))
    return found


def test_gini_and_mean_would_tell_who_has_each_value_so_it_is_refused():
    frame = families()
    measures = jq.concentration(jq.census(frame), "kids", ["gini"], by="town")
    row = measures.frame.set_index("town").loc["E"]
    total = frame.loc[frame["town"] == "E", "kids"].sum()
    assert how_many(row["n"], total, row["estimate"]) == [(23, 23, 4)]
    ledger = jq.Ledger()
    jq.disaggregate(jq.census(frame), jq.mean("kids"), ["town"]).publish(ledger=ledger)
    with pytest.raises(PublicationError, match=REFUSED):
        measures.publish(ledger=ledger)
    with pytest.raises(PublicationError, match=REFUSED):
        jq.concentration(jq.census(frame), "kids", ["gini"], by="town").publish(ledger=jq.Ledger())


def test_what_a_share_hides_a_measure_does_not_tell():
    design, ledger = jq.census(families()), jq.Ledger()
    shares = jq.disaggregate(design, jq.share("kids", equals=2), ["town"], margins=True).publish(ledger=ledger).frame
    assert shares.set_index("town").loc["E", "suppressed"]
    for rows in (design, design.where("town == 'E'")):
        with pytest.raises(PublicationError, match=REFUSED):
            jq.concentration(rows, "kids", ["gini"], by="town").publish(ledger=ledger)
    assert jq.concentration(design.where("town == 'E'"), "wage", ["gini"]).publish(ledger=ledger).frame["n"][0] == 50


def test_a_few_values_with_enough_people_each_are_shown():
    measures = jq.concentration(jq.census(families(few=12)), "kids", ["gini", "ge2"], by="town")
    pd.testing.assert_frame_equal(measures.publish(ledger=jq.Ledger()).frame, measures.frame.drop(columns="n_missing"))


def test_many_values_elsewhere_do_not_hide_that_a_group_has_few():
    frame = families()
    frame["kids"] = frame["kids"].where(frame["town"] == "E", frame["wage"])
    with pytest.raises(PublicationError, match=REFUSED):
        jq.concentration(jq.census(frame), "kids", ["gini"], by="town").publish(ledger=jq.Ledger())
    others = jq.census(frame).where("town != 'E'")
    assert len(jq.concentration(others, "kids", ["gini"], by="town").publish(ledger=jq.Ledger()).frame) == 3


def test_parts_of_a_measure_mind_each_value_in_each_part():
    frame = families(few=12)
    frame["part"] = np.where((frame["kids"] == 2) & (frame["town"] == "A") & (frame.index % 97 != 0), "u", "v")
    whole = jq.concentration(jq.census(frame), "kids", ["ge2"], by="town")
    assert whole.publish(ledger=jq.Ledger()).frame["estimate"].notna().all()
    parts = jq.concentration(jq.census(frame), "kids", ["ge2"], by="town", decompose="part")
    with pytest.raises(PublicationError, match=f"groups by town and part, and {REFUSED}"):
        parts.publish(ledger=jq.Ledger())


@settings(max_examples=15, deadline=None)
@given(st.tuples(st.integers(0, 25), st.integers(0, 25), st.integers(30, 50)))
def test_measures_are_shown_if_and_only_if_each_value_has_as_many_people_as_a_share_needs(counts):
    frame = pd.DataFrame({"kids": np.repeat([0, 1, 2], counts)})
    try:
        jq.concentration(jq.census(frame), "kids", ["gini"]).publish(ledger=jq.Ledger())
    except PublicationError:
        assert any(0 < n < 10 for n in counts)
    else:
        assert all(n == 0 or n >= 10 for n in counts)

"""A reviewer sees exactly what can be worked out of what is hidden."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jqtools.survey import Ledger, Policy, census, disaggregate
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.ranges import ranges_of
from jqtools.survey.disclosure.request import Request
from tests.survey.disclosure.intruder import Answer, Ask, Intruder, People, classes_of
from tests.survey.disclosure.tables import HAS, ONE, people_of

ANSWERS = {"people": Answer("one"), "has it": Answer("y", "y == 1")}
SIZES = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=6, max_size=6)


def table_of(inner: np.ndarray) -> pd.DataFrame:
    return people_of({place: (n // 2, n - n // 2) for place, n in np.ndenumerate(inner)})


def test_the_shared_audit_cases_give_exactly_the_stated_ranges(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    assert len(cases) == 4
    for case in cases:
        inner = np.array(case["inner"])
        asked = Request.of(disaggregate(census(table_of(inner)), ONE, ["g", "h"])).asked
        hidden = np.zeros([size + 1 for size in inner.shape], dtype=bool)
        for place in case["hidden_inner"]:
            hidden[tuple(place)] = True
        rows = hidden.reshape(1, -1)
        low, high = (
            each[0].reshape(hidden.shape) for each in ranges_of(Decided(asked, rows, rows, Policy()), ()).people
        )
        for expected in case["intervals"]:
            place = tuple(expected["cell"])
            assert (low[place], high[place]) == (expected["low"], expected["high"])
            assert (low[place] == high[place]) == expected["exactly_disclosed"]
        assert np.isnan(low[~hidden]).all()


@settings(max_examples=15, deadline=None)
@given(SIZES.filter(lambda sizes: sum(map(sum, sizes)) > 0))
def test_the_ranges_are_those_that_an_intruder_finds(sizes):
    frame = people_of({(i // 2, i % 2): pair for i, pair in enumerate(sizes)})
    assume(len(frame) and frame["g"].nunique() > 1 and frame["h"].nunique() > 1)
    table = disaggregate(census(frame), [ONE, HAS], ["g", "h"], margins=True).publish(ledger=Ledger())
    classes, ask = People(classes_of(frame, ["g", "h", "y"], lambda rows: rows)), Ask(("g", "h"), ANSWERS)
    intruder = Intruder(classes, People(frame))
    intruder.see(ask, table.frame)
    review = table.review(ranges=True).frame
    assume(table.frame["suppressed"].any())
    for row in review.to_dict("records"):
        inside = classes.place({"g": row["g"], "h": row["h"]})
        for name, target in (("people", inside), ("counted", inside & classes.yes(ANSWERS["has it"]))):
            if not np.isnan(row[f"{name}_least"]):
                found = intruder.ranges(target[None].astype(float), np.inf)[0]
                assert (row[f"{name}_least"], row[f"{name}_most"]) == tuple(found)


@pytest.fixture
def linked():
    """A table by group and place whose small group is hidden, and one by place of another column, in one ledger."""
    frame = people_of({(0, 0): (30, 30), (0, 1): (25, 20), (1, 0): (2, 2), (1, 1): (30, 12), (2, 0): (20, 9)})
    frame["half"], ledger = np.arange(len(frame)) % 2, Ledger()
    first = disaggregate(census(frame), [ONE, HAS], ["g", "h"], margins=True).publish(ledger=ledger)
    return frame, first, lambda by: disaggregate(census(frame), ONE, by, margins=True).publish(ledger=ledger)


def test_ranges_hold_the_truth_and_are_at_least_as_wide_as_the_minimum(linked):
    _, first, _ = linked
    review = first.review(ranges=True).frame
    small = review[(review["outcome"] == "people") & (review["g"] == 1) & (review["h"] == 0)].iloc[0]
    assert small["people_least"] <= 4 <= small["people_most"]
    assert small["people_most"] - small["people_least"] >= 10
    assert pd.isna(small["counted_least"])  # a number of people is no share


def test_later_tables_narrow_ranges_but_not_below_the_minimum(linked):
    _, first, publish = linked
    before = first.review(ranges=True).frame
    publish(["g"])
    publish(["h", "half"])
    after = first.review(ranges=True).frame
    for name in ("people", "counted"):
        assert (after[f"{name}_least"].fillna(0) >= before[f"{name}_least"].fillna(0)).all()
        assert (after[f"{name}_most"].fillna(0) <= before[f"{name}_most"].fillna(0)).all()
    small = after[after["reason"] == "small group"]
    assert (small["people_most"] - small["people_least"]).min() >= 10


def test_a_table_that_hides_nothing_has_no_ranges():
    frame = people_of({(0, 0): (30, 30), (1, 0): (40, 50)})
    table = disaggregate(census(frame), [ONE, HAS], ["g"]).publish(ledger=Ledger())
    assert table.review(ranges=True).frame["reason"].tolist() == ["nothing is hidden"]

"""Tables whose every view is published, and an intruder who sees them all."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jqtools.errors import PublicationError
from jqtools.survey import census, disaggregate, sample
from tests.survey.disclosure.intruder import Answer, Ask, People, broken, classes_of
from tests.survey.disclosure.tables import ONE, attack, people_of, views_of

GROUPS = st.tuples(st.integers(0, 30), st.integers(0, 30))
SPARSE = st.one_of(GROUPS, st.just((0, 0)), st.tuples(st.integers(0, 4), st.integers(0, 4)))


@settings(max_examples=30, deadline=None)
@given(st.lists(SPARSE, min_size=2, max_size=8))
def test_no_secret_of_a_one_way_table_can_be_worked_out(counts):
    assume(sum(map(sum, counts)))
    attack(people_of({(i,): pair for i, pair in enumerate(counts)}), "g")


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 4), st.integers(2, 3), st.data())
def test_no_secret_of_a_two_way_table_can_be_worked_out_from_all_its_views(rows, columns, data):
    table = {place: data.draw(SPARSE) for place in product(range(rows), range(columns))}
    assume(sum(map(sum, table.values())))
    try:
        attack(people_of(table), "gh")
    except PublicationError:
        assume(False)


def test_random_two_way_tables_are_rarely_refused():
    refused = 0
    for seed in range(25):
        rng = np.random.default_rng(seed)
        table = {place: tuple(rng.integers(0, 25, 2)) for place in product(range(4), range(3))}
        try:
            views_of(people_of(table), "gh")
        except PublicationError:
            refused += 1
    assert refused <= 1


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 6, 7])
def test_no_secret_of_a_three_way_table_can_be_worked_out_from_all_its_views(seed):
    rng = np.random.default_rng(seed)
    table = {place: tuple(rng.integers(0, 30, 2)) for place in product(range(3), range(2), range(2))}
    attack(people_of(table), "ghk")


def test_the_intruder_breaks_a_naive_table():
    """The attack above can fail: with one small cell hidden alone, the cell is found exactly."""
    frame = people_of({(i, j): (n // 2, n - n // 2) for (i, j), n in np.ndenumerate([[20, 30], [3, 25]])})
    shown = disaggregate(census(frame), ONE, ["g", "h"], margins=True).frame
    alone = shown.assign(suppressed=shown["n"] < 10)
    ask, classes = Ask(("g", "h"), {"people": Answer("one")}), People(classes_of(frame, ["g", "h"], lambda rows: rows))
    assert [found for _, found in broken([ask], [alone], People(frame), classes, 10)] == [(3, 3)]


def test_groups_of_nobody_beside_small_groups_give_nothing_away():
    table = {
        (0, 0): (3, 3),
        (1, 0): (0, 0),
        (0, 1): (0, 0),
        (1, 1): (3, 4),
        (2, 0): (30, 30),
        (2, 1): (30, 30),
    }
    frame = people_of(table)
    found = disaggregate(census(frame), ONE, ["g", "h"]).publish().frame.set_index(["g", "h"])
    assert found.loc[[(0, 0), (1, 1)], "suppressed"].all()
    attack(frame, "gh")


def test_integer_codes_with_margins_do_not_leak():
    frame = people_of({(1, 1): (30, 30), (1, 2): (2, 1), (2, 1): (20, 25), (2, 2): (20, 20), (3, 1): (15, 15)})
    shown = disaggregate(census(frame), ONE, ["g", "h"], margins=True).publish().frame
    assert shown.set_index(["g", "h"]).loc[(1, 2), "suppressed"]
    attack(frame, "gh")


@pytest.mark.parametrize("by", [("race_ethnicity", "sex"), ("contract_type", "shift"), ("sex", "shift")])
def test_the_vendor_report_keeps_its_secrets(by):
    rows = sample("vendor_worker_report").load().frame
    frame = pd.DataFrame(
        {
            "g": rows[by[0]].astype(object).fillna("(missing)"),
            "h": rows[by[1]].astype(object),
            "y": (rows["hourly_wage"] >= 23.10).astype(int),
        }
    )
    attack(frame, "gh")


def test_pay_below_a_line_by_pay_band_is_published_and_keeps_its_secrets():
    """Each count is the size of a band, or 0: what one column tells of the answers, the other must not."""
    rows = sample("board_staff").load().frame
    frame = pd.DataFrame(
        {
            "g": rows["job_family"].astype(object).fillna("(missing)"),
            "h": rows["wage_band"].astype(object).fillna("(missing)"),
            "y": (rows["hourly_wage"] < 20.45).astype(int),
        }
    )
    attack(frame, "gh")

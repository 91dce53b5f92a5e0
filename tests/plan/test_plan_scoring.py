"""Bids scored by the criteria of a solicitation: orders, minimums, and the points that change who wins."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan, blank_plan
from jqtools.plan.lever_details import ScoringRow
from jqtools.plan.planfile import with_section
from jqtools.plan.scoring import (
    Bid,
    Turn,
    least_points,
    may_take_illustration,
    missed,
    order,
    scored_rows,
    turning_point,
    wage_points,
    winners,
    with_illustration,
    worded_minimum,
)

PRICE = ScoringRow(id="sr_a", criterion="Price", points=80)
WAGES = ScoringRow(id="sr_b", criterion="Wages", points=20, job_quality=True)
ROWS = (PRICE, WAGES)


def bid(name: str, price: float, wages: float, fails: str = "") -> Bid:
    points = {"sr_a": Fraction(str(price)), "sr_b": Fraction(str(wages))}
    return Bid(name, points, frozenset({fails} - {""}))


def at_points(bids: list[Bid], points: Fraction) -> tuple[str, ...]:
    """Who is on top when job quality counts for so many points in all, worked out afresh."""
    totals = {each.name: each.points["sr_a"] + each.points["sr_b"] / 20 * points for each in bids}
    return tuple(name for name, total in totals.items() if total == max(totals.values()))


def test_job_quality_can_change_the_order_and_ties_share_a_rank():
    bids = [bid("Low", 80, 5), bid("Fair", 70, 20), bid("Same", 75, 15)]
    assert [(each.name, each.total, each.rank) for each in order(bids, ROWS)] == [
        ("Fair", 90, 1),
        ("Same", 90, 1),
        ("Low", 85, 3),
    ]
    assert winners(order(bids, [PRICE])) == ("Low",)
    assert winners(order([], ROWS)) == ()


def test_a_bid_below_a_minimum_in_points_or_in_words_is_out():
    least = WAGES.model_copy(update={"minimum": "6 points"})
    assert [row.id for row in missed(bid("Low", 80, 5), (PRICE, least))] == ["sr_b"]
    assert missed(bid("Just", 80, 6), (PRICE, least)) == ()
    floor = WAGES.model_copy(update={"minimum": "wage floor is pass or fail"})
    bids = [bid("Low", 80, 5, fails="sr_b"), bid("Fair", 70, 1)]
    assert winners(order(bids, (PRICE, floor))) == ("Fair",)
    assert winners(order(bids, [PRICE])) == ("Low",)
    assert turning_point(bids, (PRICE, floor)) is None


@pytest.mark.parametrize(
    ("minimum", "points", "words"),
    [("", None, ""), ("4", 4, ""), ("2.5 Points", 2.5, ""), ("60%", None, "60%"), ("pass", None, "pass")],
)
def test_a_minimum_is_points_where_it_is_a_number_and_words_otherwise(minimum: str, points: float | None, words: str):
    row = ScoringRow(id="sr_a", minimum=minimum)
    assert (least_points(row), worded_minimum(row)) == (points, words)


def test_wage_points_rise_evenly_from_the_floor_to_everyone():
    shares = (Fraction(0), Fraction(1, 2), Fraction(3, 4), Fraction(1))
    assert [wage_points(share, Fraction(1, 2), Fraction(10)) for share in shares] == [0, 0, 5, 10]


def test_the_points_that_change_who_wins_are_exact_and_a_tie_is_told():
    bids = [bid("Low", 80, 5), bid("Fair", 70, 20)]
    assert turning_point(bids, ROWS) == Turn(Fraction(40, 3), ("Low",), ("Fair",), ("Low", "Fair"))
    assert winners(order([bid("Low", 80, 0), bid("Fair", 80, 1)], [PRICE])) == ("Low", "Fair")
    assert turning_point([bid("Low", 80, 0), bid("Fair", 80, 1)], ROWS) == Turn(
        Fraction(0), ("Low", "Fair"), ("Fair",), ("Low", "Fair")
    )


def test_nothing_changes_who_wins_when_the_leader_earned_most_or_no_criterion_is_about_job_quality():
    assert turning_point([bid("Both", 80, 20), bid("Low", 70, 20)], ROWS) is None
    assert turning_point([bid("Low", 80, 5), bid("Fair", 70, 20)], [PRICE]) is None
    assert turning_point([], ROWS) is None


bids_given = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), min_size=1, max_size=6).map(
    lambda pairs: [bid(f"Bid {place}", price, wages) for place, (price, wages) in enumerate(pairs)]
)


@given(bids_given, st.fractions(0, 1), st.integers(1, 400))
def test_below_the_turning_point_nothing_changes_and_above_it_somebody_else_wins(
    bids: list[Bid], part: Fraction, far: int
):
    turn = turning_point(bids, ROWS)
    first = at_points(bids, Fraction(0))
    assert winners(order(bids, [PRICE])) == first
    if turn is None:
        assert at_points(bids, Fraction(far)) == first
        return
    assert (turn.before, set(turn.level)) == (first, set(at_points(bids, turn.points)))
    if turn.points:
        assert at_points(bids, turn.points * part * Fraction(999, 1000)) == first
    assert set(at_points(bids, turn.points + Fraction(1, 10**9))) == set(turn.after)
    assert set(turn.after) != set(first)


@given(bids_given, st.randoms(use_true_random=False))
def test_the_order_in_which_bids_are_given_changes_nothing(bids: list[Bid], chance):
    mixed = list(bids)
    chance.shuffle(mixed)
    assert set(order(mixed, ROWS)) == set(order(bids, ROWS))
    one, two = turning_point(bids, ROWS), turning_point(mixed, ROWS)
    assert (one and (one.points, set(one.after))) == (two and (two.points, set(two.after)))


def test_the_illustration_adds_up_to_100_and_only_fills_what_is_empty(examples: dict[str, Plan]):
    plan = with_illustration(blank_plan())
    rows = plan.lever_details.procurement.scoring
    assert sum(row.points for row in rows) == 100
    assert sum(row.points for row in rows if row.job_quality) == 20
    assert all("illustration" in row.verification for row in rows)
    assert (scored_rows(rows), may_take_illustration(plan)) == (tuple(rows), False)
    assert with_illustration(plan) is plan
    written = examples["procurement_living_wage"]
    assert with_illustration(written) is written
    blank = {"order": ["sr_x"], "items": {"sr_x": {}}}
    started = with_section(blank_plan(), "lever_details", {"procurement": {"scoring": blank}})
    assert with_illustration(started).lever_details.procurement.scoring == rows

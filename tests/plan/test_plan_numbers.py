"""Costs and percents, to the cent and to the tenth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan
from jqtools.plan.equity import Engagement, cost, cost_reason
from jqtools.plan.measure import rounded_percent

DOLLARS = st.none() | st.integers(0, 5000).map(lambda quarters: quarters / 4)


def engagement(**fields: object) -> Engagement:
    return Engagement(id="en_a", **fields)


@pytest.mark.parametrize(
    ("name", "dollars"),
    [("procurement_living_wage", 6480), ("hr_practices_at_home", 0), ("wage_theft_enforcement", 8320)],
)
def test_the_examples_cost_what_they_state(name: str, dollars: int, examples: dict[str, Plan]):
    (engaged,) = examples[name].engagements
    assert cost(engaged) == dollars
    assert cost_reason(engaged).endswith(f"= ${dollars:,}.00.")


@given(*[st.none() | st.integers(0, 400)] * 2, DOLLARS, DOLLARS, DOLLARS)
def test_cost_is_people_by_sessions_by_hours_by_rate_and_supports(people, sessions, hours, rate, supports):
    found = cost(engagement(people=people, sessions=sessions, hours=hours, rate=rate, supports=supports))
    if None in (people, sessions, hours, rate):
        assert found is None
    else:
        assert Decimal(found) == people * sessions * Decimal(hours) * Decimal(rate) + Decimal(supports or 0)


def test_an_unpaid_hour_is_not_the_same_as_an_unknown_rate():
    given_parts = {"people": 8, "sessions": 12, "hours": 1.5}
    assert cost(engagement(**given_parts, rate=0)) == 0
    assert cost(engagement(**given_parts)) is None
    assert "hourly rate" in cost_reason(engagement(**given_parts))


def test_the_cost_in_words_shows_every_part():
    words = cost_reason(engagement(people=9, sessions=6, hours=2, rate=35, supports=2700))
    assert words == "9 people x 6 sessions x 2 hours x $35.00 + $2,700.00 supports = $6,480.00."


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (45, 90, 50.0),
        (1, 14, 7.1),
        (251, 612, 41.0),
        (416, 612, 68.0),
        (2, 22, 9.1),
        (468, 780, 60.0),
        (22, 148, 14.9),
        (28, 90, 31.1),
        (8, 148, 5.4),
        (9, 40, 22.5),
        (312000, 578000, 54.0),
        (39, 96, 40.6),
        (12, 96, 12.5),
        (9, 71, 12.7),
        (1, 16, 6.3),
    ],
)
def test_a_percent_is_rounded_as_people_do_by_hand(numerator: int, denominator: int, percent: float):
    assert rounded_percent(numerator, denominator) == percent


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_percent_is_the_exact_quotient_rounded_half_up(numerator: int, denominator: int, decimals: int):
    exact = (Decimal(100 * numerator) / Decimal(denominator)).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
    assert rounded_percent(numerator, denominator, decimals) == float(exact)


@pytest.mark.parametrize("name", ["procurement_living_wage", "hr_practices_at_home", "wage_theft_enforcement"])
def test_the_baselines_of_the_examples_follow_from_their_parts(name: str, examples: dict[str, Plan]):
    baselines = [m.baseline for m in examples[name].measures if m.baseline.denominator]
    assert [b.value for b in baselines] == [rounded_percent(b.numerator, b.denominator) for b in baselines]
    assert len(baselines) >= 4


def test_a_percent_below_zero_is_rounded_away_from_zero_too():
    assert rounded_percent(-1, 14) == -7.1


@pytest.mark.parametrize(("numerator", "denominator"), [(1e308, 1), (1e308, 1e308), (1, 1e-308)])
def test_a_percent_of_absurd_numbers_is_no_crash(numerator: float, denominator: float):
    assert rounded_percent(numerator, denominator) >= 0


def test_a_percent_that_overflows_only_when_scaled_is_no_crash():
    assert rounded_percent(1, 1e-306) > 0

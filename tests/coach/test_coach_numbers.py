"""The checks of numbers, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.coach.checks import numbers, samples, sources, timing
from jqtools.content import source_cards
from jqtools.plan.records import Records
from tests.coach.coach_plans import (
    ENFORCE,
    FILE,
    GOOD,
    M_FIRST,
    M_SCHEDULE,
    M_TURNOVER,
    M_WAGE,
    SURVEY,
    WEAK,
    Case,
    changed,
    only,
)
from tests.coach.rule_runs import found_by, told_by

MODULES = (numbers, samples, sources, timing)
found, told = found_by(*MODULES), told_by(*MODULES)

ONE = only(GOOD, M_SCHEDULE)
DOLLARS = changed(GOOD, M_FIRST, unit="dollars", baseline__period="2024", baseline__numerator=None)
COUNTY = changed(
    GOOD, "header", places={"order": ["pc_one"], "items": {"pc_one": {"name": "Harbor", "population": 64_999}}}
)
ACS = changed(changed(COUNTY, M_FIRST, baseline__margin=2), FILE, card="acs_pums")
LARGER = changed(
    ACS, "header", places={"order": ["pc_one"], "items": {"pc_one": {"name": "Harbor", "population": 65_000}}}
)
NOTICE = "Workers given 14 days notice of a schedule change"


def base(value: float | None, numerator: float | None, denominator: float | None, **more: object) -> object:
    form = {"baseline__value": value, "baseline__numerator": numerator, "baseline__denominator": denominator}
    return changed(GOOD, M_WAGE, **form, **more)


CASES = [
    Case("D08", M_WAGE, changed(GOOD, M_WAGE, target__value=40), changed(GOOD, M_WAGE, target__value=41)),
    Case("D08", M_TURNOVER, changed(GOOD, M_TURNOVER, target__value=70), GOOD),
    Case(
        "D08",
        M_WAGE,
        changed(GOOD, M_WAGE, target__value=40),
        changed(GOOD, M_WAGE, target__value=40, direction="reach"),
    ),
    Case("D09", M_WAGE, base(45, 45, 90), base(50, 45, 90)),
    Case("D09", M_WAGE, base(41.1, 251, 612), base(41.0, 251, 612)),
    Case("D09", M_WAGE, base(0.6, 251, 612, unit="ratio"), base(0.41, 251, 612, unit="ratio")),
    Case("D09", M_WAGE, base(45, 45, 90), base(45, 45, 90, unit="count")),
    Case("D10", M_WAGE, changed(GOOD, M_WAGE, target__value=101), changed(GOOD, M_WAGE, target__value=100)),
    Case("D10", M_WAGE, base(-1, None, None), base(0, None, None)),
    Case("D10", M_WAGE, base(-1, None, None, unit="count"), base(-1, None, None, unit="points")),
    Case("D10", M_WAGE, base(41, 251, 0), base(41, 251, 612)),
    Case(
        "D10",
        M_WAGE,
        changed(GOOD, M_WAGE, baseline__value=120),
        changed(GOOD, M_TURNOVER, baseline__value=120),  # turnover can pass 100%
    ),
    Case("D10", M_TURNOVER, changed(GOOD, M_TURNOVER, baseline__value=-1), GOOD),
    Case("D10", M_WAGE, base(120, None, None, name=NOTICE), base(120, None, None, name="Annual pay growth")),
    Case("D10", M_WAGE, base(-5, None, None, name=NOTICE), base(-5, None, None, name="Pay gap by sex")),
    Case("D10", M_WAGE, base(-5, None, None), base(-5, None, None, indicator="ea10")),
    Case("D10", M_WAGE, base(-5, None, None), base(-5, None, None, unit="percentage_points")),
    Case("D10", M_WAGE, base(-5, None, None, unit="count"), base(-5, None, None, unit="count", name="Change in jobs")),
    Case("D10", M_WAGE, base(None, 613, 612), base(None, 612, 612)),
    Case("D10", M_WAGE, base(None, 613, 612), base(None, 613, 612, name="Turnover in a year", indicator="")),
    Case("D10", M_WAGE, base(None, 613, 612), base(None, 613, 612, unit="count")),
    # 12 injuries among 400 people are 3 per 100; so are 12 in 800,000 hours
    Case("D09", M_WAGE, base(4, 12, 400, unit="rate"), base(3, 12, 400, unit="rate")),
    Case("D09", M_WAGE, base(4, 12, 800_000, unit="rate"), base(3, 12, 800_000, unit="rate")),
    Case("D09", M_WAGE, base(4, 2_400_000, 800_000, unit="rate"), base(3, 2_400_000, 800_000, unit="rate")),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, name="Wages up 10%"),
        changed(GOOD, M_WAGE, name="Wages up to 10%"),
    ),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, target__basis="a 10 percent increase"),
        changed(GOOD, M_WAGE, target__basis="an increase of 10 percentage points"),
    ),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, definition="pay raised by 10%"),
        changed(GOOD, M_WAGE, definition="pay raised by 10%", unit="dollars_per_hour"),
    ),
    Case("D17", M_WAGE, changed(GOOD, "header", definition__wage__household=""), GOOD),
    Case(
        "D17",
        M_FIRST,
        changed(changed(GOOD, M_FIRST, name="Paid a living wage"), "header", definition__wage__as_of=""),
        changed(GOOD, M_FIRST, name="Paid a living wage"),
    ),
    Case(
        "D17",
        M_FIRST,
        changed(changed(GOOD, M_FIRST, name="In living-wage jobs"), "header", definition__wage__as_of=""),
        changed(changed(GOOD, M_FIRST, name="Living near work"), "header", definition__wage__as_of=""),
    ),
    Case(
        "D24",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, baseline__value=40, baseline__status=None),
        changed(GOOD, M_SCHEDULE, baseline__value=40, baseline__status=None, baseline__margin=4),
    ),
    Case("D24", M_FIRST, ACS, LARGER),
    Case("D27", M_FIRST, DOLLARS, changed(DOLLARS, M_FIRST, note="In constant 2024 dollars")),
    Case("D27", M_FIRST, DOLLARS, changed(DOLLARS, M_FIRST, baseline__period="2028-12")),
    Case("D27", M_FIRST, DOLLARS, ENFORCE),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


@given(numerator=st.integers(0, 10_000), denominator=st.integers(1, 10_000), decimals=st.integers(0, 4))
def test_a_value_rounded_to_any_decimals_adds_up(numerator: int, denominator: int, decimals: int) -> None:
    exact = 100 * numerator / denominator
    assert not adds_up_wrongly(round(exact, decimals), numerator, denominator)
    assert adds_up_wrongly(round(exact) + 1.5, numerator, denominator)


def adds_up_wrongly(value: float, numerator: float, denominator: float) -> bool:
    measure = ONE.measures[0]
    given_parts = {"value": value, "numerator": float(numerator), "denominator": float(denominator), "status": None}
    baseline = measure.baseline.model_copy(update=given_parts)
    plan = ONE.model_copy(update={"measures": Records([measure.model_copy(update={"baseline": baseline})])})
    return bool(numbers.value_does_not_add_up.findings(plan, date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("unit", "value", "wrong"),
    [
        ("count", -1.0, True),
        ("days", -0.5, True),
        ("dollars_per_hour", -2.0, True),
        ("ratio", -0.1, True),
        ("percentage_points", -3.0, False),
        ("points", -3.0, False),
        ("index", -3.0, False),
    ],
)
@pytest.mark.parametrize("place", ["baseline__value", "target__value", "group_targets"])
def test_what_can_be_below_nothing_depends_on_the_unit(unit: str, value: float, wrong: bool, place: str) -> None:
    for_group = {"order": ["gt_one"], "items": {"gt_one": {"group": "Women", "value": value}}}
    plan = changed(GOOD, M_FIRST, unit=unit, **{place: for_group if place == "group_targets" else value})
    assert (("D10", M_FIRST) in found(plan)) is wrong


def test_the_parts_of_a_value_can_be_impossible_too() -> None:
    told_of = [each.message for each in told(changed(GOOD, M_FIRST, baseline__margin=-1, target__denominator=-5))]
    assert "“Out of how many” of the target is below 0." in told_of
    assert any(message.startswith("The margin of error of the baseline") for message in told_of)


@pytest.mark.parametrize(
    ("field", "label"),
    [("name", "Name of the measure"), ("definition", "Exact definition"), ("target__basis", "Why this target")],
)
def test_an_unclear_percent_is_told_in_which_field_to_mend_it(field: str, label: str) -> None:
    (finding,) = [each for each in told(changed(GOOD, M_WAGE, **{field: "pay up 10%"})) if each.code == "D11"]
    assert finding.fix.startswith(f"Say it in “{label}” as from-to")


def test_one_value_or_one_day_is_told_in_the_singular() -> None:
    one = changed(GOOD, M_SCHEDULE, baseline__value=40, baseline__status=None)
    late = changed(changed(GOOD, SURVEY, lag_days=1), M_SCHEDULE, first_due="2029-10-31")
    messages = {each.code: each.message for plan in (one, late) for each in told(plan) if each.path == M_SCHEDULE}
    assert messages["D24"] == "The baseline comes from a sample and has no margin of error."
    assert messages["D12"].startswith("Data take 1 day, and")
    soon = changed(GOOD, M_FIRST, name="In work in Q1 after exit", target__date="2026-12-31")
    assert "for 1 quarter by the target date" in next(
        each.message for each in told(soon) if (each.code, each.path) == ("D12", M_FIRST)
    )


def test_a_percent_that_does_not_add_up_is_told_as_beside_the_measure() -> None:
    (found,) = [each for each in told(base(45, 43, 140)) if each.code == "D09"]
    assert found.message == "43 of 140 is 30.7%, not 45%."
    assert found.fix == "Correct the value of the baseline, or how many it counts out of how many."
    (close,) = [each for each in told(base(30.72, 43, 140)) if each.code == "D09"]
    assert close.message == "43 of 140 is 30.71%, not 30.72%."


def test_a_rate_that_does_not_add_up_is_told_per_100() -> None:
    messages = [each.message for each in told(base(4, 12, 400, unit="rate")) if each.code == "D09"]
    assert messages == ["12 of 400 is 3 per 100, not 4 per 100."]


def test_a_part_that_is_more_than_the_whole_is_told_once() -> None:
    messages = [each.message for each in told(base(100.2, 613, 612)) if each.code == "D10"]
    assert messages == ["The baseline is 100.2%, and a share lies between 0% and 100%."]


def test_a_place_is_held_against_the_least_population_of_the_card() -> None:
    assert source_cards()["acs_pums"].least_population == 65_000
    message = next(each.message for each in told(ACS) if (each.code, each.path) == ("D24", M_FIRST))
    assert message.startswith("“Harbor” has 64,999 people")


def test_dollars_aimed_at_nothing_need_no_inflation_note() -> None:
    assert ("D27", "measures/me_6b7p28") not in found(ENFORCE)


def test_the_weak_plan_shows_what_is_wrong_with_its_numbers() -> None:
    codes = {each.code for each in told(WEAK)}
    assert codes >= {"D09", "D11", "D12", "D17"}
    assert "D10" not in codes

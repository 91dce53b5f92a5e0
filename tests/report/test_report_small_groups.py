"""Small groups that people typed in are never printed, nor what gives them away."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import blank_plan
from jqtools.plan.measure import Measure, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.report.sections.progress import progress
from jqtools.report.small_groups import NO_COUNT, hidden, smallest_shown
from jqtools.report.words import SUPPRESSED
from tests.report.report_page import Page

PERCENT = Measure(id="me_1", name="Paid enough", unit=Unit.PERCENT)


def seen(name: str, **given: Any) -> Observation:
    """An observation of the group `name` in one quarter, by sex unless given otherwise."""
    period = {"measure": "me_1", "start": "2026-07-01", "end": "2026-09-30", "dimension": "Sex"}
    return Observation(id=f"ob_{name.lower() or 1}", group=name, **{**period, **given})


def alone(measure: Measure = PERCENT, **given: Any) -> str | None:
    """What is printed instead of one observed group; None when it is shown."""
    return hidden([seen("women", **given)], measure).get("ob_women")


@pytest.mark.parametrize(
    "given",
    [
        {"value": 50.0, "n": 9},
        {"value": 50.0, "n": 200, "denominator": 9.0},
        {"value": 4.5, "numerator": 9.0, "n": 200},
        {"value": 95.5, "numerator": 191.0, "denominator": 200.0},
        {"value": 3.0, "n": 200},
        {"value": 98.0, "n": 200},
        {"value": 0.1, "n": 200},
        {"value": 0.0, "n": 19},
        {"value": 100.0, "n": 19},
        {"value": -5.0, "n": 200},
    ],
)
def test_a_group_is_hidden_when_its_count_its_part_or_the_rest_is_small(given: dict[str, float]):
    assert alone(**given) == SUPPRESSED


@pytest.mark.parametrize(
    "given",
    [
        {"value": 50.0, "n": 20},
        {"value": 50.0, "numerator": 10.0, "denominator": 20.0},
        {"value": 0.0, "n": 20},
        {"value": 100.0, "n": 20},
        {"value": 33.3, "n": 30},
        {"status": ValueStatus.NOT_COLLECTED},
    ],
)
def test_a_group_that_is_large_enough_is_shown(given: dict[str, Any]):
    assert alone(**given) is None


def test_the_measures_own_smallest_group_counts():
    strict, lax = (PERCENT.model_copy(update={"min_cell": least}) for least in (30, 3))
    assert alone(strict, value=50.0, n=50) == SUPPRESSED
    assert alone(lax, value=50.0, n=8) is None
    assert (smallest_shown(None), smallest_shown(PERCENT), smallest_shown(lax)) == (10, 10, 3)


@pytest.mark.parametrize(
    ("unit", "given", "shown"),
    [
        (Unit.COUNT, {"value": 9.0}, SUPPRESSED),
        (Unit.COUNT, {"value": 12.0}, None),
        (Unit.COUNT, {"value": 12.0, "n": 12}, None),
        (Unit.RATIO, {"value": 0.25, "n": 12}, SUPPRESSED),
        (Unit.RATE, {"value": 4.2, "n": 100}, SUPPRESSED),
        (Unit.DOLLARS_PER_HOUR, {"value": 4.2, "n": 12}, None),
        (Unit.DOLLARS_PER_HOUR, {"value": 4.2, "n": 8}, SUPPRESSED),
        (None, {"value": 25.0, "n": 12}, SUPPRESSED),
    ],
)
def test_what_a_value_counts_depends_on_its_unit(unit: Unit | None, given: dict[str, float], shown: str | None):
    assert alone(PERCENT.model_copy(update={"unit": unit}), **given) == shown


def test_a_group_without_a_count_is_not_shown():
    assert alone(value=50.0) == NO_COUNT
    assert alone(value=50.0, numerator=80.0) == NO_COUNT


def test_an_observation_of_everyone_is_not_a_group():
    assert hidden([seen("", value=50.0, n=4)], PERCENT) == {}


def test_the_next_smallest_group_is_hidden_with_a_single_small_one():
    groups = [seen("women", value=50.0, n=8), seen("men", value=50.0, n=300), seen("others", value=50.0, n=40)]
    assert set(hidden(groups, PERCENT)) == {"ob_women", "ob_others"}
    assert set(hidden([*groups, seen("unknown", value=50.0, n=5)], PERCENT)) == {"ob_women", "ob_unknown"}


def test_a_group_that_people_hid_themselves_counts_as_hidden():
    groups = [seen("women", status=ValueStatus.SUPPRESSED), seen("men", value=50.0, n=300)]
    assert set(hidden(groups, PERCENT)) == {"ob_women", "ob_men"}


@pytest.mark.parametrize(
    "other", [{"dimension": "Age"}, {"start": "2026-10-01", "end": "2026-12-31"}], ids=["dimension", "period"]
)
def test_another_dimension_or_period_is_left_alone(other: dict[str, str]):
    groups = [seen("women", value=50.0, n=8), seen("men", value=50.0, n=300, **other)]
    assert set(hidden(groups, PERCENT)) == {"ob_women"}


@pytest.mark.parametrize(
    "spelled",
    [{"dimension": " SEX "}, {"start": "2026-07", "end": "2026-09"}, {"scheme": "local"}],
    ids=["dimension", "period", "scheme"],
)
def test_another_spelling_is_the_same_table(spelled: dict[str, str]):
    groups = [seen("women", value=50.0, n=8), seen("men", value=50.0, n=300, **spelled)]
    assert set(hidden(groups, PERCENT)) == {"ob_women", "ob_men"}


def test_each_scheme_of_a_dimension_is_a_table_of_its_own():
    old = [seen("a", value=50.0, n=8, scheme="old"), seen("b", value=50.0, n=90, scheme="old")]
    new = [seen("c", value=50.0, n=8, scheme="new"), seen("d", value=50.0, n=90, scheme="new")]
    assert set(hidden([*old, *new], PERCENT)) == {"ob_a", "ob_b", "ob_c", "ob_d"}


def test_a_second_value_of_a_hidden_group_is_hidden_too():
    first, second = seen("women", value=50.0, n=8), seen("women", value=50.0, n=200)
    again = second.model_copy(update={"id": "ob_again"})
    assert set(hidden([first, again], PERCENT)) == {"ob_women", "ob_again"}


sizes = st.integers(0, 60)


@given(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=6))
def test_no_small_count_and_no_single_gap_is_ever_left(pairs: list[tuple[int, int]]):
    groups = [
        seen(f"g{at}", value=100 * part / (part + rest) if part + rest else 0.0, n=part + rest)
        for at, (part, rest) in enumerate(pairs)
    ]
    kept = hidden(groups, PERCENT)
    shown = [pair for at, pair in enumerate(pairs) if f"ob_g{at}" not in kept]
    assert all(part + rest >= 10 for part, rest in shown)
    assert not any(0 < people < 10 for pair in shown for people in pair)
    assert len(kept) != 1 or not shown


def test_the_report_prints_nothing_of_a_hidden_group_and_says_why():
    small = seen("women", value=37.5, n=8, numerator=3.0, margin=4.4, note="Only three of them", entered_on="2027-01")
    large = [seen("men", value=61.3, n=71), seen("others", value=52.9, n=401)]
    plan = blank_plan().model_copy(update={"measures": Records([PERCENT]), "observations": Records([small, *large])})
    shown = Page(progress(plan)).text
    for given_away in ("37.5", "Only three", " 8 ", "4.4", "61.3", "71"):
        assert given_away not in shown
    assert "52.9 percent 401 counted" in shown
    assert f"women Sex {SUPPRESSED} not shown 01/2027 not shown" in shown
    assert f"men Sex {SUPPRESSED} not shown" in shown
    assert "Groups under 10 are not shown" in shown
    assert "This is basic suppression" in shown


def test_a_note_on_suppression_stands_only_where_something_is_hidden():
    plan = blank_plan().model_copy(
        update={"measures": Records([PERCENT]), "observations": Records([seen("men", value=50.0, n=400)])}
    )
    assert "suppression" not in Page(progress(plan)).text


@pytest.mark.parametrize("measure", [None, "me_gone"])
def test_groups_without_a_measure_are_held_to_ten(measure: str | None):
    loose = seen("women", value=50.0, n=9).model_copy(update={"measure": measure})
    shown = Page(progress(blank_plan().model_copy(update={"observations": Records([loose])}))).text
    assert "Observations without a measure" in shown
    assert SUPPRESSED in shown
    assert "50" not in shown

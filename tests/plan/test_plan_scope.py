"""Step 1, what stands beside the rating, and a pasted list that becomes changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.calendar import first_day, months_until
from jqtools.plan.control import Action, Element, rating
from jqtools.plan.planfile import plan_text
from jqtools.plan.quick import MAX_LINES, lines_of, with_changes
from jqtools.plan.scope import BANDS, bands, feasibility

TODAY = date(2026, 7, 10)
PASTED = """
 1. Pay scale of our own staff
2) Score wages in the next RFP

- [ ] Ask workers twice a year
\u2022\tPost schedules 14 days ahead
* pay scale of OUR own  staff
3.5 percent raise
"""


@pytest.mark.parametrize(
    ("window", "months"),
    [
        *(("2026-07-01", 0), ("2026-07-31", 0), ("2026-12-01", 5), ("2027-01", 6), ("2026-06-30", -1)),
        *(("2026-07", 0), ("2026", 0), ("2025", -7), ("", None), ("soon", None)),
    ],
)
def test_months_until_an_opening_are_counted_by_the_calendar(window: str, months: int | None):
    assert months_until(window, TODAY) == months


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_months_until_a_day_are_the_months_that_turn(day: date, today: date):
    turned = (day.year, day.month) > (today.year, today.month)
    months = months_until(day.isoformat(), today)
    assert (months > 0) is turned
    assert first_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ({}, "Data: not said yet. Next opening: not said yet."),
        ({"data_access": 2, "window": "2026-12-01"}, "Data: on request or by agreement. Next opening in 5 months."),
        ({"data_access": 0, "window": "2026-08"}, "Data: none. Next opening in 1 month."),
        ({"data_access": 3, "window": "2026-07"}, "Data: in hand. Next opening: this month."),
        ({"data_access": 1, "window": "2026-07-09"}, "Data: would have to be built. The opening is past: when is"),
    ],
)
def test_data_and_opening_stand_beside_the_rating_and_no_data_is_not_silence(element: dict, words: str):
    known = Element(id="el_a", authority=3, implementation=2, **element)
    assert feasibility(known, TODAY).startswith(words)
    assert rating(known) == rating(known.model_copy(update={"data_access": None, "window": ""}))


def test_every_change_is_in_one_band_and_one_without_a_rating_in_none(examples: dict[str, Plan]):
    for plan in [*examples.values(), blank_plan()]:
        by_band = bands(plan.elements)
        assert list(by_band) == [*BANDS, None, Action.PARK]
        assert sorted(each.id for found in by_band.values() for each in found) == sorted(plan.elements.ids())
        assert all(rating(each) is band for band, found in by_band.items() for each in found)


def test_a_pasted_list_loses_its_bullets_blank_lines_and_what_comes_twice():
    assert lines_of(PASTED) == (
        "Pay scale of our own staff",
        "Score wages in the next RFP",
        "Ask workers twice a year",
        "Post schedules 14 days ahead",
        "3.5 percent raise",
    )


def test_pasting_the_same_list_again_adds_nothing_and_keeps_what_is_there():
    once, added = with_changes(blank_plan(), PASTED)
    again, none = with_changes(once, PASTED + "\none more")
    assert (added, none) == (5, 1)
    assert again.elements[:5] == once.elements
    assert again.elements[5].text == "one more"


def test_a_long_list_is_taken_in_parts():
    many = "\n".join(f"change {n}" for n in range(MAX_LINES + 5))
    first, added = with_changes(blank_plan(), many)
    assert added == MAX_LINES
    assert with_changes(first, many)[1] == 5


def test_a_line_whose_id_is_taken_by_a_reworded_change_gets_another():
    plan, _ = with_changes(blank_plan(), "Pay scale")
    reworded = plan.elements.with_record(plan.elements[0].model_copy(update={"text": "Pay steps"}))
    again, added = with_changes(plan.model_copy(update={"elements": reworded}), "Pay scale")
    assert added == 1
    assert [each.text for each in again.elements] == ["Pay steps", "Pay scale"]


@given(st.text(max_size=300))
def test_whatever_is_pasted_fits_a_plan_file(pasted: str):
    plan, added = with_changes(blank_plan(), pasted)
    assert len(plan.elements) == added
    assert parse_plan(plan_text(plan)).elements == plan.elements

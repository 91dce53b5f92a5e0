"""The trial of a scoring on past bids: what a visitor types, and what the page says of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jqtools.app import scoring_views
from jqtools.app.scoring_form import fraction_of, share_of
from jqtools.plan import Plan, blank_plan
from jqtools.plan.planfile import with_section

ITEMS = {
    "sr_a": {"criterion": "Price", "points": 80},
    "sr_b": {"criterion": "Wages", "points": 20, "job_quality": True, "minimum": "wage floor"},
    "sr_c": {"criterion": "Panel"},
}
BIDS = {
    **{"name_0": "Low", "points_sr_a_0": "80", "points_sr_b_0": "5"},
    **{"name_1": "Fair", "points_sr_a_1": "70", "points_sr_b_1": "20"},
}


@pytest.fixture
def plan() -> Plan:
    """A plan with two criteria that have points, and one that has none yet."""
    scoring = {"order": list(ITEMS), "items": ITEMS}
    chosen = with_section(blank_plan(), "choice", {"primary": "procurement"})
    return with_section(chosen, "lever_details", {"procurement": {"scoring": scoring}})


def test_the_criteria_of_the_plan_are_shown_and_those_without_points_are_left_out_and_named(plan: Plan):
    shown = scoring_views.scoring_shown(plan)
    assert [(row["name"], row["words"], row["minimum"]) for row in shown["rows"]] == [
        ("Price", "At most 80.", ""),
        ("Wages", "At most 20.", "wage floor"),
    ]
    assert shown["total"] == "Your criteria have 100 points in all, 20 of them for job quality."
    assert shown["left"] == "Left out, because they have no points yet: Panel."
    assert (shown["chosen"], shown["illustration"]) == (True, False)
    empty = scoring_views.scoring_shown(blank_plan())
    assert (empty["chosen"], empty["rows"], empty["illustration"]) == (False, [], True)


def test_the_orders_with_and_without_job_quality_and_the_points_between_them_are_told(plan: Plan):
    answer, said = scoring_views.tried(plan, BIDS)
    assert said == "Fair is on top. Job quality changes who is on top."
    assert answer["lines"] == [["Fair", "1", "90", "2", "70"], ["Low", "2", "85", "1", "80"]]
    assert answer["sentences"] == [
        "Without the job quality criteria the order is: Low, then Fair.",
        "At 13 1/3 job quality points in all, Low and Fair are tied. With more, Fair is on top. 14 is the smallest"
        " whole number that does it. You give 20.",
    ]


def test_a_bid_that_does_not_meet_a_minimum_is_out_and_said_so(plan: Plan):
    answer, said = scoring_views.tried(plan, {**BIDS, "fails_sr_b_1": "yes"})
    assert said == "Low is on top. Job quality does not change that."
    assert answer["lines"][1] == ["Fair", "Out", "", "2", "70"]
    assert answer["sentences"][-1] == "Fair is out. It is below the minimum of: Wages."
    _answer, said = scoring_views.tried(plan, {**BIDS, "fails_sr_b_0": "yes", "fails_sr_b_1": "yes"})
    assert said == "Every bid is below a minimum, so none is on top."


def test_ties_are_told_as_ties(plan: Plan):
    answer, said = scoring_views.tried(plan, {**BIDS, "points_sr_a_0": "85", "points_sr_a_1": "70"})
    assert "errors" in answer
    tied = {**BIDS, "points_sr_a_0": "70", "points_sr_b_0": "20"}
    answer, said = scoring_views.tried(plan, tied)
    assert said == "Low and Fair are tied on top. Job quality does not change that."
    assert answer["sentences"] == [
        "Without the job quality criteria the order is: Low and Fair (tied).",
        "No number of job quality points changes who is on top. The other points stay as they are.",
    ]
    answer, _said = scoring_views.tried(plan, {**tied, "points_sr_b_0": "19"})
    assert answer["sentences"][1].endswith("Any points for job quality change that: Fair is on top.")


def test_the_wage_formula_turns_a_share_of_workers_into_points(plan: Plan):
    wage = {**BIDS, "wage": "sr_b", "floor": "50%", "points_sr_b_0": "75", "points_sr_b_1": "100"}
    answer, _said = scoring_views.tried(plan, wage)
    assert {name: points for name, _place, points, *_rest in answer["lines"]} == {"Low": "90", "Fair": "90"}
    answer, _said = scoring_views.tried(plan, {**wage, "floor": "100", "points_sr_b_1": "101"})
    assert answer["errors"] == {
        "floor": "Give a percent from 0 to under 100, such as 50.",
        "points_sr_b_1": "Give a percent from 0 to 100, such as 85.",
    }


def test_what_is_missing_is_asked_for_and_never_taken_as_0(plan: Plan):
    answer, said = scoring_views.tried(plan, {"name_0": "Low", "points_sr_a_0": "80", "name_1": "Low"})
    assert said == "Nothing worked out yet: mend 4 answers."
    assert answer["errors"] == {
        "points_sr_b_0": "Give points from 0 to 20.",
        "points_sr_a_1": "Give points from 0 to 80.",
        "points_sr_b_1": "Give points from 0 to 20.",
        "name_1": "This name is there already. Give each bid its own.",
    }
    assert scoring_views.tried(blank_plan(), BIDS) == ({}, "Give your criteria points first.")


@pytest.mark.parametrize("text", ["", "-1", "NaN", "Infinity", "1e999", "1e-999", "<b>", "9" * 40, "1_0", "ten"])
def test_only_a_plain_number_is_taken_as_points(text: str):
    assert fraction_of(text) is None


def test_numbers_are_read_and_written_exactly():
    assert (fraction_of("1,200.5"), share_of("12.5%")) == (Fraction(2401, 2), Fraction(1, 8))
    words = [scoring_views.number_words(Fraction(n)) for n in ("0", "5/2", "40/3", "1/3", "250/41")]
    assert words == ["0", "2.5", "13 1/3", "1/3", "about 6.1"]


def test_a_scoring_without_job_quality_says_what_to_mark(plan: Plan):
    items = {"sr_a": ITEMS["sr_a"]}
    plain = with_section(plan, "lever_details", {"procurement": {"scoring": {"order": ["sr_a"], "items": items}}})
    answer, _said = scoring_views.tried(plain, BIDS)
    assert answer["sentences"][1].startswith("None of your criteria is about job quality.")

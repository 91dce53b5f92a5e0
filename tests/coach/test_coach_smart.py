"""SMART goals: a line for each of the five, with what is there or what lacks, and never a sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.coach.smart import Line, outcomes_of, smart
from jqtools.plan import Plan
from jqtools.plan.logic import Goal
from jqtools.plan.records import Records
from tests.coach.coach_plans import BLANK, ENFORCE, GOOD, WEAK

NAMES = ["Specific", "Measurable", "Achievable", "Relevant", "Time-bound"]
THE_GOAL = GOOD.goals[0]


def line(name: str, plan: Plan = GOOD, **changes: object) -> Line:
    """One of the five lines about the procurement goal with something changed."""
    changed = THE_GOAL.model_copy(update=changes)
    return dict(zip(NAMES, smart(changed, plan), strict=True))[name]


def without(plan: Plan, **sections: object) -> Plan:
    return plan.model_copy(update=sections)


@pytest.mark.parametrize("plan", [GOOD, ENFORCE], ids=["procurement", "enforcement"])
def test_a_good_goal_has_all_five(plan: Plan):
    lines = smart(plan.goals[0], plan)
    assert [each.name for each in lines] == NAMES
    assert all(each.there for each in lines)


def test_a_weak_goal_has_none_and_each_line_says_what_to_do():
    lines = smart(WEAK.goals[0], WEAK)
    assert not any(each.there for each in lines)
    assert lines[0].sentence() == (
        "Specific: not yet. It does not say whose jobs change. Name them under “Whose jobs”."
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": " "}, "Write what will be different"),
        ({"population": ""}, "does not say whose jobs change"),
        ({"population": "small firms"}, "Check that “small firms” names people: say who"),
        ({"text": "Raise the wage and provide childcare"}, "Make “provide childcare” a goal of its own."),
    ],
)
def test_what_keeps_a_goal_from_being_specific(changes: dict[str, str], why: str):
    found = line("Specific", **changes)
    assert not found.there
    assert why in found.why


def test_a_goal_is_measurable_by_the_targets_of_its_outcomes():
    assert line("Measurable").why == "6 measures of its outcomes have a target."
    one = next(each for each in GOOD.measures if each.name.startswith("Contract workers"))
    assert line("Measurable", without(GOOD, measures=Records([one]))).why.startswith("1 measure of its outcomes has")
    aimless = one.model_copy(update={"target": one.target.model_copy(update={"value": None})})
    assert "no target yet" in line("Measurable", without(GOOD, measures=Records([aimless]))).why
    unclear = one.model_copy(update={"name": "Wages up 10%"})
    assert "“Wages up 10%” may mean" in line("Measurable", without(GOOD, measures=Records([unclear]))).why
    assert "no measure yet" in line("Measurable", without(GOOD, measures=Records())).why
    assert "No outcome" in line("Measurable", without(GOOD, logic=BLANK.logic)).why
    assert "percentage points" in line("Measurable", text="Pay goes up 10%").why


def test_a_target_of_zero_is_a_target():
    one = GOOD.measures[0]
    zero = one.model_copy(update={"target": one.target.model_copy(update={"value": 0})})
    assert line("Measurable", without(GOOD, measures=Records([zero]))).there


def test_an_outcome_that_names_no_goal_serves_the_only_one_and_none_of_two():
    nodes = Records(node.model_copy(update={"goal": None}) for node in GOOD.logic.nodes)
    nameless = without(GOOD, logic=GOOD.logic.model_copy(update={"nodes": nodes}))
    assert len(outcomes_of(THE_GOAL, nameless)) == 5
    assert outcomes_of(THE_GOAL, without(nameless, goals=Records([THE_GOAL, Goal(id="go_b")]))) == ()


def test_a_goal_is_achievable_when_activities_work_on_what_you_control():
    assert "Step 1 keeps nothing yet" in line("Achievable", without(GOOD, elements=Records())).why
    assert "No activity works on" in line("Achievable", without(GOOD, logic=BLANK.logic)).why


def test_a_goal_is_relevant_to_a_known_part_of_job_quality():
    assert line("Relevant").why == "It is about Earnings, Schedules."
    assert not line("Relevant", principles=("something else",)).there


@pytest.mark.parametrize(
    ("day", "there", "why"),
    [
        ("2029-06", True, "It has a date: 06/2029."),
        ("2029", True, "It has a date: 2029."),
        ("", False, "It has no date."),
        ("2026-06", False, "06/2026 is before the plan begins (07/01/2026)."),
        ("2029-07", False, "07/2029 is after the plan ends (06/30/2029)."),
    ],
)
def test_a_goal_has_a_date_within_the_plan(day: str, there: bool, why: str):
    found = line("Time-bound", by_date=day)
    assert found.there is there
    assert found.why.startswith(why)


WORDS = st.text(st.characters(exclude_categories=("C",)))


@given(WORDS, WORDS)
def test_any_words_get_five_lines_with_a_reason_each(text: str, population: str):
    lines = smart(Goal(id="go_x", text=text, population=population), BLANK)
    assert [each.name for each in lines] == NAMES
    assert all(each.why for each in lines)

"""Step 4: the cost of taking part as an input, and how many people it takes to show every group."""

from __future__ import annotations

import pytest

from jqtools.app import cell_planning, equity_views
from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.equity import COST_BOX
from jqtools.plan.planfile import with_section
from tests.app.workbooks import EQUITY, GOALS, Open
from tests.conftest import PLANS

FORM = {
    **{"people": "200", "rate": "40", "years": "1"},
    **{"name_0": "White", "share_0": "60", "name_1": "Black", "share_1": "30%"},
    **{"name_2": "Asian", "share_2": "6", "merge_2": "Asian or Pacific Islander"},
    **{"name_4": "Pacific Islander", "share_4": "4", "merge_4": "Asian or Pacific Islander"},
}


@pytest.fixture
def example() -> Plan:
    """The example plan that starts with procurement."""
    return parse_plan((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def test_the_cost_is_a_total_that_says_how_it_is_worked_out(example: Plan):
    shown = equity_views.cost_shown(example, lambda path: f"#{path}")
    assert shown["total"] == "Total: $6,480.00 for 1 group."
    assert shown["lines"] == [
        "nine workers from three contract types:"
        " 9 people x 6 sessions x 2 hours x $35.00 + $2,700.00 supports = $6,480.00."
    ]
    assert (shown["open"], shown["there"], shown["href"]) == ([], "", "")


def test_missing_amounts_are_named_and_the_total_is_so_far(example: Plan):
    board = {"who": "board", "people": 3, "sessions": 2}
    items = {"en_a": {"who": "panel", "people": 1, "sessions": 1, "hours": 1, "rate": 20}, "en_b": board}
    plan = with_section(example, "engagements", {"order": list(items), "items": items})
    shown = equity_views.cost_shown(plan, str)
    assert shown["total"] == "Total so far: $20.00 for 1 group. 1 not counted yet."
    assert shown["open"] == [
        "panel: in the total without supports, which has no amount yet.",
        "board: not in the total. Still missing: hours a session, hourly rate, supports.",
    ]
    unknown = with_section(example, "engagements", {"order": ["en_b"], "items": {"en_b": board}})
    assert equity_views.cost_shown(unknown, str)["total"].startswith("No total yet")
    assert equity_views.cost_shown(blank_plan(), str)["button"] == ""


def test_a_click_makes_the_cost_an_input_once_and_undo_takes_it_back(opened: Open, example: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(example)
    total = workbook.engagement_cost()
    assert total.shown["button"] == "Add this cost to your inputs"
    total.act("add")
    assert workbook.session.plan.logic.nodes.get(COST_BOX).amount == 6480
    assert total.said.startswith("Added to your inputs: $6,480.00.")
    assert (total.shown["button"], total.shown["there"]) == ("", "as an input of your logic model.")
    with_cost = workbook.session.plan
    total.act("add")
    assert workbook.session.plan is with_cost
    assert COST_BOX in opened(GOALS).board().value["nodes"]["order"]
    workbook.session.undo()
    assert workbook.session.plan.logic == example.logic


def test_a_total_that_changed_is_offered_as_a_new_amount(example: Plan):
    plan, _said = equity_views.cost_change(example, "add")
    dearer = plan.engagements[0].model_copy(update={"rate": 40})
    changed = plan.model_copy(update={"engagements": plan.engagements.with_record(dearer)})
    shown = equity_views.cost_shown(changed, str)
    assert shown["button"] == "Update the amount in your inputs"
    assert shown["there"] == "with $6,480.00; the total is now $7,020.00."
    updated, said = equity_views.cost_change(changed, "add")
    assert (updated.logic.nodes.get(COST_BOX).amount, said) == (7020, "The input in your plan is now $7,020.00.")


@pytest.mark.parametrize("verb", ["", "remove", "sorcery"])
def test_a_click_that_is_none_changes_nothing(example: Plan, verb: str):
    assert equity_views.cost_change(example, verb) == (example, "")
    empty = blank_plan()
    assert equity_views.cost_change(empty, "add") == (empty, "")


def test_the_planner_names_small_groups_the_years_to_pool_and_what_a_merge_does():
    table, said = cell_planning.planned(FORM)
    assert said == (
        "After 1 year, 2 of 4 groups will be too small to show: Asian; Pacific Islander. Pool 4 years to show them all."
    )
    assert table["caption"] == "Who can be shown: 200 people a year, groups of at least 10"
    assert [row[-1] for row in table["rows"]] == ["1", "1", "3", "4", "2"]
    assert table["rows"][-1][0] == "Asian or Pacific Islander (together: Asian, Pacific Islander)"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"people": "many"}, "people"),
        ({"people": "nan"}, "people"),
        ({"people": "1e99"}, "people"),
        ({"people": "12.5"}, "people"),
        ({"years": "0"}, "years"),
        ({"rate": "140"}, "rate"),
        ({"share_1": ""}, "share_1"),
        ({"share_1": "90"}, "share_4"),
        ({"name_1": ""}, "name_1"),
        ({"name_1": "White"}, "name_1"),
        ({"merge_4": ""}, "merge_2"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_worked_out(wrong: dict[str, str], field: str):
    shown, said = cell_planning.planned({**FORM, **wrong})
    assert list(shown) == ["errors"]
    assert list(shown["errors"]) == [field]
    assert said == "Nothing worked out yet: mend 1 answer."


def test_people_may_be_in_several_groups_when_the_form_says_so():
    shown, _said = cell_planning.planned({**FORM, "share_1": "90", "overlap": "yes"})
    assert len(shown["rows"]) == 5


def test_nobody_is_hidden_in_a_group_called_other():
    shown, said = cell_planning.planned({**FORM, "merge_2": "Other", "merge_4": "Other"})
    assert "rows" not in shown
    assert said.startswith("A merge called 'Other' hides who is in it")


def test_an_empty_form_says_what_to_fill_in():
    shown, _said = cell_planning.planned({})
    assert set(shown["errors"]) == {"people", "years", "name_0", "share_0"}


def test_the_planner_keeps_nothing_in_the_plan(opened: Open, example: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(example)
    planner, before = workbook.cell_planner(), workbook.session.plan
    planner.act("plan", FORM)
    assert planner.shown["rows"]
    assert planner.said.startswith("After 1 year")
    planner.act("sorcery", FORM)
    assert workbook.session.plan is before

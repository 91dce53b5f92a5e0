"""Step 2: what its widgets show of a plan, and what a click does to it."""

from __future__ import annotations

import pytest

from jqtools.app import lever_views
from jqtools.content import levers, stages
from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.lever import LeverKey
from jqtools.plan.planfile import with_section
from jqtools.plan.taking_up import WAY
from tests.app.workbooks import GOALS, LEVER, Open
from tests.conftest import PLANS

RUBRIC = {"lever": "procurement", "stage": "evaluation", "sort": WAY, "words": "Score by a written rubric"}


@pytest.fixture
def example() -> Plan:
    """The example plan that starts with procurement."""
    return parse_plan((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def test_there_is_a_card_for_every_lever_and_one_fits_best(example: Plan):
    cards = lever_views.cards(example)
    assert [card["key"] for card in cards] == list(levers())
    assert [card["key"] for card in cards if card["best"]] == ["procurement"]
    assert not [card for card in lever_views.cards(blank_plan()) if card["best"] or card["score"] or card["gate"]]


def test_a_card_names_two_changes_at_most_and_counts_the_rest(example: Plan):
    fits = {card["key"]: card["fit"] for card in lever_views.cards(example)}
    assert fits["procurement"].startswith("3 changes in your scope work through it, at best under direct control: ")
    assert fits["procurement"].endswith("; and 1 more.")
    assert fits["policy"].startswith("1 change in your scope works through it")
    assert fits["empowerment"] == "Nothing in scope works through this lever."


def test_a_long_change_is_cut_on_the_card():
    kept = {"text": "word " * 60, "kind": "contract_term", "authority": 3, "implementation": 3, "action": "keep"}
    plan = with_section(blank_plan(), "elements", {"order": ["el_a"], "items": {"el_a": kept}})
    assert lever_views.cards(plan)[0]["fit"].endswith("word word….")


def test_a_lever_that_is_barred_says_so_and_has_no_score(example: Plan):
    barred = with_section(example, "levers", {"policy": {"legal": 0}})
    card = {each["key"]: each for each in lever_views.cards(barred)}["policy"]
    assert (card["gate"], card["score"]) == ("Not available: the law bars it.", "")
    assert lever_views.cards(example)[0]["score"] == "Score 88 of 100"


def test_the_stages_of_the_chosen_levers_are_shown_and_of_no_others(example: Plan):
    shown = lever_views.stage_lists(example, lambda path: f"#{path}")["levers"]
    assert [lever["key"] for lever in shown] == [LeverKey.PROCUREMENT]
    assert [stage["key"] for stage in shown[0]["stages"]] == list(stages()["procurement"])
    assert lever_views.stage_lists(blank_plan(), str) == {
        "levers": [],
        "first": {"words": "Choose a lever first.", "href": "choice"},
        "empty": "Its stages then stand here.",
    }


def test_what_is_in_the_plan_is_ticked_counted_and_linked(example: Plan):
    plan, said = lever_views.stage_change(example, "take", RUBRIC)
    assert said == "Added to your activities: Score by a written rubric."
    stage = lever_views.stage_lists(plan, lambda path: f"#{path}")["levers"][0]["stages"][3]
    (ticked,) = [each for each in stage[WAY] if each["taken"]]
    assert (stage["told"], ticked["words"]) == ("1 in your plan", RUBRIC["words"])
    assert ticked["href"] == f"#logic/{plan.logic.nodes[-1].id}"


def test_a_tick_that_is_taken_off_takes_it_out_unless_somebody_worked_on_it(example: Plan):
    plan, _said = lever_views.stage_change(example, "take", RUBRIC)
    gone, said = lever_views.stage_change(plan, "leave", RUBRIC)
    assert (gone.logic, said) == (example.logic, "Taken out of your activities: Score by a written rubric.")
    node = plan.logic.nodes[-1].model_copy(update={"owner": "Purchasing"})
    logic = plan.logic.model_copy(update={"nodes": plan.logic.nodes.with_record(node)})
    worked = plan.model_copy(update={"logic": logic})
    kept, said = lever_views.stage_change(worked, "leave", RUBRIC)
    assert kept is worked
    assert "stays in your plan" in said


@pytest.mark.parametrize(
    ("verb", "about"),
    [("sorcery", RUBRIC), ("take", {}), ("take", {**RUBRIC, "words": "<b>"}), ("leave", RUBRIC)],
)
def test_a_click_that_names_nothing_does_nothing(verb: str, about: dict[str, str]):
    plan = blank_plan()
    assert lever_views.stage_change(plan, verb, about) == (plan, "")


def test_a_tick_on_the_page_changes_the_plan_and_undo_takes_it_back(opened: Open, example: Plan):
    workbook = opened(LEVER)
    workbook.session.open(example)
    table, details = workbook.stage_table(), workbook.lever_details()
    table.act("take", RUBRIC)
    assert workbook.session.plan.logic.nodes[-1].text == RUBRIC["words"]
    assert table.said.startswith("Added to your activities: Score by a written rubric.")
    assert details.value["procurement"]["stages"] == ["evaluation"]
    assert opened(GOALS).board().value["nodes"]["order"][-1] == workbook.session.plan.logic.nodes[-1].id
    workbook.session.undo()
    assert workbook.session.plan.logic == example.logic


def test_what_is_chosen_on_a_card_is_in_the_plan(opened: Open):
    workbook = opened(LEVER)
    cards = workbook.choice()
    cards.value = {**cards.value, "primary": "policy", "secondary": "empowerment"}
    assert workbook.session.plan.choice.chosen() == (LeverKey.POLICY, LeverKey.EMPOWERMENT)


def test_what_was_written_for_a_lever_that_is_given_up_is_kept_and_that_is_said(opened: Open, example: Plan):
    workbook = opened(LEVER)
    cards = workbook.choice()
    workbook.session.open(example)
    assert not any(card["kept"] for card in cards.cards)
    cards.value = {**cards.value, "primary": "policy", "secondary": None}
    kept = {card["key"]: card["kept"] for card in cards.cards if card["kept"]}
    assert kept == {"procurement": "What you wrote and ticked for Procurement is kept."}
    assert workbook.session.plan.lever_details == example.lever_details


def test_what_step_1_suggests_stands_beside_the_scores_and_fills_in_none(opened: Open, example: Plan):
    workbook = opened(LEVER)
    matrix = workbook.lever_scores()
    assert matrix.suggested["procurement"] == {}
    workbook.session.open(example)
    found = matrix.suggested["procurement"]["control"]
    assert found["level"] == 3
    assert found["why"].endswith("at best under direct control.")
    assert workbook.session.plan.levers == example.levers


def test_the_helpers_of_a_lever_follow_the_plan_and_bids_are_never_in_it(opened: Open, example: Plan):
    workbook = opened(LEVER)
    grid, trial, none = workbook.lever_helpers().children
    details = workbook.lever_details()
    assert not grid.shown["chosen"]
    assert not trial.shown["chosen"]
    assert '<a href="#choice">Choose a lever first.</a>' in none.value
    trial.act("fill")
    assert len(details.value["procurement"]["scoring"]["order"]) == 7
    assert trial.said.startswith("The illustration is filled in above")
    bids = {f"{name}_{at}": "1" for at in (0, 1) for name in (f"points_{row['id']}" for row in trial.shown["rows"])}
    before = workbook.session.plan
    trial.act("try", {**bids, "name_0": "A", "name_1": "B"})
    assert trial.said == "A and B are tied on top. Job quality does not change that."
    trial.act("try", {})
    assert trial.answer["errors"]["name_0"] == "Give the bid a name."
    assert workbook.session.plan is before
    workbook.session.open(example)
    assert trial.answer == {}
    assert "Choose a lever" not in none.value
    grid.act("choose", {"level": "program", "type": "sermon"})
    assert details.value["policy"]["types"] == ["sermon"]
    workbook.session.undo()
    assert workbook.session.plan.lever_details == example.lever_details


def test_the_stages_of_working_life_say_which_are_chosen():
    plan = with_section(blank_plan(), "choice", {"primary": "hr_practices"})
    first = next(iter(stages()["hr_practices"]))
    chosen = with_section(plan, "lever_details", {"hr_practices": {"stages": [first]}})
    (lever,) = lever_views.stage_lists(chosen, str)["levers"]
    assert lever["strip"] == "The stages of working life"
    assert [stage["key"] for stage in lever["stages"] if stage["worked_on"]] == [first]
    (policy,) = lever_views.stage_lists(with_section(plan, "choice", {"primary": "policy"}), str)["levers"]
    assert policy["strip"] == ""

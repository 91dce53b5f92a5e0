"""Step 2 as a visitor uses it: a lever is chosen on its card, and a stage is taken up with ticks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from jqtools.plan.lever import LeverKey
from tests.browser.walker import Visitor
from tests.conftest import PLANS

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def example() -> dict[str, Any]:
    """The example plan that starts with procurement, as it stands in its file."""
    return json.loads((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def hold(visitor: Visitor, plan: dict[str, Any], folder: Path) -> None:
    """Put a plan into the visitor's browser."""
    file = folder / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    visitor.hold(file)


def test_a_lever_is_chosen_on_its_card_and_its_stages_go_into_the_plan(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    page.get_by_label("Start with this: Policy").check()
    page.get_by_label("Also use this: Procurement").check()
    expect(page.get_by_text("You start with Policy. You also use Procurement.")).to_be_visible()
    expect(page.get_by_label("Why two levers")).to_be_visible()
    page.get_by_label("Start with this: Procurement").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("You start with Procurement.", exact=True)).to_be_visible()
    page.locator(".jq-part > summary", has=page.get_by_text("Evaluation", exact=True)).click()
    tick = page.get_by_role("checkbox", name="Score by a written rubric")
    tick.check()
    expect(page.get_by_role("link", name="See it in your plan: Score by a written rubric")).to_be_visible()
    expect(tick).to_be_focused()
    plan = visitor.plan()
    assert plan.choice.chosen() == (LeverKey.PROCUREMENT,)
    assert [node.text for node in plan.logic.nodes] == ["Score by a written rubric"]
    assert not visitor.troubles


def test_a_phone_asks_one_question_at_a_time_and_says_how_many_levers_are_scored(
    visitor: Visitor, example: dict[str, Any], tmp_path: Path
) -> None:
    for lever in ("policy", "empowerment"):
        example["levers"][lever]["depth"] = None
    hold(visitor, example, tmp_path)
    page = visitor.page
    page.set_viewport_size(PHONE)
    visitor.open(2)
    folds = page.locator(".jq-folds > details")
    depth = folds.nth(2)
    expect(depth).to_have_attribute("open", "")
    expect(page.locator(".jq-folds > details[open]")).to_have_count(1)
    expect(depth.locator("summary").first).to_contain_text("(3 of 5 scored) Procurement 3, Policy not scored")
    expect(depth.get_by_text("1: one feature a little")).to_be_visible()
    radio = page.get_by_role("group", name="Depth, Policy", exact=True).get_by_role(
        "radio", name="2, one feature a lot"
    )
    radio.focus()
    page.keyboard.press("Space")
    expect(depth.locator("summary").first).to_contain_text("(4 of 5 scored) Procurement 3, Policy 2")
    expect(radio).to_be_focused()
    expect(depth).to_have_attribute("open", "")
    assert visitor.plan().levers.policy.depth == 2
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.locator(".jq-matrix tfoot td[data-label=Empowerment]")).to_have_text("1 question not scored yet")
    expect(page.locator(".jq-folds")).to_have_count(0)
    assert not visitor.troubles


def test_a_suggested_score_is_taken_only_with_its_button_and_undo_gives_it_back(
    visitor: Visitor, example: dict[str, Any], tmp_path: Path
) -> None:
    example["levers"]["procurement"].update(control=2, data=None, legal=None)
    hold(visitor, example, tmp_path)
    visitor.open(2)
    page = visitor.page
    everything = page.get_by_role("button", name="Take all suggestions for empty scores (2)")
    expect(everything).to_be_visible()
    expect(page.get_by_text("Step 1 suggests scores for Data (Procurement), Legal room (Procurement)")).to_be_visible()
    before = visitor.plan().levers
    assert (before.procurement.data, before.procurement.control) == (None, 2)
    everything.click()
    expect(page.locator(".jq-suggestions > p")).to_be_focused()
    expect(page.get_by_role("group", name="Legal room, Procurement").get_by_role("radio").nth(3)).to_be_checked()
    taken = visitor.plan().levers.procurement
    assert (taken.data, taken.legal, taken.control) == (2, 3, 2)
    visitor.press("Take it: Control, Procurement")
    expect(page.get_by_role("group", name="Control, Procurement").get_by_role("radio").nth(3)).to_be_focused()
    assert visitor.plan().levers.procurement.control == 3
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("group", name="Control, Procurement").get_by_role("radio").nth(2)).to_be_checked()
    assert not visitor.troubles


def test_a_weight_tells_all_scores_that_it_changes_where_one_sets_it(
    visitor: Visitor, example: dict[str, Any], tmp_path: Path
) -> None:
    hold(visitor, example, tmp_path)
    visitor.open(2)
    page = visitor.page
    part = page.locator(".jq-part", has=page.locator("summary", has_text="Weights"))
    part.locator("summary").click()
    before = page.locator(".jq-matrix tfoot td").all_text_contents()
    visitor.fill("Weight of Equity", "10")
    expect(page.locator(".jq-matrix tfoot td").first).not_to_have_text(before[0])
    names = page.locator(".jq-matrix thead th").all_text_contents()[1:]
    scores = dict(zip(names, page.locator(".jq-matrix tfoot td").all_text_contents(), strict=True))
    for name, score in scores.items():
        if score.isdigit():
            expect(part.locator(".jq-note")).to_contain_text(f"{name} {score}")
    live = page.locator("#levers > .jq-sr[role=status]")
    changed = [f"{name} {score}" for (name, score), old in zip(scores.items(), before, strict=True) if score != old]
    assert len(changed) > 1
    assert live.text_content() == f"Scores of 100: {'; '.join(changed)}"
    expect(live).to_be_empty()


def test_the_row_of_stages_says_what_is_chosen_and_leads_to_each_stage(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    page.get_by_label("Start with this: HR practices").check()
    strip = page.get_by_role("list", name="The stages of working life")
    expect(strip.get_by_role("listitem")).to_have_count(8)
    visitor.unfold(page.get_by_role("checkbox", name="Separate", include_hidden=True)).check()
    last = strip.get_by_role("button").last
    expect(last).to_have_text("Separate Chosen, none picked yet")
    first, tick = strip.get_by_role("button").first, page.locator(".jq-stage-lists").first.get_by_role("checkbox").first
    expect(first).to_have_text("Job design and pay Not chosen")
    first.click()
    expect(first).to_have_text("Job design and pay Open, none picked yet")
    tick.check()
    expect(first).to_have_text("Job design and pay 1 in your plan")
    tick.uncheck()
    expect(first).to_have_text("Job design and pay Chosen, none picked yet")
    last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jq-stage-lists").last).to_be_visible()
    assert page.evaluate("() => document.activeElement.textContent").startswith("Separate")
    assert "separate" in visitor.plan().lever_details.hr_practices.stages
    assert not visitor.troubles


def test_the_names_of_the_levers_stay_in_sight_while_their_questions_are_answered(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(2)
    page = visitor.page
    last = page.locator(".jq-matrix tbody tr").last
    last.evaluate("e => e.scrollIntoView({ block: 'center' })")
    head = page.locator(".jq-matrix thead th").last
    bar = page.locator(".jq-head")
    under = bar.bounding_box()["y"] + bar.bounding_box()["height"]
    assert abs(head.bounding_box()["y"] - under) < 2
    assert last.bounding_box()["y"] > head.bounding_box()["y"]

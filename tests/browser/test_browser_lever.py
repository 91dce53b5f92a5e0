"""Step 2 as a visitor uses it: a lever is chosen on its card, and a stage is taken up with ticks."""

from __future__ import annotations

from playwright.sync_api import expect

from jqtools.plan.lever import LeverKey
from tests.browser.walker import Visitor


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

"""The board on a laptop: what is said of a box stays in it, its panel opens in sight, Enter ends its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_browser_access import still
from tests.browser.walker import Visitor
from tests.conftest import PLANS

LAPTOP = {"width": 1280, "height": 800}
# The words beside the ones that run out of their box.
RUN_OUT = """chips => chips.filter(chip => {
    const box = chip.closest(".jq-box").getBoundingClientRect(), said = chip.getBoundingClientRect();
    return said.right > box.right || chip.scrollWidth > chip.clientWidth + 1;
}).map(chip => chip.textContent)"""
IN_SIGHT = """element => {
    const { top, bottom } = element.getBoundingClientRect();
    const [head, go] = [".jq-head", ".jq-go"].map(name => document.querySelector(name).getBoundingClientRect());
    return top >= head.bottom && bottom <= go.top;
}"""


@pytest.fixture
def begun(visitor: Visitor) -> Visitor:
    """A visitor with a small model, who sees its part alone."""
    visitor.one_part()
    visitor.page.set_viewport_size(LAPTOP)
    visitor.open(3, "#part-your-logic-model")
    for kind, words in (("output", "Contracts with the wage term"), ("outcome", "Workers earn a living wage")):
        visitor.add(f"an {kind}").get_by_role("textbox").fill(words)
    return visitor


def words_of(page: Page, stage: str) -> Locator:
    return page.locator(f".jq-box-{stage} .jq-box-text").first


@pytest.mark.parametrize("panel", [False, True], ids=["alone", "beside the panel"])
def test_what_the_coach_says_of_a_box_stays_in_it(visitor: Visitor, panel: bool) -> None:
    visitor.hold(PLANS / "weak_plan_for_teaching.json")
    visitor.page.set_viewport_size(LAPTOP)
    visitor.open(3, "#logic")
    said = visitor.page.locator(".jq-chip-fix, .jq-chip-consider")
    expect(said.filter(has_text=",").first).to_be_attached()
    if panel:
        visitor.page.locator(".jq-box-outcome .jq-edit").first.click()
    still(visitor.page)
    assert said.evaluate_all(RUN_OUT) == []


def test_the_panel_opens_in_sight_beside_its_box(begun: Visitor) -> None:
    page = begun.page
    page.evaluate("() => scrollTo(0, 0)")
    outcome = page.locator(".jq-box-outcome").first
    expect(outcome.locator(".jq-chip").last).to_contain_text("still to do")
    still(page)
    outcome.locator(".jq-edit").click()
    still(page)
    panel = page.get_by_role("dialog")
    for part in (panel.locator(".jq-drawer-head"), panel.locator("select").first, outcome):
        assert part.evaluate(IN_SIGHT)
    assert panel.evaluate("panel => panel.scrollTop") == 0


def test_enter_and_escape_end_the_words_of_a_box_and_no_empty_line_stays(begun: Visitor) -> None:
    page = begun.page
    for stage, key in (("outcome", "Enter"), ("output", "Escape")):
        before = words_of(page, stage).input_value()
        words_of(page, stage).click()
        for each in ("Control+End", "Shift+Enter", "Shift+Enter", key):
            page.keyboard.press(each)
        expect(page.locator(f".jq-box-{stage} .jq-edit").first).to_be_focused()
        expect(words_of(page, stage)).to_have_value(before)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert {node.text for node in begun.plan().logic.nodes} == {
        "Contracts with the wage term",
        "Workers earn a living wage",
    }
    assert begun.troubles == []

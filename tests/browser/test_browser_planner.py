"""Before data are collected: what taking part costs, how many people are needed; and the logic model on one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.walker import Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"
GROUPS = (
    ("White", "60", ""),
    ("Black", "30", ""),
    ("Asian", "6", "Asian or Pacific"),
    ("Pacific", "4", "Asian or Pacific"),
)


@pytest.fixture
def planner(visitor: Visitor) -> Visitor:
    visitor.hold(PROCUREMENT)
    return visitor


def test_the_cost_of_taking_part_becomes_an_input_and_undo_takes_it_back(planner: Visitor) -> None:
    planner.open(4)
    page, before = planner.page, len(planner.plan().logic.nodes)
    button = page.get_by_role("button", name="Add this cost to your inputs")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="See the input in step 3")).to_be_focused()
    assert len(planner.plan().logic.nodes) == before + 1
    page.get_by_role("button", name="Undo").click()
    expect(button).to_be_visible()
    assert len(planner.plan().logic.nodes) == before


def test_groups_that_will_be_too_small_are_told_before_anybody_is_asked(planner: Visitor) -> None:
    planner.open(4)
    page = planner.page
    part = page.locator(".jq-planner")
    part.locator("summary").first.click()
    part.get_by_label("How many people answer in one year").fill("200")
    for number, (name, percent, shown_as) in enumerate(GROUPS, start=1):
        if number > 2:
            part.get_by_role("button", name="Add a group").click()
        part.get_by_label(f"Name, group {number}", exact=True).fill(name)
        part.get_by_label(f"Percent of people, group {number}").fill(percent)
        part.get_by_label(f"May be shown as, group {number}").fill(shown_as)
    part.get_by_role("button", name="Work out").click()
    expect(part.get_by_role("table")).to_contain_text("Asian or Pacific")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert part.locator(".scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
    part.get_by_label("How many people answer in one year").fill("many")
    part.get_by_role("button", name="Work out").click()
    expect(part.locator(".jq-error:visible").first).to_be_visible()
    assert not planner.troubles


def test_the_logic_model_can_be_taken_away_on_one_page(planner: Visitor) -> None:
    planner.open(3)
    planner.unfold(planner.page.get_by_role("button", name="Download one page", include_hidden=True))
    text = planner.download("Download one page")
    assert text.startswith("<!doctype html>")
    assert "Contract workers are paid a living wage" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")

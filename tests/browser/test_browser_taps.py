"""What is tapped right after a field stays under the finger, and a card that was only added is left in peace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS

PHONE = {"width": 390, "height": 844}
WORDS = "Home care aides under county contracts earn a living wage and know their hours two weeks ahead"


@pytest.fixture
def phone(profile: Callable[..., BrowserContext], address: str) -> Visitor:
    """A visitor with a phone."""
    return Visitor(profile(viewport=PHONE, has_touch=True).new_page(), address)


def tap(target: Locator) -> None:
    """Tap where the target is now, whatever the tap moves."""
    target.evaluate("e => e.scrollIntoView({ block: 'center' })")
    box = target.bounding_box()
    assert box
    target.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_finger_is_asked_to_type_nothing_for_a_link(phone: Visitor) -> None:
    phone.hold(PLANS / "procurement_living_wage.json")
    phone.open(3, "#logic")
    page = phone.page
    page.get_by_role("group", name="Column to show").get_by_role("button", name="Activities").click()
    tap(page.locator(".jq-link-from:visible").first)
    expect(page.locator(".jq-pick-list button").first).to_be_focused()
    expect(page.get_by_text("Enter links the first")).to_be_hidden()


def test_the_first_tap_after_writing_counts(phone: Visitor) -> None:
    phone.open(3)
    goal = phone.add("a goal")
    expect(goal.locator(".jq-finding")).to_have_count(0)
    goal.get_by_role("textbox").first.press_sequentially(WORDS)
    expect(goal.locator(".jq-record-title")).to_have_text(WORDS, timeout=100)
    ticks = goal.get_by_role("checkbox")
    tap(ticks.first)
    expect(ticks.first).to_be_checked(timeout=2_000)
    expect(goal.locator(".jq-finding").first).to_be_visible()
    phone.add("an assumption")
    assumption = phone.add("an assumption")
    assumption.get_by_label("Look again on").fill("some day")
    tap(assumption.get_by_role("button", name="Move down"))
    expect(phone.page.get_by_text("Already last.")).to_be_attached(timeout=2_000)
    expect(assumption.get_by_text("is not a date we can read")).to_be_visible()
    assert phone.troubles == []

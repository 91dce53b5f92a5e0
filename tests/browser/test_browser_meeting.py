"""Rating together on one device: each person alone, answers hidden, and one click takes what is agreed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"
FIRST_CHANGE = "Job quality section and scoring of RFPs our office runs"


@pytest.fixture
def group(visitor: Visitor) -> Visitor:
    """A group that has opened step 1 of an example, ready to rate its first change."""
    visitor.one_part()
    visitor.hold(PROCUREMENT)
    visitor.open(1)
    page = visitor.page
    page.get_by_text("Rate together: each person alone, then all answers").click()
    page.get_by_label("How many people rate").fill("2")
    page.get_by_label("What you rate").select_option(label=FIRST_CHANGE)
    return visitor


def answer(visitor: Visitor, person: int, words: str) -> None:
    """Person `person` says who decides, by keyboard, and hides it."""
    page = visitor.page
    page.get_by_role("button", name=f"I am person {person}: show me the questions").press("Enter")
    expect(page.get_by_role("heading", name=f"Person {person} of 2: your answers")).to_be_focused()
    assert (
        page.locator(".jq-meeting :checked").evaluate_all("all => all.map(one => one.parentElement.textContent)")
        == ["I can't say"] * 2
    )
    page.get_by_role("group", name="Who decides").get_by_label(words).check()
    page.get_by_role("button", name="Done: hide my answers").press("Enter")


def take(visitor: Visitor, words: str) -> Locator:
    return visitor.page.get_by_role("button", name=f"Take for Who decides, {FIRST_CHANGE}: {words}")


def test_people_rate_alone_see_all_answers_and_take_the_one_they_agree_on(group: Visitor) -> None:
    page = group.page
    page.get_by_role("button", name="Start rating").press("Enter")
    expect(page.get_by_role("heading", name="Person 1 of 2")).to_be_focused()
    answer(group, 1, "We decide it alone")
    expect(page.locator(".jq-meeting").get_by_text("We decide it alone")).to_have_count(0)
    answer(group, 2, "We can advise")
    page.get_by_role("button", name="Show the answers").press("Enter")
    expect(page.get_by_role("heading", name="All answers")).to_be_focused()
    expect(page.locator(".jq-meeting-table")).to_contain_text("From “We can advise” to “We decide it alone”.")
    still(page)
    assert violations(page) == []
    agreed = take(group, "We decide with others, or must sign off")
    expect(agreed).to_contain_text("0 people")
    agreed.press("Enter")
    expect(agreed).to_have_attribute("aria-pressed", "true")
    expect(agreed).to_be_focused()
    expect(page.locator(".jq-meeting-said")).to_contain_text("The plan has the answer you agreed on.")
    first = group.plan().elements[0]
    assert (first.wording, first.authority) == (FIRST_CHANGE, 2)
    page.get_by_role("button", name="Rate again or something else").click()
    page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(page.get_by_label("How many people rate")).to_be_focused()


def test_it_says_what_is_rated_and_can_be_stopped(group: Visitor) -> None:
    page = group.page
    page.get_by_role("button", name="Start rating").click()
    expect(page.get_by_text(f"You rate: {FIRST_CHANGE}")).to_be_visible()
    answer(group, 1, "We can advise")
    page.get_by_role("button", name="Stop rating").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Person 2 of 2")).to_be_visible()
    page.get_by_role("button", name="Stop rating").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop rating").click()
    expect(page.get_by_label("How many people rate")).to_be_focused()


def test_it_fits_a_phone_and_a_wrong_number_of_people_is_told(group: Visitor) -> None:
    page = group.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_label("How many people rate").fill("13")
    page.get_by_role("button", name="Start rating").click()
    expect(page.get_by_text("Give a number of people from 2 to 12.")).to_be_visible()
    expect(page.get_by_label("How many people rate")).to_be_focused()
    page.get_by_label("How many people rate").fill("2")
    page.get_by_role("button", name="Start rating").click()
    for person in (1, 2):
        answer(group, person, "We can advise")
    page.get_by_role("button", name="Show the answers").click()
    expect(take(group, "We can advise")).to_contain_text("2 people")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_who_leaves_in_the_middle_is_asked_first(group: Visitor) -> None:
    page = group.page
    page.get_by_role("button", name="Start rating").click()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    group.ready()
    assert asked == ["beforeunload"]

"""Under a label a fold says why the question is asked, with an example; it stands in nobody's way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor


def test_why_a_question_is_asked_unfolds_by_keyboard_and_is_no_part_of_the_fields_name(visitor: Visitor) -> None:
    visitor.one_part()
    visitor.open(0, "#header")
    page = visitor.page
    title = page.get_by_label("Name of the plan", exact=True)
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description("Name the change, not the program.")
    why = page.get_by_text("A name for the change tells readers")
    expect(why).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".jq-asked > summary").first).to_be_focused()
    expect(page.locator(".jq-asked > summary").first).to_have_text("Why we ask: Name of the plan")
    page.keyboard.press("Enter")
    expect(why).to_be_visible()
    expect(page.get_by_text("For example: Living-wage points in county cleaning contracts")).to_be_visible()
    still(page)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_an_open_fold_stays_open_while_one_answers(visitor: Visitor) -> None:
    visitor.open(1)
    card = visitor.add("a change")
    fold = card.locator(".jq-asked").first
    fold.locator("summary").click()
    visitor.fill("The change", "Post pay ranges", card)
    visitor.choose("Who decides", "We decide it alone", card)
    expect(fold).to_have_attribute("open", "")

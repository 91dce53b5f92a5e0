"""A thought is parked from any page by keyboard, is among the notes, and its words are never lost on the way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor


def test_a_thought_is_parked_and_found_among_the_notes(visitor: Visitor) -> None:
    visitor.one_part()
    visitor.open(1)
    page = visitor.page
    visitor.whole_plan("Park a thought")
    dialog = page.get_by_role("dialog", name="Park a thought")
    text = dialog.get_by_label("Your thought")
    expect(text).to_be_focused()
    still(page)
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Write your thought first.")).to_be_visible()
    expect(text).to_be_focused()
    page.keyboard.type("Ask the union <b>first</b>")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
    visitor.whole_plan("Park a thought")
    expect(text).to_have_value("Ask the union <b>first</b>")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".jq-head .jq-told")).to_contain_text("Your thought is in the notes on the start page.")
    (note,) = visitor.plan().notes
    assert (note.text, note.about) == (
        "Ask the union <b>first</b>",
        "Step 1: Determine what you control, What would have to change",
    )
    visitor.open(0, "#notes")
    expect(page.get_by_label("The note")).to_have_value("Ask the union <b>first</b>")
    page.get_by_role("button", name="Undo: the change to your notes").click()
    expect(page.get_by_label("The note")).to_have_count(0)
    assert visitor.troubles == []

"""Answers that can't be saved as they are: told on top with a way to each, read out once, and not left unseen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Locator, expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor, row

PEOPLE = "About how many people"


def summary(visitor: Visitor) -> Locator:
    return visitor.page.locator(".jq-wrong")


@pytest.fixture
def mistaken(visitor: Visitor) -> Visitor:
    """A visitor who wrote a word where a number belongs, and went on to another part."""
    visitor.one_part()
    visitor.open(0)
    page = visitor.page
    page.get_by_role("link", name="Your plan").first.click()
    visitor.fill(PEOPLE, "many")
    page.get_by_role("link", name="What a quality job is").first.click()
    return visitor


def test_a_wrong_answer_is_told_on_top_until_it_is_mended(mistaken: Visitor) -> None:
    page = mistaken.page
    expect(summary(mistaken)).to_have_text(f"1 answer can't be saved: {PEOPLE}")
    expect(page.get_by_role("status").filter(has=summary(mistaken))).to_be_visible()
    still(page)
    assert violations(page) == []
    summary(mistaken).get_by_role("link").click()
    field = page.get_by_label(PEOPLE)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("“many” is not a whole number. Write it in digits, such as 612.")
    expect(page.get_by_role("alert")).to_have_count(0)
    field.fill("60")
    field.blur()
    expect(summary(mistaken)).to_be_hidden()
    assert mistaken.plan().header.people.number == 60


def test_several_wrong_answers_are_listed_with_their_places_and_go_with_what_is_removed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(0)
    visitor.fill(PEOPLE, "many")
    page.get_by_role("button", name="Add a place").click()
    first = row(page, "Place 1")
    visitor.fill("People who live there", "lots", first)
    items = summary(visitor).get_by_role("listitem")
    expect(items).to_have_text(["People who live there, Place 1", PEOPLE])
    expect(summary(visitor)).to_contain_text("2 answers can't be saved:")
    first.get_by_role("button", name="Remove place 1").click()
    expect(summary(visitor)).to_have_text(f"1 answer can't be saved: {PEOPLE}")


def test_leaving_a_page_with_a_wrong_answer_asks_first(mistaken: Visitor) -> None:
    page, asked = mistaken.page, []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", stay)
    mistaken.open(1)
    assert asked == ["beforeunload"]
    page.on("dialog", stay)
    mistaken.open(2)
    page.remove_listener("dialog", stay)
    assert asked == ["beforeunload"]

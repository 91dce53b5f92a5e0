"""Large letters for a meeting, and bars that never stand over what one works on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walker import Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"
HEIGHTS = "() => ['.jq-head', '.jq-go'].map(name => document.querySelector(name).offsetHeight)"
LEFT = "() => document.querySelector('.jq-stage:not([hidden])').getBoundingClientRect().left"
COVERED = """() => {
  const field = document.activeElement.getBoundingClientRect();
  return field.bottom > document.querySelector('.jq-go').getBoundingClientRect().top;
}"""


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor with an example plan who sees one part at a time."""
    visitor.one_part()
    visitor.hold(PROCUREMENT)
    return visitor


def cut(page: Page) -> list[str]:
    """The column headings of the comparison that are wider than their column."""
    wider = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    return page.eval_on_selector_all(".jq-matrix thead th", wider)


def test_large_letters_leave_the_room_to_the_work(reader: Visitor) -> None:
    page = reader.page
    reader.open(2, "#part-compare-them")
    expect(page.locator(".jq-matrix")).to_be_visible()
    assert cut(page) == []
    reader.whole_plan("Large letters for a meeting")
    expect(page.locator(".jq-bar-slot [role=status]")).to_have_text("Large letters are on.")
    expect(page.locator(".jq-folds")).to_be_visible()
    assert page.evaluate(HEIGHTS)[0] <= 80
    assert page.evaluate(HEIGHTS)[1] <= 90
    assert page.evaluate(LEFT) < 40
    expect(page.locator(".jq-go")).to_have_css("position", "static")
    expect(page.locator(".jq-bar-slot").get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_text("Part 2 of 4: Compare them").click()
    page.get_by_role("link", name="The five levers").click()
    expect(page.locator(".jq-stages ol")).to_be_hidden()
    page.get_by_role("button", name="Next", exact=False).click()
    page.set_viewport_size({"width": 1720, "height": 900})
    expect(page.locator(".jq-matrix")).to_be_visible()
    assert cut(page) == []
    page.locator(".jq-menu > summary").click()
    page.get_by_role("button", name="Large letters for a meeting").click()
    expect(page.locator(".jq-stages ol")).to_be_visible()
    expect(page.locator(".jq-bar-slot [role=status]")).to_have_text("Large letters are off.")
    assert not reader.troubles


def test_a_field_that_the_tab_key_leads_to_is_not_under_the_bar(reader: Visitor) -> None:
    page = reader.page
    reader.open(2, "#part-compare-them")
    page.get_by_text("Notes on the scores", exact=True).click()
    notes = page.get_by_label("Note on ")
    notes.first.focus()
    page.keyboard.press("Shift+Tab")
    for _ in range(notes.count()):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED)


def test_a_phone_says_that_answers_are_saved_and_welcomes_without_a_bar(reader: Visitor) -> None:
    page = reader.page
    page.set_viewport_size({"width": 390, "height": 844})
    reader.open(0)
    expect(page.locator(".jq-bar-slot").get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.locator(".jq-go")).to_have_css("position", "static")
    reader.open(1)
    expect(page.locator(".jq-go")).to_have_css("position", "sticky")
    begun = page.locator(".jq-steps a[data-state=started] .jq-number").first
    assert "\u25d0" in begun.evaluate("one => getComputedStyle(one, '::after').content")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert not reader.troubles


def test_the_bar_of_a_small_phone_has_one_line_and_names_the_next_part_to_those_who_hear_it(reader: Visitor) -> None:
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 640})
    reader.open(3, "#part-your-logic-model")
    assert page.locator(".jq-go").evaluate("one => one.offsetHeight") <= 64
    expect(page.get_by_role("button", name=re.compile("Next ?: What must hold and what could"))).to_be_visible()


@pytest.mark.parametrize(("step", "fold"), [(1, "Paste a list you have"), (2, "Rate together: each person alone")])
def test_the_ring_of_the_focus_is_not_over_what_an_open_fold_says(reader: Visitor, step: int, fold: str) -> None:
    page = reader.page
    reader.open(step, "#part-compare-them" if step == 2 else "")
    head = page.locator("summary", has_text=fold)
    head.press("Enter")
    ring = "one => one.nextElementSibling.getBoundingClientRect().top - one.getBoundingClientRect().bottom"
    assert head.evaluate(ring) >= 5


def test_a_field_that_was_just_added_is_not_under_the_bar(visitor: Visitor) -> None:
    visitor.one_part()
    page = visitor.page
    visitor.open(1)
    page.evaluate("() => scrollTo(0, 0)")
    add = page.get_by_role("button", name="Add a change", exact=True)
    add.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jq-records textarea").first).to_be_focused()
    assert not page.evaluate(COVERED)


def test_with_large_letters_the_picture_of_the_model_is_whole(reader: Visitor) -> None:
    page = reader.page
    reader.open(3, "#part-your-logic-model")
    reader.whole_plan("Large letters for a meeting")
    page.get_by_text("See it on one page").click()
    picture = page.locator("[data-fold=picture] .scroll")
    expect(picture).to_be_visible()
    assert picture.evaluate("frame => frame.scrollWidth <= frame.clientWidth")

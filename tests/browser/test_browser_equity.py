"""Step 4 in the browser: results by group and the gaps between them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor
from tests.conftest import PLANS

PROCUREMENT = PLANS / "procurement_living_wage.json"


def test_choosing_whom_to_compare_with_draws_the_gaps_again_and_keeps_the_focus(visitor: Visitor) -> None:
    visitor.open(4, "#explorer")
    page = visitor.page
    gaps, compare = page.locator(".jq-numbers table"), page.get_by_label("Compare groups with", exact=True)
    expect(gaps).to_contain_text("-32.9 points")
    visitor.unfold(gaps)
    compare.focus()
    visitor.choose("Compare groups with", "Asian")
    expect(gaps.get_by_role("row", name="White Asian +8.6 points 1.15")).to_be_visible()
    expect(compare).to_be_focused()
    assert not visitor.troubles


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_value_of_the_chart_is_in_sight_at_any_width(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.open(4, "#explorer")
    values = visitor.page.locator(".jq-dots-value, .jq-dots circle, .jq-dots-none, .jq-dots-axis text")
    expect(values.first).to_be_visible()
    boxes = [each.bounding_box() for each in values.all() if each.is_visible()]
    assert len(boxes) > len(visitor.page.locator(".jq-dots-value").all())
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_a_phone_a_long_name_has_the_full_width_and_four_numbers_stand_two_and_two(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 800})
    visitor.open(4, "#explorer")
    visitor.choose("Group people by", "Shift")
    visitor.choose("And by", "Race and ethnicity (SPD 15, 2024)")
    line = page.locator(".jq-dots-rows > li").filter(has_text="day, Black or African American").first
    name, value = (line.locator(each).bounding_box() for each in (".jq-dots-name", ".jq-dots-value"))
    assert name["height"] < 40
    assert value["y"] > name["y"] + 20
    gaps = visitor.unfold(page.locator("[data-fold=gaps] tbody tr").first)
    left = {round(cell.bounding_box()["x"]) for cell in gaps.get_by_role("cell").all()}
    assert len(left) == 2
    assert not visitor.troubles


def test_what_was_picked_for_results_by_group_is_there_when_the_page_is_opened_again(visitor: Visitor) -> None:
    visitor.open(4, "#explorer")
    picked = {"Data set": "Pay and benefits of 616 workers, 1977", "Group people by": "Occupation", "And by": "Race"}
    for field, words in picked.items():
        visitor.choose(field, words)
    said = visitor.page.locator(".jq-explorer > p").first
    expect(said).to_contain_text("Not office, ")
    before = said.inner_text()
    visitor.page.reload()
    visitor.open(4, "#explorer")
    expect(said).to_have_text(before)
    for field, words in picked.items():
        chosen = visitor.page.get_by_label(field, exact=True)
        expect(chosen.locator("option:checked")).to_have_text(words)
    assert not visitor.troubles


def test_results_begin_with_the_picture_and_folds_stay_as_they_were_left(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 800})
    visitor.open(4, "#explorer")
    numbers, gaps = (page.locator(f"[data-fold={name}]") for name in ("table", "gaps"))
    expect(gaps.locator("summary")).to_contain_text("The widest gap, worked out before rounding, is 32.9 points")
    assert page.locator(".jq-explorer").bounding_box()["height"] < 1400
    expect(page.locator(".jq-dots")).to_be_visible()
    expect(page.locator(".jq-explorer table:visible")).to_have_count(0)
    numbers.locator("summary").press("Enter")
    expect(numbers.get_by_role("table", name="Share paid at least")).to_be_visible()
    visitor.choose("Group people by", "Shift")
    expect(numbers.get_by_role("columnheader", name="Shift")).to_be_visible()
    expect(gaps.get_by_role("table")).to_be_hidden()
    page.emulate_media(media="print")
    expect(gaps.get_by_role("table")).to_be_visible()
    page.emulate_media(media="screen")
    still(page)
    assert violations(page, ".jq-explorer") == []


def test_a_question_that_is_not_planned_opens_by_its_pillar_and_drafts_an_activity(visitor: Visitor) -> None:
    visitor.hold(PROCUREMENT)
    visitor.open(4, "#qu_9")
    page, question = visitor.page, visitor.page.locator("#qu_9")
    pillar = page.locator(".jq-pillar-fold", has=question)
    expect(question.locator("summary")).to_be_focused()
    expect(pillar.locator("> summary")).to_contain_text("of 2 answered")
    answer = question.get_by_label("Your answer")
    answer.select_option(label="Not planned")
    expect(pillar.locator("> summary")).to_contain_text("2 of 2 answered")
    add = question.get_by_role("button", name="Add this draft")
    add.focus()
    page.keyboard.press("Enter")
    link = question.get_by_role("link", name="Open a safe channel")
    expect(link).to_be_focused()
    assert [box.text for box in visitor.plan().logic.nodes if "safe channel" in box.text]
    with visitor.leaving():
        link.click()
    expect(page.get_by_label("Activity", exact=False).first).to_be_attached()
    assert "#no_" in page.url
    assert not visitor.troubles


def test_only_the_first_pillar_with_something_open_is_open_until_a_person_chooses(visitor: Visitor) -> None:
    visitor.hold(PROCUREMENT)
    visitor.open(4)
    page = visitor.page
    folds = page.locator(".jq-pillar-fold")
    expect(page.locator(".jq-pillar-fold[open]")).to_have_count(1)
    expect(page.locator(".jq-pillar-fold[open] > summary")).not_to_contain_text("2 of 2")
    folds.last.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jq-pillar-fold[open]")).to_have_count(2)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_cell_of_the_matrix_is_changed_by_keyboard_and_says_how_it_stands(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.hold(PROCUREMENT)
    visitor.open(4)
    page, matrix = visitor.page, visitor.page.locator(".jq-by-groups")
    name = "Contract workers at or above the living wage, Disability"
    cell = matrix.get_by_role("button", name=name)
    cell.focus()
    page.keyboard.press("Enter")
    state = matrix.get_by_label("Do you have it")
    expect(state).to_be_focused()
    state.select_option(label="Will collect it")
    matrix.get_by_label("People expected in the smallest group").fill("4")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    expect(cell).to_contain_text("Too small")
    page.wait_for_function("() => localStorage['jqtools.plan'].includes('disability')")
    (made,) = [split for split in visitor.plan().measures[0].splits if split.dimension == "disability"]
    assert (made.status, made.smallest) == ("collect", 4)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cell.press("Enter")
    matrix.get_by_role("button", name="Take this split out").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it out").click()
    expect(cell).to_contain_text("Not planned")
    assert not visitor.troubles


def test_the_fields_of_a_question_stand_in_a_group_that_it_names_and_no_list_is_empty(visitor: Visitor) -> None:
    visitor.open(4)
    page = visitor.page
    question = page.locator("#qu_2")
    question.locator("summary").first.click()
    name = question.locator(".jq-record-title").text_content()
    group = question.get_by_role("group", name=name, exact=True)
    expect(group.get_by_label("Your answer", exact=True)).to_be_visible()
    shown = "all => all.filter(one => one.getClientRects().length && !one.children.length).length"
    assert page.eval_on_selector_all("main .jq-records", shown) == 0

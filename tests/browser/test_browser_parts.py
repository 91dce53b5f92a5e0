"""One part of a step at a time: the list beside it, the way on, links to places in other parts, and the way back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jqtools.content import steps
from tests.browser.walker import STEPS, Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor with an example plan who sees one part at a time."""
    visitor.one_part()
    visitor.hold(PROCUREMENT)
    return visitor


def shown(visitor: Visitor) -> list[str]:
    return visitor.page.eval_on_selector_all(".jq-stage:not([hidden])", "all => all.map(one => one.ariaLabel)")


@pytest.mark.parametrize("step", range(5))
def test_each_step_has_its_parts_in_order_and_shows_one(reader: Visitor, step: int) -> None:
    reader.open(step)
    titles = [part.title for part in list(steps().values())[step].parts]
    assert reader.page.locator(".jq-stage-name").all_text_contents() == titles
    assert shown(reader) == titles[:1]


def test_next_and_back_lead_through_the_parts_and_on_to_the_next_step(reader: Visitor) -> None:
    page = reader.page
    reader.open(1)
    titles = [part.title for part in steps()[STEPS[1]].parts]
    page.get_by_role("button", name=f"Next: {titles[1]}").click()
    assert shown(reader) == titles[1:2]
    assert page.evaluate("() => document.activeElement.textContent.trim()").startswith(titles[1])
    assert titles[1] in page.title()
    page.get_by_role("button", name="Back", exact=True).click()
    assert shown(reader) == titles[:1]
    page.get_by_role("navigation", name="Parts of this step").get_by_role("link", name=titles[-1]).click()
    assert shown(reader) == titles[-1:]
    page.go_back()
    assert shown(reader) != titles[-1:]
    page.go_forward()
    with reader.leaving():
        page.get_by_role("link", name="Next step").click()
    assert STEPS[2] in page.url


def test_the_browsers_own_back_leads_to_the_part_that_a_step_opened_with(reader: Visitor) -> None:
    page = reader.page
    reader.open(1)
    first = shown(reader)
    page.get_by_role("button", name="Next: ").click()
    assert shown(reader) != first
    page.go_back()
    assert shown(reader) == first
    assert page.evaluate("() => document.activeElement.textContent.trim()").startswith(first[0])
    page.go_forward()
    assert shown(reader) != first


def test_the_part_that_was_open_is_open_after_a_reload(reader: Visitor) -> None:
    reader.open(3)
    reader.page.get_by_role("button", name="Next: Your logic model").click()
    reader.reload()
    assert shown(reader) == ["Your logic model"]


def test_a_link_to_a_place_opens_its_part_and_leads_back(reader: Visitor) -> None:
    page = reader.page
    reader.open(3, "#measures")
    expect(page.locator("#measures")).to_be_visible()
    assert shown(reader) == ["How you will know"]
    reader.open(4)
    question = page.locator("#qu_2")
    question.locator("summary").first.click()
    reader.choose("Your answer", "Not planned", question)
    link = page.locator("a[href*='.ipynb#']").locator("visible=true").first
    with reader.leaving():
        link.click()
    back = page.get_by_role("link", name="Go back to:")
    for place in ("start", "end"):
        page.evaluate("block => document.querySelector('.jq-stage:not([hidden])').scrollIntoView({ block })", place)
        expect(back).to_be_in_viewport(ratio=1)
    focused = page.evaluate("() => document.activeElement.getBoundingClientRect().top")
    assert focused >= back.bounding_box()["y"] + back.bounding_box()["height"] or focused < 0
    with reader.leaving():
        back.click()
    assert STEPS[4] in page.url
    assert shown(reader) == ["Seventeen questions"]


def test_what_is_to_fix_has_one_color_in_the_bar_of_steps(reader: Visitor) -> None:
    reader.hold(PROCUREMENT.with_name("weak_plan_for_teaching.json"))
    reader.open(1)
    marks = reader.page.locator(".jq-steps a[data-state=fix] .jq-number")
    expect(reader.page.locator(".jq-steps .jq-current a[data-state=fix]")).to_be_visible()
    color = "all => all.map(one => getComputedStyle(one, '::after').backgroundColor)"
    colors = marks.evaluate_all(color)
    assert len(colors) > 1
    assert len(set(colors)) == 1


def test_a_link_within_a_part_offers_no_way_back_to_it(reader: Visitor) -> None:
    page = reader.page
    reader.open(3, "#part-how-you-will-know")
    page.get_by_text("Find a measure in the library").click()
    page.get_by_role("searchbox", name="Words to look for").fill("living wage")
    page.locator(".jq-library-list a[href^='#me_']").first.click()
    expect(page.locator(".jq-records :focus")).to_be_attached()
    page.wait_for_timeout(500)
    expect(page.locator(".jq-return")).to_have_count(0)


def test_in_a_narrow_window_the_list_of_parts_has_the_mark_of_a_fold(reader: Visitor) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open(2)
    expect(reader.page.get_by_text("Part 1 of 4: The five levers")).to_have_css("display", "list-item")


def test_all_parts_can_be_seen_at_once(reader: Visitor) -> None:
    reader.open(1)
    button = reader.page.get_by_role("button", name="Show all parts at once")
    button.click()
    assert len(shown(reader)) == len(steps()[STEPS[1]].parts)
    reader.page.get_by_role("button", name="Show one part at a time").click()
    assert len(shown(reader)) == 1


def test_the_bars_tell_how_far_the_steps_and_parts_are(visitor: Visitor) -> None:
    visitor.one_part()
    page = visitor.page
    visitor.open(1)
    part = page.get_by_role("navigation", name="Parts of this step").get_by_role("listitem").first
    expect(part).to_contain_text("Not started")
    visitor.fill("The change", "Post pay ranges", visitor.add("a change"))
    expect(part).not_to_contain_text("Not started")
    steps_bar = page.get_by_role("navigation", name="Steps")
    expect(steps_bar.get_by_role("link", name="Lever")).to_have_accessible_name(
        re.compile("Step 2 of 4: +Lever *: Not started")
    )


def test_the_report_is_at_hand_on_every_page(reader: Visitor) -> None:
    reader.open(1)
    text = reader.download("Report")
    assert "Living-wage scoring" in text


def test_the_whole_sentence_about_the_report_is_seen_until_something_else_is_told(reader: Visitor) -> None:
    reader.open(1)
    page = reader.page
    reader.download("Report")
    told = page.locator(".jq-handed")
    expect(told).to_have_text(re.compile(r"^The report is in your downloads: \S+-report\.html\.$"))
    expect(page.locator(".jq-head .jq-status")).to_have_text("The report is in your downloads.")
    expect(page.locator(".jq-head [role=status]")).to_have_text(told.text_content())
    page.locator(".jq-record > summary").first.click()
    page.get_by_label("The change", exact=True).first.fill("Other words")
    expect(told).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 720})
    expect(page.get_by_role("button", name="Download report", exact=True)).to_be_visible()


def test_the_menu_of_the_plan_closes_with_escape_and_gives_the_focus_back(visitor: Visitor) -> None:
    visitor.open(1)
    page = visitor.page
    opener = page.locator(".jq-menu > summary")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Download my plan")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Download my plan")).to_be_hidden()
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_large_letters_for_a_meeting_stay_in_the_tab(visitor: Visitor) -> None:
    visitor.open(1)
    visitor.whole_plan("Large letters for a meeting")
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert visitor.page.evaluate(size) == 24
    visitor.reload()
    assert visitor.page.evaluate(size) == 24


@pytest.mark.parametrize(("width", "height", "most"), [(1280, 800, 3.3), (390, 844, 7)])
@pytest.mark.parametrize("step", range(5))
def test_the_first_part_of_each_step_is_short(reader: Visitor, step: int, width: int, height: int, most: float) -> None:
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open(step)
    assert reader.page.evaluate("() => document.documentElement.scrollHeight") <= most * height
    assert reader.page.evaluate("() => document.documentElement.scrollWidth") <= width

"""The panel of the coach: points that are accepted, mended with a click, or lead to their item."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS


def count(page: Page) -> int:
    """How many points to consider the coach counts on this page."""
    words = page.locator(".jq-coach > .jq-strong").text_content()
    return int(words.split(", ")[1].split()[0])


def test_a_point_accepted_with_a_reason_counts_no_more_and_stays_accepted(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(0)
    page = visitor.page
    before = count(page)
    point = page.locator(".jq-coach .jq-finding-warning").first
    code = point.get_attribute("data-code")
    point.get_by_text("Accept with a reason").click()
    point.get_by_role("button", name="Accept").click()
    expect(point.get_by_text("Say why it is fine as it is, and who decided that.")).to_be_visible()
    visitor.fill("Why it is fine as it is", "The panel <b>agreed</b>.", point)
    visitor.fill("Who decided that", "Purchasing director", point)
    visitor.fill("Until when", "12/31/2099", point)
    point.get_by_role("button", name="Accept").click()
    expect(page.locator(".jq-accepted > summary")).to_have_text("Accepted (1)")
    assert count(page) == before - 1
    (waiver,) = visitor.plan().waivers
    assert (waiver.code, waiver.reason, waiver.until) == (code, "The panel <b>agreed</b>.", "2099-12-31")
    visitor.reload()
    expect(page.locator(".jq-accepted > summary")).to_have_text("Accepted (1)")
    page.locator(".jq-accepted > summary").click()
    expect(page.locator(".jq-accepted li")).to_contain_text("The panel <b>agreed</b>. (Purchasing director")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".jq-accepted")).to_be_hidden()
    assert count(page) == before
    assert visitor.plan().waivers == ()


def test_an_error_cannot_be_accepted(visitor: Visitor) -> None:
    visitor.hold(PLANS / "weak_plan_for_teaching.json")
    visitor.open(0)
    errors = visitor.page.locator(".jq-coach .jq-finding-error")
    expect(errors.first).to_be_visible()
    expect(errors.get_by_text("Accept with a reason")).to_have_count(0)


def test_the_coach_rewrites_with_a_click_and_undo_takes_it_back(visitor: Visitor) -> None:
    visitor.hold(PLANS / "weak_plan_for_teaching.json")
    visitor.open(1)
    page = visitor.page
    before = visitor.stored()["elements"]
    offer = page.locator(".jq-coach .jq-offers button").first
    if not offer.is_visible():
        page.locator(".jq-rest > summary").click()
    words = offer.evaluate("button => button.firstChild.textContent")
    offer.click()
    expect(page.locator(".jq-coach > .jq-status")).to_have_text(f"Done: {words}. Undo takes it back.")
    expect(page.locator(".jq-head [role=status]")).not_to_contain_text("Done:")
    assert visitor.stored()["elements"] != before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".jq-head .jq-told")).to_contain_text("Undone:")
    expect(page.locator(".jq-coach > .jq-status")).to_be_empty()
    assert visitor.stored()["elements"] == before
    assert visitor.troubles == []


def test_a_finding_beside_its_item_leads_to_where_it_can_be_accepted(visitor: Visitor) -> None:
    visitor.hold(PLANS / "weak_plan_for_teaching.json")
    visitor.open(1)
    page = visitor.page
    page.evaluate("() => document.querySelectorAll('.jq-record').forEach(part => part.open = true)")
    link = page.locator(".jq-records .jq-finding a").first
    target = page.locator(link.get_attribute("href"))
    link.click()
    expect(target).to_be_visible()
    assert target.evaluate("entry => entry.contains(document.activeElement)")


def test_a_point_that_weighs_more_now_looks_like_it_at_once(visitor: Visitor) -> None:
    visitor.open(3, "#logic")
    visitor.add("an outcome").get_by_role("textbox").fill("Cleaners earn more")
    point = visitor.page.locator(".jq-coach [data-code=D01]")
    expect(point).to_have_class("jq-finding jq-finding-todo")
    visitor.add("a measure")
    expect(point).to_contain_text("To fix:")
    expect(point).to_have_class("jq-finding jq-finding-error")


def test_a_link_of_the_coach_opens_the_card_and_the_fold_and_leads_into_the_field(
    visitor: Visitor, tmp_path: Path
) -> None:
    plan = json.loads((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))
    for element in plan["elements"]["items"].values():
        element["window"] = ""
    (tmp_path / "late.json").write_text(json.dumps(plan), encoding="utf-8")
    visitor.one_part()
    visitor.hold(tmp_path / "late.json")
    visitor.open(1, "#waivers")
    page = visitor.page
    point = page.locator(".jq-coach li[data-code=S13]", has_text="You have not said when the next opening").first
    if not point.is_visible():
        page.locator(".jq-rest > summary").click()
    point.locator("p a").click()
    date = page.get_by_label("Next opening", exact=True).and_(page.locator(":focus"))
    expect(date).to_be_visible()
    page.keyboard.press("Enter")
    expect(date).to_be_visible()


def test_dates_in_the_wrong_order_are_told_at_the_dates(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    visitor.fill("First day of the plan", "1/1/2027")
    visitor.fill("Last day of the plan", "1/1/2026")
    field = page.locator(".jq-field[data-field='period.end']")
    expect(field.locator(".jq-finding-error")).to_contain_text("The plan ends (01/01/2026) before it starts")
    page.locator(".jq-coach li[data-code=H01] p a").click()
    expect(page.get_by_label("Last day of the plan", exact=True)).to_be_focused()


def test_what_is_accepted_is_named_by_what_the_coach_says_now(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    page.get_by_label("Start with this: Procurement").check()
    point = page.locator(".jq-coach li[data-code=L08]")
    expect(point.locator(".jq-accept > summary")).to_contain_text("no contract")
    page.locator(".jq-part > summary", has_text="Contracts").click()
    page.get_by_role("button", name="Add a contract").click()
    visitor.fill("What is bought", "Child care")
    expect(point.locator("p").first).not_to_contain_text("no contract")
    expect(point.locator(".jq-accept > summary")).not_to_contain_text("no contract")

"""The panel of the coach: points that are accepted, mended with a click, or lead to their item."""

from __future__ import annotations

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
    expect(page.locator(".jq-bar .jq-status")).to_contain_text("Done:")
    assert visitor.stored()["elements"] != before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".jq-bar .jq-status")).to_contain_text("Undone:")
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

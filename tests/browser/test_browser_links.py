"""The links of the logic model: forward, back, with a because, and what the coach says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS


def opened(page: Page, box: Locator) -> Locator:
    """The panel of the board, opened for a box."""
    box.get_by_role("button", name="Edit").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    return panel


def test_a_later_box_feeds_back_into_an_earlier_one_with_evidence(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#logic")
    page = visitor.page
    box = page.locator(".jq-box-outcome").last
    panel = opened(page, box)
    feeds = panel.locator(".jq-drawer-feeds")
    feeds.locator(":scope > summary").click()
    feeds.get_by_role("checkbox", name="Review past awards").check()
    feeds.get_by_label("Because").fill("what we learn changes the review")
    feeds.locator(".jq-sure > summary").click()
    visitor.choose("How sure are you", "Tested: there is evidence", feeds)
    visitor.fill("Evidence", "Panel minutes of May", feeds)
    expect(page.locator(".jq-line-back")).to_have_count(1)
    expect(box.get_by_role("button", name="Edit")).to_have_accessible_description(re.compile("feeds back into 1"))
    (link,) = [each for each in visitor.plan().logic.links if each.kind == "feeds_back"]
    assert (link.strength, link.evidence) == ("tested", "Panel minutes of May")
    assert link.because == "what we learn changes the review"
    visitor.reload()
    expect(page.locator(".jq-line-back")).to_have_count(1)


def test_the_because_of_a_link_is_kept_while_it_is_typed(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#logic")
    panel = opened(visitor.page, visitor.page.locator(".jq-box-activity").first)
    panel.get_by_label("Because").first.type("the survey is what the report counts")
    visitor.reload()
    assert "the survey is what the report counts" in [each.because for each in visitor.plan().logic.links]


def with_link(folder: Path, **change: str) -> Path:
    """A plan file with one link changed: the first into an output."""
    plan = json.loads((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))
    links, nodes = plan["logic"]["links"], plan["logic"]["nodes"]["items"]
    key = next(key for key in links["order"] if nodes[links["items"][key]["target"]]["stage"] == "output")
    link = links["items"][key]
    change = {name: link.get(entry, entry) for name, entry in change.items()}
    links["items"][key] = {**link, **change}
    changed = folder / "changed.json"
    changed.write_text(json.dumps(plan), encoding="utf-8")
    return changed


def test_what_the_coach_says_of_a_link_stands_in_its_box_and_leads_there(visitor: Visitor, tmp_path: Path) -> None:
    visitor.hold(with_link(tmp_path, strength="tested", evidence=""))
    visitor.open(3)
    page = visitor.page
    place = page.locator(".jq-coach a[href^='#li_']").first.get_attribute("href")
    visitor.open(3, place)
    expect(page.locator(place).get_by_role("checkbox").first).to_be_focused()
    expect(page.get_by_role("dialog").locator(".jq-finding").first).to_contain_text("Leads to “")


def test_a_link_that_runs_backward_can_be_marked_as_feeding_back(visitor: Visitor, tmp_path: Path) -> None:
    visitor.hold(with_link(tmp_path, source="target", target="source"))
    visitor.open(3)
    page = visitor.page
    errors = page.locator(".jq-coach [data-code=M09]")
    name = errors.locator("a").get_attribute("href")
    visitor.open(3, name)
    place = page.locator(name)
    expect(place.get_by_role("checkbox").first).to_be_focused()
    place.locator(".jq-sure > summary").click()
    visitor.choose("What the link says", "Feeds back", place)
    expect(page.locator(".jq-drawer-feeds").filter(has=place).get_by_role("checkbox", checked=True)).to_be_focused()
    expect(errors).to_have_count(0)
    expect(page.locator(".jq-line-back")).to_have_count(1)


def test_a_fold_that_was_opened_stays_open_while_the_plan_changes(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#logic")
    page = visitor.page
    head = page.locator("summary", has_text="links as sentences")
    count = len(visitor.plan().logic.links)
    expect(head).to_have_text(f"The {count} links as sentences")
    head.click()
    panel = opened(page, page.locator(".jq-box-activity").first)
    panel.get_by_role("checkbox", checked=True).first.uncheck()
    expect(head).to_have_text(f"The {count - 1} links as sentences")
    expect(head.locator("xpath=..")).to_have_attribute("open", "")

"""The links of the logic model: forward, back, with a because, and what the coach says of them."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS


def test_a_later_box_feeds_back_into_an_earlier_one_with_evidence(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    page = visitor.page
    box = page.locator(".jq-box-outcome").last
    leads = box.locator(".jq-leads")
    if not leads.evaluate("part => part.open"):
        leads.locator(":scope > summary").click()
    box.locator(".jq-back > summary").click()
    box.locator(".jq-back").get_by_role("checkbox", name="Review past awards").check()
    box.locator(".jq-back").get_by_label("Because").fill("what we learn changes the review")
    box.locator(".jq-back .jq-sure > summary").click()
    visitor.choose("How sure are you", "Tested: there is evidence", box.locator(".jq-back"))
    visitor.fill("Evidence", "Panel minutes of May", box.locator(".jq-back"))
    expect(page.locator(".jq-line-back")).to_have_count(1)
    words = "feeds back into “Review past awards and survey contract workers for a baseline”, because what we learn"
    expect(page.get_by_text(words)).to_be_visible()
    expect(leads.locator(":scope > summary")).to_contain_text("Feeds back into 1")
    (link,) = [each for each in visitor.plan().logic.links if each.kind == "feeds_back"]
    assert (link.strength, link.evidence) == ("tested", "Panel minutes of May")
    visitor.reload()
    expect(page.locator(".jq-line-back")).to_have_count(1)


def test_the_because_of_a_link_is_kept_while_it_is_typed(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    box = visitor.page.locator(".jq-box-activity").first
    box.locator(".jq-leads > summary").click()
    because = box.get_by_label("Because").first
    because.type("the survey is what the report counts")
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
    link = page.locator(".jq-coach a[href^='#li_']").first
    if not link.is_visible():
        page.locator(".jq-rest > summary").click()
    place = page.locator(link.get_attribute("href"))
    about = page.locator(".jq-box").filter(has=place).locator(".jq-found")
    about.locator("summary").click()
    expect(about).to_contain_text("Leads to “")
    link.click()
    expect(place.get_by_role("checkbox").first).to_be_focused()


def test_a_link_that_runs_backward_can_be_marked_as_feeding_back(visitor: Visitor, tmp_path: Path) -> None:
    visitor.hold(with_link(tmp_path, source="target", target="source"))
    visitor.open(3)
    page = visitor.page
    errors = page.locator(".jq-coach [data-code=M09]")
    errors.locator("a").click()
    place = page.locator(errors.locator("a").get_attribute("href"))
    place.locator(".jq-sure > summary").click()
    visitor.choose("What the link says", "Feeds back", place)
    expect(page.locator(".jq-back").filter(has=place).get_by_role("checkbox", checked=True)).to_be_focused()
    expect(errors).to_have_count(0)
    expect(page.locator(".jq-line-back")).to_have_count(1)

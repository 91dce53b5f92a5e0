"""Past bids tried on the scoring of a plan, and a policy placed on its grid, as a visitor does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jqtools.plan.lever_details import PolicyLevel, PolicyType
from tests.browser.walker import Visitor, row
from tests.conftest import PLANS

BIDS = {"Clean Co": ("72", "40", "1", "0", "1", "3"), "Bright Works": ("65", "92", "4", "3", "3", "5")}

NOTHING_CUT = "box => box.scrollWidth <= box.clientWidth"


@pytest.fixture
def buyer(visitor: Visitor, tmp_path: Path) -> Visitor:
    """A visitor whose plan uses procurement and policy."""
    plan = json.loads((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))
    plan["choice"]["secondary"] = "policy"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    visitor.hold(file)
    return visitor


def test_past_bids_show_what_the_job_quality_points_change_and_stay_out_of_the_plan(buyer: Visitor) -> None:
    buyer.open(2)
    page, before = buyer.page, buyer.stored()
    part = page.locator(".jq-scoring")
    part.locator("summary").first.click()
    work_out = part.get_by_role("button", name="Work out the order")
    work_out.click()
    expect(part.get_by_role("status")).to_contain_text("Nothing worked out yet: mend")
    expect(part.get_by_label("Name of the bid").first).to_be_focused()
    part.get_by_label("Points worked out from wages").select_option(label="Wages against the benchmark")
    part.get_by_label("No points up to this percent of workers").fill("50")
    for place, (name, points) in enumerate(BIDS.items(), start=1):
        fields = row(page, f"Bid {place}").get_by_role("textbox")
        for at, text in enumerate((name, *points)):
            fields.nth(at).fill(text)
    work_out.focus()
    page.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_have_text("Bright Works is on top. Job quality changes who is on top.")
    expect(work_out).to_be_focused()
    expect(part.get_by_role("listitem").last).to_contain_text(
        "7 is the smallest whole number that does it. You give 20."
    )
    part.get_by_label("This bid fails “wage floor is pass or fail” (").last.check()
    work_out.click()
    expect(part.get_by_role("listitem").last).to_contain_text("Bright Works is out.")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert part.locator(".scroll").evaluate(NOTHING_CUT)
    assert part.get_by_role("cell").last.evaluate("cell => getComputedStyle(cell, '::before').content.length > 6")
    assert buyer.stored() == before
    assert not buyer.troubles


def test_choosing_on_the_grid_sets_whose_rule_it_is_and_what_it_does(buyer: Visitor) -> None:
    buyer.open(2)
    page = buyer.page
    cell = buyer.unfold(
        page.get_by_role("button", name="Choose: A department's, Requires (stick)", include_hidden=True)
    )
    cell.focus()
    page.keyboard.press("Space")
    chosen = page.get_by_role("button", name="Chosen: A department's, Requires (stick)")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_focused()
    expect(buyer.unfold(page.get_by_label("Whose rule is it"))).to_have_value("department")
    policy = buyer.plan().lever_details.policy
    assert (policy.level, policy.types) == (PolicyLevel.DEPARTMENT, (PolicyType.STICK,))
    assert not buyer.troubles

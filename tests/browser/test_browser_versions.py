"""Older plans, other formats, and what is noted of when and why a plan was changed."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from jqtools.plan import parse_plan
from tests.browser.walker import Visitor
from tests.conftest import PLANS, ROOT

OLD = ROOT / "tests" / "plan" / "versions" / "format_1.json"


def test_a_plan_of_format_1_in_the_browser_is_read_and_upgraded_with_the_next_edit(visitor: Visitor) -> None:
    visitor.hold(OLD)
    visitor.open(0)
    old = json.loads(OLD.read_text(encoding="utf-8"))
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value(old["header"]["title"])
    assert visitor.stored()["schema_version"] == 1
    visitor.fill("Your organization", "Changed today")
    stored = visitor.stored()
    assert stored["schema_version"] == 2
    assert "place" not in stored["header"]
    plan = visitor.plan()
    upgraded = parse_plan(OLD.read_text(encoding="utf-8"))
    assert plan.header.organization == "Changed today"
    assert (plan.measures, plan.elements, plan.logic) == (upgraded.measures, upgraded.elements, upgraded.logic)
    assert plan.changes == upgraded.changes
    visitor.open(3)
    assert visitor.troubles == []


def test_typing_stamps_when_the_plan_was_made_and_changed(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("Name of the plan", "Stamped")
    first = visitor.plan()
    assert first.created
    assert first.created == first.modified
    visitor.page.wait_for_function("stamp => Date.now() > Date.parse(stamp) + 1000", arg=first.modified)
    visitor.fill("Your organization", "Later")
    later = visitor.plan()
    assert later.created == first.created
    assert later.modified > first.modified


def test_typing_after_adoption_is_not_disturbed_and_is_logged(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(0)
    page = visitor.page
    visitor.choose("Where the plan stands", "Adopted")
    title = page.get_by_label("Name of the plan")
    title.fill("")
    title.press_sequentially("Typed on and on after adoption without a pause", delay=40)
    page.wait_for_function("() => JSON.parse(localStorage['jqtools.plan']).changes.order.length")
    expect(title).to_have_value("Typed on and on after adoption without a pause")
    expect(title).to_be_focused()
    title.blur()
    expect(page.locator(".jq-log").get_by_text("Changed: your plan.")).to_be_visible()
    plan = visitor.plan()
    assert plan.header.title == "Typed on and on after adoption without a pause"
    assert [each.what for each in plan.changes] == ["Changed: your plan."]
    visitor.open(1)
    visitor.fill("The change", "One more", visitor.add("a change"))
    page.wait_for_function("() => JSON.parse(localStorage['jqtools.plan']).changes.order.length === 2")
    assert visitor.plan().header.title == plan.header.title


def test_a_plan_in_yaml_opens_by_the_name_of_its_file(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open(0)
    saved = tmp_path / "plan.yaml"
    saved.write_text(
        "format: jqtools-plan\nschema_version: 2\nplan_id: pl_a\nheader: {title: From YAML}\n", encoding="utf-8"
    )
    visitor.page.locator("input[type=file]").set_input_files(saved)
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value("From YAML")
    assert visitor.plan().plan_id == "pl_a"

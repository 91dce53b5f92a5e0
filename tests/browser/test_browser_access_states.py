"""Axe finds nothing in states that come and go: mistakes, open helpers, notices, pages that say no; light and dark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import jinja2
import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jqtools.app.serving.page_words import refusal_words
from tests.browser.conftest import serving
from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor
from tests.conftest import PLANS
from tests.processes import kernels
from tests.wire import Wire

PROCUREMENT = PLANS / "procurement_living_wage.json"
TEMPLATE = Path(__file__).parents[2] / "jqtools/app/serving/share/jupyter/voila/templates/jq/error.html"
PHONE = {"width": 320, "height": 640}


def clean(page: Page, *places: str) -> None:
    """Axe finds nothing there, light and dark, and the page needs no sideways scroll on a phone."""
    wide = page.viewport_size
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        still(page)
        assert violations(page, *places) == [], scheme
    page.set_viewport_size(PHONE)
    still(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(wide)


@pytest.fixture
def example(visitor: Visitor) -> Iterator[Visitor]:
    visitor.hold(PROCUREMENT)
    yield visitor
    visitor.page.emulate_media(color_scheme="light")


def test_mistakes_on_the_start_page(example: Visitor, tmp_path: Path) -> None:
    example.open(0)
    page = example.page
    example.fill("About how many people", "many")
    expect(page.locator(".jq-wrong")).to_be_visible()
    point = page.locator(".jq-coach .jq-finding-warning").first
    point.get_by_text("Accept with a reason").click()
    point.get_by_role("button", name="Accept").click()
    expect(point.locator(".jq-error:visible")).not_to_have_count(0)
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_role("dialog")).to_be_visible()
    clean(page, "dialog[open]")
    page.get_by_role("dialog").get_by_role("button", name="Open the file").click()
    expect(page.locator(".jq-alert[role=alert]")).to_contain_text("not valid JSON")
    clean(page, ".jq-alert", ".jq-wrong", ".jq-coach", "#header")


def test_a_parked_thought_and_a_word_explained(example: Visitor) -> None:
    example.open(1)
    page = example.page
    page.locator(".jq-gloss").first.click()
    expect(page.locator(".jq-gloss-card")).to_be_visible()
    clean(page, ".jq-gloss-card")
    page.keyboard.press("Escape")
    example.whole_plan("Park a thought")
    dialog = page.get_by_role("dialog", name="Park a thought")
    dialog.get_by_role("button").first.click()
    expect(dialog.get_by_text("Write your thought first.")).to_be_visible()
    clean(page, "dialog[open]")


def test_helpers_of_step_1(example: Visitor) -> None:
    example.open(1)
    page = example.page
    page.locator(".jq-record > summary").nth(4).click()
    page.locator("#elements .jq-refine > summary:visible, #elements .jq-law > summary:visible").first.click()
    page.get_by_text("Paste a list you have").click()
    page.get_by_text("Rate together: each person alone, then all answers").click()
    page.get_by_label("How many people rate").fill("2")
    page.get_by_role("button", name="Start rating").click()
    page.get_by_role("button", name="I am person 1: show me the questions").click()
    clean(page, "#elements", ".jq-paste", ".jq-meeting")


@pytest.mark.parametrize("second", ["policy", "hr_practices"])
def test_helpers_of_step_2(example: Visitor, second: str, tmp_path: Path) -> None:
    plan = json.loads(PROCUREMENT.read_text(encoding="utf-8"))
    plan["choice"]["secondary"] = second
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    example.hold(tmp_path / "plan.json")
    example.open(2)
    page = example.page
    part = page.locator(".jq-scoring")
    part.locator("summary").first.click()
    part.get_by_role("button", name="Work out the order").click()
    expect(part.get_by_role("status")).to_contain_text("Nothing worked out yet: mend")
    page.locator(".jq-part > summary", has=page.get_by_text("Evaluation", exact=True)).click()
    if second == "policy":
        page.locator(".jq-policy > summary").click()
        page.locator(".jq-policy-cell").first.click()
    else:
        page.locator(".jq-stage-lever > summary").last.click()
        page.locator(".jq-strip-stage").first.click()
    page.locator(".jq-matrix .jq-suggestion > summary:visible").first.click()
    clean(page, "#content")


def test_helpers_of_step_3(example: Visitor) -> None:
    example.open(3)
    page = example.page
    for library in page.locator(".jq-library > summary").all():
        library.click()
    page.locator("#indicators").get_by_label("Words to look for").fill("schedule")
    page.locator(".jq-library-do summary:visible").first.click()
    for fold in page.locator(".jq-fold > summary").all():
        fold.click()
    page.locator(".jq-edit").nth(5).click()
    clean(page, ".jq-library", ".jq-fold", ".jq-board", ".jq-set")


def test_helpers_of_step_4(example: Visitor) -> None:
    example.open(4)
    page = example.page
    page.locator(".jq-cell").first.click()
    expect(page.locator(".jq-split-edit")).to_be_visible()
    planner = page.locator(".jq-planner")
    planner.locator("summary").first.click()
    planner.get_by_label("How many people answer in one year").fill("200")
    for number, name, percent in ((1, "White", "97"), (2, "Black", "3")):
        planner.get_by_label(f"Name, group {number}", exact=True).fill(name)
        planner.get_by_label(f"Percent of people, group {number}").fill(percent)
    planner.get_by_role("button", name="Work out").click()
    expect(planner.get_by_role("table")).to_be_visible()
    planner.get_by_label("Percent of people, group 2").fill("half")
    planner.get_by_role("button", name="Work out").click()
    expect(planner.locator(".jq-error:visible")).not_to_have_count(0)
    page.get_by_label("And by", exact=True).select_option(index=1)
    expect(page.locator(".jq-explorer")).to_contain_text("suppressed")
    clean(page, ".jq-by-groups", ".jq-planner", ".jq-cost", ".jq-explorer", ".jq-numbers")


def test_results_that_may_not_be_shown_yet(profile: Callable[..., BrowserContext], tmp_path: Path) -> None:
    """Under rules for which nothing was worked out beforehand the explorer says why it shows nothing."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "agency.toml").write_text('suppression_policy = "wioa-state"\n', encoding="utf-8")
    with serving(tmp_path, "--content", str(own), "--warm", "0") as address:
        visitor = Visitor(profile().new_page(), address)
        visitor.open(4, "#explorer")
        page = visitor.page
        expect(page.locator("#explorer").get_by_role("status")).to_contain_text("is still being worked out")
        expect(page.locator(".jq-explorer, .jq-dots")).to_have_count(0)
        page.get_by_role("button", name="Download the table (CSV)").click()
        expect(page.locator(".jq-actions .jq-status").first).to_contain_text("is still being worked out")
        clean(page)


def test_a_lost_connection(profile: Callable[..., BrowserContext], address: str) -> None:
    with closing(Wire(address)) as wire:
        visitor = Visitor(profile().new_page(), wire.address)
        visitor.open(1)
        wire.cut_off()
        expect(visitor.page.locator("#jq-connection")).to_contain_text("Connection lost", timeout=60_000)
        clean(visitor.page, "#jq-connection", ".jq-head")


def test_a_workbook_that_has_ended(visitor: Visitor) -> None:
    visitor.open(1)
    card = visitor.add("a change")
    for pid in kernels():
        psutil.Process(pid).kill()
    visitor.fill("The change", "After the end", card)
    expect(visitor.page.locator("#jq-connection")).to_contain_text("Your answers are safe", timeout=60_000)
    clean(visitor.page, "#jq-connection", ".jq-head")
    visitor.page.emulate_media(color_scheme="light")


def test_pages_that_are_not_there_or_not_now(visitor: Visitor) -> None:
    page = visitor.page
    answer = page.goto(f"{visitor.address}/no_such_page")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Job Quality Workbook")).to_be_visible()
    clean(page)
    said = jinja2.Template(TEMPLATE.read_text(encoding="utf-8"))
    for status, title in ((503, "The workbook is busy"), (500, "Something went wrong")):
        words = {"refused": refusal_words(), "busy_for": status == 503 and 600}
        drawn = said.render(status_code=status, base_url=f"{visitor.address}/", **words)
        answer_with(page, f"{visitor.address}/said", drawn)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        clean(page)
    page.emulate_media(color_scheme="light")


def answer_with(page: Page, address: str, text: str) -> None:
    """Go to an address that answers with this text."""
    page.route(address, lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(address)
    page.unroute(address)

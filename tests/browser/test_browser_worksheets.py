"""Blank worksheets: a visitor gets them as a file, and each prints on paper without anything cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from jqtools.content import steps
from jqtools.report.agenda import agenda_html
from jqtools.report.worksheet import worksheet_html
from tests.browser.test_browser_access import violations
from tests.browser.walker import Visitor

# Letter and A4 without their margins, in CSS pixels.
NARROWEST = 688


def test_a_visitor_gets_the_worksheet_of_a_step_as_a_file(visitor: Visitor) -> None:
    visitor.open(1)
    page = visitor.page
    page.get_by_label("Which worksheets").select_option(label="Step 4: Use your goals to advance equity")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download worksheets").click()
    assert waiting.value.suggested_filename == "worksheet-4-advance-equity.html"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == worksheet_html("4_advance_equity")


SHEETS = {**{step: worksheet_html(step) for step in steps()}, "agenda": agenda_html()}


def test_the_agenda_gives_its_room_to_the_words_and_on_a_phone_breaks_none(profile: object) -> None:
    page = profile(viewport={"width": 960, "height": 700}).new_page()
    page.set_content(SHEETS["agenda"])
    widths = page.locator("thead").first.locator("th").evaluate_all("all => all.map(e => e.offsetWidth)")
    assert widths[0] < sum(widths) / 8
    assert max(widths) == widths[2]
    page.set_viewport_size({"width": 320, "height": 700})
    row = page.locator("tbody tr").first
    title, when, how = (row.locator(css) for css in ("th", "td:first-child", "td[data-head=How]"))
    assert title.bounding_box()["y"] == when.bounding_box()["y"] < how.bounding_box()["y"]
    assert how.bounding_box()["width"] > 250
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_worksheet_prints_within_the_paper_and_axe_finds_nothing(profile: object, name: str) -> None:
    context: BrowserContext = profile(viewport={"width": NARROWEST, "height": 900})
    page = context.new_page()
    page.set_content(SHEETS[name])
    assert violations(page) == []
    page.emulate_media(media="print")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROWEST
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.slice(0, 60))"
    assert page.locator("td, th, .sheet, .field").evaluate_all(wide) == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")

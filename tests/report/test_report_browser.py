"""The report in a browser: no accessibility violations, no sideways scrolling, text inside its box."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jqtools.coach import check
from jqtools.plan import read_plan
from jqtools.report import Breakdown, write_report
from jqtools.report.worksheet import worksheet_html
from tests.report.conftest import FULL, PLANS

TOO_WIDE = """() => [...document.querySelectorAll('g[role=img] rect')].filter(box => {
    const edge = box.getBBox().x + box.getBBox().width;
    return [...box.parentNode.querySelectorAll('text')].some(t => t.getBBox().x + t.getBBox().width > edge);
}).length"""


@pytest.fixture(params=[*PLANS, FULL], ids=lambda path: path.stem)
def address(request: pytest.FixtureRequest, surveyed, tmp_path: Path) -> str:
    """Where the report of a plan is: of each example, and of one with everything filled in."""
    path, plan = tmp_path / "report.html", read_plan(request.param)
    tables = Breakdown(surveyed, "By place")
    write_report(plan, check(plan), path, made_on=date(2026, 11, 22), published=tables)
    return path.as_uri()


def test_axe_finds_nothing(browser, address: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    results = axe.run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_and_words_stay_in_their_boxes(browser, address: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TOO_WIDE) == 0
    assert asked == [address]
    page.close()


def test_what_is_folded_on_the_screen_is_printed(browser, tmp_path: Path):
    path, plan = tmp_path / "report.html", read_plan(PLANS[0].with_name("weak_plan_for_teaching.json"))
    write_report(plan, check(plan), path, made_on=date(2026, 11, 22))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    folded = page.locator("details:not([open]) > .findings > li").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.bounding_box()["height"] > 10
    assert folded.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    page.close()


CUT = """() => [...document.querySelectorAll('.scroll:has(> table)')].filter(box => box.scrollWidth > box.clientWidth)
    .map(box => box.ariaLabel)"""


@pytest.mark.parametrize("width", [320, 390, 761])
def test_no_table_is_cut_at_the_edge_of_a_narrow_screen(browser, address: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(address)
    assert page.evaluate(CUT) == []
    page.close()


def test_on_a_phone_a_number_stands_under_the_head_of_its_column(browser, tmp_path: Path):
    path, plan = tmp_path / "report.html", read_plan(PLANS[0])
    write_report(plan, check(plan), path, made_on=date(2026, 11, 22))
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    cell = page.locator(".figures tbody tr:first-child td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Weight"'
    note = page.locator(".picture .sideways")
    assert note.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"
    assert not note.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(media="print")
    assert not note.is_visible()
    page.close()


def test_no_head_of_a_printed_table_is_broken_within_a_word(browser, tmp_path: Path):
    path = tmp_path / "sheets.html"
    path.write_text(worksheet_html("2_select_your_lever"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 965, "height": 700})
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    heads = page.locator(".matrix thead th")
    broken = "head => head.scrollWidth > head.clientWidth || getComputedStyle(head).overflowWrap != 'normal'"
    assert not any(head.evaluate(broken) for head in heads.all())
    page.close()

"""The pages in the dark, one part at a time: axe finds nothing, and a picture of each is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import STEPS, Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"


@pytest.mark.parametrize("step", range(5))
def test_axe_finds_nothing_in_the_dark_or_with_one_part_shown(
    visitor: Visitor, step: int, picture: Callable[[Page, str], None]
) -> None:
    visitor.one_part()
    visitor.hold(PROCUREMENT)
    page = visitor.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 768, "height": 1024})
    visitor.open(step)
    still(page)
    picture(page, f"{STEPS[step]}-768-dark")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 768
    assert violations(page) == []
    visitor.press("Show all parts at once")
    page.evaluate("() => document.querySelectorAll('main details').forEach(part => part.open = true)")
    still(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="light")

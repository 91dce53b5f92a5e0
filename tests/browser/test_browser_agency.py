"""An agency's own name, logo and colour on every page, in light and in dark, and nothing in the logo runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import serving
from tests.browser.test_browser_access import still, violations
from tests.browser.walker import SIZE, Visitor
from tests.conftest import PLANS

AGENCY = 'name = "Harbor County Workforce"\naccent = "#0b5c3b"\naccent_dark = "#7fd1ae"\n'
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">
<script>window.top.hit = 1; window.hit = 1;</script><path d="M5 25 25 5l20 20z" fill="#0b5c3b"/></svg>"""


@pytest.mark.parametrize(("scheme", "accent"), [("light", "rgb(11, 92, 59)"), ("dark", "rgb(127, 209, 174)")])
def test_an_agency_sees_its_name_its_logo_and_its_colour(
    scheme: str,
    accent: str,
    profile: Callable[..., BrowserContext],
    tmp_path: Path,
    picture: Callable[[Page, str], None],
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "agency.toml").write_text(AGENCY)
    (own / "logo.svg").write_text(LOGO)
    with serving(tmp_path, "--content", str(own), "--warm", "0") as address:
        visitor = Visitor(profile(viewport=SIZE, color_scheme=scheme).new_page(), address)
        visitor.hold(PLANS / "procurement_living_wage.json")
        visitor.open(0)
        page = visitor.page
        expect(page).to_have_title("Start here - Harbor County Workforce: Job Quality Workbook")
        brand = page.get_by_role("link", name="Harbor County Workforce: Job Quality Workbook", exact=True)
        expect(brand).to_be_visible()
        assert brand.locator("img").evaluate("picture => picture.complete && picture.naturalWidth") == 90
        button = page.get_by_role("link", name="Next step")
        assert button.evaluate("link => getComputedStyle(link).backgroundColor") == accent
        still(page)
        assert violations(page) == []
        picture(page, f"agency-{scheme}")
        page.goto(f"{address}/workbook/logo")
        assert page.evaluate("() => window.hit") is None

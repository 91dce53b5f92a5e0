"""Private, as a browser shows it: no visitor sees another's answers or code; nothing leaves the machine."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import serving
from tests.browser.walker import STEPS, Visitor

# Seconds that an answer may take where every core is busy.
PATIENCE = 120
CODE = ("open_workbook", "from jqtools", "import ", "workbook.bar", "nbformat", "Traceback")


def get(url: str) -> tuple[int, str]:
    """The status and text of an answer, redirects followed."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def test_two_visitors_never_see_each_others_answers(profile: Callable[..., BrowserContext], address: str) -> None:
    one, two = (Visitor(profile().new_page(), address) for _ in range(2))
    one.open(1)
    two.open(1)
    one.fill("The change", "Alpha secret", one.add("a change"))
    two.fill("The change", "Omega secret", two.add("a change"))
    for visitor, other in ((one, "Omega"), (two, "Alpha")):
        visitor.open(1)
        expect(visitor.page.locator(".jq-records > li")).to_have_count(1)
        assert other not in visitor.page.content()
        assert other not in json.dumps(visitor.stored())
    third = Visitor(profile().new_page(), address)
    third.open(1)
    expect(third.page.locator(".jq-records > li")).to_have_count(0)


@pytest.mark.parametrize("step", STEPS)
def test_no_page_shows_code(address: str, step: str) -> None:
    status, text = get(f"{address}/voila/render/{step}.ipynb")
    assert status == 200
    assert "<h1" in text
    assert not [code for code in CODE if code in text]


def test_the_pages_ask_no_other_host_for_anything(profile: Callable[..., BrowserContext], address: str) -> None:
    visitor = Visitor(profile().new_page(), address)
    for step in range(len(STEPS)):
        visitor.open(step)
    local = (visitor.address, visitor.address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in visitor.asked if not url.startswith(local)] == []
    assert visitor.troubles == []


def test_an_unknown_address_gets_a_friendly_page(visitor: Visitor) -> None:
    answer = visitor.page.goto(f"{visitor.address}/nosuch")
    assert answer.status == 404
    expect(visitor.page.get_by_role("heading", name="Page not found")).to_be_visible()
    with visitor.leaving():
        visitor.page.get_by_role("link", name="Go to the start").click()


def visitors(address: str, expected: int) -> int:
    """How many kernels are in use, as soon as it is the expected number, or after long waiting."""
    until = time.monotonic() + PATIENCE
    while (found := json.loads(get(f"{address}/healthz")[1])["visitors"]) != expected and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_a_closed_page_ends_its_kernel(profile: Callable[..., BrowserContext], tmp_path: Path) -> None:
    with serving(tmp_path, "--warm", "0") as address:
        visitor = Visitor(profile().new_page(), address)
        for step in range(3):
            visitor.open(step)
        assert visitors(address, 1) == 1
        visitor.page.close(run_before_unload=True)
        assert visitors(address, 0) == 0


def test_a_full_house_says_so_in_words(tmp_path: Path) -> None:
    with serving(tmp_path, "--max-visitors", "1", "--warm", "0") as address:
        page = f"{address}/voila/render/0_start_here.ipynb"
        assert get(page)[0] == 200
        status, text = get(page)
        assert status == 503
        assert "The workbook is busy" in text
        assert "Answers you already gave are safe in your browser" in text

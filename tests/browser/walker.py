"""A visitor of the served workbook, in the words of what a person does."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from jqtools.content import steps

STEPS = list(steps())
READY = "html[data-jq-ready=yes]"


class Visitor:
    """One browser page. Anything that goes wrong in the page is kept in `troubles`."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, step: int, fragment: str = "") -> None:
        """Go to a step and wait until its answers are there."""
        self.page.goto(f"{self.address}/voila/render/{STEPS[step]}.ipynb{fragment}")
        self.ready()

    def ready(self) -> None:
        """Wait until the page works."""
        self.page.wait_for_selector(READY, state="attached", timeout=60_000)
        expect(self.page.get_by_role("button", name="Download my plan")).to_be_visible(timeout=30_000)

    def own_device(self) -> None:
        """Say that the device is one's own."""
        self.page.get_by_role("button", name="It is my own").click()

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        """Type into the field with this label, and leave it."""
        field = (within or self.page).get_by_label(label, exact=True)
        field.fill(text)
        field.blur()

    def choose(self, label: str, words: str, within: Locator | None = None) -> None:
        """Choose from the list with this label."""
        (within or self.page).get_by_label(label, exact=True).select_option(label=words)

    def add(self, what: str) -> Locator:
        """Click an "Add ..." button and return the card that it made."""
        before = set(self._cards())
        self.page.get_by_role("button", name=f"Add {what}", exact=True).click()
        (made,) = set(self._cards()) - before
        return self.page.locator(f"#{made}")

    def _cards(self) -> list[str]:
        return self.page.eval_on_selector_all(".jq-records > li[id], .jq-box", "all => all.map(one => one.id)")

    def stored(self) -> dict[str, Any] | None:
        """The plan in the browser's storage."""
        text = self.page.evaluate(
            "() => localStorage.getItem('jqtools.plan') || sessionStorage.getItem('jqtools.plan')"
        )
        return json.loads(text) if text else None

    def download(self, button: str) -> str:
        """The text of the file that a button hands over."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button, exact=True).click()
        with open(waiting.value.path(), encoding="utf-8") as file:
            return file.read()

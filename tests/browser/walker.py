"""A visitor of the served workbook, in the words of what a person does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from jqtools.content import steps
from jqtools.plan import Plan, parse_plan

STEPS = list(steps())
READY = "html[data-jq-ready=yes]"
PLAN_FILE = "Download my plan"
SIZE = {"width": 1280, "height": 720}
# What the front end's library says in a page that is being left, when its kernel ends before it.
LEFT = "Kernel connection is disposed"
CARDS = ".jq-records > li[id], .jq-box"
# Pages open with all their parts, unless a test asks for one at a time, as visitors see them.
ALL_PARTS = "if (!localStorage['tests.one_part']) sessionStorage['jqtools.all_parts'] = 'yes'"


class Visitor:
    """One browser page. Anything that goes wrong in the page is kept in `troubles`."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        self.asked: list[str] = []
        page.set_default_timeout(60_000)
        page.set_default_navigation_timeout(120_000)
        self._heard = {
            "pageerror": lambda error: LEFT in str(error) or self.troubles.append(f"error: {error}"),
            "request": lambda request: self.asked.append(request.url),
        }
        for event, heard in self._heard.items():
            page.on(event, heard)
        page.add_init_script(ALL_PARTS)

    def one_part(self) -> None:
        """From the next page on, see one part of a step at a time, as visitors do."""
        self.page.goto(f"{self.address}/healthz")
        self.page.evaluate("() => { localStorage['tests.one_part'] = 'yes'; sessionStorage.clear(); }")

    def stop_listening(self) -> None:
        """What happens in the page from now on is another visitor's."""
        for event, heard in self._heard.items():
            self.page.remove_listener(event, heard)

    def open(self, step: int, fragment: str = "") -> None:
        """Go to a step and wait until its answers are there."""
        self.page.goto(f"{self.address}/voila/render/{STEPS[step]}.ipynb{fragment}")
        self.ready()

    def ready(self) -> None:
        """Wait until the page works."""
        self.page.wait_for_selector(READY, state="attached", timeout=120_000)
        expect(self.page.get_by_role("button", name="Report", exact=True)).to_be_visible(timeout=60_000)

    def whole_plan(self, button: str) -> None:
        """Click one of the buttons under "My plan"."""
        self.page.locator(".jq-menu > summary").click()
        self.page.locator(".jq-menu").get_by_role("button", name=button, exact=True).click()

    def reload(self) -> None:
        """Load the page again and wait until it works."""
        self.page.reload()
        self.ready()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is done in the block leads to another page: wait until that one works, not the one that is left."""
        with self.page.expect_event("load", timeout=120_000):
            yield
        self.ready()

    def forget(self) -> None:
        """Leave the workbook, and empty the browser's storage of it."""
        self.page.goto(f"{self.address}/healthz")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")

    def hold(self, plan: Path) -> None:
        """Put the plan of a file into the browser's storage, as on one's own device."""
        self.page.goto(f"{self.address}/healthz")
        text = plan.read_text(encoding="utf-8")
        put = "text => { localStorage['jqtools.device'] = 'own'; localStorage['jqtools.plan'] = text; }"
        self.page.evaluate(put, text)

    def own_device(self) -> None:
        """Say that the device is one's own."""
        self.page.get_by_role("button", name="It is my own").click()

    def unfold(self, target: Locator) -> Locator:
        """Open the folds that hold `target`."""
        target.evaluate("e => { for (let p = e; p; p = p.parentElement) if (p.tagName === 'DETAILS') p.open = true; }")
        return target

    def press(self, name: str) -> None:
        """Click the button with this name, in a fold or not."""
        self.unfold(self.page.get_by_role("button", name=name, exact=True, include_hidden=True)).click()

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        """Type into the field with this label, and leave it."""
        field = self.unfold((within or self.page).get_by_label(label, exact=True))
        field.fill(text)
        field.blur()

    def choose(self, label: str, words: str, within: Locator | None = None) -> None:
        """Choose from the list with this label."""
        self.unfold((within or self.page).get_by_label(label, exact=True)).select_option(label=words)

    def add(self, what: str) -> Locator:
        """Click an "Add ..." button and return the card that it made."""
        before = self._cards()
        self.page.get_by_role("button", name=f"Add {what}", exact=True).click()
        expect(self.page.locator(CARDS)).to_have_count(len(before) + 1)
        (made,) = set(self._cards()) - set(before)
        return self.page.locator(f"#{made}")

    def _cards(self) -> list[str]:
        return self.page.eval_on_selector_all(CARDS, "all => all.map(one => one.id)")

    def stored(self) -> dict[str, Any] | None:
        """The plan in the browser's storage."""
        text = self.page.evaluate(
            "() => localStorage.getItem('jqtools.plan') || sessionStorage.getItem('jqtools.plan')"
        )
        return json.loads(text) if text else None

    def plan(self) -> Plan:
        """The plan in the browser's storage, as the package reads it."""
        return parse_plan(json.dumps(self.stored()))

    def download(self, button: str) -> str:
        """The text of the file that a button hands over."""
        with self.page.expect_download() as waiting:
            if button == PLAN_FILE:
                self.whole_plan(button)
            else:
                self.page.get_by_role("button", name=button, exact=True).click()
        with open(waiting.value.path(), encoding="utf-8") as file:
            return file.read()


def row(page: Page, name: str) -> Locator:
    """A row of a list inside a form, such as "Place 1"."""
    return page.get_by_role("group", name=name, exact=True)


class Hand(Protocol):
    """How a person works the controls of a page."""

    def press(self, control: Locator) -> None:
        """Work a button, a link, or the head of a fold."""

    def write(self, control: Locator, text: str) -> None:
        """Put text into a field, and leave it."""

    def choose(self, control: Locator, words: str) -> None:
        """Choose from a list."""

    def tick(self, control: Locator) -> None:
        """Tick a box, or take one of several answers."""


class MouseAndKeys:
    """The hand of somebody who clicks and types."""

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, control: Locator, text: str) -> None:
        control.fill(text)
        control.blur()

    def choose(self, control: Locator, words: str) -> None:
        control.select_option(label=words)

    def tick(self, control: Locator) -> None:
        # The label may lie over the box, so that no look at what is hit helps; a bar at an edge of the screen may not.
        control.evaluate("e => e.scrollIntoView({ block: 'center' })")
        control.check(force=True)

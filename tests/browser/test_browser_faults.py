"""No answer is lost: reload, a closed tab, a cut connection, a killed kernel; and the page says what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import running
from tests.browser.walker import Visitor
from tests.conftest import ROOT
from tests.processes import kernels
from tests.wire import Wire


@pytest.fixture
def wire(address: str) -> Iterator[Wire]:
    """A line to the served workbook."""
    line = Wire(address)
    yield line
    line.close()


def test_a_cut_of_forty_seconds_while_typing_loses_nothing_and_is_told(
    profile: Callable[..., BrowserContext], wire: Wire
) -> None:
    visitor = Visitor(profile().new_page(), wire.address)
    visitor.open(1)
    card = visitor.add("a change")
    visitor.fill("The change", "Before the cut", card)
    wire.cut_off()
    told = "Connection lost, trying again. Your answers are safe in this browser."
    expect(visitor.page.locator("#jq-connection")).to_have_text(told, timeout=60_000)
    for words in ("First", "Second", "Third", "Last words"):
        visitor.fill("The change", words, card)
        assert words in str(visitor.stored())
        visitor.page.wait_for_timeout(10_000)
    visitor.choose("What the law allows", "Barred", card)
    expect(card.locator("summary .jq-tag")).not_to_have_text("Concern")
    wire.join()
    expect(visitor.page.locator("#jq-connection")).to_be_empty(timeout=120_000)
    expect(card.locator("summary .jq-tag")).to_have_text("Concern", timeout=60_000)
    visitor.open(1)
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Last words")
    expect(visitor.page.locator(".jq-records summary .jq-tag")).to_have_text("Concern")


def test_what_was_on_its_way_when_the_line_was_cut_is_sent_again(
    profile: Callable[..., BrowserContext], wire: Wire
) -> None:
    visitor = Visitor(profile().new_page(), wire.address)
    visitor.open(1)
    card = visitor.add("a change")
    visitor.fill("The change", "Before the cut", card)
    visitor.page.wait_for_function("() => !globalThis.jqUnread.size")
    wire.swallow()
    visitor.choose("What the law allows", "Barred", card)
    visitor.fill("The change", "Lost on its way", card)
    wire.cut_off()
    expect(visitor.page.locator("#jq-connection")).to_contain_text("Connection lost", timeout=60_000)
    wire.join()
    expect(card.locator("summary .jq-tag")).to_have_text("Concern", timeout=60_000)
    expect(visitor.page.locator("#jq-connection")).to_be_empty(timeout=60_000)
    visitor.fill("The change", "Typed after it", card)
    visitor.choose("What the law allows", "Clear", card)
    expect(card.locator("summary .jq-tag")).not_to_have_text("Concern")
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Typed after it")


def test_a_killed_kernel_loses_nothing_and_is_told(visitor: Visitor) -> None:
    visitor.open(1)
    card = visitor.add("a change")
    visitor.fill("The change", "Before", card)
    visitor.choose("What the law allows", "Barred", card)
    expect(card.locator("summary .jq-tag")).to_have_text("Concern")
    for pid in kernels():
        psutil.Process(pid).kill()
    visitor.fill("The change", "After", card)
    expect(visitor.page.locator("#jq-connection")).to_contain_text("Your answers are safe", timeout=60_000)
    assert "After" in str(visitor.stored())
    with visitor.leaving():
        visitor.page.locator("#jq-connection").get_by_role("link", name="Reload the page").click()
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("After")


def test_a_killed_kernel_is_told_also_to_who_only_reads(visitor: Visitor) -> None:
    visitor.open(1)
    for pid in kernels():
        psutil.Process(pid).kill()
    expect(visitor.page.locator("#jq-connection")).to_contain_text("Your answers are safe", timeout=60_000)
    with visitor.leaving():
        visitor.page.locator("#jq-connection").get_by_role("link", name="Reload the page").click()
    expect(visitor.page.locator("#jq-connection")).to_be_empty()


def test_a_page_whose_forms_do_not_come_loads_itself_again_once_and_loses_nothing(visitor: Visitor) -> None:
    """The words are those of the library that draws the forms, where its connection came too late."""
    fail = "() => document.getElementById('content').append('Error displaying widget: model not found')"
    visitor.open(1)
    visitor.fill("The change", "Before", visitor.add("a change"))
    with visitor.leaving():
        visitor.page.evaluate(fail)
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Before")
    visitor.page.evaluate(fail)
    expect(visitor.page.locator("#jq-connection")).to_contain_text("did not open fully", timeout=60_000)
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Before")


def test_a_clock_that_jumps_back_and_forward_loses_nothing(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    visitor = Visitor(profile().new_page(), address)  # the clock of a page stays what it was set to
    visitor.open(0)
    visitor.own_device()
    visitor.fill("Name of the plan", "Before the jumps")
    for moment in ("1999-12-31T23:59:50Z", "2093-05-01T08:00:00Z"):
        visitor.page.clock.set_system_time(moment)
        visitor.fill("Your organization", f"At {moment}")
        expect(visitor.page.locator(".jq-bar .jq-status")).to_contain_text("Saved in this browser")
        assert visitor.plan().modified.startswith(moment[:4])
    visitor.reload()
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value("Before the jumps")
    expect(visitor.page.get_by_label("Your organization")).to_have_value("At 2093-05-01T08:00:00Z")


def test_a_kernel_that_ended_for_idleness_is_told_and_a_returning_visitor_finds_the_plan_whole(
    profile: Callable[..., BrowserContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with running("tests.impatient", "serve", "--no-browser", folder=tmp_path, asked="/healthz") as address:
        visitor = Visitor(profile().new_page(), address)
        visitor.open(1)
        card = visitor.add("a change")
        visitor.fill("The change", "Before lunch", card)
        visitor.choose("What the law allows", "Barred", card)
        expect(card.locator("summary .jq-tag")).to_have_text("Concern")
        expect(visitor.page.locator("#jq-connection")).to_contain_text("Your answers are safe", timeout=90_000)
        with visitor.leaving():
            visitor.page.locator("#jq-connection").get_by_role("link", name="Reload the page").click()
        expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Before lunch")
        expect(visitor.page.locator(".jq-records summary .jq-tag")).to_have_text("Concern")

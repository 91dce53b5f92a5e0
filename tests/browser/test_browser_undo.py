"""The way back and forward: on the next page too, in this tab only, and never over what another tab wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS

CLOCK = "() => { const now = performance.now.bind(performance); later = 0; performance.now = () => now() + later; }"
WAY = "() => sessionStorage.getItem('jqtools.way') || ''"


def undo(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("button", name="Undo")


def redo(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("button", name="Redo")


def status(visitor: Visitor) -> Locator:
    return visitor.page.locator(".jq-head .jq-told")


def title(visitor: Visitor) -> Locator:
    return visitor.page.get_by_label("Name of the plan")


def clear(visitor: Visitor) -> None:
    visitor.whole_plan("Clear my answers")
    visitor.page.get_by_role("dialog").get_by_role("button", name="Clear my answers").click()
    expect(status(visitor)).to_contain_text("cleared")


@pytest.fixture
def changed(visitor: Visitor) -> Visitor:
    """A visitor who gave the example plan another name on the first page, and then went to the next."""
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(0)
    visitor.fill("Name of the plan", "My own name")
    visitor.open(1)
    return visitor


def test_a_change_is_taken_back_and_made_again_on_other_pages(changed: Visitor) -> None:
    old = changed.plan()
    expect(undo(changed)).to_have_accessible_name("Undo: the change to your plan")
    undo(changed).click()
    expect(status(changed)).to_contain_text("Undone: the change to your plan.")
    assert changed.plan().header.title.startswith("Living-wage scoring")
    assert changed.plan().elements == old.elements
    expect(undo(changed)).to_have_attribute("aria-disabled", "true")
    changed.open(0)
    expect(title(changed)).not_to_have_value("My own name")
    redo(changed).click()
    expect(title(changed)).to_have_value("My own name")
    expect(status(changed)).to_contain_text("Done again: the change to your plan.")
    assert changed.plan() == old


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_what_was_undone_is_told_in_full_until_the_person_does_something_else(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    page.evaluate(CLOCK)
    visitor.unfold(page.get_by_label("The goal", exact=True).first).fill("Another goal")
    undo(visitor).click()
    expect(status(visitor)).to_have_text("Undone: the change to your goals.")
    expect(status(visitor)).to_be_visible()
    whole = "one => one.scrollHeight <= one.clientHeight && one.getBoundingClientRect().left >= 0"
    assert status(visitor).evaluate(whole)
    aloud = "Undone: the change to your goals. Saved in this browser."
    expect(page.locator(".jq-head [role=status]")).to_have_text(aloud)
    page.keyboard.press("Shift")
    expect(status(visitor)).to_be_visible()
    page.evaluate("() => (later = 7000)")
    page.keyboard.press("Shift")
    expect(status(visitor)).to_be_hidden()


def test_each_step_is_taken_back_by_itself_however_fast_one_clicks(changed: Visitor) -> None:
    first = changed.page.get_by_label("The change", exact=True).first
    before = first.input_value()
    changed.fill("The change", "Another change", changed.page.locator(".jq-records > li").first)
    expect(undo(changed)).to_have_accessible_name("Undo: the change to your changes")
    undo(changed).dblclick()
    expect(undo(changed)).to_have_attribute("aria-disabled", "true")
    expect(first).to_have_value(before)
    assert changed.plan().header.title.startswith("Living-wage scoring")
    assert changed.troubles == []


def test_the_keys_of_undo_work_where_nobody_is_writing(changed: Visitor) -> None:
    page = changed.page
    field = changed.unfold(page.get_by_label("The change", exact=True).first)
    field.press("Control+z")
    expect(undo(changed)).to_have_attribute("aria-disabled", "false")
    page.locator("#content").focus()
    page.keyboard.press("Control+z")
    expect(status(changed)).to_contain_text("Undone")
    page.keyboard.press("Control+y")
    expect(status(changed)).to_contain_text("Done again")
    assert changed.plan().header.title == "My own name"


def test_an_example_that_replaced_the_plan_is_taken_back_on_the_next_page(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("Name of the plan", "Mine before the example")
    visitor.press("Look at an example")
    visitor.page.get_by_role("button", name="Use this example").first.click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Use the example").click()
    expect(title(visitor)).not_to_have_value("Mine before the example")
    visitor.open(2)
    expect(undo(visitor)).to_have_accessible_name("Undo: the change to the whole plan")
    undo(visitor).click()
    expect(status(visitor)).to_contain_text("Undone: the change to the whole plan.")
    assert visitor.plan().header.title == "Mine before the example"


@pytest.fixture
def far_away(profile: Callable[..., BrowserContext], address: str) -> Visitor:
    """A visitor who hears from the workbook a second late."""
    context = profile()
    context.add_init_script(
        """globalThis.WebSocket = class extends WebSocket {
            set onmessage(heard) { super.onmessage = (event) => setTimeout(() => heard.call(this, event), 1000); }
        };"""
    )
    visitor = Visitor(context.new_page(), address)
    visitor.open(0)
    return visitor


def test_a_click_does_not_overtake_the_words_that_were_typed_before_it(far_away: Visitor) -> None:
    far_away.fill("Name of the plan", "First words")
    far_away.fill("Name of the plan", "Last words")
    clear(far_away)
    undo(far_away).click()
    expect(status(far_away)).to_contain_text("Undone")
    far_away.page.wait_for_timeout(3000)
    expect(title(far_away)).to_have_value("Last words")
    assert far_away.plan().header.title == "Last words"
    with far_away.page.expect_download() as report:
        far_away.page.get_by_role("button", name="Report", exact=True).click()
    assert "Last words" in Path(report.value.path()).read_text(encoding="utf-8")


def test_an_example_asks_before_it_replaces_what_the_workbook_has_not_heard_yet(far_away: Visitor) -> None:
    far_away.press("Look at an example")
    far_away.fill("Name of the plan", "Typed just now")
    far_away.page.get_by_role("button", name="Use this example").first.click()
    far_away.page.get_by_role("dialog").get_by_role("button", name="Cancel").click(timeout=5000)
    assert far_away.plan().header.title == "Typed just now"


def test_taking_back_the_first_answer_of_all_empties_the_plan_and_it_can_be_had_again(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("Name of the plan", "First words")
    visitor.open(1)
    undo(visitor).click()
    expect(status(visitor)).to_contain_text("Undone")
    assert visitor.stored() is None
    visitor.open(0)
    redo(visitor).click()
    expect(title(visitor)).to_have_value("First words")


@pytest.mark.parametrize("device", ["It is my own", "It is shared"])
def test_clearing_the_answers_leaves_nothing_of_them_in_the_browser(visitor: Visitor, device: str) -> None:
    visitor.open(0)
    visitor.page.get_by_role("button", name=device).click()
    visitor.fill("Name of the plan", "Private words")
    visitor.fill("Name of the plan", "More private words")
    assert "Private words" in visitor.page.evaluate(WAY)
    clear(visitor)
    everything = "() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
    assert "rivate words" not in visitor.page.evaluate(everything)
    undo(visitor).click()
    expect(title(visitor)).to_have_value("More private words")
    clear(visitor)
    visitor.fill("Your organization", "The next person")
    assert "rivate words" not in visitor.page.evaluate(everything)
    visitor.open(1)
    undo(visitor).click()
    expect(undo(visitor)).to_have_attribute("aria-disabled", "true")
    assert visitor.stored() is None


def test_the_way_back_stays_in_its_tab(changed: Visitor) -> None:
    assert "jqtools.way" not in changed.page.evaluate("() => Object.keys(localStorage)")
    assert "Living-wage" in changed.page.evaluate(WAY)


def test_a_tab_does_not_take_back_what_another_tab_wrote(profile: Callable[..., BrowserContext], address: str) -> None:
    context = profile()
    older, newer = (Visitor(context.new_page(), address) for _ in range(2))
    older.open(0)
    older.own_device()
    older.fill("Name of the plan", "From the older tab")
    newer.open(0)
    newer.fill("Your organization", "From the newer tab")
    expect(status(older)).to_contain_text("Another tab changed the plan.")
    expect(undo(older)).to_have_attribute("aria-disabled", "true")
    older.open(1)
    expect(undo(older)).to_have_attribute("aria-disabled", "true")
    undo(newer).click()
    expect(newer.page.get_by_label("Your organization")).to_have_value("")
    assert newer.plan().header.title == "From the older tab"


def test_a_tab_that_was_away_learns_at_the_next_page_that_another_tab_wrote(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    older, newer = (Visitor(context.new_page(), address) for _ in range(2))
    older.open(0)
    older.own_device()
    older.fill("Name of the plan", "From the older tab")
    older.page.goto(f"{address}/healthz")
    newer.open(0)
    newer.fill("Your organization", "From the newer tab")
    older.open(1)
    expect(status(older)).to_contain_text("Another tab changed the plan.")
    expect(undo(older)).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("step", ['{"header": {"title": 7}}', "[1, 2]"])
def test_a_step_that_cannot_be_read_is_refused_in_words_and_left_out(changed: Visitor, step: str) -> None:
    spoil = """step => {
        const way = JSON.parse(sessionStorage["jqtools.way"]);
        way.undo.push({ names: ["header"], text: step });
        sessionStorage["jqtools.way"] = JSON.stringify(way);
    }"""
    changed.page.evaluate(spoil, step)
    changed.reload()
    undo(changed).click()
    expect(changed.page.locator(".jq-alert[role=alert]")).to_contain_text("not opened")
    undo(changed).click()
    expect(undo(changed)).to_have_attribute("aria-disabled", "true")
    assert changed.plan().header.title.startswith("Living-wage scoring")


def test_a_browser_with_little_room_keeps_the_plan_and_lets_the_oldest_steps_go(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    context.add_init_script(
        """const put = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            if (key === "jqtools.way" && value.length > 60000) throw new DOMException("full", "QuotaExceededError");
            put.call(this, key, value);
        };"""
    )
    visitor = Visitor(context.new_page(), address)
    visitor.open(0)
    for letter in "abcdefghijklmnopqrstuvw":
        visitor.fill("The problem, in two to four sentences", letter * 3900)
    kept = visitor.page.evaluate(WAY)
    assert 10_000 < len(kept) < 60_000
    assert visitor.plan().header.problem == "w" * 3900
    visitor.open(1)
    undo(visitor).click()
    expect(status(visitor)).to_contain_text("Undone")
    assert visitor.plan().header.problem == "v" * 3900
    assert visitor.troubles == []

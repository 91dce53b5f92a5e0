"""Answers are kept in the browser: over a reload, another tab, a closed browser, one that is full or keeps nothing."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from jqtools.plan import read_plan
from tests.browser.walker import Visitor
from tests.chromium import FLAGS, chromium

# Within so many milliseconds Chromium writes what it stores to the disk; in a crowd of programs its end may come first.
WRITTEN = 6000
VERSIONS = Path(__file__).parents[1] / "plan" / "versions"


def test_answers_survive_a_reload_a_step_and_a_closed_tab_on_ones_own_device(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    first = Visitor(context.new_page(), address)
    first.open(0)
    first.own_device()
    first.page.get_by_label("Name of the plan").type("Typed and left at once")
    first.reload()
    expect(first.page.get_by_label("Name of the plan")).to_have_value("Typed and left at once")
    first.page.close(run_before_unload=True)
    again = Visitor(context.new_page(), address)
    again.open(0)
    expect(again.page.get_by_label("Name of the plan")).to_have_value("Typed and left at once")
    expect(again.page.get_by_text("Your answers stay on this device until you clear them.")).to_be_visible()


@contextlib.contextmanager
def own_browser(browser: Browser, folder: Path, **settings: object) -> Iterator[Page]:
    """A page of a browser that keeps its profile in `folder` when it is closed, as a person's own does."""
    (folder / "Default").mkdir(parents=True, exist_ok=True)
    if settings:
        (folder / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    launch = browser.browser_type.launch_persistent_context
    context = launch(folder, executable_path=chromium(), args=list(FLAGS))
    try:
        yield context.pages[0]
    finally:
        context.close()


def test_a_browser_that_was_closed_and_opened_again_has_the_answers(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with own_browser(browser, tmp_path) as page:
        first = Visitor(page, address)
        first.open(0)
        first.own_device()
        first.fill("Name of the plan", "Of yesterday")
        page.wait_for_timeout(WRITTEN)
    with own_browser(browser, tmp_path) as page:
        Visitor(page, address).open(0)
        expect(page.get_by_label("Name of the plan")).to_have_value("Of yesterday")


def test_where_the_browser_forbids_storage_the_page_works_says_so_and_asks_before_it_is_left(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    nothing = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    with own_browser(browser, tmp_path, **nothing) as page:
        visitor = Visitor(page, address)
        visitor.open(0)
        page.get_by_role("button", name="Show all parts at once").click()
        visitor.fill("Name of the plan", "Only on this page")
        expect(page.locator(".jq-bar .jq-status")).to_contain_text("this browser keeps nothing here")
        assert "Only on this page" in visitor.download("Download my plan")


def test_on_a_shared_device_a_closed_tab_takes_the_answers_with_it(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    first = Visitor(context.new_page(), address)
    first.open(0)
    first.page.get_by_role("button", name="It is shared").click()
    first.fill("Name of the plan", "Mine alone")
    first.reload()
    expect(first.page.get_by_label("Name of the plan")).to_have_value("Mine alone")
    assert first.page.evaluate("() => localStorage.length") == 0
    first.page.close(run_before_unload=True)
    next_person = Visitor(context.new_page(), address)
    next_person.open(0)
    expect(next_person.page.get_by_label("Name of the plan")).to_have_value("")


def test_answers_that_cannot_be_read_are_kept_and_told(visitor: Visitor) -> None:
    visitor.open(0)
    broken = '{"format": "jqtools-plan", "schema_version": 77}'
    visitor.page.evaluate("text => sessionStorage.setItem('jqtools.plan', text)", broken)
    visitor.open(1)
    expect(visitor.page.locator(".jq-alert[role=alert]")).to_contain_text("newer jqtools")
    visitor.fill("The change", "New words", visitor.add("a change"))
    assert visitor.page.evaluate("() => sessionStorage.getItem('jqtools.plan')") == broken


def test_without_browser_storage_the_page_says_so_and_the_plan_can_still_be_had(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('off', 'QuotaExceededError'); };"
    )
    visitor = Visitor(context.new_page(), address)
    visitor.open(1)
    visitor.fill("The change", "Only here", visitor.add("a change"))
    expect(visitor.page.locator(".jq-bar .jq-status")).to_contain_text("Not saved")
    assert "Only here" in visitor.download("Download my plan")


FILL = """() => {
  for (let size = 1_000_000; size >= 1; size /= 10)
    for (let n = 0; n < 60; n += 1)
      try { localStorage.setItem(`junk${size}.${n}`, "x".repeat(size)); } catch { break; }
}"""


EMPTY = (
    "() => Object.keys(localStorage).filter((key) => key.startsWith('junk')).forEach((key) => delete localStorage[key])"
)


def test_a_full_browser_says_so_asks_before_the_page_is_left_and_saves_once_there_is_room(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    visitor = Visitor(profile().new_page(), address)
    visitor.open(1)
    visitor.own_device()
    card = visitor.add("a change")
    visitor.fill("The change", "Short", card)
    visitor.page.evaluate(FILL)
    visitor.fill("The change", "Much longer than what was there" * 20, card)
    status = visitor.page.locator(".jq-bar .jq-status")
    expect(status).to_contain_text("this browser has no room left. Download your plan")
    assert "Much longer" in visitor.download("Download my plan")
    asked: list[str] = []
    visitor.page.once("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    visitor.page.evaluate("() => location.reload()")
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Much longer than what was there" * 20)
    assert asked == ["beforeunload"]
    visitor.page.evaluate(EMPTY)
    visitor.choose("What the law allows", "Barred", card)
    expect(status).to_contain_text("Saved in this browser")
    visitor.reload()
    expect(visitor.page.get_by_label("The change", exact=True)).to_have_value("Much longer than what was there" * 20)


def test_a_plan_of_an_older_format_in_the_browser_is_taken_up_whole(visitor: Visitor) -> None:
    old = VERSIONS / "format_1.json"
    visitor.hold(old)
    visitor.open(0)
    title = json.loads(old.read_text(encoding="utf-8"))["header"]["title"]
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value(title)
    visitor.fill("Your organization", "Taken up")
    kept = visitor.plan()
    whole = read_plan(old)
    assert kept.header.organization == "Taken up"
    assert (kept.elements, kept.measures, kept.notes) == (whole.elements, whole.measures, whole.notes)


def test_two_tabs_keep_each_others_sections(profile: Callable[..., BrowserContext], address: str) -> None:
    context = profile()
    one = Visitor(context.new_page(), address)
    one.open(0)
    one.own_device()
    one.fill("Name of the plan", "Shared by two tabs")
    two = Visitor(context.new_page(), address)
    two.open(1)
    two.fill("The change", "From the second tab", two.add("a change"))
    one.fill("Your organization", "From the first tab")
    both = str(one.stored())
    assert "From the second tab" in both
    assert "From the first tab" in both


def test_changing_ones_mind_about_the_device_keeps_the_answers(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    visitor = Visitor(profile().new_page(), address)
    page = visitor.page
    visitor.open(0)
    visitor.own_device()
    visitor.fill("Name of the plan", "Kept all the way")
    page.get_by_role("button", name="Change this").click()
    visitor.open(1)
    visitor.open(0)
    expect(page.get_by_label("Name of the plan")).to_have_value("Kept all the way")
    page.get_by_role("button", name="Change this").click()
    page.get_by_role("button", name="It is shared").click()
    assert page.evaluate("() => document.activeElement.textContent") == "Change this"
    assert page.evaluate("() => localStorage.length") == 0
    visitor.reload()
    expect(page.get_by_label("Name of the plan")).to_have_value("Kept all the way")


def test_what_a_tab_was_promised_holds_whatever_another_tab_was_told(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    shared, own = (Visitor(context.new_page(), address) for _ in range(2))
    shared.open(0)
    shared.page.get_by_role("button", name="It is shared").click()
    shared.fill("Name of the plan", "For this tab only")
    own.open(0)
    own.own_device()
    own.fill("Name of the plan", "For this device")
    shared.fill("Your organization", "Still this tab only")
    assert "this tab only" not in own.page.evaluate("() => localStorage.getItem('jqtools.plan')")
    shared.reload()
    expect(shared.page.get_by_label("Name of the plan")).to_have_value("For this tab only")


def test_answers_cleared_in_one_tab_are_cleared_in_the_other(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    context = profile()
    one, two = (Visitor(context.new_page(), address) for _ in range(2))
    one.open(0)
    one.own_device()
    one.fill("Name of the plan", "Private")
    two.open(0)
    expect(two.page.get_by_label("Name of the plan")).to_have_value("Private")
    two.whole_plan("Clear my answers")
    two.page.get_by_role("dialog").get_by_role("button", name="Clear my answers").click()
    expect(one.page.get_by_label("Name of the plan")).to_have_value("")
    one.fill("Your organization", "New")
    assert "Private" not in one.page.evaluate("() => localStorage.getItem('jqtools.plan')")

"""The procurement example, built with the keyboard alone: every control can be reached, seen and worked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ElementHandle, Locator, Page, TimeoutError, expect

from jqtools.plan import read_plan
from tests.browser.example_by_hand import Builder
from tests.browser.plan_by_place import of_step
from tests.browser.walker import SIZE, Visitor
from tests.conftest import PLANS

EXAMPLE = read_plan(PLANS / "procurement_living_wage.json")
ROUNDS = 60

# How many times to press Tab to come from where the focus is to a control: below 0, with Shift; 0 when it is there.
# Of the answers to one question only one is a stop; the arrows lead to the others.
FAR = """control => {
  const here = document.activeElement;
  const kin = (a, b) => a === b || (a.type === "radio" && b.type === "radio" && a.name === b.name);
  if (kin(here, control)) return 0;
  const before = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const on = before(here, control);
  const [first, last] = on ? [here, control] : [control, here];
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const names = new Set(here.type === "radio" ? [here.name] : []);
  const between = stops.filter((stop) => {
    if (stop === here || !stop.checkVisibility() || stop.disabled || stop.type === "hidden") return false;
    if (!((stop === first || before(first, stop)) && (stop === last || before(stop, last)))) return false;
    if (stop.type !== "radio") return true;
    return !names.has(stop.name) && Boolean(names.add(stop.name));
  });
  return (on ? 1 : -1) * Math.max(1, between.length);
}"""

# Whether the focus can be seen: a ring around the control or its label, and no bar that lies over all of it.
BOXES = "many => JSON.parse(localStorage['jqtools.plan']).logic.nodes.order.length === many"
SEEN = """control => {
  const here = document.activeElement;
  const label = here.closest("label");
  const ringed = (each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  };
  if (![here, label].some((each) => each && ringed(each))) return false;
  const { left, top, width, height } = (label || here).getBoundingClientRect();
  return [4, height / 2, height - 4].some((down) => {
    const hit = document.elementFromPoint(left + width / 2, top + down);
    return hit && (here.contains(hit) || (label && label.contains(hit)));
  });
}"""

OPTIONS_BETWEEN = """(list, words) =>
  [...list.options].findIndex((option) => option.label === words) - list.selectedIndex"""


class Keys:
    """Works a page with the keyboard alone, and makes sure that the focus is never lost or out of sight."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keyboard = page.keyboard
        self._here = ""

    def reach(self, control: Locator) -> ElementHandle:
        """Press Tab, or Shift and Tab, until the control has the focus."""
        element = control.element_handle()
        self._keeps_the_focus(control)
        for _ in range(ROUNDS):
            far = element.evaluate(FAR)
            if not far:
                break
            for _ in range(abs(far)):
                self.keyboard.press("Tab" if far > 0 else "Shift+Tab")
        else:
            raise AssertionError(f"the Tab key does not lead to {control}")
        try:
            self.page.wait_for_function(SEEN, arg=element, timeout=5_000)
        except TimeoutError:
            raise AssertionError(f"the focus can't be seen at {control}") from None
        return element

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.keyboard.press("Enter")

    def write(self, control: Locator, text: str) -> None:
        self.reach(control)
        self.keyboard.press("ControlOrMeta+a")
        self.keyboard.insert_text(text)
        self.keyboard.press("Tab")

    def choose(self, control: Locator, words: str) -> None:
        expect(control).to_contain_text(words)
        element = self.reach(control)
        # The first letters lead to an option near, the arrows to the one that is meant.
        self.keyboard.type(words[:12])
        far = element.evaluate(OPTIONS_BETWEEN, words)
        for _ in range(abs(far)):
            self.keyboard.press("ArrowDown" if far > 0 else "ArrowUp")
        assert element.evaluate("list => list.selectedOptions[0].label") == words

    def tick(self, control: Locator) -> None:
        element = self.reach(control)
        if not element.evaluate("tick => tick === document.activeElement"):
            for _ in range(ROUNDS):
                self.keyboard.press("ArrowDown")
                if element.is_checked():
                    break
        elif not element.is_checked():
            self.keyboard.press("Space")
        assert element.is_checked()

    def _keeps_the_focus(self, control: Locator) -> None:
        here = self.page.url.partition("#")[0]
        lost = self.page.evaluate("() => document.activeElement === document.body")
        assert not (lost and here == self._here), f"the focus was lost before {control}"
        self._here = here


@pytest.fixture(scope="module")
def builder(browser: Browser, address: str) -> Iterator[Builder]:
    """Somebody without a mouse, one part at a time, on a device of their own."""
    context = browser.new_context(viewport=SIZE)
    visitor = Visitor(context.new_page(), address)
    visitor.one_part()
    visitor.open(0)
    keys = Keys(visitor.page)
    keys.press(visitor.page.get_by_role("button", name="It is my own"))
    yield Builder(visitor, keys, EXAMPLE)
    context.close()


@pytest.mark.parametrize("step", range(5))
def test_each_step_of_the_example_can_be_entered_with_the_keyboard_alone(builder: Builder, step: int) -> None:
    assert of_step(builder.through(step), step) == of_step(EXAMPLE, step)


def test_the_report_opens_with_the_keyboard_alone(builder: Builder) -> None:
    builder.through(4)
    with builder.page.expect_download() as waiting:
        builder.hand.press(builder.page.get_by_role("button", name="Report", exact=True))
    assert EXAMPLE.header.title in waiting.value.path().read_text(encoding="utf-8")
    assert builder.visitor.troubles == []


def test_a_way_to_work_is_taken_up_and_let_go_with_the_keyboard_alone(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(2)
    page, keys = visitor.page, Keys(visitor.page)
    way = page.get_by_role("checkbox", name="Score by a written rubric", include_hidden=True)
    keys.press(page.locator("details", has=way).last.locator(":scope > summary"))
    keys.tick(way)
    see = page.get_by_role("link", name="See it in your plan: Score by a written rubric")
    expect(see).to_be_visible()
    assert "Score by a written rubric" in [node.text for node in visitor.plan().logic.nodes]
    expect(way).to_be_focused()
    page.keyboard.press("Space")
    expect(see).to_be_hidden()
    page.wait_for_function(BOXES, arg=len(EXAMPLE.logic.nodes))
    assert visitor.plan().logic == EXAMPLE.logic

"""Everyone can use it: axe finds nothing, the keyboard alone finishes a plan, phones need no sideways scroll."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from jqtools.plan import parse_plan
from tests.browser.walker import STEPS, Visitor
from tests.conftest import PLANS

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not listed place by place, which takes longer than finding it
}
PIN = "how => document.querySelectorAll('.jq-head, .jq-go').forEach(bar => (bar.style.position = how))"
# The smallest first: what fits there when the page comes has to fit as well on a screen that grows.
SIZES = tuple({"width": width, "height": height} for width, height in ((320, 640), (390, 844), (1280, 900)))


def violations(page: Page, *places: str) -> list[str]:
    """What axe finds on the page or only in these places, one line each.

    Meanwhile no bar stays over a part of the page: axe takes what happens to lie under it for too small.
    """
    context = {"include": [[place] for place in places]} if places else None
    page.evaluate(PIN, "static")
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    page.evaluate(PIN, "")
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def still(page: Page) -> None:
    """Wait until no color fades on the page and nothing has come or moved for a while."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(each => each.finished))")
    page.wait_for_function(
        """() => {
            const now = document.getElementsByTagName("*").length + ":" + document.documentElement.scrollHeight;
            const same = window.jqLast && window.jqLast.now === now;
            if (!same) window.jqLast = { now, since: performance.now() };
            return same && performance.now() - window.jqLast.since > 300;
        }""",
        polling=100,
    )


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_axe_finds_nothing_on_an_empty_page(visitor: Visitor, step: int) -> None:
    visitor.open(step)
    still(visitor.page)
    assert violations(visitor.page) == []


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_a_full_page_fits_every_screen_and_axe_finds_nothing_with_everything_open(
    visitor: Visitor, step: int, picture: Callable[[Page, str], None]
) -> None:
    page = visitor.page
    visitor.hold(PLANS / ("weak_plan_for_teaching.json" if step == 1 else "procurement_living_wage.json"))
    page.set_viewport_size(SIZES[0])
    visitor.open(step)
    for size in SIZES:
        page.set_viewport_size(size)
        still(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"], size
        picture(page, f"{STEPS[step]}-{size['width']}")
    page.evaluate("() => document.querySelectorAll('details').forEach(part => part.open = true)")
    still(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_a_dialog_or_beside_an_error(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("About how many people", "many")
    expect(visitor.page.get_by_text("“many” is not a whole number.")).to_be_visible()
    visitor.fill("Name of the plan", "X")
    visitor.whole_plan("Clear my answers")
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert violations(visitor.page) == []


class Keyboard:
    """A person without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, key: str = "Tab") -> None:
        """Tab until the focus is on the control with this name."""
        for _ in range(250):
            self.page.keyboard.press(key)
            if self.name().startswith(name):
                return
        raise AssertionError(f"the keyboard does not reach {name!r}")

    def name(self) -> str:
        """The accessible name of what has the focus."""
        return self.page.evaluate(
            """() => {
                const e = document.activeElement;
                const label = e.getAttribute("aria-label") || (e.labels && e.labels[0] && e.labels[0].textContent);
                return (label || e.textContent || "").trim();
            }"""
        )

    def type(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.to(name)
        self.page.keyboard.type(text)

    def pick(self, name: str, words: str) -> None:
        """Go to a list and choose by typing its first letters."""
        self.to(name)
        self.page.keyboard.type(words)

    def press(self, name: str) -> None:
        """Go to a button or a link and press it."""
        self.to(name)
        self.page.keyboard.press("Enter")


def test_the_keyboard_alone_finishes_a_plan(visitor: Visitor) -> None:
    page, keys = visitor.page, Keyboard(visitor.page)
    visitor.open(0)
    keys.press("Skip to main content")
    keys.press("It is my own")
    keys.type("Name of the plan", "By keyboard")
    with visitor.leaving():
        keys.press("Next step")
    keys.press("Add a change")
    page.keyboard.type("Post pay ranges for every opening")
    keys.pick("What kind of thing is it", "Our own staff: hiring")
    keys.pick("Who decides", "We decide it alone")
    keys.pick("Who carries it out", "Our staff")
    keys.pick("What will you do with it", "Keep")
    with visitor.leaving():
        keys.press("Next step")
    keys.to("Start with this: Procurement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    keys.to("0, none in scope")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    with visitor.leaving():
        keys.press("Next step")
    keys.press("Add an output")
    page.keyboard.type("Postings with a range")
    keys.press("Add an outcome")
    page.keyboard.type("Staff trust that pay is fair")
    keys.to("Edit output 1", "Shift+Tab")
    page.keyboard.press("Enter")
    keys.to("Staff trust that pay is fair")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    with visitor.leaving():
        keys.press("Next step")
    keys.press("Do you know which groups hold")
    keys.pick("Your answer", "Planned")
    keys.to("Download the report")
    plan = parse_plan(visitor.download("Download my plan"))
    assert plan.header.title == "By keyboard"
    assert plan.elements[0].kind == "staff_hiring"
    assert plan.levers.procurement.control == 3
    assert plan.choice.primary == "hr_practices"
    assert [node.text for node in plan.logic.nodes] == [
        "Postings with a range",
        "Staff trust that pay is fair",
    ]
    assert len(plan.logic.links) == 1
    assert plan.answers.get("qu_1").status == "planned"


def test_a_removed_or_moved_card_leaves_the_focus_somewhere_sensible(visitor: Visitor) -> None:
    visitor.open(1)
    page = visitor.page
    for text in ("First", "Second"):
        visitor.fill("The change", text, visitor.add("a change"))
    visitor.unfold(page.get_by_role("button", name="Move up", include_hidden=True).nth(1)).click()
    expect(page.locator(".jq-record-title")).to_have_text(["Second", "First"])
    assert "Move up" in page.evaluate("() => document.activeElement.textContent")
    page.get_by_role("button", name="Remove Second").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator(".jq-record-title")).to_have_text(["First"])
    assert "First" in page.evaluate("() => document.activeElement.textContent")


def test_a_typo_stays_to_be_mended_and_takes_no_answer_with_it(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    people, day = page.get_by_label("About how many people"), page.get_by_label("First day of the plan")
    visitor.fill("About how many people", "2400")
    expect(people).to_have_value("2,400")
    visitor.fill("About how many people", "12 people")
    expect(people).to_have_value("12 people")
    expect(page.get_by_text("“12 people” is not a whole number.")).to_be_visible()
    assert visitor.stored()["header"]["people"]["number"] == 2400
    visitor.fill("First day of the plan", "February 30 2027")
    expect(page.get_by_text("“February 30 2027” is not a date we can read.")).to_be_visible()
    visitor.fill("First day of the plan", "Feb. 3, 2027")
    expect(day).to_have_value("02/03/2027")
    assert visitor.stored()["header"]["period"]["start"] == "2027-02-03"
    visitor.fill("Living wage, dollars", "-5")
    expect(page.get_by_text("Enter 0 or more.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(people).to_have_value("")
    expect(page.get_by_text("is not a whole number")).to_be_hidden()
    assert people.get_attribute("aria-invalid") is None


def has_arrived(page: Page, section: str) -> None:
    """Wait until a section has the focus and is in sight, and see that it stays there."""
    there = """section => {
        const place = document.getElementById(section);
        const top = place && place.getBoundingClientRect().top;
        return place && place.contains(document.activeElement) && -5 <= top && top < innerHeight;
    }"""
    page.wait_for_function(there, arg=section)
    still(page)
    assert page.evaluate(there, section)


@pytest.mark.parametrize(
    ("step", "section", "others"),
    [
        (0, "standing", ()),
        (1, "waivers", ("elements",)),
        (2, "lever_details", ("levers", "choice")),
        (3, "risks", ("goals", "logic")),
        (4, "observations", ("engagements",)),
    ],
)
def test_a_link_to_a_section_arrives_there(visitor: Visitor, step: int, section: str, others: tuple[str, ...]) -> None:
    visitor.open(step, f"#{section}")
    has_arrived(visitor.page, section)
    for other in others:
        visitor.page.keyboard.press("Shift")  # the page stays at a place until the person does something
        visitor.page.goto(f"{visitor.page.url.split('#')[0]}#{other}")
        has_arrived(visitor.page, other)


def test_the_same_link_leads_there_again(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    page = visitor.page
    link = page.locator(".jq-coach a[href^='#me_']").first
    card = page.locator(link.get_attribute("href"))
    for _ in range(2):
        link.click()
        expect(card.locator("details").first).to_have_attribute("open", "")
        has_arrived(page, link.get_attribute("href")[1:])
        assert 0 <= card.bounding_box()["y"] < 200
        card.locator("summary").first.click()
        expect(card.locator("details").first).not_to_have_attribute("open", "")


def test_undo_keeps_the_focus_when_there_is_no_more_to_undo(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("Name of the plan", "X")
    undo = visitor.page.get_by_role("button", name="Undo")
    undo.click()
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value("")
    expect(undo).to_have_attribute("aria-disabled", "true")
    assert visitor.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Undo"

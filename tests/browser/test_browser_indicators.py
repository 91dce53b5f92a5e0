"""Step 3: the library is looked through in the browser, and what is taken from it is in the plan."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.walker import Visitor
from tests.conftest import PLANS


def test_a_measure_is_found_by_its_words_and_taken_with_the_keyboard(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#measures")
    page = visitor.page
    before = len(visitor.plan().measures)
    library = page.locator("#indicators")
    library.locator("> summary").click()
    expect(library.get_by_label("For which lever")).to_have_value("procurement")
    library.get_by_label("Words to look for").fill("nothing like this")
    expect(library.get_by_text("Nothing found. Try other words.")).to_be_visible()
    library.get_by_role("button", name="Look in the whole library").click()
    library.get_by_label("Words to look for").fill("say in the schedule")
    library.get_by_label("What it will measure").select_option(index=1)
    take = library.get_by_role("button", name=re.compile("^Use this ?: Say in the schedule$"))
    take.focus()
    page.keyboard.press("Enter")
    expect(library.get_by_role("link", name="Say in the schedule")).to_be_visible()
    expect(library.get_by_text("Added: Say in the schedule.")).to_be_visible()
    expect(take).to_be_focused()
    page.wait_for_function(f"() => JSON.parse(localStorage['jqtools.plan']).measures.order.length === {before + 1}")
    made = visitor.plan().measures[-1]
    assert made.indicator
    assert made.node in visitor.plan().logic.nodes.ids()
    assert not visitor.troubles

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
    library.get_by_label("Words to look for").fill("qwertz")
    expect(library.get_by_text("Nothing found. Try other words.")).to_be_visible()
    library.get_by_label("Words to look for").fill("turnover home care")
    expect(library.get_by_text(re.compile(r"^\d+ found, 5 shown\.$"))).to_be_visible()
    expect(library.locator(".jq-library-entry h3").first).to_contain_text("urnover")
    expect(library.get_by_label("For which lever")).to_be_hidden()
    library.get_by_text("Narrow it down, or say where it goes", exact=True).click()
    library.get_by_label("For which lever").select_option("Procurement")
    expect(library.get_by_text(re.compile(r"^\d+ found for Procurement, \d+ in the whole library\.$"))).to_be_visible()
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


def test_everyday_words_find_the_measures_of_the_field_with_the_best_first(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#measures")
    library = visitor.page.locator("#indicators")
    library.locator("> summary").click()
    entries = library.locator(".jq-library-entry h3")
    wages = re.compile("[Pp]ay|[Ww]age")
    for said, first in {
        "how many quit": "Annual turnover",
        "sick days": "Paid sick leave",
        "low pay": "Low-pay share",
        "pay for cleaners": wages,
        "pay in cleaning jobs": wages,
    }.items():
        library.get_by_label("Words to look for").fill(said)
        expect(entries.first).to_contain_text(first)
    library.get_by_label("Words to look for").fill("low pay")
    assert "At or above living wage" in entries.all_inner_texts()
    library.get_by_label("Words to look for").fill("")
    expect(library.get_by_text(re.compile("Narrow it down, or say where it goes: Procurement"))).to_be_visible()
    assert not visitor.troubles


def test_the_measures_are_told_as_a_set_and_taken_away_as_a_table(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#measures")
    page = visitor.page
    told = page.locator(".jq-set")
    expect(told).to_contain_text("6 measures, within the advice of 5 to 10.")
    expect(page.locator("#measures .jq-note", has_text="First value: due July 31, 2027").first).to_be_attached()
    text = visitor.download("Download the data collection table")
    assert text.splitlines()[1].startswith("Contract workers at or above the living wage,")
    assert len(text.splitlines()) == 1 + len(visitor.plan().measures)
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function("() => document.documentElement.scrollWidth - innerWidth <= 0")
    assert not visitor.troubles

"""Words that explain themselves: the first use in a part is a button, hints stay sentences, all words are listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from jqtools.content.glossary import glossary
from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor

PROCUREMENT = Path(__file__).parents[2] / "data" / "plans" / "procurement_living_wage.json"
# A redraw of a hint of the board, how often the page changes within the next second, and at rest after it.
REDRAWN = """async () => {
  const main = document.getElementById('content');
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  let heard = 0;
  const watch = new MutationObserver((all) => (heard += all.length));
  main.querySelector('.jq-column .jq-hint').append(' It uses a baseline.');
  watch.observe(main, { childList: true, subtree: true, characterData: true });
  await wait(600);
  const once = heard;
  await wait(1000);
  return [once, heard - once];
}"""
# Words that explain themselves whose comma or full stop stands in a lower line.
PARTED = """() => [...document.querySelectorAll('main .jq-gloss')].filter((one) => {
  const after = one.nextSibling;
  if (!after || after.nodeType !== 3 || !/^[,.;:]/.test(after.textContent) || !one.offsetParent) return false;
  const range = document.createRange();
  range.setStart(after, 0);
  range.setEnd(after, 1);
  return range.getBoundingClientRect().top > one.getBoundingClientRect().bottom - 4;
}).map((one) => one.parentElement.textContent)"""
WHERE_NOT = (
    "button .jq-gloss, a .jq-gloss, summary .jq-gloss, label .jq-gloss, legend .jq-gloss, :is(h1, h2, h3) .jq-gloss"
)


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor with an example plan on the page of the goals."""
    visitor.hold(PROCUREMENT)
    visitor.open(3)
    expect(word(visitor, "What is a logic model?").first).to_be_visible()
    return visitor


def word(visitor: Visitor, question: str) -> Locator:
    return visitor.page.locator("main").get_by_role("button", name=question, exact=True)


def test_a_word_is_explained_by_keyboard_and_the_focus_comes_back(reader: Visitor) -> None:
    page = reader.page
    word(reader, "What is a logic model?").first.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="What is a logic model?")
    expect(card).to_contain_text(glossary()["logic_model"].meaning)
    expect(card.get_by_role("button", name="Close")).to_be_focused()
    still(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word(reader, "What is a logic model?").first).to_be_focused()


def test_a_word_is_marked_once_in_the_prose_of_a_part_and_never_in_a_name(reader: Visitor) -> None:
    part = reader.page.locator("section[aria-label='Your logic model']")
    expect(part.locator(".jq-gloss", has_text="outcomes")).to_have_count(1)
    assert reader.page.locator(WHERE_NOT).count() == 0


def test_a_hint_is_read_as_the_sentence_it_is(reader: Visitor) -> None:
    field = reader.unfold(reader.page.locator("#measures").get_by_label("Counted", exact=True).first)
    described = field.get_attribute("aria-describedby").split()[0]
    hint = reader.page.locator(f"#{described}")
    expect(hint.locator(".jq-gloss")).to_have_text("living wage")
    expect(hint).to_have_text("For example: workers paid at least the living wage.")


def test_a_comma_after_a_word_stays_in_its_line(reader: Visitor) -> None:
    page = reader.page
    reader.open(4, "#part-your-story-and-report")
    expect(page.locator(".jq-gloss-whole").first).to_be_attached()
    for width in range(320, 480, 10):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(PARTED) == []


def test_a_redraw_is_marked_once_and_then_the_page_rests(reader: Visitor) -> None:
    once, later = reader.page.evaluate(REDRAWN)
    assert 0 < once <= 4
    assert later == 0
    expect(reader.page.locator(".jq-column .jq-hint .jq-gloss", has_text="baseline")).to_have_count(1)


def test_all_words_are_listed_from_the_foot_of_a_page_on_a_phone_too(reader: Visitor) -> None:
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 640})
    word(reader, "What is a logic model?").first.click()
    page.get_by_role("button", name="All words").click()
    listed = page.get_by_role("dialog", name="Glossary")
    assert listed.locator("dt").count() == len(glossary())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    opener = page.get_by_role("button", name="Glossary: what the words mean")
    opener.click()
    listed.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()

"""Step 1 and the start page: the rating as it stands, help to find one's own part, a pasted list, a first move."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.test_browser_access import still, violations
from tests.browser.walker import Visitor
from tests.conftest import PLANS


def wage(visitor: Visitor) -> Locator:
    """A card about the state minimum wage on which others decide."""
    visitor.open(1)
    card = visitor.add("a change")
    visitor.fill("The change", "Raise the state minimum wage", card)
    visitor.choose("What kind of thing is it", "Local law", card)
    visitor.choose("Who decides", "We can advise", card)
    visitor.choose("Who carries it out", "Others, with our help", card)
    expect(card.locator(".jq-meter-here")).to_contain_text("Some influence: this one")
    return card


def test_a_change_in_the_hands_of_others_is_rewritten_as_the_part_one_controls(visitor: Visitor) -> None:
    card = wage(visitor)
    status = visitor.page.locator("#elements > .jq-sr[role=status]")
    expect(status).to_contain_text("Rating: Some influence: you can only advise")
    card.get_by_text("Find the part you control").click()
    expect(card.get_by_label("Start from an example: outside → inside")).to_have_value("minimum_wage")
    mine = card.get_by_label("Your words for the part you control")
    expect(mine).to_have_value("Set a wage floor in our own contracts, if state law allows")
    mine.fill("Set a wage floor in our cleaning contracts")
    card.get_by_role("button", name="Rewrite it with these words").click()
    expect(card.get_by_label("The part you do control", exact=True)).to_be_focused()
    expect(card.get_by_label("What will you do with it")).to_have_value("refine")
    for asked in ("What kind of thing is it", "Who decides", "Who carries it out"):
        expect(card.get_by_label(asked)).to_have_value("")
    expect(card.get_by_text("These are new words, so answer for them above: What kind of thing is it;")).to_be_visible()
    expect(card.locator(".jq-record-title")).to_have_text("Set a wage floor in our cleaning contracts")
    visitor.choose("Who decides", "We decide it alone", card)
    visitor.choose("Who carries it out", "Our staff and budget", card)
    expect(status).to_contain_text("Rating: Direct control")
    expect(card.get_by_text("Find the part you control")).to_be_hidden()
    (element,) = visitor.plan().elements
    assert (element.action, element.refined_text) == ("refine", "Set a wage floor in our cleaning contracts")
    assert element.text == "Raise the state minimum wage"
    assert element.kind is None
    card.locator("summary").first.click()
    expect(card.locator(".jq-record-under")).to_contain_text("your own staff and budget carry it out")


def test_a_request_to_a_partner_keeps_the_focus_and_axe_finds_nothing_in_an_open_card(visitor: Visitor) -> None:
    card = wage(visitor)
    card.get_by_text("Find the part you control").click()
    card.get_by_text("What to ask about the law").click()
    expect(card.get_by_text("Does state law bar or limit a local rule on this?")).to_be_visible()
    card.get_by_role("button", name="Ask a partner with these words").click()
    expect(card.get_by_label("Partner", exact=True)).to_be_focused()
    assert "We ask you to do this: Raise the state minimum wage." in visitor.plan().elements[0].partner_ask
    still(visitor.page)
    assert violations(visitor.page) == []


def test_one_click_takes_what_fits_and_two_changes_become_two_cards(visitor: Visitor) -> None:
    visitor.open(1)
    card = visitor.add("a change")
    visitor.fill("The change", "Raise the wage scale and fix the schedules", card)
    visitor.choose("Who decides", "We decide it alone", card)
    visitor.choose("Who carries it out", "Our staff and budget", card)
    card.get_by_role("button", name="Split it").click()
    expect(visitor.page.locator(".jq-records > li")).to_have_count(2)
    expect(card.get_by_label("The change", exact=True)).to_be_focused()
    card.get_by_role("button", name="Keep it: we will change this").click()
    expect(card.get_by_label("What will you do with it")).to_be_focused()
    first, second = visitor.plan().elements
    assert (first.text, first.action) == ("Raise the wage scale", "keep")
    assert (second.text, second.authority, second.action) == ("fix the schedules", 3, None)


def test_a_pasted_list_becomes_cards_that_undo_takes_back(visitor: Visitor) -> None:
    visitor.one_part()
    visitor.open(1)
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_text("Paste a list you have").click()
    page.get_by_label("One change a line").fill("- Pay steps\n2. Post schedules\n\n- pay steps")
    make = page.get_by_role("button", name="Make a card for each line")
    make.click()
    expect(page.locator(".jq-records > li")).to_have_count(2)
    expect(page.get_by_text("2 cards added. Undo takes it back")).to_be_visible()
    expect(page.get_by_label("One change a line")).to_have_value("")
    assert [each.text for each in visitor.plan().elements] == ["Pay steps", "Post schedules"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".jq-records > li")).to_have_count(0)
    page.get_by_label("One change a line").fill("\n".join(f"Change {n}" for n in range(6)))
    make.press("Enter")
    expect(page.locator(".jq-records > li")).to_have_count(6)
    page.get_by_label("One change a line").fill("Change 1\nA new one\nAnother")
    make.focus()
    make.evaluate("(button) => button.scrollIntoView({ block: 'end' })")
    page.keyboard.press("Enter")
    told = page.get_by_text("2 cards added. 1 line was a card already. Undo takes it back.").last
    expect(told).to_be_visible()
    page.wait_for_timeout(500)
    covered = """(button) => {
      const { bottom, left } = button.getBoundingClientRect();
      return !button.contains(document.elementFromPoint(left + 20, bottom - 4));
    }"""
    assert make.evaluate("(button) => button === document.activeElement")
    assert not make.evaluate(covered)
    assert not told.evaluate(covered)


def test_a_new_user_looks_at_an_example_and_hears_what_happened(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    page.get_by_role("button", name="Look at an example").click()
    page.get_by_role("button", name="Use this example Good jobs at home").click()
    told = page.get_by_text("You are looking at a made-up plan: Good jobs at home").first
    expect(told).to_be_focused()
    expect(page.get_by_role("link", name="Go on with my plan")).to_be_visible()
    page.get_by_role("link", name="See the plan").click()
    expect(page.get_by_label("Name of the plan")).to_be_focused()


def test_the_definition_is_kept_with_the_rest_of_the_plan_though_it_stands_elsewhere(visitor: Visitor) -> None:
    visitor.hold(PLANS / "hr_practices_at_home.json")
    visitor.open(0)
    visitor.fill("Name of the plan", "Better jobs at home")
    visitor.choose("Where does your living wage come from", "Self-Sufficiency Standard: 1 adult, 1 child")
    expect(visitor.page.get_by_text("say which ages you took").first).to_be_visible()
    visitor.page.get_by_role("button", name="Use this source").click()
    visitor.fill("Living wage, dollars", "24.5")
    visitor.fill("Your organization", "Example Board")
    visitor.reload()
    expect(visitor.page.get_by_label("Living wage, dollars")).to_have_value("24.50")
    header = visitor.plan().header
    wage = header.definition.wage
    assert (header.title, header.organization) == ("Better jobs at home", "Example Board")
    assert (wage.source, wage.household, wage.value) == ("Self-Sufficiency Standard", "1 adult, 1 child", 24.5)
    assert header.people.number == 148

"""Lists inside records, the parts of a long form, and what fills a form in."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.walker import Visitor, row
from tests.conftest import PLANS


def focused(page: Page) -> str:
    """The name of the row that has the focus."""
    return page.evaluate("() => document.activeElement.closest('.jq-row').querySelector('.jq-row-name').textContent")


def test_places_and_team_members_are_rows_that_are_added_moved_and_removed(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    visitor.press("Add a place")
    assert focused(page) == "Place 1"
    visitor.fill("Name", "Harbor County", row(page, "Place 1"))
    visitor.choose("What sort of area", "County", row(page, "Place 1"))
    visitor.press("Add a place")
    visitor.fill("Name", "Pier City", row(page, "Place 2"))
    page.get_by_role("button", name="Move up place 2").click()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Pier City")
    visitor.press("Add a person")
    part = page.locator(".jq-part", has=row(page, "Person 1")).locator(".jq-part-count")
    expect(part).to_have_text("")
    visitor.fill("Role or name", "Workforce analyst", row(page, "Person 1"))
    expect(part).to_have_text(" (1 filled in)")
    visitor.press("Add a person")
    expect(part).to_have_text(" (1 filled in)")
    visitor.fill("Role or name", "Buyer", row(page, "Person 2"))
    expect(part).to_have_text(" (2 filled in)")
    page.get_by_role("button", name="Remove person 2").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Remove place 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(row(page, "Place 2")).to_have_count(0)
    assert focused(page) == "Place 1"
    visitor.reload()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Harbor County")
    header = visitor.plan().header
    assert [(each.name, each.level) for each in header.places] == [("Harbor County", "county")]
    assert [each.role for each in header.team] == ["Workforce analyst"]


def test_what_is_typed_in_a_row_survives_the_rows_around_it(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    for _ in range(2):
        visitor.press("Add a place")
    row(page, "Place 1").get_by_label("People who live there").fill("many")
    row(page, "Place 2").get_by_label("Name").type("Typed and moved at once")
    page.get_by_role("button", name="Move up place 2").click()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Typed and moved at once")
    expect(row(page, "Place 2").get_by_label("People who live there")).to_have_value("many")
    expect(page.get_by_text("“many” is not a whole number.")).to_be_visible()
    assert [each.name for each in visitor.plan().header.places] == ["Typed and moved at once", ""]


def test_a_part_of_a_long_form_says_what_is_in_it(visitor: Visitor) -> None:
    visitor.open(3)
    measure = visitor.add("a measure")
    part = measure.locator(".jq-part", has_text="Baseline and target")
    expect(part.locator("summary")).to_have_text("Baseline and target")
    part.locator("summary").click()
    visitor.fill("Target", "62", measure)
    expect(part.locator("summary")).to_have_text("Baseline and target (1 filled in)")
    visitor.fill("Target date", "someday", measure)
    expect(part.locator("summary")).to_have_text("Baseline and target (1 filled in, 1 to mend)")
    visitor.fill("Target date", "2027-12-31", measure)
    expect(part.locator("summary")).to_have_text("Baseline and target (2 filled in)")


def test_a_known_rule_fills_in_the_definition(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.choose("Start from a known rule", "The wage floor and two of five others")
    visitor.page.get_by_role("button", name="Use this rule").click()
    expect(visitor.page.get_by_label("How many of the others are needed")).to_have_value("2")
    said = "Now write 5 other criteria under “Other things that make a quality job”."
    expect(visitor.page.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Add a criterion")).to_be_visible()
    definition = visitor.plan().header.definition
    assert (definition.rule, definition.needed) == ("wage_and_some", 2)


def test_only_the_chosen_levers_are_asked_about_in_detail(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    expect(page.get_by_text("Choose a lever first. What to ask about your lever then stands here.")).to_be_visible()
    page.get_by_label("Start with this: Policy").check()
    page.locator(".jq-part > summary", has_text="The rule and how it is adopted").click()
    expect(page.get_by_label("The instrument")).to_be_visible()
    expect(page.get_by_label("The wage you ask for")).to_be_hidden()
    visitor.fill("The instrument", "An ordinance")
    page.get_by_label("Start with this: Procurement").check()
    page.locator(".jq-part > summary", has_text="Contracts").click()
    expect(page.get_by_label("The instrument")).to_be_hidden()
    page.get_by_role("button", name="Add a contract").click()
    visitor.fill("Workers covered", "612", row(page, "Contract 1"))
    details = visitor.plan().lever_details
    assert (details.policy.instrument, details.procurement.pipeline[0].workers) == ("An ordinance", 612)


def test_a_weight_counts_from_0_to_10_and_reach_starts_where_the_agency_says(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    page.locator(".jq-part > summary", has_text="Weights").click()
    visitor.fill("Weight of Data", "11")
    expect(page.get_by_text("Enter 10 or less.")).to_be_visible()
    visitor.fill("Weight of Data", "")
    expect(page.get_by_text("Enter a number.")).to_be_visible()
    visitor.fill("Weight of Data", "4")
    page.locator(".jq-part > summary").get_by_text("How many people each lever reaches", exact=True).click()
    visitor.fill("Fewest people for a score of 1", "3")
    group = page.get_by_role("group", name="Reach, Policy", exact=True)
    group.get_by_role("radio", name="1, 3 to 99").check()
    levers = visitor.plan().levers
    assert (levers.weights.data, levers.reach.some, levers.policy.reach) == (4, 3, 1)
    expect(page.locator(".jq-matrix tfoot td[data-label=Policy]")).to_have_text("7 questions not scored yet")


def test_an_observation_makes_a_measure_on_track_and_a_story_can_name_it(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(4)
    page = visitor.page
    measure = visitor.plan().measures[0]
    stands = page.locator(".jq-progress > li", has_text=measure.name)
    expect(stands).to_contain_text("No data")
    card = visitor.add("an observation")
    visitor.choose("Measure", measure.name, card)
    visitor.fill("Period from", "7/1/2026", card)
    visitor.fill("Period to", "9/30/2026", card)
    visitor.fill("Value", str(measure.target.value), card)
    expect(stands).to_contain_text("On track")
    expect(stands).to_contain_text("Q1")
    expect(card.locator(".jq-record-title")).to_contain_text(measure.name)
    story = visitor.add("a story")
    story.get_by_role("checkbox", name=measure.name).check()
    assert visitor.plan().stories[0].measures == (measure.id,)


def is_open(card: Locator) -> bool:
    return card.locator(":scope > details").evaluate("details => details.open")


def test_the_card_before_folds_unless_an_answer_in_it_has_to_be_mended(visitor: Visitor) -> None:
    visitor.open(3)
    page = visitor.page
    first, second = visitor.add("a goal"), visitor.add("a goal")
    assert (is_open(first), is_open(second)) == (False, True)
    visitor.fill("By when", "someday", second)
    first.locator("summary").first.click()
    assert (is_open(first), is_open(second)) == (True, True)
    visitor.fill("By when", "2027-12-31", second)
    third = visitor.add("a goal")
    assert [is_open(each) for each in (first, second, third)] == [False, False, True]
    first.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(first.locator("summary").first).to_be_focused()
    assert [is_open(each) for each in (first, second, third)] == [True, False, False]


def test_an_unanswered_question_takes_over_the_last_answer_with_one_button(visitor: Visitor) -> None:
    visitor.open(4)
    page = visitor.page
    first, second = page.locator("#qu_1"), page.locator("#qu_2")
    visitor.unfold(first.get_by_label("Your answer")).select_option("planned")
    visitor.fill("By when", "3/31/2027", first)
    visitor.fill("Who", "HR director", first)
    offer = visitor.unfold(second.get_by_role("button", name="Same as the last answer", include_hidden=True))
    expect(offer).to_have_text("Same as the last answer: Planned, HR director, 03/31/2027")
    offer.click()
    expect(offer).to_be_hidden()
    expect(second.get_by_label("Your answer")).to_be_focused()
    said = [(each.status, each.owner, each.date) for each in visitor.plan().answers]
    assert said == [("planned", "HR director", "2027-03-31")] * 2


def test_an_answer_of_ones_own_stays_where_it_is_when_the_offer_goes(visitor: Visitor) -> None:
    visitor.open(4)
    page = visitor.page
    first, third = page.locator("#qu_1"), page.locator("#qu_3")
    visitor.unfold(first.get_by_label("Your answer")).select_option("planned")
    visitor.fill("Who", "HR director", first)
    answer = visitor.unfold(third.get_by_label("Your answer"))
    offer = third.get_by_role("button", name="Same as the last answer", include_hidden=True)
    expect(offer).to_be_visible()
    top = "(answer) => answer.getBoundingClientRect().top + scrollY"
    before = answer.evaluate(top)
    answer.select_option("in_place")
    expect(offer).to_be_hidden()
    assert answer.evaluate(top) == before
    third.locator("summary").first.click()
    visitor.unfold(answer)
    assert answer.evaluate(top) < before


def test_a_measure_takes_over_the_groups_of_the_one_before_without_their_numbers(visitor: Visitor) -> None:
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    card = visitor.add("a measure")
    offer = visitor.unfold(card.get_by_role("button", name="As in the measure before", include_hidden=True))
    offer.click()
    expect(offer).to_be_hidden()
    *others, made = visitor.plan().measures
    before = next(each for each in reversed(others) if each.splits)
    assert [each.dimension for each in made.splits] == [each.dimension for each in before.splits]
    assert {each.smallest for each in made.splits} == {None}
    assert not {each.id for each in made.splits} & {each.id for each in before.splits}


def test_a_single_item_has_no_way_to_move_and_dollars_keep_their_cents(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    page.get_by_role("button", name="Add a place").click()
    expect(page.get_by_role("button", name="Move up place 1")).to_be_hidden()
    page.get_by_role("button", name="Add a place").click()
    expect(page.get_by_role("button", name="Move up place 1")).to_be_visible()
    visitor.fill("Living wage, dollars", "21.10")
    expect(page.get_by_label("Living wage, dollars")).to_have_value("21.10")
    visitor.fill("Living wage, dollars", "21")
    expect(page.get_by_label("Living wage, dollars")).to_have_value("21")


def test_the_answer_that_was_chosen_is_seen_whole(visitor: Visitor) -> None:
    visitor.open(1)
    visitor.add("a change")
    kind = visitor.page.get_by_label("What kind of thing is it", exact=True)
    kind.select_option(label="Solicitation or contract term")
    wide = "e => { const c = document.createElement('canvas').getContext('2d'); c.font = getComputedStyle(e).font;"
    wide += " return c.measureText(e.selectedOptions[0].text).width + 48 - e.clientWidth; }"
    assert kind.evaluate(wide) <= 0

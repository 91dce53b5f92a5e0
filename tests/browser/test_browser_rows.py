"""Lists inside records, the parts of a long form, and what fills a form in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

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
    visitor.fill("Role or name", "Workforce analyst", row(page, "Person 1"))
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
    definition = visitor.plan().header.definition
    assert (definition.rule, definition.needed) == ("wage_and_some", 2)


def test_only_the_chosen_levers_are_asked_about_in_detail(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    expect(page.get_by_text("Choose a lever above: what to ask about it then stands here.")).to_be_visible()
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
    page.locator(".jq-part > summary").get_by_text("Reach", exact=True).click()
    visitor.fill("Answer 1 from, people", "3")
    group = page.get_by_role("group", name="Reach, Policy", exact=True)
    group.get_by_role("radio", name="1, 3 to 99").check(force=True)
    levers = visitor.plan().levers
    assert (levers.weights.data, levers.reach.some, levers.policy.reach) == (4, 3, 1)
    expect(page.locator(".jq-matrix tfoot td[data-label=Policy]")).to_have_text("7 of 8 open")


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

"""The plan in full in a browser: lists inside records, links, the coach's panel, the look back, older plans."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from jqtools.plan import Plan, parse_plan
from tests.browser.walker import Visitor
from tests.conftest import PLANS, ROOT

OLD = ROOT / "tests" / "plan" / "versions" / "format_1.json"


@pytest.fixture
def with_plan(profile: Callable[..., BrowserContext], address: str) -> Callable[[Path], Visitor]:
    """Makes a visitor whose own browser holds the plan in a file."""

    def make(path: Path) -> Visitor:
        page = profile().new_page()
        page.goto(f"{address}/healthz")
        text = path.read_text(encoding="utf-8")
        page.evaluate("text => { localStorage['jqtools.device'] = 'own'; localStorage['jqtools.plan'] = text; }", text)
        return Visitor(page, address)

    return make


def plan_of(visitor: Visitor) -> Plan:
    """The plan in the browser's storage."""
    return parse_plan(json.dumps(visitor.stored()))


def row(page: Page, name: str) -> Locator:
    """A row of a list inside a form, such as "Place 1"."""
    return page.get_by_role("group", name=name, exact=True)


def focused(page: Page) -> str:
    """The name of the row that has the focus."""
    return page.evaluate("() => document.activeElement.closest('.jq-row').querySelector('.jq-row-name').textContent")


def test_places_and_team_members_are_rows_that_are_added_moved_and_removed(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    page.get_by_role("button", name="Add a place").click()
    assert focused(page) == "Place 1"
    visitor.fill("Name", "Harbor County", row(page, "Place 1"))
    visitor.choose("What sort of area", "County", row(page, "Place 1"))
    page.get_by_role("button", name="Add a place").click()
    visitor.fill("Name", "Pier City", row(page, "Place 2"))
    page.get_by_role("button", name="Move up place 2").click()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Pier City")
    page.get_by_role("button", name="Add a person").click()
    visitor.fill("Role or name", "Workforce analyst", row(page, "Person 1"))
    page.get_by_role("button", name="Remove place 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(row(page, "Place 2")).to_have_count(0)
    assert focused(page) == "Place 1"
    page.reload()
    visitor.ready()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Harbor County")
    header = plan_of(visitor).header
    assert [(each.name, each.level) for each in header.places] == [("Harbor County", "county")]
    assert [each.role for each in header.team] == ["Workforce analyst"]


def test_what_is_typed_in_a_row_survives_the_rows_around_it(visitor: Visitor) -> None:
    visitor.open(0)
    page = visitor.page
    for _ in range(2):
        page.get_by_role("button", name="Add a place").click()
    row(page, "Place 1").get_by_label("People who live there").fill("many")
    row(page, "Place 2").get_by_label("Name").type("Typed and moved at once")
    page.get_by_role("button", name="Move up place 2").click()
    expect(row(page, "Place 1").get_by_label("Name")).to_have_value("Typed and moved at once")
    expect(row(page, "Place 2").get_by_label("People who live there")).to_have_value("many")
    expect(page.get_by_text("“many” is not a whole number.")).to_be_visible()
    assert [each.name for each in plan_of(visitor).header.places] == ["Typed and moved at once", ""]


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
    definition = plan_of(visitor).header.definition
    assert (definition.rule, definition.needed) == ("wage_and_some", 2)


def test_a_later_box_feeds_back_into_an_earlier_one_with_evidence(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    page = visitor.page
    box = page.locator(".jq-box-outcome").last
    leads = box.locator(".jq-leads")
    if not leads.evaluate("part => part.open"):
        leads.locator(":scope > summary").click()
    box.locator(".jq-back > summary").click()
    box.locator(".jq-back").get_by_role("checkbox", name="Review past awards").check()
    box.locator(".jq-back").get_by_label("Because").fill("what we learn changes the review")
    box.locator(".jq-back .jq-sure > summary").click()
    visitor.choose("How sure are you", "Tested: there is evidence", box.locator(".jq-back"))
    visitor.fill("Evidence", "Panel minutes of May", box.locator(".jq-back"))
    expect(page.locator(".jq-line-back")).to_have_count(1)
    words = "feeds back into “Review past awards and survey contract workers for a baseline”, because what we learn"
    expect(page.get_by_text(words)).to_be_visible()
    expect(leads.locator(":scope > summary")).to_contain_text("Feeds back into 1")
    (link,) = [each for each in plan_of(visitor).logic.links if each.kind == "feeds_back"]
    assert (link.strength, link.evidence) == ("tested", "Panel minutes of May")
    page.reload()
    visitor.ready()
    expect(page.locator(".jq-line-back")).to_have_count(1)


def test_the_because_of_a_link_is_kept_while_it_is_typed(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "procurement_living_wage.json")
    visitor.open(3)
    box = visitor.page.locator(".jq-box-activity").first
    box.locator(".jq-leads > summary").click()
    because = box.get_by_label("Because").first
    because.type("the survey is what the report counts")
    visitor.page.reload()
    visitor.ready()
    assert "the survey is what the report counts" in [each.because for each in plan_of(visitor).logic.links]


def with_link(folder: Path, **change: str) -> Path:
    """A plan file with one link changed: the first into an output."""
    plan = json.loads((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))
    links, nodes = plan["logic"]["links"], plan["logic"]["nodes"]["items"]
    key = next(key for key in links["order"] if nodes[links["items"][key]["target"]]["stage"] == "output")
    link = links["items"][key]
    change = {name: link.get(entry, entry) for name, entry in change.items()}
    links["items"][key] = {**link, **change}
    changed = folder / "changed.json"
    changed.write_text(json.dumps(plan), encoding="utf-8")
    return changed


def test_what_the_coach_says_of_a_link_stands_in_its_box_and_leads_there(
    with_plan: Callable[[Path], Visitor], tmp_path: Path
) -> None:
    visitor = with_plan(with_link(tmp_path, strength="tested", evidence=""))
    visitor.open(3)
    page = visitor.page
    link = page.locator(".jq-coach a[href^='#li_']").first
    if not link.is_visible():
        page.locator(".jq-rest > summary").click()
    place = page.locator(link.get_attribute("href"))
    about = page.locator(".jq-box").filter(has=place).locator(".jq-found")
    about.locator("summary").click()
    expect(about).to_contain_text("Leads to “")
    link.click()
    expect(place.get_by_role("checkbox").first).to_be_focused()


def test_a_link_that_runs_backward_can_be_marked_as_feeding_back(
    with_plan: Callable[[Path], Visitor], tmp_path: Path
) -> None:
    visitor = with_plan(with_link(tmp_path, source="target", target="source"))
    visitor.open(3)
    page = visitor.page
    errors = page.locator(".jq-coach [data-code=M09]")
    errors.locator("a").click()
    place = page.locator(errors.locator("a").get_attribute("href"))
    place.locator(".jq-sure > summary").click()
    visitor.choose("What the link says", "Feeds back", place)
    expect(page.locator(".jq-back").filter(has=place).get_by_role("checkbox", checked=True)).to_be_focused()
    expect(errors).to_have_count(0)
    expect(page.locator(".jq-line-back")).to_have_count(1)


def count(page: Page) -> int:
    """How many points to consider the coach counts on this page."""
    words = page.locator(".jq-coach > .jq-strong").text_content()
    return int(words.split(", ")[1].split()[0])


def test_a_point_accepted_with_a_reason_counts_no_more_and_stays_accepted(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "procurement_living_wage.json")
    visitor.open(0)
    page = visitor.page
    before = count(page)
    point = page.locator(".jq-coach .jq-finding-warning").first
    code = point.get_attribute("data-code")
    point.get_by_text("Accept with a reason").click()
    point.get_by_role("button", name="Accept").click()
    expect(point.get_by_text("Say why it is fine as it is, and who decided that.")).to_be_visible()
    visitor.fill("Why it is fine as it is", "The panel <b>agreed</b>.", point)
    visitor.fill("Who decided that", "Purchasing director", point)
    visitor.fill("Until when", "12/31/2099", point)
    point.get_by_role("button", name="Accept").click()
    expect(page.locator(".jq-accepted > summary")).to_have_text("Accepted (1)")
    assert count(page) == before - 1
    (waiver,) = plan_of(visitor).waivers
    assert (waiver.code, waiver.reason, waiver.until) == (code, "The panel <b>agreed</b>.", "2099-12-31")
    page.reload()
    visitor.ready()
    expect(page.locator(".jq-accepted > summary")).to_have_text("Accepted (1)")
    page.locator(".jq-accepted > summary").click()
    expect(page.locator(".jq-accepted li")).to_contain_text("The panel <b>agreed</b>. (Purchasing director")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".jq-accepted")).to_be_hidden()
    assert count(page) == before
    assert plan_of(visitor).waivers == ()


def test_an_error_cannot_be_accepted(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "weak_plan_for_teaching.json")
    visitor.open(0)
    errors = visitor.page.locator(".jq-coach .jq-finding-error")
    expect(errors.first).to_be_visible()
    expect(errors.get_by_text("Accept with a reason")).to_have_count(0)


def test_the_coach_rewrites_with_a_click_and_undo_takes_it_back(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "weak_plan_for_teaching.json")
    visitor.open(1)
    page = visitor.page
    before = visitor.stored()["elements"]
    offer = page.locator(".jq-coach .jq-offers button").first
    if not offer.is_visible():
        page.locator(".jq-rest > summary").click()
    words = offer.evaluate("button => button.firstChild.textContent")
    offer.click()
    expect(page.locator(".jq-coach > .jq-status")).to_have_text(
        f"Done: {words}. Undo takes it back while you stay on this page."
    )
    expect(page.locator(".jq-bar .jq-status")).to_contain_text("The plan is rewritten.")
    assert visitor.stored()["elements"] != before
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".jq-bar .jq-status")).to_contain_text("Undone.")
    assert visitor.stored()["elements"] == before
    assert visitor.troubles == []


def test_a_finding_beside_its_item_leads_to_where_it_can_be_accepted(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "weak_plan_for_teaching.json")
    visitor.open(1)
    page = visitor.page
    page.evaluate("() => document.querySelectorAll('.jq-record').forEach(part => part.open = true)")
    link = page.locator(".jq-records .jq-finding a").first
    target = page.locator(link.get_attribute("href"))
    link.click()
    expect(target).to_be_visible()
    assert target.evaluate("entry => entry.contains(document.activeElement)")


def test_a_plan_of_format_1_in_the_browser_is_read_and_upgraded_with_the_next_edit(
    with_plan: Callable[[Path], Visitor],
) -> None:
    visitor = with_plan(OLD)
    visitor.open(0)
    old = json.loads(OLD.read_text(encoding="utf-8"))
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value(old["header"]["title"])
    assert visitor.stored()["schema_version"] == 1
    visitor.fill("Your organization", "Changed today")
    stored = visitor.stored()
    assert stored["schema_version"] == 2
    assert "place" not in stored["header"]
    plan = plan_of(visitor)
    upgraded = parse_plan(OLD.read_text(encoding="utf-8"))
    assert plan.header.organization == "Changed today"
    assert (plan.measures, plan.elements, plan.logic) == (upgraded.measures, upgraded.elements, upgraded.logic)
    assert plan.changes == upgraded.changes
    visitor.open(3)
    assert visitor.troubles == []


def test_typing_stamps_when_the_plan_was_made_and_changed(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.fill("Name of the plan", "Stamped")
    first = plan_of(visitor)
    assert first.created
    assert first.created == first.modified
    visitor.page.wait_for_timeout(1100)
    visitor.fill("Your organization", "Later")
    later = plan_of(visitor)
    assert later.created == first.created
    assert later.modified > first.modified


def test_typing_after_adoption_is_not_disturbed_and_is_logged(with_plan: Callable[[Path], Visitor]) -> None:
    visitor = with_plan(PLANS / "procurement_living_wage.json")
    visitor.open(0)
    page = visitor.page
    visitor.choose("Where the plan stands", "Adopted")
    title = page.get_by_label("Name of the plan")
    title.fill("")
    title.press_sequentially("Typed on and on after adoption without a pause", delay=40)
    page.wait_for_function("() => JSON.parse(localStorage['jqtools.plan']).changes.order.length")
    expect(title).to_have_value("Typed on and on after adoption without a pause")
    expect(title).to_be_focused()
    title.blur()
    expect(page.get_by_text("Changed: your plan.")).to_be_visible()
    plan = plan_of(visitor)
    assert plan.header.title == "Typed on and on after adoption without a pause"
    assert [each.what for each in plan.changes] == ["Changed: your plan."]
    visitor.open(1)
    visitor.fill("The change", "One more", visitor.add("a change"))
    page.wait_for_function("() => JSON.parse(localStorage['jqtools.plan']).changes.order.length === 2")
    assert plan_of(visitor).header.title == plan.header.title


def test_a_plan_in_yaml_opens_by_the_name_of_its_file(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open(0)
    saved = tmp_path / "plan.yaml"
    saved.write_text(
        "format: jqtools-plan\nschema_version: 2\nplan_id: pl_a\nheader: {title: From YAML}\n", encoding="utf-8"
    )
    visitor.page.locator("input[type=file]").set_input_files(saved)
    expect(visitor.page.get_by_label("Name of the plan")).to_have_value("From YAML")
    assert plan_of(visitor).plan_id == "pl_a"


def test_only_the_chosen_levers_are_asked_about_in_detail(visitor: Visitor) -> None:
    visitor.open(2)
    page = visitor.page
    expect(page.get_by_text("Choose a lever above: what to ask about it then stands here.")).to_be_visible()
    visitor.choose("The lever you will start with", "Policy")
    expect(page.get_by_label("The instrument")).to_be_visible()
    expect(page.get_by_label("The wage you ask for")).to_be_hidden()
    visitor.fill("The instrument", "An ordinance")
    visitor.choose("The lever you will start with", "Procurement")
    expect(page.get_by_label("The instrument")).to_be_hidden()
    page.get_by_role("button", name="Add a contract").click()
    visitor.fill("Workers covered", "612", row(page, "Contract 1"))
    details = plan_of(visitor).lever_details
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
    page.locator(".jq-part > summary", has_text="Reach").click()
    visitor.fill("Answer 1 from, people", "3")
    group = page.get_by_role("group", name="Reach, Policy", exact=True)
    group.get_by_role("radio", name="1, 3 to 99").check(force=True)
    levers = plan_of(visitor).levers
    assert (levers.weights.data, levers.reach.some, levers.policy.reach) == (4, 3, 1)
    expect(page.locator(".jq-matrix tfoot td[data-label=Policy]")).to_have_text("7 of 8 open")


def test_an_observation_makes_a_measure_on_track_and_a_story_can_name_it(
    with_plan: Callable[[Path], Visitor],
) -> None:
    visitor = with_plan(PLANS / "procurement_living_wage.json")
    visitor.open(4)
    page = visitor.page
    measure = plan_of(visitor).measures[0]
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
    assert plan_of(visitor).stories[0].measures == (measure.id,)

"""A new user goes through the four steps, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from jqtools.plan import parse_plan
from jqtools.plan.control import Rating, rating
from jqtools.plan.equity import Status, cost
from jqtools.plan.lever import LeverKey
from tests.browser.walker import Visitor

TITLE = "Fair schedules in <b>home care</b> & more"


def start(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.own_device()
    visitor.fill("Name of the plan", TITLE)
    visitor.fill("Your organization", "Example County")
    visitor.choose("Kind of organization", "County")
    visitor.fill("First day of the plan", "7/1/2026")
    visitor.fill("Last day of the plan", "2028-06-30")
    visitor.fill("Living wage, dollars", "$21.50")


def control(visitor: Visitor) -> None:
    page = visitor.page
    with visitor.leaving():
        page.get_by_role("link", name="Next step").click()
    card = visitor.add("a change")
    visitor.fill("The change", "Score schedules in the next home care RFP", card)
    visitor.choose("What kind of thing is it", "Solicitation or contract term", card)
    visitor.choose("Who decides", "We decide it alone", card)
    visitor.choose("Who carries it out", "Shared", card)
    visitor.choose("What the law allows", "Clear", card)
    visitor.fill("Who signs", "Purchasing director", card)
    expect(card.locator("summary .jq-tag")).to_have_text("Strong influence")
    visitor.choose("What will you do with it", "Keep it: we will change this", card)
    expect(page.locator(".jq-quote")).to_contain_text("We will change: Score schedules in the next home care RFP.")
    parked = visitor.add("a change")
    visitor.fill("The change", "State Medicaid rates", parked)
    visitor.choose("What the law allows", "Barred", parked)
    visitor.choose("What will you do with it", "Park it: an outside condition", parked)
    expect(parked.locator("summary .jq-tag")).to_have_text("Concern")


def lever(visitor: Visitor) -> None:
    page = visitor.page
    with visitor.leaving():
        page.get_by_role("link", name="Next step").click()
    expect(page.locator(".jq-card-body", has_text="Best fit with step 1")).to_contain_text("Procurement")
    for name, level in (("Procurement", 3), ("Policy", 1)):
        for question in ("Control", "Reach", "Depth", "Window", "Resources", "Data", "Equity", "Legal room"):
            group = page.get_by_role("group", name=f"{question}, {name}", exact=True)
            group.get_by_role("radio").nth(level).check()
    expect(page.locator(".jq-matrix tfoot td[data-label=Procurement]")).to_have_text("100")
    expect(page.locator(".jq-matrix tfoot td[data-label=Policy]")).to_have_text("33")
    page.get_by_role("group", name="Legal room, Policy", exact=True).get_by_role("radio").first.check()
    expect(page.locator(".jq-matrix tfoot td[data-label=Policy]")).to_contain_text("the law bars it")
    page.get_by_label("Start with this: Procurement").check()
    visitor.fill("Why this lever", "The contract is up for renewal.")


def goals(visitor: Visitor) -> None:
    page = visitor.page
    with visitor.leaving():
        page.get_by_role("link", name="Next step").click()
    visitor.fill("The goal", "By June 2028 aides know their schedule two weeks ahead", visitor.add("a goal"))
    boxes = {}
    for what, text in (
        ("an input", "One analyst"),
        ("an activity", "Write the schedule points"),
        ("an output", "RFP released"),
        ("an outcome", "Aides know their schedule"),
    ):
        boxes[what] = visitor.add(what)
        boxes[what].locator(".jq-box-text").fill(text)
        boxes[what].locator(".jq-box-text").blur()
    for what, to in (
        ("an input", "Write the schedule points"),
        ("an activity", "RFP released"),
        ("an output", "Aides know"),
    ):
        boxes[what].get_by_role("button", name="Edit").click()
        panel = page.get_by_role("dialog")
        panel.get_by_role("checkbox", name=to).check()
        if what == "an output":
            panel.get_by_label("Because").fill("the points decide the award")
            panel.get_by_label("Because").blur()
        panel.get_by_role("button", name="Done").click()
    expect(page.locator(".jq-line")).to_have_count(3)
    words = "If “RFP released”, then “Aides know their schedule”, because the points decide the award."
    expect(visitor.unfold(page.get_by_text(words))).to_be_visible()
    measure = visitor.add("a measure")
    visitor.fill("Name of the measure", "Aides told their schedule 14 days ahead", measure)
    visitor.choose("What it measures", "C1 Aides know their schedule", measure)
    visitor.choose("Unit", "Percent", measure)
    measure.locator(".jq-part > summary", has_text="Baseline and target").click()
    visitor.fill("Baseline: how many", "45", measure)
    visitor.fill("Baseline: out of how many", "90", measure)
    visitor.fill("Baseline", "45", measure)
    expect(measure.locator(".jq-record-body > .jq-note")).to_contain_text("45 of 90 is 50%.")
    expect(measure.locator(".jq-finding-error").first).to_be_visible()
    visitor.fill("Baseline", "50", measure)


def equity(visitor: Visitor) -> None:
    page = visitor.page
    with visitor.leaving():
        page.get_by_role("link", name="Next step").click()
    question = page.locator("#qu_2")
    question.locator("summary").click()
    visitor.choose("Your answer", "Not planned", question)
    back = page.get_by_role("link", name="your goals, in step 3").first
    expect(back).to_be_visible()
    group = visitor.add("a group")
    for label, text in (
        ("Who takes part", "Home care aides"),
        ("How many people", "8"),
        ("Sessions", "4"),
        ("Hours a session", "2"),
        ("Dollars an hour for each", "30"),
    ):
        visitor.fill(label, text, group)
    expect(group.locator(".jq-note")).to_contain_text("$1,920.00")
    with visitor.leaving():
        back.click()
    expect(page).to_have_url(f"{visitor.address}/voila/render/3_document_your_goals.ipynb#goals")
    visitor.open(4)


def test_a_new_user_finishes_a_plan_and_takes_it_to_another_browser(
    visitor: Visitor, profile: Callable[..., BrowserContext], address: str, tmp_path: Path
) -> None:
    start(visitor)
    control(visitor)
    visitor.reload()
    expect(visitor.page.locator(".jq-records > li")).to_have_count(2)
    lever(visitor)
    goals(visitor)
    equity(visitor)

    text = visitor.download("Download my plan")
    plan = parse_plan(text)
    assert plan.header.title == TITLE
    assert plan.header.period.start == "2026-07-01"
    assert plan.header.definition.wage.value == 21.5
    assert [rating(element) for element in plan.elements] == [Rating.STRONG, Rating.CONCERN]
    assert plan.choice.chosen() == (LeverKey.PROCUREMENT,)
    assert [link.because for link in plan.logic.links] == ["", "", "the points decide the award"]
    assert plan.measures[0].baseline.value == 50
    assert plan.measures[0].node == plan.logic.nodes[3].id
    assert plan.answers.get("qu_2").status is Status.NOT_PLANNED
    assert cost(plan.engagements[0]) == 1920
    assert visitor.troubles == []

    saved = tmp_path / "plan.json"
    saved.write_text(text, encoding="utf-8")
    other = Visitor(profile().new_page(), address)
    other.open(1)
    expect(other.page.locator(".jq-records > li")).to_have_count(0)
    other.page.locator("input[type=file]").set_input_files(saved)
    expect(other.page.locator(".jq-records > li")).to_have_count(2)
    other.open(0)
    expect(other.page.get_by_label("Name of the plan")).to_have_value(TITLE)
    assert parse_plan(other.download("Download my plan")) == plan


def test_the_report_holds_the_whole_plan(visitor: Visitor) -> None:
    visitor.open(0)
    visitor.page.get_by_role("button", name="Look at an example").click()
    visitor.page.get_by_role("button", name="Use this example Living-wage scoring").click()
    expect(visitor.page.get_by_label("Your organization")).to_have_value(
        "Harbor County Workforce and Purchasing (fictional)"
    )
    visitor.open(4)
    report = visitor.download("Download the report")
    assert report.startswith("<!doctype html>")
    assert "Contract workers at or above the living wage" in report
    assert "<svg" in report


def test_results_by_group_hide_small_groups_and_can_be_downloaded(visitor: Visitor) -> None:
    visitor.open(4)
    page = visitor.page
    table = visitor.unfold(page.locator("[data-fold=table] table"))
    expect(table.get_by_role("row", name="White 106 64.2%")).to_be_visible()
    expect(table.get_by_role("row", name="Middle Eastern or North African")).to_contain_text("suppressed (small group)")
    visitor.choose("Data set", "Pay and benefits of 616 workers, 1977")
    visitor.choose("Result", "Share with an employer pension")
    visitor.choose("Group people by", "Union")
    visitor.choose("And by", "Sex")
    expect(table.locator("tbody tr")).to_have_count(4)
    expect(page.locator(".jq-dots")).to_be_visible()
    csv = visitor.download("Download the table (CSV)")
    assert csv.splitlines()[0].startswith("outcome,statistic,union_member,sex,n")
    assert len(csv.splitlines()) == 5


def test_clearing_asks_first_and_undo_brings_everything_back(visitor: Visitor) -> None:
    visitor.open(1)
    visitor.fill("The change", "Post pay ranges", visitor.add("a change"))
    page = visitor.page
    visitor.whole_plan("Clear my answers")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.locator(".jq-records > li")).to_have_count(1)
    visitor.whole_plan("Clear my answers")
    page.get_by_role("dialog").get_by_role("button", name="Clear my answers").click()
    expect(page.locator(".jq-records > li")).to_have_count(0)
    page.wait_for_function("() => !sessionStorage.getItem('jqtools.plan')")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".jq-records > li")).to_have_count(1)
    expect(page.get_by_label("The change", exact=True)).to_have_value("Post pay ranges")


def test_a_bad_file_is_refused_in_words_and_nothing_changes(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open(1)
    visitor.fill("The change", "Keep me", visitor.add("a change"))
    page = visitor.page
    for name, text, words in (
        ("broken.json", "{", "not valid JSON at line 1"),
        ("newer.json", '{"format": "jqtools-plan", "schema_version": 99}', "newer jqtools"),
        ("big.json", "x" * 1_600_000, "1.6 MB"),
        (
            "odd.json",
            '{"format": "jqtools-plan", "schema_version": 1, "plan_id": "pl_a", "nodes": 1}',
            "nodes",
        ),
    ):
        bad = tmp_path / name
        bad.write_text(text, encoding="utf-8")
        page.locator("input[type=file]").set_input_files(bad)
        if name != "big.json":
            page.get_by_role("dialog").get_by_role("button", name="Open the file").click()
        expect(page.locator(".jq-alert[role=alert]")).to_contain_text(words)
        expect(page.get_by_label("The change", exact=True)).to_have_value("Keep me")


def test_hostile_words_are_only_words(visitor: Visitor) -> None:
    visitor.open(1)
    hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>=cmd()'
    card = visitor.add("a change")
    visitor.fill("The change", hostile, card)
    visitor.choose("Who decides", "We decide it alone", card)
    visitor.choose("Who carries it out", "Our staff and budget", card)
    visitor.choose("What will you do with it", "Keep it: we will change this", card)
    expect(visitor.page.locator(".jq-quote")).to_contain_text("<img src=x")
    visitor.open(2)
    expect(visitor.page.locator(".jq-card-body").first).to_be_visible()
    assert visitor.page.evaluate("() => window.hit") is None

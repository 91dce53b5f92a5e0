"""A page over a plan: every part of it takes what is typed and shows what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.app import Workbook
from jqtools.app.examples import ABOUT, example_path, example_plan
from jqtools.plan import Plan, read_plan
from jqtools.plan.plan import SECTIONS
from tests.app.workbooks import CONTROL, EQUITY, GOALS, LEVER, ONE, PARTS, START, Open, all_parts


@pytest.mark.parametrize("step", PARTS)
def test_opening_a_page_writes_nothing(step: str, opened: Open, tmp_path: Path):
    all_parts(opened(step))
    assert list(tmp_path.iterdir()) == []


def test_what_one_step_keeps_the_next_step_shows(opened: Open):
    opened(CONTROL).elements().value = {
        "order": ["el_a"],
        "items": {"el_a": {**ONE["items"]["el_a"], "kind": "contract_term", "action": "keep"}},
    }
    cards = opened(LEVER).choice().cards
    assert [card["key"] for card in cards if card["best"]] == ["procurement"]
    assert opened(GOALS).board().choices["elements"] == [["el_a", "Write the RFP"]]


def test_an_example_fills_the_plan_and_the_chooser_then_asks_first(opened: Open):
    workbook = opened(START)
    chooser, header = workbook.examples(), workbook.header()
    assert not chooser.busy
    chooser.take("hr_practices_at_home")
    assert chooser.busy
    assert header.value["people"]["number"] == 148
    assert workbook.session.plan == example_plan("hr_practices_at_home")


def test_every_example_is_a_file_a_card_and_marked_as_made_up(opened: Open):
    assert {path.stem for path in example_path("x").parent.glob("*.json")} == set(ABOUT)
    cards = opened(START).examples().examples
    assert [card["key"] for card in cards] == list(ABOUT)
    assert all(card["title"] and card["about"] for card in cards)
    assert all(example_plan(key).header.fictional for key in ABOUT)


def test_the_report_is_named_for_the_plan_and_made_of_it(opened: Open, procurement: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(procurement)
    button, sent = workbook.report(), []
    button.send = lambda content, buffers=None: sent.append(content)
    button.click()
    assert sent[0]["name"] == "living-wage-scoring-in-county-building-service-contracts-report.html"
    assert procurement.header.title in sent[0]["content"]


def test_every_section_of_a_plan_is_edited_on_a_page_or_kept_by_the_workbook(opened: Open):
    edited = {section for step in PARTS for section in _sections(opened(step))}
    assert edited == {*SECTIONS} - {"changes"}


def _sections(workbook: Workbook) -> set[str]:
    all_parts(workbook)
    return set(workbook.bar.editors)


ADOPTED = {"state": "adopted", "adopted_by": "Board", "adopted_on": "2026-07-01"}


def test_an_edit_after_adoption_is_logged_without_redrawing_what_is_typed_in(opened: Open, file: Path):
    workbook = opened(START)
    header, standing, log = workbook.header(), workbook.standing(), workbook.change_log()
    assert "Nothing yet" in log.value
    standing.value = ADOPTED
    sent, shown = [], workbook.bar.shown
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    typed = {"title": "New words"}
    header.value = typed
    assert header.value is typed
    assert workbook.bar.shown == shown
    (entry,) = read_plan(file).changes
    assert entry.what == "Changed: your plan."
    assert [list(each["changes"]["order"]) for each in sent] == [[entry.id]]
    assert "Changed: your plan." in log.value
    header.value = {"title": "Newer words"}
    assert len(sent) == 1
    workbook.bar.act("undo")
    assert header.value["title"] == "New words"


def test_lever_details_ask_only_about_the_levers_that_were_chosen(opened: Open):
    workbook = opened(LEVER)
    choice, details = workbook.choice(), workbook.lever_details()
    legends = [group["legend"] for group in details.groups]
    assert details.hidden == legends
    assert details.first == {"words": "Choose a lever first.", "href": "#choice"}
    choice.value = {"primary": "policy", "secondary": "hr_practices"}
    assert [legend for legend in legends if legend not in details.hidden] == ["Policy", "HR practices"]
    assert (details.said, details.first) == ("", {})
    details.value = {"policy": {"instrument": "An ordinance"}}
    choice.value = {"primary": "procurement"}
    assert workbook.session.plan.lever_details.policy.instrument == "An ordinance"


def test_rows_inside_a_record_land_in_the_plan(opened: Open, file: Path):
    workbook = opened(START)
    places = {"order": ["pc_a"], "items": {"pc_a": {"name": "Harbor County", "population": 81_000}}}
    workbook.header().value = {"places": places, "team": {"order": ["mb_a"], "items": {"mb_a": {"role": "Analyst"}}}}
    header = read_plan(file).header
    assert (header.place, header.places[0].population) == ("Harbor County", 81_000)
    assert header.team[0].role == "Analyst"


def test_an_observation_makes_its_measure_on_track(opened: Open):
    workbook = opened(EQUITY)
    observations, progress = workbook.observations(), workbook.progress()
    workbook.session.resume(example_plan("procurement_living_wage"))
    measure = workbook.session.plan.measures[0]
    assert "On track" not in progress.value
    seen = {"measure": measure.id, "value": measure.target.value, "end": "2027-06-30"}
    observations.value = {"order": ["ob_a"], "items": {"ob_a": seen}}
    assert "On track" in progress.value
    assert measure.name in observations.notes["ob_a"]["title"]
    assert [measure.id, measure.name] in workbook.stories().choices["measures"]


def test_in_lab_the_plan_to_download_is_the_one_that_was_typed(opened: Open):
    workbook = opened(CONTROL)
    workbook.elements().value = ONE
    assert workbook.bar.plan["elements"]["items"]["el_a"]["text"] == "Write the RFP"

"""The start page and step 1: what a card offers, a pasted list, all changes in one picture, why something changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jqtools.app import scope_views, start_views
from jqtools.app.examples import example_plan
from jqtools.content import kinds, refinements, wage_benchmarks
from jqtools.plan import Plan, blank_plan
from jqtools.plan.control import Action, Element, Kind
from jqtools.plan.records import Records
from tests.app.workbooks import CONTROL, START, Open

TODAY = date(2026, 7, 10)


def card(**fields: Any) -> dict[str, Any]:
    return scope_views.card_notes(with_element(**fields), TODAY)["el_a"]


def with_element(**fields: Any) -> Plan:
    return blank_plan().model_copy(update={"elements": Records([Element(id="el_a", **fields)])})


def test_a_card_tells_the_rating_why_and_how_soon():
    told = card(text="Pay steps", authority=3, implementation=2, data_access=2, window="2026-12-01")
    assert told["tag"] == "Strong influence"
    assert told["band"] == 2
    assert told["why"].startswith("Strong influence: you decide it alone and you share the carrying out.")
    assert told["more"] == "Data: on request or by agreement. Next opening in 5 months."
    assert told["under"] == f"{told['why']} {told['more']}"


def test_a_change_without_a_rating_is_in_no_band_and_nothing_is_suggested():
    told = card(text="Pay steps", authority=3)
    assert (told["tag"], told["band"]) == ("Not rated yet", None)
    assert (told["quick"], told["help"], told["more"]) == ({}, False, "")
    assert card(text="Pay steps", action="park")["tag"] == "Parked"


def test_who_has_to_agree_is_whoever_decides_or_those_who_share_the_work():
    assert card(authority=3, implementation=2)["coach"].startswith("In scope if those who share the work have agreed")
    assert card(authority=2, implementation=3)["coach"].startswith("In scope if whoever decides has said yes")


@pytest.mark.parametrize(
    ("level", "action", "helped"), [(3, "keep", False), (2, "keep", False), (1, None, True), (0, "park", True)]
)
def test_one_click_does_what_fits_the_rating_and_what_is_not_yours_gets_help(
    level: int, action: str | None, helped: bool
):
    told = card(text="Pay steps", authority=level, implementation=3)
    assert told["quick"].get("action") == action
    assert told["help"] is helped
    assert told["coach"]


def test_the_rewrites_that_fit_the_words_come_first_and_all_are_offered():
    assert card(text="Raise the state minimum wage")["fits"] == ["minimum_wage"]
    assert card(text="Something else")["fits"] == []
    assert set(scope_views.card_aids()["rewrites"]) == set(refinements())


def test_a_rewritten_change_goes_by_its_new_words_and_asks_again_what_is_open():
    told = card(text="Raise all pay", action=Action.REFINE, refined_text="Set a floor in our contracts")
    assert told["title"] == "Set a floor in our contracts"
    assert told["coach"].startswith("These are new words, so answer for them above: What kind of thing is it;")
    assert told["why"] == ""
    answered = {"kind": Kind.CONTRACT_TERM, "ring": "own_agency", "authority": 3, "implementation": 3}
    told = card(text="Raise all pay", action=Action.REFINE, refined_text="Set a floor", **answered)
    assert "new words" not in told["coach"]
    assert card(text="Raise all pay", authority=3)["title"] == ""


def test_two_changes_in_one_are_offered_as_two():
    told = card(text="Raise the wage scale and fix the schedules")
    assert told["split"] == {
        "field": "text",
        "first": "Raise the wage scale",
        "second": "fix the schedules",
    }
    refined = card(text="Pay", action=Action.REFINE, refined_text="Raise the wage scale; fix the schedules")
    assert refined["split"]["field"] == "refined_text"
    assert card(text="Raise the wage scale")["split"] == {}


def test_the_request_to_a_partner_names_the_change_and_fits_the_plan():
    assert "We ask you to do this: Raise pay. Please tell us by" in card(text="Raise pay.")["ask"]
    assert card()["ask"] == ""
    assert len(card(text="x" * 4000)["ask"]) < 4000


def test_questions_on_the_law_stand_under_their_kinds_and_each_fact_has_its_date():
    legal = scope_views.card_aids()["legal"]
    assert set(legal) == set(kinds())
    asked = legal[Kind.STAFF_PAY]
    assert any("bargained" in each["question"] for each in asked)
    facts = [fact for each in legal[Kind.CONTRACT_TERM] for fact in each["facts"]]
    assert facts
    assert all("as of 20" in fact["source"] and "Check it" in fact["source"] for fact in facts)


def test_the_bands_are_shown_as_a_picture_and_in_a_table():
    plan = example_plan("procurement_living_wage")
    shown = scope_views.scope_bands(plan)
    assert shown.count("<svg") == shown.count("<table") == 1
    assert "In scope: 4 of 6." in shown
    assert "<svg" not in scope_views.scope_bands(blank_plan())


def test_a_pasted_list_becomes_cards_and_undo_takes_them_back(opened: Open):
    workbook = opened(CONTROL)
    elements, pasted, bands = workbook.elements(), workbook.pasted(), workbook.scope_bands()
    elements.value = {"order": ["el_a"], "items": {"el_a": {"text": "Pay steps"}}}
    pasted.act("add", {"lines": "- Pay steps\n- Post schedules"})
    assert [each["text"] for each in elements.value["items"].values()] == ["Pay steps", "Post schedules"]
    assert pasted.said == "1 card added. 1 line was a card already. Undo takes it back."
    assert workbook.bar.done == ""
    assert "Post schedules" in bands.value
    pasted.act("add", {"lines": "Post schedules"})
    assert pasted.said.startswith("Nothing new")
    workbook.bar.act("undo")
    assert list(elements.value["items"]) == ["el_a"]


def test_undo_is_no_longer_offered_for_what_was_added_once_something_else_was_edited(opened: Open):
    workbook = opened(CONTROL)
    elements, pasted = workbook.elements(), workbook.pasted()
    pasted.act("add", {"lines": "Post schedules"})
    assert pasted.said == "1 card added. Undo takes it back."
    (card,) = elements.value["items"]
    elements.value = {"order": [card], "items": {card: {"text": "Post schedules early"}}}
    assert pasted.said == ""


def test_why_an_adopted_plan_changed_and_who_changed_it_is_kept_and_undone(opened: Open):
    workbook = opened(START)
    standing, header, reasons = workbook.standing(), workbook.header(), workbook.change_reasons()
    log = workbook.change_log()
    assert reasons.shown == {"lines": []}
    standing.value = {"state": "adopted", "adopted_by": "Board", "adopted_on": "2026-07-01"}
    header.value = {"title": "New words"}
    (line,) = reasons.shown["lines"]
    assert line["words"].endswith(": Changed: your plan.")
    reasons.act("keep", {"line": line["id"], "why": "The board asked for it", "role": "Director"})
    assert "The board asked for it (Director)" in log.value
    assert reasons.said.startswith("Kept. Undo")
    assert workbook.session.plan.header.title == "New words"
    reasons.act("keep", {"line": line["id"], "why": "\x00"})
    assert reasons.said.startswith("That was not taken:")
    assert "The board asked for it" in log.value
    workbook.bar.act("undo")
    assert "The board asked for it" not in log.value


def test_a_reason_for_a_line_that_is_not_there_changes_nothing(opened: Open):
    workbook = opened(START)
    reasons, before = workbook.change_reasons(), workbook.session.plan
    reasons.act("keep", {"line": "ch_none", "why": "x"})
    reasons.act("keep", {"why": "x"})
    reasons.act("drop", {"line": "ch_none"})
    assert workbook.session.plan is before


def test_the_start_page_says_that_an_example_is_open_until_it_is_undone(opened: Open):
    workbook = opened(START)
    chooser = workbook.examples()
    assert chooser.taken == ""
    chooser.take("hr_practices_at_home")
    assert chooser.taken == example_plan("hr_practices_at_home").header.title
    workbook.bar.act("undo")
    assert (chooser.taken, chooser.busy) == ("", False)


def test_the_definition_is_a_part_of_the_one_form_of_the_plan(opened: Open):
    workbook = opened(START)
    part = workbook.definition()
    assert part.form is workbook.header()
    assert part.legends == part.form.elsewhere
    assert set(part.legends) < {group["legend"] for group in part.form.groups}


def test_a_source_of_a_living_wage_is_offered_with_what_to_mind_and_without_a_value():
    offered = start_views.benchmark_presets()["options"]
    assert {each["values"]["definition.wage.source"] for each in offered} == {
        known.label for known in wage_benchmarks().values()
    }
    assert all(set(each["values"]) == {"definition.wage.source", "definition.wage.household"} for each in offered)
    assert all(each["note"] for each in offered)
    assert any("do not call it one" in each["note"] for each in offered)

"""Step 4: a question that is not planned leads to what it is about, and drafts an activity for it."""

from __future__ import annotations

import pytest

from jqtools.app import equity_views
from jqtools.app.question_items import draft_id, drafts, items_of, with_draft
from jqtools.content import equity_questions
from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.equity import Answer, Status
from jqtools.plan.logic import Stage
from jqtools.plan.planfile import plan_form, with_section
from tests.app.workbooks import EQUITY, GOALS, Open
from tests.conftest import PLANS


@pytest.fixture
def example() -> Plan:
    return parse_plan((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def not_planned(plan: Plan, question: str) -> Plan:
    answer = Answer(id=question, status=Status.NOT_PLANNED)
    return plan.model_copy(update={"answers": plan.answers.with_record(answer)})


def with_items(plan: Plan, section: str, **items: dict[str, object]) -> Plan:
    return with_section(plan, section, {"order": list(items), "items": items})


def test_every_question_has_a_draft_and_no_draft_is_without_a_question():
    assert list(drafts()) == list(equity_questions())
    assert len(set(drafts().values())) == len(drafts())


def test_a_question_leads_to_the_records_that_lack_what_it_asks_for():
    plan = with_items(
        blank_plan(),
        "engagements",
        en_a={"who": "panel", "decision_right": "veto the wording", "access": ""},
        en_b={"who": "board"},
    )
    assert [item.words for item in items_of("qu_4", plan)] == ["board"]
    assert [item.path for item in items_of("qu_14", plan)] == ["engagements/en_a", "engagements/en_b"]
    assert items_of("qu_4", blank_plan()) == items_of("qu_1", plan) == items_of("qu_99", plan) == ()


def test_measures_are_named_while_their_groups_or_their_size_are_not_settled():
    split = {"dimension": "sex", "scheme": "sex_female_male", "smallest": 40}
    small = {**split, "smallest": 4}

    def measure(**more: object) -> dict[str, object]:
        return {"name": "Pay", "splits": {"order": ["sp_a"], "items": {"sp_a": split}}, **more}

    few = {"order": ["sp_a"], "items": {"sp_a": small}}
    plan = with_items(
        blank_plan(), "measures", me_a=measure(), me_b=measure(splits=few), me_c=measure(splits=few, combine="pool")
    )
    assert [item.path for item in items_of("qu_11", plan)] == ["measures/me_b"]
    assert items_of("qu_10", plan) == ()
    bare = with_items(blank_plan(), "measures", me_a={"name": "Pay"}, me_b={"name": "Days", "no_splits": "No people."})
    assert [item.words for item in items_of("qu_10", bare)] == ["Pay"]


def test_sources_about_people_are_named_until_it_is_said_how_long_they_are_kept():
    plan = with_items(
        blank_plan(),
        "sources",
        so_a={"name": "Payroll", "confidentiality": "personal"},
        so_b={"name": "Survey", "method": "survey", "retention": "two years"},
        so_c={"name": "Census", "confidentiality": "public"},
    )
    assert [item.words for item in items_of("qu_12", plan)] == ["Payroll"]


def test_every_place_that_is_named_is_in_the_plan(example: Plan):
    form = plan_form(example)
    for question in equity_questions():
        for item in items_of(question, example):
            section, _, record = item.path.partition("/")
            there = form["logic"]["nodes"] if section == "logic" else form[section]
            assert record in there["items"]
            assert item.words


def test_beside_a_question_stands_the_item_first_and_the_whole_section_last(example: Plan):
    notes = equity_views.question_notes(not_planned(example, "qu_17"), lambda path: f"#{path}")
    *items, whole = notes["qu_17"]["places"]
    assert all(href.startswith("#measures/me_") for href, _words in items)
    assert whole[0] == "#measures"
    assert notes["qu_17"]["tag"] == "Not planned"
    assert "places" not in notes["qu_1"]


def test_more_items_than_fit_are_counted_with_the_section():
    goals = {f"go_{letter}": {"text": f"Goal {letter}"} for letter in "abcdefg"}
    found = equity_views.places(with_items(blank_plan(), "goals", **goals), "qu_2", str)
    assert len(found) == equity_views.MOST_ITEMS + 1
    assert found[-1] == ["goals", "2 more: your goals, in step 3"]


def test_a_click_drafts_an_activity_once_and_undo_takes_it_back(opened: Open, example: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(not_planned(example, "qu_9"))
    before, questions = workbook.session.plan, workbook.equity_questions()
    assert questions.notes["qu_9"]["there"] is None
    questions.act("draft", {"question": "qu_9"})
    box = workbook.session.plan.logic.nodes.get(draft_id("qu_9"))
    assert (box.stage, box.text) == (Stage.ACTIVITY, drafts()["qu_9"])
    assert questions.said.startswith(f"Added to your activities: {box.text}.")
    assert questions.notes["qu_9"]["there"][1] == box.text
    once = workbook.session.plan
    questions.act("draft", {"question": "qu_9"})
    assert workbook.session.plan is once
    assert box.id in opened(GOALS).board().value["nodes"]["order"]
    workbook.session.undo()
    assert workbook.session.plan.logic == before.logic


@pytest.mark.parametrize(("verb", "question"), [("draft", "qu_99"), ("draft", ""), ("sorcery", "qu_9")])
def test_a_click_that_names_nothing_changes_nothing(example: Plan, verb: str, question: str):
    assert equity_views.draft_change(example, verb, {"question": question}) == (example, "")
    assert with_draft(example, "qu_99") is example

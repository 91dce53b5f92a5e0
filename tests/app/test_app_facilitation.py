"""Rating together and worksheets: what a group is asked, what it sees of the answers, and what reaches the plan."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jqtools.app import facilitation_views as views
from jqtools.content import criteria, forms, steps
from jqtools.plan import Plan, blank_plan
from jqtools.plan.control import Element
from jqtools.plan.lever import LeverKey
from jqtools.plan.records import Records
from tests.app.workbooks import CONTROL, GOALS, LEVER, START, Open

DECIDES, CARRIES_OUT = "elements/el_a/authority", "elements/el_a/implementation"
ONE = {"order": ["el_a"], "items": {"el_a": {"text": "Pay steps", "authority": 1}}}


def with_elements(count: int) -> Plan:
    made = Records(Element(id=f"el_{n}", text=f"Change {n}") for n in range(count))
    return blank_plan().model_copy(update={"elements": made})


def people(*ratings: Any) -> dict[str, str]:
    return {f"person_{n:02}": json.dumps(given) for n, given in enumerate(ratings, 1)}


def test_all_changes_or_one_can_be_rated_by_who_decides_and_who_carries_out():
    sets = views.change_sets(with_elements(3))
    assert [each["words"] for each in sets] == ["All changes", "Change 0", "Change 1", "Change 2"]
    assert [len(each["questions"]) for each in sets] == [6, 2, 2, 2]
    first = sets[1]["questions"][0]
    assert (first["about"], first["label"], first["now"]) == ("Change 0", "Who decides", None)
    assert (first["words"][0], first["words"][3]) == ("We have no say", "We decide it alone")


@pytest.mark.parametrize("count", [1, views.MOST_AT_ONCE + 1])
def test_one_change_or_very_many_are_rated_one_by_one(count: int):
    sets = views.change_sets(with_elements(count))
    assert (sets[0]["words"], len(sets)) == ("Change 0", count)


def test_nothing_can_be_rated_without_changes():
    assert views.change_sets(blank_plan()) == []


def test_a_lever_is_rated_by_its_eight_questions():
    sets = views.lever_sets(blank_plan())
    assert [each["key"] for each in sets] == list(LeverKey)
    assert [each["label"].split(":")[0] for each in sets[0]["questions"]] == [c.label for c in criteria().values()]


@pytest.mark.parametrize("text", ["", "no", "[1]", "5", "null", '{"x": 1}', f'{{"{DECIDES}": 4}}'])
def test_what_is_no_answer_is_left_out_and_the_person_is_still_counted(text: str):
    assert views.ratings_of({"person_01": text, "other": "{}"}, (DECIDES,)) == [{}]


@pytest.mark.parametrize("answer", [True, "2", 2.0, None, -1, [2]])
def test_an_answer_is_a_whole_number_from_0_to_3(answer: object):
    assert views.ratings_of(people({DECIDES: answer, CARRIES_OUT: 3}), (DECIDES, CARRIES_OUT)) == [{CARRIES_OUT: 3}]


def test_no_more_people_are_counted_than_can_rate():
    assert len(views.ratings_of(people(*[{}] * 20), ())) == views.MOST_PEOPLE


def test_the_rows_tell_how_far_apart_people_are_the_furthest_first():
    sets = views.change_sets(with_elements(1))
    first, second = (each["key"] for each in sets[0]["questions"])
    rows = views.spread_rows(sets, "el_0", people({first: 2, second: 0}, {first: 2, second: 3}, {first: 2}))
    assert [row["key"] for row in rows] == [second, first]
    assert rows[0]["told"] == "From “Others only” to “Our staff and budget”. 1 did not answer."
    assert rows[0]["people"] == ["1 person", "0 people", "0 people", "1 person"]
    assert rows[1]["told"] == "All who answered agree: We decide with others, or must sign off."
    assert views.spread_rows(sets, "el_0", people({}, {}))[0]["told"] == "Nobody answered."
    assert views.spread_rows(sets, "el_9", people({}, {})) == []


def test_the_questions_of_a_change_stay_together_and_their_answers_stand_as_on_its_card():
    sets = views.change_sets(with_elements(2))
    keys = [each["key"] for each in sets[0]["questions"]]
    apart = views.spread_rows(
        sets, "all", people({keys[0]: 0, keys[2]: 1, keys[3]: 0}, {keys[0]: 3, keys[2]: 2, keys[3]: 0})
    )
    assert [row["key"] for row in apart] == [keys[0], keys[1], keys[2], keys[3]]
    options = next(field["options"] for field in forms()["element"] if field["name"] == "authority")
    assert [apart[0]["words"][level] for level in apart[0]["order"]] == [words for _level, words in options]
    lever = views.lever_sets(with_elements(1))[0]["questions"][0]
    assert lever["order"] == [0, 1, 2, 3]


def test_what_the_group_agrees_on_reaches_the_plan_and_is_undone(opened: Open):
    workbook = opened(CONTROL)
    elements, together = workbook.elements(), workbook.rate_changes()
    assert together.shown["sets"] == []
    elements.value = ONE
    together.act("reveal", {"set": "el_a", **people({DECIDES: 0}, {DECIDES: 3})})
    row = together.shown["rows"][0]
    assert (row["key"], row["counts"], row["now"]) == (DECIDES, [1, 0, 0, 1], 1)
    assert workbook.session.plan.elements.get("el_a").authority == 1
    together.act("take", {"question": DECIDES, "answer": "3"})
    assert workbook.session.plan.elements.get("el_a").authority == 3
    assert together.shown["rows"][0]["now"] == 3
    assert together.said.startswith("The plan has the answer you agreed on.")
    workbook.bar.act("undo")
    assert together.shown["rows"][0]["now"] == 1
    together.act("clear")
    assert together.shown["rows"] == []


@pytest.mark.parametrize(
    ("verb", "about"),
    [
        *(("take", {"question": DECIDES, "answer": "1"}), ("take", {"question": DECIDES, "answer": "9"}), ("take", {})),
        *(("take", {"question": "elements/el_9/authority", "answer": "2"}), ("drop", {}), ("reveal", {"set": "x"})),
    ],
)
def test_a_click_that_names_nothing_leaves_the_plan_alone(opened: Open, verb: str, about: dict[str, str]):
    workbook = opened(CONTROL)
    elements, together = workbook.elements(), workbook.rate_changes()
    elements.value = ONE
    before = workbook.session.plan
    together.act(verb, about)
    assert workbook.session.plan is before


def test_a_set_that_has_gone_from_the_plan_is_told(opened: Open):
    together = opened(CONTROL).rate_changes()
    together.act("reveal", {"set": "el_a", **people({}, {})})
    assert together.said.startswith("What you rated is no longer in the plan.")


def test_levers_are_scored_together_too(opened: Open):
    workbook = opened(LEVER)
    together = workbook.rate_levers()
    together.act("take", {"question": "levers/policy/reach", "answer": "2"})
    assert workbook.session.plan.levers.policy.reach == 2


def test_answers_of_people_are_in_no_plan_file(opened: Open):
    workbook = opened(LEVER)
    together, before = workbook.rate_levers(), workbook.session.plan
    together.act("reveal", {"set": "policy", **people({"levers/policy/reach": 2}, {"levers/policy/reach": 0})})
    assert together.shown["rows"]
    assert workbook.session.plan is before


def test_worksheets_of_this_step_come_first_then_those_of_all_steps_and_the_agenda(opened: Open):
    chooser = opened(LEVER).worksheets()
    keys = [key for key, _words in chooser.sheets]
    assert keys == [LEVER, *(key for key in steps() if key != LEVER), "all", "agenda"]
    assert chooser.sheets[0][1] == "Step 2: Select your lever"


def test_a_click_hands_over_the_worksheet_and_a_strange_one_does_nothing(opened: Open):
    chooser = opened(START).worksheets()
    sent: list[dict[str, str]] = []
    chooser.send = sent.append
    for message in (
        {"make": LEVER},
        {"make": "all"},
        {"make": "agenda"},
        {"make": "9_luck"},
        {"make": 5},
        "make",
        None,
    ):
        chooser._receive(chooser, message, [])
    made = ["worksheet-2-select-your-lever.html", "worksheets.html", "agenda.html"]
    assert [each["name"] for each in sent] == made
    assert all(each["content"].startswith("<!doctype html>") for each in sent)


def test_once_a_lever_is_chosen_there_is_a_worksheet_of_step_2_without_the_others(opened: Open):
    workbook = opened(LEVER)
    choice, chooser = workbook.choice(), workbook.worksheets()
    assert "mine" not in dict(chooser.sheets)
    choice.value = {**choice.value, "primary": "policy"}
    assert dict(chooser.sheets)["mine"] == "Step 2, only the lever you chose"
    sent: list[dict[str, str]] = []
    chooser.send = sent.append
    chooser.click("mine")
    assert sent[0]["name"] == "worksheet-my-lever.html"
    assert "Policy: stage by stage" in sent[0]["content"]
    assert "Procurement: stage by stage" not in sent[0]["content"]


def test_the_menu_of_the_plan_hands_over_the_agenda(opened: Open):
    bar = opened(GOALS).bar
    sent: list[dict[str, dict[str, str]]] = []
    bar.send = sent.append
    bar._receive(bar, {"agenda": True}, [])
    assert sent[0]["file"]["name"] == "agenda.html"
    assert sent[0]["file"]["content"].startswith("<!doctype html>")

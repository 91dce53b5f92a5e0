"""The logic board, headless: what it sends to its front end, and what comes back into the plan."""

from __future__ import annotations

import pytest

from jqtools.app.page import Page
from jqtools.app.plan_store import PlanStore
from jqtools.app.steps.goals import GoalsParts
from jqtools.plan import Plan
from jqtools.plan.planfile import plan_form
from jqtools.session import Session
from jqtools.widgets.form_fields import form_fields
from jqtools.widgets.logic_board import ASKED_FIRST, LogicBoard

STEP = "3_document_your_goals"


def board_over(plan: Plan) -> tuple[Page, LogicBoard]:
    """The board of step 3 over a plan."""
    page = GoalsParts(STEP, PlanStore(Session(plan), None), linked=True)
    return page, page.board()


def test_the_board_holds_the_logic_model_as_the_plan_file_does(procurement: Plan):
    _, board = board_over(procurement)
    assert board.value == plan_form(procurement)["logic"]
    assert set(board.forms) == {"input", "activity", "output", "outcome", "link"}


def test_a_link_drawn_on_the_board_is_in_the_plan_and_can_be_undone(procurement: Plan):
    page, board = board_over(procurement)
    logic = plan_form(procurement)["logic"]
    nodes = logic["nodes"]["items"]
    source = next(key for key in logic["nodes"]["order"] if nodes[key]["stage"] == "activity")
    target = [key for key in logic["nodes"]["order"] if nodes[key]["stage"] == "output"][-1]
    drawn = {"source": source, "target": target, "kind": "leads_to", "because": ""}
    links = {"order": [*logic["links"]["order"], "li_drawn1"], "items": {**logic["links"]["items"], "li_drawn1": drawn}}
    board.value = {**logic, "links": links}
    assert page.session.plan.logic.links.get("li_drawn1").target == target
    page.session.undo()
    assert page.session.plan.logic == procurement.logic


def test_boxes_moved_on_the_board_keep_their_new_order(procurement: Plan):
    page, board = board_over(procurement)
    logic = plan_form(procurement)["logic"]
    first, second, *rest = logic["nodes"]["order"]
    board.value = {**logic, "nodes": {**logic["nodes"], "order": [second, first, *rest]}}
    assert [node.id for node in page.session.plan.logic.nodes][:2] == [second, first]
    assert page.session.plan.logic.links == procurement.logic.links


@pytest.mark.parametrize("stage", ASKED_FIRST)
def test_a_box_asks_a_few_things_first_and_loses_none(stage: str, procurement: Plan):
    _, board = board_over(procurement)
    fields, first = board.forms[stage], ASKED_FIRST[stage]
    assert [each["name"] for each in fields] == [each["name"] for each in form_fields(stage)]
    assert [place for place, each in enumerate(fields) if each.get("part")] == [first]


def test_an_outcome_asks_when_first(procurement: Plan):
    _, board = board_over(procurement)
    assert board.forms["outcome"][0]["name"] == "term"


def test_what_the_coach_says_of_a_box_reaches_the_board(procurement: Plan):
    _, board = board_over(procurement)
    ids = {*board.value["nodes"]["order"], *board.value["links"]["order"]}
    assert board.findings
    assert set(board.findings) <= ids

"""The session: what a person's action changes, and the way back."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan, blank_plan
from jqtools.plan.planfile import plan_form
from jqtools.session import MAX_UNDO, Session


def titled(session: Session, title: str) -> None:
    session.edit("header", {"title": title})


def watched(session: Session) -> list[tuple[str, object]]:
    """What the session tells from now on."""
    told: list[tuple[str, object]] = []
    session.observe(lambda change: told.append((change.name, change.new)), names=["plan", "opened"])
    return told


def test_an_edit_changes_one_section_and_is_told_once():
    session = Session()
    before, told = session.plan, watched(session)
    titled(session, "New")
    assert told == [("plan", session.plan)]
    assert session.plan == before.model_copy(update={"header": session.plan.header})
    assert session.plan.header.title == "New"


def test_an_edit_that_changes_nothing_is_not_told_and_not_remembered(procurement: Plan):
    session = Session(procurement)
    told = watched(session)
    session.edit("elements", plan_form(procurement)["elements"])
    assert told == []
    assert not session.can_undo()
    assert session.plan is procurement


@pytest.mark.parametrize(
    ("section", "form"),
    [("header", {"title": 1}), ("elements", []), ("plan_id", "pl_b"), ("header", None), ("nothing", {})],
)
def test_an_edit_that_does_not_fit_leaves_everything_as_it_was(section: str, form: object, procurement: Plan):
    session = Session(procurement)
    told = watched(session)
    with pytest.raises(PlanError):
        session.edit(section, form)
    assert session.plan is procurement
    assert told == []
    assert not session.can_undo()


def test_the_form_that_is_handed_in_stays_as_it_was(procurement: Plan):
    form = plan_form(procurement)["logic"]
    form["nodes"]["order"].reverse()
    copy = deepcopy(form)
    session = Session(procurement)
    session.edit("logic", form)
    assert form == copy
    form["nodes"]["order"].clear()
    assert len(session.plan.logic.nodes) == len(procurement.logic.nodes)


def test_opening_a_plan_is_told_as_opened_and_can_be_undone(procurement: Plan):
    session = Session()
    mine, told = session.plan, watched(session)
    session.open(procurement)
    assert ("opened", 1) in told
    assert ("plan", procurement) in told
    session.undo()
    assert session.plan == mine
    assert session.opened == 2


def test_resuming_leaves_nothing_to_undo(procurement: Plan):
    session = Session()
    titled(session, "a")
    session.undo()
    session.resume(procurement)
    assert session.plan is procurement
    assert (session.can_undo(), session.can_redo(), session.opened) == (False, False, 2)


def test_an_edit_after_undo_ends_the_way_forward():
    session = Session()
    titled(session, "a")
    titled(session, "b")
    session.undo()
    assert session.can_redo()
    titled(session, "c")
    assert not session.can_redo()
    session.redo()
    assert session.plan.header.title == "c"


def test_undo_and_redo_at_the_ends_do_nothing(procurement: Plan):
    session = Session(procurement)
    told = watched(session)
    session.undo()
    session.redo()
    assert told == []
    assert session.plan is procurement


def test_a_hundred_steps_can_be_taken_back_and_no_more():
    session = Session()
    for n in range(MAX_UNDO + 20):
        titled(session, str(n))
    steps = 0
    while session.can_undo():
        session.undo()
        steps += 1
    assert steps == MAX_UNDO == 100
    assert session.plan.header.title == "19"


@given(st.lists(st.sampled_from(["a", "b", "c", "undo", "redo", "open"]), max_size=30))
def test_undo_and_redo_walk_the_plans_a_person_has_seen(actions: list[str]):
    session, other = Session(), blank_plan()
    past, future = [session.plan], []
    for action in actions:
        if action == "undo":
            if len(past) > 1:
                future.append(past.pop())
            session.undo()
        elif action == "redo":
            if future:
                past.append(future.pop())
            session.redo()
        else:
            session.open(other) if action == "open" else titled(session, action)
            if session.plan != past[-1]:
                past.append(session.plan)
                future.clear()
        assert session.plan == past[-1]
        assert (session.can_undo(), session.can_redo()) == (len(past) > 1, bool(future))

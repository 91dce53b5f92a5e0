"""The session: what a person's action changes, and the way back."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan, blank_plan
from jqtools.plan.history import PlanState, Standing
from jqtools.plan.planfile import plan_form
from jqtools.plan.records import Records
from jqtools.plan.review import Risk
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
    stamps = {"created": session.plan.created, "modified": session.plan.modified}
    assert session.plan == before.model_copy(update={"header": session.plan.header, **stamps})
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


class Noon(datetime):
    """A clock that stands at noon of a day in March."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def adopted(plan: Plan) -> Plan:
    standing = plan.standing.model_copy(update={"state": PlanState.ADOPTED})
    return plan.model_copy(update={"standing": standing, "changes": Records()})


def test_an_edit_says_when_the_plan_was_changed_and_when_it_was_begun(monkeypatch: pytest.MonkeyPatch):
    session = Session()
    assert (session.plan.created, session.plan.modified) == ("", "")
    titled(session, "a")
    begun = session.plan.created
    assert begun == session.plan.modified != ""
    monkeypatch.setattr("jqtools.session.datetime", Noon)
    titled(session, "b")
    assert (session.plan.created, session.plan.modified) == (begun, "2026-03-01T12:00:00Z")


def test_taking_back_an_edit_takes_back_its_moment():
    session = Session()
    titled(session, "a")
    first = session.plan
    titled(session, "b")
    session.undo()
    assert session.plan is first
    session.undo()
    assert (session.plan.created, session.plan.modified) == ("", "")


def test_an_adopted_plan_logs_each_section_that_is_changed_once_a_day(procurement: Plan):
    session = Session(adopted(procurement))
    titled(session, "a")
    titled(session, "b")
    session.edit("goals", {"order": [], "items": {}})
    assert [entry.what for entry in session.plan.changes] == ["Changed: your plan.", "Changed: your goals."]
    assert {entry.date for entry in session.plan.changes} == {date.today().isoformat()}


def test_a_log_entry_is_shown_at_once_and_taken_back_with_its_edit(procurement: Plan):
    session = Session(adopted(procurement))
    titled(session, "a")
    assert session.opened == 1
    titled(session, "b")
    assert session.opened == 1
    session.undo()
    session.undo()
    assert session.plan.changes == ()
    assert not session.can_undo()


@pytest.mark.parametrize("section", ["notes", "documents", "changes", "waivers"])
def test_notes_on_an_adopted_plan_are_not_logged(section: str, procurement: Plan):
    session = Session(adopted(procurement))
    prefix = {"notes": "nt", "documents": "dc", "changes": "ch", "waivers": "wv"}[section]
    session.edit(
        section, {"order": [f"{prefix}_a"], "items": {f"{prefix}_a": {"date": "2026"} if section != "waivers" else {}}}
    )
    assert len(session.plan.changes) == (section == "changes")


def test_a_plan_that_nobody_adopted_has_no_log(procurement: Plan):
    session = Session(procurement.model_copy(update={"standing": Standing(), "changes": Records()}))
    titled(session, "a")
    assert session.plan.changes == ()


def test_a_rewrite_that_is_applied_is_stamped_shown_and_can_be_undone(procurement: Plan):
    session = Session(procurement)
    told = watched(session)
    changed = procurement.model_copy(update={"header": procurement.header.model_copy(update={"title": "New"})})
    session.apply(changed)
    assert session.plan.header.title == "New"
    assert session.plan.modified != procurement.modified
    assert ("opened", 1) in told
    session.apply(session.plan)
    session.undo()
    assert session.plan is procurement
    assert not session.can_undo()


def test_sections_taken_over_from_elsewhere_stay_when_an_edit_is_taken_back(procurement: Plan):
    session = Session(procurement)
    titled(session, "a")
    session.take_over({"risks": Records([Risk(id="rk_a", text="Elsewhere")])})
    session.undo()
    assert [risk.text for risk in session.plan.risks] == ["Elsewhere"]
    assert session.plan.header.title == procurement.header.title
    before = session.plan
    session.take_over({})
    assert session.plan is before


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


def test_what_undo_and_redo_would_change_is_known_before(procurement: Plan):
    session = Session()
    assert session.would_change() == ((), ())
    titled(session, "a")
    titled(session, "b")
    assert [set(each) for each in session.would_change()] == [{"header"}, set()]
    session.undo()
    undo, redo = session.would_change()
    assert {"header", "modified"} <= set(undo)
    assert redo == ("header",)
    session.open(procurement)
    undo, redo = session.would_change()
    assert {"plan_id", "header", "measures"} <= set(undo)
    assert redo == ()

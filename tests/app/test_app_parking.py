"""A thought that is parked on any page is a note of the plan, with the step it came from, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.app.start_views import with_thought
from jqtools.errors import PlanError
from jqtools.plan import Plan
from tests.app.workbooks import GOALS, LEVER, START, Open

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("step", "part", "about"),
    [
        (START, "", "Start here"),
        (START, "Your plan", "Start here, Your plan"),
        (LEVER, "", "Step 2: Select your lever"),
        (GOALS, "Your logic model", "Step 3: Document your goals, Your logic model"),
        (LEVER, "Your logic model", "Step 2: Select your lever"),
        (LEVER, "<script>", "Step 2: Select your lever"),
    ],
)
def test_a_thought_is_the_last_note_and_says_where_it_came_up(step: str, part: str, about: str, procurement: Plan):
    plan = with_thought(procurement, "Ask the union", step, part, DAY)
    *others, note = plan.notes
    assert (note.text, note.about, note.date) == ("Ask the union", about, "2026-11-30")
    assert tuple(others) == tuple(procurement.notes)
    assert plan.model_copy(update={"notes": procurement.notes}) == procurement


@pytest.mark.parametrize("text", ["x" * 4001, "a\u0007b"])
def test_a_thought_that_a_plan_cannot_keep_is_refused(text: str, procurement: Plan):
    with pytest.raises(PlanError):
        with_thought(procurement, text, START, "", DAY)


def test_a_thought_from_the_bar_is_told_kept_and_taken_back(opened: Open):
    workbook, sent, done = opened(LEVER), [], []
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    workbook.bar.observe(lambda change: done.append(workbook.bar.done), names="shown")
    workbook.bar._receive(workbook.bar, {"park": "  Ask the union ", "part": ["x"]}, [])
    assert [note.text for note in workbook.session.plan.notes] == ["Ask the union"]
    assert sent == [{"parked": True}]
    assert done == ["Your thought is in the notes on the start page."]
    workbook.bar.act("undo")
    assert workbook.session.plan.notes == ()


@pytest.mark.parametrize("message", [{"park": "  "}, {"park": ["x"]}, {"park": True}, {"part": "x"}])
def test_a_blank_thought_changes_nothing(message: dict, opened: Open):
    workbook = opened(LEVER)
    workbook.bar._receive(workbook.bar, message, [])
    assert workbook.session.plan.notes == ()


def test_a_thought_that_was_refused_is_told_in_words(opened: Open):
    workbook, sent = opened(LEVER), []
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    workbook.bar._receive(workbook.bar, {"park": "a\u0007b"}, [])
    assert sent == [{"parked": False}]
    assert "control character" in workbook.bar.message
    assert workbook.session.plan.notes == ()

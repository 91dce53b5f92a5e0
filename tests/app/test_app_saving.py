"""What is typed is in the plan file, whoever else writes it and whatever is wrong with it, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.plan import Plan, plan_text, read_plan, write_plan
from jqtools.plan.planfile import plan_form
from tests.app.workbooks import CONTROL, GOALS, ONE, START, Open


def test_two_notebooks_over_one_file_keep_each_others_sections(opened: Open, file: Path):
    one, two = opened(CONTROL), opened(GOALS)
    one.elements().value = ONE
    board = two.board()
    two.goals().value = {"order": ["go_a"], "items": {"go_a": {"text": "A goal"}}}
    plan = read_plan(file)
    assert plan.elements[0].text == "Write the RFP"
    assert plan.goals[0].text == "A goal"
    assert two.session.plan == plan
    assert board.choices["elements"] == [["el_a", "Write the RFP"]]
    two.assumptions().value = {"order": ["as_a"], "items": {"as_a": {"text": "Rain"}}}
    one.elements().value = {"order": [], "items": {}}
    assert (len(read_plan(file).elements), len(read_plan(file).assumptions)) == (0, 1)


def test_undo_in_one_notebook_leaves_what_another_wrote(opened: Open, file: Path):
    one, two = opened(CONTROL), opened(GOALS)
    goals = two.goals()
    one.elements().value = ONE
    goals.value = {"order": ["go_a"], "items": {"go_a": {"text": "A goal"}}}
    two.bar.act("undo")
    assert read_plan(file).goals == ()
    assert read_plan(file).elements.ids() == ("el_a",)


def test_ones_own_way_back_is_whole_after_another_notebook_wrote(opened: Open, file: Path):
    one, two = opened(CONTROL), opened(GOALS)
    goals, assumptions = two.goals(), two.assumptions()
    for words in ("First", "Second"):
        goals.value = {"order": ["go_a"], "items": {"go_a": {"text": words}}}
    one.elements().value = ONE
    assumptions.value = {"order": ["as_a"], "items": {"as_a": {"text": "Rain"}}}
    two.bar.act("undo")
    assert (read_plan(file).assumptions, read_plan(file).goals[0].text) == ((), "Second")
    two.bar.act("undo")
    assert read_plan(file).goals[0].text == "First"
    assert read_plan(file).elements.ids() == ("el_a",)


def test_a_file_broken_by_hand_is_not_written_over(opened: Open, file: Path, procurement: Plan):
    write_plan(procurement, file)
    workbook = opened(CONTROL)
    elements = workbook.elements()
    broken = file.read_bytes()[:-40] + b" half a line"
    file.write_bytes(broken)
    elements.value = ONE
    assert file.read_bytes() == broken
    assert workbook.session.plan.elements.ids() == ("el_a",)
    assert elements.notes["el_a"]["tag"] == "Strong influence"
    workbook.bar.act("clear")
    assert workbook.bar.message.startswith("Not saved: the plan file was changed by hand and can't be read.")
    assert file.read_bytes() == broken


def test_an_edit_that_could_not_be_saved_is_told(opened: Open, file: Path):
    workbook = opened(CONTROL)
    elements = workbook.elements()
    file.parent.mkdir()
    file.write_text("half a line")
    elements.value = ONE
    assert workbook.bar.message.startswith("Not saved: ")


def test_a_disk_that_is_full_is_told(opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch):
    workbook = opened(CONTROL)
    elements = workbook.elements()

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    elements.value = ONE
    assert "Not saved" in workbook.bar.message
    assert elements.notes["el_a"]["tag"] == "Strong influence"


def test_undo_and_redo_reach_the_file_and_the_form(opened: Open, file: Path):
    workbook = opened(CONTROL)
    elements = workbook.elements()
    elements.value = ONE
    workbook.bar.act("undo")
    assert elements.value == {"order": [], "items": {}}
    assert read_plan(file).elements == ()
    assert (workbook.bar.can_undo, workbook.bar.can_redo) == (False, True)
    workbook.bar.act("redo")
    assert elements.value["order"] == ["el_a"]
    assert read_plan(file).elements[0].text == "Write the RFP"


def test_opening_a_plan_fills_every_form_and_clearing_empties_them(opened: Open, file: Path, procurement: Plan):
    workbook = opened(GOALS)
    goals, board = workbook.goals(), workbook.board()
    workbook.bar.act("open", plan_text(procurement))
    assert goals.value == plan_form(procurement)["goals"]
    assert board.value == plan_form(procurement)["logic"]
    assert workbook.bar.plan == plan_form(procurement)
    assert read_plan(file) == procurement
    workbook.bar.act("clear")
    assert goals.value["order"] == []
    assert workbook.bar.empty
    assert workbook.bar.can_undo


@pytest.mark.parametrize("text", ["", "{", "nonsense", '{"format": "jqtools-plan", "plan_id": "<script>"}'])
def test_a_file_that_is_no_plan_is_told_and_changes_nothing(text: str, opened: Open, file: Path):
    workbook = opened(CONTROL)
    workbook.elements().value = ONE
    before = file.read_bytes()
    workbook.bar.act("open", text)
    assert workbook.bar.message.startswith("The plan was not opened. ")
    assert file.read_bytes() == before
    workbook.bar.act("undo")
    assert workbook.bar.message == ""


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"order": 1, "items": 2},
        {"order": ["x"], "items": {"x": {}}},
        {"order": [], "items": {"el_a": {}}},
        {"order": ["el_a"], "items": {"el_a": {"authority": 10**400}}},
        {"order": ["el_a"], "items": {"el_a": {"authority": "3"}}},
        {"order": ["el_a"], "items": {"el_a": {"text": "x" * 100_000}}},
        {"order": ["el_a"], "items": {"el_a": {"text": ["<script>"]}}},
        {"order": ["el_a"], "items": {"el_a": {"__class__": "x", "rating": "direct control"}}},
        {"order": ["el_a"] * 1000, "items": {"el_a": {}}},
    ],
)
def test_a_value_that_does_not_fit_changes_nothing_and_is_told(form: dict, opened: Open, file: Path):
    workbook = opened(CONTROL)
    elements = workbook.elements()
    elements.value = ONE
    before = file.read_bytes()
    elements.value = form
    assert workbook.bar.message.startswith("That was not taken: elements")
    assert len(workbook.bar.message) < 300
    assert workbook.session.plan == read_plan(file)
    assert file.read_bytes() == before
    elements.value = {"order": [], "items": {}}
    assert workbook.bar.message == ""


def test_what_replaced_the_plan_is_told_with_it(opened: Open):
    workbook, told = opened(START), []
    chooser = workbook.examples()
    workbook.bar.observe(lambda change: told.append(workbook.bar.done), names="shown")
    chooser.take("hr_practices_at_home")
    workbook.bar.act("undo")
    assert told == ["The example is below.", ""]


def test_a_yaml_file_is_opened_by_its_name_alone(opened: Open):
    workbook = opened(CONTROL)
    text = "format: jqtools-plan\nschema_version: 2\nplan_id: pl_a\nheader: {title: From YAML}\n"
    workbook.bar.act("open", text, "plan.json")
    assert "not valid JSON" in workbook.bar.message
    workbook.bar.act("open", text, "Plan.YML")
    assert workbook.session.plan.header.title == "From YAML"


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_a_step_that_the_browser_kept_is_gone_to_and_told(verb: str, opened: Open, procurement: Plan):
    workbook, told = opened(GOALS), []
    goals = workbook.goals()
    workbook.bar.observe(lambda change: told.append(workbook.bar.turned), names="shown")
    workbook.bar.act(verb, plan_text(procurement))
    assert workbook.session.plan == procurement
    assert goals.value == plan_form(procurement)["goals"]
    assert told == [verb]
    assert workbook.bar.turned == ""


@pytest.mark.parametrize("verb", ["undo", "redo"])
@pytest.mark.parametrize("text", ["{", "[]", '{"format": "jqtools-plan", "plan_id": 7}', "x" * 5_000_001])
def test_a_step_that_is_no_plan_is_refused_in_words_and_changes_nothing(verb: str, text: str, opened: Open):
    workbook, sent = opened(CONTROL), []
    workbook.elements().value = ONE
    before = workbook.session.plan
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    workbook.bar.act(verb, text)
    assert workbook.session.plan is before
    assert workbook.bar.message.startswith("The plan was not opened. ")
    assert sent == [{"refused": verb}]
    assert workbook.bar.turned == ""


def test_in_lab_the_bar_says_what_undo_and_redo_would_change(opened: Open):
    workbook = opened(CONTROL)
    workbook.elements().value = ONE
    assert "elements" in workbook.bar.undo_fields
    assert workbook.bar.section_words["elements"] == "your changes"
    workbook.bar.act("undo")
    assert (workbook.bar.undo_fields, "elements" in workbook.bar.redo_fields) == ([], True)

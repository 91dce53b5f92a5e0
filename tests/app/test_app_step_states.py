"""How far each step and part is, in words, and the words around a page."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from jqtools.app.reading import coach_view, read
from jqtools.app.serving.page_words import page_words, workbook_name
from jqtools.app.step_states import go_on, step_states
from jqtools.coach import Severity
from jqtools.content import forget, steps
from jqtools.plan import Plan, blank_plan, read_plan
from jqtools.plan.planfile import with_section
from tests.app.workbooks import START, Open

ROOT = Path(__file__).parents[2]
WEAK = ROOT / "data" / "plans" / "weak_plan_for_teaching.json"
STEPS = list(steps())


@pytest.mark.parametrize("step", STEPS)
def test_the_parts_of_a_step_are_the_second_headings_of_its_notebook(step: str):
    cells = nbformat.read(ROOT / "notebooks" / f"{step}.ipynb", as_version=4).cells
    lines = [line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    assert [line[3:].strip() for line in lines if line.startswith("## ")] == [
        each.title for each in steps()[step].parts
    ]


def test_nothing_is_started_in_an_empty_plan_and_nothing_is_to_fix():
    told = step_states(STEPS[3], read(blank_plan()))
    assert {each["state"] for each in told["steps"]} == {"empty"}
    assert {each["words"] for each in told["parts"]} <= {"Not started", "Optional", ""}


def test_a_part_says_what_is_to_fix_in_it_and_a_step_the_same_of_all_its_parts():
    reading = read(read_plan(WEAK))
    told = step_states(STEPS[3], reading)
    goals = next(part for part in told["parts"] if part["title"] == "Your goals")
    assert goals["state"] == "fix"
    fixes = [int(part["words"].split()[0]) for part in told["parts"] if part["state"] == "fix"]
    assert told["steps"][3]["words"] == f"{sum(fixes)} to fix"


def test_the_coach_of_the_first_page_counts_what_it_lists_the_whole_plan():
    for plan in (read_plan(WEAK), with_section(read_plan(WEAK), "engagements", {"order": [], "items": {}})):
        reading = read(plan)
        told = step_states(STEPS[0], reading)["parts"][-1]
        errors = sum(each.severity is Severity.ERROR and each.is_open for each in reading.found)
        assert (told["title"], told["words"]) == ("What the coach sees in the whole plan", f"{errors} to fix")
        assert coach_view(reading, STEPS[0], True)["head"].startswith(f"{errors} to fix")


def test_an_example_without_mistakes_has_nothing_to_fix():
    for step in STEPS:
        told = step_states(step, read(read_plan(ROOT / "data" / "plans" / "procurement_living_wage.json")))
        assert "fix" not in {part["state"] for part in told["parts"]}


def test_a_form_is_not_done_before_what_it_asks_first_is_answered():
    plan = with_section(blank_plan(), "header", {"title": "Fair pay"})
    parts = {part["title"]: part for part in step_states(STEPS[0], read(plan))["parts"]}
    assert parts["Your plan"]["state"] == "started"
    assert parts["Your plan"]["words"] == "1 of 6 answered"
    assert parts["What a quality job is"] == {
        "title": "What a quality job is",
        "state": "empty",
        "words": "Not started",
    }


def test_step_2_is_not_done_before_a_lever_is_chosen():
    scored = with_section(blank_plan(), "levers", {"policy": {"legal": 2}})
    told = step_states(STEPS[2], read(scored))
    compared = next(part for part in told["parts"] if part["title"] == "Compare them")
    assert compared == {"title": "Compare them", "state": "started", "words": "No lever chosen yet"}
    assert (told["steps"][2]["state"], told["steps"][2]["words"]) == ("started", "No lever chosen yet")
    chosen = with_section(scored, "choice", {"primary": "policy"})
    assert "No lever chosen yet" not in {part["words"] for part in step_states(STEPS[2], read(chosen))["parts"]}


def test_going_on_leads_to_what_is_open_in_the_step_furthest_begun(procurement: Plan):
    assert go_on(read(blank_plan())) == "header"
    named = with_section(blank_plan(), "header", {"title": "Fair pay"})
    assert go_on(read(named)) == "header"
    chosen = with_section(named, "choice", {"primary": "policy"})
    assert go_on(read(chosen)) == "choice"
    assert go_on(read(with_section(named, "goals", {"order": ["go_a"], "items": {"go_a": {"text": "Pay"}}}))) == "goals"
    assert go_on(read(procurement)) == "answers"


def test_the_way_on_from_the_start_page_leads_there(opened: Open):
    workbook = opened(START)
    chooser = workbook.examples()
    assert chooser.go_on == "#header"
    workbook.session.apply(with_section(workbook.session.plan, "standing", {"state": "draft"}))
    assert chooser.go_on == "#header"


def test_a_row_without_an_answer_is_no_answer():
    places = {"order": ["pl_a"], "items": {"pl_a": {"name": ""}}}
    plan = with_section(blank_plan(), "header", {"title": "Fair pay", "places": places})
    assert step_states(STEPS[0], read(plan))["parts"][1]["words"] == "1 of 6 answered"
    named = {**places, "items": {"pl_a": {"name": "Harbor County"}}}
    plan = with_section(blank_plan(), "header", {"title": "Fair pay", "places": named})
    assert step_states(STEPS[0], read(plan))["parts"][1]["words"] == "2 of 6 answered"


def test_pages_lead_to_the_steps_before_and_after_them():
    assert page_words(STEPS[0])["previous"] is None
    assert page_words(STEPS[1])["next"]["href"] == f"{STEPS[2]}.ipynb"
    assert page_words(STEPS[-1])["next"] is None


def test_the_workbook_carries_the_name_of_the_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert workbook_name() == "Job Quality Workbook"
    (tmp_path / "agency.toml").write_text('name = "Harbor County Workforce"\n', encoding="utf-8")
    monkeypatch.setenv("JQTOOLS_CONTENT", str(tmp_path))
    forget()
    try:
        assert workbook_name() == "Harbor County Workforce: Job Quality Workbook"
    finally:
        monkeypatch.undo()
        forget()

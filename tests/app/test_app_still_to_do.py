"""What is missing in a model that is still being built is still to do; what is wrong is to fix at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools import coach
from jqtools.app import Workbook
from jqtools.app.examples import example_plan
from jqtools.app.plan_store import PlanStore
from jqtools.app.reading import Reading, coach_view, findings_by_item, read
from jqtools.app.step_states import step_states
from jqtools.app.still_to_do import left_behind
from jqtools.coach import Severity
from jqtools.content import steps
from jqtools.plan import Plan, blank_plan, plan_text
from jqtools.plan.control import Element
from jqtools.plan.equity import Engagement
from jqtools.plan.logic import Goal, Link, LogicModel, Node, Stage
from jqtools.plan.measure import Measure
from jqtools.plan.planfile import plan_form, with_section
from jqtools.plan.records import Records
from jqtools.plan.source import DataSource
from jqtools.session import Session
from tests.app.workbooks import CONTROL, GOALS, START

NEXT = {Stage.INPUT: Stage.ACTIVITY, Stage.ACTIVITY: Stage.OUTPUT, Stage.OUTPUT: Stage.OUTCOME}
GOAL = Goal(id="go_a", text="Better pay")
MEASURE = Measure(id="me_a", name="Pay")


def holding(stages: list[Stage], links: list[tuple[int, int]] | None = None, **sections: object) -> Plan:
    nodes = [Node(id=f"no_{place}", stage=stage, text=f"Box {place}") for place, stage in enumerate(stages)]
    drawn = [Link(id=f"li_{n}", source=f"no_{a}", target=f"no_{b}") for n, (a, b) in enumerate(links or [])]
    logic = LogicModel(nodes=Records(nodes), links=Records(drawn))
    return blank_plan().model_copy(update={"logic": logic, **sections})


@st.composite
def models(draw: st.DrawFn) -> Plan:
    """A plan in the middle of step 3: boxes, links between any of them, with or without a goal and a measure."""
    stages = draw(st.lists(st.sampled_from(Stage), max_size=7))
    places = st.integers(0, max(len(stages) - 1, 0))
    links = draw(st.lists(st.tuples(places, places), max_size=6, unique=True)) if stages else []
    goals = Records([GOAL]) if draw(st.booleans()) else Records()
    measures = Records([MEASURE]) if draw(st.booleans()) else Records()
    return holding(stages, links, goals=goals, measures=measures)


def severities(reading: Reading, box: str) -> dict[str, str]:
    codes = {key: finding.code for key, finding in reading.findings.items()}
    return {codes[each["anchor"]]: each["severity"] for each in findings_by_item(reading, "logic").get(box, [])}


@pytest.mark.parametrize("stage", Stage)
def test_the_first_box_has_nothing_to_fix_and_nothing_to_consider(stage: Stage):
    reading = read(holding([stage]))
    assert set(severities(reading, "no_0").values()) == {"todo"}
    shown = coach_view(reading, GOALS, True)["entries"]
    assert "error" not in {each["severity"] for each in shown if each["path"].startswith("logic")}


@pytest.mark.parametrize("stage", NEXT)
def test_a_missing_link_weighs_once_the_next_column_has_boxes(stage: Stage):
    alone, both = (severities(read(holding(stages)), "no_0") for stages in ([stage], [stage, NEXT[stage]]))
    code = {Stage.INPUT: "M08", Stage.ACTIVITY: "M05", Stage.OUTPUT: "M07"}[stage]
    assert (alone[code], both[code]) == ("todo", "warning")


def test_a_box_without_words_waits_until_the_person_leaves_it():
    plan = holding([Stage.ACTIVITY, Stage.OUTPUT], measures=Records([MEASURE]))
    nodes = plan.logic.nodes.with_record(Node(id="no_new", stage=Stage.OUTCOME))
    plan = plan.model_copy(update={"logic": plan.logic.model_copy(update={"nodes": nodes})})
    assert set(severities(read(plan), "no_new").values()) == {"todo"}
    left = severities(read(plan, left=left_behind(plan)), "no_new")
    assert "error" in left.values()


def test_an_outcome_without_a_measure_is_to_fix_once_there_are_measures():
    before, after = (read(holding([Stage.OUTCOME], measures=each)) for each in (Records(), Records([MEASURE])))
    assert severities(before, "no_0")["D01"] == "todo"
    assert severities(after, "no_0")["D01"] == "error"


def test_the_fields_of_a_measure_are_to_fix_once_the_next_step_is_begun(procurement: Plan):
    bare = procurement.model_copy(update={"measures": Records([MEASURE])})
    begun = findings_by_item(read(bare), "measures")["me_a"]
    fresh = bare.model_copy(update={"answers": Records(), "engagements": Records()})
    assert "error" in {each["severity"] for each in begun}
    assert {each["severity"] for each in findings_by_item(read(fresh), "measures")["me_a"]} <= {"todo", "hint"}


def fields_of_a_box(plan: Plan, *left: str) -> dict[str, str]:
    return severities(read(plan, left_behind(plan, frozenset(left))), "no_0")


def test_what_a_box_itself_lacks_weighs_once_the_person_goes_to_another_box():
    plan = holding([Stage.ACTIVITY, Stage.ACTIVITY])
    assert (fields_of_a_box(plan)["M12"], fields_of_a_box(plan, "no_0")["M12"]) == ("todo", "warning")
    assert fields_of_a_box(plan, "no_1", "goals", "no_such_box", "logic:no_0")["M12"] == "todo"


def test_a_missing_link_weighs_once_the_person_leaves_the_model_and_a_missing_measure_after_the_measures():
    plan = holding([Stage.OUTCOME], measures=Records())
    assert fields_of_a_box(plan, "no_0")["M06"] == "todo"
    left = fields_of_a_box(plan, "logic")
    assert (left["M06"], left["D01"]) == ("error", "todo")


def test_a_box_that_is_added_to_a_part_that_was_left_is_new_again():
    left = left_behind(holding([Stage.OUTCOME]), frozenset({"logic"}))
    reading = read(holding([Stage.OUTCOME, Stage.OUTCOME]), left)
    assert severities(reading, "no_0")["M06"] == "error"
    assert severities(reading, "no_1")["M06"] == "todo"


def test_the_page_hears_what_was_left_and_an_opened_plan_was_left_before():
    workbook = Workbook(GOALS, PlanStore(Session(blank_plan()), None), linked=True)
    board = workbook.board()
    board.value = plan_form(holding([Stage.ACTIVITY]))["logic"]
    assert {each["severity"] for each in board.findings["no_0"]} == {"todo"}
    workbook.bar._receive(workbook.bar, {"left": "no_0 <script>"}, None)
    assert {each["severity"] for each in board.findings["no_0"]} == {"todo", "warning"}
    workbook.bar.act("load", plan_text(holding([Stage.OUTCOME])))
    (cause,) = (each for each in board.findings["no_0"] if "-M06-" in each["anchor"])
    assert cause["severity"] == "error"


@given(models())
def test_what_is_found_stays_the_same_and_only_what_is_missing_is_eased(plan: Plan):
    reading, raw = read(plan), coach.check(plan)
    assert tuple(reading.findings.values()) == raw
    assert [each.code for each in reading.found] == [each.code for each in raw]
    wrong = {"M09", "M10", "M14", "M15", "M21"}
    assert not {reading.findings[key].code for key in reading.still_to_do} & wrong
    for (key, before), after in zip(reading.findings.items(), reading.found, strict=True):
        eased = before.severity is Severity.ERROR and after.severity is Severity.WARNING
        assert after.severity is before.severity or (eased and key in reading.still_to_do)


@given(models())
def test_adding_measures_never_makes_a_box_weigh_less(plan: Plan):
    later = plan.model_copy(update={"measures": Records([MEASURE])})
    before, after = read(plan), read(later)
    logic = set(before.of_sections(["logic"])) & set(after.findings)
    assert after.still_to_do & logic <= before.still_to_do & logic


@given(models())
def test_an_unfinished_plan_is_never_called_ready(plan: Plan):
    reading = read(plan)
    shown = coach_view(reading, GOALS, True)
    assert not (reading.still_to_do and shown["ready"])
    errors = {key for key, finding in reading.findings.items() if finding.severity is Severity.ERROR}
    assert not any(each["can_accept"] for each in shown["entries"] if each["key"] in errors)


@pytest.mark.parametrize("name", ["procurement_living_wage", "weak_plan_for_teaching"])
def test_a_plan_that_went_on_to_step_4_is_weighed_as_the_command_line_does(name: str):
    plan = example_plan(name)
    reading = read(plan, left_behind(plan))
    assert not reading.still_to_do
    assert reading.found == coach.check(reading.plan)


def test_the_head_counts_what_is_still_to_do_apart():
    reading = read(holding([Stage.OUTCOME], goals=Records([GOAL])))
    head = coach_view(reading, GOALS, True)["head"]
    here = reading.of_sections(steps()[GOALS].sections).keys() & reading.still_to_do
    assert head.endswith(f", {len(here)} still to do.")


def weights(plan: Plan, left: frozenset[str] = frozenset()) -> dict[str, str]:
    """How each finding of the whole plan weighs, by its code."""
    return {each["code"]: each["severity"] for each in coach_view(read(plan, left), START, True)["entries"]}


def test_steps_that_nobody_began_are_still_to_do():
    begun = weights(with_section(blank_plan(), "header", {"title": "Fair pay"}))
    assert {code: begun[code] for code in ("S01", "L01", "M01", "E07")} == dict.fromkeys(
        ("S01", "L01", "M01", "E07"), "todo"
    )


def test_a_step_that_was_passed_over_is_to_fix():
    passed = weights(blank_plan().model_copy(update={"goals": Records([GOAL])}))
    assert (passed["S01"], passed["L01"]) == ("error", "error")


def test_a_change_that_was_just_added_is_still_to_do_until_the_person_turns_from_it():
    plan = blank_plan().model_copy(update={"elements": Records([Element(id="el_a")])})
    states = step_states(CONTROL, read(plan))["parts"]
    assert weights(plan)["S04"] == "todo"
    assert states[0] == {"title": "What would have to change", "state": "started", "words": "1 still to do"}
    assert weights(plan, left_behind(plan, frozenset({"el_a"})))["S04"] == "error"


def test_an_outcome_waits_for_its_measure_while_the_sources_are_listed():
    plan = holding([Stage.OUTCOME], sources=Records([DataSource(id="so_a", name="Payroll")]))
    assert severities(read(plan), "no_0")["D01"] == "todo"


def test_nobody_taking_part_is_to_fix_once_questions_are_answered_and_not_while_a_first_card_is_written():
    answered = example_plan("procurement_living_wage").model_copy(
        update={name: Records() for name in ("engagements", "observations", "reviews", "stories")}
    )
    being_written = answered.model_copy(update={"engagements": Records([Engagement(id="en_a")])})
    assert weights(answered)["E07"] == "error"
    assert weights(being_written)["E07"] == "todo"
    assert weights(being_written, left_behind(being_written, frozenset({"engagements"})))["E07"] == "error"

"""Taking up what a stage of a lever suggests: it stands in the plan once, and what somebody worked on stays."""

from __future__ import annotations

import pytest

from jqtools.content import levers, stages
from jqtools.plan import Plan, blank_plan
from jqtools.plan.logic import Link, Node, Stage
from jqtools.plan.measure import MeasureKind
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.plan.taking_up import DATA, WAY, is_untouched, item_id, taken, with_stage_item, without_stage_item

RUBRIC = ("procurement", "evaluation", WAY, "Score by a written rubric")
PANEL = ("procurement", "evaluation", DATA, "Make-up of the panel")
EVERY = [
    (lever, stage, sort, words)
    for lever in levers()
    for stage, text in stages()[lever].items()
    for sort, all_words in ((WAY, text.ways), (DATA, text.data))
    for words in all_words
]


def test_a_way_becomes_an_activity_of_the_lever_and_its_stage_is_worked_on():
    plan = with_stage_item(blank_plan(), *RUBRIC)
    (activity,) = plan.logic.nodes
    assert (activity.stage, activity.text, activity.lever) == (Stage.ACTIVITY, RUBRIC[3], "procurement")
    assert plan.lever_details.procurement.stages == ("evaluation",)


def test_data_become_a_measure_and_an_early_sign_is_told():
    plan = with_stage_item(blank_plan(), *PANEL)
    assert [(measure.name, measure.kind) for measure in plan.measures] == [(PANEL[3], None)]
    early = stages()["procurement"]["outreach_and_release"].early[0]
    plan = with_stage_item(blank_plan(), "procurement", "outreach_and_release", DATA, early)
    assert plan.measures[0].kind is MeasureKind.EARLY_INDICATOR


def test_everything_that_is_suggested_can_be_taken_up_once_and_taken_out_again():
    plan = blank_plan()
    for item in EVERY:
        plan = with_stage_item(plan, *item)
        assert taken(plan, *item)
        assert with_stage_item(plan, *item) is plan
    for item in EVERY:
        plan = without_stage_item(plan, *item)
    assert (plan.logic, plan.measures) == (blank_plan().logic, blank_plan().measures)


def test_what_says_the_same_in_other_capitals_is_in_the_plan_already():
    own = Node(id="no_a", stage=Stage.ACTIVITY, text="  score by a Written rubric. ")
    plan = blank_plan()
    plan = plan.model_copy(update={"logic": plan.logic.model_copy(update={"nodes": Records([own])})})
    assert taken(plan, *RUBRIC) == "no_a"
    assert with_stage_item(plan, *RUBRIC) is plan
    assert without_stage_item(plan, *RUBRIC) is plan


def test_an_output_with_the_same_words_is_no_activity():
    other = Node(id="no_a", stage=Stage.OUTPUT, text=RUBRIC[3])
    plan = blank_plan()
    plan = plan.model_copy(update={"logic": plan.logic.model_copy(update={"nodes": Records([other])})})
    assert taken(plan, *RUBRIC) == ""


def owned(plan: Plan) -> Plan:
    node = plan.logic.nodes[0].model_copy(update={"owner": "Purchasing"})
    return plan.model_copy(update={"logic": plan.logic.model_copy(update={"nodes": Records([node])})})


def linked(plan: Plan) -> Plan:
    key = plan.logic.nodes[0].id
    nodes = plan.logic.nodes.with_record(Node(id="no_b", stage=Stage.OUTPUT))
    links = Records([Link(id="li_a", source=key, target="no_b")])
    return plan.model_copy(update={"logic": plan.logic.model_copy(update={"nodes": nodes, "links": links})})


@pytest.mark.parametrize("worked_on", [owned, linked])
def test_an_activity_that_somebody_worked_on_stays(worked_on):
    plan = worked_on(with_stage_item(blank_plan(), *RUBRIC))
    assert not is_untouched(plan, *RUBRIC)
    assert without_stage_item(plan, *RUBRIC) is plan


def test_a_measure_that_was_observed_stays():
    plan = with_stage_item(blank_plan(), *PANEL)
    seen = Records([Observation(id="ob_a", measure=item_id(*PANEL))])
    plan = plan.model_copy(update={"observations": seen})
    assert without_stage_item(plan, *PANEL) is plan


@pytest.mark.parametrize(
    "item",
    [
        ("sorcery", "evaluation", WAY, RUBRIC[3]),
        ("procurement", "sorcery", WAY, RUBRIC[3]),
        ("procurement", "evaluation", "sorcery", RUBRIC[3]),
        ("procurement", "evaluation", WAY, "Do what no stage suggests"),
    ],
)
def test_what_no_stage_suggests_changes_nothing(item: tuple[str, str, str, str]):
    plan = blank_plan()
    assert with_stage_item(plan, *item) is plan
    assert without_stage_item(plan, *item) is plan

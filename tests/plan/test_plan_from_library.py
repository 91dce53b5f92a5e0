"""Taking over from the library: what is filled, what is left alone, and what names nothing."""

from __future__ import annotations

import pytest

from jqtools.content import indicators, source_cards
from jqtools.plan import Plan, blank_plan
from jqtools.plan.from_library import with_card, with_indicator
from jqtools.plan.logic import LogicModel, Node, Stage
from jqtools.plan.measure import Direction, Measure, MeasureKind, Target, Unit
from jqtools.plan.planfile import plan_form, plan_of
from jqtools.plan.records import Records
from jqtools.plan.source import Confidentiality, DataSource, Method
from jqtools.plan.split import Dimension, Split

BOXES = (
    Node(id="no_pay", stage=Stage.OUTCOME, text="Pay rises"),
    Node(id="no_list", stage=Stage.OUTPUT, text="A list"),
    Node(id="no_work", stage=Stage.ACTIVITY, text="Write"),
)


def holding(**sections: object) -> Plan:
    return blank_plan().model_copy(update={"logic": LogicModel(nodes=Records(BOXES)), **sections})


@pytest.mark.parametrize("key", indicators())
def test_every_indicator_becomes_a_measure_that_a_plan_file_can_hold(key: str):
    plan = with_indicator(holding(), key, "no_pay")
    (measure,) = plan.measures
    known = indicators()[key]
    assert plan_of(plan_form(plan)) == plan
    assert (measure.name, measure.indicator, measure.definition) == (known.name, key, known.definition)
    assert [split.dimension for split in measure.splits] == list(known.splits)
    assert (measure.unit, measure.direction, measure.about) == (known.unit, known.direction, known.about)
    assert measure.target.value == known.target_value
    assert measure.node == "no_pay"
    assert measure.min_cell == (10 if known.splits else None)


def test_the_box_says_what_kind_of_measure_it_is():
    kinds = {node: with_indicator(holding(), "SC01", node).measures[0].kind for node in ("no_pay", "no_list", "", "x")}
    assert kinds == {"no_pay": MeasureKind.OUTCOME, "no_list": MeasureKind.OUTPUT, "": None, "x": None}
    assert with_indicator(holding(), "SC01", "no_work").measures[0].node is None


def test_an_indicator_is_measured_once_for_a_box_and_again_for_another():
    once = with_indicator(holding(), "EA01", "no_pay")
    assert with_indicator(once, "EA01", "no_pay") == once
    assert len(with_indicator(once, "EA01", "no_list").measures) == 2


def test_a_measure_keeps_what_somebody_wrote_and_takes_the_rest():
    written = Measure(
        id="me_a", name="Paid well", unit=Unit.COUNT, direction=Direction.UP, splits=Records([Split(id="sp_a")])
    )
    before = holding(measures=Records([written]))
    (measure,) = with_indicator(before, "EA09", measure="me_a").measures
    kept = ("name", "unit", "direction", "splits", "node", "target")
    assert [getattr(measure, name) for name in kept] == [getattr(written, name) for name in kept]
    assert (measure.indicator, measure.definition) == ("EA09", indicators()["EA09"].definition)
    assert before.measures == (written,)


def test_a_value_to_reach_is_no_news_to_a_measure_that_has_its_own_target():
    aimed = Measure(id="me_a", target=Target(value=5.0))
    assert with_indicator(holding(measures=Records([aimed])), "EA09", measure="me_a").measures[0].target.value == 5.0


def test_the_data_source_is_the_first_that_the_library_names_and_the_plan_has():
    sources = Records([DataSource(id="so_a", card="acs_pums"), DataSource(id="so_b", card="contract_reports")])
    assert with_indicator(holding(sources=sources), "EA01").measures[0].source == "so_b"
    assert with_indicator(holding(), "EA01").measures[0].source is None


@pytest.mark.parametrize("key", source_cards())
def test_every_known_source_becomes_a_data_source_that_a_plan_file_can_hold(key: str):
    plan = with_card(holding(), key)
    (source,) = plan.sources
    assert plan_of(plan_form(plan)) == plan
    assert (source.name, source.card, source.method) == (source_cards()[key].label, key, source_cards()[key].method)
    assert with_card(plan, key) == plan


def test_a_data_source_keeps_its_name_and_only_a_public_one_is_called_public():
    named = Records([DataSource(id="so_a", name="Our file")])
    (ours,) = with_card(holding(sources=named), "own_records", "so_a").sources
    assert (ours.name, ours.method, ours.confidentiality) == ("Our file", Method.ADMINISTRATIVE, None)
    assert with_card(holding(), "qcew").sources[0].confidentiality is Confidentiality.PUBLIC


def test_what_names_nothing_changes_nothing():
    plan = holding()
    assert with_indicator(plan, "XX99", "no_pay") is plan
    assert with_indicator(plan, "EA01", measure="me_gone") is plan
    assert with_card(plan, "crystal_ball") is plan
    assert with_card(plan, "qcew", "so_gone") is plan


def test_the_dimensions_of_the_library_are_those_of_the_plan():
    assert {each for known in indicators().values() for each in known.splits} <= set(Dimension)

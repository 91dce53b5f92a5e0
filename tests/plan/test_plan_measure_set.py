"""The measures as a set: outcomes, one that is not a wage, one that workers told."""

from __future__ import annotations

import pytest

from jqtools.plan import Plan, blank_plan
from jqtools.plan.logic import LogicModel, Node, Stage
from jqtools.plan.measure import Direction, Measure, MeasureKind, Unit
from jqtools.plan.measure_set import about_pay, kind_of, of_wages, tally
from jqtools.plan.records import Records
from jqtools.plan.source import DataSource, Method

NODES = Records((Node(id="no_out", stage=Stage.OUTCOME), Node(id="no_put", stage=Stage.OUTPUT)))
SURVEY = DataSource(id="so_ask", method=Method.SURVEY)


def holding(*measures: Measure) -> Plan:
    update = {"measures": Records(measures), "logic": LogicModel(nodes=NODES), "sources": Records((SURVEY,))}
    return blank_plan().model_copy(update=update)


def test_a_set_is_counted_by_what_its_measures_tell():
    pay = Measure(id="me_a", name="Median wage", node="no_out")
    hours = Measure(id="me_b", name="Schedules told 14 days ahead", node="no_out", source="so_ask")
    done = Measure(id="me_c", name="Contracts signed", node="no_put")
    found = tally(holding(pay, hours, done))
    assert found.total == 3
    assert (found.outcomes, found.not_wages, found.voiced) == ((pay, hours), (hours,), (hours,))
    assert tally(blank_plan()).outcomes == ()


def test_what_a_measure_says_of_itself_counts_before_its_box_and_its_source():
    early = Measure(id="me_a", node="no_out", kind=MeasureKind.EARLY_INDICATOR)
    records = Measure(id="me_b", source="so_ask", method=Method.ADMINISTRATIVE)
    around = Measure(id="me_c", node="no_out", kind=MeasureKind.OUTCOME, direction=Direction.CONTEXT)
    plan = holding(early, records, around)
    assert [kind_of(plan, each) for each in plan.measures] == [MeasureKind.EARLY_INDICATOR, None, MeasureKind.CONTEXT]
    assert (tally(plan).outcomes, tally(plan).voiced) == ((), ())


@pytest.mark.parametrize(
    "said",
    [{"indicator": "ea01"}, {"unit": Unit.DOLLARS_PER_HOUR}, {"against_wage_benchmark": True}, {"name": "Pay raises"}],
)
def test_a_measure_is_of_wages_by_its_indicator_its_unit_or_its_name(said: dict[str, object]):
    assert of_wages(Measure(id="me_a", **said))
    assert not of_wages(Measure(id="me_a", indicator="SC01", unit=Unit.DAYS, name="Notice given"))


def test_names_speak_of_pay_as_a_person_would_hear_it():
    yes = ["Median quarterly earnings", "Workers paid $18 or more", "Workers paid above the floor", "Living-wage ratio"]
    no = ["Workers with paid leave", "Invoices paid within 30 days", "Paid sick days", "Injuries", ""]
    assert [text for text in yes if not about_pay(text)] == []
    assert [text for text in no if about_pay(text)] == []

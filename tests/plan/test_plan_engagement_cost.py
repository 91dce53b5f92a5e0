"""The cost of everybody who takes part, and the input of the logic model that stands for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan.equity import COST_BOX, Engagement, cost, missing_amounts, total_cost, with_engagement_cost
from jqtools.plan.logic import InputKind, LogicModel, Node, Stage
from jqtools.plan.records import Records

PANEL = Engagement(id="en_a", who="panel", people=9, sessions=6, hours=2, rate=35, supports=2700)
TESTERS = Engagement(id="en_b", who="testers", people=4, sessions=1, hours=1.5, rate=40)
UNKNOWN = Engagement(id="en_c", who="board", people=3, supports=100)


def test_the_total_is_the_sum_of_the_costs_that_are_known_and_names_the_rest():
    total = total_cost((PANEL, TESTERS, UNKNOWN))
    assert total.dollars == 9 * 6 * 2 * 35 + 2700 + 4 * 1.5 * 40
    assert (total.counted, total.left_out) == ((PANEL, TESTERS), (UNKNOWN,))


def test_what_is_missing_is_never_zero():
    assert total_cost((UNKNOWN,)).dollars is None
    assert total_cost(()).dollars is None
    free = PANEL.model_copy(update={"rate": 0, "supports": 0})
    assert (total_cost((free,)).dollars, missing_amounts(free)) == (0, ())
    assert missing_amounts(UNKNOWN) == ("sessions", "hours a session", "hourly rate")
    assert missing_amounts(TESTERS) == ("supports",)


amounts = st.one_of(st.none(), st.integers(0, 1000))
engagements = st.builds(
    Engagement, id=st.just("en_a"), people=amounts, sessions=amounts, hours=amounts, rate=amounts, supports=amounts
)


@given(st.lists(engagements, max_size=5))
def test_every_engagement_is_counted_or_left_out_and_the_order_does_not_matter(found: list[Engagement]):
    total = total_cost(found)
    assert len(total.counted) + len(total.left_out) == len(found)
    assert total.dollars == total_cost(found[::-1]).dollars
    assert total.dollars is None or total.dollars == sum(cost(each) for each in total.counted)


def test_the_cost_becomes_one_input_and_a_second_time_changes_nothing():
    once = with_engagement_cost(LogicModel(), (PANEL,))
    (box,) = once.of_stage(Stage.INPUT)
    assert (box.id, box.kind, box.amount, box.unit) == (COST_BOX, InputKind.FUNDING, 6480, "dollars")
    assert with_engagement_cost(once, (PANEL,)) is once


def test_a_new_total_changes_the_amount_and_nothing_else_that_somebody_wrote():
    once = with_engagement_cost(LogicModel(), (PANEL,))
    mine = once.nodes.get(COST_BOX).model_copy(update={"text": "Pay for our panel", "owner": "Dana"})
    again = with_engagement_cost(LogicModel(nodes=Records([mine])), (PANEL, TESTERS))
    assert again.nodes == (mine.model_copy(update={"amount": 6720}),)


def test_an_amount_in_another_unit_is_left_alone():
    mine = Node(id=COST_BOX, stage=Stage.INPUT, amount=6.5, unit="thousand dollars")
    logic = LogicModel(nodes=Records([mine]))
    assert with_engagement_cost(logic, (PANEL,)) is logic


def test_without_a_total_or_with_one_that_no_plan_can_hold_there_is_no_input():
    logic = LogicModel()
    assert with_engagement_cost(logic, (UNKNOWN,)) is logic
    huge = PANEL.model_copy(update={"people": 10**12, "sessions": 10**12})
    assert with_engagement_cost(logic, (huge,)) is logic

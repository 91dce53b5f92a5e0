"""What is worked out and never stored: ratings set by hand, sensitivity, the rule in words, the hourly wage, states."""

from __future__ import annotations

import pytest

from jqtools.plan import Plan
from jqtools.plan.comparison import Swing, sensitivity, too_close
from jqtools.plan.control import Element, Rating, rating, rating_reason, worked_out_rating
from jqtools.plan.definition import Criterion, Definition, WageBenchmark, rule_in_words
from jqtools.plan.lever import Criteria, LeverKey, Levers
from jqtools.plan.measured import Measured, ValueStatus
from jqtools.plan.records import Records

OURS = {"id": "el_a", "authority": 3, "implementation": 3, "legal": "clear", "rating_override": "some influence"}


def test_a_rating_set_by_hand_counts_with_a_reason_and_never_above_a_bar_in_law():
    assert rating(Element(**OURS)) is Rating.DIRECT
    given = Element(**OURS, override_reason="The board took it away.")
    assert (rating(given), worked_out_rating(given)) == (Rating.SOME, Rating.DIRECT)
    assert rating_reason(given).endswith("The rule would say direct control.")
    barred = {**OURS, "legal": "barred", "rating_override": "direct control", "override_reason": "We try."}
    assert rating(Element(**barred)) is Rating.CONCERN


def test_every_weight_that_changes_the_top_lever_is_named(procurement: Plan):
    assert sensitivity(procurement.levers) == ()
    level = dict.fromkeys(Levers().weights.model_dump(), 2)
    reach, depth = Criteria(**{**level, "reach": 3, "depth": 1}), Criteria(**{**level, "reach": 1, "depth": 3})
    levers = Levers(procurement=reach, policy=depth)
    swings = sensitivity(levers)
    assert Swing("reach", "halved", LeverKey.POLICY) in swings
    assert Swing("depth", "doubled", LeverKey.POLICY) in swings
    assert len(swings) == 2
    assert too_close(levers).startswith("Too close to call")


@pytest.mark.parametrize(
    ("rule", "needed", "words"),
    [
        ("all", None, "the wage floor and all others"),
        ("wage_and_some", 1, "the wage floor and at least 1 of 2 others"),
        ("some", 2, "at least 2 of 2, the wage floor not required"),
        (None, None, "as the board says"),
    ],
)
def test_the_rule_of_a_definition_reads_as_people_say_it(rule, needed, words: str):
    criteria = Records([Criterion(id="cr_a"), Criterion(id="cr_b")])
    definition = Definition(criteria=criteria, rule=rule, needed=needed, rule_note=" as the board says ")
    assert rule_in_words(definition) == words


def test_a_rule_counts_no_criteria_before_some_are_written():
    assert rule_in_words(Definition(rule="wage_and_some", needed=2)) == "the wage floor and at least 2 others"


def test_a_yearly_wage_is_turned_into_dollars_an_hour():
    assert WageBenchmark(value=41_600.0, basis="annual").hourly == 20.0
    assert WageBenchmark(value=36_400.0, basis="annual", hours_per_year=1820).hourly == 20.0
    assert WageBenchmark(value=41_600.0, basis="annual", hours_per_year=0).hourly is None
    assert WageBenchmark(value=20.0).hourly == 20.0
    assert WageBenchmark(basis="annual").hourly is None


@pytest.mark.parametrize("status", list(ValueStatus))
def test_a_value_and_its_status_agree_or_contradict_each_other(status: ValueStatus):
    given = status in (ValueStatus.OK, ValueStatus.ESTIMATE)
    assert Measured(value=0.0, status=status).contradicts_itself is not given
    assert Measured(status=status).contradicts_itself is given
    assert (Measured(value=0.0, status=status).known is None) is not given
    assert (Measured().state, Measured(value=0.0).state) == (ValueStatus.MISSING, ValueStatus.OK)

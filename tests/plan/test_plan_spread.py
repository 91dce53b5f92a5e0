"""Rating together: how far apart people are, where to talk first, and the answer they agree on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan, blank_plan
from jqtools.plan.control import Element
from jqtools.plan.lever import LeverKey
from jqtools.plan.records import Records
from jqtools.plan.spread import LEVELS, answer_in, change_questions, lever_questions, spreads, with_agreed

DECIDES, CARRIES_OUT = "elements/el_a/authority", "elements/el_a/implementation"
CONTROL = "levers/procurement/control"
ANSWERS = st.dictionaries(st.sampled_from([DECIDES, CARRIES_OUT]), st.sampled_from(LEVELS))


@pytest.fixture
def plan() -> Plan:
    return blank_plan().model_copy(update={"elements": Records([Element(id="el_a", text="Pay", authority=1)])})


def test_answers_are_counted_by_level_and_the_silent_are_not_a_zero():
    (one,) = spreads([DECIDES], [{DECIDES: 0}, {DECIDES: 3}, {DECIDES: 3}, {}])
    assert (one.counts, one.silent) == ((1, 0, 0, 2), 1)
    assert (one.least, one.most, one.apart) == (0, 3, 3)


def test_a_question_that_nobody_answered_has_no_least_and_no_most():
    (one,) = spreads([DECIDES], [{}, {}])
    assert (one.counts, one.silent, one.least, one.most, one.apart) == ((0, 0, 0, 0), 2, None, None, 0)


def test_where_people_are_furthest_apart_comes_first_then_where_fewer_share_an_answer():
    ratings = [{"a": 1, "b": 0, "c": 1}, {"a": 2, "b": 3, "c": 2}, {"a": 2, "b": 3, "c": 3}, {"a": 2, "b": 3, "c": 3}]
    assert [each.question for each in spreads("abc", ratings)] == ["b", "c", "a"]
    split = [{"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 2, "b": 1}, {"a": 2, "b": 2}]
    assert [each.question for each in spreads("ab", split)] == ["b", "a"]


@given(st.lists(ANSWERS, max_size=12))
def test_everybody_is_counted_once_for_each_question(ratings: list[dict[str, int]]):
    for each in spreads([DECIDES, CARRIES_OUT], ratings):
        assert sum(each.counts) + each.silent == len(ratings)
        assert each.apart == (each.most or 0) - (each.least or 0)


@given(st.permutations([{DECIDES: 0}, {DECIDES: 1, CARRIES_OUT: 2}, {CARRIES_OUT: 3}, {}]))
def test_it_does_not_matter_who_rated_first(ratings: list[dict[str, int]]):
    assert spreads([DECIDES, CARRIES_OUT], ratings) == spreads([DECIDES, CARRIES_OUT], sorted(ratings, key=str))


def test_the_questions_are_two_a_change_and_eight_a_lever(plan: Plan):
    assert change_questions(plan) == (DECIDES, CARRIES_OUT)
    assert CONTROL in lever_questions(LeverKey.PROCUREMENT)
    assert len(lever_questions(LeverKey.POLICY)) == 8


def test_the_plan_takes_what_was_agreed_and_nothing_else_changes(plan: Plan):
    assert answer_in(plan, DECIDES) == 1
    rated = with_agreed(plan, DECIDES, 3)
    assert (answer_in(rated, DECIDES), answer_in(rated, CARRIES_OUT)) == (3, None)
    assert answer_in(plan, DECIDES) == 1
    scored = with_agreed(plan, CONTROL, 0)
    assert answer_in(scored, CONTROL) == 0
    assert scored.model_copy(update={"levers": plan.levers}) == plan


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        *((DECIDES, 1), (DECIDES, 4), (DECIDES, -1), ("elements/el_b/authority", 2), ("elements/el_a/text", 2)),
        *(("levers/luck/control", 2), ("levers/weights/control", 2), ("levers/procurement/note", 1), ("", 1)),
    ],
)
def test_what_there_is_not_or_is_so_already_changes_nothing(plan: Plan, question: str, answer: int):
    assert with_agreed(plan, question, answer) is plan


def test_a_question_that_there_is_not_has_no_answer(plan: Plan):
    assert answer_in(plan, "levers/procurement/note") is None
    assert answer_in(plan, "elements/el_b/authority") is None

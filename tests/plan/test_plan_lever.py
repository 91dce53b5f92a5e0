"""Step 2: fit, gates, scores and ties, against formulas of the test's own."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jqtools.content import kinds
from jqtools.plan import Plan
from jqtools.plan.comparison import best_fit, fit, gate, score, scores, too_close
from jqtools.plan.control import Element
from jqtools.plan.lever import Choice, Criteria, LeverKey, Levers, Weights
from jqtools.plan.records import Records

KEYS = ("control", "reach", "depth", "window", "resources", "data", "equity", "legal")
STATED_WEIGHTS = dict(zip(KEYS, (3, 2, 2, 1, 2, 1, 2, 1), strict=True))
STATED_SCORES = {
    "procurement_living_wage": (88, 55, 48, 45, 52),
    "hr_practices_at_home": (60, 57, 86, 62, 43),
    "wage_theft_enforcement": (57, 50, 33, 71, 90),
}
STATED_CRITERIA = {
    "procurement_living_wage": ("procurement", (3, 2, 3, 3, 2, 2, 3, 3)),
    "hr_practices_at_home": ("hr_practices", (3, 2, 3, 3, 2, 3, 2, 3)),
    "wage_theft_enforcement": ("education_enforcement", (3, 3, 2, 3, 3, 2, 3, 2)),
}
LEVELS = st.tuples(*[st.integers(0, 3)] * 8)
MAYBE_LEVELS = st.tuples(*[st.none() | st.integers(0, 3)] * 8)
WEIGHTS = st.tuples(*[st.integers(0, 10)] * 8)
LEVELS_OF_FIVE = st.fixed_dictionaries({lever.value: LEVELS | MAYBE_LEVELS for lever in LeverKey})


def answers(levels: tuple) -> Criteria:
    return Criteria(**dict(zip(KEYS, levels, strict=True)))


def share_by_hand(levels: tuple, weights: tuple) -> Fraction | None:
    """The exact share of the possible points; None when not available, unanswered or without weights."""
    if levels[0] == 0 or levels[7] == 0 or None in levels or not sum(weights):
        return None
    points = sum((Fraction(w) * c for w, c in zip(weights, levels, strict=True)), Fraction(0))
    return points / (3 * sum(Fraction(w) for w in weights))


def rounded(share: Fraction | None) -> int | None:
    return None if share is None else floor(100 * share + Fraction(1, 2))


@given(MAYBE_LEVELS | LEVELS, WEIGHTS)
def test_a_score_is_weighted_points_as_a_percent_of_the_possible(levels: tuple, weights: tuple):
    given_weights = Weights(**dict(zip(KEYS, weights, strict=True)))
    assert score(answers(levels), given_weights) == rounded(share_by_hand(levels, weights))


def test_with_the_default_weights_a_point_total_is_a_score_and_43_are_possible():
    assert Weights().model_dump() == STATED_WEIGHTS
    assert sum(STATED_WEIGHTS.values()) == 14
    totals, seen = set(), set()
    for levels in product(range(4), repeat=8):
        points = sum(w * c for w, c in zip(STATED_WEIGHTS.values(), levels, strict=True))
        totals.add(points)
        shown = score(Criteria.model_construct(**dict(zip(KEYS, levels, strict=True))), Weights())
        if shown is not None:
            assert shown == floor(Fraction(100 * points, 42) + Fraction(1, 2))
            seen.add((points, shown))
    assert totals == set(range(43))
    assert len({shown for _, shown in seen}) == len({points for points, _ in seen}) == 39


def test_a_shut_gate_is_said_and_leaves_no_score():
    everything = dict.fromkeys(KEYS, 3)
    for key, word in (("control", "control"), ("legal", "law")):
        shut = Criteria(**{**everything, key: 0})
        assert word in gate(shut)
        assert score(shut, Weights()) is None
        assert gate(Criteria(**{key: 0})) == gate(shut)
    assert gate(Criteria(**everything)) == gate(Criteria()) == ""
    assert score(Criteria(**everything), Weights()) == 100


@pytest.mark.parametrize("name", STATED_SCORES)
def test_the_examples_have_the_scores_they_state(name: str, examples: dict[str, Plan]):
    levers = examples[name].levers
    chosen, levels = STATED_CRITERIA[name]
    assert tuple(scores(levers).values()) == STATED_SCORES[name]
    assert levers.criteria(LeverKey(chosen)) == answers(levels)
    assert examples[name].choice.primary == chosen
    assert too_close(levers) == ""


def top_can_change(levels: dict[str, tuple], weights: tuple) -> bool:
    """Whether another lever comes out ahead when one weight is halved or doubled, tried one by one."""
    shares = {lever: share_by_hand(given_levels, weights) for lever, given_levels in levels.items()}
    shown = {lever: share for lever, share in shares.items() if share is not None}
    top = max(shown, key=shown.get)
    for place, times in product(range(8), (Fraction(1, 2), Fraction(2))):
        changed = tuple(w * times if n == place else Fraction(w) for n, w in enumerate(weights))
        again = {lever: share_by_hand(levels[lever], changed) for lever in shown}
        if max(again.values()) > again[top]:
            return True
    return False


@given(LEVELS_OF_FIVE, WEIGHTS)
def test_a_tie_is_within_8_points_or_one_weight_away(levels: dict[str, tuple], weights: tuple):
    levers = Levers(
        weights=Weights(**dict(zip(KEYS, weights, strict=True))),
        **{lever: answers(given_levels) for lever, given_levels in levels.items()},
    )
    ranked = sorted((rounded(share_by_hand(v, weights)) or 0 for v in levels.values()), reverse=True)
    having = [v for v in levels.values() if share_by_hand(v, weights) is not None]
    close = len(having) > 1 and (ranked[0] - ranked[1] <= 8 or top_can_change(levels, weights))
    assert bool(too_close(levers)) == close


def two_levers(first: tuple, second: tuple, **weights: int) -> Levers:
    return Levers(weights=Weights(**{**STATED_WEIGHTS, **weights}), procurement=answers(first), policy=answers(second))


def test_the_sentence_about_a_tie_names_both_scores_or_the_weight():
    near = two_levers((3, 3, 3, 3, 3, 3, 3, 3), (3, 3, 3, 0, 3, 3, 3, 3))
    assert too_close(near) == "Too close to call: procurement 100, policy 93, within 8 points."
    apart = two_levers((3, 3, 3, 3, 3, 3, 3, 3), (3, 0, 3, 3, 3, 3, 3, 1))
    assert scores(apart) == {"procurement": 100, "policy": 81}
    assert too_close(apart) == ""
    swing = two_levers((3, 3, 0, 0, 0, 0, 0, 3), (3, 0, 3, 0, 0, 0, 0, 3), reach=10, depth=6)
    assert scores(swing) == {"procurement": 54, "policy": 38}
    assert too_close(swing).endswith("when the weight of Reach is halved.")


def test_exactly_8_points_apart_is_still_too_close():
    levers = two_levers((3, 3, 3, 2, 3, 3, 3, 3), (3, 2, 3, 2, 3, 2, 3, 3))
    assert scores(levers) == {"procurement": 98, "policy": 90}
    assert too_close(levers).endswith("procurement 98, policy 90, within 8 points.")


def test_fit_counts_the_elements_in_scope_of_the_lever_and_no_others(procurement: Plan):
    found = fit(LeverKey.PROCUREMENT, procurement.elements)
    texts = [procurement.elements.get(each).wording for each in found.elements]
    assert [text.split()[0] for text in texts] == ["Job", "Wage", "Offer"]
    assert found.best == "direct control"
    assert all(text in found.reason for text in texts)
    assert fit(LeverKey.POLICY, procurement.elements).best == "strong influence"
    assert fit(LeverKey.HR_PRACTICES, procurement.elements).elements == ()


@pytest.mark.parametrize(
    ("name", "lever"),
    [
        ("procurement_living_wage", "procurement"),
        ("hr_practices_at_home", "hr_practices"),
        ("wage_theft_enforcement", "education_enforcement"),
        ("weak_plan_for_teaching", None),
    ],
)
def test_the_best_fit_of_an_example_is_the_lever_it_chose(name: str, lever: str, examples: dict[str, Plan]):
    assert best_fit(examples[name].elements) == lever


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_of_element_counts_toward_its_lever_alone(kind: str):
    one = Element(id="el_a", kind=kind, authority=3, implementation=3, legal="clear", action="keep")
    counted = [lever.value for lever in LeverKey if fit(lever, Records([one])).elements]
    assert counted == [kinds()[kind].lever] * bool(kinds()[kind].lever)


def test_a_data_system_counts_toward_procurement_when_it_is_a_vendors():
    fields = {"kind": "data_system", "authority": 3, "implementation": 2, "legal": "clear", "action": "keep"}
    ours, theirs = (Element(id="el_a", ring=ring, **fields) for ring in ("own_agency", "partners"))
    assert best_fit(Records([theirs])) == "procurement"
    assert best_fit(Records([ours])) is None


def test_the_strongest_rating_beats_the_larger_number():
    weak = [Element(id=f"el_{n}", kind="local_law", authority=2, implementation=3, action="keep") for n in "ab"]
    strong = Element(id="el_c", kind="staff_pay", authority=3, implementation=3, action="keep")
    assert best_fit(Records([*weak, strong])) == "hr_practices"
    assert best_fit(Records(weak)) == "policy"


def test_the_same_lever_twice_is_one_choice():
    assert Choice(primary="policy", secondary="policy").chosen() == ("policy",)
    assert Choice(secondary="policy").chosen() == ("policy",)
    assert Choice(primary="policy", secondary="empowerment").chosen() == ("policy", "empowerment")


@pytest.mark.parametrize("weight", [-1, 11, 1.5, "many", None])
def test_a_weight_is_a_whole_number_up_to_10(weight: object):
    with pytest.raises(ValidationError):
        Weights(reach=weight)

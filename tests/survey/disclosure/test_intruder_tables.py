"""An intruder who solves linear programs finds no secret of random tables, alone or linked by their groups."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jqtools.survey import Policy
from tests.survey.disclosure.linked import ask, attack, given_away, naive, published, random_people

SEEDS, RULES = st.integers(0, 10**6), st.sampled_from([Policy(min_n=5), Policy(min_n=10)])
MANY = settings(max_examples=65, derandomize=True, deadline=None, phases=[Phase.generate])
CROSSED = [
    ask("tract", "people working"),
    ask("tract sex", "people working"),
    ask("tract sex", "people", margins=False),
    ask("sex kind", "working"),
    ask("tract kind", "people"),
    ask("tract sex kind", "people"),
    ask("tract sex kind", "people", margins=False),
    ask("", "people working"),
]
NESTED = [
    ask("county", "people"),
    ask("county sex", "people working"),
    ask("tract", "people working"),
    ask("tract kind", "people"),
    ask("county tract", "people"),
    ask("county tract sex", "people"),
    ask("county kind", "people", margins=False),
]
ANSWERED = [
    ask("tract", "working seeking"),
    ask("tract sex", "working seeking"),
    ask("sex kind", "people seeking"),
    ask("tract", "poor low"),
    ask("tract sex", "poor low", margins=False),
    ask("kind", "low"),
    ask("kind", "poor working"),
]
COUNTED = [ask(by, "people") for by in ("tract", "sex", "tract sex", "sex kind", "tract kind", "")]
SHARED = [ask("tract", "many"), ask("tract sex", "many"), ask("sex kind", "any many"), ask("", "many")]
AVERAGED = [ask("tract", "kids"), ask("tract sex", "kids"), ask("tract kind", "kids")]
TOGETHER = [ask("sex kind", "many kids"), ask("tract", "any kids")]


def some(asks, most=3):
    """One to three of `asks`, in any order: what one visitor after another asks for."""
    return st.lists(st.sampled_from(asks), min_size=1, max_size=most, unique=True)


@MANY
@given(SEEDS, some(CROSSED), RULES)
def test_tables_by_several_columns_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(NESTED), RULES)
def test_tracts_in_counties_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(ANSWERED), RULES)
def test_several_answers_of_the_same_people_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(CROSSED + ANSWERED), RULES)
def test_a_weighted_survey_with_people_of_no_weight_keeps_its_secrets(seed, asks, rules):
    attack(seed, asks, rules, weight="w")


@settings(MANY, max_examples=40)
@given(
    SEEDS,
    some(SHARED, 2),
    st.sampled_from([*TOGETHER, *AVERAGED]),
    some(AVERAGED, 2),
    RULES,
    st.sampled_from([None, "even"]),
)
def test_averages_of_few_values_keep_the_secrets_of_shares_before_them(seed, shares, first, averages, rules, weight):
    """With a weight there are standard errors, which tell the sum of squares."""
    attack(seed, [*shares, first, *averages], rules, weight=weight)


@settings(MANY, max_examples=30)
@given(SEEDS, some(COUNTED), RULES)
def test_weights_that_tell_who_was_oversampled_give_no_hidden_group_away(seed, asks, rules):
    attack(seed, sorted(asks, key=lambda each: "kind" not in each.by), rules, weight="oversampled")


@pytest.mark.parametrize(
    "asks", [[ask("tract sex", "people working")], [ask("county sex", "people"), ask("tract sex", "people")]]
)
def test_the_intruder_finds_out_what_naive_tables_give_away(asks):
    broken = 0
    for seed in range(20):
        people = random_people(seed)
        broken += bool(given_away(people, asks, naive(people, asks, 10), 10))
    assert broken >= 10


def test_random_tables_are_rarely_refused_and_mostly_shown():
    asks = [ask("tract sex", "people working"), ask("tract kind", "people")]
    frames = [frame for seed in range(15) for frame in published(random_people(seed), asks, Policy(min_n=5))]
    shown = [frame for frame in frames if frame is not None]
    assert len(frames) - len(shown) <= 1
    assert sum(frame["suppressed"].sum() for frame in shown) < 0.5 * sum(len(frame) for frame in shown)

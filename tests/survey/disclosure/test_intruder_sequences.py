"""An intruder finds nothing by subtraction: filters, thresholds, bands and races, one table after another."""

from __future__ import annotations

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jqtools.survey import Policy
from tests.survey.disclosure.linked import (
    ask,
    attack,
    attack_on,
    described,
    given_away,
    naive,
    random_people,
)
from tests.survey.disclosure.test_intruder_tables import some

SEEDS, RULES = st.integers(0, 10**6), st.sampled_from([Policy(min_n=5), Policy(min_n=10)])
MANY = settings(max_examples=65, derandomize=True, deadline=None, phases=[Phase.generate])
FILTERED = [
    ask("tract", "people"),
    ask("tract", "people", "age >= 18"),
    ask("tract sex", "people", "age >= 22"),
    ask("sex", "working", "age >= 18"),
    ask("tract sex", "people", "kind == 1"),
    ask("tract", "people", "kind == 1", margins=False),
    ask("", "people"),
    ask("", "people", "sex == 1"),
]
THRESHOLDS = [
    ask("tract", "poor"),
    ask("tract", "low"),
    ask("sex", "low"),
    ask("sex", "poor", "kind == 1"),
    ask("tract sex", "poor"),
    ask("tract", "working"),
    ask("tract", "seeking"),
    ask("", "poor low"),
]
BANDED = [
    ask("age_wide", "people"),
    ask("age_fine", "people working"),
    ask("age_wide sex", "people"),
    ask("age_fine sex", "people"),
    ask("sex", "people", "age >= 18"),
    ask("age_fine tract", "people", margins=False),
    ask("tract", "people"),
]
SHARED = [
    ask("race", "people"),
    ask("race", "working"),
    ask("race sex", "people"),
    ask("race sex", "people", margins=False),
    ask("race", "people", "kind == 1"),
    ask("sex", "people"),
    ask("", "people working"),
]


@MANY
@given(SEEDS, some(FILTERED, 4), RULES)
def test_tables_of_overlapping_filters_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(THRESHOLDS, 4), RULES)
def test_nested_thresholds_and_two_answers_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(BANDED, 4), RULES)
def test_two_ways_to_band_ages_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


@MANY
@given(SEEDS, some(SHARED), RULES)
def test_groups_that_people_share_keep_their_secrets(seed, asks, rules):
    attack(seed, asks, rules)


def test_the_intruder_subtracts_naive_tables_of_two_filters_and_two_thresholds():
    for asks in ([ask("tract", "people"), ask("tract", "people", "age >= 18")], [ask("tract sex", "poor low")]):
        people = random_people(1)
        assert given_away(people, asks, naive(people, asks, 10), 10)


def test_one_white_person_outside_a_filter_stays_unknown():
    """White people by sex are 5 and 5; 9 of them are of kind 1."""
    counts = {
        ("White", 1, 1): 1,
        ("White", 2, 1): 2,
        ("White", 2, 2): 1,
        ("White;Asian", 1, 1): 2,
        ("White;Asian", 2, 1): 2,
        ("White;Black or African American", 1, 1): 2,
        ("Black or African American", 1, 1): 2,
        ("Asian", 1, 1): 2,
        ("Asian", 1, 2): 1,
    }
    rows = [place for place, n in counts.items() for _ in range(n)]
    people = pd.DataFrame(rows, columns=["race", "sex", "kind"])
    attack_on(people, [ask("race sex", "people", margins=False), ask("race", "people", "kind == 1")], Policy(min_n=5))


def test_one_person_between_two_ways_to_band_ages_stays_unknown():
    """Five people are younger than 18, one is 18."""
    people = described(pd.DataFrame({"age": [15] * 5 + [18] + [22] + [40] * 4}))
    for asks in (["age_fine", "age_wide"], ["age_wide", "age_fine"]):
        attack_on(people, [ask(by, "people") for by in asks], Policy(min_n=5))

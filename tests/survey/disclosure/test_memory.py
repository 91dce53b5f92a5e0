"""The same people are recognised however their records were changed, so that no table is subtracted from another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.survey import Ledger, Policy, census, disaggregate
from jqtools.survey.disclosure.ledger.marks import Marks
from jqtools.survey.disclosure.ledger.matching import matched, may_be_same
from jqtools.survey.disclosure.ledger.memory import Memory
from tests.survey.disclosure.records import PEOPLE, shown, told_apart, without_three, workers

ANSWERS = ["sex", "race", "county"]
CODES = {"a": "White", "b": "Black", "c": "Asian", "d": "Native", "e": "Other"}
CHANGES = {
    "rows numbered anew": lambda rows: rows.reset_index(drop=True),
    "another order": lambda rows: rows.sort_values("age").reset_index(drop=True),
    "rows numbered anew, wages raised": lambda rows: rows.reset_index(drop=True).assign(
        wage=lambda f: f["wage"] * 1.05
    ),
    "another order, wages raised": lambda rows: rows.sort_values("age", ignore_index=True).assign(
        wage=lambda f: f["wage"] * 1.05
    ),
    "a year later, new labels": lambda rows: rows.set_axis([f"p{i}" for i in rows.index]).assign(
        age=lambda f: f["age"] + 1
    ),
    "a year later, another order, no wages": lambda rows: (
        rows.drop(columns="wage").sample(frac=1, random_state=1).assign(age=lambda f: f["age"] + 1)
    ),
    "merged": lambda rows: rows.merge(pd.DataFrame({"race": list("abcde"), "x": range(5)}), on="race"),
    "merged, ages in bands": lambda rows: rows.merge(
        pd.DataFrame({"race": list("abcde"), "x": range(5)}), on="race"
    ).assign(age=lambda f: pd.cut(f["age"], 5).astype(str)),
    "answers only": lambda rows: rows[ANSWERS].reset_index(drop=True),
    "answers only, another order": lambda rows: rows[ANSWERS].sample(frac=1, random_state=1, ignore_index=True),
    "words in capitals": lambda rows: rows.reset_index(drop=True).assign(
        county=lambda f: f["county"].str.upper() + " "
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("columns", [["age", "sex", "race", "county", "wage"]])
def test_people_left_out_of_changed_records_can_not_be_had_by_subtraction(change, columns):
    frame, ledger = workers()[columns], Ledger()
    first = shown(frame, ledger)
    assert len(first) == 6
    second = shown(change(without_three(frame)), ledger)
    assert told_apart(first, second) == []
    assert len(second) >= 3
    assert not {"a", "(all)"} & set(second)


@pytest.mark.parametrize("order", [False, True])
def test_records_of_answers_only_are_recognised_in_any_order(order):
    frame, ledger = workers()[ANSWERS], Ledger()
    changed = without_three(frame)
    changed = changed.sample(frac=1, random_state=1) if order else changed
    first = shown(frame, ledger)
    assert told_apart(first, shown(changed.reset_index(drop=True), ledger)) == []


def test_records_with_every_column_renamed_are_recognised():
    frame, ledger = workers(), Ledger()
    first = shown(frame, ledger)
    changed = without_three(frame).rename(columns=str.upper).sample(frac=1, random_state=1, ignore_index=True)
    assert told_apart(first, shown(changed, ledger, "RACE")) == []


def test_an_extract_of_one_renamed_column_is_recognised_by_its_labels():
    frame, ledger = workers(), Ledger()
    first = shown(frame, ledger)
    extract = without_three(frame)[["race"]].rename(columns={"race": "r2"}).assign(k=1)
    assert told_apart(first, shown(extract, ledger, "r2")) == []


def test_groups_that_were_given_other_names_are_recognised_by_how_common_they_are():
    frame, ledger = workers(), Ledger()
    first = shown(frame, ledger)
    changed = without_three(frame).sort_values("age", ignore_index=True).assign(race=lambda f: f["race"].map(CODES))
    second = shown(changed, ledger)
    assert told_apart({CODES.get(group, group): n for group, n in first.items()}, second) == []
    answers = without_three(frame)[ANSWERS].reset_index(drop=True).assign(race=lambda f: f["race"].map(CODES))
    third = shown(answers, ledger)
    assert told_apart({CODES.get(group, group): n for group, n in first.items()}, third) == []


def test_records_that_keep_their_own_labels_are_of_the_same_people_whatever_they_say():
    rng = np.random.default_rng(3)
    labels = [f"{each:x}" for each in rng.choice(10**9, 300, replace=False)]
    one, other = (workers(seed, 300).set_axis(labels) for seed in (1, 2))
    assert matched(Marks(one), Marks(other.iloc[40:])).tolist() == list(range(40, 300))
    assert matched(Marks(one), Marks(other.iloc[:20])) is None
    assert matched(Marks(one), Marks(other.rename(index=lambda label: "new" + label))) is None


@pytest.mark.parametrize("label", [lambda i: i + 1, lambda i: f"p{i}", lambda i: 10 * i, lambda i: 1_000 + i])
def test_labels_that_only_number_rows_make_no_two_tables_the_same_people(label):
    one, other = (workers(seed).rename(index=label) for seed in (1, 2))
    assert matched(Marks(one), Marks(other)) is None


@pytest.mark.parametrize("columns", [["age", "sex", "race", "county", "wage"], ANSWERS, ["race"], ["age", "race"]])
@settings(max_examples=15, deadline=None)
@given(st.integers(1, 10_000), st.sampled_from([40, 300, 2_000]), st.sampled_from([0.5, 0.97, 1.0]))
def test_other_peoples_records_with_the_same_columns_are_others(columns, seed, rows, part):
    one, other = workers(seed, rows)[columns], workers(seed + 10_000, int(rows * part))[columns]
    assert matched(Marks(one), Marks(other)) is None
    assert matched(Marks(other), Marks(one.sample(frac=1, random_state=seed, ignore_index=True))) is None


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 10_000), st.integers(0, 40), st.booleans())
def test_the_same_answers_in_another_order_are_each_matched_to_a_row_that_says_the_same(seed, gone, capitals):
    frame = workers(seed)[ANSWERS]
    changed = frame.sample(n=2_000 - gone, random_state=seed, ignore_index=True)
    changed = changed.rename(columns=str.upper) if capitals else changed
    places = matched(Marks(frame), Marks(changed))
    assert len(set(places)) == len(places) == 2_000 - gone
    assert (frame.iloc[places].to_numpy() == changed.to_numpy()).all()


def test_a_sample_with_as_many_in_each_stratum_every_year_is_of_others():
    one, other = (workers(seed, 1_500).assign(stratum=np.arange(1_500) % 30) for seed in (1, 2))
    assert matched(Marks(one), Marks(other.sample(frac=1, random_state=1, ignore_index=True))) is None


def test_two_parts_of_one_table_are_recognised_in_the_whole_that_comes_later():
    frame, ledger = workers().sort_values("county", ignore_index=True), Ledger()
    whole = frame.sample(frac=1, random_state=1, ignore_index=True)
    small = frame.groupby("county")["race"].transform(lambda race: (race == "e").sum()) < 3
    parts = [shown(part.reset_index(drop=True), ledger) for part in (frame[small], frame[~small])]
    together = shown(whole, ledger)
    assert (frame.loc[small, "race"] == "e").sum() in range(1, 10)
    assert "e" not in parts[0]
    assert not {"e"} <= set(parts[1]) & set(together)


def test_populations_that_turn_out_to_be_one_keep_their_tables_and_people():
    frame, memory = workers(), Memory()
    one, other = frame.iloc[:900], frame.iloc[900:].reset_index(drop=True)
    memory.place(one)
    memory.place(other)
    assert len(memory.populations) == 2
    population, number = memory.place(frame.rename(columns=str.upper))
    assert memory.populations == [population]
    assert (population.size, len(population.frames)) == (2_000, 4)
    people = [numbers for _, numbers in population.frames]
    assert sorted(people[number]) == list(range(2_000))
    assert set(people[0]) | set(people[-1]) == set(range(2_000))


def test_a_frame_that_is_known_is_not_looked_at_again(monkeypatch):
    frame, memory = workers(), Memory()
    memory.place(frame)
    monkeypatch.setattr("jqtools.survey.disclosure.ledger.population.matched", None)
    for known in (frame, frame.copy()):
        assert memory.place(known)[1] == 0


def test_a_group_column_alone_that_may_be_of_the_same_people_hides_what_differs_by_a_few():
    """Too little to say that they are the same people, and enough to be careful."""
    frame, ledger = workers()[["race"]], Ledger()
    first = shown(frame, ledger)
    other = without_three(frame).sample(frac=1, random_state=1, ignore_index=True).rename(columns={"race": "r"})
    assert matched(Marks(frame), Marks(other)) is None
    assert may_be_same(Marks(frame), Marks(other))
    assert told_apart(first, shown(other, ledger, "r")) == []
    careless = Policy(min_n=10, differences=False)
    found = disaggregate(census(other), PEOPLE, "r").publish(careless, ledger).frame
    assert not found["suppressed"].any()


def test_people_who_are_many_more_or_have_other_groups_hide_nothing():
    one, more, others = (
        workers(1),
        workers(2, 3_000),
        workers(3).assign(
            race=lambda f: f["race"] + "2", sex=lambda f: f["sex"] + "2", county=lambda f: f["county"] + "2"
        ),
    )
    for other in (more, others):
        assert not may_be_same(Marks(one), Marks(other))
        ledger = Ledger()
        shown(one, ledger)
        assert shown(other, ledger) == shown(other, Ledger())

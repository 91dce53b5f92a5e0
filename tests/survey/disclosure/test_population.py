"""Records are of the same people whatever part of them a table was made from, and other people's are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Ledger, census, disaggregate, mean
from jqtools.survey.disclosure.ledger import matching
from jqtools.survey.disclosure.ledger.marks import Marks, digests
from jqtools.survey.disclosure.ledger.population import Population


def workers(seed=0, n=200):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "race": rng.choice(["a", "b", "c"], n, p=[0.6, 0.3, 0.1]),
            "sex": rng.integers(1, 3, n),
            "age": rng.integers(16, 70, n),
            "wage": rng.normal(20, 5, n).round(2),
        }
    )


def home(frame):
    population = Population()
    population.add(Marks(frame), np.full(len(frame), -1))
    return population


def matched(known, frame):
    return matching.matched(Marks(known), Marks(frame))


def test_a_copy_with_another_column_is_of_the_same_people():
    frame = workers()
    assert matched(frame, frame.assign(young=frame["age"] < 25)).tolist() == list(range(200))


def test_a_part_is_of_the_same_people_with_or_without_its_labels():
    frame = workers()
    part = frame[frame["age"] < 60]
    places = np.flatnonzero(frame["age"] < 60).tolist()
    assert matched(frame, part).tolist() == places
    assert matched(frame, part.reset_index(drop=True)).tolist() == places
    assert (
        matched(frame, part.sample(frac=1, random_state=1)).tolist()
        == part.sample(frac=1, random_state=1).index.tolist()
    )


def test_a_column_that_was_recoded_hides_nobody():
    frame = workers()
    recoded = frame.assign(race=frame["race"].map({"a": "White", "b": "Black", "c": "Asian"}))
    assert matched(frame, recoded).tolist() == list(range(200))


def test_whole_numbers_and_categories_are_the_same_as_before():
    frame = workers()
    other = frame.assign(sex=frame["sex"].astype(float), race=frame["race"].astype("category"))
    assert matched(frame, other).tolist() == list(range(200))


@pytest.mark.parametrize("constant", [0, 6])
def test_other_peoples_records_of_the_same_shape_are_others(constant):
    """Flags that are nearly always 0 agree by chance, and say nothing."""
    one, other = (
        workers(seed).assign(**{f"flag{i}": (np.arange(200) % 97 == seed + i).astype(int) for i in range(constant)})
        for seed in (1, 2)
    )
    assert matched(one, other) is None


def test_a_group_column_alone_makes_no_two_tables_the_same_people():
    blocks = ["p"] * 100 + ["q"] * 100
    one, other = pd.DataFrame({"g": blocks, "pay": 1.0}), pd.DataFrame({"g": blocks, "years": 2.0})
    assert matched(one, other) is None
    assert matched(one, pd.DataFrame({"x": blocks})) is None


def test_new_rows_are_new_people_and_known_rows_are_not():
    frame = workers()
    population = home(frame.iloc[:150])
    number = population.place(Marks(frame))
    assert number == 1
    assert population.size == 200
    assert population.frames[number][1].tolist() == list(range(200))
    assert population.place(Marks(workers(5))) is None
    assert population.known(workers(5)) is None
    assert population.known(frame.copy()) == 1


def test_digests_are_of_columns_that_differ_from_row_to_row():
    frame = workers().assign(state=53)
    assert [name for name, _ in digests(frame)] == ["age", "race", "sex", "wage"]
    assert digests(frame) == digests(frame.assign(new=1))
    assert digests(frame) != digests(frame.assign(age=frame["age"] + 1))


def test_a_table_says_if_others_may_be_why_more_is_hidden():
    frame, ledger = workers().assign(old=lambda each: each["age"] >= 68), Ledger()
    pay = mean("wage")
    first = disaggregate(census(frame), pay, ["race"]).publish(ledger=ledger)
    again = disaggregate(census(frame).where("age < 68"), pay, ["race"]).publish(ledger=ledger)
    alone = disaggregate(census(frame).where("age < 68"), pay, ["race"]).publish(ledger=Ledger())
    assert again.frame["suppressed"].sum() > alone.frame["suppressed"].sum()
    assert [len(table.notes) for table in (first, again, alone)] == [0, 1, 0]
    assert "other tables of the same people" in again.notes[0]

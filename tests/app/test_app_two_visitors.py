"""What two visitors of the app download can't be subtracted, in whatever order they ask."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Sample, samples
from tests.app.visitors import HIDDEN, Pick, Reader, downloaded, new_visitor

LEAST = 10
every_sample = pytest.mark.parametrize("data", samples(), ids=lambda data: data.key)


def ten_tables(data: Sample, seed: int) -> list[Pick]:
    """Every table of one group column and as many of two as make ten, those with small groups first.

    Each is of another outcome than the last.
    """
    frame = data.load().frame
    singles = [by for by in data.groupings() if len(by) == 1]
    pairs = [by for by in data.groupings() if len(by) == 2]
    mixed = random.Random(seed).sample(pairs, len(pairs))
    mixed.sort(key=lambda by: frame.value_counts(list(by)).min() >= LEAST)
    labels = [each.label for each in data.outcomes]
    chosen = [*singles, *mixed][:10]
    return [(labels[(seed + place) % len(labels)], by) for place, by in enumerate(chosen)]


def few_people(data: Sample, frame: pd.DataFrame, reader: Reader, picks: list[Pick]) -> list[np.ndarray]:
    """The groups of 1 to 9 people that these tables have rows of."""
    found = []
    for label, by in picks:
        column = reader.asked[label]
        counts = frame[frame[column].notna()].groupby(list(by), observed=True, dropna=False).size()
        for levels, n in counts[counts < LEAST].items():
            places = levels if isinstance(levels, tuple) else (levels,)
            row = {name: "(missing)" if pd.isna(level) else level for name, level in zip(by, places, strict=True)}
            found += [reader.people({"outcome": label, **row}, by)] if n else []
    return found


@every_sample
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_tables_of_two_visitors_together_narrow_no_small_group(data: Sample, seed: int) -> None:
    picks = ten_tables(data, seed)
    frame = data.load().frame
    reader = Reader(data, frame)
    one, two = new_visitor(), new_visitor()
    for place, pick in enumerate(random.Random(seed).sample(picks, len(picks))):
        reader.read(downloaded((one, two)[place % 2], data, pick), pick[1])
    groups = few_people(data, frame, reader, picks)
    assert groups
    assert reader.narrowest(groups, LEAST) >= LEAST


def test_the_attack_finds_a_group_that_a_table_hides_alone() -> None:
    data = next(each for each in samples() if each.key == "fringe")
    frame = data.load().frame
    reader, by = Reader(data, frame), ("race", "schooling")
    label = data.outcomes[1].label
    counts = frame.groupby(list(by), observed=True).size()
    naive = pd.DataFrame(
        [
            {"outcome": label, "statistic": "mean", "n": str(n), **dict(zip(by, at, strict=True))}
            for at, n in counts.items()
        ]
    )
    smallest = naive["n"].astype(int).idxmin()
    reader.read(naive.assign(n=naive["n"].where(naive.index != smallest, HIDDEN)), by)
    reader.read(
        pd.DataFrame(
            [
                {"outcome": label, "statistic": "mean", "n": str(n), "race": at}
                for at, n in frame.groupby("race", observed=True).size().items()
            ]
        ),
        ("race",),
    )
    group = reader.people(naive.iloc[smallest].to_dict(), by)
    assert reader.narrowest([group], LEAST) < 1


@every_sample
def test_what_a_visitor_sees_depends_on_nothing_asked_before(data: Sample) -> None:
    picks = ten_tables(data, 3)
    forwards, backwards = new_visitor(), new_visitor()
    seen = [downloaded(forwards, data, pick) for pick in picks]
    again = [downloaded(backwards, data, pick) for pick in reversed(picks)]
    assert sum(table is None for table in seen) < len(seen) / 2
    for first, second in zip(seen, reversed(again), strict=True):
        assert (first is None) == (second is None)
        assert first is None or first.equals(second)


def test_the_order_of_two_groups_changes_the_order_of_rows_only() -> None:
    data = samples()[0]
    visitor, label = new_visitor(), data.outcomes[1].label
    by = ["race_ethnicity", "shift"]
    one, other = (downloaded(visitor, data, (label, pick)) for pick in (tuple(by), tuple(reversed(by))))
    assert HIDDEN in set(one["n"])
    assert set(one["n"]) - {HIDDEN}
    pd.testing.assert_frame_equal(
        one.sort_values(by, ignore_index=True), other[one.columns].sort_values(by, ignore_index=True)
    )

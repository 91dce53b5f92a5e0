"""Which columns of two tables say the same, whatever they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from jqtools.survey.disclosure.ledger.marks import Marks, share_alike

NEARLY_ALL = 0.95
LOOKED_AT = 200
ROWS_A_VALUE = 10
Likeness = Callable[[int, int], float]


class Pair(NamedTuple):
    """The marks of a column in both tables."""

    one: np.ndarray
    other: np.ndarray


class Pairs(NamedTuple):
    """Columns of two tables; those are left out that are constant in both or only number rows.

    `same` have the same name, or the same values nearly equally often under another name; `agreeing` are those of
    them whose values are nearly equally often in both, those with most values first; `recoded` have as many values,
    nearly equally often, but other ones: their marks say which value is how common.
    """

    same: list[Pair]
    agreeing: list[Pair]
    recoded: list[Pair]


def pairs_of(known: Marks, frame: Marks) -> Pairs:
    """The columns that two tables have in common."""
    named = _by_name(known, frame)
    agrees = [pair for pair in named if _likeness(known, frame, *pair) >= NEARLY_ALL]
    renamed = _paired(_left(known, frame, agrees), lambda i, j: _likeness(known, frame, i, j))
    agrees += renamed
    left = _left(known, frame, agrees)
    recoded = _paired(left, lambda i, j: _recoded_likeness(known, frame, i, j) * (1 + ((i, j) in named)))
    agrees.sort(key=lambda pair: -len(frame.values(pair[1])))
    return Pairs(
        [Pair(known.column(i), frame.column(j)) for i, j in (*named, *renamed)],
        [Pair(known.column(i), frame.column(j)) for i, j in agrees],
        [Pair(known.commonness(i), frame.commonness(j)) for i, j in recoded],
    )


def _by_name(known: Marks, frame: Marks) -> list[tuple[int, int]]:
    names = [list(marks.frame.columns) for marks in (known, frame)]
    times = [Counter(each) for each in names]
    once = [name for name in names[1] if times[0][name] == times[1][name] == 1]
    pairs = [(names[0].index(name), names[1].index(name)) for name in once]
    return [(i, j) for i, j in pairs if i in known.telling or j in frame.telling]


def _left(known: Marks, frame: Marks, taken: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    one, other = ({pair[side] for pair in taken} for side in (0, 1))
    return [i for i in known.telling if i not in one], [j for j in frame.telling if j not in other]


def _paired(left: tuple[list[int], list[int]], likeness: Likeness) -> list[tuple[int, int]]:
    """Each column of the second table with the one of the first that it is most like, if nearly all is alike."""
    free, found = list(left[0]), []
    for j in left[1]:
        by_likeness = [(likeness(i, j), -i) for i in free]
        most, place = max(by_likeness, default=(0.0, 0))
        if most >= NEARLY_ALL:
            free.remove(-place)
            found.append((-place, j))
    return found


def _likeness(known: Marks, frame: Marks, i: int, j: int) -> float:
    """The share of the shorter column that the other has too; 0 as soon as a few rows show that it isn't much."""
    short, long = ((known, i), (frame, j)) if len(known) <= len(frame) else ((frame, j), (known, i))
    column, values = short[0].column(short[1]), long[0].values(long[1])
    some = column[:: max(1, len(column) // LOOKED_AT)]
    there = values[np.minimum(np.searchsorted(values, some), len(values) - 1)] == some if len(values) else some == 0
    return 0.0 if there.mean() < NEARLY_ALL - 0.1 else share_alike(column, long[0].column(long[1]))


def _recoded_likeness(known: Marks, frame: Marks, i: int, j: int) -> float:
    one, other = (np.sort(each) for each in (known.times(i), frame.times(j)))
    rows = min(len(known), len(frame))
    if len(one) != len(other) or ROWS_A_VALUE * len(one) > rows:
        return 0.0
    return float(np.minimum(one, other).sum()) / rows

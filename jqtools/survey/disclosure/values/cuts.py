"""Where percentiles, and the lines of shares, cut the people of each row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from jqtools.survey.cube import places, roll_up
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.sums import few_to_be_alike
from jqtools.survey.quantile_rules import NEIGHBOURS, weighted_quantile
from jqtools.survey.statistics import Outcome

DIGITS = 9


class Cut(NamedTuple):
    """A cut of a row's people, from the lowest value upwards.

    `start` people come before it; those from there to `end` make it, and have values from `low` to `high`. A line
    lies between two people, so nobody makes it. What the interval of a percentile tells is `around` the place of that
    percentile, which is part of it if it is `mixed` of many values.
    """

    start: int
    end: int
    low: float = np.nan
    high: float = np.nan
    around: tuple[int, int] | None = None
    mixed: bool = False

    def is_close(self, other: Cut, least: int) -> bool:
        """True if fewer than `least` people lie between two cuts of the same people, unless both are at one value.

        Where one person is enough for a group, no two are. Nor is what one interval tells to itself, or to its
        percentile if it is mixed.
        """
        if least == 1 or self == other or self.low == self.high == other.low == other.high:
            return False
        if self.around is not None and self.around == other.around:
            return False
        if self._is_mixed_around(other) or other._is_mixed_around(self):
            return False
        return max(other.start - self.end, self.start - other.end) < least

    def _is_mixed_around(self, other: Cut) -> bool:
        return self.mixed and other.around is None and self.around == (other.start, other.end)


@dataclass(frozen=True, eq=False)
class Sorted:
    """The people who have a value, from the lowest upwards: `y`, and `weights`.

    `values` has the number of each of all people, NaN for who has none. `members` has a row for each row of a table,
    margins and all, with 1 for each of its people in their order. `sets` has a number for each row: the same for the
    same people, 0 for nobody.
    """

    y: np.ndarray
    weights: np.ndarray
    values: np.ndarray
    members: sparse.csr_array
    sets: np.ndarray

    @classmethod
    def of(cls, request: Request, y: np.ndarray, numbers: np.ndarray, size: int) -> Sorted:
        """`y` has a number for each row of the data, NaN for none; `numbers` says who of `size` people is in it."""
        values, has = np.full(size, np.nan), np.flatnonzero(~np.isnan(y))
        values[numbers] = y
        order = has[np.argsort(y[has], kind="stable")]
        rank = np.zeros(len(y), dtype=int)
        rank[order] = np.arange(len(order))
        found = places(request.groups, ~np.isnan(y))
        pairs = (np.ones(len(found.rows)), (found.cells, rank[found.rows]))
        inner = sparse.csr_array(pairs, shape=(found.size, len(order)))
        members = sparse.csr_array(roll_up(request.groups, margins=True) @ inner)
        members.sort_indices()
        marks = np.random.default_rng(0).integers(1, 2**63, size, dtype=np.uint64)
        sets = members.astype(np.uint64) @ marks[numbers[order]]  # whole numbers overflow alike in any order
        return cls(y[order], request.weights[order], values, members, sets)

    @cached_property
    def rows(self) -> list[np.ndarray]:
        """The places of each row's people in their order."""
        return np.split(self.members.indices, self.members.indptr[1:-1])

    def below(self, here: np.ndarray) -> np.ndarray:
        """How many people of each row are `here`."""
        return self.members @ here.astype(float)


@dataclass(frozen=True, eq=False)
class Cutting:
    """An outcome that cuts the people of each row of a table, margins and all: a percentile, or one of two values.

    `hidden` rows are not shown, by `policy`.
    """

    outcome: Outcome
    place: int
    people: Sorted
    hidden: np.ndarray
    policy: Policy
    is_line: bool

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Where a percentile cuts each row's people."""
        people = self.people
        return tuple(_cut(self.outcome, people.y[rows], people.weights[rows]) for rows in people.rows)

    def small(self, policy: Policy) -> np.ndarray:
        """Which rows have too few people beyond a percentile, or are of too few people who all have one value."""
        y, rows = self.people.y, self.people.rows
        n = np.array([len(each) for each in rows])
        alike = np.array([len(each) > 0 and y[each[0]] == y[each[-1]] for each in rows])
        beyond = np.array([min(cut.start, size - cut.end) for cut, size in zip(self.cuts, n, strict=True)])
        few = (beyond < policy.min_n) & (policy.min_n > 1)
        return (n > 0) & (few | (alike & few_to_be_alike(n, policy)))

    def close_to(self, other: Cutting, least: int) -> np.ndarray:
        """Which rows of a percentile are close to where `other` cuts the same people, hidden percentiles aside."""
        mine, others = self.people.sets, other.people.sets
        told = (others > 0) & (other.is_line | ~other.hidden)
        found = np.isin(mine, others[told])
        cuts = other.cuts_by(self.people.values) if found.any() else None
        if cuts is None:
            return np.zeros(len(found), dtype=bool)
        by_set = {others[i]: cuts[i] for i in np.flatnonzero(told)}
        for i in np.flatnonzero(found):
            found[i] = self.cuts[i].is_close(by_set[mine[i]], least)
        return found

    def cuts_by(self, values: np.ndarray) -> tuple[Cut, ...] | None:
        """Where each row's people are cut once sorted by `values`; None if this cuts them by something else."""
        if not self.is_line:
            return self.cuts if _same_order(values, self.people.values) else None
        first = _lower_side(values, self.people.values)
        if first is None:
            return None
        return tuple(Cut(int(each), int(each)) for each in self.people.below(self.people.y == first))


def cuttings(request: Request, decided: Decided, numbers: np.ndarray, size: int) -> tuple[Cutting, ...]:
    """All outcomes of a table that cut people; `numbers` says who of `size` people is in each row of the data."""
    columns: dict[bytes, Sorted] = {}
    found = []
    for place, outcome in enumerate(request.outcomes):
        y = np.where(request.inside, outcome.measure(request.frame), np.nan)
        is_line = _has_two_values(y)
        if outcome.denominator or not (is_line or outcome.is_quantile):
            continue
        key = y.tobytes()
        columns[key] = people = columns.get(key) or Sorted.of(request, y, numbers, size)
        facets = [i for i, facet in enumerate(request.asked.facets) if facet.outcome == place]
        hidden = decided.answers[facets].any(axis=0)
        found.append(Cutting(outcome, place, people, hidden, decided.policy, is_line))
    return tuple(found)


def _has_two_values(y: np.ndarray) -> bool:
    known = y[~np.isnan(y)]
    if not len(known):
        return False
    low, high = known.min(), known.max()
    return bool(low < high and ((known == low) | (known == high)).all())


def _cut(outcome: Outcome, y: np.ndarray, weights: np.ndarray) -> Cut:
    """The places, among people sorted by `y`, of those whose values a percentile is made of, and these values."""
    if not len(y):
        return Cut(0, 0)
    p = outcome.p + (NEIGHBOURS if outcome.smoothed else np.zeros(1))
    ranks = np.arange(len(y), dtype=float)
    at = np.round(weighted_quantile(ranks, np.repeat(weights[:, None], len(p), axis=1), p, outcome.rule), DIGITS)
    start, end = int(np.floor(at.min())), int(np.ceil(at.max())) + 1
    return Cut(start, end, float(y[start]), float(y[end - 1]))


def _same_order(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two numbers sort people alike, those who have both."""
    both = ~(np.isnan(one) | np.isnan(other))
    order = np.argsort(one[both])
    steps = [np.diff(each[both][order]) for each in (one, other)]
    return bool(((steps[0] > 0) == (steps[1] > 0)).all() and (steps[1] >= 0).all())


def _lower_side(values: np.ndarray, line: np.ndarray) -> float | None:
    """The one of the two values of `line` that people below it have by `values`; None if it's no line through them."""
    known = ~(np.isnan(values) | np.isnan(line))
    values, line = values[known], line[known]
    if not _has_two_values(line):
        return None
    first = line == line.min()
    if values[first].max() < values[~first].min():
        return float(line.min())
    return float(line.max()) if values[~first].max() < values[first].min() else None

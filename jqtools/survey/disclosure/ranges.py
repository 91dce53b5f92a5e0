"""What an intruder can work out of what is hidden: exact ranges, for a reviewer.

Publishing only proves that every range is wide enough (`stage`). Here the least and the most of each hidden number are
worked out, by two linear programs each, given everything that is told of the same people: all margins, outcomes and
tables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.audit import Game
from jqtools.survey.disclosure.cells import kinds_of
from jqtools.survey.disclosure.equations import merged
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.view import View

EDGE = 1e-6
YES = 2


@dataclass(frozen=True, eq=False)
class Ranges:
    """The least and most there can be in each row of a table, a row a facet, a place a row of the table with margins.

    `people` are those with a value, `counted` those of them who have what a share counts; missing where the number is
    shown, and where there is no share. Where there is no most, it is infinite.
    """

    people: tuple[np.ndarray, np.ndarray]
    counted: tuple[np.ndarray, np.ndarray]


def ranges_of(decided: Decided, others: tuple[Decided, ...]) -> Ranges:
    """The ranges of a table's hidden numbers, given the table itself and `others` of the same people."""
    every = (decided, *others)
    tables = kinds_of(tuple(each.asked for each in every))
    known = tuple(replace(each, asked=asked) for each, asked in zip(every, tables.tables, strict=True))
    places = np.arange(decided.people.shape[1])
    view = View(known[0].asked, places, tables, decided.policy, known)
    table, told = view.table, sparse.csr_array(sparse.vstack(view.told))
    shares = [np.array_equal(facet.told, np.eye(3)[2:]) and bool(facet.secret) for facet in decided.asked.facets]
    people = [(i, table.people[i], decided.people[i]) for i in range(len(shares))]
    yes = [(i, table.parts[i][YES], decided.answers[i]) for i in range(len(shares)) if shares[i]]
    parts = [part[rows] for _, part, rows in (*people, *yes)]
    found = np.split(_extremes(told, sparse.csr_array(sparse.vstack(parts)), view.classes.counts), _ends(parts))
    return Ranges(
        _filled(people, found[: len(people)], decided.people.shape),
        _filled(yes, found[len(people) :], decided.people.shape),
    )


def _ends(parts: list[sparse.csr_array]) -> np.ndarray:
    return np.cumsum([part.shape[0] for part in parts])[:-1]


def _extremes(told: sparse.csr_array, targets: sparse.csr_array, counts: np.ndarray) -> np.ndarray:
    """The least and most of each of `targets` that agree with all that is told."""
    first, size = told.shape[0], targets.shape[0]
    kept, counts = merged(sparse.vstack([told, targets]), counts)
    sums = sparse.csr_array(sparse.vstack([told, targets])[:, kept])
    game, found = Game.of(sums[:first], counts), np.empty((size, 2))
    for i in range(size):
        target = sums[[first + i]].toarray().ravel()
        low, high = (game.extreme(sign * target, math.inf) for sign in (1, -1))
        found[i] = np.ceil(target @ low - EDGE) + 0.0, np.inf if high is None else np.floor(target @ high + EDGE)
    return found


def _filled(
    parts: list[tuple[int, sparse.csr_array, np.ndarray]], found: list[np.ndarray], shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    for (facet, _, rows), values in zip(parts, found, strict=True):
        low[facet, rows], high[facet, rows] = values.T
    return low, high

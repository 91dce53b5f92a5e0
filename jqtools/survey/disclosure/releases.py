"""What other releases of a table showed, and which rows of a new one are close to it.

If last year's table showed 40 people in a group and this year's shows 43, whoever knows how the group has changed
knows the difference, which is about few people. So such rows are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from jqtools.survey.columns import ALL
from jqtools.survey.cube import places, roll_up
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request
from jqtools.survey.statistics import Outcome
from jqtools.survey.table import table_rows

Groups = tuple[tuple[str, str], ...]


class Cell(NamedTuple):
    """A row that is shown: `groups` are pairs of a column and a group, without those rolled up; `n` as it is shown."""

    outcome: str
    statistic: str
    groups: Groups
    n: int


def cells_shown(request: Request, decided: Decided) -> tuple[Cell, ...]:
    """The rows that a table tells, roll-ups too, because shown rows add up to them."""
    found, rows, policy = [], _rows(request), decided.policy
    for place, outcome in enumerate(request.outcomes):
        facets = _facets_of(request.asked, place)
        n = _people(request.asked, facets[0])
        hidden = np.any(decided.answers[facets], axis=0) | at_the_ends(outcome, n, policy)
        told = _as_shown(n, policy)
        found += [Cell(outcome.name, outcome.statistic, rows[i], int(told[i])) for i in np.flatnonzero(~hidden)]
    return tuple(found)


def close_rows(request: Request, policy: Policy, others: Iterable[Cell]) -> np.ndarray | None:
    """Which rows (a row a facet, a place a row of the table) are close to what `others`, of other releases, show.

    A row is close if its n differs from theirs by fewer than `policy.min_n`, but does. None if no row is.
    """
    shown: dict[tuple[str, str, Groups], list[int]] = {}
    for cell in others if policy.differences else ():
        shown.setdefault((cell.outcome, cell.statistic, cell.groups), []).append(cell.n)
    if not shown:
        return None
    asked, rows = request.asked, _rows(request)
    found = np.zeros((len(asked.facets), len(rows)), dtype=bool)
    for place, outcome in enumerate(request.outcomes):
        facets = _facets_of(asked, place)
        n = _as_shown(_people(asked, facets[0]), policy)
        for i, groups in enumerate(rows):
            apart = np.abs(n[i] - np.array(shown.get((outcome.name, outcome.statistic, groups), [n[i]])))
            found[np.ix_(_alike(asked, facets[0]), [i])] |= ((apart > 0) & (apart < policy.min_n)).any()
    return found if found.any() else None


def at_the_ends(outcome: Outcome, n: np.ndarray, policy: Policy) -> np.ndarray:
    """Which quantiles have so few people beyond them that they are nearly one person's value.

    Half of `min_n` people must lie on either side, so that a median needs `min_n`.
    """
    if not outcome.is_quantile:
        return np.zeros(len(n), dtype=bool)
    return (n > 0) & (n * min(outcome.p, 1 - outcome.p) < policy.min_n / 2)


def _rows(request: Request) -> list[Groups]:
    names = [str(groups.name) for groups in request.groups]
    return [
        tuple(sorted((name, str(level)) for name, level in zip(names, row, strict=True) if level != ALL))
        for row in table_rows(request.groups, margins=True)
    ]


def _facets_of(asked: Asked, place: int) -> list[int]:
    return [i for i, facet in enumerate(asked.facets) if facet.outcome == place]


def _alike(asked: Asked, facet: int) -> list[int]:
    """All facets that the same people have a value of: their rows show the same n."""
    has = [each.states[asked.inside] > 0 for each in asked.facets]
    return [i for i, each in enumerate(has) if np.array_equal(each, has[facet])]


def _people(asked: Asked, facet: int) -> np.ndarray:
    """How many people with a value are in each row of the table, margins and all."""
    found = places(asked.groups, asked.inside & (asked.facets[facet].states > 0))
    return roll_up(asked.groups, margins=True) @ np.bincount(found.cells, minlength=found.size)


def _as_shown(n: np.ndarray, policy: Policy) -> np.ndarray:
    return policy.round_to * np.floor(n / policy.round_to + 0.5)

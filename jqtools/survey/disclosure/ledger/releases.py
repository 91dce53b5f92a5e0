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
from jqtools.survey.table import table_rows

Groups = tuple[tuple[str, str], ...]


class Cell(NamedTuple):
    """A row that is shown: `groups` are pairs of a column and a group, without those rolled up; `n` as it is shown.

    `people` is true if everybody in the table has a value, so that `n` counts people whatever the outcome is.
    """

    outcome: str
    statistic: str
    groups: Groups
    n: int
    people: bool = False

    @property
    def keys(self) -> tuple[tuple[object, ...], ...]:
        """What the cells of other releases have in common with this one if they are the same cell, any one of it.

        That is the outcome, or that both count people, and the groups, whatever the columns are called.
        """
        levels = tuple(sorted(level for _, level in self.groups))
        return ((self.outcome, self.statistic, levels), *((levels,) if self.people else ()))


def cells_shown(request: Request, decided: Decided) -> tuple[Cell, ...]:
    """The rows that a table tells, roll-ups too, because shown rows add up to them."""
    found, policy = [], decided.policy
    for place in range(len(request.outcomes)):
        hidden = np.any(decided.answers[_facets_of(request.asked, place)], axis=0)
        cells = _cells(request, place, policy)
        found += [cells[i] for i in np.flatnonzero(~hidden)]
    return tuple(found)


def close_rows(request: Request, policy: Policy, others: Iterable[Cell]) -> np.ndarray | None:
    """Which rows (a row a facet, a place a row of the table) are close to what `others`, of other releases, show.

    A row is close if its n differs from theirs by fewer than `policy.min_n`, but does. None if no row is.
    """
    shown: dict[object, list[int]] = {}
    for cell in others if policy.differences else ():
        for key in cell.keys:
            shown.setdefault(key, []).append(cell.n)
    if not shown:
        return None
    asked = request.asked
    found = np.zeros((len(asked.facets), len(_rows(request))), dtype=bool)
    for place in range(len(request.outcomes)):
        alike = _alike(asked, _facets_of(asked, place)[0])
        for i, cell in enumerate(_cells(request, place, policy)):
            apart = np.abs(cell.n - np.array([n for key in cell.keys for n in shown.get(key, ())]))
            found[np.ix_(alike, [i])] |= ((apart > 0) & (apart < policy.min_n)).any()
    return found if found.any() else None


def _rows(request: Request) -> list[Groups]:
    names = [str(groups.name) for groups in request.groups]
    return [
        tuple(sorted((name, str(level)) for name, level in zip(names, row, strict=True) if level != ALL))
        for row in table_rows(request.groups, margins=True)
    ]


def _cells(request: Request, place: int, policy: Policy) -> list[Cell]:
    """All rows of an outcome, as they would be shown."""
    asked, outcome = request.asked, request.outcomes[place]
    facet = _facets_of(asked, place)[0]
    everybody = bool((asked.facets[facet].states[asked.inside] > 0).all())
    n = _as_shown(_people(asked, facet), policy)
    return [
        Cell(outcome.name, outcome.statistic, groups, int(told), everybody)
        for groups, told in zip(_rows(request), n, strict=True)
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

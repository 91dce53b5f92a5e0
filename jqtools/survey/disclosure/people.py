"""Linked tables as what they tell of each person: who is in them, by what groups, with what answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jqtools.survey.columns import Groups


@dataclass(frozen=True, eq=False)
class Asked:
    """One table that is shown or wanted.

    `inside` says which people it is about (one true or false a person), `groups` how it splits them, `facets` what
    its rows tell of them: one for each outcome, or more. `errors` says whether rows have standard errors, which, with
    their degrees of freedom, tell how many people the table is about.
    """

    inside: np.ndarray
    groups: tuple[Groups, ...]
    facets: tuple[Facet, ...]
    errors: bool = False

    def of(self, rows: np.ndarray) -> Asked:
        """The same table about some of the people, in the order of `rows`."""
        facets = tuple(facet.at(rows) for facet in self.facets)
        groups = tuple(groups.at(rows) for groups in self.groups)
        return replace(self, inside=self.inside[rows], groups=groups, facets=facets)


@dataclass(frozen=True, eq=False)
class Facet:
    """What an outcome's rows tell of each person.

    `states` has 0 for who has no value, and a number from 1 upwards for each value. A row tells how many people have
    a value, and a sum for each row of `told`, which says how much a person of each state adds (a share: 1 for a yes).
    It is secret if few people of a row are in one of the states `secret`, and if all or nearly all are in one of the
    states `ends`. `amounts` are the numbers, times the weight, whose sum a row tells, NaN for who has no value;
    `spans` the same counted from the least number upwards, and from the largest down. None where rows tell no such sum.
    """

    outcome: int
    states: np.ndarray
    told: np.ndarray
    secret: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    amounts: np.ndarray | None = None
    spans: tuple[np.ndarray, np.ndarray] | None = None

    @property
    def counts(self) -> bool:
        """True if a row tells more than how many people have a value."""
        return len(self.told) > 0

    @property
    def exact(self) -> bool:
        """True if what a row tells are numbers of people in a state."""
        return bool((self.told <= 1).all())

    @property
    def has(self) -> np.ndarray:
        """1 for each state of people who have a value."""
        return np.append(0.0, np.ones(self.told.shape[1] - 1))

    def only(self, state: int) -> np.ndarray:
        """1 for one state."""
        return (np.arange(self.told.shape[1]) == state).astype(float)

    def at(self, rows: np.ndarray) -> Facet:
        """The same of the people in `rows`."""
        found = replace(self, states=self.states[rows])
        if self.amounts is None:
            return found
        low, high = self.spans
        return replace(found, amounts=self.amounts[rows], spans=(low[rows], high[rows]))

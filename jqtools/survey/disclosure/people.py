"""Linked tables as what they tell of each person: who is in them, by what groups, with what answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

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
    states `ends`. `numbers` are what a row tells the sum of, each times its one of `weights`, NaN for who has no value;
    None where rows tell no sum. `spans` are such products counted from an end at which the sum tells more: from the
    least number upwards, or from the largest down.
    """

    outcome: int
    states: np.ndarray
    told: np.ndarray
    secret: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    numbers: np.ndarray | None = None
    weights: np.ndarray | None = None
    spans: tuple[np.ndarray, ...] = ()

    @cached_property
    def amounts(self) -> np.ndarray | None:
        """The numbers whose sum a row tells: each times its weight."""
        return None if self.numbers is None else self.weights * self.numbers

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
        if self.numbers is None:
            return found
        spans = tuple(span[rows] for span in self.spans)
        return replace(found, numbers=self.numbers[rows], weights=self.weights[rows], spans=spans)

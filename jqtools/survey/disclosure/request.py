"""A wish to publish a table: the rows, who is asked about, how they are grouped and what is estimated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from jqtools.survey.columns import Groups
from jqtools.survey.disclosure.people import Asked, Facet
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


@dataclass(frozen=True, eq=False)
class Request:
    """`frame` has one row a person; `inside` says which of them the table is about, `weights` how much each counts.

    `conditions` are the filter in words, one text for each `where`; None if any of it wasn't text.
    """

    frame: pd.DataFrame
    inside: np.ndarray
    conditions: tuple[str, ...] | None
    groups: tuple[Groups, ...]
    outcomes: tuple[Outcome, ...]
    weights: np.ndarray

    @classmethod
    def of(cls, table: Estimates) -> Request:
        domain = table.domain
        weights = domain.design.weights()[:, 0]
        inside = domain.mask & (weights > 0)
        return cls(domain.design.frame, inside, domain.conditions, table.by, table.outcomes, weights)

    @cached_property
    def asked(self) -> Asked:
        """What the table would tell of each row."""
        facets = [facet for place, outcome in enumerate(self.outcomes) for facet in self._facets(place, outcome)]
        return Asked(self.inside, self.groups, tuple(facets))

    @property
    def name(self) -> str:
        """The table in words."""
        outcomes = ", ".join(outcome.name for outcome in self.outcomes)
        by = " and ".join(str(groups.name) for groups in self.groups)
        return f"{outcomes} by {by}" if by else outcomes

    @cached_property
    def digest(self) -> str:
        """The same for two requests that tell the same of the same rows."""
        found = hashlib.sha256(repr([(groups.name, groups.levels) for groups in self.groups]).encode())
        asked = self.asked
        parts = [
            asked.inside,
            *(groups.codes if groups.codes is not None else groups.members for groups in self.groups),
        ]
        for part in (*parts, *(facet.states for facet in asked.facets)):
            found.update(np.ascontiguousarray(part, dtype=np.int32).tobytes())
        return found.hexdigest()

    def _facets(self, place: int, outcome: Outcome) -> list[Facet]:
        y, base = outcome.measure(self.frame), outcome.base(self.frame)
        has, sums = ~np.isnan(y), not (outcome.counts_rows or outcome.test or outcome.is_quantile)
        found = []
        for values in (y,) if base is None else (y, base):
            two = None if outcome.counts_rows else _two_values(values[has & self.inside])
            counts = two is not None
            states = np.where(has, 1 + (values > two[0]), 0) if counts else has.astype(int)
            amounts = np.where(has, self.weights * values, np.nan) if sums and two != (0, 1) else None
            found.append(Facet(place, states, counts, amounts))
        return found


def _two_values(values: np.ndarray) -> tuple[float, float] | None:
    """The two values there are: a mean of nothing else tells how many have each. None if there are others."""
    low, high = (0.0, 1.0) if not len(values) else (values.min(), values.max())
    if low == high and low in (0, 1):
        low, high = 0.0, 1.0
    return (low, high) if low < high and bool(((values == low) | (values == high)).all()) else None

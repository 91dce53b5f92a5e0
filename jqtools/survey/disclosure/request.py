"""A wish to publish a table: the rows, who is asked about, how they are grouped and what is estimated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from jqtools.survey.columns import Groups
from jqtools.survey.disclosure.facets import drawn_of, facets_of
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


@dataclass(frozen=True, eq=False)
class Request:
    """`frame` has one row a person; `inside` says which of them the table is about, `weights` how much each counts.

    `drawn` says in which of a few strata or units they were drawn (`drawn_of`). `conditions` are the filter in words,
    one text for each `where`; None if any of it wasn't text. `errors` says whether rows have standard errors.
    """

    frame: pd.DataFrame
    inside: np.ndarray
    conditions: tuple[str, ...] | None
    groups: tuple[Groups, ...]
    outcomes: tuple[Outcome, ...]
    weights: np.ndarray
    drawn: np.ndarray
    errors: bool

    @classmethod
    def of(cls, table: Estimates) -> Request:
        domain = table.domain
        weights = domain.design.weights()[:, 0]
        inside = domain.mask & (weights > 0)
        errors = not domain.design.every_record
        drawn = drawn_of(domain.design)
        return cls(domain.design.frame, inside, domain.conditions, table.by, table.outcomes, weights, drawn, errors)

    @cached_property
    def asked(self) -> Asked:
        """What the table would tell of each row."""
        every = [
            facets_of(place, outcome, self.frame, self.inside, self.weights, self.drawn, self.errors)
            for place, outcome in enumerate(self.outcomes)
        ]
        return Asked(self.inside, self.groups, tuple(chain.from_iterable(every)), self.errors)

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
        found.update(bytes([self.errors]))
        for facet in asked.facets:
            found.update(facet.told.tobytes())
        for place, outcome in enumerate(self.outcomes):
            if outcome.is_quantile:
                found.update(repr((place, outcome.p, outcome.smoothed, outcome.rule)).encode())
                found.update(outcome.measure(self.frame)[self.inside].tobytes())
        return found.hexdigest()

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
    """`frame` has one row a person; `inside` says which of them the table is about.

    `conditions` are the filter in words, one text for each `where`; None if any of it wasn't text.
    """

    frame: pd.DataFrame
    inside: np.ndarray
    conditions: tuple[str, ...] | None
    groups: tuple[Groups, ...]
    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(cls, table: Estimates) -> Request:
        domain = table.domain
        inside = domain.mask & (domain.design.weights()[:, 0] > 0)
        return cls(domain.design.frame, inside, domain.conditions, table.by, table.outcomes)

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
        has = ~np.isnan(y)
        found = []
        if not outcome.counts_rows and _is_binary(y[has & self.inside]):
            found.append(Facet(place, np.where(has, 1 + (y != 0), 0), True))
        if base is not None and _is_binary(base[has & self.inside]):
            found.append(Facet(place, np.where(has, 1 + (base != 0), 0), True))
        return found or [Facet(place, has.astype(int), False)]


def _is_binary(values: np.ndarray) -> bool:
    return bool(np.isin(values, (0, 1)).all())

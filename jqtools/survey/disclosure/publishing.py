"""Publish a table: decide what to hide, and blank it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jqtools.survey.cube import Cube
from jqtools.survey.disclosure.pattern import Decided, decide
from jqtools.survey.disclosure.people import Asked, Facet
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


def publish(table: Estimates, policy: Policy) -> Published:
    """`table` with small groups hidden; call it as `Estimates.publish`."""
    asked = asked_of(table)
    decided = decide(asked, (), policy)
    hidden = rows_hidden(table, decided, policy)
    return Published.of(table, hidden.ravel(), hidden.ravel(), policy)


def asked_of(table: Estimates) -> Asked:
    """What `table` tells of each row of its data."""
    design, facets = table.domain.design, []
    counted = design.weights()[:, 0] > 0
    for place, (outcome, cube) in enumerate(zip(table.outcomes, table.cubes, strict=True)):
        facets += _facets(place, outcome, cube, design.frame, counted)
    return Asked(table.domain.mask & counted, table.by, tuple(facets))


def _facets(place: int, outcome: Outcome, cube: Cube, frame: object, counted: np.ndarray) -> list[Facet]:
    y, base = outcome.measure(frame), outcome.base(frame)
    has = ~np.isnan(y) & counted
    found = []
    if cube.binary and not outcome.counts_rows:
        found.append(Facet(place, np.where(has, np.where(y != 0, 2, 1), 0), True))
    if base is not None and cube.base_binary:
        found.append(Facet(place, np.where(has, np.where(base != 0, 2, 1), 0), True))
    return found or [Facet(place, has.astype(int), False)]


def rows_hidden(table: Estimates, decided: Decided, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden."""
    inner = [slice(None) if table.margins else slice(0, -1)] * len(table.by)
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in table.by)
    found = []
    for place, outcome in enumerate(table.outcomes):
        facets = [i for i, facet in enumerate(decided.asked.facets) if facet.outcome == place]
        hidden = np.any(decided.answers[facets], axis=0).reshape(shape)[tuple(inner)].ravel()
        n = table.answers[place].n
        if outcome.is_quantile:
            hidden = hidden | ((n > 0) & (n * min(outcome.p, 1 - outcome.p) < policy.min_n / 2))
        found.append(hidden)
    return np.array(found)

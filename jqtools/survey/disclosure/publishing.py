"""Publish a table: decide what to hide, and blank it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jqtools.survey.disclosure.ledger import SESSION, Ledger
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.sums import tells_few
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


def publish(table: Estimates, policy: Policy, ledger: Ledger | None = None) -> Published:
    """`table` with small groups hidden; call it as `Estimates.publish`."""
    decided = (SESSION if ledger is None else ledger).decide(Request.of(table), policy)
    hidden = rows_hidden(table, decided, policy)
    return Published.of(table, hidden.ravel(), small_rows(table, policy).ravel(), policy)


def rows_hidden(table: Estimates, decided: Decided, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden."""
    inner = [slice(None) if table.margins else slice(0, -1)] * len(table.by)
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in table.by)
    found = []
    for place, outcome in enumerate(table.outcomes):
        facets = [i for i, facet in enumerate(decided.asked.facets) if facet.outcome == place]
        hidden = np.any(decided.answers[facets], axis=0).reshape(shape)[tuple(inner)].ravel()
        found.append(hidden | _at_the_ends(outcome, table.answers[place].n, policy))
    return np.array(found)


def small_rows(table: Estimates, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden for themselves, and not to protect others."""
    found = []
    for outcome, answer, cube in zip(table.outcomes, table.answers, table.cubes, strict=True):
        few = ((answer.n > 0) & (answer.n < policy.min_n)) | _at_the_ends(outcome, answer.n, policy)
        if cube.binary and not outcome.counts_rows:
            few |= tells_few(answer.n, answer.positive, policy)
        found.append(few)
    return np.array(found)


def _at_the_ends(outcome: Outcome, n: np.ndarray, policy: Policy) -> np.ndarray:
    """Which quantiles have so few people beyond them that they are nearly one person's value.

    Half of `min_n` people must lie on either side, so that a median needs `min_n`.
    """
    if not outcome.is_quantile:
        return np.zeros(len(n), dtype=bool)
    return (n > 0) & (n * min(outcome.p, 1 - outcome.p) < policy.min_n / 2)

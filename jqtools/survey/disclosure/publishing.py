"""Publish a table: decide what to hide, and blank it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from jqtools.survey.disclosure.coarsening import banded, rounded
from jqtools.survey.disclosure.ledger import SESSION, Ledger
from jqtools.survey.disclosure.magnitudes import dominated, protects
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.releases import at_the_ends
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.sums import tells_few
from jqtools.survey.published import Published

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


DOMINATED = "one or few contributors dominate"
LINKED = (
    "More may be hidden here than in this table by itself, because other tables of the same people are published "
    "already; see Ledger."
)
NO_BANDS = ((1, 0),)
PROTECTS_DOMINATED = "protects a sum that one or few contributors dominate"


def publish(table: Estimates, policy: Policy, ledger: Ledger | None = None) -> Published:
    """`table` with small groups hidden; call it as `Estimates.publish`."""
    decided = (SESSION if ledger is None else ledger).decide(Request.of(table), policy)
    hidden, small = rows_hidden(table, decided, policy), small_rows(table, policy)
    found = Published.of(table, hidden.ravel(), small.ravel(), policy)
    found = replace(found, notes=(*found.notes, LINKED)) if decided.linked else found
    return _coarsened(_explained(found, table, decided, hidden & ~small) if protects(policy) else found, table)


def _coarsened(found: Published, table: Estimates) -> Published:
    """`found` with shares in bands and numbers of people rounded, as its policy says."""
    policy, rows = found.policy, len(table.frame) // len(table.outcomes)
    counts = [outcome.counts_rows and outcome.statistic == "total" for outcome in table.outcomes]
    shares = [
        cube.binary and not outcome.counts_rows for outcome, cube in zip(table.outcomes, table.cubes, strict=True)
    ]
    frame, answers = found.frame, found.answers
    if policy.percent_bands is not None or policy.whole_percent:
        bands = policy.percent_bands or NO_BANDS
        frame, inside = banded(frame, bands, np.repeat(shares, rows), policy.whole_percent)
        blank = np.repeat(shares, rows) if policy.whole_percent else inside
        answers = tuple(answer.blank(part) for answer, part in zip(answers, np.split(blank, len(answers)), strict=True))
    if policy.round_to > 1:
        parts = np.split(np.repeat(counts, rows), len(answers))
        answers = tuple(answer.blank(part) for answer, part in zip(answers, parts, strict=True))
    return replace(found, frame=rounded(frame, policy.round_to, np.repeat(counts, rows)), answers=answers)


def rows_hidden(table: Estimates, decided: Decided, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden."""
    ends = [
        at_the_ends(outcome, answer.n, policy) for outcome, answer in zip(table.outcomes, table.answers, strict=True)
    ]
    return _by_outcome(table, decided, decided.answers) | np.array(ends)


def _by_outcome(table: Estimates, decided: Decided, by_facet: np.ndarray) -> np.ndarray:
    """Rows of facets as rows of each outcome: those of any of its facets."""
    inner = [slice(None) if table.margins else slice(0, -1)] * len(table.by)
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in table.by)
    found = []
    for place in range(len(table.outcomes)):
        facets = [i for i, facet in enumerate(decided.asked.facets) if facet.outcome == place]
        found.append(np.any(by_facet[facets], axis=0).reshape(shape)[tuple(inner)].ravel())
    return np.array(found)


def _explained(found: Published, table: Estimates, decided: Decided, others: np.ndarray) -> Published:
    """`found`, whose log says which of the `others`, rows that aren't small, are about contributors that dominate."""
    few = others & _by_outcome(table, decided, dominated(decided.asked, found.policy))
    counts = np.array([[facet.counts] for facet in decided.asked.facets])
    more = others & ~few & _by_outcome(table, decided, decided.answers & ~decided.people & ~counts)
    hidden = found.frame["suppressed"].to_numpy()
    reasons = np.select([few.ravel(), more.ravel()], [DOMINATED, PROTECTS_DOMINATED], "")[hidden]
    reason = found.hidden["reason"].mask(reasons != "", reasons)
    return replace(found, hidden=found.hidden.assign(reason=reason))


def small_rows(table: Estimates, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden for themselves, and not to protect others."""
    found = []
    for outcome, answer, cube in zip(table.outcomes, table.answers, table.cubes, strict=True):
        few = ((answer.n > 0) & (answer.n < policy.min_n)) | at_the_ends(outcome, answer.n, policy)
        if cube.binary and not outcome.counts_rows:
            few |= tells_few(answer.n, answer.positive, policy)
        found.append(few)
    return np.array(found)

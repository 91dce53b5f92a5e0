"""Publish a table: decide what to hide, and blank it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.ledger.ledger import SESSION, Ledger
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.ranges import Ranges
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.sums import tells_few
from jqtools.survey.disclosure.values.coarsening import banded, rounded
from jqtools.survey.disclosure.values.magnitudes import dominated, protects
from jqtools.survey.disclosure.values.percentiles import small
from jqtools.survey.disclosure.values.spread_cuts import shown
from jqtools.survey.disclosure.values.spreads import Varying, without_spread
from jqtools.survey.published import Published
from jqtools.survey.reliability import Flag

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


DOMINATED = "one or few contributors dominate"
LINKED = (
    "More may be hidden here than in this table by itself, because other tables of the same people are published "
    "already; see Ledger."
)
NO_BANDS = ((1, 0),)
NO_INTERVAL = "no interval: it would tell more percentiles of too few people"
NO_INTERVALS = (
    "Errors and intervals of some percentiles are left out, because they would tell values of people close to another "
    "percentile or to the line of a share, or because other intervals of the same people are published; see Ledger."
)
PROTECTS_DOMINATED = "protects a sum that one or few contributors dominate"


def publish(table: Estimates, policy: Policy, ledger: Ledger | None = None) -> Published:
    """`table` with small groups hidden; call it as `Estimates.publish`."""
    ledger = SESSION if ledger is None else ledger
    request = Varying.of(table, ledger.remembers_intervals)
    decided = ledger.decide(request, policy)
    hidden, few = _by_outcome(table, decided, decided.answers), small_rows(table, policy)
    found = Published.of(table, hidden.ravel(), few.ravel(), policy)
    found = replace(found, ranges=lambda: _ranges(ledger.ranges(request, decided), table, request)[hidden.ravel()])
    found = replace(found, notes=(*found.notes, LINKED)) if decided.linked else found
    found = _without_spreads(found, table, _in_table(table, shown(decided, request)), hidden)
    return _coarsened(_explained(found, table, decided, hidden & ~few) if protects(policy) else found, table)


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


def _without_spreads(found: Published, table: Estimates, varying: np.ndarray, hidden: np.ndarray) -> Published:
    """`found` without the errors and intervals of percentiles, but of those that are `varying`."""
    lost = np.zeros_like(hidden)
    for place, answer in enumerate(table.answers if table.domain.design.method != "census" else ()):
        told = ~np.isnan([answer.se, answer.low, answer.high]).all(axis=0) | (found.policy.min_n > 1)
        lost[place] = answer.outcome.is_quantile & told & (answer.n > 0) & ~varying[place] & ~hidden[place]
    if not lost.any():
        return found
    frame, rows = found.frame.copy(), lost.ravel()
    for name in ("se", "ci_low", "ci_high", "cv", "moe90"):
        frame[name] = frame[name].mask(rows)
    for name, words in (("ci_method", ""), ("flag", str(Flag.REVIEW)), ("flag_reason", NO_INTERVAL)):
        frame[name] = frame[name].mask(rows, words)
    answers = tuple(without_spread(answer, part) for answer, part in zip(found.answers, lost, strict=True))
    return replace(found, frame=frame.copy(), answers=answers, notes=(*found.notes, NO_INTERVALS))


def _by_outcome(table: Estimates, decided: Decided, by_facet: np.ndarray) -> np.ndarray:
    """Rows of facets as rows of each outcome: those of any of its facets."""
    facets = [facet.outcome for facet in decided.asked.facets]
    every = [by_facet[[of == place for of in facets]].any(axis=0) for place in range(len(table.outcomes))]
    return _in_table(table, np.array(every))


def _in_table(table: Estimates, by_outcome: np.ndarray) -> np.ndarray:
    """Rows of each outcome, margins and all, without those that the table doesn't have."""
    inner = [slice(None) if table.margins else slice(0, -1)] * len(table.by)
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in table.by)
    return by_outcome.reshape(-1, *shape)[(slice(None), *inner)].reshape(len(table.outcomes), -1)


def _ranges(ranges: Ranges, table: Estimates, request: Request) -> pd.DataFrame:
    """What an intruder can work out of each row, a row an estimate: see `Review`."""
    facets = [facet.outcome for facet in request.asked.facets]
    first = [facets.index(place) for place in range(len(table.outcomes))]
    ends = {"people": ranges.people, "counted": ranges.counted}
    return pd.DataFrame(
        {
            f"{name}_{end}": _in_table(table, values[first]).ravel()
            for name, both in ends.items()
            for end, values in zip(("least", "most"), both, strict=True)
        }
    )


def _explained(found: Published, table: Estimates, decided: Decided, others: np.ndarray) -> Published:
    """`found`, whose log says which of the `others`, rows that aren't small, are about contributors that dominate."""
    few = others & _by_outcome(table, decided, dominated(decided.asked, found.policy))
    more = others & ~few & (decided.sums is not None and _by_outcome(table, decided, decided.sums))
    hidden = found.frame["suppressed"].to_numpy()
    reasons = np.select([few.ravel(), more.ravel()], [DOMINATED, PROTECTS_DOMINATED], "")[hidden]
    reason = found.hidden["reason"].mask(reasons != "", reasons)
    return replace(found, hidden=found.hidden.assign(reason=reason))


def small_rows(table: Estimates, policy: Policy) -> np.ndarray:
    """Which rows of each outcome are hidden for themselves, and not to protect others."""
    found = []
    for outcome, answer, cube in zip(table.outcomes, table.answers, table.cubes, strict=True):
        few = (answer.n > 0) & (answer.n < policy.min_n)
        if cube.binary and not outcome.counts_rows:
            few |= tells_few(answer.n, answer.positive, policy)
        found.append(few)
    return np.array(found) | _in_table(table, small(Request.of(table), policy))

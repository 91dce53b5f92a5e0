"""Hide the errors and intervals of percentiles that would tell values of people close to another cut of the same.

What an interval tells cuts people as a percentile does (see `percentiles`), and keeps the same distance. Of the same
people there is one kind of interval: another level, method or design would tell values at further ranks, and when it
isn't shown tells that they are close.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.values.cuts import Cut, Cutting
from jqtools.survey.disclosure.values.spreads import Spread, Varying
from jqtools.survey.quantile_rules import NEIGHBOURS

WINDOW = float(np.ptp(NEIGHBOURS))


@dataclass(frozen=True, eq=False)
class Spreading(Decided):
    """A table and what is hidden of it, with how its percentiles vary as far as that is shown."""

    spreads: tuple[Spread | None, ...] = ()


@dataclass(frozen=True, eq=False)
class Part(Cutting):
    """A part of what the intervals of a percentile tell: one end, or a range that is mixed.

    `at` is where it cuts each row's people, `key` that of the intervals.
    """

    key: str
    at: tuple[Cut, ...]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.at

    def tells_few(self, policy: Policy) -> np.ndarray:
        """Which rows have too few people beyond it, or in a range that is mixed."""
        few = [cut.mixed and cut.end - cut.start < 2 * policy.min_n for cut in self.at]
        return ~self.hidden & (self.small(policy) | (np.array(few) & (policy.min_n > 1)))

    def is_at_odds(self, other: Cutting) -> np.ndarray:
        """Which rows are of the same people as another kind of interval."""
        mine, others = self.people.sets, other.people.sets
        if not isinstance(other, Part) or other.key == self.key or other.cuts_by(self.people.values) is None:
            return np.zeros(len(mine), dtype=bool)
        return (mine > 0) & np.isin(mine, others)


def parts(percentile: Cutting, decided: Decided) -> tuple[Part, ...]:
    """What the intervals of a percentile of a published table tell."""
    spread = decided.spreads[percentile.place] if isinstance(decided, Spreading) else None
    return _parts(percentile, spread)


def protect(decided: Decided, request: Request, percentiles: Iterable[Cutting], told: Iterable[Cutting]) -> Decided:
    """`decided` with what is shown of how its `percentiles` vary, given everything that is `told` of the same people.

    Nothing is shown of a request that doesn't say how its percentiles vary.
    """
    if not isinstance(request, Varying):
        return decided
    told, policy = list(told), decided.policy
    spreads = [None if each is None else each.blank(np.ones_like(each.told)) for each in request.spreads]
    for percentile in percentiles:
        mine = _parts(percentile, request.spreads[percentile.place])
        hidden = percentile.hidden.copy()
        for part in mine:
            hidden |= part.tells_few(policy)
            for other in told:
                least = max(policy.min_n, other.policy.min_n)
                hidden |= part.is_at_odds(other) | (part.close_to(other, least) & ~part.hidden)
        if mine:
            spreads[percentile.place] = request.spreads[percentile.place].blank(hidden)
            told += _parts(percentile, spreads[percentile.place])
    return Spreading(
        decided.asked, decided.people, decided.answers, policy, decided.linked, decided.sums, tuple(spreads)
    )


def shown(decided: Decided, request: Varying) -> np.ndarray:
    """Which intervals of percentiles are shown: a row an outcome, a place a row of the table, margins and all."""
    found = np.zeros((len(request.outcomes), decided.answers.shape[1]), dtype=bool)
    for place, spread in enumerate(decided.spreads if isinstance(decided, Spreading) else ()):
        if spread is not None and spread.key == request.spreads[place].key:
            found[place] = spread.told
    return found


def _parts(percentile: Cutting, spread: Spread | None) -> tuple[Part, ...]:
    if spread is None:
        return ()
    ranges = [(end, end, False) for end in spread.ends]
    if spread.mixed is not None:
        ranges.append((*spread.mixed, True))
    return tuple(_part(percentile, spread, *each) for each in ranges)


def _part(percentile: Cutting, spread: Spread, low: np.ndarray, high: np.ndarray, mixed: bool) -> Part:
    people, window = percentile.people, WINDOW if percentile.outcome.smoothed else 0.0
    hidden = percentile.hidden | ~spread.told | np.isnan(low) | np.isnan(high)
    at = []
    for i, rows in enumerate(people.rows):
        cut = Cut(0, 0) if hidden[i] else _range(people.y[rows], people.weights[rows], low[i], high[i], window)
        at.append(cut._replace(around=(percentile.cuts[i].start, percentile.cuts[i].end), mixed=mixed))
    return Part(percentile.outcome, percentile.place, people, hidden, percentile.policy, False, spread.key, tuple(at))


def _range(y: np.ndarray, weights: np.ndarray, low: float, high: float, window: float) -> Cut:
    """The people with values from `low` to `high`, and their neighbours where nobody has these.

    A smoothed percentile is made of others as far away as `window`, a share of all weight.
    """
    start, end = int(np.searchsorted(y, low, "left")), int(np.searchsorted(y, high, "right"))
    if start == len(y) or y[start] != low:
        start -= 1
    if end == 0 or y[end - 1] != high:
        end += 1
    start, end = max(start, 0), min(end, len(y))
    if window:
        share = np.cumsum(weights) / weights.sum()
        before, through = share[start] - weights[start] / weights.sum(), share[end - 1]
        start = int(np.searchsorted(share, before - window))
        end = min(int(np.searchsorted(share, through + window)) + 1, len(y))
    return Cut(start, end, float(y[start]), float(y[end - 1]))

"""Measures of how unequal groups are, from one estimate and one population share a group.

All are in natural units: where others print 100 or 1000 times a measure, here it is the measure itself. The mean
is that of the groups, weighted by their people. Measures that need groups in an order are in `ranked_measures`.
Source: World Health Organization (2013), Handbook on health inequality monitoring; Harper and Lynch (2005),
Methods for measuring cancer disparities, National Cancer Institute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jqtools.survey.values import magnitude


@dataclass(frozen=True, eq=False)
class Spread:
    """Groups side by side: estimates `y` and population shares `p`, a row a group, a column a replicate or a step.

    `high` and `low` are the rows with the highest and lowest estimate of the full sample, and stay so in every
    replicate, as if they had been named beforehand; `best` is one of them. `reference` is the row of the group
    named as reference, if any. Where groups have an order, rows go from least to most advantaged. `logit` says
    that estimates are shares, to which ordered measures fit a logit line.
    """

    y: np.ndarray
    p: np.ndarray
    high: int
    low: int
    best: int
    reference: int | None = None
    logit: bool = False

    @property
    def mean(self) -> np.ndarray:
        """The mean of the groups, weighted by their people."""
        return (self.p * self.y).sum(axis=0)

    @property
    def aim(self) -> int:
        """The row that all groups would have to reach: the reference, or the best."""
        return self.best if self.reference is None else self.reference

    def mean_distance(self, centre: np.ndarray) -> np.ndarray:
        """How far groups lie from `centre`, weighted by their people."""
        return (self.p * magnitude(self.y - centre)).sum(axis=0)

    def plain_distance(self, centre: np.ndarray) -> np.ndarray:
        """How far groups lie from `centre`, each group counting once."""
        return magnitude(self.y - centre).mean(axis=0)


Measure = Callable[[Spread], np.ndarray]


def spread_of(numbers: np.ndarray, now: np.ndarray, higher_is: str, reference: int | None, logit: bool) -> Spread:
    """A `Spread` of `numbers`, whose upper half are estimates and lower half people; `now` are the full sample's."""
    y, people = np.split(numbers, 2)
    high, low = int(np.argmax(now)), int(np.argmin(now))
    best = high if higher_is == "better" else low
    return Spread(y, people / people.sum(axis=0), high, low, best, reference, logit)


def variance(spread: Spread) -> np.ndarray:
    """Between-group variance."""
    return (spread.p * (spread.y - spread.mean) ** 2).sum(axis=0)


def theil(spread: Spread) -> np.ndarray:
    """Theil's index: sum of p r log r, where r is a group's estimate over the mean."""
    ratio = spread.y / spread.mean
    return (spread.p * ratio * np.log(ratio)).sum(axis=0)


def log_deviation(spread: Spread) -> np.ndarray:
    """Mean log deviation: minus the sum of p log r, where r is a group's estimate over the mean."""
    return -(spread.p * np.log(spread.y / spread.mean)).sum(axis=0)


def attributable(spread: Spread) -> np.ndarray:
    """Population attributable risk: how much the mean would change if all were where the aim is."""
    return spread.y[spread.aim] - spread.mean


UNORDERED: dict[str, Measure] = {
    "difference": lambda spread: spread.y[spread.high] - spread.y[spread.low],
    "ratio": lambda spread: spread.y[spread.high] / spread.y[spread.low],
    "bgv": variance,
    "bgsd": lambda spread: np.sqrt(variance(spread)),
    "cov": lambda spread: np.sqrt(variance(spread)) / spread.mean,
    "mdmw": lambda spread: spread.mean_distance(spread.mean),
    "mdmu": lambda spread: spread.plain_distance(spread.mean),
    "mdbw": lambda spread: spread.mean_distance(spread.y[spread.best]),
    "mdbu": lambda spread: spread.plain_distance(spread.y[spread.best]),
    "mdrw": lambda spread: spread.mean_distance(spread.y[spread.reference]),
    "theil": theil,
    "mld": log_deviation,
    "idis": lambda spread: spread.mean_distance(spread.mean) / spread.mean,
    "idisu": lambda spread: spread.plain_distance(spread.mean) / spread.mean,
    "par": attributable,
    "paf": lambda spread: attributable(spread) / spread.mean,
}

"""What the standard error and the interval of a percentile are made of: the values of people at other ranks.

The ends of a Woodruff interval are percentiles themselves. An error from replicates, and the interval of a smoothed
median, mix the values of a range of people around the estimate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from jqtools.survey.answers import Answer
from jqtools.survey.columns import Groups
from jqtools.survey.design import Design
from jqtools.survey.disclosure.request import Request
from jqtools.survey.sampling import Draws

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates

REPLICATED = "t, replicates"
HALF = 0.5


@dataclass(frozen=True, eq=False)
class Spread:
    """How a percentile varies: a place for each row of the table, margins and all.

    `told` says which rows have an error and an interval. `ends` are values that these tell as they are, a row each;
    `mixed` are the lowest and the highest of those that are mixed, if any are. `key` is the same for intervals of one
    kind and level, from one design.
    """

    key: str
    told: np.ndarray
    ends: np.ndarray
    mixed: np.ndarray | None

    def blank(self, hidden: np.ndarray) -> Spread:
        """The same without anything about the rows that are `hidden`."""
        mixed = None if self.mixed is None else np.where(hidden, np.nan, self.mixed)
        return replace(self, told=self.told & ~hidden, ends=np.where(hidden, np.nan, self.ends), mixed=mixed)


@dataclass(frozen=True, eq=False)
class Varying(Request):
    """A request that knows how its percentiles vary: `spreads` has one for each outcome, None if it has no interval."""

    spreads: tuple[Spread | None, ...] = ()

    @classmethod
    def of(cls, table: Estimates, remembered: bool = True) -> Varying:
        """The request of `table`; without intervals unless they are `remembered`."""
        plain, design = Request.of(table), table.domain.design
        spreads = tuple(
            _spread(answer, design, table.by, table.margins, table.level) if remembered else None
            for answer in table.answers
        )
        return cls(**{each.name: getattr(plain, each.name) for each in fields(plain)}, spreads=spreads)


def without_spread(answer: Answer, rows: np.ndarray) -> Answer:
    """`answer` without the error and the interval of `rows`, which keep their estimate and numbers of people."""
    values, numbers = answer.values, {name: getattr(answer, name) for name in ("se", "low", "high")}
    if values.draws is not None:
        values = replace(values, draws=np.where(rows[:, None], np.nan, values.draws))
    if values.scores is not None and rows.any():
        lost = np.flatnonzero(rows)
        unknown = sparse.csr_array(
            (np.full(len(lost), np.nan), (lost, np.zeros(len(lost), dtype=int))), shape=values.scores.shape
        )
        values = replace(values, scores=sparse.csr_array(values.blank(rows).scores + unknown))
    blanked = {name: np.where(rows, np.nan, each) for name, each in numbers.items()}
    method = np.where(rows, "", answer.method).astype(object)
    return replace(answer, values=values, method=method, undefined=np.where(rows, 0, answer.undefined), **blanked)


def _spread(answer: Answer, design: Design, by: tuple[Groups, ...], margins: bool, level: float) -> Spread | None:
    if not answer.outcome.is_quantile or design.method == "census":
        return None
    outcome, both = answer.outcome, np.array([answer.low, answer.high])
    told = ~np.isnan(np.vstack([both, answer.se])).any(axis=0)
    ends, mixed = both, None
    if REPLICATED in answer.method:
        ends, mixed = _replicated(answer, design)
    elif outcome.smoothed:
        ends, mixed = both[:0], both
    key = repr((level, outcome.interval, outcome.rule, outcome.smoothed, _digest(design)))
    mixed = None if mixed is None else _whole(mixed, by, margins)
    return Spread(key, _whole(told[None], by, margins)[0] == 1, _whole(ends, by, margins), mixed)


def _replicated(answer: Answer, design: Design) -> tuple[np.ndarray, np.ndarray]:
    """The value that makes most of each row's variance, if one does, and the lowest and highest in it."""
    now, draws = answer.values.now, answer.values.draws
    used = np.isfinite(draws) & (design.sampling.scales > 0)
    every = np.where(used, draws, now[:, None])
    parts = np.where(used, design.sampling.scales * (every - now[:, None]) ** 2, 0)
    most = np.array([_most(values, part) for values, part in zip(every, parts, strict=True)])
    return most[None], np.array([np.fmin(every.min(axis=1), now), np.fmax(every.max(axis=1), now)])


def _most(values: np.ndarray, parts: np.ndarray) -> float:
    different, place = np.unique(values, return_inverse=True)
    made = np.bincount(place, weights=parts)
    return float(different[made.argmax()]) if made.max() > HALF * made.sum() else np.nan


def _whole(rows: np.ndarray, by: tuple[Groups, ...], margins: bool) -> np.ndarray:
    """Rows of places of a table, with places for the margins that it lacks: NaN."""
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in by)
    inner = tuple(slice(None) if margins else slice(0, -1) for _ in by)
    found = np.full((len(rows), *shape), np.nan)
    found[(slice(None), *inner)] = rows.reshape(found[(slice(None), *inner)].shape)
    return found.reshape(len(rows), int(np.prod(shape, dtype=int)))


def _digest(design: Design) -> str:
    sampling = design.sampling
    names = ("scales",) if isinstance(sampling, Draws) else ("of_row", "strata", "factor", "around_zero")
    found = hashlib.sha256(repr((type(sampling).__name__, design.mse)).encode())
    for part in (design.weights(), *(getattr(sampling, name) for name in names)):
        found.update(np.ascontiguousarray(part, dtype=float).tobytes())
    return found.hexdigest()

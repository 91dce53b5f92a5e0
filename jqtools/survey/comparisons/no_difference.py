"""How wide would the gap between the best and the worst group be if all groups were truly equal?

Even then estimates differ, because they are samples, and the widest gap of many is wide. The benchmark is the
distribution of the range (largest less smallest) of independent normal numbers with one mean and the groups'
own standard errors, by Gauss-Legendre quadrature: nothing is drawn at random. For equal standard errors it is
the studentized range with infinite degrees of freedom. Sources: Hartley (1942), The range in random samples,
Biometrika 32; Tippett (1925), Biometrika 17.

Two assumptions. Groups are independent: true of groups in separate strata or drawn one by one, nearly so
elsewhere; standard errors may come from replicates, but covariances between groups are left out. Where groups
vary together, as people of one cluster do, or share people, the true range is narrower and the benchmark too
wide. And standard errors are taken as known and the estimates as normal, which is rough in tiny groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from jqtools.errors import DataError

MEASURES = ("difference", "ratio", "log_ratio")
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)
FAR, NEAR, GROWTH = 9.5, 0.5, 1.6


@dataclass(frozen=True)
class NoDifference:
    """The widest `gap`, and what it would be if all groups were equal.

    `expected` is its mean then (for a ratio, the exponential of the mean log ratio), `p95` is passed by one
    sample in twenty, and `chance` is the probability of a gap as wide as `gap` or wider.
    """

    gap: float
    expected: float
    p95: float
    chance: float


def no_difference(estimates: np.ndarray, ses: np.ndarray, measure: str = "difference") -> NoDifference:
    """The gap between the highest and the lowest estimate beside what sampling noise alone would make.

    Parameters
    ----------
    estimates, ses
        One for each group, in the outcome's units; at least two. Standard errors are above zero. Missing
        values are refused: leave such groups out and say so.
    measure
        "difference", "ratio" or "log_ratio"; the last two need estimates above zero, and take their
        standard errors on the log scale, se / estimate.
    """
    found, errors = np.asarray(estimates, dtype=float), np.asarray(ses, dtype=float)
    _check(found, errors, measure)
    if measure == "difference":
        return _compared(found.max() - found.min(), errors)
    plain = _compared(np.log(found.max() / found.min()), errors / found)
    return plain if measure == "log_ratio" else as_ratio(plain)


def as_ratio(found: NoDifference) -> NoDifference:
    """A benchmark on the log scale, as ratios."""
    return NoDifference(float(np.exp(found.gap)), float(np.exp(found.expected)), float(np.exp(found.p95)), found.chance)


def _check(estimates: np.ndarray, ses: np.ndarray, measure: str) -> None:
    if measure not in MEASURES:
        raise DataError(f"measure is one of {', '.join(MEASURES)}; got {measure!r}")
    if estimates.shape != ses.shape or estimates.ndim != 1 or len(estimates) < 2:
        raise DataError(f"at least two estimates and a standard error for each are needed, got {estimates.shape}")
    if not np.isfinite(estimates).all():
        raise DataError("estimates must be finite numbers; leave groups without one out")
    if not (np.isfinite(ses).all() and (ses > 0).all()):
        raise DataError("standard errors must be above zero; leave groups without one out")
    if measure != "difference" and not (estimates > 0).all():
        raise DataError(f"a ratio needs estimates above zero, got {estimates.min():g}")


def _compared(gap: float, ses: np.ndarray) -> NoDifference:
    unit = float(ses.max())
    scaled = np.sort(ses / unit)
    p95 = optimize.brentq(lambda width: _within(width, scaled) - 0.95, 0.0, 2 * FAR, xtol=1e-12)
    chance = float(np.clip(1 - _within(gap / unit, scaled), 0.0, 1.0))
    return NoDifference(float(gap), unit * _expected(scaled), unit * p95, chance)


def _expected(ses: np.ndarray) -> float:
    """The mean range: twice the mean of the largest, because the numbers are symmetric around 0."""
    x, dx = _panels(_marks(ses))
    upper = np.where(x > 0, 1 - special.ndtr(x[:, None] / ses).prod(axis=1), 0)
    lower = np.where(x < 0, special.ndtr(x[:, None] / ses).prod(axis=1), 0)
    return float(2 * (upper - lower) @ dx)


def _within(width: float, ses: np.ndarray) -> float:
    """The probability that the range is `width` or less: one is the smallest, at x, the others up to x + width."""
    if width <= 0:
        return 0.0
    marks = _marks(ses)
    x, dx = _panels(np.unique(np.concatenate([marks, marks - width])))
    z = x[:, None] / ses
    density = np.exp(-(z**2) / 2) / (np.sqrt(2 * np.pi) * ses)
    inside = _between(z, (x[:, None] + width) / ses)
    ones = np.ones((len(x), 1))
    before = np.cumprod(np.hstack([ones, inside[:, :-1]]), axis=1)
    after = np.cumprod(np.hstack([ones, inside[:, :0:-1]]), axis=1)[:, ::-1]
    return float((density * before * after).sum(axis=1) @ dx)


def _between(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The normal probability from `low` to `high`, from the tail that keeps its digits."""
    flipped = low > 0
    first, second = np.where(flipped, -high, low), np.where(flipped, -low, high)
    return special.ndtr(second) - special.ndtr(first)


def _marks(ses: np.ndarray) -> np.ndarray:
    """Ends of intervals around 0, short where the steadiest group still varies, up to where none does."""
    least, most = NEAR * ses.min(), FAR * ses.max()
    steps = int(np.ceil(np.log(most / least) / np.log(GROWTH)))
    ends = least * (most / least) ** (np.arange(steps + 1) / steps)
    return np.concatenate([-ends[::-1], [0.0], ends])


def _panels(marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points and weights that integrate from the first mark to the last, with 16 points between any two."""
    middle, half = (marks[1:] + marks[:-1]) / 2, (marks[1:] - marks[:-1]) / 2
    return (middle[:, None] + half[:, None] * NODES).ravel(), (half[:, None] * WEIGHTS).ravel()

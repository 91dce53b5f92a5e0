"""What a measure of inequality would be from sampling noise alone, if all groups were truly equal.

Estimates are then a common mean plus independent normal errors with the groups' own standard errors, and most
measures, which cannot be negative, lie above zero all the same. The noise floor is the measure's expected value:
exact in the errors for all measures but those that divide by the mean, whose own error is left out, and for
Theil's index and the mean log deviation, which are taken to their second order, bgv / (2 mean²). Population
shares count as known. Measures that can be of either sign are 0 on average, ratios of a line's ends about 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import integrate, special

NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)
FAR, NEAR, GROWTH = 9.5, 0.5, 1.6
HALF_NORMAL = np.sqrt(2 / np.pi)


@dataclass(frozen=True, eq=False)
class Noise:
    """Standard errors and population shares of the groups, and their mean.

    `reference` is the group named as reference, if any, and `sign` -1 where the best estimate is the lowest.
    """

    ses: np.ndarray
    p: np.ndarray
    mean: float
    reference: int | None = None
    sign: int = 1

    @cached_property
    def variance(self) -> float:
        """The expected between-group variance."""
        return float((self.p * (1 - self.p) * self.ses**2).sum())

    @cached_property
    def distances(self) -> np.ndarray:
        """Each group's expected distance from the groups' mean."""
        around = (1 - 2 * self.p) * self.ses**2 + (self.p**2 * self.ses**2).sum()
        return HALF_NORMAL * np.sqrt(np.clip(around, 0, None))

    @cached_property
    def largest(self) -> float:
        """How far the largest error lies above zero."""
        return expected_largest(self.ses)

    def to_reference(self) -> float:
        """The expected distance from the reference."""
        both = np.sqrt(self.ses**2 + self.ses[self.reference] ** 2)
        both[self.reference] = 0
        return float(HALF_NORMAL * (self.p * both).sum())


def expected_largest(ses: np.ndarray) -> float:
    """The mean of the largest of independent normal errors around 0, by quadrature; `ses` may hold zeros."""
    noisy = ses[ses > 0]
    if len(noisy) == 0 or len(ses) < 2:
        return 0.0
    least, most = NEAR * noisy.min(), FAR * noisy.max()
    marks = np.concatenate([[0], np.geomspace(least, most, int(np.ceil(np.log(most / least) / np.log(GROWTH))) + 1)])
    middle, half = (marks[1:] + marks[:-1]) / 2, np.diff(marks) / 2
    x, dx = (middle[:, None] + half[:, None] * NODES).ravel(), (half[:, None] * WEIGHTS).ravel()
    above = 1 - special.ndtr(x[:, None] / noisy).prod(axis=1)
    below = special.ndtr(-x[:, None] / noisy).prod(axis=1) if len(noisy) == len(ses) else 0
    return float((above - below) @ dx)


def expected_deviation(ses: np.ndarray, p: np.ndarray) -> float:
    """The mean of the between-group standard deviation of independent normal errors.

    The variance is a sum of squares of normal numbers, so its Laplace transform f is known, and the mean of its
    root is the integral of (1 - f(u²)) / u² over u from 0, divided by the root of pi; u is the tangent of an angle.
    """
    form = ses[:, None] * (np.diag(p) - np.outer(p, p)) * ses
    parts = np.clip(np.linalg.eigvalsh(form), 0, None)
    whole = parts.sum()
    if whole <= 0:
        return 0.0
    scaled = parts / whole

    def height(angle: float) -> float:
        return -np.expm1(-np.log1p(2 * scaled * np.tan(angle) ** 2).sum() / 2) / np.sin(angle) ** 2

    found, _ = integrate.quad(height, 0, np.pi / 2, epsabs=1e-12, epsrel=1e-12, limit=200)
    return float(np.sqrt(whole / np.pi) * found)


def _aim(noise: Noise) -> float:
    """The mean of the best group lies beyond the others' by noise; that of a group named beforehand doesn't."""
    return noise.sign * noise.largest if noise.reference is None else 0.0


FLOORS: dict[str, Callable[[Noise], float]] = {
    "bgv": lambda noise: noise.variance,
    "bgsd": lambda noise: expected_deviation(noise.ses, noise.p),
    "cov": lambda noise: expected_deviation(noise.ses, noise.p) / noise.mean,
    "mdmw": lambda noise: float(noise.p @ noise.distances),
    "mdmu": lambda noise: float(noise.distances.mean()),
    "mdbw": lambda noise: noise.largest,
    "mdbu": lambda noise: noise.largest,
    "mdrw": lambda noise: noise.to_reference(),
    "theil": lambda noise: noise.variance / (2 * noise.mean**2),
    "mld": lambda noise: noise.variance / (2 * noise.mean**2),
    "idis": lambda noise: float(noise.p @ noise.distances) / noise.mean,
    "idisu": lambda noise: float(noise.distances.mean()) / noise.mean,
    "par": _aim,
    "paf": lambda noise: _aim(noise) / noise.mean,
    **dict.fromkeys(("sii", "sii_linear", "aci", "rci"), lambda noise: 0.0),
    **dict.fromkeys(("rii", "rii_linear"), lambda noise: 1.0),
}

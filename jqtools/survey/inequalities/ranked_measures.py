"""Measures of inequality between groups with an order, from the least to the most advantaged.

Each group stands at its ridit: the share of people in groups before it and half of its own. The slope index (SII)
is the rise of a line over all people, from ridit 0 to 1, and the relative index (RII) the ratio of its two ends;
for shares the line is a logit one, which stays between 0 and 1. People are the weights of the line.
Sources: Wagstaff, Paci and van Doorslaer (1991), Social Science & Medicine 33; World Health Organization (2013),
Handbook on health inequality monitoring.
"""

from __future__ import annotations

import numpy as np

from jqtools.survey.inequalities.inequality_measures import Measure, Spread

MOST_STEPS, LONGEST, SETTLED = 50, 2.0, 1e-9


def ridits(p: np.ndarray) -> np.ndarray:
    """Where each group stands among all people, 0 to 1; `p` has a row a group and adds up to 1."""
    return np.cumsum(p, axis=0) - p / 2


def concentration_index(spread: Spread) -> np.ndarray:
    """Absolute concentration index: twice the covariance of ridits and estimates."""
    return (spread.p * (2 * ridits(spread.p) - 1) * spread.y).sum(axis=0)


def linear_ends(spread: Spread) -> tuple[np.ndarray, np.ndarray]:
    """The line through the groups by weighted least squares, at ridit 0 and at ridit 1."""
    away = ridits(spread.p) - 0.5
    slope = (spread.p * away * spread.y).sum(axis=0) / (spread.p * away**2).sum(axis=0)
    return spread.mean - slope / 2, spread.mean + slope / 2


def logit_ends(spread: Spread) -> tuple[np.ndarray, np.ndarray]:
    """The share at ridit 0 and at 1 in a weighted logit regression, by Newton's method; NaN if it has no solution."""
    p, away = spread.p, ridits(spread.p) - 0.5
    level, slope = np.log(spread.mean / (1 - spread.mean)), 0 * spread.mean
    for _ in range(MOST_STEPS):
        fitted = _share(level + slope * away)
        rest, curve = p * (spread.y - fitted), p * fitted * (1 - fitted)
        first, second = rest.sum(axis=0), (rest * away).sum(axis=0)
        a, b, c = (curve.sum(axis=0), (curve * away).sum(axis=0), (curve * away**2).sum(axis=0))
        up, tilt = (c * first - b * second) / (a * c - b**2), (a * second - b * first) / (a * c - b**2)
        size = np.maximum(np.abs(np.real(up)), np.abs(np.real(tilt)))
        shorter = LONGEST / np.maximum(size, LONGEST)
        level, slope = level + shorter * up, slope + shorter * tilt
    settled = np.where(size < SETTLED, 1, np.nan)
    return settled * _share(level - slope / 2), settled * _share(level + slope / 2)


def _share(logit: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logit))


def _ends(spread: Spread) -> tuple[np.ndarray, np.ndarray]:
    return logit_ends(spread) if spread.logit else linear_ends(spread)


def _rise(ends: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    return ends[1] - ends[0]


def _ratio(ends: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    return ends[1] / ends[0]


ORDERED: dict[str, Measure] = {
    "sii": lambda spread: _rise(_ends(spread)),
    "rii": lambda spread: _ratio(_ends(spread)),
    "sii_linear": lambda spread: _rise(linear_ends(spread)),
    "rii_linear": lambda spread: _ratio(linear_ends(spread)),
    "aci": concentration_index,
    "rci": lambda spread: concentration_index(spread) / spread.mean,
}

"""What a weighted quantile is: several rules, for many columns of weights at once.

Source: Hyndman and Fan (1996), The American Statistician 50, with weights as in Lumley's R package `survey`.
"""

from __future__ import annotations

import numpy as np

TIE = 1e-12
SMOOTHING = np.array([1, 2, 3, 4, 5, 4, 3, 2, 1]) / 25
NEIGHBOURS = np.arange(-4, 5) / 100


def weighted_quantile(y: np.ndarray, weights: np.ndarray, p: np.ndarray, rule: str) -> np.ndarray:
    """The quantile at `p` under each column of `weights`; NaN where the weights don't add up to more than 0.

    Parameters
    ----------
    y
        Values, sorted upwards.
    weights
        One row a value, one column a set of weights; zeros and negative ones are allowed.
    p
        A fraction for each column; NaN or outside 0 to 1 gives NaN.
    rule
        "math" (inverse of the distribution), "school" (the mean of both values at a tie), "hf4" to "hf9".
    """
    if not len(y):
        return np.full(weights.shape[1], np.nan)
    summed = np.cumsum(weights, axis=0)
    with np.errstate(invalid="ignore"):
        known = (summed[-1] > 0) & (p >= 0) & (p <= 1)
    if rule in ("math", "school"):
        found = _inverse(y, weights, summed, np.where(known, p, 0.5), rule == "school")
    else:
        columns = range(weights.shape[1])
        found = np.array([_between(y, weights[:, i], p[i], rule) if known[i] else np.nan for i in columns])
    return np.where(known, found, np.nan)


def smoothed_quantile(y: np.ndarray, weights: np.ndarray, p: np.ndarray, rule: str) -> np.ndarray:
    """The mean of the nine percentiles around `p`, the nearer the heavier; arguments as `weighted_quantile`."""
    near = [weighted_quantile(y, weights, p + step, rule) for step in NEIGHBOURS]
    return SMOOTHING @ np.array(near)


def _inverse(y: np.ndarray, weights: np.ndarray, summed: np.ndarray, p: np.ndarray, halves: bool) -> np.ndarray:
    """The value after the last sum below p of the total; at a tie that sum's own value, or half way."""
    total = summed[-1]
    target = p * total
    slack = TIE * np.abs(total)
    under = summed <= target + slack
    last = len(y) - 1 - np.argmax(under[::-1], axis=0)
    last = np.where(under.any(axis=0), last, -1)
    found = y[np.minimum(last + 1, len(y) - 1)]
    tie = (total > 0) & (last >= 0) & (np.abs(summed[last, np.arange(len(total))] - target) <= slack)
    for column in np.flatnonzero(tie):
        counting = np.flatnonzero(weights[:, column])
        place = np.searchsorted(counting, last[column], side="right")
        low, high = y[counting[max(place - 1, 0)]], y[counting[min(place, len(counting) - 1)]]
        found[column] = (low + high) / 2 if halves else low
    return found


def _between(y: np.ndarray, w: np.ndarray, p: float, rule: str) -> float:
    y, w = y[w != 0], w[w != 0]
    summed = np.cumsum(w)
    before, total, last = summed - w, summed[-1], w[-1]
    if rule == "hf7" and len(y) == 1:
        return float(y[0])
    places = {
        "hf4": lambda: summed / total,
        "hf5": lambda: (summed - w / 2) / total,
        "hf6": lambda: summed / (total + last),
        "hf7": lambda: before / before[-1],
        "hf8": lambda: (before / 3 + summed * 2 / 3) / (total + last / 3),
        "hf9": lambda: (before * 3 / 8 + summed * 5 / 8) / (total + last / 4),
    }[rule]()
    order = np.argsort(places, kind="stable")
    return float(np.interp(p, places[order], y[order]))

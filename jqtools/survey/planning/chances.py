"""How likely a group will be large enough to show, if people fall into it by chance."""

from __future__ import annotations

import numpy as np
from scipy.stats import binom

from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.sums import alike_few

TAIL = 1e-12


def chance_enough(total: int, shares: np.ndarray, rates: np.ndarray | None, policy: Policy) -> np.ndarray:
    """The probability that each group, and the share of it that counts, may be shown.

    `total` people fall independently into groups by `shares`, and in a group count by `rates`: a binomial number of
    a binomial number. People who come in clusters (classes, households, employers) vary more, so that the chance is
    nearer to a half than said here.
    """
    if rates is None:
        return binom.sf(policy.min_n - 1, total, shares)
    return np.array([_chance(total, share, rate, policy) for share, rate in zip(shares, rates, strict=True)])


def _chance(total: int, share: float, rate: float, policy: Policy) -> float:
    low, high = (int(end) for end in binom.interval(1 - TAIL, total, share))
    n = np.arange(max(low, policy.min_n), high + 1)
    least = policy.complement
    mixed = binom.cdf(n - least, n, rate) - binom.cdf(least - 1, n, rate)
    alike = np.where(alike_few(n, n, policy), 0, binom.pmf(0, n, rate) + binom.pmf(n, n, rate))
    return float(binom.pmf(n, total, share) @ (np.maximum(mixed, 0) + alike))

"""Many comparisons at once: p-values that keep the chance of a single false alarm in the whole family.

Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6.
"""

from __future__ import annotations

import numpy as np

from jqtools.errors import DataError

ADJUSTMENTS = ("holm", "none")


def adjusted(p_values: np.ndarray, adjust: str = "holm") -> np.ndarray:
    """Adjusted p-values of one family of tests, in the order given.

    Parameters
    ----------
    p_values
        One for each test, 0 to 1. NaN is no test: it stays NaN, and the others are adjusted as if it weren't there.
    adjust
        "holm" needs no assumption about how the tests depend on each other; "none" leaves the p-values as they are.
    """
    if adjust not in ADJUSTMENTS:
        raise DataError(f"adjust is one of {', '.join(ADJUSTMENTS)}; got {adjust!r}")
    given = np.asarray(p_values, dtype=float)
    return given.copy() if adjust == "none" else _holm(given)


def _holm(given: np.ndarray) -> np.ndarray:
    found, tests = np.full(len(given), np.nan), np.flatnonzero(~np.isnan(given))
    order = tests[np.argsort(given[tests], kind="stable")]
    steps = given[order] * np.arange(len(order), 0, -1)
    found[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return found

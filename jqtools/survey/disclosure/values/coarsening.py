"""Show numbers of people to the nearest multiple, and shares near 0% and 100% as bands.

Both only make coarser what may be shown anyway: what must not be known is hidden before, as if numbers were exact.
They are courtesy to readers and no protection, because rounding can be undone where exact shares stand beside it, and
a band by subtraction from a total.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.statistics import QUANTILES

Bands = tuple[tuple[int, float], ...]

PEOPLE = ("n", "n_eff", "weighted_n")
COUNTED = ("estimate", "se", "ci_low", "ci_high")
TELLING = ("n_eff", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90")
BY_SHARE = ("n_eff", "se", "df", "cv", "moe90")
ROUNDED = "the reason would tell a number of people, and those are rounded"
BANDED = "the share is shown as a band"
WHOLE = "the reason would tell the share, and shares are shown in whole percents"
NEAR = 1e-9


def nearest(values: np.ndarray, base: float) -> np.ndarray:
    """Values to the nearest multiple of `base`, halves away from zero; missing ones stay missing."""
    scaled = np.asarray(values, dtype=float) / base
    return np.sign(scaled) * np.floor(np.abs(scaled) + 0.5 + NEAR) * base


def rounded(frame: pd.DataFrame, base: int, counts: np.ndarray) -> pd.DataFrame:
    """A table with its numbers of people to the nearest multiple of `base`.

    Parameters
    ----------
    frame
        The columns of `Published`, one row an estimate. Missing numbers stay missing.
    base
        A whole number; 1 changes nothing. Halves go away from zero.
    counts
        One true or false a row: whether its estimate is a number of people, as that of `total("one")` is. Its
        estimate, standard error and interval are rounded too, and `cv` and `moe90` are worked out from them.

    Reasons of flags that name a number of people are replaced.
    """
    if base == 1:
        return frame
    found = frame.copy()
    for name in PEOPLE:
        found[name] = nearest(_floats(frame[name]), base)
    found["n"] = found["n"].astype("Int64")
    for name in COUNTED:
        found[name] = np.where(counts, nearest(_floats(frame[name]), base), _floats(frame[name]))
    estimate, se = found["estimate"].to_numpy(), found["se"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = np.where(estimate != 0, se / np.abs(estimate), np.nan)
    found["cv"] = np.where(counts & frame["cv"].notna(), cv, _floats(frame["cv"]))
    found["moe90"] = np.where(counts, 1.645 * se, _floats(frame["moe90"]))
    telling = (counts | (frame["statistic"] == "share")) & _flagged(frame)
    found["flag_reason"] = frame["flag_reason"].mask(telling, ROUNDED)
    return found.copy()


def checked_bands(bands: Bands) -> Bands:
    """Bands as a policy states them: (people, percent) pairs, from the smallest groups to the largest.

    ((10, 20), (21, 10), (41, 5)) shows shares in groups of 10 to 20 people as "20% or less" and "80% or more" where
    that is so, of 21 to 40 as "10% or less" and "90% or more", and so on. 0 shows shares of groups that large as they
    are. Which bands to use is for the agency to say.

    Raises
    ------
    DataError
        Bands that are no such pairs, or aren't in that order.
    """
    for pair in bands if isinstance(bands, tuple) else [bands]:
        if not _is_band(pair):
            raise DataError(
                "percent_bands are pairs of the people from whom on a band holds and a percentage below 50, such as "
                f"((10, 20), (21, 10)); got {pair!r}"
            )
    starts = [people for people, _ in bands]
    if not starts or any(later <= earlier for earlier, later in pairwise(starts)):
        raise DataError(f"percent_bands go from the smallest groups to the largest, got {bands!r}")
    return bands


def banded(
    frame: pd.DataFrame, bands: Bands, binary: np.ndarray, whole_percent: bool = False
) -> tuple[pd.DataFrame, np.ndarray]:
    """A table whose shares near 0% and 100% are bands, and which rows these are.

    Parameters
    ----------
    frame
        The columns of `Published`, one row an estimate, before numbers are rounded. Hidden rows have no numbers.
    bands
        See `checked_bands`. Groups smaller than the first band begins have the first band.
    binary
        One true or false a row: whether its column holds 0 and 1 only, so that a mean, a share, a ratio or a total
        tells what share of people count. Rows that only count people are none.
    whole_percent
        True if other shares are shown to the nearest whole percent, halves away from zero, with their intervals.

    Returns
    -------
    :
        `frame` with a column `band` after `estimate`: "5% or less", or "" where the row has no band. Such a row has
        an `n` and a `weighted_n`, but no estimate, standard error, interval or anything else to work it out from, and
        no flag. In whole percents there is no standard error or effective number either, which would tell the share.
    """
    share, unit = _shares(frame, binary)
    edges = _edges(_floats(frame["n"]), bands)
    low, high = share <= edges + NEAR, share >= 1 - edges - NEAR
    inside = (edges > 0) & (low | high)
    words = [_words(100 * edge, under) if one else "" for edge, under, one in zip(edges, low, inside, strict=True)]
    found = _whole_percents(frame, unit, ~np.isnan(share)) if whole_percent else frame.copy()
    for name in TELLING:
        found[name] = found[name].mask(inside)
    found["ci_method"] = found["ci_method"].mask(inside, "")
    found["flag"] = found["flag"].mask(inside, "")
    found["flag_reason"] = found["flag_reason"].mask(inside, BANDED)
    found.insert(found.columns.get_loc("estimate") + 1, "band", pd.Series(words, index=found.index, dtype=object))
    return found.copy(), inside  # a copy, so that what was masked is nowhere in its memory


def _shares(frame: pd.DataFrame, binary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The share that each row tells, missing where it tells none, and how much one of the row's estimate is."""
    total = (frame["statistic"] == "total").to_numpy()
    unit = np.where(total, _floats(frame["weighted_n"]), 1)
    tells = binary & ~frame["statistic"].isin(QUANTILES).to_numpy() & (unit > 0)
    share = _floats(frame["estimate"]) / np.where(unit > 0, unit, 1)
    return np.where(tells, share, np.nan), unit


def _edges(n: np.ndarray, bands: Bands) -> np.ndarray:
    """For groups of `n` people, the share up to which a band goes; 0 where there is no n."""
    starts, percents = np.array(bands, dtype=float).T
    place = np.searchsorted(starts, n, side="right") - 1
    return np.where(np.isnan(n), 0, percents[np.clip(place, 0, len(starts) - 1)] / 100)


def _words(percent: float, under: bool) -> str:
    return f"{percent:g}% or less" if under else f"{100 - percent:g}% or more"


def _whole_percents(frame: pd.DataFrame, unit: np.ndarray, tells: np.ndarray) -> pd.DataFrame:
    found = frame.copy()
    for name in ("estimate", "ci_low", "ci_high"):
        found[name] = np.where(tells, nearest(_floats(frame[name]) / unit, 0.01) * unit, _floats(frame[name]))
    for name in BY_SHARE:
        found[name] = found[name].mask(tells)
    at_the_edge = tells & np.isin(found["estimate"].to_numpy() / unit, (0, 1))
    found["ci_method"] = found["ci_method"].mask(at_the_edge, "")
    found["flag_reason"] = found["flag_reason"].mask(tells & _flagged(frame), WHOLE)
    return found


def _flagged(frame: pd.DataFrame) -> np.ndarray:
    """Rows whose flag has a reason that isn't that they are hidden or empty."""
    return (~frame["flag"].isin(["", "suppressed", "empty", "not collected"])).to_numpy()


def _floats(values: pd.Series) -> np.ndarray:
    return values.to_numpy(dtype=float, na_value=np.nan)


def _is_band(pair: object) -> bool:
    if not isinstance(pair, tuple) or len(pair) != 2:
        return False
    people, percent = pair
    whole = isinstance(people, int) and not isinstance(people, bool) and people >= 1
    return whole and isinstance(percent, int | float) and not isinstance(percent, bool) and 0 <= percent < 50

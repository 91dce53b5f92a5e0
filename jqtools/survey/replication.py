"""Replicate weights: which columns hold them, and how far their estimates lie apart becomes a variance.

The variance is `scale` times the sum over replicates of `rscale` times the squared distance from the
full-sample estimate (or from the replicates' mean, with `Design(..., mse=False)`). The scale comes from the
named scheme and is never guessed. Source: Wolter, Introduction to Variance Estimation (2007); U.S. Census
Bureau, ACS PUMS accuracy of the data (for the successive differences).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jqtools.errors import DataError

BRACES = re.compile(r"^(.*)\{(\d+)\.\.(\d+)\}(.*)$")
JACKKNIVES = ("jk1", "jkn")


@dataclass(frozen=True)
class Replicates:
    """Columns of replicate weights; a replicate's squared distance counts `scale` x its place in `rscales`."""

    scheme: str
    columns: tuple[str, ...]
    scale: float
    rscales: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.columns) < 2:
            raise DataError(f"at least 2 replicate weights are needed, got {len(self.columns)}")
        if len(set(self.columns)) < len(self.columns):
            raise DataError("columns of replicate weights must differ; one is named twice")
        if not self.rscales:
            object.__setattr__(self, "rscales", (1.0,) * len(self.columns))
        if len(self.rscales) != len(self.columns):
            raise DataError(f"each of {len(self.columns)} replicates needs a scale, got {len(self.rscales)}")
        for value in (self.scale, *self.rscales):
            if not 0 <= value < float("inf"):
                raise DataError(f"scales of replicates are numbers from 0 upwards, got {value}")


def sdr(columns: str | Sequence[str], n: int | None = None) -> Replicates:
    """Successive-difference replicate weights, as the ACS has (80) and the CPS ASEC (160); the scale is 4 / n.

    Parameters
    ----------
    columns
        The start of the names, numbered from 1 to `n`; a pattern such as "pwgtp{1..80}"; or all names.
    n
        How many there are, if `columns` is the start of their names.
    """
    names = column_names(columns, n)
    return Replicates("sdr", names, 4 / len(names))


def jk1(columns: str | Sequence[str], n: int | None = None, scale: float | None = None) -> Replicates:
    """Delete-one jackknife weights of a sample without strata; the scale is (n - 1) / n unless given.

    `columns` and `n` as for `sdr`. Give `scale` where the producer does, as with a finite population correction.
    """
    names = column_names(columns, n)
    return Replicates("jk1", names, (len(names) - 1) / len(names) if scale is None else scale)


def jkn(columns: str | Sequence[str], n: int | None = None, rscales: Sequence[float] = ()) -> Replicates:
    """Jackknife weights of a sample with strata; `rscales` has the producer's scale of each replicate.

    It is (PSUs - 1) / PSUs of the stratum that the replicate leaves a PSU out of. `columns` and `n` as for `sdr`;
    without `n` there are as many replicates as `rscales`.
    """
    names = column_names(columns, n or len(rscales) or None)
    if not len(rscales):
        raise DataError(f"jkn needs rscales, one for each of {len(names)} replicates: (PSUs - 1) / PSUs of its stratum")
    return Replicates("jkn", names, 1.0, tuple(float(value) for value in rscales))


def brr(columns: str | Sequence[str], n: int | None = None) -> Replicates:
    """Balanced repeated replication (half samples); the scale is 1 / n. `columns` and `n` as for `sdr`."""
    names = column_names(columns, n)
    return Replicates("brr", names, 1 / len(names))


def fay(columns: str | Sequence[str], n: int | None = None, rho: float | None = None) -> Replicates:
    """Fay's balanced repeated replication; the scale is 1 / (n (1 - rho)²), with the producer's `rho`.

    `columns` and `n` as for `sdr`.
    """
    names = column_names(columns, n)
    if rho is None or not 0 <= rho < 1:
        raise DataError(f"fay needs rho, from 0 up to but not 1, as the producer states it; got {rho}")
    return Replicates("fay", names, 1 / (len(names) * (1 - rho) ** 2))


def bootstrap(columns: str | Sequence[str], n: int | None = None, scale: float | None = None) -> Replicates:
    """Bootstrap weights; the scale is 1 / (n - 1), as in R's `survey`, unless given.

    Producers differ (Statistics Canada states 1 / n), so give what yours states. `columns` and `n` as for `sdr`.
    """
    names = column_names(columns, n)
    return Replicates("bootstrap", names, 1 / max(len(names) - 1, 1) if scale is None else scale)


def column_names(columns: str | Sequence[str], n: int | None = None) -> tuple[str, ...]:
    """The names of replicate columns: from a start and a number, from "w{1..80}", or as they are given."""
    if not isinstance(columns, str):
        return tuple(columns)
    pattern = BRACES.match(columns)
    if pattern:
        before, first, last, after = pattern.groups()
        return tuple(f"{before}{i}{after}" for i in range(int(first), int(last) + 1))
    if n is None:
        raise DataError(f"say how many replicate weights {columns!r} stands for, as in {columns + '{1..80}'!r}")
    return tuple(f"{columns}{i}" for i in range(1, n + 1))

"""A table of rows and how they came to be there: a sample with weights, or every record.

A domain is a mask over a design. It never drops rows, because the rows outside still count for the
standard errors. Estimation is elsewhere (`estimates`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import numbers
from jqtools.survey.conditions import rows_where


@dataclass(frozen=True)
class Replicates:
    """Columns of replicate weights. The variance is `scale` times the sum of squared distances of the
    replicate estimates from the full-sample estimate."""

    scheme: str
    columns: tuple[str, ...]
    scale: float


def sdr(prefix: str, n: int) -> Replicates:
    """Successive-difference replicate weights `prefix1` to `prefix<n>`.

    The ACS has 80 of them, the CPS ASEC 160. The scale is 4 / n. Zero and negative replicate weights are
    kept, as the Census Bureau does.
    """
    if n < 2:
        raise DataError(f"at least 2 replicate weights are needed, got {n}")
    return Replicates("sdr", tuple(f"{prefix}{i}" for i in range(1, n + 1)), 4 / n)


@dataclass(frozen=True, eq=False)
class Design:
    """One row per person (or household, contract, ...) and how rows stand for a population.

    Parameters
    ----------
    frame
        The rows. The design keeps its own view of them: later changes to `frame` have no effect.
    weight
        Column of full-sample weights, zero or more. Without it each row has weight 1.
    replicates
        Replicate weights. With them standard errors come from replication; without them from Taylor
        linearisation with each row its own sampling unit, drawn with replacement.
    every_record
        True for all records of a programme: no sampling error is claimed. Use `census(frame)`.
    """

    frame: pd.DataFrame
    weight: str | None = None
    replicates: Replicates | None = None
    every_record: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", self.frame.copy(deep=False))
        if not len(self.frame):
            raise DataError("a design needs at least one row, got none")
        if self.replicates and not self.weight:
            raise DataError("replicate weights need the full-sample weight too; name it with weight=")
        if self.every_record and self.weight:
            raise DataError(f"a census counts every record once; it has no weight, got {self.weight!r}")
        if self.weight:
            _check_weights(numbers(self.frame, self.weight), self.weight)
        for name in self.replicates.columns if self.replicates else ():
            _check_present(numbers(self.frame, name), name)

    @property
    def method(self) -> str:
        """Where standard errors come from: "census", "replicates" or "taylor"."""
        if self.every_record:
            return "census"
        return "replicates" if self.replicates else "taylor"

    def weights(self) -> np.ndarray:
        """One row per row of the frame; the full-sample weight, then each replicate weight."""
        if not self.weight:
            return np.ones((len(self.frame), 1))
        names = (self.weight, *(self.replicates.columns if self.replicates else ()))
        return np.column_stack([numbers(self.frame, name) for name in names])

    def where(self, condition: str | np.ndarray | pd.Series) -> Domain:
        """The rows that meet `condition`: text like "AGEP >= 16 and ESR in [1, 2]", or true/false per row."""
        return Domain(self, np.ones(len(self.frame), dtype=bool)).where(condition)


@dataclass(frozen=True, eq=False)
class Domain:
    """The part of a design that is asked about: `mask` has one true or false for each row."""

    design: Design
    mask: np.ndarray

    def where(self, condition: str | np.ndarray | pd.Series) -> Domain:
        """The rows of this domain that also meet `condition`."""
        if isinstance(condition, str):
            found = rows_where(self.design.frame, condition)
        else:
            found = _checked_mask(condition, self.design.frame)
        return Domain(self.design, self.mask & found)


def census(frame: pd.DataFrame) -> Design:
    """Every record of a programme. Nothing was sampled, so no sampling error is claimed."""
    return Design(frame, every_record=True)


def _checked_mask(mask: np.ndarray | pd.Series, frame: pd.DataFrame) -> np.ndarray:
    if isinstance(mask, pd.Series) and not mask.index.equals(frame.index):
        raise DataError("a mask must have the same index as the design's table")
    values = pd.array(mask)
    if len(values) != len(frame):
        raise DataError(f"a mask needs one value for each of the {len(frame)} rows, got {len(values)}")
    if not pd.api.types.is_bool_dtype(values.dtype) or pd.isna(values).any():
        raise DataError("a mask must hold true or false in every row")
    return np.asarray(values, dtype=bool)


def _check_weights(values: np.ndarray, name: str) -> None:
    _check_present(values, name)
    if (values < 0).any():
        row = np.flatnonzero(values < 0)[0]
        raise DataError(f"weights must be zero or more, got {values[row]:g} in row {row + 1} of {name!r}")
    if not values.any():
        raise DataError(f"at least one weight must be above zero; all of {name!r} are zero")


def _check_present(values: np.ndarray, name: str) -> None:
    if np.isnan(values).any():
        row = np.flatnonzero(np.isnan(values))[0]
        raise DataError(f"every row needs a weight; {name!r} has none in row {row + 1}")

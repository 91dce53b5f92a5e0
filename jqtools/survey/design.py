"""A table of rows and how they came to be there: a sample with weights, or every record.

A domain is a mask over a design. It never drops rows, because the rows outside still count for the
standard errors. Estimation is elsewhere (`estimates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import numbers
from jqtools.survey.conditions import rows_where
from jqtools.survey.replication import Replicates
from jqtools.survey.sampling import Draws, Everyone, Sampling
from jqtools.survey.units import LONELY, read_units

ACS_WEIGHTS = ("pwgtp", "wgtp")


@dataclass(frozen=True, eq=False, repr=False)
class Design:
    """One row per person (or household, contract, ...) and how rows stand for a population.

    Parameters
    ----------
    frame
        The rows. The design keeps its own view of them: later changes to `frame` have no effect.
    weight
        Column of full-sample weights, zero or more. Without it each row has weight 1.
    replicates
        Replicate weights (`sdr`, `jk1`, `jkn`, `brr`, `fay`, `bootstrap`); negative ones and zeros are kept.
        With them standard errors come from replication; without them from Taylor linearisation.
    strata, psu
        Columns of the strata and of the units drawn in them. Without `psu` each row is a unit.
    fpc
        Column of the units that a stratum has in the population, or of the fraction that was drawn. Without
        it units count as drawn with replacement.
    mse
        True if replicates are compared with the full-sample estimate, as the Census Bureau does; False if
        with their own mean, as R's `survey` does unless told otherwise.
    lonely
        What to do with a stratum that has one unit: "refuse", "certainty" or "adjust".
    every_record
        True for all records of a programme: no sampling error is claimed. Use `census(frame)`.
    """

    frame: pd.DataFrame
    weight: str | None = None
    replicates: Replicates | None = None
    strata: str | None = None
    psu: str | None = None
    fpc: str | None = None
    mse: bool = True
    lonely: str = "refuse"
    every_record: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", self.frame.copy(deep=False))
        if not len(self.frame):
            raise DataError("a design needs at least one row, got none")
        _check_arguments(self)
        if self.weight:
            _check_weights(numbers(self.frame, self.weight), self.weight)
        for name in self.replicates.columns if self.replicates else ():
            _check_present(numbers(self.frame, name), name)
        _ = self.sampling

    def __repr__(self) -> str:
        return f"<Design of {len(self.frame)} rows, standard errors by {self.method}>"

    @property
    def method(self) -> str:
        """Where standard errors come from: "census", "replicates" or "taylor"."""
        if self.every_record:
            return "census"
        return "replicates" if self.replicates else "taylor"

    @cached_property
    def sampling(self) -> Sampling:
        """What variances are worked out from."""
        if self.every_record:
            return Everyone()
        if self.replicates:
            return Draws(self.replicates.scale * np.array(self.replicates.rscales), self.mse)
        return read_units(self.frame, self.strata, self.psu, self.fpc, self.lonely)

    def weights(self) -> np.ndarray:
        """One row per row of the frame; the full-sample weight, then each replicate weight."""
        return self._weights

    @cached_property
    def _weights(self) -> np.ndarray:
        if not self.weight:
            return np.ones((len(self.frame), 1))
        names = (self.weight, *(self.replicates.columns if self.replicates else ()))
        return np.column_stack([numbers(self.frame, name) for name in names])

    def everyone(self) -> Domain:
        """All rows, as a domain."""
        return Domain(self, np.ones(len(self.frame), dtype=bool))

    def where(self, condition: str | np.ndarray | pd.Series) -> Domain:
        """The rows that meet `condition`: text like "AGEP >= 16 and ESR in [1, 2]", or true/false per row."""
        return self.everyone().where(condition)


@dataclass(frozen=True, eq=False, repr=False)
class Domain:
    """The part of a design that is asked about: `mask` has one true or false for each row.

    `conditions` are the texts that say which rows these are; None if any of them was no text.
    """

    design: Design
    mask: np.ndarray
    conditions: tuple[str, ...] | None = ()

    def __repr__(self) -> str:
        return f"<Domain of {int(self.mask.sum())} rows of {len(self.mask)}>"

    def where(self, condition: str | np.ndarray | pd.Series) -> Domain:
        """The rows of this domain that also meet `condition`."""
        if isinstance(condition, str):
            found = rows_where(self.design.frame, condition)
            words = None if self.conditions is None else (*self.conditions, condition)
        else:
            found, words = _checked_mask(condition, self.design.frame), None
        return Domain(self.design, self.mask & found, words)


def census(frame: pd.DataFrame) -> Design:
    """Every record of a programme. Nothing was sampled, so no sampling error is claimed."""
    return Design(frame, every_record=True)


def _check_arguments(design: Design) -> None:
    sampled = [name for name in ("strata", "psu", "fpc") if getattr(design, name)]
    if design.every_record and (design.weight or design.replicates or sampled):
        got = design.weight or next((getattr(design, name) for name in sampled), "replicate weights")
        raise DataError(f"a census counts every record once; it has no weight, strata or units, got {got!r}")
    if design.replicates and not design.weight:
        raise DataError("replicate weights need the full-sample weight too; name it with weight=")
    if design.replicates and sampled:
        raise DataError(f"replicate weights already hold the sample's design; leave out {', '.join(sampled)}")
    if design.lonely not in LONELY:
        raise DataError(f"lonely is one of {', '.join(LONELY)}, got {design.lonely!r}")
    if design.replicates and design.weight.lower() in ACS_WEIGHTS:
        _check_acs(design.weight, design.replicates.columns)


def _check_acs(weight: str, replicates: tuple[str, ...]) -> None:
    for name in replicates:
        if name.lower().rstrip("0123456789") != weight.lower():
            raise DataError(
                f"PWGTP weights people and WGTP households, so {weight!r} goes with replicates {weight.lower()}1, "
                f"{weight.lower()}2 and so on; got {name!r}"
            )


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

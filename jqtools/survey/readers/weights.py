"""Which weights the rows of ACS microdata have, and whether they are those of the rows."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.notes import counted, listed
from jqtools.survey.readers.pums_columns import HOUSING, KINDS, PERSON, WEIGHT

_OF_PERSONS = ("PWGTP", "SPORDER", "AGEP")


class AcsWeights(NamedTuple):
    """The column of full-sample weights, and the replicate weights `prefix`1 to `prefix`n; n is 0 without any."""

    weight: str
    prefix: str
    n: int


def weights_of(frame: pd.DataFrame, kind: str | None = None) -> AcsWeights:
    """The weights for the rows of `frame`.

    Parameters
    ----------
    frame
        ACS microdata, one row a person or a housing record, as `read_acs_pums` or a program of yours read them.
    kind
        "person" or "housing", where the table has both weights.

    Raises
    ------
    DataError
        There is no such weight, both are there and `kind` doesn't say which, housing weights are asked for although
        a household has several rows, or some of the replicate weights are not there.
    """
    if kind is not None and kind not in KINDS:
        raise DataError(f"kind must be 'person' or 'housing', got {kind!r}")
    held = [each for each in KINDS if WEIGHT[each] in frame.columns]
    if not held:
        raise DataError(f"ACS microdata have a column PWGTP or WGTP; the columns are {listed(frame.columns)}")
    if kind is None and len(held) > 1:
        raise DataError(
            "the table has PWGTP and WGTP; say kind='person' if a row is a person, kind='housing' if it is a household"
        )
    chosen = kind or held[0]
    if chosen not in held:
        raise DataError(f"a {chosen} analysis needs the weight {WEIGHT[chosen]}; the table has {WEIGHT[held[0]]} only")
    if chosen == HOUSING:
        _check_households(frame)
    return _with_replicates(frame, WEIGHT[chosen])


def _check_households(frame: pd.DataFrame) -> None:
    """WGTP counts households, so each may have one row only."""
    persons = [name for name in _OF_PERSONS if name in frame.columns]
    if "SERIALNO" not in frame.columns:
        if persons:
            raise DataError(
                f"WGTP counts households, but {persons[0]} says that a row is a person; use kind='{PERSON}' with "
                "PWGTP, or keep SERIALNO and one row a household"
            )
        return
    keys = [name for name in ("ST", "STATE", "SERIALNO") if name in frame.columns]
    again = int(frame.duplicated(keys).sum())
    if again:
        raise DataError(
            f"WGTP counts households, but {counted(again, 'row')} repeat a SERIALNO, so a row is a person; use PWGTP, "
            "or keep one row a household"
        )


def _with_replicates(frame: pd.DataFrame, weight: str) -> AcsWeights:
    found = [re.fullmatch(rf"({weight})([0-9]+)", str(name), re.IGNORECASE) for name in frame.columns]
    spelled = {each[1] for each in found if each}
    if len(spelled) > 1:
        raise DataError(f"the replicate weights of {weight} must be spelled one way, got {listed(sorted(spelled))}")
    places = {int(each[2]) for each in found if each}
    n = max(places, default=0)
    absent = [str(place) for place in range(1, n + 1) if place not in places]
    if absent:
        raise DataError(f"the replicate weights of {weight} run from 1 to {n}, but number {absent[0]} isn't there")
    return AcsWeights(weight, spelled.pop() if spelled else weight.lower(), n)

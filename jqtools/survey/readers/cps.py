"""Read the earner extract of the Current Population Survey that the Economic Policy Institute publishes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.member_rows import asked_names, check_names, member_names, member_rows
from jqtools.survey.readers.members import Member, csv_members, source_note
from jqtools.survey.readers.notes import closest, counted, listed, noted

NEEDED = ("year", "month", "orgwgt", "wage")


def read_cps_org(path: str | Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Outgoing rotation groups of the CPS, EPI extract: one row a person in one month.

    `wage` is dollars an hour; `wageotc`, where there, has overtime, tips and commissions in it. A blank cell is
    missing. A new column `weight` is orgwgt divided by the number of months in the file: orgwgt adds up to the
    workers of each month, so `weight` adds up to the workers of an average month. Source: EPI, CPS ORG
    documentation, https://microdata.epi.org.

    Parameters
    ----------
    path
        A .csv or .csv.gz, or a zip or folder with one; several files are joined.
    columns
        The columns to keep beside year, month, orgwgt, wage and weight. All when left out.

    Raises
    ------
    DataError
        A column is not there, a row has no weight or one below zero, or a month is in two files.
    """
    members = csv_members(path)
    frames = [_rows(member, columns) for member in members]
    _check_months(frames)
    frame = pd.concat(frames, ignore_index=True)
    months = len(frame[["year", "month"]].drop_duplicates())
    weighted = frame.assign(weight=frame["orgwgt"] / months)
    return noted(weighted, _notes(members, frames, weighted, months))


def _rows(member: Member, columns: Sequence[str] | None) -> pd.DataFrame:
    names = member_names(member)
    check_names(names, member)
    absent = [name for name in NEEDED if name not in names]
    if absent:
        raise DataError(
            f"an EPI extract of the CPS has the columns {', '.join(NEEDED)}; '{member.name}' has no {listed(absent)}, "
            f"its columns are {listed(names)}"
        )
    asked = names if columns is None else asked_names(columns)
    for name in asked:
        if name not in names:
            raise DataError(f"no column {name!r} in '{member.name}'; {closest(name, names)}")
    frame = member_rows(member, names, [name for name in names if name in {*NEEDED, *asked}], {})
    for name in NEEDED:
        if not pd.api.types.is_numeric_dtype(frame[name]):
            raise DataError(
                f"{name} must hold numbers, and nothing where it is missing; '{member.name}' has text in it"
            )
    _check_weights(frame["orgwgt"].to_numpy(dtype=float), member.name)
    return frame


def _check_weights(weights: np.ndarray, name: str) -> None:
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if len(wrong):
        raise DataError(
            f"every row needs an orgwgt of zero or more; {counted(len(wrong), 'row')} of '{name}' have none, the first "
            f"is row {wrong[0] + 2}; keep the outgoing rotation groups only"
        )


def _check_months(frames: list[pd.DataFrame]) -> None:
    held = [set(frame[["year", "month"]].itertuples(index=False, name=None)) for frame in frames]
    for place, months in enumerate(held):
        again = months & set().union(*held[:place])
        if again:
            year, month = min(again)
            raise DataError(f"a month may be in one file only, but {year}-{month:02} is in two; keep one of them")


def _notes(members: tuple[Member, ...], frames: list[pd.DataFrame], frame: pd.DataFrame, months: int) -> list[str]:
    unpaid = int(frame["wage"].isna().sum())
    return [
        *(source_note(member, len(rows)) for member, rows in zip(members, frames, strict=True)),
        f"Rows out: {len(frame):,}; a row is a person in one month; wage is missing in {unpaid:,}.",
        f"Column 'weight' is orgwgt / {months}, for {counted(months, 'month')}; "
        f"it adds up to {frame['weight'].sum():,.0f} people.",
        "The public CPS has no replicate weights and no strata, so standard errors from this file are too small.",
    ]

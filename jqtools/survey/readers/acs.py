"""Read the public-use microdata of the American Community Survey as the Census Bureau publishes them.

Which columns are weights, and whether they fit the rows, is elsewhere (`weights`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.member_rows import asked_names
from jqtools.survey.readers.members import csv_members, source_note
from jqtools.survey.readers.notes import closest, counted, listed, noted
from jqtools.survey.readers.pums_columns import (
    BOTH,
    HOUSING,
    KINDS,
    PERSON,
    ROW,
    TEXT,
    WEIGHT,
    is_weight_of,
    usual_name,
)
from jqtools.survey.readers.pums_members import PumsTable, pums_rows, pums_table

_HOUSEHOLD = ("ST", "STATE", "SERIALNO")


def read_acs_pums(path: str | Path, kind: str | None = None, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """ACS public-use microdata: one row a person or a housing record.

    Columns have capital letters and replicate weights small ones (`pwgtp1` to `pwgtp80`), whichever way the year
    wrote them. SERIALNO, RT, area, occupation and industry codes are text; PUMAs have 5 digits and states 2.
    Weights are whole numbers; replicate weights may be zero or negative, and WGTP is 0 in group quarters. A blank
    cell is missing; in these files it mostly means that the question did not apply. Incomes are not adjusted by
    ADJINC.

    Parameters
    ----------
    path
        The zip from the Census Bureau (such as csv_pwa.zip), a folder of CSV files, or one .csv or .csv.gz. Files
        with the same columns, such as psam_pusa and psam_pusb, are joined.
    kind
        "person" or "housing", where the file holds both; otherwise its weight tells.
    columns
        The columns to keep, in any letters; the weight and its replicates are always kept. All when left out.

    Raises
    ------
    DataError
        The file can't be read safely, holds persons and households alike and `kind` doesn't say which, has no
        weight, an unknown column is asked for, or a household is in two files.
    """
    if kind is not None and kind not in KINDS:
        raise DataError(f"kind must be 'person' or 'housing', got {kind!r}")
    tables = _chosen([pums_table(member) for member in csv_members(path)], kind, Path(path).name)
    found = kind or tables[0].kind
    kept = _kept(tables, found, columns)
    keys = tuple(name for name in _HOUSEHOLD if name in tables[0].names and len(tables) > 1)
    read = tuple(name for name in tables[0].names if name in {*kept, *keys})
    frames = [pums_rows(table, read) for table in tables]
    _check_apart(frames, keys)
    joined = pd.concat([frame[list(kept)] for frame in frames], ignore_index=True)
    return noted(joined, _notes(tables, frames, joined, found))


def _chosen(tables: list[PumsTable], kind: str | None, name: str) -> list[PumsTable]:
    weighted = [table for table in tables if table.kind]
    if not weighted:
        raise DataError(
            f"ACS microdata have a column PWGTP (persons) or WGTP (housing); '{name}' has neither, "
            f"its columns are {listed(tables[0].names)}"
        )
    kinds = {table.kind for table in weighted}
    if kind is None and len(kinds) > 1:
        held = listed((table.member.name for table in weighted), 4)
        raise DataError(f"'{name}' holds persons and housing ({held}); choose kind='person' or kind='housing'")
    if kind is None and kinds == {BOTH}:
        raise DataError(f"'{name}' has the weights of persons and of housing; if a row is a person, say kind='person'")
    if kind == HOUSING and kinds == {BOTH}:
        raise DataError(
            f"'{name}' has PWGTP, so a row is a person and WGTP would count a household once for each; "
            "choose kind='person' or read the housing file"
        )
    chosen = [table for table in weighted if kind in (None, table.kind) or (kind, table.kind) == (PERSON, BOTH)]
    if not chosen:
        raise DataError(f"'{name}' holds no {kind} file; choose kind='{weighted[0].kind}' or read the other file")
    return chosen


def _kept(tables: list[PumsTable], kind: str, columns: Sequence[str] | None) -> tuple[str, ...]:
    """The columns to read, in the order of the file, without the weights of the other kind."""
    names = tables[0].names
    for table in tables[1:]:
        if set(table.names) != set(names):
            odd = listed(sorted(set(table.names) ^ set(names)), 3)
            raise DataError(
                f"files that are joined need the same columns, but '{table.member.name}' and "
                f"'{tables[0].member.name}' differ in {odd}; read them apart"
            )
    asked = set(names) if columns is None else {usual_name(name) for name in asked_names(columns)}
    for name in sorted(asked - set(names)):
        raise DataError(f"no column {name!r} in '{tables[0].member.name}'; {closest(name, names)}")
    other = {name for name in names if is_weight_of(name, HOUSING if kind == PERSON else PERSON)}
    if columns is not None and asked & other:
        refused = listed(sorted(asked & other), 2)
        raise DataError(f"a row is {ROW[kind]}, so its weight is {WEIGHT[kind]} and {refused} can't be asked for")
    return tuple(name for name in names if name not in other and (name in asked or is_weight_of(name, kind)))


def _check_apart(frames: list[pd.DataFrame], keys: tuple[str, ...]) -> None:
    """No household may be in two files, or it would count twice."""
    if "SERIALNO" not in keys:
        return
    households = [pd.MultiIndex.from_frame(frame[list(keys)]).unique() for frame in frames]
    for one, other in combinations(households, 2):
        shared = one.intersection(other)
        if len(shared):
            raise DataError(
                f"{counted(len(shared), 'household')} would count twice, the first with SERIALNO {shared[0][-1]!r}: "
                "the files hold the same records; keep one of them"
            )


def _notes(tables: list[PumsTable], frames: list[pd.DataFrame], joined: pd.DataFrame, kind: str) -> list[str]:
    weights = [name for name in joined if is_weight_of(name, kind)]
    blank = joined.isna().sum()
    blank = blank[blank > 0]
    cells = f": {', '.join(f'{name} {count:,}' for name, count in blank.items())}" if len(blank) else " in no column"
    return [
        *(source_note(table.member, len(frame)) for table, frame in zip(tables, frames, strict=True)),
        f"Rows out: {len(joined):,}; a row is {ROW[kind]}; {counted(joined.shape[1], 'column')} kept.",
        f"Weight {WEIGHT[kind]} with {counted(len(weights) - 1, 'replicate weight')}, whole numbers.",
        f"Codes kept as text: {', '.join(name for name in joined if name in TEXT) or 'none'}.",
        f"Blank cells are missing{cells}; in ACS microdata a blank mostly means that the question did not apply.",
    ]

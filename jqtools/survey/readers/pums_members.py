"""One CSV of ACS microdata: which columns it has, and the chosen ones as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from jqtools.survey.readers.member_rows import check_names, member_names, member_rows
from jqtools.survey.readers.members import Member
from jqtools.survey.readers.pums_columns import DIGITS, KINDS, TEXT, is_weight_of, kind_of, usual_name

_ONLY_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class PumsTable:
    """A CSV with its column names as `usual_name` has them; `kind` is person, housing, both or None."""

    member: Member
    names: tuple[str, ...]
    kind: str | None


def pums_table(member: Member) -> PumsTable:
    """Look at the first line of a CSV. DataError for one that can't be read or names a column twice."""
    names = tuple(usual_name(name) for name in member_names(member))
    check_names(names, member)
    return PumsTable(member, names, kind_of(names, member.name))


def pums_rows(table: PumsTable, kept: tuple[str, ...]) -> pd.DataFrame:
    """The rows with the columns `kept`: codes as text with their zeros, weights as whole numbers, blanks missing.

    Area codes get back the zeros in front that some files lost: PUMA 300 is 00300.
    """
    types: dict[str, type | str] = {name: str for name in kept if name in TEXT}
    types |= {name: "int32" for name in kept if any(is_weight_of(name, kind) for kind in KINDS)}
    frame = member_rows(table.member, table.names, kept, types)
    return frame.assign(**{name: _padded(frame[name], width) for name, width in DIGITS.items() if name in frame})


def _padded(codes: pd.Series, width: int) -> pd.Series:
    return codes.map(lambda code: code.zfill(width) if _ONLY_DIGITS.fullmatch(code) else code, na_action="ignore")

"""Living-wage thresholds from a table that the user brings. None are shipped: they go out of date."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.codes import as_numbers, plain_text, refuse_rows
from jqtools.survey.columns import column

FULL_TIME = 2080
COLUMNS = ("place", "household", "value", "unit", "source", "as_of")
UNITS = ("hour", "month", "year")
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"


@dataclass(frozen=True)
class Threshold:
    """What a household in a place needs, in dollars per `unit` ("hour", "month" or "year").

    `source` and `as_of` (2026, 2026-04 or 2026-04-30) are never empty. `assumption` says how the value was converted;
    it is empty for a value as it was given.
    """

    place: str
    household: str
    value: float
    unit: str
    source: str
    as_of: str
    assumption: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and self.value > 0):
            raise DataError(f"a threshold must be above zero; got {self.value!r} for {self.place!r}")
        _check_unit(self.unit)
        for name in ("place", "household", "source"):
            if not getattr(self, name).strip():
                raise DataError(f"a threshold needs a {name}; it is blank for {self.place!r}, {self.household!r}")
        if not re.fullmatch(_DATE, self.as_of):
            raise DataError(f"as_of is written 2026, 2026-04 or 2026-04-30; got {self.as_of!r} for {self.place!r}")


@dataclass(frozen=True)
class Thresholds:
    """A table of thresholds; place, household and as_of together name one."""

    rows: tuple[Threshold, ...]

    def only(self, *, place: str | None = None, household: str | None = None, as_of: str | None = None) -> Thresholds:
        """The thresholds of a place, a household or a date."""
        wanted = {"place": place, "household": household, "as_of": as_of}
        kept = self.rows
        for name, value in wanted.items():
            if value is not None:
                choices = dict.fromkeys(getattr(row, name) for row in kept)
                kept = tuple(row for row in kept if getattr(row, name) == value)
                if not kept:
                    raise DataError(f"no threshold has the {name} {value!r}; there are {', '.join(choices)}")
        return Thresholds(kept)


def read_thresholds(table: str | Path | pd.DataFrame) -> Thresholds:
    """The thresholds in a CSV file (UTF-8) or a table, with the columns place, household, value, unit, source, as_of.

    Raises
    ------
    DataError
        The file can't be read, a column isn't there, or a row breaks a rule: value above zero, unit one of hour, month
        and year, nothing blank, as_of a date, one row for each place, household and as_of.
    """
    frame = table if isinstance(table, pd.DataFrame) else _read_csv(Path(table))
    values = as_numbers(column(frame, "value"), "value")
    text = {name: plain_text(column(frame, name)) for name in COLUMNS if name != "value"}
    for name, found in text.items():
        refuse_rows(found.isna(), found, f"column {name!r} may not be blank")
    refuse_rows(~(values > 0), values, "column 'value' must hold amounts above zero")
    units = text["unit"].str.casefold()
    refuse_rows(~units.isin(UNITS), text["unit"], f"column 'unit' must be one of {', '.join(UNITS)}")
    refuse_rows(
        ~text["as_of"].str.fullmatch(_DATE), text["as_of"], "column 'as_of' is written 2026, 2026-04 or 2026-04-30"
    )
    told = pd.DataFrame({**text, "unit": units, "value": values})
    same = told.duplicated(["place", "household", "as_of"])
    refuse_rows(same, told["place"], "place, household and as_of together may stand in one row only")
    return Thresholds(tuple(Threshold(**row) for row in told.to_dict("records")))


def threshold(table: Thresholds, place: str, household: str, as_of: str | None = None) -> Threshold:
    """The threshold for a household in a place; `as_of` is needed where the table has several dates.

    Raises
    ------
    DataError
        There is none, or there are several.
    """
    found = table.only(place=place, household=household, as_of=as_of).rows
    if len(found) > 1:
        dates = ", ".join(row.as_of for row in found)
        raise DataError(
            f"{place!r} and {household!r} have thresholds of several dates ({dates}); choose one with as_of="
        )
    return found[0]


def in_unit(given: Threshold, unit: str, hours_a_year: float = FULL_TIME) -> Threshold:
    """The threshold in dollars per `unit`, with the assumption behind it: `hours_a_year` of paid work, 12 months."""
    _check_unit(unit)
    if unit == given.unit:
        return given
    if not 0 < hours_a_year <= 8784:
        raise DataError(f"hours_a_year must be above 0 and at most 8784, the hours of a year; got {hours_a_year!r}")
    in_a_year = dict(zip(UNITS, (hours_a_year, 12, 1), strict=True))
    factor = in_a_year[given.unit] / in_a_year[unit]
    basis = f"{hours_a_year:,g} hours a year" if "hour" in (given.unit, unit) else "12 months a year"
    step = f"From dollars per {given.unit} to dollars per {unit}, at {basis}."
    return replace(given, value=given.value * factor, unit=unit, assumption=f"{given.assumption} {step}".strip())


def to_hourly(given: Threshold, hours_a_year: float = FULL_TIME) -> Threshold:
    """The threshold in dollars an hour, with the assumption behind it."""
    return in_unit(given, "hour", hours_a_year)


def _check_unit(unit: str) -> None:
    if unit not in UNITS:
        raise DataError(f"unit must be one of {', '.join(UNITS)}; got {unit!r}")


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(f"a table of thresholds must be a CSV file in UTF-8; {path.name!r} can't be read") from error

"""Public use microdata areas (PUMAs) and areas made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.codes import plain_text, refuse_rows
from jqtools.survey.categories.states import STATES, state_codes

# The first survey year of the ACS whose PUMAs come from the census of that year.
_FIRST_YEARS = {2022: 2020, 2012: 2010, 2005: 2000}


def puma_codes(values: pd.Series, state: str | int | pd.Series | None = None) -> pd.Series:
    """Each PUMA as seven digits, its state's two first: "5311601". A number repeats from state to state.

    Parameters
    ----------
    values
        PUMA codes as numbers or text, such as 11601 or "00503"; or with the state in them, such as "25-00503" or
        "2500503". Missing stays missing.
    state
        Code or name of the state of all rows, or one a row; None where it is in the code.

    Raises
    ------
    DataError
        A code that isn't one, or a state that isn't known or missing.
    """
    text = plain_text(values)
    if state is None:
        joined = text.str.replace("-", "")
    else:
        given = state if isinstance(state, pd.Series) else pd.Series(state, index=values.index, dtype=object)
        is_code = text.str.fullmatch(r"\d{1,5}", na=False)
        joined = (state_codes(given) + text.str.zfill(5)).where(is_code)
    right = joined.str.fullmatch(r"\d{7}", na=False) & joined.str[:2].isin(STATES)
    refuse_rows(text.notna() & ~right, text, "a PUMA needs up to five digits, and its state (with state=)")
    return joined.rename(values.name)


def puma_census(year: int) -> int:
    """The census whose PUMAs the one-year ACS of `year` has: 2000, 2010 (2012 to 2021) or 2020 (2022 and later)."""
    for first, census in _FIRST_YEARS.items():
        if year >= first:
            return census
    raise DataError(f"the ACS has PUMAs from 2005 on; got the year {year}")


def puma_break(year_before: int, year_after: int) -> str | None:
    """Why areas of two one-year ACS files are not the same, in a sentence; None where they are."""
    before, after = puma_census(year_before), puma_census(year_after)
    if before == after:
        return None
    return (
        f"The ACS of {year_before} has the PUMAs of {before} and that of {year_after} those of {after}: their borders "
        "differ, also where the code is the same, so draw a break."
    )


def combine_areas(values: pd.Series, areas: Mapping[str, Collection[str | int]]) -> pd.Series:
    """Each row's area, as a categorical in the order of `areas`; missing stays missing.

    Parameters
    ----------
    values
        Codes of places, as text or whole numbers. Zeros in front make no difference.
    areas
        The codes by the name of the area.

    Raises
    ------
    DataError
        A code is in two areas, or a row's code is in none.
    """
    area_of: dict[str, str] = {}
    for area, codes in areas.items():
        for code in _bare(pd.Series(list(codes), dtype=object)):
            if area_of.setdefault(code, area) != area:
                raise DataError(f"each code must be in one area; {code!r} is in {area_of[code]!r} and in {area!r}")
    bare = _bare(values)
    found = bare.map(area_of)
    refuse_rows(bare.notna() & found.isna(), values, f"each code must be in one of the areas {', '.join(areas)}")
    return found.astype(pd.CategoricalDtype(list(areas))).rename(values.name)


def _bare(values: pd.Series) -> pd.Series:
    return plain_text(values).str.replace(r"^0+(?=\d)", "", regex=True)

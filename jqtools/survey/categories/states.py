"""States by their federal (FIPS) code: the 50 states, the District of Columbia and Puerto Rico."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from jqtools.survey.categories.codes import plain_text, refuse_rows

_NAMES = {
    **{1: "Alabama", 2: "Alaska", 4: "Arizona", 5: "Arkansas", 6: "California", 8: "Colorado", 9: "Connecticut"},
    **{10: "Delaware", 11: "District of Columbia", 12: "Florida", 13: "Georgia", 15: "Hawaii", 16: "Idaho"},
    **{17: "Illinois", 18: "Indiana", 19: "Iowa", 20: "Kansas", 21: "Kentucky", 22: "Louisiana", 23: "Maine"},
    **{24: "Maryland", 25: "Massachusetts", 26: "Michigan", 27: "Minnesota", 28: "Mississippi", 29: "Missouri"},
    **{30: "Montana", 31: "Nebraska", 32: "Nevada", 33: "New Hampshire", 34: "New Jersey", 35: "New Mexico"},
    **{36: "New York", 37: "North Carolina", 38: "North Dakota", 39: "Ohio", 40: "Oklahoma", 41: "Oregon"},
    **{42: "Pennsylvania", 44: "Rhode Island", 45: "South Carolina", 46: "South Dakota", 47: "Tennessee", 48: "Texas"},
    **{49: "Utah", 50: "Vermont", 51: "Virginia", 53: "Washington", 54: "West Virginia", 55: "Wisconsin"},
    **{56: "Wyoming", 72: "Puerto Rico"},
}
STATES = MappingProxyType({f"{code:02d}": name for code, name in _NAMES.items()})
_RULE = "a state must be one of the 50, the District of Columbia or Puerto Rico"


def state_codes(values: pd.Series) -> pd.Series:
    """Each state's two digits, such as "53", from its name or its code; missing stays missing.

    Raises
    ------
    DataError
        A name or code that isn't there.
    """
    text = plain_text(values).str.casefold()
    by_name = {name.casefold(): code for code, name in STATES.items()}
    padded = text.where(~text.str.fullmatch(r"\d", na=False), "0" + text)
    found = text.map(by_name).fillna(padded.where(padded.isin(STATES)))
    refuse_rows(text.notna() & found.isna(), plain_text(values), _RULE)
    return found.rename(values.name)


def state_names(values: pd.Series) -> pd.Series:
    """Each state's name from its code or name; missing stays missing."""
    return state_codes(values).map(STATES)

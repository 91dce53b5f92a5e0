"""The categories of race and ethnicity by scheme, and where a series of numbers has to break.

The groups of a scheme come from the content files; only the layout of Census tables is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jqtools.content import schemes
from jqtools.errors import DataError

MENA = "Middle Eastern or North African"
OTHER_RACE = "Some other race"
HISPANIC = "Hispanic"
SEVERAL_1997 = "Two or more races"
# Table B03002 of the American Community Survey: Hispanic of any race, then one race alone, then two or more.
CENSUS_TABLE = (
    "Hispanic or Latino",
    "White",
    "Black or African American",
    "American Indian or Alaska Native",
    "Asian",
    "Native Hawaiian or Other Pacific Islander",
    OTHER_RACE,
)
_SEVERAL = {"spd15_2024": "Multiracial or Multiethnic", "wioa": "More than one race"}
_HISPANIC_IS = {"spd15_2024": "equal", "spd15_1997": "first", "acs": "first", "wioa": "beside"}
_CONTENT_KEYS = {"acs": "spd15_1997", "wioa": "wioa_9169_2016"}
_NO_GROUPS = ("Not Hispanic", "More than one race")


@dataclass(frozen=True)
class RaceScheme:
    """A set of groups of race and ethnicity.

    `groups` are in the order shown; `several` names the group of those who chose two or more. `hispanic` says how
    Hispanic origin stands to race: "equal" to it (one question), "first" (Hispanic of any race, then the races of
    everyone else), or "beside" it (a person counts in Hispanic and in a race).
    """

    key: str
    groups: tuple[str, ...]
    several: str
    hispanic: Literal["equal", "first", "beside"]

    def called(self, beginning: str) -> str:
        """The group whose name begins like this; the beginning itself where the scheme has no such group."""
        return next((group for group in self.groups if group.startswith(beginning)), beginning)


def race_scheme(key: str) -> RaceScheme:
    """The scheme called `key`.

    Parameters
    ----------
    key
        "spd15_2024", "spd15_1997", "acs" (the layout of Census tables) or "wioa" (form ETA-9169 of 2016).

    Raises
    ------
    DataError
        There is no such scheme.
    """
    if key not in _HISPANIC_IS:
        raise DataError(f"scheme must be one of {', '.join(_HISPANIC_IS)}; got {key!r}")
    groups = CENSUS_TABLE if key == "acs" else _groups_of(_CONTENT_KEYS.get(key, key))
    return RaceScheme(key, groups, _SEVERAL.get(key, SEVERAL_1997), _HISPANIC_IS[key])


def break_line(scheme_before: str, scheme_after: str) -> str | None:
    """Why numbers of the two schemes are not on one line, in a sentence or two; None where nothing is known to break.

    Parameters
    ----------
    scheme_before, scheme_after
        Keys of `race_scheme`, or of any scheme of the content files, such as "eeo4". The ACS has the categories of
        1997.

    Raises
    ------
    DataError
        There is no such scheme.
    """
    known = schemes()
    before, after = (_CONTENT_KEYS.get(key, key) for key in (scheme_before, scheme_after))
    for key, given in ((before, scheme_before), (after, scheme_after)):
        if key not in known:
            raise DataError(f"a scheme must be one of {', '.join([*_CONTENT_KEYS, *known])}; got {given!r}")
    return known[before].breaks_with.get(after) or known[after].breaks_with.get(before)


def _groups_of(key: str) -> tuple[str, ...]:
    asked = [part for part in schemes()[key].dimensions if part.dimension == "race_ethnicity"]
    return tuple(group for part in asked for group in part.categories if not group.startswith(_NO_GROUPS))

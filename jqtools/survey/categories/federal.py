"""Race and ethnicity as the American Community Survey, the Current Population Survey and EPI's extracts code them."""

from __future__ import annotations

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.answers import Answers, answers, from_codes, ticked_boxes
from jqtools.survey.categories.codes import codes
from jqtools.survey.categories.schemes import HISPANIC, OTHER_RACE, RaceScheme

FLAGS = {
    "RACWHT": "White",
    "RACBLK": "Black",
    "RACAIAN": "American Indian",
    "RACASN": "Asian",
    "RACNH": "Native Hawaiian",
    "RACPI": "Native Hawaiian",
    "RACSOR": OTHER_RACE,
}
_INDIAN, _ISLANDER = "American Indian", "Native Hawaiian"
_RACES = ("White", "Black", _INDIAN, _INDIAN, _INDIAN, "Asian", _ISLANDER, OTHER_RACE)
_RAC1P = {code: (race,) for code, race in enumerate(_RACES, start=1)}
_RAC1P_SEVERAL = 9
# Codes 1 to 24 of PTDTRACE since May 2012, as letters; 25 and 26 are further combinations that it doesn't name.
_LETTERS = {"W": "White", "B": "Black", "I": _INDIAN, "A": "Asian", "H": _ISLANDER}
_COMBINATIONS = "W B I A H WB WI WA WH BI BA BH IA IH AH WBI WBA WBH WIA WIH WAH BIA WBIA WIAH"
_PTDTRACE = {
    code: tuple(_LETTERS[letter] for letter in letters) for code, letters in enumerate(_COMBINATIONS.split(), start=1)
}
_UNNAMED = (25, 26)
_CPS_MISSING = (-1, -2, -3)
_WBHO_OTHER = "Other groups together"
_WBHO = {1: ("White",), 2: ("Black",), 4: (_WBHO_OTHER,)}
_OTHER_RACE_NOTE = f'"{OTHER_RACE}" is an answer of the ACS and no group of the standard; it is shown as it was given.'


def federal_answers(frame: pd.DataFrame, scheme: RaceScheme) -> Answers:
    """The answers of a federal survey, known by its column names.

    The ACS has RACWHT to RACSOR or else RAC1P, with HISP; the CPS has PTDTRACE with PEHSPNON; EPI's extracts have wbho.

    Raises
    ------
    DataError
        None of these columns are there, a code is unknown, or the columns don't fit the scheme.
    """
    there = set(frame.columns)
    if there >= FLAGS.keys():
        return _acs_flags(frame, scheme)
    if "RAC1P" in there:
        return _acs_recode(frame, scheme)
    if "PTDTRACE" in there:
        return _cps(frame, scheme)
    if "wbho" in there:
        return _wbho(frame, scheme)
    raise DataError(
        f"race needs the columns {', '.join(FLAGS)} or RAC1P with HISP (ACS), PTDTRACE with PEHSPNON (CPS), "
        "wbho (EPI), or your own named with columns= or column=; the table has none of them"
    )


def _acs_flags(frame: pd.DataFrame, scheme: RaceScheme) -> Answers:
    boxes: dict[str, pd.Series] = {}
    for name, race in FLAGS.items():
        flag = codes(frame, name, (0, 1)) == 1
        boxes[race] = boxes[race] | flag if race in boxes else flag
    races = ticked_boxes(pd.DataFrame(boxes))
    return answers(scheme, _named(scheme, races, _acs_origin(frame)), notes=_notes(scheme), two_questions=True)


def _acs_recode(frame: pd.DataFrame, scheme: RaceScheme) -> Answers:
    found = codes(frame, "RAC1P", range(1, _RAC1P_SEVERAL + 1))
    lost = [name for name in FLAGS if name not in frame.columns]
    return answers(
        scheme,
        _named(scheme, from_codes(found, _RAC1P, (_RAC1P_SEVERAL,)), _acs_origin(frame)),
        several=(found == _RAC1P_SEVERAL).to_numpy(),
        notes=_notes(scheme),
        lacks=f"the columns {', '.join(lost)}, only RAC1P is there",
        two_questions=True,
    )


def _acs_origin(frame: pd.DataFrame) -> pd.Series:
    """Hispanic or not. PUMS writes 1 for not Hispanic; NIST's excerpts write 0, which PUMS never has."""
    found = codes(frame, "HISP", range(25))
    not_hispanic = 0 if (found == 0).any() else 1
    return (found > not_hispanic).astype("boolean").where(found.notna(), pd.NA)


def _cps(frame: pd.DataFrame, scheme: RaceScheme) -> Answers:
    _check_cps_date(frame)
    found = codes(frame, "PTDTRACE", range(1, 27), missing=_CPS_MISSING)
    origin = codes(frame, "PEHSPNON", (1, 2), missing=_CPS_MISSING)
    unnamed = found.isin(_UNNAMED).to_numpy()
    hispanic = (origin == 1).astype("boolean").where(origin.notna(), pd.NA)
    note = "Some people are in no single race, because PTDTRACE doesn't name the three or more they chose."
    return answers(
        scheme,
        _named(scheme, from_codes(found, _PTDTRACE, _UNNAMED), hispanic),
        several=unnamed,
        notes=(*_two_questions(scheme), *((note,) if unnamed.any() else ())),
        two_questions=True,
    )


def _check_cps_date(frame: pd.DataFrame) -> None:
    if "HRYEAR4" not in frame.columns:
        return
    years = codes(frame, "HRYEAR4", range(1994, 2200))
    months = codes(frame, "HRMONTH", range(1, 13)) if "HRMONTH" in frame.columns else 1
    if (years * 12 + months < 2012 * 12 + 5).any():
        raise DataError(
            "the codes of PTDTRACE are known from May 2012 on; the table has earlier months, or HRYEAR4 is 2012 "
            "and HRMONTH isn't there"
        )


def _wbho(frame: pd.DataFrame, scheme: RaceScheme) -> Answers:
    if scheme.hispanic != "first":
        raise DataError(
            f"EPI's wbho puts Hispanic people first, so scheme must be acs or spd15_1997; got {scheme.key!r}"
        )
    found = codes(frame, "wbho", range(1, 5))
    hispanic = (found == 3).astype("boolean").where(found.notna(), pd.NA)
    read = answers(
        scheme,
        _named(scheme, from_codes(found.mask(found == 3), _WBHO, ()), hispanic),
        notes=(
            "EPI's wbho counts everyone who chose Black as Black (from 2003), and puts all other groups and "
            f'combinations into "{_WBHO_OTHER}".',
        ),
        lacks="each race that a person chose, only wbho is there",
    )
    return Answers(read.chosen, read.several, (*read.not_collected, scheme.several), read.notes, read.lacks)


def _named(scheme: RaceScheme, races: dict[str, pd.Series], hispanic: pd.Series) -> dict[str, pd.Series]:
    return {scheme.called(HISPANIC): hispanic} | {scheme.called(race): found for race, found in races.items()}


def _notes(scheme: RaceScheme) -> tuple[str, ...]:
    other = () if OTHER_RACE in scheme.groups else (_OTHER_RACE_NOTE,)
    return (*_two_questions(scheme), *other)


def _two_questions(scheme: RaceScheme) -> tuple[str, ...]:
    if scheme.hispanic != "equal":
        return ()
    return (
        "The data asked for Hispanic origin and race in two questions, so nearly every Hispanic person also counts in "
        "a race; numbers are not on one line with answers to the one question of 2024.",
    )

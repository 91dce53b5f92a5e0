"""What people answered about race and ethnicity, before anybody is put into a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.survey.categories.schemes import HISPANIC, MENA, RaceScheme


@dataclass(frozen=True, eq=False)
class Answers:
    """One row a person, one column a group that the data asked about, in the order of the scheme.

    `chosen` holds true, false, or missing where the answer isn't known. `several` is true for a person known to have
    chosen two or more, even where the data don't name them; Hispanic counts where the scheme has it equal to race.
    `lacks` says what combinations would need; it is empty when everything is there. `two_questions` is true where
    Hispanic origin and race were asked apart in a federal survey.
    """

    chosen: pd.DataFrame
    several: np.ndarray
    not_collected: tuple[str, ...]
    notes: tuple[str, ...] = ()
    lacks: str = ""
    two_questions: bool = False


def answers(
    scheme: RaceScheme,
    chosen: Mapping[str, pd.Series],
    *,
    several: np.ndarray | None = None,
    notes: tuple[str, ...] = (),
    lacks: str = "",
    two_questions: bool = False,
) -> Answers:
    """Answers in the order of the scheme, with the groups nobody was asked about."""
    order = [group for group in scheme.groups if group in chosen]
    order += [group for group in chosen if group not in order]
    table = pd.DataFrame({group: chosen[group].astype("boolean") for group in order})
    apart = [] if scheme.hispanic == "equal" else [group for group in order if group.startswith(HISPANIC)]
    counted = table.drop(columns=apart).fillna(False).sum(axis=1).to_numpy() >= 2
    missed = [group for group in scheme.groups if group not in chosen]
    if MENA not in scheme.groups:
        missed.append(MENA)
    together = counted if several is None else counted | several
    return Answers(table, together, tuple(missed), notes, lacks, two_questions)


def from_codes(
    codes: pd.Series, meanings: Mapping[int, tuple[str, ...]], unnamed: tuple[int, ...]
) -> dict[str, pd.Series]:
    """True or false for each race by code; missing where the code is missing or `unnamed` (several, not named)."""
    known = codes.notna() & ~codes.isin(unnamed)
    races = dict.fromkeys(race for meaning in meanings.values() for race in meaning)
    return {
        race: codes.isin([code for code, meaning in meanings.items() if race in meaning])
        .astype("boolean")
        .where(known, pd.NA)
        for race in races
    }


def ticked_boxes(boxes: pd.DataFrame) -> dict[str, pd.Series]:
    """Boxes of one question: where a person ticked any, the others are false; where none, all are missing."""
    ticks = boxes.fillna(False).astype(bool)
    answered = ticks.any(axis=1)
    return {group: ticks[group].astype("boolean").where(answered, pd.NA) for group in ticks}

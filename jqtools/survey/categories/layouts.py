"""Three ways to lay out answers: in every group chosen, in one group each, and with Hispanic beside race."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.answers import Answers
from jqtools.survey.categories.schemes import HISPANIC, RaceScheme
from jqtools.survey.columns import MISSING

ALL_OTHER = "All other combinations"
JOIN = " + "
SEVERAL_NOTE = "Everyone who chose two or more is in one group, which hides who they are."
_HISPANIC_FIRST = "Hispanic people of any race are one group; the races are of people who are not Hispanic."


def all_that_apply(found: Answers, scheme: RaceScheme) -> pd.DataFrame:
    """True in every group a person chose; beside the WIOA races, also in the group for more than one."""
    members = _known(found.chosen)
    if scheme.hispanic == "beside":
        members[scheme.several] = found.several
    return _with_missing(members)


def hispanic_beside(found: Answers, scheme: RaceScheme) -> pd.DataFrame:
    """True in one race, or in the group for more than one; and in Hispanic, whatever the race."""
    races = _races(found, scheme)
    label = _one_race_or_several(races, found.several, scheme.several)
    members = _known(found.chosen)
    for group in (*races, scheme.several):
        members[group] = label == group
    return _with_missing(members)


def one_group_each(found: Answers, scheme: RaceScheme, least: float | None) -> tuple[pd.Series, tuple[str, ...]]:
    """Each person's one group, and notes. With `least`, frequent combinations are groups of their own."""
    races = _races(found, scheme)
    label = _one_race_or_several(races, found.several, scheme.several)
    if least is not None:
        named = (_known(races).sum(axis=1) >= 2).to_numpy()
        label = np.where(named, _combinations(races), np.where(label == scheme.several, ALL_OTHER, label))
    levels, notes = list(races), ()
    if scheme.hispanic == "first":
        hispanic = found.chosen[scheme.called(HISPANIC)]
        levels, notes = [scheme.called(HISPANIC), *levels], (_HISPANIC_FIRST,)
        label = np.where(hispanic.isna(), MISSING, np.where(hispanic.fillna(False), levels[0], label))
    if least is not None:
        label, combined, why = _folded(label, levels, least)
    elif scheme.several in found.not_collected:
        combined, why = [], ()
    else:
        combined, why = [scheme.several], (SEVERAL_NOTE,)
    levels += combined + ([MISSING] if (label == MISSING).any() else [])
    return pd.Series(pd.Categorical(label, categories=levels), index=found.chosen.index), (*notes, *why)


def _races(found: Answers, scheme: RaceScheme) -> pd.DataFrame:
    if scheme.hispanic == "equal":
        return found.chosen
    return found.chosen.drop(columns=scheme.called(HISPANIC))


def _one_race_or_several(races: pd.DataFrame, several: np.ndarray, name: str) -> np.ndarray:
    """The one race of each person, `name` for several, "(missing)" where neither is known."""
    one = (_known(races).sum(axis=1) == 1) & races.notna().all(axis=1)
    return np.where(several, name, np.where(one, _combinations(races), MISSING))


def _combinations(races: pd.DataFrame) -> np.ndarray:
    """What each person chose, in the order of the columns: "Asian + White"; empty text for nothing."""
    patterns, which = np.unique(_known(races).to_numpy(), axis=0, return_inverse=True)
    names = [JOIN.join(races.columns[pattern]) for pattern in patterns]
    return np.array(names, dtype=object)[which.ravel()]


def _folded(label: np.ndarray, single: list[str], least: float) -> tuple[np.ndarray, list[str], tuple[str, ...]]:
    """Combinations that fewer than `least` have become one group; also the combinations left, most frequent first."""
    if not least > 0:
        raise DataError(f"least must be a share below 1 or a count of 1 or more; got {least!r}")
    needed = least if least >= 1 else least * (label != MISSING).sum()
    counts = pd.Series(label[~np.isin(label, [*single, MISSING, ALL_OTHER])], dtype=object).value_counts()
    kept = sorted(counts.index[counts >= needed], key=lambda name: (-counts[name], name))
    rest = counts.index[counts < needed]
    folded = np.where(np.isin(label, list(rest)), ALL_OTHER, label)
    if not (folded == ALL_OTHER).any():
        return folded, kept, ()
    note = f'"{ALL_OTHER}" are combinations that few people chose; they are one group here.'
    return folded, [*kept, ALL_OTHER], (note,)


def _known(chosen: pd.DataFrame) -> pd.DataFrame:
    return chosen.fillna(False).astype(bool)


def _with_missing(members: pd.DataFrame) -> pd.DataFrame:
    nobody = ~members.any(axis=1)
    return members.assign(**{MISSING: nobody}) if nobody.any() else members

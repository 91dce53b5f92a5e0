"""Put people into groups of race and ethnicity, without losing what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.answers import Answers
from jqtools.survey.categories.federal import federal_answers
from jqtools.survey.categories.layouts import SEVERAL_NOTE, all_that_apply, hispanic_beside, one_group_each
from jqtools.survey.categories.records import ticked, written
from jqtools.survey.categories.schemes import RaceScheme, race_scheme

APPROACHES = {
    "alone_or_in_combination": "alone or in combination",
    "most_frequent": "most frequent combinations",
    "multiracial": "one group for all who chose several",
}
NAME = "race_ethnicity"
_OVERLAP = "A person counts in every group they chose, so the groups add to more than everyone."
_HISPANIC_BESIDE = "A Hispanic person counts in Hispanic and in a race, so the groups add to more than everyone."


@dataclass(frozen=True, eq=False)
class RaceGroups:
    """People by race and ethnicity, one row a person, on the index of the table they came from.

    Attributes
    ----------
    column
        Each person's one group, as a categorical in the order of the scheme; None where groups overlap.
    members
        True where a person is in the group, one column a group as shown. Every person is in at least one: those whom
        the answers put in no group are in "(missing)", which is there only when somebody is in it. No value is
        missing, so each column is a mask.
    additive
        True where each person is in exactly one group, so that groups add up to everyone.
    not_collected
        Groups that the data did not ask about, or don't tell apart. Show them as "not collected", never as 0; they
        are no columns of `members`.
    answers
        The answers themselves: true, false, or missing where not known; one column a group asked about.
    notes
        Sentences that belong under a table of these groups.
    """

    scheme: str
    approach: str
    column: pd.Series | None
    members: pd.DataFrame
    additive: bool
    not_collected: tuple[str, ...]
    answers: pd.DataFrame
    notes: tuple[str, ...]


def race(
    frame: pd.DataFrame,
    scheme: str = "spd15_2024",
    approach: str = "alone_or_in_combination",
    *,
    column: str | None = None,
    columns: Mapping[str, str] | None = None,
    separator: str = ";",
    other: Mapping[str, str | None] | None = None,
    least: float = 0.01,
) -> RaceGroups:
    """Group the people of `frame`, one row a person, by race and ethnicity.

    Parameters
    ----------
    frame
        ACS PUMS (RACWHT to RACSOR, or RAC1P; with HISP), CPS (PTDTRACE, PEHSPNON), EPI's extract (wbho), or own
        records.
    scheme
        "spd15_2024" (Hispanic equal to race), "spd15_1997" and "acs" (Hispanic of any race first), or "wioa" (Hispanic
        beside race).
    approach
        The three ways of the standard of 2024 to show several answers: "alone_or_in_combination", "most_frequent" or
        "multiracial".
    column, separator, other
        Own records with one text column: its name, what stands between two answers, and what other answers mean: a
        group, the scheme's name for several races, or None for no answer.
    columns
        Own records with a yes/no column for each group: the column by group.
    least
        For "most_frequent": a combination is shown when at least this share (below 1) or this many (1 or more) of the
        records with an answer have it; the rest are "All other combinations". Records, not weighted people.

    Returns
    -------
    RaceGroups
        A person without an answer is in "(missing)". Somebody whose one known group leaves open whether there is
        another counts in it alone or in combination, and is "(missing)" where one group each is asked for.

    Raises
    ------
    DataError
        Unknown scheme, approach, code or answer; columns that aren't there; an approach that needs more than the data
        hold, or answers to one question where two were asked.

    Notes
    -----
    Statistical Policy Directive No. 15, Federal Register 2024-06469. "acs" is the layout of Census table B03002.
    """
    chosen_scheme = race_scheme(scheme)
    if approach not in APPROACHES:
        raise DataError(f"approach must be one of {', '.join(APPROACHES)}; got {approach!r}")
    found = _read(frame, chosen_scheme, column, columns, separator, other)
    _check_approach(found, chosen_scheme, approach)
    if approach == "alone_or_in_combination":
        return _groups(found, chosen_scheme, approach, None, all_that_apply(found, chosen_scheme), (_OVERLAP,))
    if chosen_scheme.hispanic == "beside":
        members = hispanic_beside(found, chosen_scheme)
        return _groups(found, chosen_scheme, approach, None, members, (_HISPANIC_BESIDE, SEVERAL_NOTE))
    each, notes = one_group_each(found, chosen_scheme, least if approach == "most_frequent" else None)
    members = pd.DataFrame({group: each == group for group in each.cat.categories})
    return _groups(found, chosen_scheme, approach, each.rename(NAME), members, notes)


def _read(
    frame: pd.DataFrame,
    scheme: RaceScheme,
    column: str | None,
    columns: Mapping[str, str] | None,
    separator: str,
    other: Mapping[str, str | None] | None,
) -> Answers:
    if column is not None and columns is not None:
        raise DataError("name either column= (answers as text) or columns= (a yes/no column a group), not both")
    if other is not None and column is None:
        raise DataError("other= says what answers in a text column mean, so it needs column=")
    if column is not None:
        return written(frame, column, scheme, separator, other or {})
    if columns is not None:
        return ticked(frame, columns, scheme)
    return federal_answers(frame, scheme)


def _check_approach(found: Answers, scheme: RaceScheme, approach: str) -> None:
    if found.lacks and approach != "multiracial":
        raise DataError(f"{APPROACHES[approach]} needs {found.lacks}; approach='multiracial' works with scheme='acs'")
    if approach == "most_frequent" and scheme.hispanic == "beside":
        raise DataError(f"scheme {scheme.key!r} has no combinations; choose alone_or_in_combination or multiracial")
    if approach != "alone_or_in_combination" and scheme.hispanic == "equal" and found.two_questions:
        raise DataError(
            f"{APPROACHES[approach]} of {scheme.key!r} needs answers to one question, but the data asked for Hispanic "
            "origin and race apart, so nobody is Hispanic alone; choose scheme='acs', or alone_or_in_combination"
        )


def _groups(
    found: Answers,
    scheme: RaceScheme,
    approach: str,
    column: pd.Series | None,
    members: pd.DataFrame,
    notes: tuple[str, ...],
) -> RaceGroups:
    return RaceGroups(
        scheme=scheme.key,
        approach=approach,
        column=column,
        members=members,
        additive=column is not None,
        not_collected=found.not_collected,
        answers=found.chosen,
        notes=(*notes, *found.notes),
    )

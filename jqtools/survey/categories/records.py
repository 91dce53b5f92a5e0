"""Race and ethnicity in an agency's own records: a yes/no column for each group, or one column of written answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.answers import Answers, answers, ticked_boxes
from jqtools.survey.categories.codes import plain_text, refuse_rows, rows_named
from jqtools.survey.categories.schemes import HISPANIC, RaceScheme
from jqtools.survey.columns import MISSING, column

_YES = {"yes", "y", "true", "1", "x"}
_NO = {"no", "n", "false", "0"}


def ticked(frame: pd.DataFrame, columns: Mapping[str, str], scheme: RaceScheme) -> Answers:
    """Answers from one yes/no column a group; `columns` names the column by group.

    Yes is yes, y, true, x or 1; no is no, n, false or 0. Where a person ticked any race, a blank is not ticked; where
    none, the answer is missing. A blank is "not Hispanic" only in a column that holds no "no" at all (ticks only).
    """
    groups = {_group_of(group, scheme): name for group, name in columns.items()}
    boxes = pd.DataFrame({group: _yes_or_no(frame, name) for group, name in groups.items()}, index=frame.index)
    return answers(scheme, _questions(boxes, scheme, np.zeros(len(frame), dtype=bool)))


def written(
    frame: pd.DataFrame, name: str, scheme: RaceScheme, separator: str, other: Mapping[str, str | None]
) -> Answers:
    """Answers from a column of text with one or more answers, between separators.

    An answer is the name of a group, in capitals or not, or is translated by `other` into a group, into the scheme's
    name for several races, or into None or "(missing)" for no answer.
    """
    if not separator:
        raise DataError("separator must be the text between two answers, such as ';'; got none")
    known = _translations(scheme, other)
    given = _parts(frame, name, separator)
    _check_known(given, known, name)
    chosen = [{known[part.casefold()] for part in parts} for parts in given]
    ticks = {group: [True if group in each else pd.NA for each in chosen] for group in scheme.groups}
    boxes = pd.DataFrame(ticks, index=frame.index, dtype="boolean")
    several = np.array([scheme.several in each for each in chosen], dtype=bool)
    unseen = [group for group in scheme.groups if boxes[group].isna().all()]
    return answers(
        scheme,
        _questions(boxes, scheme, several),
        several=several,
        notes=(f"Nobody gave the answer {' or '.join(unseen)}; check that the form offered it.",) if unseen else (),
        lacks=f'each group that a person chose, but "{scheme.several}" doesn\'t name them' if several.any() else "",
    )


def _questions(boxes: pd.DataFrame, scheme: RaceScheme, several: np.ndarray) -> dict[str, pd.Series]:
    """One question where Hispanic is equal to race; otherwise races and Hispanic origin are asked apart."""
    hispanic = scheme.called(HISPANIC)
    if scheme.hispanic == "equal":
        return ticked_boxes(boxes)
    if hispanic not in boxes:
        raise DataError(f"scheme {scheme.key!r} needs a column for {hispanic!r}; got {', '.join(boxes)}")
    origin = boxes[hispanic]
    ticks_only = not (~origin).fillna(False).any()
    if ticks_only:
        answered = boxes.fillna(False).any(axis=1) | several
        origin = origin.mask(origin.isna() & answered, False)
    return {hispanic: origin, **ticked_boxes(boxes.drop(columns=hispanic))}


def _translations(scheme: RaceScheme, other: Mapping[str, str | None]) -> dict[str, str]:
    targets = {name.casefold(): name for name in (*scheme.groups, scheme.several, MISSING)}
    known = {group.casefold(): group for group in scheme.groups}
    for answer, meant in other.items():
        target = targets.get((meant or MISSING).strip().casefold())
        if target is None:
            raise DataError(f"other= must lead to one of {', '.join(targets.values())}; got {meant!r} for {answer!r}")
        known[answer.strip().casefold()] = target
    return known


def _parts(frame: pd.DataFrame, name: str, separator: str) -> list[list[str]]:
    values = column(frame, name)
    not_text = values.notna() & ~np.array([isinstance(value, str) for value in values], dtype=bool)
    refuse_rows(not_text, values, f"column {name!r} must hold text")
    parts = ([] if value is None else value.split(separator) for value in plain_text(values))
    return [[part.strip() for part in each if part.strip()] for each in parts]


def _check_known(given: list[list[str]], known: Mapping[str, str], name: str) -> None:
    unknown = [[part for part in parts if part.casefold() not in known] for parts in given]
    rows = np.flatnonzero([bool(parts) for parts in unknown])
    if len(rows):
        choices = ", ".join(dict.fromkeys(known.values()))
        raise DataError(
            f"column {name!r} must hold answers of the scheme ({choices}) or of other=; "
            f"got {unknown[rows[0]][0]!r} in {rows_named(rows)}"
        )


def _group_of(group: str, scheme: RaceScheme) -> str:
    for known in scheme.groups:
        if known.casefold() == group.strip().casefold():
            return known
    raise DataError(f"columns= must name groups of {scheme.key!r}: {', '.join(scheme.groups)}; got {group!r}")


def _yes_or_no(frame: pd.DataFrame, name: str) -> pd.Series:
    text = plain_text(column(frame, name)).str.casefold()
    rule = f"column {name!r} must hold yes or no (also y, n, true, false, x, 1, 0)"
    refuse_rows(text.notna() & ~text.isin(_YES | _NO), text, rule)
    return text.isin(_YES).astype("boolean").where(text.notna(), pd.NA)

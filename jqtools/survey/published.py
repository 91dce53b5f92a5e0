"""A table that may be shown: drawn, printed and exported. Making it safe is elsewhere (`disclosure`).

Gaps and measures that are shown come from here too: what is hidden is gone from the numbers they are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, TextIO

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.answers import Answer
from jqtools.survey.bounds import BOUNDS
from jqtools.survey.columns import Groups
from jqtools.survey.comparisons.change import change
from jqtools.survey.comparisons.gaps import gaps
from jqtools.survey.exporting import SUPPRESSED, worded, write_csv
from jqtools.survey.inequalities.inequality import inequality
from jqtools.survey.inequalities.inequality_groups import HIDDEN
from jqtools.survey.published_rows import PublishedGaps, PublishedRows, drawn
from jqtools.survey.review import Review

if TYPE_CHECKING:
    from jqtools.survey.disclosure.policy import Policy
    from jqtools.survey.estimates import Estimates

UNBOUNDED = "Bounds are left out: they would tell how many values are missing in a small group."
NO_VALUE = "nobody in this group has a value"
VALUES = ("n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90")


@dataclass(frozen=True, eq=False)
class Published:
    """A safe table. A row is an estimate; `suppressed` rows have no values.

    `frame` has the table's columns, without `n_missing` and bounds, then `suppressed` and `suppression_reason`,
    which is the same for every hidden row, because to tell small from protecting would tell something. A group
    of nobody is shown without numbers (`flag` is "empty"). `hidden` says for a reviewer which rows were hidden
    and why; it holds no values, but is not for publication. `ranges` works out what an intruder can find out of them.
    A copy, or what is written with pickle, has only what is shown: gaps, measures and ranges come from the table
    itself.
    """

    frame: pd.DataFrame
    hidden: pd.DataFrame
    policy: Policy
    by: tuple[Groups, ...]
    answers: tuple[Answer, ...]
    margins: bool
    level: float
    notes: tuple[str, ...] = ()
    ranges: Callable[[], pd.DataFrame] | None = None

    @classmethod
    def of(cls, table: Estimates, hidden: np.ndarray, small: np.ndarray, policy: Policy) -> Published:
        """`table` without the values of the rows that are `hidden`, or empty."""
        frame, by = table.frame, [groups.name for groups in table.by]
        shown = _blanked(frame, hidden)
        log = frame.loc[hidden, ["outcome", "statistic", *by]].reset_index(drop=True)
        log["reason"] = np.where(small[hidden], "small group", "protects a small group").astype(object)
        parts = np.split(hidden, len(table.answers))
        answers = tuple(answer.blank(part) for answer, part in zip(table.answers, parts, strict=True))
        names = tuple(groups.without_rows() for groups in table.by)
        notes = (*table.notes, UNBOUNDED) if BOUNDS[0] in frame else table.notes
        return cls(shown, log, policy, names, answers, table.margins, table.level, notes)

    def gaps(
        self, reference: str | dict[str, object] = "overall", measure: str = "difference", **choices: object
    ) -> PublishedGaps:
        """Gaps between groups that are both shown; see `gaps` for the arguments.

        `.extremes` has the widest gap of each outcome beside what noise alone would make.
        """
        self._check_whole()
        found = gaps(self, reference, measure, **choices)
        outcomes = set(self._keys_hidden(0))
        lost = found.extremes["gap"].isna() & np.array([key in outcomes for key in _keys(found.extremes, ())])
        widest = PublishedRows(found.extremes, self.policy, found.notes, lost.to_numpy(dtype=bool))
        hidden = (found.frame["flag"] == "suppressed").to_numpy()
        return PublishedGaps(found.frame, self.policy, found.notes, hidden, widest)

    def change_to(self, after: Published, **choices: object) -> PublishedRows:
        """What has changed from this table to `after`, a later one; see `change` for the arguments."""
        if not isinstance(after, Published):
            raise PublicationError(
                f"a published table changes to another one, got {type(after).__name__}: publish() it"
            )
        found = change(self, after, **choices)
        keys = _keys(found.frame, [groups.name for groups in self.by])
        sides = [set(table._keys_hidden(len(self.by))) for table in (self, after)]
        which = [[label for label, side in zip(found.labels, sides, strict=True) if key in side] for key in keys]
        hidden = np.array([bool(labels) for labels in which], dtype=bool)
        reasons = [f"{' and '.join(labels)}: {SUPPRESSED}" for labels in which]
        words = {"flag": "suppressed", "flag_reason": pd.Series(reasons, dtype=object)}
        frame = found.frame.assign(**{name: found.frame[name].mask(hidden, word) for name, word in words.items()})
        return PublishedRows(frame, self.policy, (*self.notes, *found.notes), hidden)

    def inequality(self, measures: Sequence[str] | None = None, **choices: object) -> PublishedRows:
        """Measures of inequality, undefined where a group is hidden; see `Estimates.inequality`."""
        self._check_whole()
        found = inequality(self, measures, **choices).frame
        names = [(key[:2], ", ".join(map(str, key[2:]))) for key in self._keys_hidden(len(self.by))]
        spoiled = found["flag_reason"].str.startswith(HIDDEN.split("{}")[0])
        rows = zip(_keys(found, ()), found["flag_reason"], spoiled, strict=True)
        hidden = np.array([lost and any(key == of and name in why for of, name in names) for key, why, lost in rows])
        return PublishedRows(found, self.policy, suppressed=hidden)

    def review(self, *, ranges: bool = False) -> Review:
        """What was hidden and why, with the rules, for somebody who checks the table before it leaves.

        With `ranges`, also the least and the most that anyone can work out of each hidden number from all that is
        published of the same people by now. It takes a while.
        """
        self._check_whole()
        found = Review.of(self.hidden, self.policy)
        return found.with_ranges(self.ranges()) if ranges else found

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the table as CSV, or return the text if no path is given.

        Hidden values read "suppressed (small group)". Numbers have 12 significant digits.
        """
        return write_csv(self.worded(), path_or_buffer)

    def worded(self) -> pd.DataFrame:
        """The table as it is shown: "suppressed (small group)" stands where a value is hidden."""
        return worded(self.frame, self.frame["suppressed"].to_numpy(), VALUES)

    def _check_whole(self) -> None:
        if not self.answers:
            raise PublicationError("a copy of a published table has only its rows; ask the table that publish() gave")

    def _keys_hidden(self, columns: int) -> list[tuple[object, ...]]:
        """Outcome and groups of the rows that are hidden, by the first so many columns of groups."""
        names = [groups.name for groups in self.by[:columns]]
        return _keys(self.frame[self.frame["suppressed"]], names)

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "answers": (), "hidden": self.hidden.iloc[:0], "ranges": None}

    def __repr__(self) -> str:
        return self.worded().to_string(index=False)

    def _repr_html_(self) -> str:
        return drawn(self.worded(), self.policy)


def _blanked(frame: pd.DataFrame, hidden: np.ndarray) -> pd.DataFrame:
    """`frame` without the numbers of rows that are `hidden` or of nobody, and marked."""
    shown = frame.drop(columns=["n_missing", *(name for name in BOUNDS if name in frame)])
    nobody = (frame["n"] == 0).to_numpy()
    for name in VALUES:
        shown[name] = shown[name].astype(float).mask(hidden | nobody)
    shown["n"] = shown["n"].astype("Int64")  # only now: whole numbers keep what was masked later in their memory
    shown["ci_method"] = shown["ci_method"].mask(hidden | nobody, "")
    shown["flag"] = shown["flag"].mask(hidden, "suppressed")
    shown["flag_reason"] = shown["flag_reason"].mask(nobody & (frame["flag"] == "empty"), NO_VALUE)
    shown["flag_reason"] = shown["flag_reason"].mask(hidden, SUPPRESSED)
    shown["suppressed"] = hidden
    shown["suppression_reason"] = np.where(hidden, SUPPRESSED, "").astype(object)
    return shown.copy()


def _keys(frame: pd.DataFrame, names: Sequence[str]) -> list[tuple[object, ...]]:
    return list(zip(*(frame[name] for name in ("outcome", "statistic", *names)), strict=True))

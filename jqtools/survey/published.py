"""A table that may be shown: drawn, printed and exported. Making it safe is elsewhere (`disclosure`).

Gaps and measures that are shown come from here too: what is hidden is gone from the numbers they are made of.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, TextIO

import numpy as np
import pandas as pd

from jqtools.survey.answers import Answer
from jqtools.survey.bounds import BOUNDS
from jqtools.survey.columns import Groups
from jqtools.survey.comparisons.change import change
from jqtools.survey.comparisons.gaps import gaps
from jqtools.survey.exporting import SUPPRESSED, worded, write_csv
from jqtools.survey.inequalities.inequality import inequality

if TYPE_CHECKING:
    from jqtools.survey.disclosure.policy import Policy
    from jqtools.survey.estimates import Estimates

UNBOUNDED = "Bounds are left out: they would tell how many values are missing in a small group."
VALUES = ("n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90")


@dataclass(frozen=True, eq=False)
class Published:
    """A safe table. A row is an estimate; `suppressed` rows have no values.

    `frame` has the table's columns, without `n_missing` and bounds, then `suppressed` and `suppression_reason`,
    which is the same for every hidden row, because to tell small from protecting would tell something. A group
    of nobody is shown without numbers (`flag` is "empty"). `hidden` says for a reviewer which rows were hidden
    and why; it holds no values, but is not for publication.
    """

    frame: pd.DataFrame
    hidden: pd.DataFrame
    policy: Policy
    by: tuple[Groups, ...]
    answers: tuple[Answer, ...]
    margins: bool
    level: float
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Estimates, hidden: np.ndarray, small: np.ndarray, policy: Policy) -> Published:
        """`table` without the values of the rows that are `hidden`, or empty."""
        frame, by = table.frame, [groups.name for groups in table.by]
        shown = frame.drop(columns=["n_missing", *(name for name in BOUNDS if name in frame)])
        shown["n"] = shown["n"].astype("Int64")
        blank = hidden | (frame["n"] == 0).to_numpy()
        for name in VALUES:
            shown[name] = shown[name].mask(blank)
        shown["ci_method"] = shown["ci_method"].mask(blank, "")
        shown["flag"] = shown["flag"].mask(hidden, "suppressed")
        shown["flag_reason"] = shown["flag_reason"].mask(hidden, SUPPRESSED)
        shown["suppressed"] = hidden
        shown["suppression_reason"] = np.where(hidden, SUPPRESSED, "").astype(object)
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
        found = gaps(self, reference, measure, **choices)
        widest = PublishedRows(found.extremes, self.policy, found.notes)
        return PublishedGaps(found.frame, self.policy, found.notes, widest)

    def change_to(self, after: Published, **choices: object) -> PublishedRows:
        """What has changed from this table to `after`, a later one; see `change` for the arguments."""
        found = change(self, after, **choices)
        return PublishedRows(found.frame, self.policy, (*self.notes, *found.notes))

    def inequality(self, measures: Sequence[str] | None = None, **choices: object) -> PublishedRows:
        """Measures of inequality, undefined where a group is hidden; see `Estimates.inequality`."""
        return PublishedRows(inequality(self, measures, **choices).frame, self.policy)

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the table as CSV, or return the text if no path is given.

        Hidden values read "suppressed (small group)". Numbers have 12 significant digits.
        """
        return write_csv(self.worded(), path_or_buffer)

    def worded(self) -> pd.DataFrame:
        """The table as it is shown: "suppressed (small group)" stands where a value is hidden."""
        return worded(self.frame, self.frame["suppressed"].to_numpy(), VALUES)

    def __repr__(self) -> str:
        return self.worded().to_string(index=False)

    def _repr_html_(self) -> str:
        return _drawn(self.worded(), self.policy)


@dataclass(frozen=True, eq=False, repr=False)
class PublishedRows:
    """What was worked out from a published table, and may be shown like it."""

    frame: pd.DataFrame
    policy: Policy
    notes: tuple[str, ...] = ()

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the rows as CSV, or return the text if no path is given. Numbers have 12 significant digits."""
        return write_csv(self.frame, path_or_buffer)

    def __repr__(self) -> str:
        return self.frame.to_string(index=False)

    def _repr_html_(self) -> str:
        return _drawn(self.frame, self.policy)


@dataclass(frozen=True, eq=False, repr=False)
class PublishedGaps(PublishedRows):
    """Gaps of a published table, and in `extremes` the widest of each outcome."""

    extremes: PublishedRows | None = None


def _drawn(frame: pd.DataFrame, policy: Policy) -> str:
    note = f"Policy {policy.name}: groups under {policy.min_n} are hidden."
    return f"{frame.to_html(index=False)}<p>{html.escape(note)}</p>"

"""Rows that were worked out from a published table, such as gaps: they may be shown like it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, TextIO

import numpy as np
import pandas as pd

from jqtools.survey.exporting import SUPPRESSED, write_csv

if TYPE_CHECKING:
    from jqtools.survey.disclosure.policy import Policy


@dataclass(frozen=True, eq=False, repr=False)
class PublishedRows:
    """What was worked out from a published table, and may be shown like it.

    `suppressed` has true for each row that lacks a number because a group is hidden; without it, no row does.
    """

    frame: pd.DataFrame
    policy: Policy
    notes: tuple[str, ...] = ()
    suppressed: np.ndarray | None = None

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the rows as CSV, or return the text if no path is given.

        Hidden values read "suppressed (small group)". Numbers have 12 significant digits.
        """
        return write_csv(self.worded(), path_or_buffer)

    def worded(self) -> pd.DataFrame:
        """The rows as they are shown: "suppressed (small group)" stands where a number is hidden."""
        if self.suppressed is None:
            return self.frame
        hidden = self.frame.isna().to_numpy() & self.suppressed[:, None]
        columns = zip(self.frame, hidden.T, strict=True)
        return pd.DataFrame({name: self.frame[name].astype(object).mask(lost, SUPPRESSED) for name, lost in columns})

    def __repr__(self) -> str:
        return self.worded().to_string(index=False)

    def _repr_html_(self) -> str:
        return drawn(self.worded(), self.policy)


@dataclass(frozen=True, eq=False, repr=False)
class PublishedGaps(PublishedRows):
    """Gaps of a published table, and in `extremes` the widest of each outcome."""

    extremes: PublishedRows | None = None


def drawn(frame: pd.DataFrame, policy: Policy) -> str:
    """A published table as a notebook shows it."""
    note = f"Policy {policy.name}: groups under {policy.min_n} are hidden."
    return f"{frame.to_html(index=False)}<p>{html.escape(note)}</p>"

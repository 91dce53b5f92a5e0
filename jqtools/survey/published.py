"""A table that may be shown: drawn, printed and exported. Making it safe is elsewhere (`disclosure`)."""

from __future__ import annotations

import html
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, TextIO

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from jqtools.survey.disclosure import Policy

SUPPRESSED = "suppressed (small group)"
VALUES = ("n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, eq=False)
class Published:
    """A safe table. A row is an estimate; `suppressed` rows have no values.

    `frame` has the table's columns, without `n_missing`, then `suppressed` and `suppression_reason`, which is
    the same for every hidden row, because to tell small from protecting would tell something. A group of
    nobody is shown without numbers (`flag` is "empty"). `hidden` says for a reviewer which rows were hidden
    and why; it holds no values, but is not for publication.
    """

    frame: pd.DataFrame
    hidden: pd.DataFrame
    policy: Policy

    @classmethod
    def of(
        cls, frame: pd.DataFrame, by: tuple[str, ...], hidden: np.ndarray, small: np.ndarray, policy: Policy
    ) -> Published:
        """`frame` without the values of the rows that are `hidden`, or empty."""
        shown = frame.drop(columns="n_missing")
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
        return cls(shown, log, policy)

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the table as CSV, or return the text if no path is given.

        Hidden values read "suppressed (small group)". Text that a spreadsheet could run as a formula is
        written with a ' before it.
        """
        written = self._worded().map(_harmless)
        written.columns = [_harmless(name) for name in written.columns]
        return written.to_csv(path_or_buffer, index=False, lineterminator="\n")

    def _worded(self) -> pd.DataFrame:
        shown = self.frame.astype(object)
        hidden = self.frame["suppressed"].to_numpy()
        for name in VALUES:
            shown[name] = shown[name].mask(hidden, SUPPRESSED)
        return shown

    def __repr__(self) -> str:
        return self._worded().to_string(index=False)

    def _repr_html_(self) -> str:
        note = f"Policy {self.policy.name}: groups under {self.policy.min_n} are hidden."
        return f"{self._worded().to_html(index=False)}<p>{html.escape(note)}</p>"


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value

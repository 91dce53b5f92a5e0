"""How far groups lie apart: differences and ratios to a reference, with what the sample says of both at once.

A gap is worked out inside every replicate, or through the scores of both sides, so its standard error knows how
they vary together; nothing is assumed to be independent. Overlapping intervals of two groups are no test of
their gap: read its p-value. Whom groups are compared with is in `references`, the widest gap in `extremes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import Answer
from jqtools.survey.comparisons.extremes import extremes
from jqtools.survey.comparisons.gap_flags import gap_flags
from jqtools.survey.comparisons.gap_numbers import GapNumbers, gap_numbers, tests
from jqtools.survey.comparisons.multiplicity import adjusted
from jqtools.survey.comparisons.no_difference import MEASURES
from jqtools.survey.comparisons.references import Compared, compared
from jqtools.survey.exporting import SUPPRESSED
from jqtools.survey.table import objects, table_rows
from jqtools.survey.unpublished import Unpublished

HIGHER_IS = ("better", "worse")
COLUMNS = (
    *("outcome", "statistic", "measure", "reference", "group_estimate", "reference_estimate", "n", "reference_n"),
    *("estimate", "se", "df", "ci_low", "ci_high", "ci_method", "p_value", "p_adjusted", "flag", "flag_reason"),
)


@dataclass(frozen=True, eq=False)
class Gaps(Unpublished):
    """Gaps of an unpublished table. `frame` has one row a gap; see `gaps` for its columns.

    `reference` and `measure` are as asked; `notes` has sentences for the reader, such as who was passed over.
    """

    frame: pd.DataFrame
    reference: object
    measure: str
    level: float
    notes: tuple[str, ...]
    table: Any = field(repr=False)

    @cached_property
    def extremes(self) -> pd.DataFrame:
        """The widest gap of each outcome beside what noise alone would make; see `extremes` for the columns."""
        return extremes(self.table, self.measure)

    def __repr__(self) -> str:
        return f"<Gaps of {len(self.frame)} groups, unpublished: publish the table and ask it for gaps>"


def gaps(
    table: Any,
    reference: object,
    measure: str = "difference",
    *,
    higher_is: str = "better",
    adjust: str = "holm",
) -> Gaps:
    """Compare each group of `table` with a reference.

    Parameters
    ----------
    table
        What `disaggregate` gives, or a published table: gaps of hidden groups are undefined.
    reference
        A group, such as "White": the others are compared with it, in two columns like with like (black women with
        white women). A dictionary such as {"race": "White", "sex": "Male"}: that one cell; columns left out
        are compared like with like. "best": the highest estimate (the lowest if `higher_is` "worse") that is not
        unreliable, the first of equals. "largest": the most weighted people. "overall": everyone, the group
        among them. "rest": everyone but the group. Rows of "(all)" are compared with rows that roll up alike.
        A group named like one of the four words needs a dictionary.
    measure
        "difference": group less reference. "ratio": group over reference. "log_ratio": its logarithm.
    higher_is
        "better" or "worse"; only "best" needs it.
    adjust
        "holm" or "none": how `p_adjusted` allows for all gaps of one outcome in the table.

    Returns
    -------
    :
        `.frame` has one row for each outcome and each row of the table that is not itself the reference: `outcome`,
        `statistic`, the columns of the table's groups, `measure`, `reference`, `group_estimate`,
        `reference_estimate`, `n`, `reference_n`, `estimate` (the gap, in the outcome's units; a ratio has none), `se`,
        `df` (the lower of both sides), `ci_low`, `ci_high` (a ratio's is symmetric on the log scale), `ci_method`,
        `p_value` (two-sided t; for a ratio that of its logarithm), `p_adjusted`, `flag`, `flag_reason`.
        A gap that can't be worked out is a row without numbers that says why. A census has no `se` or test.
    """
    _check(table, measure, higher_is)
    names = [groups.name for groups in table.by]
    places = table_rows(table.by, table.margins)
    parts, notes = [], list(getattr(table, "notes", ()))
    for i, answer in enumerate(table.answers):
        side = compared(table, i, reference, higher_is)
        flags = table.frame[["flag", "flag_reason"]].iloc[i * len(places) : (i + 1) * len(places)].to_numpy()
        columns = _columns(answer, side, measure, table.level, flags)
        columns["p_adjusted"] = adjusted(columns["p_value"], adjust)
        for k, name in enumerate(names):
            columns[name] = objects([places[row][k] for row in side.rows])
        parts.append(pd.DataFrame({name: columns[name] for name in (*COLUMNS[:2], *names, *COLUMNS[2:])}))
        notes += side.notes
    frame = pd.concat(parts, ignore_index=True)
    return Gaps(frame, reference, measure, table.level, tuple(notes), table)


def _check(table: Any, measure: str, higher_is: str) -> None:
    if measure not in MEASURES:
        raise DataError(f"measure is one of {', '.join(MEASURES)}; got {measure!r}")
    if higher_is not in HIGHER_IS:
        raise DataError(f"higher_is is one of {', '.join(HIGHER_IS)}; got {higher_is!r}")
    if not table.by:
        raise DataError("gaps are between groups; name the columns of the groups with by= when making the table")
    taken = [groups.name for groups in table.by if groups.name in COLUMNS]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the gaps; rename that column before grouping by it")


def _columns(answer: Answer, side: Compared, measure: str, level: float, flags: np.ndarray) -> dict[str, Any]:
    numbers = gap_numbers(answer, side, measure)
    found = gap_flags(numbers, side, flags)
    found = [_suppressed(numbers, side, flags, i) or flag for i, flag in enumerate(found)]
    size = len(side.rows)
    return {
        "outcome": objects([answer.outcome.name] * size),
        "statistic": objects([answer.outcome.statistic] * size),
        "measure": objects([measure] * size),
        "reference": objects(list(side.names)),
        "group_estimate": numbers.group,
        "reference_estimate": numbers.reference,
        "n": _whole(answer.n[side.rows]),
        "reference_n": _whole(side.n),
        "estimate": numbers.gap,
        "se": numbers.se,
        "df": numbers.df,
        **tests(numbers, measure, level),
        "flag": objects([str(flag) for flag, _ in found]),
        "flag_reason": objects([reason for _, reason in found]),
    }


def _suppressed(numbers: GapNumbers, side: Compared, flags: np.ndarray, i: int) -> tuple[str, str] | None:
    """Which side of a gap is hidden in a published table, or None; everyone is where a group of them is."""
    hidden, at = flags[:, 0] == "suppressed", side.at[i]
    group = hidden[side.rows[i]]
    reference = hidden[at]
    if at < 0:
        reference = bool(side.names[i]) and not group and hidden.any() and np.isnan(numbers.reference[i])
    if not group and not reference:
        return None
    which = "the group and the reference are" if group and reference else f"the {'group' if group else 'reference'} is"
    return "suppressed", f"{which} {SUPPRESSED}"


def _whole(counts: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Counts as whole numbers; missing where a group is hidden or there is no reference."""
    return pd.array(counts.astype(float), dtype="Float64").astype("Int64")

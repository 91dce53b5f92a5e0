"""How unequal groups are, in one number a measure, with how it varies and what noise alone would make it.

Measures are worked out inside every replicate, or through the scores of all groups, from estimates and population
shares together, so a standard error knows how groups vary together and that shares are estimates too. What each
measure is, is in `inequality_measures` and `ranked_measures`; tables of others are measured in `grouped`.
Where groups are nearly equal, measures that cannot be negative lie too high and linearised standard errors are too
small, so read an estimate beside its noise floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.inequalities.inequality_groups import asked, compared
from jqtools.survey.inequalities.inequality_rows import MEASURES, WITHOUT_PEOPLE, measure_columns
from jqtools.survey.inequalities.ranked_measures import ORDERED
from jqtools.survey.table import objects
from jqtools.survey.unpublished import Unpublished


@dataclass(frozen=True, eq=False)
class Inequality(Unpublished):
    """Measures of an unpublished table. `frame` has a row for each outcome and measure; see `inequality`."""

    frame: pd.DataFrame
    level: float

    def __repr__(self) -> str:
        return f"<Inequality: {len(self.frame)} measures, unpublished: publish the table and ask it for inequality>"


def inequality(
    table: Any,
    measures: Sequence[str] | None = None,
    *,
    reference: object = None,
    order: Sequence[object] | None = None,
    higher_is: str = "better",
    leave_out: Sequence[object] = (),
    with_missing: bool = False,
) -> Inequality:
    """Measure how unequal the groups of `table` are: the cells of all its columns together, without "(all)".

    Parameters
    ----------
    table
        What `disaggregate` gives, or a published table: there measures of hidden groups are undefined.
    measures
        Of the estimates y, their mean m by people, and population shares p. "difference" and "ratio" of the
        highest to the lowest; "bgv", "bgsd", "cov": variance between groups, its root, and that over m; "mdmw",
        "mdmu": mean distance from m, by people and with groups counting once; "mdbw", "mdbu": the same from the
        best group; "mdrw": by people, from the reference; "theil", "mld"; "idis", "idisu": mdmw and mdmu over m;
        "par", "paf": reference (or else best) less m, and that over m. With an order also "sii", "rii",
        "sii_linear", "rii_linear", "aci", "rci". All in natural units, shares 0 to 1. Without it all that fit.
    reference
        A group, such as "White"; in a table of several columns a dictionary, {"race": "White", "sex": "Male"},
        or a tuple in the order of the columns.
    order
        All groups from the least to the most advantaged; not needed for one column whose categories have an order
        (published tables don't know that). Groups that are left out may be among them.
    higher_is
        "better" or "worse": which end is the best.
    leave_out
        Groups to do without, such as those whose estimates are unreliable: none is left out for that unasked.
    with_missing
        True if "(missing)" counts as a group; otherwise it is left out and listed.

    Returns
    -------
    :
        `.frame` has one row for each outcome and measure: `outcome`, `statistic`, `measure`, `groups` (how many),
        `left_out` (which, and why), `estimate`, `se`, `df`, `ci_low`, `ci_high`, `ci_method` (ratios are symmetric
        on the log scale), `noise_floor` (what noise alone would make of it, see `inequality_noise`), `flag`,
        `flag_reason` and `note`. Groups of nobody are left out and listed. What can't be worked out, as where a
        group has no estimate, is a row without numbers that says why.
    """
    choices = asked(table, reference, order, higher_is, leave_out, with_missing)
    overlap = any(groups.overlap for groups in table.by)
    chosen = chosen_measures(measures, reference is not None, choices.ordered, overlap)
    parts = []
    for i, answer in enumerate(table.answers):
        columns = measure_columns(compared(table, i, choices), chosen, table.level)
        names = {"outcome": answer.outcome.name, "statistic": answer.outcome.statistic}
        parts.append(pd.DataFrame({name: objects([text] * len(chosen)) for name, text in names.items()} | columns))
    return Inequality(pd.concat(parts, ignore_index=True), table.level)


def chosen_measures(measures: Sequence[str] | None, reference: bool, order: bool, overlap: bool) -> tuple[str, ...]:
    """The measures asked for, or all that can be worked out; refuses those that lack what they need."""
    if isinstance(measures, str):
        raise DataError(f"measures is a list of measures, such as [{measures!r}]")
    if measures is None:
        fit = [name for name in MEASURES if name in WITHOUT_PEOPLE or not overlap]
        return tuple(name for name in fit if (order or name not in ORDERED) and (reference or name != "mdrw"))
    if not measures:
        raise DataError(f"at least one measure is needed; the measures are {', '.join(MEASURES)}")
    for name in measures:
        if name not in MEASURES:
            raise DataError(f"no measure {name!r}; the measures are {', '.join(MEASURES)}")
        if overlap and name not in WITHOUT_PEOPLE:
            raise DataError(f"{name} needs groups that add up, and these share people; choose difference or ratio")
        if name in ORDERED and not order:
            raise DataError(f"{name} needs order=, a list of all groups from the least to the most advantaged")
        if name == "mdrw" and not reference:
            raise DataError("mdrw is the mean distance from a reference; name its group with reference=")
    return tuple(measures)

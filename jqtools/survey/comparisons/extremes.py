"""The widest gap of each outcome, and whether a gap so wide says anything: see `no_difference`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from jqtools.survey.answers import Answer
from jqtools.survey.columns import MISSING
from jqtools.survey.comparisons.no_difference import NoDifference, as_ratio, no_difference
from jqtools.survey.comparisons.references import rolled_up, text
from jqtools.survey.sampling import Everyone
from jqtools.survey.table import table_rows
from jqtools.survey.values import Values, together

ROUNDING = 1e-12
NO_SURPRISE = "a gap this wide would be no surprise even if all groups were equal"
WIDER = "wider than 95 of 100 samples would show if all groups were equal"
TOO_FEW = "fewer than two groups have an estimate that can be compared"
EVERY_RECORD = "every record was counted, so no sampling noise could make a gap"
SHARED = "; groups share people, which makes noise look wider than it is"


def extremes(table: Any, measure: str = "difference") -> pd.DataFrame:
    """The highest and the lowest group of each outcome, beside the gap that equal groups would show.

    Parameters
    ----------
    table
        As for `gaps`; rows of "(all)" and "(missing)" are not groups.
    measure
        "difference", "ratio" or "log_ratio" of the highest to the lowest.

    Returns
    -------
    :
        One row an outcome: `outcome`, `statistic`, `measure`, `highest`, `lowest`, `highest_estimate`,
        `lowest_estimate`, `gap`, `se` (as if the two groups had been named beforehand), `expected_if_equal` and
        `p95_if_equal` (see `NoDifference`), `chance_if_equal` (of a gap so wide or wider), `groups` (how many
        were looked at), `left_out` (those without a standard error, with one of 0, missing or hidden, and for
        ratios those not above zero) and `sentence`. A census has no `se` and no benchmark.
    """
    places = table_rows(table.by, table.margins)
    inner = np.array([not any(rolled_up(place)) for place in places])
    named = inner & np.array([MISSING not in place for place in places])
    shared = any(groups.overlap for groups in table.by)
    names = [text(place) for place in places]
    return pd.DataFrame([_row(answer, names, inner, named, measure, shared) for answer in table.answers])


def _row(
    answer: Answer, names: list[str], inner: np.ndarray, named: np.ndarray, measure: str, shared: bool
) -> dict[str, object]:
    values = answer.values if measure == "difference" else _logs(answer.values)
    census = isinstance(values.sampling, Everyone)
    errors = np.full(len(names), np.nan) if census else values.se()
    noisy = errors > ROUNDING * (np.abs(values.now) if measure == "difference" else 1)
    used = named & np.isfinite(values.now) & (noisy | census)
    row = {
        "outcome": answer.outcome.name,
        "statistic": answer.outcome.statistic,
        "measure": measure,
        **_ends(answer.values, values, np.flatnonzero(used), names, measure),
    }
    if used.sum() < 2:
        found, sentence = None, TOO_FEW
    elif census:
        found, sentence = None, EVERY_RECORD
    else:
        found = no_difference(values.now[used], errors[used])
        sentence = (WIDER if found.gap > found.p95 else NO_SURPRISE) + (SHARED if shared else "")
        found = as_ratio(found) if measure == "ratio" else found
    left_out = "; ".join(names[i] for i in np.flatnonzero(inner & ~used))
    return {**row, **_benchmark(found), "groups": int(used.sum()), "left_out": left_out, "sentence": sentence}


def _logs(values: Values) -> Values:
    return together(np.log, values.blank(~(values.now > 0)))


def _ends(values: Values, compared: Values, used: np.ndarray, names: list[str], measure: str) -> dict[str, object]:
    """The highest and lowest of `used` by `compared`, which is `values` or their logarithms."""
    columns = ("highest", "lowest", "highest_estimate", "lowest_estimate", "gap", "se")
    if len(used) < 2:
        return dict(zip(columns, ("", "", *[np.nan] * 4), strict=True))
    high = used[[np.argmax(compared.now[used])]]
    low = used[[np.argmin(compared.now[used])]]
    sides = (values[high], values[low]) if measure == "ratio" else (compared[high], compared[low])
    gap = together(np.divide if measure == "ratio" else np.subtract, *sides)
    ends = (names[high[0]], names[low[0]], values.now[high[0]], values.now[low[0]], gap.now[0], gap.se()[0])
    return dict(zip(columns, ends, strict=True))


def _benchmark(found: NoDifference | None) -> dict[str, float]:
    numbers = (np.nan,) * 3 if found is None else (found.expected, found.p95, found.chance)
    return dict(zip(("expected_if_equal", "p95_if_equal", "chance_if_equal"), numbers, strict=True))

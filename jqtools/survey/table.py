"""The rows of one outcome, as columns: estimates, intervals and flags.

Asking for outcomes and groups is elsewhere (`estimates`).
"""

from __future__ import annotations

from itertools import product

import numpy as np

from jqtools.survey.answers import Answer
from jqtools.survey.columns import Groups
from jqtools.survey.intervals import effective_n, korn_graubard
from jqtools.survey.reliability import Flag, cv_flag, no_interval_flag, share_flag, undefined_flag


def table_rows(by: tuple[Groups, ...], margins: bool) -> list[tuple[object, ...]]:
    """The groups of each row of a table, in its order; "(all)" stands in a column rolled up."""
    return list(product(*(groups.shown(margins) for groups in by)))


def answer_columns(answer: Answer, by: tuple[Groups, ...], margins: bool, census: bool) -> dict[str, object]:
    """The columns of one outcome's rows."""
    places = table_rows(by, margins)
    estimate, se = answer.estimate, answer.se
    is_share = answer.outcome.statistic == "share"
    n_eff = effective_n(estimate, se, answer.n) if is_share else _kish(answer)
    cv = np.full(len(places), np.nan) if is_share else _cv(estimate, se)
    flags = _flags(answer, n_eff, cv, census)
    for i in np.flatnonzero([_not_collected(place, by) for place in places]):
        flags[i] = Flag.NOT_COLLECTED, "the data did not ask about this group, or don't tell it apart"
    return {
        "outcome": objects([answer.outcome.name] * len(places)),
        "statistic": objects([answer.outcome.statistic] * len(places)),
        **{groups.name: objects([place[i] for place in places]) for i, groups in enumerate(by)},
        "n": answer.n,
        "n_missing": answer.missing,
        "n_eff": answer.n.astype(float) if census else n_eff,
        "weighted_n": answer.weight,
        "estimate": estimate,
        "se": se,
        "df": answer.df,
        "ci_low": answer.low,
        "ci_high": answer.high,
        "ci_method": answer.method,
        "cv": cv,
        "moe90": 1.645 * se,
        "flag": objects([str(flag) for flag, _ in flags]),
        "flag_reason": objects([reason for _, reason in flags]),
    }


def _not_collected(place: tuple[object, ...], by: tuple[Groups, ...]) -> bool:
    return any(level in groups.not_collected for level, groups in zip(place, by, strict=True))


def _kish(answer: Answer) -> np.ndarray:
    """The effective number of rows: (sum of w)² / sum of w²; 0 where there are none."""
    return np.where(answer.squares > 0, answer.weight**2 / np.where(answer.squares > 0, answer.squares, 1), 0)


def _cv(estimate: np.ndarray, se: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(estimate != 0, se / np.abs(estimate), np.nan)


def _flags(answer: Answer, n_eff: np.ndarray, cv: np.ndarray, census: bool) -> list[tuple[Flag, str]]:
    n, share, df = answer.n, answer.estimate, answer.df
    is_share = answer.outcome.statistic == "share"
    low, high = korn_graubard(share, n_eff, n, df, 0.95) if is_share else (answer.low, answer.high)
    flags = []
    for i, (positive, dropped) in enumerate(zip(answer.positive, answer.undefined, strict=True)):
        flag = undefined_flag(n[i], answer.missing[i], share[i], answer.se[i], census)
        if flag is None and dropped:
            flag = Flag.REVIEW, f"{dropped} replicates are undefined and were left out"
        if flag is None and census:
            flag = Flag.GOOD, ""
        if flag is None:
            flag = no_interval_flag(answer.low[i], answer.high[i], df[i])
        if flag is None and is_share:
            flag = share_flag(share[i], positive, n[i], n_eff[i], low[i], high[i], df[i])
        flags.append(flag or cv_flag(n[i], cv[i]))
    return flags


def objects(values: list[object]) -> np.ndarray:
    """A column of anything, kept as it is."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found

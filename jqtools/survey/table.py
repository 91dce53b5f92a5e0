"""The rows of one outcome, as columns: estimates, intervals and flags of each cell of its cube.

Asking for outcomes and groups is elsewhere (`estimates`).
"""

from __future__ import annotations

from itertools import product

import numpy as np

from jqtools.survey.columns import ALL, Groups
from jqtools.survey.cube import Cube
from jqtools.survey.design import Design
from jqtools.survey.intervals import effective_n, korn_graubard, t_interval
from jqtools.survey.reliability import Flag, cv_flag, share_flag, undefined_flag
from jqtools.survey.statistics import Outcome
from jqtools.survey.variance import Estimated, estimated, kish

NO_SAMPLING = "census: every record, no sampling error"


def estimate_table(
    outcome: Outcome,
    cube: Cube,
    design: Design,
    by: tuple[Groups, ...],
    margins: bool,
    df: float,
    level: float,
) -> dict[str, object]:
    """The columns of one outcome's rows, in the order of its cells."""
    cube = cube.with_margins() if margins else cube
    found = estimated(cube, outcome.statistic, design)
    levels = [(*groups.levels, ALL) if margins else groups.levels for groups in by]
    places = list(product(*levels))
    table = {
        "outcome": np.full(len(places), outcome.name, dtype=object),
        "statistic": np.full(len(places), outcome.statistic, dtype=object),
        **{groups.name: _objects([place[i] for place in places]) for i, groups in enumerate(by)},
        "n": cube.n.ravel(),
        "n_missing": cube.missing.ravel(),
        "weighted_n": cube.weight[..., 0].ravel(),
        "estimate": found.estimate.ravel(),
        "se": found.se.ravel(),
        "df": np.full(len(places), df),
        "moe90": 1.645 * found.se.ravel(),
    }
    measured = _share_columns if outcome.statistic == "share" else _other_columns
    table |= measured(table, cube, design, df, level)
    table["flag"], table["flag_reason"] = _flags(table, cube, found, outcome, design, df)
    return table


def _share_columns(table: dict, cube: Cube, design: Design, df: float, level: float) -> dict[str, object]:
    n, share, nothing = table["n"], table["estimate"], np.full(len(table["n"]), np.nan)
    if design.method == "census":
        return _census_columns(table)
    n_eff = effective_n(share, table["se"], n)
    low, high = korn_graubard(share, n_eff, n, df, level)
    method = np.where((share <= 0) | (share >= 1), "Korn-Graubard, n at 0% or 100%", "Korn-Graubard")
    method = np.where(np.isnan(low), "", method).astype(object)
    return {"n_eff": n_eff, "ci_low": low, "ci_high": high, "ci_method": method, "cv": nothing}


def _other_columns(table: dict, cube: Cube, design: Design, df: float, level: float) -> dict[str, object]:
    if design.method == "census":
        return _census_columns(table)
    estimate, se = table["estimate"], table["se"]
    low, high = t_interval(estimate, se, df, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = np.where(estimate != 0, se / np.abs(estimate), np.nan)
    method = np.where(np.isnan(low), "", "t").astype(object)
    return {"n_eff": kish(cube).ravel(), "ci_low": low, "ci_high": high, "ci_method": method, "cv": cv}


def _census_columns(table: dict) -> dict[str, object]:
    nothing = np.full(len(table["n"]), np.nan)
    method = np.full(len(nothing), NO_SAMPLING, dtype=object)
    n_eff = table["n"].astype(float)
    return {"n_eff": n_eff, "ci_low": nothing, "ci_high": nothing, "ci_method": method, "cv": nothing}


def _flags(
    table: dict, cube: Cube, found: Estimated, outcome: Outcome, design: Design, df: float
) -> tuple[np.ndarray, np.ndarray]:
    census, n, share = design.method == "census", table["n"], table["estimate"]
    low, high = korn_graubard(share, table["n_eff"], n, df, 0.95)
    flags = []
    for i, (positive, dropped) in enumerate(zip(cube.positive.ravel(), found.undefined.ravel(), strict=True)):
        flag = undefined_flag(n[i], table["n_missing"][i], share[i], table["se"][i], census)
        if flag is None and dropped:
            flag = Flag.REVIEW, f"{dropped} replicates are undefined and were left out"
        if flag is None and census:
            flag = Flag.GOOD, ""
        if flag is None and outcome.statistic == "share":
            flag = share_flag(share[i], positive, n[i], table["n_eff"][i], low[i], high[i], df)
        flags.append(flag or cv_flag(n[i], table["cv"][i]))
    return _objects([str(flag) for flag, _ in flags]), _objects([reason for _, reason in flags])


def _objects(values: list[object]) -> np.ndarray:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found

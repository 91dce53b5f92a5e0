"""Two tables side by side: which rows belong together, and why a change may have no number.

Tables of gaps are told from tables of estimates by their columns; nothing but columns is needed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import NO_SAMPLING
from jqtools.survey.comparisons.gap_flags import AT_THE_EDGE, HIDDEN, NO_FREEDOM, ORDER, STILL, TOO_FEW
from jqtools.survey.reliability import Flag
from jqtools.survey.table import objects

SIDES = ("before", "after")
TAKEN = ("estimate", "se", "df", "ci_low", "ci_method", "flag", "flag_reason")
ONE_CENSUS = "only one of the two has a sampling error"
NO_RATIO = "no ratio, because one of the two is not above zero"
NO_INTERVAL = "one of the two gaps has no interval and no test"


def is_gaps(frame: pd.DataFrame) -> bool:
    """Whether rows are gaps."""
    return "reference_n" in frame


def group_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that name a row's group."""
    names = list(frame.columns)
    return names[2 : names.index("measure" if is_gaps(frame) else "n")]


def check_alike(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """Refuse tables that don't answer the same questions about the same groups."""
    if is_gaps(before) != is_gaps(after):
        raise DataError("two tables of estimates or two of gaps are compared, not one of each")
    pairs = {
        "outcomes": [list(dict.fromkeys(frame["outcome"] + ", " + frame["statistic"])) for frame in (before, after)],
        "columns of groups": [group_columns(frame) for frame in (before, after)],
    }
    if is_gaps(before):
        pairs["measures"] = [list(frame["measure"].unique()) for frame in (before, after)]
    for what, (first, second) in pairs.items():
        if set(first) != set(second):
            listed = ("; ".join(names) or "none" for names in (first, second))
            raise DataError("the two tables must have the same {}, got {} and {}".format(what, *listed))


def side_by_side(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """A row for each outcome and group of either table, with `before_` and `after_` columns; NaN where it is in one.

    Rows are in the order of `before`, those only in `after` at the end of their outcome.
    """
    keys = ["outcome", "statistic", *group_columns(before)]
    taken = [*TAKEN, "reference"] if is_gaps(before) else list(TAKEN)
    frames = {"before": before.reset_index(drop=True), "after": after.reset_index(drop=True)}
    places = {side: {key: i for i, key in enumerate(_keys(frame, keys))} for side, frame in frames.items()}
    every = list(dict.fromkeys([*places["before"], *places["after"]]))
    outcomes = list(dict.fromkeys(key[:2] for key in every))
    every = sorted(every, key=lambda key: outcomes.index(key[:2]))
    found = pd.DataFrame({name: objects([key[i] for key in every]) for i, name in enumerate(keys)})
    for side, frame in frames.items():
        part = frame[taken].reindex([places[side].get(key, -1) for key in every]).add_prefix(f"{side}_")
        found = pd.concat([found, part.reset_index(drop=True)], axis=1)
        found[f"in_{side}"] = [key in places[side] for key in every]
    return found


def _keys(frame: pd.DataFrame, names: list[str]) -> list[tuple[object, ...]]:
    return list(zip(*(frame[name] for name in names), strict=True))


def change_flags(rows: pd.DataFrame, gaps: bool, labels: tuple[str, str]) -> list[tuple[Flag, str]]:
    """One flag and one reason for each of the rows that stand side by side."""
    return [_undefined(row, labels) or _steadiness(row, gaps, labels) for row in rows.to_dict("records")]


def _undefined(row: dict, labels: tuple[str, str]) -> tuple[Flag, str] | None:
    """Why a change has no number or no standard error, or None."""
    reason, census = "", [row[f"{side}_ci_method"] == NO_SAMPLING for side in SIDES]
    if not row["in_after"]:
        reason = f"only in {labels[0]}"
    elif not row["in_before"]:
        reason = f"only in {labels[1]}"
    elif np.isnan(row["before_estimate"]) or np.isnan(row["after_estimate"]):
        reason = HIDDEN
    elif any(census) and not all(census):
        reason = ONE_CENSUS
    elif np.isnan(row["before_se"] + row["after_se"]) and not all(census):
        reason = TOO_FEW
    return (Flag.UNDEFINED, reason) if reason else None


def untested(row: dict, gaps: bool) -> str:
    """Why a change that has numbers has no interval and no test, or an empty text; a census never has one."""
    if row["before_ci_method"] == NO_SAMPLING:
        return ""
    if gaps and np.isnan(row["before_ci_low"] + row["after_ci_low"]):
        return NO_INTERVAL
    if row["statistic"] == "share" and not gaps and any(row[f"{side}_estimate"] in (0, 1) for side in SIDES):
        return AT_THE_EDGE
    if row["before_se"] == 0 and row["after_se"] == 0:
        return STILL
    return NO_FREEDOM if not (row["before_df"] > 0 and row["after_df"] > 0) else ""


def _steadiness(row: dict, gaps: bool, labels: tuple[str, str]) -> tuple[Flag, str]:
    """The worst that is the matter with either side, and everything that is."""
    found = [(Flag(row[f"{side}_flag"]), row[f"{side}_flag_reason"]) for side in SIDES]
    found = [
        (flag, f"{label}: {reason}" if reason else "") for label, (flag, reason) in zip(labels, found, strict=True)
    ]
    if gaps and row["before_reference"] != row["after_reference"]:
        found.append((Flag.REVIEW, f"the reference was {row['before_reference']}, then {row['after_reference']}"))
    if not gaps and min(row["before_estimate"], row["after_estimate"]) <= 0:
        found.append((Flag.GOOD, NO_RATIO))
    if reason := untested(row, gaps):
        found.append((Flag.REVIEW, reason))
    worst = max((flag for flag, _ in found), key=ORDER.index)
    return worst, "; ".join(reason for _, reason in found if reason)


def references(rows: pd.DataFrame) -> np.ndarray:
    """What gaps were to: one name where it stayed, both where it changed."""
    pairs = zip(*(rows[f"{side}_reference"] for side in SIDES), strict=True)
    named = ([name for name in dict.fromkeys(pair) if isinstance(name, str)] for pair in pairs)
    return objects([", then ".join(names) for names in named])

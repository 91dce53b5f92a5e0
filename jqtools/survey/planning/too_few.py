"""Is a group too small to show, in the words of a policy? The same rules as for a table that is published."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.policy import policy as named_policy
from jqtools.survey.disclosure.sums import alike_few, tells_few

DIGITS = 6


def rules_of(policy: Policy | str) -> Policy:
    """A policy, or the one of that name."""
    return named_policy(policy) if isinstance(policy, str) else policy


def by_group(values: Mapping[object, float] | pd.Series, what: str) -> pd.Series:
    """One number a group, in the order given; missing ones, text and repeated groups are refused."""
    found = pd.Series(values, dtype=object) if isinstance(values, Mapping) else values
    if not isinstance(found, pd.Series) or not len(found):
        raise DataError(f"{what} are a mapping or a Series with a number for each group; got {values!r}")
    twice = found.index[found.index.duplicated()]
    if len(twice):
        raise DataError(f"{what} need one number for each group, but {twice[0]!r} is there twice")
    numbers = pd.to_numeric(found, errors="coerce").astype(float)
    wrong = found.index[~np.isfinite(numbers)]
    if len(wrong):
        raise DataError(f"{what} must be numbers; for {wrong[0]!r} got {found[wrong[0]]!r}")
    return numbers


def is_enough(n: np.ndarray, have: np.ndarray | None, policy: Policy) -> np.ndarray:
    """Which groups of `n` people can be shown, with a share of `have` of them if given; expected numbers will do."""
    people = np.round(n, DIGITS)
    found = people >= policy.min_n
    return found if have is None else found & ~tells_few(people, np.round(have, DIGITS), policy)


def why_not(n: float, have: float | None, policy: Policy) -> str:
    """Why a group of `n` people, of whom `have` count, can't be shown; "" if it can."""
    people, least = np.round(n, DIGITS), policy.complement
    if people == 0:
        return "nobody is in this group"
    if people < policy.min_n:
        return f"{n:.3g} people, fewer than {policy.min_n}"
    if have is None or is_enough(np.array([n]), np.array([have]), policy)[0]:
        return ""
    yes = np.round(have, DIGITS)
    if alike_few(np.array([people]), np.array([yes]), policy)[0]:
        return f"all or none of {n:.4g} people count, which would tell the same of each"
    if 0 < yes < least:
        return f"{have:.3g} of {n:.4g} people count, fewer than {least}"
    return f"{n - have:.3g} of {n:.4g} people don't count, fewer than {least}"

"""Before data are collected: how many people will be in each group, and is that enough to show it?

Source of the rule: a group is too small if it, or those in it who count, or those who don't, are fewer than a policy's
minimum; the same rule as when a table is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.race_groups import RaceGroups
from jqtools.survey.design import Design, Domain
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.estimates import disaggregate
from jqtools.survey.planning.chances import chance_enough
from jqtools.survey.planning.too_few import by_group, is_enough, rules_of, why_not
from jqtools.survey.statistics import ONE
from jqtools.survey.statistics import total as total_of
from jqtools.survey.unpublished import Unpublished

Shares = Mapping[object, float] | pd.Series
MOST_YEARS = 10
ROUNDING = 0.005


@dataclass(frozen=True, eq=False)
class ExpectedCells(Unpublished):
    """How many people to expect in each group, for the analyst's own eyes.

    `frame` has one row a group:

    - `group`, and its `share` of all people, 0 to 1
    - `expected_n`: people in it in `years` years; `expected_yes`, `expected_no`: those of them who count and who
      don't, missing without a rate
    - `enough`: whether the expected numbers may be shown, and `why` not ("" if they may)
    - `chance`: how likely the group can be shown, if each person falls in it by chance. A group that is expected to
      have just the minimum falls below it about every second time.
    - `years_needed`: the smallest whole number of years that, pooled, are expected to be enough; missing if no
      number up to `most_years` is
    - `instead`: what to do about a group that is too small
    """

    frame: pd.DataFrame
    policy: Policy
    years: int

    def __repr__(self) -> str:
        few = int((~self.frame["enough"]).sum())
        return f"<ExpectedCells of {len(self.frame)} groups, {few} of them too small; .frame has the rows>"


def expected_cells(
    total: int,
    shares: Shares,
    rate: float | Shares | None = None,
    *,
    policy: Policy | str = "agency-n10",
    years: int = 1,
    overlap: bool = False,
    most_years: int = MOST_YEARS,
) -> ExpectedCells:
    """How many people to expect in each group, and whether that is enough to show it.

    Parameters
    ----------
    total
        People with an answer in one year.
    shares
        Each group's share of them, 0 to 1, from any source: a mapping or a Series with the groups as its index.
    rate
        The share of a group's people who are expected to count, 0 to 1: one number, or one for each group. Without
        it only the number of people is looked at.
    policy
        A `Policy` or the name of one.
    years
        How many years are pooled.
    overlap
        True if people can be in several groups, so that shares add up to more than 1.
    most_years
        The most years that anybody would pool.

    Raises
    ------
    DataError
        A share or rate that is missing or not from 0 to 1 (percents), or shares that add up to more than 1 by more
        than half a point of rounding a group.
    """
    rules, parts = rules_of(policy), by_group(shares, "shares")
    for name, value in (("total", total), ("years", years), ("most_years", most_years)):
        _check_whole(name, value)
    _check_shares(parts, overlap)
    rates = _rates(rate, parts)
    share, people = parts.to_numpy(), total * parts.to_numpy()
    yes = None if rates is None else people * rates
    pooled = np.column_stack([_enough(people, yes, rules, each) for each in range(1, most_years + 1)])
    needed = pd.array(np.where(pooled.any(axis=1), 1 + pooled.argmax(axis=1), -1), dtype="Int64")
    needed[~pooled.any(axis=1)] = pd.NA
    n, have = years * people, None if yes is None else years * yes
    why = [why_not(n[i], None if have is None else have[i], rules) for i in range(len(n))]
    columns = {
        "group": list(parts.index),
        "share": share,
        "expected_n": n,
        "expected_yes": np.nan if have is None else have,
        "expected_no": np.nan if have is None else n - have,
        "enough": _enough(people, yes, rules, years),
        "why": why,
        "chance": chance_enough(years * total, share, rates, rules),
        "years_needed": needed,
        "instead": [_instead(*each, rules, most_years) for each in zip(why, n, needed, strict=True)],
    }
    return ExpectedCells(pd.DataFrame(columns), rules, years)


def expected_cells_of(
    rows: Design | Domain,
    by: str | RaceGroups | Sequence[str | RaceGroups],
    total: int,
    rate: float | Shares | None = None,
    **choices: object,
) -> ExpectedCells:
    """`expected_cells` with the shares of groups taken from data, weighted.

    `rows` and `by` are as for `disaggregate`; groups of several columns are named "Asian, female". Rows without a
    group are a group, "(missing)": they will be there next time too. `choices` are those of `expected_cells`.
    """
    table = disaggregate(rows, total_of(ONE), by)
    frame, names = table.frame, [groups.name for groups in table.by]
    people = disaggregate(rows, total_of(ONE)).frame["weighted_n"].iloc[0]
    overlap = any(groups.overlap for groups in table.by)
    labels = [", ".join(str(level) for level in row) for row in frame[names].itertuples(index=False)]
    shares = pd.Series(frame["weighted_n"].to_numpy() / people, index=labels)
    return expected_cells(total, shares, rate, overlap=overlap, **choices)


def _enough(people: np.ndarray, yes: np.ndarray | None, policy: Policy, years: int) -> np.ndarray:
    return is_enough(years * people, None if yes is None else years * yes, policy)


def _instead(why: str, n: float, years: object, policy: Policy, most_years: int) -> str:
    if not why:
        return ""
    if n == 0:
        return "ask who is missing and why, in interviews"
    pool = f"at least {years} years pooled would do" if pd.notna(years) else f"{most_years} years pooled won't do"
    count = "show how many people there are without the share, " if n >= policy.min_n else ""
    return f"{pool}; or {count}merge it with a group that would call itself one with it, or use interviews"


def _check_whole(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise DataError(f"{name} is a whole number from 1 upwards, got {value!r}")


def _check_shares(shares: pd.Series, overlap: bool) -> None:
    _check_between("shares", shares)
    if not overlap and shares.sum() > 1 + ROUNDING * len(shares):
        raise DataError(
            f"shares add up to {shares.sum():.3f}, more than everyone; if people can be in several groups, say "
            "overlap=True"
        )


def _check_between(what: str, values: pd.Series) -> None:
    wrong = values[(values < 0) | (values > 1)]
    if len(wrong):
        raise DataError(
            f"{what} lie from 0 to 1 (divide percents by 100); for {wrong.index[0]!r} got {wrong.iloc[0]:g}"
        )


def _rates(rate: float | Shares | None, shares: pd.Series) -> np.ndarray | None:
    if rate is None:
        return None
    rates = by_group(rate, "rates") if isinstance(rate, Mapping | pd.Series) else by_group({"everyone": rate}, "rates")
    _check_between("rates", rates)
    if not isinstance(rate, Mapping | pd.Series):
        return np.full(len(shares), rates.iloc[0])
    missing = [group for group in shares.index if group not in rates.index]
    if missing:
        raise DataError(f"each group needs a rate, or all the same one; there is none for {missing[0]!r}")
    return rates.reindex(shares.index).to_numpy()

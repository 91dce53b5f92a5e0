"""Which allowed merges make groups large enough to show, and what else to do about those that stay too small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import MISSING
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.planning.merges import Merges, checked_merges
from jqtools.survey.planning.too_few import by_group, is_enough, rules_of, why_not
from jqtools.survey.unpublished import Unpublished

Counts = Mapping[object, float] | pd.Series


@dataclass(frozen=True, eq=False)
class MergeOptions(Unpublished):
    """What merges would do; for the analyst's own eyes, because it tells how small groups are.

    `frame` has one row an allowed merge: `merge` (its name), `groups` (those in it), `n` (people), `clears` (true if
    it can be shown), `why` ("" if it can) and `helps` (the groups in it that are too small alone, if it clears).
    `too_small` are the groups that can't be shown alone, `remaining` those among them that no allowed merge helps,
    and `advice` has a sentence for each that is too small.
    """

    frame: pd.DataFrame
    too_small: tuple[object, ...]
    remaining: tuple[object, ...]
    advice: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"<MergeOptions: {len(self.too_small)} groups are too small, {len(self.remaining)} of them whatever the "
            "merge; .advice says what to do>"
        )


def merge_options(
    counts: Counts, merges: Merges, policy: Policy | str = "agency-n10", *, have: Counts | None = None
) -> MergeOptions:
    """Which of the allowed `merges` clear, which groups stay too small, and what else to do, in words.

    Parameters
    ----------
    counts
        People in each group, zero or more, expected or counted: a mapping, or a Series with the groups as its index.
        Groups of nobody need no merge.
    merges
        The merges that the groups would recognise, by name: {"Asian or Pacific Islander": ["Asian", "Pacific
        Islander"]}. A group may be in several, to compare them. "Other" and the like are refused.
    policy
        A `Policy` or the name of one.
    have
        People in each group whom a share counts; with it, those who count and those who don't must be enough too.

    Notes
    -----
    A group is looked at for itself. To protect one that is hidden, publishing may hide another.
    """
    rules, people = rules_of(policy), by_group(counts, "counts")
    yes = None if have is None else _counted(by_group(have, "counts of those who count"), people)
    if (people < 0).any():
        raise DataError(f"counts are zero or more, got {people.min():g}")
    allowed = checked_merges(merges, list(people.index))
    enough = pd.Series(is_enough(people.to_numpy(), None if yes is None else yes.to_numpy(), rules), people.index)
    small = tuple(people.index[~enough & (people > 0)])
    frame = pd.DataFrame(
        [_merge_row(name, parts, people, yes, rules, small) for name, parts in allowed.items()],
        columns=["merge", "groups", "n", "clears", "why", "helps"],
    ).astype({"clears": bool})
    helped = {group for groups in frame["helps"] for group in groups}
    remaining = tuple(group for group in small if group not in helped)
    advice = [_advice(group, people, yes, rules, frame) for group in small]
    if len(remaining) == 1:
        advice.append(f"{remaining[0]} would be the only group hidden, so a second one must be hidden to protect it.")
    return MergeOptions(frame, small, remaining, tuple(advice))


def _counted(have: pd.Series, people: pd.Series) -> pd.Series:
    found = have.reindex(people.index)
    wrong = people.index[~((found >= 0) & (found <= people))]
    if len(wrong):
        raise DataError(
            f"each group needs a number of people who count, from 0 to all of them; for {wrong[0]!r} got "
            f"{found[wrong[0]]:g}"
        )
    return found


def _merge_row(
    name: str,
    parts: tuple[object, ...],
    people: pd.Series,
    yes: pd.Series | None,
    policy: Policy,
    small: tuple[object, ...],
) -> tuple[object, ...]:
    why = why_not(*_both(parts, people, yes), policy)
    helps = () if why else tuple(part for part in parts if part in small)
    return name, parts, people[list(parts)].sum(), not why, why, helps


def _both(parts: tuple[object, ...], people: pd.Series, yes: pd.Series | None) -> tuple[float, float | None]:
    return people[list(parts)].sum(), None if yes is None else yes[list(parts)].sum()


def _advice(group: object, people: pd.Series, yes: pd.Series | None, policy: Policy, frame: pd.DataFrame) -> str:
    n, have = _both((group,), people, yes)
    names = frame["merge"][[group in helps for helps in frame["helps"]]]
    ways = [f"show it within {name}" for name in names]
    years = _years(n, have, policy)
    if years is not None:
        ways.append(f"pool {years} years like this one")
    if n >= policy.min_n:
        ways.append("show how many people there are without the share")
    ways.append("say it is too small to show" if group == MISSING else "use interviews")
    return f"{group} ({why_not(n, have, policy)}): {', or '.join(ways)}."


def _years(n: float, have: float | None, policy: Policy, most: int = 10) -> int | None:
    """The fewest years that are enough if each is like this one."""
    years = np.arange(1, most + 1)
    enough = is_enough(years * n, None if have is None else years * have, policy)
    return int(years[enough][0]) if enough.any() else None

"""Make a table safe to show: hide small groups, hide enough others, and check that nothing gives them away.

A count is hidden if it is small, and so are shares that count few people, or all but few; further cells are
hidden so that totals give none of them back; the exact range an intruder can work out for each small number
is then checked, and publication is refused where one is too narrow. What is hidden depends only on the rows,
so the tables by race, by sex and by both can be shown side by side.

Not covered yet: tables of the same people by different filters, different outcomes or different dates (no
ledger); three tables by pairs of the same three columns, unless all three columns are published at once;
dominance, where one large earner makes up most of a total; totals that count events rather than people. It is
no certification, and no replacement for an agency's disclosure review.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError, PublicationError
from jqtools.survey.columns import Groups
from jqtools.survey.cube import Cube, with_margins
from jqtools.survey.pattern import hidden_people, hidden_shares
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rules of a publication.

    `min_n` is the fewest people in a group; `min_complement` the fewest people who have, and who lack, what a
    share counts (without it, `min_n`).
    """

    name: str = "custom"
    min_n: int = 10
    min_complement: int | None = None

    def __post_init__(self) -> None:
        for value in (self.min_n, self.complement):
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise DataError(f"a policy's minimums are whole numbers from 1 upwards, got {value!r}")

    @property
    def complement(self) -> int:
        return self.min_n if self.min_complement is None else self.min_complement


POLICIES = (Policy(name="agency-n10", min_n=10), Policy(name="nchs", min_n=5))


def policy(name: str = "agency-n10") -> Policy:
    """A policy by name: "agency-n10" (ten people, the usual rule of agencies) or "nchs" (five)."""
    for known in POLICIES:
        if known.name == name:
            return known
    raise DataError(f"no policy {name!r}; the policies are {', '.join(known.name for known in POLICIES)}")


def publish(
    frame: pd.DataFrame,
    by: tuple[Groups, ...],
    outcomes: tuple[Outcome, ...],
    cubes: tuple[Cube, ...],
    margins: bool,
    policy: Policy,
) -> Published:
    """`frame` with small groups hidden; call it as `Estimates.publish`."""
    known: dict[bytes, np.ndarray] = {}
    hidden, small = [], []
    for outcome, cube in zip(outcomes, cubes, strict=True):
        try:
            pattern = _hidden(outcome, cube, by, policy, known)
        except PublicationError as error:
            raise PublicationError(f"{outcome.name!r} can't be published: {error}") from error
        inner = (slice(None) if margins else slice(0, -1),) * len(by)
        hidden.append(pattern[inner].ravel())
        small.append(_small(outcome, cube, policy)[inner].ravel())
    return Published.of(frame, tuple(g.name for g in by), np.concatenate(hidden), np.concatenate(small), policy)


def _hidden(
    outcome: Outcome, cube: Cube, by: tuple[Groups, ...], policy: Policy, known: dict[bytes, np.ndarray]
) -> np.ndarray:
    """The pattern of one outcome; columns are taken in order of name, whatever order they were asked in."""
    order = np.argsort([groups.name for groups in by], kind="stable").astype(int) if by else []
    counts, positives = cube.n.transpose(order), cube.positive.transpose(order)
    key = counts.tobytes()
    if key not in known:
        known[key] = hidden_people(counts, policy.min_n)
    pattern = known[key]
    if _reveals_people(outcome, cube):
        pattern = hidden_shares(counts, positives, pattern, policy.complement)
    return pattern.transpose(np.argsort(order)) if by else pattern


def _reveals_people(outcome: Outcome, cube: Cube) -> bool:
    """True if the estimate and n give a number of people: a share, or the mean or total of zeros and ones."""
    return cube.binary and not outcome.counts_rows


def _small(outcome: Outcome, cube: Cube, policy: Policy) -> np.ndarray:
    """Which cells and margins are small in themselves."""
    n, yes = with_margins(cube.n, cube.n.ndim), with_margins(cube.positive, cube.n.ndim)
    small = (n > 0) & (n < policy.min_n)
    if not _reveals_people(outcome, cube):
        return small
    least = np.minimum(yes, n - yes)
    return small | ((least > 0) & (least < policy.complement)) | ((n > 0) & (least == 0) & (n < 2 * policy.complement))

"""Make a table safe to show: hide small groups, hide enough others, and check that nothing gives them away.

A count is hidden if it is small, and so are shares that count few people, or all but few; further cells are
hidden so that totals give none of them back; the exact range an intruder can work out for each small number
is then checked, and publication is refused where one is too narrow. What is hidden depends only on the rows,
so the tables by race, by sex and by both can be shown side by side.

Not covered yet: several outcomes of the same people, in one table or in several, such as the shares of all
answers to one question; tables by different filters or dates (no ledger); three tables by pairs of the same three
columns, unless all three columns are published at once; dominance, where one large earner makes up most of a
total; totals that count events rather than people. It is no certification, and no replacement for an agency's
disclosure review.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jqtools.errors import DataError, PublicationError
from jqtools.survey.columns import Groups
from jqtools.survey.cube import Cube, with_margins
from jqtools.survey.pattern import hidden_people, hidden_shares
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    from jqtools.survey.estimates import Estimates


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


def publish(table: Estimates, policy: Policy) -> Published:
    """`table` with small groups hidden; call it as `Estimates.publish`."""
    known: dict[bytes, np.ndarray] = {}
    hidden, small = [], []
    inner = (slice(None) if table.margins else slice(0, -1),) * len(table.by)
    for outcome, cube in zip(table.outcomes, table.cubes, strict=True):
        try:
            pattern = _pattern(outcome, cube, table.by, policy, known)
        except PublicationError as error:
            raise PublicationError(f"{outcome.name!r} can't be published: {error}") from error
        pattern = pattern | _at_the_ends(outcome, cube, table.by, policy)
        hidden.append(pattern[inner].ravel())
        small.append(_small(outcome, cube, table.by, policy)[inner].ravel())
    return Published.of(table, np.concatenate(hidden), np.concatenate(small), policy)


def _pattern(
    outcome: Outcome, cube: Cube, by: tuple[Groups, ...], policy: Policy, known: dict[bytes, np.ndarray]
) -> np.ndarray:
    """What to hide of one outcome; where groups overlap, each is set against everyone who is not in it."""
    names, parts = [groups.name for groups in by], [cube.n, *_people_told(outcome, cube)]
    shared = [axis for axis, groups in enumerate(by) if groups.overlap]
    if not shared:
        return _hidden(parts, names, policy, known)
    if len(shared) > 1:
        raise PublicationError("only one column of groups that people can share can be published at a time")
    axis = shared[0]
    patterns = [
        _hidden([_in_or_out(part, axis, i) for part in parts], names, policy, known) for i in _inner(cube.n, axis)
    ]
    if any(pattern.any() for pattern in patterns):
        raise PublicationError(
            f"a group of fewer than {policy.min_n} is among groups that people can share, and what the others and "
            "everyone tell of it can't be checked yet; leave that group out with where(), or give each person one "
            'group (approach="multiracial")'
        )
    everyone = np.any([pattern.take(-1, axis) for pattern in patterns], axis=0)
    return np.stack([*(pattern.take(0, axis) for pattern in patterns), everyone], axis=axis)


def _inner(counts: np.ndarray, axis: int) -> range:
    return range(counts.shape[axis] - 1)


def _in_or_out(counts: np.ndarray, axis: int, level: int) -> np.ndarray:
    """How many are in a group and how many are not; "(all)" is the last place of `axis`."""
    inside = counts.take(level, axis)
    return np.stack([inside, counts.take(-1, axis) - inside], axis=axis)


def _hidden(parts: list[np.ndarray], names: list[str], policy: Policy, known: dict[bytes, np.ndarray]) -> np.ndarray:
    """What to hide of a table of people, `parts[0]`, that tells how many of them are in each further part.

    Columns are taken in order of name, whatever order they were asked in.
    """
    order = np.argsort(names, kind="stable").astype(int) if names else []
    counts, *told = (part.transpose(order) for part in parts)
    key = repr(counts.shape).encode() + counts.tobytes()
    if key not in known:
        known[key] = hidden_people(counts, policy.min_n)
    pattern = known[key]
    for part in told:
        pattern = pattern | hidden_shares(counts, part, known[key], policy.complement)
    return pattern.transpose(np.argsort(order)) if names else pattern


def _at_the_ends(outcome: Outcome, cube: Cube, by: tuple[Groups, ...], policy: Policy) -> np.ndarray:
    """Which quantiles have so few people beyond them that they are nearly one person's value.

    Half of `min_n` people must lie on either side, so that a median needs `min_n`.
    """
    n = with_margins(cube.n, tuple(axis for axis, groups in enumerate(by) if not groups.overlap))
    if not outcome.is_quantile:
        return np.zeros(n.shape, dtype=bool)
    return (n > 0) & (n * min(outcome.p, 1 - outcome.p) < policy.min_n / 2)


def _people_told(outcome: Outcome, cube: Cube) -> list[np.ndarray]:
    """Numbers of people that the estimate and n give: those who count 1 where others count 0."""
    told = [cube.positive] if cube.binary and not outcome.counts_rows else []
    return [*told, cube.divided] if cube.base_binary else told


def _small(outcome: Outcome, cube: Cube, by: tuple[Groups, ...], policy: Policy) -> np.ndarray:
    """Which cells and margins are small in themselves."""
    axes = tuple(axis for axis, groups in enumerate(by) if not groups.overlap)
    n = with_margins(cube.n, axes)
    small = (n > 0) & (n < policy.min_n)
    for part in _people_told(outcome, cube):
        yes = with_margins(part, axes)
        least = np.minimum(yes, n - yes)
        small |= ((least > 0) & (least < policy.complement)) | ((n > 0) & (least == 0) & (n < 2 * policy.complement))
    return small

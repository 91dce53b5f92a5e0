"""The dissimilarity index: what part of either group would have to move for both to be spread alike.

Source: Duncan and Duncan (1955), A methodological analysis of segregation indexes, American Sociological Review 20.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import MISSING, Groups, column
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.cube import places, sums
from jqtools.survey.decompositions.basis import Basis, MadeOfGroups, freedom_bases
from jqtools.survey.decompositions.parts import TwoGroups, TwoLevels, domain_of, interval_columns, two_groups
from jqtools.survey.design import Design, Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.reliability import Flag
from jqtools.survey.statistics import ONE, total
from jqtools.survey.table import objects, table_rows
from jqtools.survey.values import Values, magnitude, stacked

NOISE = "no larger than sampling noise alone would make it"
AT_ONCE, HALF_NORMAL = 50, np.sqrt(2 / np.pi)
COLUMNS = ("outcome", "measure", "group_a", "group_b", "n", "n_a", "n_b", "n_missing", "weighted_n", "noise_floor")
COLUMNS = (*COLUMNS, "estimate", "se", "df", "ci_low", "ci_high", "ci_method", "flag", "flag_reason")


@dataclass(frozen=True, eq=False)
class Dissimilarity(MadeOfGroups):
    """Unpublished indices. `frame` has a row for each combination of groups in `by`; see `duncan`.

    Its groups are all categories of both groups, by the columns in `by`.
    """

    frame: pd.DataFrame
    level: float
    bases: tuple[Basis, ...] = field(repr=False)
    freedom: tuple[Basis, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"<Dissimilarity: {len(self.frame)} indices, unpublished>"


def duncan(
    rows: Design | Domain,
    category: str,
    groups: TwoLevels,
    *,
    by: str | Sequence[str] = (),
    level: float = 0.95,
) -> Dissimilarity:
    """How differently two groups are spread over categories, such as women and men over occupations.

    With a and b the groups' shares in a category, the index is half the sum of |a - b|: 0 if both are spread alike,
    1 if no category has both. Its slope jumps where a category has equal shares of both, so near 0 standard errors
    are rough and replicates may disagree with linearisation. Noise only adds to it: many categories with few
    people make a high index of groups that are spread alike, which is what `noise_floor` tells.

    Parameters
    ----------
    rows
        A design, or a domain of one. Degrees of freedom are those of these rows.
    category
        A column. Rows without a category are left out and counted.
    groups
        One column and two of its groups, as {"sex": ("Female", "Male")}.
    by
        Columns; each combination of their groups has an index of its own. "(missing)" is a group.
    level
        Of the confidence intervals.

    Returns
    -------
    :
        `.frame` has one row for each combination of groups in `by`: `outcome` (the category), `measure`
        ("dissimilarity"), `group_a`, `group_b`, the columns in `by`, `n` (rows with a category), `n_a`, `n_b`,
        `n_missing`, `weighted_n`, `estimate` (0 to 1), `se`, `df`, `ci_low`, `ci_high` (t), `ci_method`,
        `noise_floor` (the index to expect if both were spread alike, with normal errors of each difference of
        shares), `flag` and `flag_reason`. Where a group has nobody the index is undefined.
    """
    domain, names = domain_of(rows, level), (by,) if isinstance(by, str) else tuple(by)
    pair = two_groups(domain, groups)
    _check_columns(names, category, pair.name)
    design = domain.design
    split, kinds = tuple(groups_of(design.frame, name) for name in names), groups_of(design.frame, category)
    known = column(design.frame, category).notna().to_numpy()
    counts = _counts(pair, split, design, known)
    values, floor = _indices(pair, split, kinds, design, known)
    lost = (counts["n_a"] == 0) | (counts["n_b"] == 0)
    df = rows_freedom(design, np.flatnonzero(pair.in_a | pair.in_b))
    numbers = interval_columns(values.blank(lost), df, level, design.method == "census")
    flags = _flags(counts, numbers, floor, values.errors()[1], design.method == "census")
    size, levels = len(lost), table_rows(split, False)
    found = {
        "outcome": objects([category] * size),
        "measure": objects(["dissimilarity"] * size),
        "group_a": objects([pair.a] * size),
        "group_b": objects([pair.b] * size),
        **{item.name: objects([place[i] for place in levels]) for i, item in enumerate(split)},
    }
    frame = pd.DataFrame(found | counts | numbers | {"noise_floor": np.where(lost, np.nan, floor)} | flags)
    used = pair.levels | {category: [level for level in kinds.levels if level != MISSING]}
    both = pair.people(domain)
    basis = Basis(both.where(known), (total(ONE),), (pair.name, category, *names), used)
    return Dissimilarity(frame, level, (basis,), freedom_bases(both))


def _check_columns(by: tuple[str, ...], category: str, group: str) -> None:
    names = (category, group, *by)
    if len(set(names)) < len(names):
        raise DataError(f"category, groups and by must be different columns, got {', '.join(names)}")
    taken = [name for name in by if name in COLUMNS]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the result; rename that column before grouping by it")


def _counts(pair: TwoGroups, split: tuple[Groups, ...], design: Design, known: np.ndarray) -> dict[str, np.ndarray]:
    """Rows with a weight above zero of both groups and of each, those without a category, and the sum of weights."""
    weight = design.weights()[:, 0]
    real, both = weight > 0, pair.in_a | pair.in_b

    def counted(mask: np.ndarray, by: np.ndarray | None = None) -> np.ndarray:
        found = places(split, mask & real)
        return np.bincount(found.cells, None if by is None else by[found.rows], minlength=found.size)

    return {
        "n": counted(both & known),
        "n_a": counted(pair.in_a & known),
        "n_b": counted(pair.in_b & known),
        "n_missing": counted(both & ~known),
        "weighted_n": counted(both & known, weight),
    }


def _indices(
    pair: TwoGroups, split: tuple[Groups, ...], kinds: Groups, design: Design, known: np.ndarray
) -> tuple[Values, np.ndarray]:
    """The index of each combination of groups, and what noise alone would make it."""
    sides = []
    for mask in (pair.in_a, pair.in_b):
        found = places((*split, kinds), mask & known)
        sides.append(sums(np.ones(len(found.rows)), found, design, design.weights()))
    each = np.arange(len(sides[0])).reshape(-1, len(kinds.levels))
    cells = [stacked([side[these] for side in sides]) for these in each]
    return stacked([cell.through(_half_distance) for cell in cells]), np.array([_noise(cell) for cell in cells])


def _apart(sums: np.ndarray) -> np.ndarray:
    """The difference of the groups' shares in each category; the upper half of `sums` is one group's people."""
    a, b = np.split(sums, 2)
    return a / a.sum(axis=0) - b / b.sum(axis=0)


def _half_distance(sums: np.ndarray) -> np.ndarray:
    return magnitude(_apart(sums)).sum(axis=0, keepdims=True) / 2


def _noise(cell: Values) -> float:
    """The mean of the index if all differences were normal errors; few at a time, as each has all units' scores."""
    starts = range(0, len(cell) // 2, AT_ONCE)
    errors = [cell.through(lambda sums, first=first: _apart(sums)[first : first + AT_ONCE]).se() for first in starts]
    return float(np.concatenate(errors).sum() * HALF_NORMAL / 2)


def _flags(
    counts: dict[str, np.ndarray],
    numbers: dict[str, np.ndarray],
    floor: np.ndarray,
    undefined: np.ndarray,
    census: bool,
) -> dict[str, np.ndarray]:
    found = []
    for i, estimate in enumerate(numbers["estimate"]):
        least = min(counts["n_a"][i], counts["n_b"][i])
        flag = _undefined(least, numbers["ci_low"][i], census)
        if flag is None and undefined[i] and not census:
            flag = Flag.REVIEW, f"{undefined[i]} replicates are undefined and were left out"
        if flag is None and least < 2:
            flag = Flag.UNRELIABLE, "only one row in a group: nothing shows how much it varies"
        if flag is None and estimate <= floor[i]:
            flag = Flag.REVIEW, NOISE
        found.append(flag or (Flag.GOOD, ""))
    return {
        "flag": objects([str(flag) for flag, _ in found]),
        "flag_reason": objects([reason for _, reason in found]),
    }


def _undefined(least: int, low: float, census: bool) -> tuple[Flag, str] | None:
    if least == 0:
        return Flag.EMPTY, "one group has nobody with a category here"
    if np.isnan(low) and not census:
        return Flag.UNDEFINED, "too few sampling units for a standard error or an interval"
    return None

"""How unequally something such as a wage is spread over people, with standard errors.

Replicate designs work a measure out under each weight, others follow it by linearisation: the measures are in
`concentration_measures`. How unequal the averages of groups are is in `inequality`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.columns import numbers
from jqtools.survey.cube import places
from jqtools.survey.decompositions.basis import Basis, MadeOfGroups
from jqtools.survey.decompositions.parts import domain_of
from jqtools.survey.design import Design, Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.inequalities.concentration_measures import MEASURES, PARTED, POVERTY, People, between, measured
from jqtools.survey.inequalities.concentration_rows import Cells, few_values, refuse_values, rows_of
from jqtools.survey.statistics import mean, share
from jqtools.survey.values import Values, together

TAKEN = ("outcome", "measure", "n", "n_missing", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high")
TAKEN = (*TAKEN, "ci_method", "flag", "flag_reason")


@dataclass(frozen=True, eq=False)
class Concentration(MadeOfGroups):
    """Unpublished measures. `frame` has a row for each group and measure; see `concentration`.

    To be published, a group needs twice as many people beyond the policy's minimum as there are measures, because
    all measures and their standard errors together could tell the values of fewer. If a group has few different values,
    the share of each of them has to be one that would be shown.
    """

    frame: pd.DataFrame
    level: float
    bases: tuple[Basis, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"<Concentration: {len(self.frame)} measures, unpublished>"


def concentration(
    rows: Design | Domain,
    column: str,
    measures: Sequence[str] | None = None,
    *,
    line: float | None = None,
    by: str | Sequence[str] = (),
    decompose: str | None = None,
    level: float = 0.95,
) -> Concentration:
    """Measure how unequally `column` is spread over people, as wages are.

    Parameters
    ----------
    rows
        A design, or a domain of one.
    column
        Numbers in any unit. Rows without one are left out and counted.
    measures
        "gini"; "theil", "mld", "ge2": generalised entropy 1, 0 and 2; "atkinson0.5", "atkinson1", "atkinson2", by
        how much inequality is minded; "fgt0", "fgt1", "fgt2": the share of people at or below `line`, how far they
        fall short of it as a fraction of it (0 for others), and the square of that. Without it all, those of a
        line only if there is one. Theil, mld and atkinson 1 and 2 refuse values of zero or less.
    line
        Such as a living wage, above zero, in the column's unit.
    by
        Columns; each combination of their groups is measured on its own. "(missing)" is a group.
    decompose
        A column of groups: theil, mld and ge2 get rows of their parts too, as "theil_within" and
        "theil_between". Between is what would be left if everyone had their group's mean; both add up.
    level
        Of the confidence intervals.

    Returns
    -------
    :
        `.frame` has one row for each combination of groups and each measure: `outcome` (the column), `measure`, the
        columns in `by`, `n`, `n_missing`, `weighted_n`, `estimate` (Gini and Atkinson 0 to 1), `se`, `df`,
        `ci_low`, `ci_high` (t; Korn-Graubard for fgt0, which is a share), `ci_method`, `flag` and `flag_reason`. A
        measure that is undefined is a row without numbers that says why. All but FGT are somewhat too low in small
        samples.
    """
    domain, names = domain_of(rows, level), (by,) if isinstance(by, str) else tuple(by)
    chosen = _chosen(measures, line, decompose)
    _check_columns(names, decompose)
    split = tuple(groups_of(domain.design.frame, name) for name in names)
    y = numbers(domain.design.frame, column)
    used = domain.mask & ~np.isnan(y) & (domain.design.weights() != 0).any(axis=1)
    refuse_values(y[used], column, chosen)
    people = People(y, places(split, used), domain.design)
    values = {name: measured(people, name, line) for name in chosen}
    few = few_values(people)
    if decompose:
        parted = (*split, groups_of(domain.design.frame, decompose))
        fine = People(y, places(parted, used), domain.design)
        values, few = _with_parts(values, people, fine), few_values(fine)
    missing = places(split, domain.mask & np.isnan(y) & (domain.design.weights()[:, 0] > 0))
    cells = Cells(column, split, people, missing, rows_freedom(domain.design, np.flatnonzero(domain.mask)), level)
    bases = _bases(domain, column, names, line, decompose, few)
    return Concentration(rows_of(cells, values), level, bases)


def _bases(
    domain: Domain, column: str, by: tuple[str, ...], line: float | None, decompose: str | None, few: Sequence[float]
) -> tuple[Basis, ...]:
    """The groups that are measured, with who is at or below the line, and the groups within them.

    A mean and a measure tell how many people have each of a `few` values, so the shares of these are told as well.
    """
    poor = () if line is None else (share(column, below=float(np.nextafter(line, np.inf))),)
    told = (mean(column), *(share(column, equals=value) for value in few))
    finest = (*by, decompose) if decompose else by
    parts = (Basis(domain, told, finest),) if decompose or few else ()
    return Basis(domain, (mean(column), *poor), by, numbers=2 * len(MEASURES)), *parts


def _chosen(measures: Sequence[str] | None, line: float | None, decompose: str | None) -> tuple[str, ...]:
    """The measures asked for, or all that fit; refuses those that lack what they need."""
    if isinstance(measures, str):
        raise DataError(f"measures is a list of measures, such as [{measures!r}]")
    if line is not None and not (np.isfinite(line) and line > 0):
        raise DataError(f"line is a number above zero, in the column's unit; got {line}")
    if measures is None:
        measures = [name for name in MEASURES if name not in POVERTY or line is not None]
    for name in measures:
        if name not in MEASURES:
            raise DataError(f"no measure {name!r}; the measures are {', '.join(MEASURES)}")
        if name in POVERTY and line is None:
            raise DataError(f"{name} needs line=, such as a living wage, in the column's unit")
    if not measures:
        raise DataError(f"at least one measure is needed; the measures are {', '.join(MEASURES)}")
    if decompose and not set(measures) & set(PARTED):
        raise DataError(f"decompose splits {', '.join(PARTED)}; got only {', '.join(measures)}")
    return tuple(dict.fromkeys(measures))


def _check_columns(by: tuple[str, ...], decompose: str | None) -> None:
    names = (*by, decompose) if decompose else by
    if len(set(names)) < len(names):
        raise DataError(f"columns in by and decompose must differ, got {', '.join(names)}")
    taken = [name for name in by if name in TAKEN]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the result; rename that column before grouping by it")


def _with_parts(values: dict[str, Values], people: People, fine: People) -> dict[str, Values]:
    """The same measures, and after each that has parts its within and between."""
    roll = sparse.csr_array(sparse.kron(sparse.eye_array(people.found.size), np.ones((1, fine.found.shape[-1]))))
    found = {}
    for name, whole in values.items():
        found[name] = whole
        if name in PARTED:
            across = between(fine, name, roll)
            found[f"{name}_within"] = together(np.subtract, whole, across)
            found[f"{name}_between"] = across
    return found

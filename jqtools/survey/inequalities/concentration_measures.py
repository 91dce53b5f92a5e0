"""Measures of how unequally something is spread over people, as functions of weighted sums, and their parts.

Each but the Gini index is a smooth function of a few sums over people, so replicates recompute it and scores follow
it by its slope. Sources: Biewen and Jenkins (2006), Oxford Bulletin of Economics and Statistics 68; Foster, Greer
and Thorbecke (1984), Econometrica 52.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from jqtools.survey.cube import Places, sorted_rows, sums
from jqtools.survey.design import Design
from jqtools.survey.sampling import Draws
from jqtools.survey.values import Values, stacked, together

Moment = Callable[[np.ndarray], np.ndarray]
MOMENTS: dict[str, Moment] = {
    "people": np.ones_like,
    "total": lambda y: y,
    "squares": lambda y: y**2,
    "logs": np.log,
    "y_logs": lambda y: y * np.log(y),
    "roots": np.sqrt,
    "inverses": lambda y: 1 / y,
}


@dataclass(frozen=True)
class Smooth:
    """A measure that is `function` of the sums named in `moments`, in their order."""

    moments: tuple[str, ...]
    function: Callable[..., np.ndarray]


SMOOTH = {
    "theil": Smooth(("people", "total", "y_logs"), lambda n, t, v: v / t - np.log(t / n)),
    "mld": Smooth(("people", "total", "logs"), lambda n, t, v: np.log(t / n) - v / n),
    "ge2": Smooth(("people", "total", "squares"), lambda n, t, s: (n * s / t**2 - 1) / 2),
    "atkinson0.5": Smooth(("people", "total", "roots"), lambda n, t, r: 1 - (r / n) ** 2 / (t / n)),
    "atkinson1": Smooth(("people", "total", "logs"), lambda n, t, v: 1 - np.exp(v / n) / (t / n)),
    "atkinson2": Smooth(("people", "total", "inverses"), lambda n, t, v: 1 - n**2 / (v * t)),
}
POVERTY = ("fgt0", "fgt1", "fgt2")
ABOVE_ZERO = ("theil", "mld", "atkinson1", "atkinson2")
NOT_BELOW_ZERO = ("atkinson0.5",)
PARTED = ("theil", "mld", "ge2")
MEASURES = ("gini", *SMOOTH, *POVERTY)


@dataclass(frozen=True, eq=False)
class People:
    """Who is measured: the value `y` of each row of the design's table, and the cells of the rows that count."""

    y: np.ndarray
    found: Places
    design: Design

    def sums(self, values: np.ndarray) -> Values:
        """The weighted sum of `values`, one for each row of the table, in each cell."""
        return sums(values[self.found.rows], self.found, self.design, self.design.weights())

    def moment(self, name: str) -> Values:
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.sums(MOMENTS[name](self.y))


def measured(people: People, measure: str, line: float | None) -> Values:
    """A measure of each cell; undefined where nobody is."""
    if measure == "gini":
        return gini(people)
    if measure in POVERTY:
        return together(np.divide, people.sums(shortfalls(people.y, line, int(measure[-1]))), people.moment("people"))
    smooth = SMOOTH[measure]
    return together(smooth.function, *(people.moment(name) for name in smooth.moments))


def shortfalls(y: np.ndarray, line: float, power: int) -> np.ndarray:
    """How far each value falls short of `line`, as a fraction of it, to a power; 0 above it. At it counts as below."""
    return np.where(y <= line, ((line - y) / line) ** power, 0)


def gini(people: People) -> Values:
    """The Gini index of each cell and its linearised scores, as in R's `convey`.

    People are ranked by value, equals in the order of their rows. A rank counts all weights up to and including a
    person's own, less a half of 1, which is exact where a row is a person; so weights should add up to people.
    Source: Langel and Tillé (2013), Journal of the Royal Statistical Society A 176.
    """
    each = sorted_rows(people.y, people.found, sparse.eye_array(people.found.size).tocsr())
    return stacked([_cell_gini(people.y[rows, None], rows, people.design) for rows in each])


def _cell_gini(y: np.ndarray, rows: np.ndarray, design: Design) -> Values:
    """The Gini index of one cell, whose `rows` are sorted by `y`."""
    w = design.weights()[rows]
    rank, whole, total = np.cumsum(w, axis=0), w.sum(axis=0), (w * y).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = ((2 * rank - 1) * y * w).sum(axis=0) / (whole * total) - 1
        if isinstance(design.sampling, Draws):
            return Values(found[:1], design.sampling, draws=found[None, 1:])
        above = total - np.cumsum(w * y, axis=0) + w * y
        spread = 2 * (above + y * rank) - y - (found + 1) * (total + whole * y)
        scores = np.nan_to_num(spread / (whole * total), posinf=0.0, neginf=0.0)[:, 0]
    inside = sums(scores, Places(rows, np.zeros(len(rows), dtype=np.intp), (1,)), design, design.weights())
    return Values(found[:1], design.sampling, scores=inside.scores)


def between(fine: People, measure: str, roll: sparse.csr_array) -> Values:
    """The part of a measure between groups: what it would be if all in a group had the group's mean.

    `fine` has a cell for each group of each cell; a row of `roll` adds up the groups of a cell.
    """
    people, total = fine.moment("people"), fine.moment("total")
    each = together(_EACH[measure], people, total).added(roll)
    return together(_BETWEEN[measure], people.added(roll), total.added(roll), each)


def _if_anyone(function: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    return lambda n, t: np.where(np.real(n) == 0, 0, function(n, t))


_EACH = {
    "theil": _if_anyone(lambda n, t: t * np.log(t / n)),
    "mld": _if_anyone(lambda n, t: n * np.log(t / n)),
    "ge2": _if_anyone(lambda n, t: t**2 / n),
}
_BETWEEN = {
    "theil": lambda n, t, each: each / t - np.log(t / n),
    "mld": lambda n, t, each: np.log(t / n) - each / n,
    "ge2": lambda n, t, each: (n * each / t**2 - 1) / 2,
}

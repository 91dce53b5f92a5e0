"""What the rows of an outcome tell of each person: a number for each state that a person's value can be in.

A mean tells the sum of values, and its standard error the sum of their squares. Where there are two values, this says
how many people have each; so it does, nearly, for a few uneven ones, such as steps of pay. Where a few are evenly
spaced, such as answers from 1 to 5, it is an equation that an intruder has. Sums of many values are looked at elsewhere
(`magnitudes`). Weights of two or three values are told by the weighted number of people.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.people import Facet
from jqtools.survey.statistics import Outcome

FEW_VALUES = 10
FEW_WEIGHTS = 3
FARTHEST = 20
NEAR = 1e-9
STRAY = 10


def facets_of(
    place: int, outcome: Outcome, frame: pd.DataFrame, inside: np.ndarray, weights: np.ndarray, errors: bool
) -> list[Facet]:
    """The facets of outcome number `place` about the people `inside`: of its values, of a ratio's base, of weights.

    `errors` says whether rows have standard errors.
    """
    y, base = outcome.measure(frame), outcome.base(frame)
    levels = np.unique(weights[inside])
    found = []
    for values in (y,) if base is None else (y, base):
        has = ~np.isnan(values)
        scale, people = np.unique(values[has & inside], return_counts=True)
        if outcome.counts_rows:
            facet = _plain(place, has)
        elif len(scale) <= 2:
            facet = _two(place, has, values, scale)
        elif len(scale) > FEW_VALUES or len(levels) > FEW_WEIGHTS or outcome.is_quantile:
            facet = _plain(place, has)
        elif _is_even(scale) and (people >= STRAY).sum() > 2:
            facet = _scale(place, has, values, scale, errors)
        else:
            states = tuple(range(1, len(scale) + 1))
            facet = Facet(place, _states(has, values, scale), _each(len(scale)), states, states)
        found.append(facet.adding(_amounts(outcome, values, scale, weights)))
    if 1 < len(levels) <= FEW_WEIGHTS:
        found.append(Facet(place, _states(~np.isnan(y), weights, levels), _each(len(levels))))
    return found


def _plain(place: int, has: np.ndarray) -> Facet:
    return Facet(place, has.astype(int), np.zeros((0, 2)))


def _two(place: int, has: np.ndarray, values: np.ndarray, scale: np.ndarray) -> Facet:
    """Two values: the sum says how many people have each. One alone tells nothing, unless it is a yes or a no."""
    if len(scale) == 1 and scale[0] not in (0, 1):
        return _plain(place, has)
    low = scale[0] if len(scale) == 2 else 0.0
    return Facet(place, np.where(has, 1 + (values > low), 0), _each(2), (1, 2), (1, 2))


def _scale(place: int, has: np.ndarray, values: np.ndarray, scale: np.ndarray, errors: bool) -> Facet:
    """A few evenly spaced values: rows tell their sum and, with standard errors, the sum of their squares.

    With these, few other numbers are possible, so that only the ends are secret of themselves.
    """
    steps, states = np.append(0.0, _steps(scale)), tuple(range(1, len(scale) + 1))
    told = np.array([steps, steps**2] if errors else [steps])
    return Facet(place, _states(has, values, scale), told, () if errors else states, (1, len(scale)))


def _is_even(scale: np.ndarray) -> bool:
    steps = (scale - scale[0]) / np.diff(scale).min()
    return bool(steps[-1] <= FARTHEST and np.abs(steps - np.round(steps)).max() < NEAR)


def _steps(scale: np.ndarray) -> np.ndarray:
    return np.round((scale - scale[0]) / np.diff(scale).min())


def _states(has: np.ndarray, values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.where(has, 1 + np.clip(np.searchsorted(scale, values), 0, len(scale) - 1), 0)


def _each(many: int) -> np.ndarray:
    """How many people have each value but the first, which is the rest."""
    return np.eye(many + 1)[2:]


def _amounts(outcome: Outcome, values: np.ndarray, scale: np.ndarray, weights: np.ndarray) -> np.ndarray | None:
    """The numbers whose sum a row tells; None where it tells no sum, or only a number of people."""
    if outcome.counts_rows or outcome.test or outcome.is_quantile or np.isin(scale, (0, 1)).all():
        return None
    return np.where(np.isnan(values), np.nan, weights * values)

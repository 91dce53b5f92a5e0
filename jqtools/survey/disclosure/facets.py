"""What the rows of an outcome tell of each person: a number for each state that a person's value can be in.

A mean tells the sum of values, and its standard error the sum of their squares. Where there are two values, this says
how many people have each; so it does, nearly, for a few uneven ones, such as steps of pay. Where a few are evenly
spaced, such as answers from 1 to 5, it is an equation that an intruder has. Sums of many values are looked at elsewhere
(`magnitudes`). How many people have each of a few weights is told by the weighted number of people, and how many are
in each of a few strata or units by its standard error.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from jqtools.survey.design import Design
from jqtools.survey.disclosure.people import Facet
from jqtools.survey.sampling import Draws, Units
from jqtools.survey.statistics import Outcome

FEW_VALUES = 10
LONGEST_SCALE = 20
SAME_WEIGHTS = 3
FEW_PARTS = 10
STRAY = 10


def facets_of(
    place: int,
    outcome: Outcome,
    frame: pd.DataFrame,
    inside: np.ndarray,
    weights: np.ndarray,
    drawn: np.ndarray,
    errors: bool,
) -> list[Facet]:
    """The facets of outcome number `place` about the people `inside`: of its values, of a ratio's base, of the sample.

    `drawn` is a number for each of a few strata or units, as in `drawn_of`; `errors` says whether rows have standard
    errors.
    """
    y, base = outcome.measure(frame), outcome.base(frame)
    levels = np.unique(weights[inside])
    parts, part = np.unique(np.column_stack([weights, drawn])[inside], axis=0, return_inverse=True)
    found = []
    for values in (y,) if base is None else (y, base):
        facet = _of_values(place, outcome, values, inside, errors, len(levels) <= SAME_WEIGHTS)
        known = values[~np.isnan(values) & inside]
        tells_sum = not (outcome.counts_rows or outcome.test or outcome.is_quantile or np.isin(known, (0, 1)).all())
        found.append(_with_sums(facet, values, weights) if tells_sum else facet)
    if 1 < len(parts) <= FEW_PARTS:
        found.append(_of_parts(found[0], inside, part.ravel(), len(parts)))
    return found


def _of_values(place: int, outcome: Outcome, values: np.ndarray, inside: np.ndarray, errors: bool, even: bool) -> Facet:
    """The facet of a column's values; `even` says whether people count about the same."""
    has = ~np.isnan(values)
    scale, people = np.unique(values[has & inside], return_counts=True)
    if outcome.counts_rows:
        return _plain(place, has)
    if len(scale) <= 2:
        return _two(place, has, values, scale)
    sums = even and not outcome.is_quantile
    if sums and len(scale) <= LONGEST_SCALE and _is_scale(scale) and (people >= STRAY).sum() > 2:
        return _scale(place, has, values, scale, errors)
    between = outcome.is_quantile and (outcome.smoothed or outcome.rule != "math")
    if len(scale) <= FEW_VALUES and (sums or between):
        states = tuple(range(1, len(scale) + 1))
        return Facet(place, _states(has, values, scale), _each(len(scale)), states, states)
    return _plain(place, has)


def _of_parts(facet: Facet, inside: np.ndarray, part: np.ndarray, many: int) -> Facet:
    """How many people are in each part of the sample, and, of two values, how many of them have each."""
    has, two = inside & (facet.states > 0), facet.counts and len(facet.told) == 1 and facet.exact
    states = np.zeros(len(has), dtype=int)
    states[inside] = 1 + part
    if two:
        states, many = 2 * (states - 1) + facet.states, 2 * many
    return Facet(facet.outcome, np.where(has, states, 0), _each(many))


def drawn_of(design: Design) -> np.ndarray:
    """A number for each person that says in which unit, or stratum, of a few they were drawn; 0 if there are many.

    The first that a person is in is 0, the next one 1.
    """
    sampling = design.sampling
    if isinstance(sampling, Units):
        kinds = [sampling.of_row, sampling.strata[sampling.of_row]]
    elif isinstance(sampling, Draws):
        weights = design.weights()
        kinds = [_alike(weights[:, 1:] / np.where(weights[:, :1] > 0, weights[:, :1], np.inf))]
    else:
        kinds = []
    few = (kind for kind in kinds if len(np.unique(kind)) <= FEW_PARTS)
    return pd.factorize(next(few, np.zeros(len(design.frame))))[0]


def _alike(factors: np.ndarray) -> np.ndarray:
    """A number for each different row of replicates' `factors`; for long tables only if the first rows are alike."""
    rounded = np.round(factors, 6)
    if len(np.unique(rounded[:1000], axis=0)) > FEW_PARTS:
        return np.arange(len(rounded))
    return np.unique(rounded, axis=0, return_inverse=True)[1].ravel()


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
    steps, states = np.append(0.0, np.arange(len(scale))), tuple(range(1, len(scale) + 1))
    told = np.array([steps, steps**2] if errors else [steps])
    return Facet(place, _states(has, values, scale), told, () if errors else states, (1, len(scale)))


def _is_scale(scale: np.ndarray) -> bool:
    """True for evenly spaced values: then many sets of numbers of people have the same sum."""
    return bool(np.allclose(np.diff(scale), scale[1] - scale[0], rtol=1e-9, atol=0))


def _states(has: np.ndarray, values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.where(has, 1 + np.clip(np.searchsorted(scale, values), 0, len(scale) - 1), 0)


def _each(many: int) -> np.ndarray:
    """How many people have each value but the first, which is the rest."""
    return np.eye(many + 1)[2:]


def _with_sums(facet: Facet, values: np.ndarray, weights: np.ndarray) -> Facet:
    """The facet of an outcome whose rows tell a sum of `values`, each times its weight.

    The ends that it is counted from leave out a few people beyond them: one code of -1 is no end. Of a few values the
    facet's own ends are enough, unless there is such a code beyond one of them.
    """
    known = np.sort(values[~np.isnan(values)])
    few = min(STRAY, (len(known) + 1) // 2)
    low, high = (known[few - 1], known[-few]) if len(known) else (0.0, 0.0)
    asked = (known[0] < low, high < known[-1]) if facet.counts else (True, True)
    spans = tuple(
        weights * np.maximum(span, 0)
        for span, wanted in zip((values - low, high - values), asked, strict=True)
        if wanted
    )
    return replace(facet, numbers=values, weights=weights, spans=() if facet.counts and facet.exact else spans)

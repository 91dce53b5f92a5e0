"""The columns of a regression: numbers as they are, categories as one indicator each.

Coefficients of categories are normalised: they add up to 0 within their column, so that no category is left
out and what each of them explains does not depend on which would have been. Source: Gardeazabal and Ugidos
(2004), More on identification in detailed wage decompositions, Review of Economics and Statistics 86;
Yun (2005), A simple solution to the identification problem in detailed wage decompositions, Economic
Inquiry 43. Least squares are in `regression`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import MISSING, column, groups, numbers

INTERCEPT = "(intercept)"


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of a regression: predictor `names`, and `categories` (None for the intercept and numbers).

    `values` has a row for each row used and a column for each term. Only the terms at the places `fitted` are
    fitted, without one category of each column; `spread` times their coefficients are those of all terms.
    """

    names: tuple[str, ...]
    categories: tuple[object | None, ...]
    values: np.ndarray
    fitted: np.ndarray
    spread: np.ndarray

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, rows: np.ndarray) -> Terms:
        """The same terms for some of the rows."""
        return replace(self, values=self.values[rows])

    def label(self, place: int) -> str:
        """What to call a term in a sentence."""
        name, category = self.names[place], self.categories[place]
        return repr(name) if category is None else f"{name!r} = {category!r}"

    def with_number(self, name: str, values: np.ndarray) -> Terms:
        """The same terms and one more number at the end."""
        spread = np.zeros((len(self) + 1, len(self.fitted) + 1))
        spread[:-1, :-1], spread[-1, -1] = self.spread, 1
        return Terms(
            (*self.names, name),
            (*self.categories, None),
            np.column_stack([self.values, values]),
            np.append(self.fitted, len(self)),
            spread,
        )


def has_categories(frame: pd.DataFrame, name: str) -> bool:
    """True if the column holds categories: text, or pandas categories of anything."""
    values = column(frame, name)
    if isinstance(frame[name].dtype, pd.CategoricalDtype):
        return True
    is_number = pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values)
    return not is_number and any(isinstance(value, str) for value in values)


def complete(frame: pd.DataFrame, predictors: tuple[str, ...]) -> np.ndarray:
    """True for each row that has a value of every predictor."""
    found = np.ones(len(frame), dtype=bool)
    for name in predictors:
        found &= column(frame, name).notna().to_numpy(dtype=bool)
    return found


def model_terms(frame: pd.DataFrame, predictors: tuple[str, ...], rows: np.ndarray) -> Terms:
    """The intercept and the terms of `predictors` for the places `rows`, which have a value of every predictor.

    Categories that none of these rows is in have no term.
    """
    found = Terms((INTERCEPT,), (None,), np.ones((len(rows), 1)), np.array([0]), np.ones((1, 1)))
    for name in predictors:
        if has_categories(frame, name):
            found = _with_categories(found, frame, name, rows)
        else:
            found = found.with_number(name, numbers(frame, name)[rows])
    return found


def _with_categories(terms: Terms, frame: pd.DataFrame, name: str, rows: np.ndarray) -> Terms:
    declared = groups(frame, name)
    codes = declared.codes[rows]
    used = [place for place, level in enumerate(declared.levels) if level != MISSING and (codes == place).any()]
    if len(used) < 2:
        raise DataError(f"predictor {name!r} has only one category here, so it explains nothing; leave it out")
    old, fitted, new = len(terms), len(terms.fitted), len(used)
    spread = np.zeros((old + new, fitted + new - 1))
    spread[:old, :fitted] = terms.spread
    spread[0, fitted:] = 1 / new
    spread[old:, fitted:] = np.eye(new)[:, 1:] - 1 / new
    return Terms(
        terms.names + (name,) * new,
        terms.categories + tuple(declared.levels[place] for place in used),
        np.column_stack([terms.values, codes[:, None] == np.array(used)]),
        np.append(terms.fitted, old + 1 + np.arange(new - 1)),
        spread,
    )

"""How a published table was made, in words that a file can hold: enough to make it again from the same data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError, PublicationError
from jqtools.survey.columns import Groups, groups, numbers
from jqtools.survey.conditions import rows_where
from jqtools.survey.disclosure.request import Request
from jqtools.survey.statistics import Outcome


@dataclass(frozen=True)
class Recipe:
    """How a table is made from records.

    `filters` are the conditions that its rows meet. Rows count as much as the column `weight` says, or all the same
    if it is None; `drawn` is the column of the few strata or units they were drawn in, None if there are none or many.
    `errors` says whether estimates have standard errors. `columns` are those that the table is grouped by, each with
    its groups as text.
    """

    filters: tuple[str, ...]
    weight: str | None
    drawn: str | None
    errors: bool
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(cls, request: Request) -> Recipe:
        """The recipe of a table.

        Raises
        ------
        PublicationError
            The table can't be made again from words: its filter is no text, or its groups are no column.
        """
        if request.conditions is None:
            raise PublicationError(
                "a ledger in a file can't remember a filter given as true or false for each row; "
                "write it as text, as in where('AGEP >= 16')"
            )
        for each in request.groups:
            _check_groups(each, request.frame)
        columns = tuple((each.name, tuple(map(str, each.levels))) for each in request.groups)
        sample = _weight(request), _drawn(request), request.errors
        found = _read_back(cls(request.conditions, *sample, columns, request.outcomes))
        again = found.request(request.frame)
        if again is None or again.digest != request.digest:
            raise PublicationError(
                f"a ledger in a file can't remember the table {request.name!r}, because it can't be made again from "
                "the names of its columns; make what it filters and groups by columns of the data first"
            )
        return found

    @classmethod
    def from_form(cls, form: Mapping[str, object]) -> Recipe:
        """What `form` gives back."""
        columns = tuple((each["column"], tuple(each["groups"])) for each in form["by"])
        outcomes = tuple(Outcome(**{key: frozen(value) for key, value in each.items()}) for each in form["outcomes"])
        sample = form["weight"], form.get("drawn"), form["standard_errors"]
        return cls(tuple(form["filters"]), *sample, columns, outcomes)

    @property
    def form(self) -> dict[str, object]:
        """The recipe as JSON holds it."""
        return {
            "filters": list(self.filters),
            "weight": self.weight,
            "drawn": self.drawn,
            "standard_errors": self.errors,
            "by": [{"column": name, "groups": list(levels)} for name, levels in self.columns],
            "outcomes": [{key: _plain(value) for key, value in asdict(each).items()} for each in self.outcomes],
        }

    def request(self, frame: pd.DataFrame) -> Request | None:
        """The table made again from `frame`; None if that lacks what the table needs."""
        try:
            weights = np.ones(len(frame)) if self.weight is None else numbers(frame, self.weight)
            inside = np.logical_and.reduce([weights > 0, *(rows_where(frame, each) for each in self.filters)])
            split = tuple(groups(frame, name) for name, _ in self.columns)
            drawn = np.zeros(len(frame), dtype=int) if self.drawn is None else _parts(frame, self.drawn)
            found = Request(frame, inside, self.filters, split, self.outcomes, weights, drawn, self.errors)
            _ = found.asked
        except DataError:
            return None
        return found


def _check_groups(found: Groups, frame: pd.DataFrame) -> None:
    if found.overlap:
        raise PublicationError(
            f"a ledger in a file can't remember groups that people can share, like those of {found.name!r}, yet; "
            "group by what puts each person in one group, or publish without a ledger in a file"
        )
    same = None if found.name not in frame.columns else groups(frame, found.name)
    if same is None or same.levels != found.levels or not np.array_equal(same.codes, found.codes):
        raise PublicationError(
            f"a ledger in a file can only remember groups that are a column of the data, and {found.name!r} is none; "
            "make it a column of the table first, such as frame.assign(race=jq.race(frame, ...).column)"
        )


def _weight(request: Request) -> str | None:
    """The column that the rows' weights are in; None if all are 1."""
    if (request.weights == 1).all():
        return None
    for name in request.frame.columns:
        try:
            if np.array_equal(numbers(request.frame, name), request.weights):
                return name
        except DataError:  # a column of text is no weight
            continue
    raise PublicationError("a ledger in a file can't remember weights that are no column of the data; add them as one")


def _parts(frame: pd.DataFrame, name: str) -> np.ndarray:
    return pd.factorize(groups(frame, name).codes)[0]


def _drawn(request: Request) -> str | None:
    """The column of the few strata or units that people were drawn in; None if there are none."""
    if not request.drawn.any():
        return None
    for name in request.frame.columns:
        try:
            if np.array_equal(_parts(request.frame, name), request.drawn):
                return name
        except DataError:  # a name that two columns share is none to find it by
            continue
    raise PublicationError("a ledger in a file can't remember strata or units that are no column of the data; add one")


def _read_back(recipe: Recipe) -> Recipe:
    try:
        return Recipe.from_form(json.loads(json.dumps(recipe.form, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise PublicationError(
            "a ledger in a file can't remember an outcome that tests for anything but text and numbers; "
            f"got {[outcome.name for outcome in recipe.outcomes]}"
        ) from error


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


def frozen(value: object) -> object:
    """A list and the lists in it as tuples; anything else as it is."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value

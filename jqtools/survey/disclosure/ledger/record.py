"""What a ledger's file says of one published table. It holds nothing of what is hidden."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.ledger.marks import digests
from jqtools.survey.disclosure.ledger.recipe import Recipe, frozen
from jqtools.survey.disclosure.ledger.releases import Cell, cells_shown
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request

SHOWN, HIDDEN = "s", "h"


@dataclass(frozen=True)
class Record:
    """A table that was published on `date` (UTC).

    `people` and `answers` say of each facet which rows are hidden, margins and all: "s" is shown, "h" hidden.
    `shown` are the rows that are shown. `digest` tells whether data are those that the table was made from, and
    `columns`, of some columns of the data, whether they are at least of the same rows.
    """

    date: str
    name: str
    recipe: Recipe
    policy: Policy
    digest: str
    people: tuple[str, ...]
    answers: tuple[str, ...]
    shown: tuple[Cell, ...]
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, date: str, recipe: Recipe, request: Request, decided: Decided) -> Record:
        """The record of a table that is published now."""
        people, answers = (tuple(map(_letters, part)) for part in (decided.people, decided.answers))
        shown = cells_shown(request, decided)
        columns = digests(request.frame)
        return cls(date, request.name, recipe, decided.policy, request.digest, people, answers, shown, columns)

    @classmethod
    def from_form(cls, form: Mapping[str, object]) -> Record:
        """What `form` gives back.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is no such form, or was changed.
        """
        recipe = Recipe.from_form(form)
        policy = Policy(**{key: frozen(value) for key, value in form["policy"].items()})
        shown = tuple(
            Cell(each["outcome"], each["statistic"], tuple(sorted(each["groups"].items())), each["n"], each["people"])
            for each in form["shown"]
        )
        people, answers = tuple(form["people"]), tuple(form["answers"])
        columns = tuple(sorted(form["columns"].items()))
        found = cls(form["date"], form["table"], recipe, policy, form["digest"], people, answers, shown, columns)
        if _checksum({key: value for key, value in form.items() if key != "checksum"}) != form["checksum"]:
            raise ValueError("a table was changed")
        return found

    @cached_property
    def form(self) -> dict[str, object]:
        """The record as JSON holds it, with a checksum of it all."""
        shown = [cell._asdict() | {"groups": dict(cell.groups)} for cell in self.shown]
        form = {"date": self.date, "table": self.name, **self.recipe.form, "policy": asdict(self.policy)}
        form |= {"digest": self.digest, "people": self.people, "answers": self.answers, "shown": shown}
        form["columns"] = dict(self.columns)
        return form | {"checksum": _checksum(form)}

    @property
    def checksum(self) -> str:
        return self.form["checksum"]

    def tells(self, recipe: Recipe, request: Request, policy: Policy) -> bool:
        """True if this is what is to be remembered of a table."""
        return (self.recipe, self.digest, self.policy) == (recipe, request.digest, policy)

    def is_of_the_rows(self, frame: pd.DataFrame) -> bool:
        """True if a column of `frame` is the very one that the table's data had."""
        return bool(set(self.columns) & set(digests(frame)))

    def published(self, frame: pd.DataFrame) -> tuple[Request, Decided] | None:
        """The table as if it were published now from `frame`; None if it was made from other data."""
        request = self.recipe.request(frame)
        if request is None or request.digest != self.digest:
            return None
        people, answers = (np.array([list(row) for row in part]) == HIDDEN for part in (self.people, self.answers))
        return request, Decided(request.asked, people, answers, self.policy)


def _checksum(form: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(form, sort_keys=True, allow_nan=False).encode()).hexdigest()


def _letters(hidden: np.ndarray) -> str:
    return "".join(np.where(hidden, HIDDEN, SHOWN))

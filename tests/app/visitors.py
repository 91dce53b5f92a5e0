"""Visitors of the explorer, each with a program of their own, and somebody who reads all that they download."""

from __future__ import annotations

import io
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import linprog

from jqtools.app import open_workbook
from jqtools.app.menu import menu
from jqtools.content import steps
from jqtools.errors import PublicationError
from jqtools.survey import Sample
from jqtools.widgets.group_explorer import GroupExplorer

HIDDEN = "suppressed (small group)"
NEAR = 1e-6
PEOPLE = "people"
MOST = 5_000
Pick = tuple[str, tuple[str, ...]]


def new_visitor() -> GroupExplorer:
    """The explorer of somebody who has just come: their program has published nothing yet."""
    menu.cache_clear()
    return open_workbook(list(steps())[-1]).explorer()


def downloaded(visitor: GroupExplorer, data: Sample, pick: Pick) -> pd.DataFrame | None:
    """The CSV file that a visitor gets of an outcome by one or two columns, all of it text.

    None if it can't be published: then the page says why and shows no table.
    """
    label, by = pick
    second = by[1] if len(by) > 1 else None
    visitor.children[0].value = {"data_set": data.key, "outcome": label, "first": by[0], "second": second}
    if "<table" not in visitor.children[1].value:
        with pytest.raises(PublicationError) as refused:
            visitor._csv()
        assert visitor.children[0].said == str(refused.value)
        return None
    text = visitor._csv().content
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


class Reader:
    """Works out from downloaded tables how many people there can be in a group; shares no code with the package.

    Unknown are for each cell (every group column at once, races in their own two groups) how many people it has,
    how many have an answer to each question that not everyone has, and how many of those count.
    """

    def __init__(self, data: Sample, frame: pd.DataFrame) -> None:
        columns = {group.column: [*group.values, "(missing)"] for group in data.groups}
        columns = {name: levels if frame[name].isna().any() else levels[:-1] for name, levels in columns.items()}
        cells = pd.DataFrame(list(product(*columns.values())), columns=list(columns))
        if "race_two_groups" in columns:
            white = cells["race_ethnicity"] == "White"
            cells = cells[white == (cells["race_two_groups"] == "White")]
        self.cells = cells.reset_index(drop=True)
        self.asked = {each.statistic.name: each.statistic.column for each in data.outcomes}
        partial = sorted({name for name in self.asked.values() if frame[name].isna().any()})
        shares = [each.statistic.name for each in data.outcomes if each.statistic.statistic == "share"]
        self.within = dict.fromkeys(partial, PEOPLE)
        self.within |= {name: self.asked[name] if self.asked[name] in partial else PEOPLE for name in shares}
        self.blocks = [PEOPLE, *self.within]
        self.sums: list[np.ndarray] = []
        self.totals: list[float] = []

    def read(self, table: pd.DataFrame | None, by: tuple[str, ...]) -> None:
        """Learn what each shown row tells: how many people, and for how many of them the answer counts."""
        if table is None:
            return
        for row in table[table["n"] != HIDDEN].to_dict("records"):
            n = float(row["n"] or 0)
            self._learn(self.people(row, by), n)
            if row["statistic"] == "share":
                counted = round(float(row["estimate"]) * n) if n else 0
                self._learn(self._in(row["outcome"], row, by), counted)

    def people(self, row: dict[str, str], by: tuple[str, ...]) -> np.ndarray:
        """Which unknowns add up to the number of people of a row."""
        column = self.asked[row["outcome"]]
        return self._in(column if column in self.within else PEOPLE, row, by)

    def narrowest(self, groups: list[np.ndarray], enough: float) -> float:
        """How wide the narrowest range is of how many people are in each of `groups`; at most `enough` counts."""
        width, found = np.inf, [self._table(-np.sum(groups, axis=0))]
        for group in groups:
            for sign in (1, -1):
                seen = np.array([group @ table for table in found])
                if np.ptp(seen) < enough - NEAR:
                    found.append(self._table(sign * group))
            width = min(width, np.ptp([group @ table for table in found]))
        return float(width) + NEAR

    def _learn(self, which: np.ndarray, total: float) -> None:
        self.sums.append(which)
        self.totals.append(total)

    def _in(self, block: str, row: dict[str, str], by: tuple[str, ...]) -> np.ndarray:
        cells = np.all([self.cells[name] == row[name] for name in by], axis=0).astype(float)
        return np.concatenate([cells if name == block else np.zeros(len(cells)) for name in self.blocks])

    def _table(self, cost: np.ndarray) -> np.ndarray:
        size = len(self.cells)
        order = np.zeros((len(self.within), len(self.blocks)))
        for line, (part, whole) in enumerate(self.within.items()):
            order[line, [self.blocks.index(part), self.blocks.index(whole)]] = 1, -1
        limits = sparse.kron(sparse.csr_array(order), sparse.eye_array(size), format="csr")
        told = sparse.csr_array(np.array(self.sums))
        found = linprog(cost, limits, np.zeros(limits.shape[0]), told, self.totals, bounds=(0, MOST))
        assert found.status == 0, found.message
        return found.x

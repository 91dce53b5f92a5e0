"""Small tables of people, and an attack on all their views."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from jqtools.survey import Ledger, Policy, census, disaggregate, mean, share, total
from tests.survey.disclosure.intruder import Answer, Ask, People, broken, classes_of

HAS = share("y", equals=1, name="has it")
ONE = total("one", name="people")
ANSWERS = {
    "people": Answer("one"),
    "has it": Answer("y", "y == 1"),
    "average": Answer("y", "y == 1"),
}


def people_of(table: Mapping[tuple[int, ...], tuple[int, int]]) -> pd.DataFrame:
    """One row a person, from a table of (people who have it, people who don't) by g and h (and k)."""
    rows = []
    for place, (yes, no) in table.items():
        rows += [(*place, 1)] * yes + [(*place, 0)] * no
    return pd.DataFrame(rows, columns=[*"ghk"[: len(rows[0]) - 1], "y"])


def views_of(frame: pd.DataFrame, columns: str, rules: Policy | str = "agency-n10") -> dict[tuple[str, ...], object]:
    """The published table by every combination of columns, as visitors would ask for them one by one."""
    ledger = Ledger()
    subsets = [by for size in range(len(columns) + 1) for by in combinations(columns, size)]
    outcomes = [ONE, HAS, mean("y", name="average")]
    return {by: disaggregate(census(frame), outcomes, list(by)).publish(rules, ledger).frame for by in subsets}


def attack(frame: pd.DataFrame, columns: str) -> None:
    """Fail if an intruder who sees all views finds out a number of people from 1 to 9, or one is shown."""
    views = views_of(frame, columns)
    classes = People(classes_of(frame, [*columns, "y"], lambda rows: rows))
    assert broken([Ask(by, ANSWERS) for by in views], list(views.values()), People(frame), classes, 10) == []
    for shown in views.values():
        kept = shown[~shown["suppressed"]]
        assert (kept["n"].dropna() >= 10).all()
        counts = (kept["estimate"] * kept["n"].astype(float)).where(kept["outcome"] == "has it").dropna().round()
        rest = kept.loc[counts.index, "n"].astype(float) - counts
        safe = (np.minimum(counts, rest) >= 10) | ((counts + rest >= 20) & (np.minimum(counts, rest) == 0))
        assert safe.all()

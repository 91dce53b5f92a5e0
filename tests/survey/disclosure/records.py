"""Made-up records for tests of what a ledger takes for the same people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.survey import census, disaggregate, total

PEOPLE = total("one", name="people")


def workers(seed=0, n=2_000):
    """One row a worker, with a default index."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "age": rng.integers(16, 80, n),
            "sex": rng.choice(["f", "m"], n),
            "race": rng.choice(list("abcde"), n, p=[0.6, 0.2, 0.1, 0.07, 0.03]),
            "county": rng.choice([f"c{i}" for i in range(8)], n, p=[0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.04, 0.01]),
            "wage": np.exp(rng.normal(3, 0.5, n)).round(2),
        }
    )


def without_three(frame):
    """`frame` without the first three of race a."""
    return frame.drop(frame.index[frame["race"] == "a"][:3])


def shown(frame, ledger, by="race", condition=None):
    """How many people each group that is shown has, "(all)" too."""
    rows = census(frame)
    rows = rows if condition is None else rows.where(condition)
    found = disaggregate(rows, PEOPLE, by, margins=True).publish("agency-n10", ledger).frame
    return found[~found["suppressed"]].set_index(by)["n"].astype(int).to_dict()


def told_apart(one, other):
    """Differences of fewer than ten people that two tables show, in whatever order their groups are."""
    return [(group, n - other[group]) for group, n in one.items() if group in other and 0 < abs(n - other[group]) < 10]

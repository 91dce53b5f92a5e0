"""Records, tables and files for tests of ledgers in files."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.survey import Ledger, census, disaggregate, share, total

PEOPLE = total("one", name="people")
HAS = share("status", isin=[1, 2], name="has")


def ages():
    """Three people of each sex are 30, four are 31, five are 32; the others are older."""
    ages = [30] * 3 + [31] * 4 + [32] * 5 + list(range(40, 64)) * 2
    rng = np.random.default_rng(5)
    both = pd.DataFrame({"age": ages * 2, "sex": ["f"] * len(ages) + ["m"] * len(ages)})
    return both.assign(status=rng.integers(1, 7, len(both)), w=rng.integers(0, 9, len(both)))


def table(frame, condition=None, outcomes=PEOPLE, by="sex", **choices):
    rows = census(frame)
    return disaggregate(rows.where(condition) if condition is not None else rows, outcomes, by, **choices)


def published(frame, path, condition=None, **choices):
    return table(frame, condition, **choices).publish("agency-n10", Ledger(path))

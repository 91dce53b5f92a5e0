"""Real data and reference numbers, where they are beside the repository; small tables made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Ledger
from jqtools.survey.disclosure import publishing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _nothing_published_yet(monkeypatch):
    """Each test starts with an empty ledger."""
    monkeypatch.setattr(publishing, "SESSION", Ledger())


@pytest.fixture(scope="session")
def shared():
    """The folder with real microdata and reference numbers."""
    folder = ROOT.parent / "shared"
    if not (folder / "oracles").is_dir():
        pytest.skip("needs the folder ../shared with real data and reference numbers; it isn't here")
    return folder


@pytest.fixture(scope="session")
def seattle(shared):
    """One row a person in Seattle, ACS 2016, with 80 replicate weights."""
    return pd.read_csv(shared / "data" / "acs2016_1yr_seattle_person_repwts.csv.gz", dtype={"SERIALNO": str})


@pytest.fixture(scope="session")
def washington(shared):
    """One row a housing record in Washington State, ACS 2015; weight 0 marks group quarters."""
    return pd.read_csv(shared / "data" / "acs2015_1yr_wa_housing_repwts.csv.gz")


@pytest.fixture
def people():
    """400 made-up people with weights, 12 replicate weights, two groups and missing values."""
    rng = np.random.default_rng(7)
    n = 400
    frame = pd.DataFrame(
        {
            "race": rng.choice(["a", "b", "c", None], n, p=[0.5, 0.3, 0.1, 0.1]),
            "sex": rng.choice(["f", "m"], n),
            "wage": np.where(rng.random(n) < 0.05, np.nan, np.round(rng.gamma(6, 4, n), 2)),
            "status": rng.integers(1, 7, n),
            "w": rng.integers(0, 40, n),
        }
    )
    replicates = {f"w{i}": frame["w"] * rng.choice([-0.1, 0, 1, 2], n) for i in range(1, 13)}
    return frame.assign(**replicates)

"""Records of which tables are published, and where their ledger is kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.survey.disclosure.files import ages


@pytest.fixture
def frame() -> pd.DataFrame:
    return ages()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"

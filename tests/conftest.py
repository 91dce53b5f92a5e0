"""What the tests share: the repository, the example plans, data outside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.plan import Plan, read_plan

ROOT = Path(__file__).parents[1]
PLANS = ROOT / "data" / "plans"


@pytest.fixture
def procurement() -> Plan:
    """The procurement example."""
    return read_plan(PLANS / "procurement_living_wage.json")


@pytest.fixture
def shared() -> Path:
    """The folder of reference data beside the repository; the test is skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data ../shared are not here")
    return folder

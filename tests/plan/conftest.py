"""The example plans by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.plan import Plan, read_plan

PLANS = Path(__file__).parents[2] / "data" / "plans"


@pytest.fixture(scope="session")
def examples() -> dict[str, Plan]:
    """The four plans that come with the workbook, by the name of their file."""
    return {path.stem: read_plan(path) for path in PLANS.glob("*.json")}

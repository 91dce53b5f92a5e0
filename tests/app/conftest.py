"""A step of the workbook opened in Lab, over a plan file of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.app import open_workbook
from jqtools.app.served import SERVED
from tests.app.workbooks import Open


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan file that isn't there yet."""
    return tmp_path / "plans" / "my_plan.json"


@pytest.fixture
def opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a step of the workbook over the plan file."""
    monkeypatch.delenv(SERVED, raising=False)
    return lambda step: open_workbook(step, file)

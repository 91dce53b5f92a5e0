"""An agency's own content folder for a test, forgotten afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jqtools import content
from jqtools.content.loader import VARIABLE

Own = Callable[..., Path]
PARKING = """
[EA90]
name = "Free parking"
area = "earnings"
numerator = "Workers with free parking"
denominator = "all workers"
about = "people"
unit = "percent"
direction = "up"
sources = ["own_records"]
frameworks = ["rfa"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Own]:
    """Put files into the agency's own folder: `own(indicators="...")` writes its indicators.toml."""

    def put(**texts: str) -> Path:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(tmp_path))
        content.forget()
        return tmp_path

    yield put
    monkeypatch.delenv(VARIABLE, raising=False)
    content.forget()

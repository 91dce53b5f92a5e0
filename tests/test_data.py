"""Every data file is described in a README of the data folder, with the sha256 of what is there."""

from __future__ import annotations

import hashlib

import pytest

from tests.conftest import ROOT

FILES = sorted(path for path in (ROOT / "data").rglob("*") if path.suffix in (".json", ".csv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_is_described_with_its_sha256(path: object) -> None:
    readme = "".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "data").rglob("README.md")))
    assert path.name in readme
    assert hashlib.sha256(path.read_bytes()).hexdigest() in readme

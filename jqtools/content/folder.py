"""Where the workbook's notebooks, example plans and samples are: in the package, or in the repository."""

from __future__ import annotations

from pathlib import Path


def workbook_folder() -> Path:
    """The folder that holds `notebooks` and `data`: inside an installed package, else the repository."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "workbook"
    return packed if packed.is_dir() else package.parent

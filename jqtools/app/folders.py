"""Where the workbook's notebooks, example plans and samples are: in the package, or in the repository."""

from __future__ import annotations

import os
from pathlib import Path

SERVED = "JQTOOLS_SERVED"


def workbook_folder() -> Path:
    """The folder that holds `notebooks` and `data`: inside an installed package, else the repository."""
    package = Path(__file__).parents[1]
    packed = package / "workbook"
    return packed if packed.is_dir() else package.parent


def is_served() -> bool:
    """Whether this kernel works for a visitor of the served app, where nothing may be written to disk."""
    return os.environ.get(SERVED) == "1"

"""Print what the front end gets of every page in the made-up language, over a plan: each view's script and its state.

A process of its own: some words are looked up once, when a module is first loaded.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import nbformat

from jqtools import words
from tests import made_up_language

ROOT = Path(__file__).parents[1]
_CODE = re.compile(r"workbook\.(\w+)\(\)")


def views(step: str, plan_file: str) -> dict[str, dict[str, Any]]:
    """The views of one page, by their ids, in the order in which they stand on it."""
    from jqtools.app import open_workbook
    from jqtools.widgets.panel import Panel

    workbook = open_workbook(step, plan_file)
    notebook = nbformat.read(ROOT / "notebooks" / f"{step}.ipynb", nbformat.NO_CONVERT)
    found = (_CODE.search(cell.source) for cell in notebook.cells if cell.cell_type == "code")
    shown = [workbook.bar, *(getattr(workbook, each[1])() for each in found if each)]
    inner = [each for widget in shown for each in (widget, *getattr(widget, "children", ()))]
    drawn = [each for each in inner if hasattr(each, "_esm") and not isinstance(each, Panel)]
    return {each.model_id: {"script": each._esm, "state": state_of(each)} for each in drawn}


def state_of(widget: Any) -> dict[str, Any]:
    """What the front end knows of a view."""
    return {name: value for name, value in widget.get_state().items() if not name.startswith("_")}


if __name__ == "__main__":
    words.FOLDER = Path(sys.argv[1])
    os.environ[words.LANGUAGE] = made_up_language.NAME
    from jqtools.content import steps

    json.dump([views(step, sys.argv[2]) for step in steps()], sys.stdout)

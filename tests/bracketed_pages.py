"""Open every page in the made-up language over an empty plan, and tell what of it is not in that language.

A process of its own: some words are looked up once, when a module is first loaded.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat

from jqtools import words
from tests import made_up_language
from tests.made_up_language import not_said

ROOT = Path(__file__).parents[1]
_CODE = re.compile(r"workbook\.(\w+)\(\)")


def pages(plan_file: str) -> Iterator[str]:
    """Every text of every page that has a space in it, as the page gets it, without its markup."""
    from ipywidgets import Widget

    from jqtools.app import open_workbook
    from jqtools.app.serving.page_words import page_words
    from jqtools.content import steps

    for step in steps():
        yield from texts_in(page_words(step))
        workbook = open_workbook(step, plan_file)
        notebook = nbformat.read(ROOT / "notebooks" / f"{step}.ipynb", nbformat.NO_CONVERT)
        shown = [workbook.bar]
        for cell in notebook.cells:
            found = _CODE.search(cell.source) if cell.cell_type == "code" else None
            shown += [getattr(workbook, found[1])()] if found else []
        for widget in shown:
            inner = getattr(widget, "children", ())
            for each in (widget, *inner):
                if isinstance(each, Widget):
                    state = {name: each.trait_values().get(name) for name in each.keys if not name.startswith("_")}
                    yield from texts_in(state)


def texts_in(value: Any) -> Iterator[str]:
    """The texts with a space in them, without markup."""
    if isinstance(value, str) and " " in value.strip():
        yield unescape(re.sub(r"<[^>]*>", " ", value))
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


if __name__ == "__main__":
    words.FOLDER = Path(sys.argv[1])
    os.environ[words.LANGUAGE] = made_up_language.NAME
    left = {found for text in pages(sys.argv[2]) if (found := not_said(text))}
    sys.stdout.write(json.dumps(sorted(left)))

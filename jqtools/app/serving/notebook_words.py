"""The words of a notebook in the language of the workbook, before the served app makes a page of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from nbformat import NotebookNode

from jqtools.content.words import markdown_in_language
from jqtools.words import _


def said_in_language(notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
    """A preprocessor of nbconvert: headings, paragraphs and the title, as translated; the file stays as it is."""
    said = deepcopy(notebook)
    said.metadata["title"] = _(said.metadata.get("title", ""))
    for cell in said.cells:
        if cell.cell_type == "markdown":
            cell.source = markdown_in_language(cell.source)
    return said, resources

"""The one design: tokens (colour, type, space) and the style sheets that use them, as CSS files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

WORKBOOK = ("tokens", "workbook", "scope", "lever", "board", "goals", "equity", "glossary", "facilitation")


@cache
def stylesheet(*names: str) -> str:
    """The CSS of the named sheets of this folder, in order: `stylesheet("tokens", "report")`."""
    folder = files("jqtools.style")
    return "\n".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in names)

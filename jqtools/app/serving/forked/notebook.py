"""A notebook of the workbook, run without a kernel: what its names hold, and what each cell shows."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.formatters import DisplayFormatter

from jqtools.app.examples import ABOUT, example_plan
from jqtools.app.workbook import Workbook
from jqtools.plan import blank_plan


@dataclass(frozen=True)
class Ran:
    """A notebook that ran: the names it made, and what each code cell shows, in all its formats; often nothing."""

    names: dict[str, Any] = field(repr=False)
    outputs: list[dict[str, Any]] = field(repr=False)


def run(path: Path) -> Ran:
    """Run the code cells of a notebook in order; the value of a cell's last line is what it shows."""
    names: dict[str, Any] = {"__name__": "__main__"}
    formats = DisplayFormatter().format
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    values = [_run_cell(source, names) for source in cells]
    return Ran(names, [{} if value is None else formats(value)[0] for value in values])


def _run_cell(source: str, names: dict[str, Any]) -> Any:
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, type_ignores=[]), "<cell>", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def rehearse(names: dict[str, Any]) -> None:
    """Show a whole plan once and put it away, so that no kernel has to import and look up for the first time."""
    plan = example_plan(next(iter(ABOUT)))
    for workbook in _workbooks(names):
        workbook.session.resume(plan)
    start_afresh(names)


def start_afresh(names: dict[str, Any]) -> None:
    """Give the workbooks among these names a new blank plan each, with an id and a date of its own."""
    for workbook in _workbooks(names):
        workbook.session.resume(blank_plan())


def _workbooks(names: dict[str, Any]) -> list[Workbook]:
    return [value for value in names.values() if isinstance(value, Workbook)]

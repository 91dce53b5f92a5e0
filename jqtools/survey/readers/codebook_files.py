"""Codebooks as CSV files that an analyst writes in a spreadsheet: one row a column of the table.

    column,type,unit,allowed,missing_codes,not_applicable_codes,label,required
    wage,number,dollars an hour,0..500,-9;99,N,Hourly wage at exit,yes

Several values in a cell have semicolons between them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from jqtools.errors import DataError
from jqtools.survey.readers.cells import KINDS
from jqtools.survey.readers.codebook import Codebook, CodebookColumn
from jqtools.survey.readers.notes import closest, listed
from jqtools.survey.readers.problems import Problem, records_error
from jqtools.survey.readers.raw import RawTable
from jqtools.survey.readers.text_files import text_table

FIELDS = ("column", "type", "unit", "allowed", "missing_codes", "not_applicable_codes", "label", "required")
_LISTS = ("allowed", "missing_codes", "not_applicable_codes")


def read_codebook(path: str | Path) -> Codebook:
    """The codebook in a CSV file with the columns column and type, and any of the other `FIELDS`.

    Raises
    ------
    DataError
        The file can't be read, has a column we don't know, or says something that can't be; a RecordsError has
        every such row in `problems`.
    """
    raw = text_table(Path(path))
    unknown = [name for name in raw.cells if name not in FIELDS]
    if unknown:
        raise DataError(f"a codebook has no column {unknown[0]!r}; {closest(unknown[0], FIELDS)}")
    absent = [name for name in FIELDS[:2] if name not in raw.cells]
    if absent:
        raise DataError(f"a codebook needs the columns column and type; '{Path(path).name}' has no {listed(absent)}")
    entries, problems = _entries(raw)
    if problems:
        raise records_error(f"'{Path(path).name}' is no codebook", problems)
    return Codebook(tuple(entries))


def codebook_text(codebook: Codebook) -> str:
    """The CSV file of a codebook, as `read_codebook` reads it back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for each in codebook.columns:
        lists = [";".join(getattr(each, name)) for name in _LISTS]
        writer.writerow([each.column, each.kind, each.unit, *lists, each.label, "yes" if each.required else ""])
    return text.getvalue()


def _entries(raw: RawTable) -> tuple[list[CodebookColumn], list[Problem]]:
    entries, problems, seen = [], [], set()
    for place, row in enumerate(raw.rows):
        cells = {name: values[place] or "" for name, values in raw.cells.items()}
        try:
            entries.append(_entry(cells))
            if cells["column"] in seen:
                raise DataError("a codebook names each column once")
            seen.add(cells["column"])
        except DataError as error:
            problems.append(Problem(row, "column", cells["column"], str(error)))
    return entries, problems


def _entry(cells: dict[str, str]) -> CodebookColumn:
    lists = {name: _list(cells.get(name, "")) for name in _LISTS}
    required = cells.get("required", "")
    answer = KINDS["yes_no"].parse(required) if required else False
    if answer is None:
        raise DataError(f"required {KINDS['yes_no'].rule}; got {required!r}")
    texts = {name: cells.get(name, "") for name in ("unit", "label")}
    return CodebookColumn(cells["column"], cells["type"].lower(), required=answer, **lists, **texts)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())

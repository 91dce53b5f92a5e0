"""Tables in Excel workbooks (values only, never formulas), in Parquet files and in databases."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType

from jqtools.errors import DataError
from jqtools.survey.readers.members import safe_members
from jqtools.survey.readers.notes import closest, fingerprint, listed
from jqtools.survey.readers.raw import RawTable, raw_table


def needed(module: str, what: str) -> ModuleType:
    """A package that not everybody has; DataError with the line that installs it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise DataError(f'reading {what} needs {package}; install it with: pip install "jqtools[files]"') from error


def workbook_table(path: Path, sheet: str | None) -> RawTable:
    """The table in a sheet of an .xlsx or .xlsm workbook, its first row the names of the columns.

    Raises
    ------
    DataError
        The workbook can't be read, has several sheets and none is named, or holds formulas that were never worked
        out, which would look like blank cells.
    """
    openpyxl = needed("openpyxl", "Excel workbooks")
    safe_members(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(path, read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(path, read_only=True)
            try:
                name = _sheet(values.sheetnames, sheet, path.name)
                pairs = zip(_cells(values[name]), _cells(formulas[name]), strict=True)
                described = f"sheet {name!r} of '{path.name}'"
                return raw_table(described, _worked_out(pairs, path.name), fingerprint(path))
            finally:
                values.close()
                formulas.close()
    except DataError:
        raise
    except Exception as error:
        raise DataError(
            f"'{path.name}' can't be read as an Excel workbook ({type(error).__name__}); open it in Excel and save it "
            "again as .xlsx, or as CSV UTF-8"
        ) from error


def parquet_table(path: Path) -> RawTable:
    """The table in a Parquet file. DataError when it can't be read."""
    parquet = needed("pyarrow.parquet", "Parquet files")
    try:
        found = parquet.ParquetFile(path).read()
    except Exception as error:
        raise DataError(
            f"'{path.name}' can't be read as a Parquet file ({type(error).__name__}); write it again"
        ) from error
    columns = [column.to_pylist() for column in found.columns]
    lines = chain([found.column_names], zip(*columns, strict=True))
    return raw_table(f"'{path.name}'", lines, fingerprint(path))


def _sheet(names: list[str], sheet: str | None, file: str) -> str:
    if sheet is None and len(names) > 1:
        raise DataError(f"'{file}' has several sheets; name one with sheet=: {listed(names)}")
    if sheet is not None and sheet not in names:
        raise DataError(f"'{file}' has no sheet {sheet!r}; {closest(sheet, names)}")
    return sheet or names[0]


def _cells(sheet: object) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()
    return sheet.iter_rows(values_only=False)


def _worked_out(pairs: Iterator[tuple[tuple, tuple]], file: str) -> Iterator[tuple[object, ...]]:
    """Rows as long as the first at least, since a workbook leaves out blank cells at the end."""
    width = 0
    for number, (values, formulas) in enumerate(pairs, start=1):
        for value, formula in zip(values, formulas, strict=True):
            if value.value is None and formula.data_type == "f" and value.data_type != "str":
                raise DataError(
                    f"cell {formula.coordinate} of '{file}' (row {number}) holds a formula that was never worked out; "
                    "open the file in Excel and save it, or paste the values"
                )
        width = width or len(values)
        yield (*(cell.value for cell in values), *(None,) * (width - len(values)))

"""Read an agency's own records, whatever they are kept in, as their codebook types them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.codebook import Codebook
from jqtools.survey.readers.codebook_files import read_codebook
from jqtools.survey.readers.databases import database_table, is_address
from jqtools.survey.readers.members import CSV_ENDINGS
from jqtools.survey.readers.notes import counted, listed, noted, runs
from jqtools.survey.readers.personal import without_personal
from jqtools.survey.readers.problems import Problem, records_error
from jqtools.survey.readers.raw import RawTable
from jqtools.survey.readers.text_files import text_table
from jqtools.survey.readers.typed import (
    BLANK,
    MISSING,
    NOT_APPLICABLE,
    TypedColumn,
    inferred_entry,
    odd_words,
    typed_column,
)
from jqtools.survey.readers.workbooks import parquet_table, workbook_table

_WORKBOOKS = (".xlsx", ".xlsm")
_STATES = {
    MISSING: "Column {name!r}: {cells} ({codes}) became missing.",
    NOT_APPLICABLE: "Column {name!r}: {cells} ({codes}) did not apply, missing too.",
    BLANK: "Column {name!r}: blank in {cells}, which is missing.",
}


def read_records(
    source: str | Path,
    codebook: Codebook | str | Path | None = None,
    *,
    table: str | None = None,
    sheet: str | None = None,
    drop: Collection[str] = (),
    allow: Collection[str] = (),
) -> pd.DataFrame:
    """An agency's table, one row for each of its rows that isn't blank; the same whichever source holds it.

    text is str, whole Int64, number float64, yes_no boolean, date datetime64 without a time zone, category
    categories of text in the order of the codebook. Blank cells and missing codes are missing, never 0. A column
    that the codebook doesn't name gets the type that all of its values agree with; codes with zeros in front stay
    text.

    Parameters
    ----------
    source
        A .csv, .csv.gz, .xlsx, .xlsm or .parquet file, or the SQLAlchemy address of a database, such as
        sqlite:///records.db. The first row names the columns.
    codebook
        A Codebook, or the CSV file of one.
    table, sheet
        The table of a database; the sheet of a workbook with several.
    drop
        Columns to leave out, before anything is looked at.
    allow
        Columns that look as if they told who somebody is, and don't.

    Raises
    ------
    RecordsError
        Cells break the codebook, each told in `problems` with the row as a spreadsheet numbers it.
    DataError
        The source can't be read, or a column looks like Social Security numbers, names, dates of birth, email
        addresses, telephone numbers or addresses.
    """
    known = codebook if isinstance(codebook, Codebook) else read_codebook(codebook) if codebook else Codebook()
    whole = _raw(source, table, sheet)
    raw = without_personal(whole, drop, allow)
    columns = [
        typed_column(known.of(name) or inferred_entry(name, cells), cells, raw.rows)
        for name, cells in raw.cells.items()
    ]
    problems = [*_absent(known, raw, drop), *(problem for column in columns for problem in column.problems)]
    if problems:
        raise records_error(f"{raw.described} breaks its codebook", problems)
    frame = pd.DataFrame({column.entry.column: column.values for column in columns})
    return noted(frame, _notes(whole, known, columns, drop, allow))


def _raw(source: str | Path, table: str | None, sheet: str | None) -> RawTable:
    if isinstance(source, str) and is_address(source):
        if sheet is not None:
            raise DataError("sheet= names a sheet of a workbook; a table of a database is named with table=")
        return database_table(source, table)
    path = Path(source)
    if table is not None:
        raise DataError(f"table= names a table of a database; '{path.name}' is a file")
    return _file_table(path, sheet)


def _file_table(path: Path, sheet: str | None) -> RawTable:
    if not path.exists():
        raise DataError(f"there is no file at '{path}'; check the name and the folder")
    ending = path.suffix.lower()
    if ending in _WORKBOOKS:
        return workbook_table(path, sheet)
    if sheet is not None:
        raise DataError(f"sheet= names a sheet of a workbook; '{path.name}' is none")
    if ending == ".parquet":
        return parquet_table(path)
    if path.name.lower().endswith(CSV_ENDINGS):
        return text_table(path)
    raise DataError(
        "records come as .csv, .csv.gz, .xlsx, .xlsm or .parquet, or from a database (sqlite:///...); "
        f"got '{path.name}'"
    )


def _absent(known: Codebook, raw: RawTable, drop: Collection[str]) -> list[Problem]:
    absent = [each.column for each in known.columns if each.required and each.column not in {*raw.cells, *drop}]
    return [Problem(1, name, "", "must be there, and isn't") for name in absent]


def _notes(
    raw: RawTable, known: Codebook, columns: list[TypedColumn], drop: Collection[str], allow: Collection[str]
) -> list[str]:
    shape = f"{counted(len(raw.rows) + raw.blank_rows, 'row')} and {counted(len(raw.cells), 'column')}"
    mark = f" (SHA-256 {raw.sha256})" if raw.sha256 else ""
    told = [column for column in columns if known.of(column.entry.column)]
    inferred = [column for column in columns if not known.of(column.entry.column)]
    absent = [each.column for each in known.columns if each.column not in raw.cells]
    some = {
        f"Columns left out, as asked: {listed(drop)}.": drop,
        f"Columns read though they look personal, as asked: {listed(allow)}.": allow,
        f"Types from the codebook: {_types(told)}.": told,
        f"Types worked out from the values: {_types(inferred)}.": inferred,
        f"In the codebook and not in the table: {listed(absent)}.": absent,
    }
    return [
        f"Read {raw.described}{mark}: {shape} below the names.",
        f"Rows out: {len(raw.rows):,}; {raw.blank_rows:,} blank.",
        *(sentence for sentence, names in some.items() if names),
        *(note for column in inferred if column.entry.kind == "text" for note in _odd(column, raw)),
        *(note for column in columns for note in _gone(column)),
    ]


def _odd(column: TypedColumn, raw: RawTable) -> list[str]:
    words = odd_words(raw.cells[column.entry.column])
    told = ", ".join(f"{word!r} in {counted(times, 'row')}" for word, times in words.items())
    sentence = f"Column {column.entry.column!r} is text because of {told}; if that means missing, say so in a codebook."
    return [sentence] if words else []


def _types(columns: list[TypedColumn]) -> str:
    kinds: dict[str, list[str]] = {}
    for column in columns:
        kinds.setdefault(column.entry.kind, []).append(column.entry.column)
    return "; ".join(f"{kind}: {', '.join(runs(names))}" for kind, names in kinds.items())


def _gone(column: TypedColumn) -> list[str]:
    """One sentence for each state a cell without a value can be in, with its codes and how many there are."""
    notes = []
    for state, sentence in _STATES.items():
        counts = {code: times for (each, code), times in column.gone.items() if each == state}
        codes = ", ".join(f"{code} {times:,}" for code, times in counts.items())
        cells = counted(sum(counts.values()), "cell")
        notes += [sentence.format(name=column.entry.column, cells=cells, codes=codes)] if counts else []
    return notes

"""A table as text, before anything is known about its columns; every source is turned into this first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jqtools.errors import DataError
from jqtools.survey.readers.cells import as_text
from jqtools.survey.readers.notes import counted, listed

Cells = tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class RawTable:
    """The cells of each column, None where blank, and the number of each row; the column names are row 1.

    `described` says where the table comes from, in words that hold no secrets; `sha256` is that of the file, if any.
    """

    described: str
    sha256: str
    cells: dict[str, Cells]
    rows: tuple[int, ...]
    blank_rows: int = 0

    def without(self, names: Iterable[str]) -> RawTable:
        """The table without some of its columns."""
        left_out = set(names)
        kept = {name: cells for name, cells in self.cells.items() if name not in left_out}
        return RawTable(self.described, self.sha256, kept, self.rows, self.blank_rows)


def raw_table(described: str, lines: Iterable[tuple[object, ...]], sha256: str = "") -> RawTable:
    """The table in `lines`, the first of which names the columns; rows that are all blank are left out.

    Raises
    ------
    DataError
        There are no rows, a column has no name or the name of another, or a row has more or fewer cells than names.
    """
    rows = _texts(lines)
    names = next(rows, (1, ()))[1]
    if not any(names):
        raise DataError(f"the first row must name the columns; that of {described} is blank")
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        raise DataError(f"a table needs rows below the names of its columns; {described} has none")
    named = max((place for place, name in enumerate(names, start=1) if name), default=0)
    width = max(named, min(_used(filled), len(names)))
    _check_names(names[:width], described)
    _check_widths(filled, width, len(names), described)
    columns = zip(*(row[:width] for _, row in filled), strict=True)
    cells = dict(zip(names[:width], columns, strict=True))
    last = filled[-1][0]
    return RawTable(described, sha256, cells, tuple(number for number, _ in filled), last - 1 - len(filled))


def _texts(lines: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, Cells]]:
    for number, line in enumerate(lines, start=1):
        yield number, tuple(as_text(cell) for cell in line)


def _used(rows: list[tuple[int, Cells]]) -> int:
    """How many columns hold anything: spreadsheets write blank ones at the right."""
    return max(place for _, row in rows for place, cell in enumerate(row, start=1) if cell)


def _check_names(names: Cells, described: str) -> None:
    unnamed = [place for place, name in enumerate(names, start=1) if not name]
    if unnamed:
        raise DataError(f"the first row must name every column; column {unnamed[0]} of {described} has no name")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise DataError(f"column names must differ; {described} has several called {listed(twice, 3)}")


def _check_widths(rows: list[tuple[int, Cells]], width: int, wide: int, described: str) -> None:
    wrong = [(number, len(row)) for number, row in rows if len(row) < width or any(row[wide:])]
    if wrong:
        number, cells = wrong[0]
        more = f", and {counted(len(wrong) - 1, 'other row')} too" if len(wrong) > 1 else ""
        raise DataError(
            f"every row needs one cell for each of the {width} columns, but row {number} of {described} has {cells}"
            f"{more}; put values with a comma in quotes"
        )

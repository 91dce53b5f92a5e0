"""The rows of a CSV table as spreadsheets write it: whatever the delimiter, with or without a title on top."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

from jqtools.errors import PlanError

MAX_TABLE_BYTES = 1_000_000
Row = tuple[int, list[str]]
_NOT_PRINTABLE = {chr(code) for code in range(32)} - set("\t\r\n")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_DELIMITERS = ",;\t"


def table_rows(table: bytes, known: Callable[[list[str]], int]) -> list[Row]:
    """The rows that hold anything, from the one that names the columns on, each with the number of the line it ends on.

    `known` counts the columns that a row names: the delimiter is the one under which most are named, and a
    title in the first row is left out where the second names more. Errors are PlanErrors.
    """
    text = _decoded(table)
    told = _SEPARATOR_LINE.match(text)
    skipped, body = (1, text[told.end() :]) if told else (0, text)
    head = next((line for line in body.splitlines() if line.strip()), "")
    usual = sorted(_DELIMITERS, key=head.count, reverse=True)
    delimiters = [told[1]] if told and told[1] in _DELIMITERS else usual
    delimiter = max(delimiters, key=lambda each: max((known(row) for row in _first_two(body, each)), default=0))
    rows = list(_read(body, delimiter, skipped))
    named = [known(row) for _, row in rows[:2]]
    return rows[1:] if len(named) == 2 and named[1] > named[0] else rows


def _first_two(text: str, delimiter: str) -> list[list[str]]:
    return [row for _, row in islice(_read(text, delimiter, 0), 2)]


def _read(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num + skipped, row
    except csv.Error as error:
        line = reader.line_num + skipped
        raise PlanError(f"The table can't be read at line {line}: {error}.") from error


def _decoded(table: bytes) -> str:
    if len(table) > MAX_TABLE_BYTES:
        raise PlanError("A logic model's table may hold up to 1 MB, and this one is larger.")
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = table.decode("cp1252", errors="replace")
    if _NOT_PRINTABLE & set(text):
        raise PlanError("This is no CSV table: it holds control characters. Save it as CSV UTF-8.")
    return text

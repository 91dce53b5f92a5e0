"""The cells of a column as values of its type, with every cell that breaks a rule and what became missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from jqtools.survey.readers.cells import ERRORS, KINDS, Value, likely_kind
from jqtools.survey.readers.codebook import CodebookColumn, allowed_values
from jqtools.survey.readers.problems import Problem
from jqtools.survey.readers.raw import Cells

_MOST_ODD = 3
BLANK, MISSING, NOT_APPLICABLE = "blank", "missing", "not applicable"


@dataclass(frozen=True, eq=False)
class TypedColumn:
    """`values` has one row for each row of the table; `gone` counts, by state and code, the cells without a value."""

    entry: CodebookColumn
    values: pd.Series
    gone: dict[tuple[str, str], int]
    problems: tuple[Problem, ...]


class _Cell(NamedTuple):
    value: Value | None = None
    gone: str = ""
    rule: str = ""


def typed_column(entry: CodebookColumn, cells: Cells, rows: tuple[int, ...]) -> TypedColumn:
    """The column as `entry` types it; cells that can't be are problems with the number of their row."""
    allows = allowed_values(entry)
    read = {text: _cell(text, entry, allows) for text in dict.fromkeys(cells)}
    problems = tuple(
        Problem(row, entry.column, text or "", read[text].rule)
        for row, text in zip(rows, cells, strict=True)
        if read[text].rule
    )
    counts = Counter(text for text in cells if read[text].gone)
    gone = {(read[text].gone, text or ""): times for text, times in counts.items()}
    return TypedColumn(entry, _series(entry, [read[text].value for text in cells]), gone, problems)


def inferred_entry(name: str, cells: Cells) -> CodebookColumn:
    """A column that no codebook tells about: the type that all of its values agree with, blanks missing."""
    return CodebookColumn(name, likely_kind({cell for cell in cells if cell} - ERRORS))


def odd_words(cells: Cells) -> dict[str, int]:
    """The words, and how often they stand there, without which text would be numbers or dates: likely missing codes."""
    counts = Counter(cell for cell in cells if cell)
    words = {text: times for text, times in counts.items() if not any(letter.isdigit() for letter in text)}
    rest = likely_kind(set(counts) - set(words))
    return words if 0 < len(words) <= _MOST_ODD and rest in ("whole", "number", "date") else {}


def _cell(text: str | None, entry: CodebookColumn, allows: Callable[[Value], bool]) -> _Cell:
    if text is None:
        return _Cell(rule="must not be blank") if entry.required else _Cell(gone=BLANK)
    if _is_code(text, entry.missing_codes, entry.kind):
        return _Cell(gone=MISSING)
    if _is_code(text, entry.not_applicable_codes, entry.kind):
        return _Cell(gone=NOT_APPLICABLE)
    if text in ERRORS:
        return _Cell(rule="must be a value, not an error of a spreadsheet")
    value = KINDS[entry.kind].parse(text)
    if value is None:
        return _Cell(rule=KINDS[entry.kind].rule)
    if not allows(value) and entry.kind == "category":
        value = text.removesuffix(".0")
    return _Cell(value) if allows(value) else _Cell(rule=f"must be one of {', '.join(entry.allowed)}")


def _is_code(text: str, codes: tuple[str, ...], kind: str) -> bool:
    """Whether a cell is one of the codes; among numbers -9.0 is the code -9."""
    if text in codes:
        return True
    if kind not in ("whole", "number") or not codes:
        return False
    as_number = KINDS["number"].parse
    number = as_number(text)
    return number is not None and any(as_number(code) == number for code in codes)


def _series(entry: CodebookColumn, values: list[Value | None]) -> pd.Series:
    if entry.kind == "category":
        levels = entry.allowed or sorted({value for value in values if value is not None})
        return pd.Series(pd.Categorical(values, categories=list(levels)))
    return pd.Series(values, dtype=KINDS[entry.kind].dtype)

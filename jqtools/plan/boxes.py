"""The rows of a table turned into entries: boxes, goals, assumptions and the situation, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from jqtools.errors import PlanError
from jqtools.plan.logic import Node, Stage
from jqtools.plan.stage_names import STAGE_CHOICES, kind_of
from jqtools.plan.tables import Row

_COLUMNS = {
    "stage": ("stage", "column", "category"),
    "title": ("title", "text", "box", "item", "label"),
    "note": ("description", "note", "notes", "details"),
    "owner": ("owner", "who", "lead", "responsible"),
    "start": ("start", "starts", "start date"),
    "end": ("end", "ends", "end date"),
    "planned": ("planned", "planned number"),
}
_MARKER = re.compile(r"(?:[•*]+\s*|[-–·]\s+|[0-9]{1,2}[.)]\s+|[A-Za-z]\)\s+)")  # noqa: RUF001 - a list marker
_BOXES = ("input", "activity", "output", "outcome", "short", "medium", "long")


@dataclass(frozen=True)
class Entry:
    """A box of the table: the line it ends on, what its column stands for, its words, more about it, and its fields."""

    line: int
    kind: str
    text: str
    note: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def entries_of(rows: list[Row]) -> tuple[list[Entry], list[str]]:
    """The entries of a table whose first row names the columns, and a sentence for each thing that is wrong.

    PlanError when the first row names no column that we know.
    """
    names = [name.strip() for name in rows[0][1]]
    found = _columns(names)
    entries, problems = _by_row(rows[1:], names, found) if found else _by_column(names, rows[1:])
    long = [line for line, row in rows[1:] if any(cell.strip() for cell in row[len(names) :])]
    return entries, [*problems, *map(_too_many, long)]


def known_columns(names: list[str]) -> int:
    """How many columns of a logic model a row of a table names."""
    return len(_columns(names)) or sum(kind_of(name) is not None for name in names)


def _columns(names: list[str]) -> dict[str, int]:
    """Where the parts of a box stand in a table with a box a row; empty for a table of another shape."""
    small = [name.strip().lower() for name in names]
    found = {part: small.index(name) for part, known in _COLUMNS.items() for name in reversed(known) if name in small}
    return found if "stage" in found and {"title", "note"} & set(found) else {}


def _by_row(rows: Iterable[Row], names: list[str], columns: dict[str, int]) -> tuple[list[Entry], list[str]]:
    entries, problems, stage = [], [], ""
    for line, row in rows:
        cells = {part: row[column].strip() for part, column in columns.items() if column < len(row)}
        others = _others(row, names, set(columns.values()))
        said = cells.pop("stage", "")
        stage, kind = said or stage, kind_of(said or stage)
        if kind is None and (said or not stage):
            told = f"{said[:60]!r} is no stage we know" if said else "the stage is missing"
            problems.append(f"Line {line}: {told}; use {STAGE_CHOICES}.")
        elif kind is not None and (any(cells.values()) or others):
            entries.append(_entry(line, kind, cells, others))
    return entries, problems


def _others(row: list[str], names: list[str], known: set[int]) -> list[tuple[str, str]]:
    cells = enumerate(zip(names, row, strict=False))
    told = ((name or f"Column {place + 1}", cell.strip()) for place, (name, cell) in cells if place not in known)
    return [(name, text) for name, text in told if text]


def _entry(line: int, kind: str, cells: dict[str, str], others: list[tuple[str, str]]) -> Entry:
    """The box of a row; what fits no field of it stands in its note as "Column: text"."""
    title, note = _unmarked(cells.pop("title", "")), cells.pop("note", "")
    fields = {name: _field(name, text) for name, text in cells.items() if text and kind in _BOXES}
    fields = {name: value for name, value in fields.items() if value is not None}
    more = [(name.capitalize(), text) for name, text in cells.items() if text and name not in fields]
    said = [f"{name}: {text}" for name, text in (*more, *others)]
    words = [each for each in (title, note, *said) if each]
    return Entry(line, kind, _unmarked(words[0]) or words[0], "\n".join(words[1:]), fields)


def _field(name: str, text: str) -> Any:
    """A cell as the value of a field of a box, None where it does not fit."""
    plain = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?", text)
    value = float(text.replace(",", "")) if name == "planned" and plain else text
    try:
        return getattr(Node.model_validate({"id": "no_a", "stage": Stage.OUTPUT, name: value}), name)
    except ValidationError:
        return None


def _by_column(names: list[str], rows: list[Row]) -> tuple[list[Entry], list[str]]:
    kinds = [kind_of(name) for name in names]
    if not any(kinds):
        known = f"use stage, title and description, or a column for each of {STAGE_CHOICES}"
        raise PlanError(f"The first row names no column we know: {known}.")
    used = {place for _, row in rows for place, cell in enumerate(row) if cell.strip()}
    problems = [
        f"The column {name[:60] or place + 1!r} is no stage we know; use {STAGE_CHOICES}."
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
        if kind is None and (name or place in used)
    ]
    return list(_lines(kinds, rows)), problems


def _lines(kinds: list[str | None], rows: Iterable[Row]) -> Iterator[Entry]:
    for line, row in rows:
        for cell, kind in zip(row, kinds, strict=False):
            words = (_unmarked(part.strip()) for part in cell.splitlines())
            yield from (Entry(line, kind, each) for each in words if each and kind)


def _unmarked(text: str) -> str:
    """The words of an item without the sign or number that a list puts before it."""
    found = _MARKER.match(text)
    return text[found.end() :] if found else text


def _too_many(line: int) -> str:
    return f"Line {line} has more cells than the first row has names; put a text with commas in quotation marks."

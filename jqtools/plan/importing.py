"""A logic model in a CSV table turned into a plan: the boxes, in their columns; no links are invented.

Two shapes are read: one box a row under `stage,title,description` (the shape of the NHS logic model tool), or one
column for each stage with a box on each line of a cell. Columns and stages go by many usual names.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jqtools.errors import PlanError
from jqtools.plan.header import Header
from jqtools.plan.logic import Assumption, Goal, LogicModel, Node, Stage, Term
from jqtools.plan.plan import Plan, blank_plan
from jqtools.plan.records import Records
from jqtools.plan.stage_names import STAGE_CHOICES, kind_of
from jqtools.plan.values import MAX_TEXT, derived_id

MAX_TABLE_BYTES = 1_000_000
_COLUMNS = {
    "stage": ("stage", "column", "category"),
    "title": ("title", "text", "box", "item", "label"),
    "note": ("description", "note", "notes", "details"),
}
_STAGES = {
    "input": (Stage.INPUT, None),
    "activity": (Stage.ACTIVITY, None),
    "output": (Stage.OUTPUT, None),
    "outcome": (Stage.OUTCOME, None),
    "short": (Stage.OUTCOME, Term.SHORT),
    "medium": (Stage.OUTCOME, Term.MEDIUM),
    "long": (Stage.OUTCOME, Term.LONG),
}
_NOT_PRINTABLE = {chr(code) for code in range(32)} - set("\t\r\n")


@dataclass(frozen=True)
class _Entry:
    """A box of the table: the line it ends on, what its column stands for, its words, and more about it."""

    line: int
    kind: str
    text: str
    note: str = ""


def read_logic_model(path: str | Path, title: str = "") -> Plan:
    """The plan with the logic model that the CSV file at `path` holds. Errors as in `logic_model`."""
    file = Path(path)
    if not file.is_file():
        raise PlanError(f"There is no table at '{file}'; check the name and the folder.")
    if file.stat().st_size > MAX_TABLE_BYTES:
        raise PlanError(f"A logic model's table may hold up to 1 MB, and '{file.name}' is larger.")
    return logic_model(file.read_bytes(), title)


def logic_model(table: bytes, title: str = "") -> Plan:
    """The plan with the logic model in a CSV table.

    Parameters
    ----------
    table
        CSV in UTF-8 or Windows text with commas, semicolons or tabs, at most 1 MB. Blank rows and cells are
        skipped; a cell that looks like a formula is text.
    title
        The name of the plan.

    Raises
    ------
    PlanError
        The table has no column we know, an unknown stage, or a text that is too long; `problems` tells each row.
    """
    rows = _rows(_decoded(table))
    if not rows:
        raise PlanError("The table is empty; its first row names the columns.")
    names = [name.strip().lower() for name in rows[0][1]]
    found = {part: _column(names, known) for part, known in _COLUMNS.items()}
    by_row = found["stage"] is not None and found["title"] is not None
    entries, problems = _by_row(rows[1:], found) if by_row else _by_column(rows[0][1], rows[1:])
    problems += [_too_long(each) for each in entries if max(len(each.text), len(each.note)) > MAX_TEXT]
    if problems:
        more = f" {len(problems) - 1} more to mend." if len(problems) > 1 else ""
        raise PlanError(problems[0] + more, tuple(problems))
    if not entries:
        raise PlanError("The table holds no boxes; write them below the names of the columns.")
    return _plan(entries, title)


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


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with the number of the line it ends on."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise PlanError(f"The table can't be read at line {reader.line_num}: {error}.") from error


def _by_row(rows: Iterable[tuple[int, list[str]]], columns: dict[str, int | None]) -> tuple[list[_Entry], list[str]]:
    entries, problems = [], []
    for line, row in rows:
        stage, title, note = (_cell(row, columns[part]) for part in _COLUMNS)
        kind = kind_of(stage)
        if kind is None:
            problems.append(f"Line {line}: {stage[:60]!r} is no stage we know; use {STAGE_CHOICES}.")
        elif title or note:
            entries.append(_Entry(line, kind, title or note, note if title else ""))
    return entries, problems


def _by_column(names: list[str], rows: Iterable[tuple[int, list[str]]]) -> tuple[list[_Entry], list[str]]:
    kinds = [kind_of(name) for name in names]
    if not any(kinds):
        known = f"use stage, title and description, or a column for each of {STAGE_CHOICES}"
        raise PlanError(f"The first row names no column we know: {known}.")
    problems = [
        f"The column {name[:60]!r} is no stage we know; use {STAGE_CHOICES}."
        for name, kind in zip(names, kinds, strict=True)
        if name.strip() and kind is None
    ]
    return list(_lines(kinds, rows)), problems


def _lines(kinds: list[str | None], rows: Iterable[tuple[int, list[str]]]) -> Iterator[_Entry]:
    for line, row in rows:
        for cell, kind in zip(row, kinds, strict=False):
            words = (part.strip().lstrip("•*").strip() for part in cell.splitlines())
            yield from (_Entry(line, kind, each) for each in words if each and kind)


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _column(names: list[str], known: Iterable[str]) -> int | None:
    return next((names.index(name) for name in known if name in names), None)


def _too_long(entry: _Entry) -> str:
    return f"Line {entry.line}: a text may hold {MAX_TEXT:,} characters, and “{entry.text[:40]}...” holds more."


def _plan(entries: list[_Entry], title: str) -> Plan:
    """The ids are worked out from the words, so that a table that is read again gives the same boxes."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: dict[str, list[tuple[str, _Entry]]] = {"no": [], "go": [], "as": []}
    for each in entries:
        prefix = {"goal": "go", "assumption": "as"}.get(each.kind, "no")
        if each.kind != "problem":
            key = derived_id(prefix, each.kind, each.text, str(seen[each.kind, each.text]))
            kept[prefix].append((key, each))
            seen[each.kind, each.text] += 1
    nodes = Records(_node(key, each) for key, each in kept["no"])
    problem = "\n".join(_whole(each) for each in entries if each.kind == "problem")
    if max(len(problem), *(len(_whole(each)) for _, each in kept["go"] + kept["as"]), len(title)) > MAX_TEXT:
        raise PlanError(f"The title, the situation, a goal or an assumption holds more than {MAX_TEXT:,} characters.")
    sections = {
        "header": Header(title=title, problem=problem),
        "goals": Records(Goal(id=key, text=_whole(each)) for key, each in kept["go"]),
        "logic": LogicModel(nodes=nodes),
        "assumptions": Records(Assumption(id=key, text=_whole(each)) for key, each in kept["as"]),
    }
    return blank_plan().model_copy(update=sections)


def _node(key: str, entry: _Entry) -> Node:
    stage, term = _STAGES[entry.kind]
    return Node(id=key, stage=stage, term=term, text=entry.text, note=entry.note)


def _whole(entry: _Entry) -> str:
    return "\n".join(filter(None, (entry.text, entry.note)))

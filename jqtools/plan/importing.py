"""A logic model in a CSV table turned into a plan: the boxes, in their columns; no links are invented.

Two shapes are read: one box a row under `stage,title,description` (the shape of the NHS logic model tool), or one
column for each stage with a box on each line of a cell. Columns and stages go by many usual names. What a column
says that has no place of its own stands in the note of the box: nothing in the table is left out.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jqtools.errors import PlanError
from jqtools.plan.boxes import Entry, entries_of, known_columns
from jqtools.plan.header import Header
from jqtools.plan.logic import Assumption, Goal, LogicModel, Node, Stage, Term
from jqtools.plan.plan import Plan, blank_plan
from jqtools.plan.records import Records
from jqtools.plan.tables import MAX_TABLE_BYTES, table_rows
from jqtools.plan.values import MAX_TEXT, derived_id

_STAGES = {
    "input": (Stage.INPUT, None),
    "activity": (Stage.ACTIVITY, None),
    "output": (Stage.OUTPUT, None),
    "outcome": (Stage.OUTCOME, None),
    "short": (Stage.OUTCOME, Term.SHORT),
    "medium": (Stage.OUTCOME, Term.MEDIUM),
    "long": (Stage.OUTCOME, Term.LONG),
}


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
        skipped; a blank stage is that of the row above; a cell that looks like a formula is text.
    title
        The name of the plan.

    Raises
    ------
    PlanError
        The table has no column we know, an unknown stage, or a text that is too long; `problems` tells each row.
    """
    rows = table_rows(table, known_columns)
    if not rows:
        raise PlanError("The table is empty; its first row names the columns.")
    entries, problems = entries_of(rows)
    problems += [_too_long(each) for each in entries if max(len(each.text), len(each.note)) > MAX_TEXT]
    if problems:
        more = f" {len(problems) - 1} more to mend." if len(problems) > 1 else ""
        raise PlanError(problems[0] + more, tuple(problems))
    if not entries:
        raise PlanError("The table holds no boxes; write them below the names of the columns.")
    return _plan(entries, title)


def _too_long(entry: Entry) -> str:
    return f"Line {entry.line}: a text may hold {MAX_TEXT:,} characters, and “{entry.text[:40]}...” holds more."


def _plan(entries: list[Entry], title: str) -> Plan:
    """The ids are worked out from the words, so that a table that is read again gives the same boxes."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: dict[str, list[tuple[str, Entry]]] = {"no": [], "go": [], "as": []}
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


def _node(key: str, entry: Entry) -> Node:
    stage, term = _STAGES[entry.kind]
    return Node(id=key, stage=stage, term=term, text=entry.text, note=entry.note, **entry.fields)


def _whole(entry: Entry) -> str:
    return "\n".join(filter(None, (entry.text, entry.note)))

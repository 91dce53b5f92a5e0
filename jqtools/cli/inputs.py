"""The files that commands are given: plans and tables, each told to the command that reads it."""

from __future__ import annotations

from pathlib import Path

from jqtools.errors import PlanError
from jqtools.plan import Plan, read_plan
from jqtools.plan.importing import read_logic_model
from jqtools.plan.planfile import YAML_ENDINGS

_TABLES = (".csv", ".tsv")
_PLANS = (".json", *YAML_ENDINGS)


def plan_at(path: Path) -> Plan:
    """The plan in a file; PlanError, for a table with the command that reads one."""
    if path.suffix.lower() in _TABLES:
        raise PlanError(f"'{path}' is a table, not a plan; make a plan of it with: jqtools import {path} -o plan.json")
    return read_plan(path)


def model_at(path: Path, title: str) -> Plan:
    """The plan with the logic model in a table; PlanError, for a plan with the command that reads one."""
    if path.suffix.lower() in _PLANS:
        raise PlanError(
            f"'{path}' is a plan file, not a table; see what the coach says of it with: jqtools check {path}"
        )
    if path.is_dir():
        raise PlanError(f"'{path}' is a folder; name the table in it.")
    return read_logic_model(path, title)

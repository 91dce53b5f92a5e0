"""Reading and writing plan files; the only module of `plan` that touches a disk.

A plan file is JSON in a fixed order of keys, so that two versions compare line by line. Files of older
formats are read and turned into today's. Reading runs nothing; every error of a bad file is told at
once, each with its place.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jqtools.errors import PlanError
from jqtools.plan.migrations import migrated
from jqtools.plan.parsing import json_values, yaml_values
from jqtools.plan.plan import SCHEMA_VERSION, SECTIONS, Plan
from jqtools.plan.problems import plan_error

MAX_BYTES = 5_000_000
YAML_ENDINGS = (".yaml", ".yml")


def read_plan(path: str | Path) -> Plan:
    """The plan in the file at `path`: JSON, or YAML where its name ends in .yaml or .yml.

    Raises
    ------
    PlanError
        The file is missing, too large, not JSON or YAML, of a newer version, or not a plan; `problems` has a
        sentence for each thing that is wrong.
    """
    file = Path(path)
    if file.is_dir():
        raise PlanError(f"'{file}' is a folder; name the plan file in it.")
    if not file.is_file():
        raise PlanError(f"There is no plan file at '{file}'; check the name and the folder.")
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise PlanError(_too_large(size))
    return parse_plan(file.read_bytes(), yaml=file.suffix.lower() in YAML_ENDINGS)


def write_plan(plan: Plan, path: str | Path) -> None:
    """Write the plan to `path` in one piece: a reader sees the old file or the new one, never half of one."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(temporary, "x", encoding="utf-8", newline="\n") as out:
            out.write(plan_text(plan))
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            shutil.copymode(file, temporary)
        _replace(temporary, file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def plan_text(plan: Plan) -> str:
    """The plan as the text of a plan file."""
    return json.dumps(plan_form(plan), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def plan_form(plan: Plan) -> dict[str, Any]:
    """The plan as JSON values: what a plan file holds and what the app keeps in the browser."""
    return _whole_numbers(plan.model_dump(mode="json"))


def parse_plan(text: str | bytes, *, yaml: bool = False) -> Plan:
    """The plan that `text`, the contents of a plan file in JSON or YAML, holds. Errors as in `read_plan`."""
    if len(text) > MAX_BYTES:
        raise PlanError(_too_large(len(text)))
    return plan_of(yaml_values(text) if yaml else json_values(text))


def plan_of(form: Any) -> Plan:
    """The plan in JSON values, with references to things that are gone left out."""
    if not isinstance(form, dict) or form.get("format") != "jqtools-plan":
        raise PlanError('This is not a plan file: it lacks "format": "jqtools-plan" at the top.')
    version = form.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise PlanError(
            f"This plan was saved by a newer jqtools (format {str(version)[:9]}; this one reads up to"
            f" {SCHEMA_VERSION}): update jqtools, then open it again."
        )
    try:
        return Plan.model_validate(migrated(form, SCHEMA_VERSION)).tidy()
    except ValidationError as error:
        raise plan_error(error) from error
    except RecursionError as error:
        raise PlanError("This is not a plan file: it is nested too deeply.") from error


def with_section(plan: Plan, section: str, form: Any) -> Plan:
    """A copy of `plan` in which one section is what `form`, JSON values, says.

    Raises
    ------
    PlanError
        `section` is no section of a plan, or `form` does not fit it.
    """
    if section not in SECTIONS:
        raise PlanError(f"no section {section!r}; the sections are {', '.join(SECTIONS)}")
    kept = {name: getattr(plan, name) for name in Plan.model_fields}
    try:
        return Plan.model_validate({**kept, section: form}).tidy()
    except ValidationError as error:
        raise plan_error(error) from error


def _too_large(size: int) -> str:
    return f"A plan file may hold up to {MAX_BYTES // 10**6} MB, this one has {size / 10**6:.0f} MB: it is not a plan."


def _whole_numbers(form: Any) -> Any:
    if isinstance(form, dict):
        return {key: _whole_numbers(value) for key, value in form.items()}
    if isinstance(form, list):
        return [_whole_numbers(value) for value in form]
    return int(form) if isinstance(form, float) and form.is_integer() else form


def _replace(temporary: Path, file: Path) -> None:
    # Windows refuses while a scanner or a sync client holds the file open: wait a moment and try again.
    for pause in (0.05, 0.2, 0.5, None):
        try:
            os.replace(temporary, file)
            return
        except PermissionError:
            if pause is None:
                raise
            time.sleep(pause)

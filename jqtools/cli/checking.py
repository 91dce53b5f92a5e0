"""The command that shows what the coach sees: as text, as JSON for programs, or as SARIF for code review tools."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from jqtools import coach
from jqtools.cli.faults import fault_words
from jqtools.cli.inputs import plan_at
from jqtools.cli.output import add_output, check_output, put, say
from jqtools.cli.sarif import sarif_log
from jqtools.coach import Finding, Severity
from jqtools.errors import PlanError
from jqtools.plan import Plan
from jqtools.plan.places import section_title

EXIT_CODES = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.HINT: 0}
_WORDS = {Severity.ERROR: "to fix", Severity.WARNING: "to consider", Severity.HINT: "hint"}
Checked = list[tuple[Path, Plan, tuple[Finding, ...]]]


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of this module."""
    check = commands.add_parser(
        "check",
        help="what the coach sees in a plan",
        description="Leaves with 2 when something is to fix, with 1 when something is to consider, else with 0;"
        " with 3 when a plan can't be read: the others are checked all the same.",
    )
    check.add_argument("plans", nargs="+", type=Path, metavar="PLAN")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="default: text")
    add_output(check, "the file")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    check_output(arguments, arguments.plans)
    plans, problems = _read(arguments.plans)
    checked = [(path, plan, coach.check(plan)) for path, plan in plans]
    if checked:
        put({"text": _text, "json": _json, "sarif": _sarif}[arguments.format](checked), arguments)
    if arguments.output is not None:
        for path, _, findings in checked:
            say(f"{path}: {coach.summary(findings)}.")
    if problems:
        raise PlanError(problems[0], problems)
    still = [finding for _, _, findings in checked for finding in findings if finding.is_open]
    return max((EXIT_CODES[finding.severity] for finding in still), default=0)


def _read(paths: list[Path]) -> tuple[list[tuple[Path, Plan]], tuple[str, ...]]:
    """The plans, and the problems of all that can't be read, each with its file when there are several."""
    plans, problems = [], []
    for path in paths:
        try:
            plans.append((path, plan_at(path)))
        except OSError as error:
            problems.append(fault_words(error))
        except PlanError as error:
            problems += [problem if len(paths) == 1 else f"{path}: {problem}" for problem in error.problems]
    return plans, tuple(problems)


def _text(checked: Checked) -> str:
    lines = []
    for path, _, findings in checked:
        lines += [f"{path}:"] if len(checked) > 1 else []
        for each in findings:
            state = _WORDS[each.severity] if each.waiver is None else f"{_WORDS[each.severity]}, accepted"
            lines.append(f"{each.code} {state}: {each.item or section_title(each.section)}")
            lines.append(f"    {each.message} {each.fix}")
            if each.waiver is not None:
                lines.append(f"    Accepted by {each.waiver.who}: {each.waiver.reason}")
        lines.append(f"{coach.summary(findings)}.")
    return "\n".join(lines) + "\n"


def _json(checked: Checked) -> str:
    plans = [
        {
            "file": str(path),
            "plan_id": plan.plan_id,
            "title": plan.header.title,
            "summary": coach.summary(findings),
            "ready": coach.is_ready(findings),
            "findings": [_finding(each) for each in findings],
        }
        for path, plan, findings in checked
    ]
    return json.dumps({"plans": plans}, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("code", "severity", "section", "path", "item", "message", "fix")
    waiver = None if finding.waiver is None else {"id": finding.waiver.id, **finding.waiver.model_dump(mode="json")}
    return {**{name: str(getattr(finding, name)) for name in names}, "open": finding.is_open, "waiver": waiver}


def _sarif(checked: Checked) -> str:
    found = [(path, path.read_bytes(), findings) for path, _, findings in checked]
    return json.dumps(sarif_log(found, coach.rules()), indent=1) + "\n"

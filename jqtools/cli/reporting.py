"""The command that makes reports."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from jqtools.cli.output import add_output, say
from jqtools.errors import JqtoolsError, PlanError


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of this module."""
    report = commands.add_parser("report", help="a plan as one page to read, print or send")
    report.add_argument("plan", type=Path)
    add_output(report, "the HTML file", required=True)
    report.set_defaults(run=_report)


def _report(arguments: argparse.Namespace) -> int:
    from jqtools import coach
    from jqtools.plan import read_plan
    from jqtools.report import write_report

    plan = read_plan(arguments.plan)
    findings = coach.check(plan)
    try:
        write_report(plan, findings, arguments.output, made_on=date.today(), replace=arguments.replace)
    except PlanError as error:
        raise JqtoolsError(f"{error} Add --replace to write over it.") from error
    say(f"The report is in '{arguments.output}'.")
    return 0

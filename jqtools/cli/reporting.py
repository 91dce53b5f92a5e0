"""The command that makes reports."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from jqtools.cli.inputs import plan_at
from jqtools.cli.output import PAGE_ENDINGS, add_output, check_output, say


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of this module."""
    report = commands.add_parser("report", help="a plan as one page to read, print or send")
    report.add_argument("plan", type=Path)
    add_output(report, "the HTML file", required=True)
    report.set_defaults(run=_report)


def _report(arguments: argparse.Namespace) -> int:
    from jqtools import coach
    from jqtools.report import write_report

    check_output(arguments, [arguments.plan], PAGE_ENDINGS)
    plan = plan_at(arguments.plan)
    findings = coach.check(plan)
    write_report(plan, findings, arguments.output, made_on=date.today(), replace=arguments.replace)
    say(f"The report is in '{arguments.output}'.")
    return 0

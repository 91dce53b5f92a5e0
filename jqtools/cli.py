"""The command line: serve, lab, new, check, report. It makes the same calls as notebooks and app."""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jqtools import __version__
from jqtools.errors import JqtoolsError, PlanError

_CODES = {"error": 2, "warning": 1}


def main(argv: Sequence[str] | None = None) -> int:
    """Run `jqtools` with these arguments and return its exit code; an analyst's error is one line."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except JqtoolsError as error:
        for problem in getattr(error, "problems", (str(error),)):
            print(f"jqtools: {problem}", file=sys.stderr)  # noqa: T201
        return 2
    except OSError as error:
        where = f": '{error.filename}'" if error.filename else ""
        print(f"jqtools: {error.strerror or error}{where}.", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jqtools", description="A workbook for public agencies that want to improve jobs."
    )
    parser.add_argument("--version", action="version", version=f"jqtools {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands)
    lab = commands.add_parser("lab", help="open a workbook folder in JupyterLab")
    lab.add_argument("folder", nargs="?", type=Path, help="a workbook folder (default: this one)")
    lab.set_defaults(run=_lab)
    new = commands.add_parser("new", help="make a workbook folder of your own")
    new.add_argument("folder", type=Path, help="the folder to make; it may not exist yet")
    new.set_defaults(run=_new)
    check = commands.add_parser("check", help="what the coach sees in a plan")
    check.add_argument("plan", type=Path)
    check.set_defaults(run=_check)
    report = commands.add_parser("report", help="a plan as one page to read, print or send")
    report.add_argument("plan", type=Path)
    report.add_argument("-o", "--output", type=Path, required=True, help="the HTML file to write")
    report.add_argument("--replace", action="store_true", help="write over an existing file")
    report.set_defaults(run=_report)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve the workbook in the browser")
    serve.add_argument("folder", nargs="?", type=Path, help="a workbook folder (default: the one in jqtools)")
    serve.add_argument("--port", type=int, default=8866, help="default: 8866")
    serve.add_argument("--no-browser", action="store_true", help="don't open the browser")
    serve.add_argument("--warm", type=int, default=1, metavar="N", help="kernels kept ready for each page")
    serve.add_argument("--max-visitors", type=int, default=40, metavar="N", help="default: 40")
    serve.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    from jqtools.app.server import serve

    serve(
        arguments.folder,
        arguments.port,
        not arguments.no_browser,
        warm=arguments.warm,
        max_visitors=arguments.max_visitors,
    )
    return 0


def _lab(arguments: argparse.Namespace) -> int:
    folder = arguments.folder or Path.cwd()
    if not (folder / "notebooks").is_dir():
        raise JqtoolsError(f"'{folder}' is no workbook folder: it lacks 'notebooks'; make one with 'jqtools new'.")
    if importlib.util.find_spec("jupyterlab") is None:
        raise JqtoolsError("JupyterLab is not installed: run pip install jupyterlab, then try again.")
    start = folder / "notebooks" / "0_start_here.ipynb"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}", str(start)]
    command.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    return subprocess.run(command, check=False).returncode


def _new(arguments: argparse.Namespace) -> int:
    from jqtools.content.folder import workbook_folder

    folder = arguments.folder
    if folder.exists():
        raise JqtoolsError(f"'{folder}' is there already and stays as it is; choose a folder that does not exist.")
    source = workbook_folder()
    folder.mkdir(parents=True)
    for part in ("notebooks", "data"):
        shutil.copytree(source / part, folder / part, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.py"))
    (folder / "plans").mkdir()
    print(f"Your workbook is in '{folder}'. Open it with: jqtools lab {folder}")  # noqa: T201
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from jqtools import coach
    from jqtools.plan import read_plan

    findings = coach.check(read_plan(arguments.plan))
    for finding in findings:
        print(f"{finding.code} {finding.severity}: {finding.item or finding.path}")  # noqa: T201
        print(f"    {finding.message} {finding.fix}")  # noqa: T201
    print(f"{coach.summary(findings)}.")  # noqa: T201
    return max((_CODES.get(finding.severity, 0) for finding in findings), default=0)


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
    print(f"The report is in '{arguments.output}'.")  # noqa: T201
    return 0

"""The command line: it makes the same calls as notebooks and app. One module for each group of commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from jqtools import __version__
from jqtools.cli import checking, reporting, serving, versions
from jqtools.errors import JqtoolsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run `jqtools` with these arguments and return its exit code; an analyst's error is one line."""
    _print_anything()
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


def _print_anything() -> None:
    """A console that can't show a character, such as one of Windows, shows ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jqtools", description="A workbook for public agencies that want to improve jobs."
    )
    parser.add_argument("--version", action="version", version=f"jqtools {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (serving, checking, reporting, versions):
        group.add_commands(commands)
    return parser

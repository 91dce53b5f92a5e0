"""The command line: it makes the same calls as notebooks and app. One module for each group of commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from jqtools import __version__
from jqtools.cli import checking, disaggregating, reporting, serving, versions
from jqtools.cli.faults import fault_words
from jqtools.errors import JqtoolsError

NOT_DONE = 3


class _Parser(argparse.ArgumentParser):
    """A parser that leaves with `NOT_DONE` when it does not understand: 1 and 2 tell what was found."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(NOT_DONE, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `jqtools` with these arguments and return its exit code; an analyst's error is one line, and the code 3."""
    _print_anything()
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except JqtoolsError as error:
        for problem in getattr(error, "problems", (str(error),)):
            print(f"jqtools: {problem}", file=sys.stderr)  # noqa: T201
        return NOT_DONE
    except BrokenPipeError:  # whoever reads the output, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except OSError as error:
        print(f"jqtools: {fault_words(error)}", file=sys.stderr)  # noqa: T201
        return NOT_DONE
    except KeyboardInterrupt:
        return 130


def _print_anything() -> None:
    """A console that can't show a character, such as one of Windows, shows ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="jqtools",
        description="A workbook for public agencies that want to improve jobs.",
        epilog="Every command leaves with 3 when it is not understood, or when a file can't be read or written.",
    )
    parser.add_argument("--version", action="version", version=f"jqtools {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (serving, checking, reporting, disaggregating, versions):
        group.add_commands(commands)
    return parser

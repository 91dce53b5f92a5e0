"""Where the commands put what they make: on the console, or in a file that is never written over unasked."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from jqtools.errors import JqtoolsError

PLAN_ENDINGS = (".json",)
PAGE_ENDINGS = (".html", ".htm")


def add_output(command: argparse.ArgumentParser, what: str, required: bool = False) -> None:
    """Give a command the arguments that say where its output goes."""
    command.add_argument("-o", "--output", type=Path, required=required, metavar="FILE", help=f"{what} to write")
    command.add_argument("--replace", action="store_true", help="write over an existing file")


def check_output(arguments: argparse.Namespace, inputs: Sequence[Path] = (), endings: Sequence[str] = ()) -> None:
    """JqtoolsError when the output may not or can't be written where it was asked for.

    An input is never written over; a file that is there only when that was asked for, and only when its name
    has one of `endings`, where the command has some.
    """
    file = arguments.output
    if file is None:
        return
    if file.is_dir():
        raise JqtoolsError(f"'{file}' is a folder; name the file to write in it.")
    if not file.parent.is_dir():
        raise JqtoolsError(f"There is no folder '{file.parent}'; make it or choose another.")
    if not file.exists():
        return
    if any(each.exists() and file.samefile(each) for each in inputs):
        raise JqtoolsError(f"'{file}' is what the command reads and stays as it is; choose another name for -o.")
    if not arguments.replace:
        raise JqtoolsError(f"'{file}' is there already and stays as it is; add --replace to write over it.")
    if endings and file.suffix.lower() not in endings:
        kinds = " or ".join(endings)
        raise JqtoolsError(f"'{file}' is no {kinds} file and stays as it is; choose another name for -o.")


def say(text: str) -> None:
    """Print a line."""
    print(text)  # noqa: T201


def put(text: str, arguments: argparse.Namespace) -> None:
    """Write text to the file that was named, or print it."""
    if arguments.output is None:
        say(text.removesuffix("\n"))
        return
    arguments.output.write_text(text, encoding="utf-8", newline="\n")

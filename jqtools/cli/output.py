"""Where the commands put what they make: on the console, or in a file that is never written over unasked."""

from __future__ import annotations

import argparse
from pathlib import Path

from jqtools.errors import JqtoolsError


def add_output(command: argparse.ArgumentParser, what: str, required: bool = False) -> None:
    """Give a command the arguments that say where its output goes."""
    command.add_argument("-o", "--output", type=Path, required=required, metavar="FILE", help=f"{what} to write")
    command.add_argument("--replace", action="store_true", help="write over an existing file")


def refuse_to_replace(arguments: argparse.Namespace) -> None:
    """JqtoolsError when the output file is there and nobody asked to replace it."""
    if arguments.output is not None and arguments.output.exists() and not arguments.replace:
        raise JqtoolsError(f"'{arguments.output}' is there already and stays as it is. Add --replace to write over it.")


def say(text: str) -> None:
    """Print a line."""
    print(text)  # noqa: T201


def put(text: str, arguments: argparse.Namespace) -> None:
    """Write text to the file that was named, or print it."""
    if arguments.output is None:
        say(text.removesuffix("\n"))
        return
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(text, encoding="utf-8", newline="\n")

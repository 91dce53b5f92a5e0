"""The command that estimates results by group from a file, hides small groups, and writes a CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jqtools.cli.output import add_output, check_output, put, say
from jqtools.errors import JqtoolsError

SCHEMES = ("sdr", "jk1", "jkn", "brr", "fay", "bootstrap")
EXAMPLES = """examples:
  jqtools disaggregate people.csv --weight PWGTP --replicates 'pwgtp{1..80}' --scheme sdr
      --share 'ESR in 1,2,4,5' --by RAC1P,SEX --gaps best -o out.csv
  jqtools disaggregate participants.xlsx --codebook codebook.csv --census --median wage --by race --margins
      --ledger participants.ledger.json
"""


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of this module."""
    command = commands.add_parser(
        "disaggregate",
        help="results by group from a data file, small groups hidden",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "file", metavar="FILE", help="CSV, Excel, Parquet, a Census zip or folder, or a database's URL"
    )
    _add_file(command)
    _add_design(command)
    _add_questions(command)
    _add_rules(command)
    add_output(command, "the CSV")
    command.set_defaults(run=_disaggregate)


def _add_file(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("the file")
    group.add_argument("--codebook", metavar="FILE", help="a CSV that names types, units and missing codes")
    group.add_argument("--kind", choices=("person", "housing"), help="which rows of Census files to read")
    group.add_argument("--table", help="of a database")
    group.add_argument("--sheet", help="of a workbook")
    group.add_argument("--drop", default="", metavar="COLUMNS", help="leave these out, such as names and birth dates")
    group.add_argument("--allow", default="", metavar="COLUMNS", help="read these although they look personal")


def _add_design(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how the rows were sampled")
    group.add_argument("--weight", metavar="COLUMN")
    group.add_argument("--replicates", metavar="PATTERN", help="such as 'pwgtp{1..80}'")
    group.add_argument("--scheme", choices=SCHEMES, help="how the replicate weights were made")
    group.add_argument("--rho", type=float, help="of Fay's method")
    group.add_argument("--scale", type=float, help="of jk1 or bootstrap, where the producer states one")
    group.add_argument("--rscales", metavar="NUMBERS", help="of jkn: one for each replicate, with commas")
    for name in ("strata", "psu", "fpc"):
        group.add_argument(f"--{name}", metavar="COLUMN")
    group.add_argument("--census", action="store_true", help="the file has every record, so nothing was sampled")


def _add_questions(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what to estimate (each may be given several times)")
    many = {"action": "append", "default": []}
    group.add_argument("--mean", metavar="COLUMN", **many)
    group.add_argument("--total", metavar="COLUMN", help="'one' counts people", **many)
    group.add_argument("--median", metavar="COLUMN", **many)
    group.add_argument("--quantile", metavar="'COLUMN P'", help="such as 'wage 0.1'", **many)
    group.add_argument("--share", metavar="TEST", help="'ESR in 1,2,4,5', 'wage >= 17' or 'sex == F'", **many)
    group.add_argument("--ratio", metavar="'A / B'", help="such as 'separations / headcount'", **many)
    group = command.add_argument_group("for whom")
    group.add_argument("--where", metavar="CONDITION", help="such as 'AGEP >= 16'")
    group.add_argument("--by", default="", metavar="COLUMNS", help="up to three, with commas")
    group.add_argument("--margins", action="store_true", help="also every roll-up, as (all)")
    group.add_argument("--level", type=float, default=0.95, help="of the intervals; default: 0.95")
    group.add_argument("--gaps", metavar="REFERENCE", help="best, largest, overall, rest or the name of a group")
    group.add_argument("--higher-is", choices=("better", "worse"), default="better", help="for --gaps best")
    group.add_argument("--measure", choices=("difference", "ratio", "log_ratio"), default="difference")


def _add_rules(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what is hidden")
    group.add_argument("--policy", default="agency-n10", help="agency-n10 hides groups under 10, nchs under 5")
    group.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="remember in this JSON file what was published, so that no table can be subtracted from another; name "
        "the same file for all tables of the same people, and for every year's release (made if it isn't there)",
    )


def _disaggregate(arguments: argparse.Namespace) -> int:
    from jqtools.cli.disaggregation import published_table

    inputs = [] if "://" in arguments.file else [Path(arguments.file)]
    if arguments.ledger and arguments.output and arguments.ledger.resolve() == arguments.output.resolve():
        raise JqtoolsError(f"-o and --ledger both name '{arguments.output}'; choose another name for one of them.")
    check_output(arguments, inputs, (".csv",))
    made = published_table(arguments)
    put(made.csv, arguments)
    if arguments.output is not None:
        say(f"{arguments.output}: {made.rows} rows, {made.hidden} of them hidden as small groups ({made.policy}).")
    for note in made.notes:
        print(note, file=sys.stderr)  # noqa: T201
    return 0

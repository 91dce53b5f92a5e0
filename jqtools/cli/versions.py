"""The commands about plan files: compare, merge, import, schema."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from jqtools.cli.inputs import model_at, plan_at
from jqtools.cli.output import PLAN_ENDINGS, add_output, check_output, put, say
from jqtools.plan import write_plan
from jqtools.plan.compare import Difference, compare
from jqtools.plan.merge import Conflict, merge
from jqtools.plan.places import section_title
from jqtools.plan.schema import plan_schema


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of this module."""
    told = commands.add_parser(
        "compare", help="what changed between two plans", description="Leaves with 0 when they say the same, else 1."
    )
    told.add_argument("old", type=Path, metavar="OLD")
    told.add_argument("new", type=Path, metavar="NEW")
    told.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    told.set_defaults(run=_compare, output=None)
    _add_merge(commands)
    _add_import(commands)
    schema = commands.add_parser("schema", help="the JSON Schema of plan files, for other programs")
    add_output(schema, "the file")
    schema.set_defaults(run=_schema)


def _add_merge(commands: argparse._SubParsersAction) -> None:
    merged = commands.add_parser(
        "merge",
        help="two versions of a plan in one",
        description="Leaves with 1 when both versions changed one thing differently, else with 0."
        " The version saved later wins; what the other says is kept in the plan's notes.",
    )
    merged.add_argument("base", type=Path, metavar="BASE", help="the version that both came from")
    merged.add_argument("mine", type=Path, metavar="MINE")
    merged.add_argument("theirs", type=Path, metavar="THEIRS")
    add_output(merged, "the plan file", required=True)
    merged.set_defaults(run=_merge)


def _add_import(commands: argparse._SubParsersAction) -> None:
    imported = commands.add_parser(
        "import",
        help="a plan from a logic model in a CSV table",
        description="The table has the columns stage, title and description, or a column for each stage.",
    )
    imported.add_argument("table", type=Path, metavar="TABLE.csv")
    imported.add_argument("--title", default="", help="the name of the plan")
    add_output(imported, "the plan file", required=True)
    imported.set_defaults(run=_import)


def _compare(arguments: argparse.Namespace) -> int:
    found = compare(plan_at(arguments.old), plan_at(arguments.new))
    if arguments.format == "json":
        say(json.dumps({"differences": [asdict(each) for each in found]}, indent=1))
    else:
        say("\n".join(_told(found)) if found else "The plans say the same.")
    return 1 if found else 0


def _told(found: tuple[Difference, ...]) -> list[str]:
    lines = []
    for section, differences in groupby(found, key=lambda each: each.section):
        lines.append(section_title(section))
        for each in differences:
            lines.append(f"  {each.place}: {each.kind}")
            lines += [f"    {mark} {_one_line(words)}" for mark, words in (("-", each.old), ("+", each.new)) if words]
    return lines


def _merge(arguments: argparse.Namespace) -> int:
    inputs = (arguments.base, arguments.mine, arguments.theirs)
    check_output(arguments, inputs, PLAN_ENDINGS)
    merged = merge(*(plan_at(path) for path in inputs))
    write_plan(merged.plan, arguments.output)
    for conflict in merged.conflicts:
        say("\n".join(_conflict(conflict)))
    count = len(merged.conflicts)
    places = "No place" if not count else "1 place" if count == 1 else f"{count} places"
    say(f"The merged plan is in '{arguments.output}'. {places} changed differently in both versions.")
    return 1 if count else 0


def _conflict(conflict: Conflict) -> list[str]:
    sides = {"before": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
    return [conflict.place, *(f"    {side}: {_one_line(words) or 'nothing'}" for side, words in sides.items())]


def _import(arguments: argparse.Namespace) -> int:
    check_output(arguments, [arguments.table], PLAN_ENDINGS)
    plan = model_at(arguments.table, arguments.title)
    write_plan(plan, arguments.output)
    count = len(plan.logic.nodes)
    boxes = "1 box" if count == 1 else f"{count or 'no'} boxes"
    say(f"The plan is in '{arguments.output}', with {boxes} and no links: draw them in step 3.")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    check_output(arguments)
    put(json.dumps(plan_schema(), indent=1) + "\n", arguments)
    return 0


def _one_line(words: str) -> str:
    return " ".join(words.split())

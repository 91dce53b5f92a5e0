"""How long a check of a very large plan takes, beside validating the same plan against its JSON Schema.

Run with `make bench`; one core, the best of several rounds. It prints a report and fails nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date

import jsonschema

from jqtools import coach
from jqtools.plan.merge import merge
from jqtools.plan.planfile import parse_plan, plan_form, plan_text
from jqtools.plan.schema import plan_schema
from tests.benchmarks.big_plan import big_plan

ROUNDS = 7
DAY = date(2026, 7, 1)


def best(work: Callable[[], object]) -> float:
    """The shortest of several rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken)


def main() -> None:
    """Print the report."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    plan = big_plan()
    form, text = plan_form(plan), plan_text(plan)
    validator = jsonschema.Draft202012Validator(plan_schema())
    rows = {
        "check (coach.check)": best(lambda: coach.check(plan, DAY)),
        "read (parse_plan)": best(lambda: parse_plan(text)),
        "write (plan_text)": best(lambda: plan_text(plan)),
        "merge of three equal plans": best(lambda: merge(plan, plan, plan)),
        "jsonschema: shape of the same plan": best(lambda: list(validator.iter_errors(form))),
    }
    print(f"{len(plan.logic.nodes)} boxes, {len(plan.logic.links)} links, {len(plan.measures)} measures,")
    print(f"{len(coach.rules())} checks, {len(coach.check(plan, DAY))} findings; one core, best of {ROUNDS}")
    for name, milliseconds in rows.items():
        print(f"{name:<36}{milliseconds:9.1f} ms")


if __name__ == "__main__":
    main()

"""Running the checks of some modules alone, so that a test need not run them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType

from jqtools.coach import Finding
from jqtools.coach.checks.live import live
from jqtools.coach.registry import declared
from jqtools.plan import Plan
from tests.coach.coach_plans import TODAY


def told_by(*modules: ModuleType) -> Callable[..., list[Finding]]:
    """What the checks of these modules say about a plan, as a function of the plan and the day."""
    rules = [each for module in modules for each in declared(module)]
    return lambda plan, today=TODAY: [finding for each in rules for finding in each.findings(live(plan), today)]


def found_by(*modules: ModuleType) -> Callable[..., set[tuple[str, str]]]:
    """Code and path of each finding of these modules, as a function of the plan and the day."""
    told = told_by(*modules)

    def found(plan: Plan, today: date = TODAY) -> set[tuple[str, str]]:
        return {(finding.code, finding.path) for finding in told(plan, today)}

    return found

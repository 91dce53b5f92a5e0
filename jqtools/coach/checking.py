"""Checking a plan: every declared rule looks at it, and the findings come in the order of the plan.

Checking never changes a plan, never raises and never gives a grade.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from jqtools.coach.checks import (
    actuals,
    attribution,
    boxes,
    breakdown,
    equity,
    goals,
    header,
    lever,
    lever_details,
    links,
    logic,
    measures,
    monitoring,
    numbers,
    participation,
    pillars,
    ratings,
    samples,
    scope,
    sheet,
    sources,
    splits,
    timing,
    unknown_groups,
    values,
    words_of_boxes,
)
from jqtools.coach.checks.live import live
from jqtools.coach.finding import Finding, Severity
from jqtools.coach.registry import Rule, declared
from jqtools.coach.waivers import with_waivers
from jqtools.content import equity_questions
from jqtools.plan import Plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.records import Records
from jqtools.words import _, several

_MODULES = (
    header,
    scope,
    ratings,
    lever,
    lever_details,
    goals,
    logic,
    links,
    boxes,
    words_of_boxes,
    measures,
    sheet,
    numbers,
    timing,
    values,
    samples,
    sources,
    actuals,
    attribution,
    participation,
    equity,
    pillars,
    splits,
    breakdown,
    unknown_groups,
    monitoring,
)
_STEPS = "HSLMDER"  # header, scope, lever, logic model, data, equity, review


@cache
def rules() -> tuple[Rule, ...]:
    """Every declared rule, by step and number."""
    found = [each for module in _MODULES for each in declared(module)]
    return tuple(sorted(found, key=lambda each: (_STEPS.index(each.code[0]), each.code)))


def check(plan: Plan, today: date | None = None) -> tuple[Finding, ...]:
    """What a good coach would say about the plan.

    Parameters
    ----------
    plan
        Any plan, finished or not. Goals and boxes that were dropped are not judged.
    today
        The day to judge dates by; the present day when left out.

    Returns
    -------
    :
        Findings by section of the plan, then by severity, then in the order of the plan's records; what
        concerns a whole section comes before its records.
    """
    day = today or date.today()
    judged = live(plan)
    found = [finding for each in rules() for finding in each.findings(judged, day)]
    found = with_waivers(found, plan.waivers, day)
    places, weights = _places(plan), list(Severity)

    def place(each: Finding) -> tuple[int, int, int]:
        return SECTIONS.index(each.section), weights.index(each.severity), places.get(each.path, -1)

    return tuple(sorted(found, key=place))


def summary(findings: tuple[Finding, ...]) -> str:
    """The findings counted in words, such as "3 to fix, 5 to consider, 2 hints, 1 accepted"; never a grade."""
    still = [finding for finding in findings if finding.is_open]
    errors, warnings, hints = (sum(f.severity is each for f in still) for each in Severity)
    parts = [
        _("{n} to fix").format(n=errors) if errors else _("Nothing to fix"),
        _("{n} to consider").format(n=warnings) if warnings else _("nothing to consider"),
    ]
    if hints:
        parts.append(several("{n} hint", "{n} hints", hints))
    if len(findings) > len(still):
        parts.append(_("{n} accepted").format(n=len(findings) - len(still)))
    return ", ".join(parts)


def is_ready(findings: tuple[Finding, ...]) -> bool:
    """Whether a plan is ready to share: nothing to fix, and every point to consider fixed or accepted."""
    return not any(f.is_open and f.severity is not Severity.HINT for f in findings)


def _places(plan: Plan) -> dict[str, int]:
    in_order = {name: getattr(plan, name).ids() for name in SECTIONS if isinstance(getattr(plan, name), Records)}
    in_order["logic"] = plan.logic.nodes.ids() + plan.logic.links.ids()
    in_order["answers"] = tuple(dict.fromkeys((*equity_questions(), *plan.answers.ids())))
    return {f"{section}/{key}": place for section, ids in in_order.items() for place, key in enumerate(ids)}

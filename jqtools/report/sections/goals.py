"""Step 3 in the report: the goals."""

from __future__ import annotations

from jqtools.content import principles
from jqtools.plan.logic import Goal
from jqtools.plan.plan import Plan
from jqtools.report.markup import Markup, detail, lines, listed, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on


def goals(plan: Plan) -> Markup:
    """The goals, numbered."""
    items = [Markup(tag("p", lines(goal.text) or "(no words yet)") + _about(goal)) for goal in plan.goals]
    said = listed(items, "goals", "ol") or paragraph("No goal is written yet.", "missing")
    return section("goals", said)


def _about(goal: Goal) -> Markup:
    known = principles()
    names = [known[key].label if key in known else key for key in goal.principles]
    parts = [
        goal.population and f"For: {goal.population}",
        goal.by_date and f"By: {goal.by_date}",
        names and f"Parts of job quality: {', '.join(names)}",
    ]
    said = and_so_on(part for part in parts if part)
    return detail(said)

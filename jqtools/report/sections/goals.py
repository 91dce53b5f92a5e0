"""Step 3 in the report: the goals."""

from __future__ import annotations

from jqtools.plan.logic import Goal
from jqtools.plan.plan import Plan
from jqtools.report.fields import in_their_term, option
from jqtools.report.markup import Markup, detail, lines, listed, paragraph, tag
from jqtools.report.sections.titles import principle_words, section
from jqtools.report.words import and_so_on
from jqtools.words import _, date_words


def goals(plan: Plan) -> Markup:
    """The goals, numbered."""
    items = [
        Markup(tag("p", lines(goal.text) or _("(no words yet)")) + _about(goal, plan.header.term))
        for goal in plan.goals
    ]
    said = listed(items, "goals", "ol") or paragraph(_("No goal is written yet."), "missing")
    return section("goals", said)


def _about(goal: Goal, term: str) -> Markup:
    names = principle_words(goal.principles)
    status = option("goal", "status", goal.status).lower()
    parts = [
        goal.population and _("For: {people}").format(people=goal.population),
        goal.by_date and _("By: {date}").format(date=date_words(goal.by_date)),
        in_their_term(_("Parts of job quality: "), term) + names if names else "",
        status and _("Stands: {status}").format(status=status),
    ]
    return detail(and_so_on(parts))

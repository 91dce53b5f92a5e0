"""How the plan came about: lessons, decisions, the papers it rests on, notes, and what was changed when."""

from __future__ import annotations

from jqtools.plan.plan import Plan
from jqtools.report.fields import records_table
from jqtools.report.markup import Markup, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.words import _, marked

_TABLES = (
    (marked("Decisions on the way"), "decision", "decisions", "choice"),
    (marked("Papers that the plan rests on"), "document", "documents", "title"),
    (marked("Notes and open thoughts"), "note", "notes", "text"),
    (marked("What was changed, and why"), "change_entry", "changes", "what"),
)


def history(plan: Plan) -> Markup:
    """The parts that hold something; nothing where none does."""
    lessons = paragraph(plan.standing.lessons)
    heading = tag("h3", _("What we learned")) if lessons else Markup()
    tables = [records_table(_(caption), form, getattr(plan, name), first) for caption, form, name, first in _TABLES]
    return section("history", *tables, heading, lessons) if lessons or any(tables) else Markup()

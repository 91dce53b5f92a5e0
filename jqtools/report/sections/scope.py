"""Step 1 in the report: the scope in sentences, and each change with how much of it is ours."""

from __future__ import annotations

from jqtools.content import kinds
from jqtools.plan.control import Action, Element, rating_reason
from jqtools.plan.plan import Plan
from jqtools.plan.scope import scope_statement
from jqtools.report.markup import Markup, detail, joined, line, lines, paragraph, table
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, option

_HEADS = ("The change", "How much of it is ours, and why", "What we will do", "Who decides, and when")


def scope(plan: Plan) -> Markup:
    """The scope statement and the table of changes."""
    statement = scope_statement(plan.elements)
    first = paragraph(statement, "lead") or paragraph("Nothing is in scope yet.", "missing")
    if not plan.elements:
        return section("scope", first)
    rows = [(_change(element), rating_reason(element), _action(element), _when(element)) for element in plan.elements]
    return section("scope", first, table("The changes and who controls them", _HEADS, rows))


def _change(element: Element) -> Markup:
    words = lines(element.wording) or Markup("(no words yet)")
    kind = kinds()[element.kind].label if element.kind else ""
    before = f"First written as: {element.text}" if element.wording != element.text else ""
    rewrite = f"Rewrite not in use: {element.refined_text}" if _spare_rewrite(element) else ""
    details = [kind, before, rewrite, element.evidence and f"Evidence: {element.evidence}"]
    return Markup(words + joined(detail(text) for text in details))


def _spare_rewrite(element: Element) -> bool:
    return bool(element.refined_text.strip()) and element.action is not Action.REFINE


def _action(element: Element) -> Markup:
    words = option("element", "action", element.action, "not decided yet")
    ask = and_so_on([element.partner_name, element.partner_ask], ": ")
    owner = f"Carried out by: {element.owner}" if element.owner.strip() else ""
    return Markup(line(words) + detail(ask) + detail(owner))


def _when(element: Element) -> Markup:
    window = and_so_on([element.window and f"Next opening: {element.window}", element.window_what])
    return Markup(line(element.decider or "not said yet") + line(window))

"""A box of the logic model in words: its code, its text and all that is known about it."""

from __future__ import annotations

from jqtools.content import levers
from jqtools.plan.logic import Node, Stage
from jqtools.plan.plan import Plan
from jqtools.report.diagram import box_label
from jqtools.report.fields import option
from jqtools.report.layout import NO_WORDS
from jqtools.report.markup import Markup, detail, line, tag
from jqtools.report.words import and_so_on, number, span
from jqtools.words import _, marked

_HAVE = {"yes": marked("secured"), "asked": marked("asked for"), "not_yet": marked("not yet secured")}


def box(node: Node, plan: Plan) -> Markup:
    """The box as it stands in a cell of the table."""
    code = tag("strong", box_label(node, plan.logic.codes()), class_=f"code {node.stage.value}")
    words = line(node.text.strip() or _(NO_WORDS))
    mark = tag("span", _("Equity: bears on who benefits"), class_="mark") if node.equity else Markup()
    about = [_what(node), _who(node, plan), _when(node), node.note]
    return Markup(code + words + mark + detail(and_so_on(about)))


def _what(node: Node) -> str:
    kind = option("input", "kind", node.kind)
    if node.stage is Stage.OUTPUT:
        planned = (
            _("no planned count yet") if node.planned is None else _("planned: {n}").format(n=number(node.planned))
        )
        return f"{planned} {node.unit}"
    amount = "" if node.amount is None else f"{number(node.amount)} {node.unit}"
    return and_so_on(
        [
            kind,
            amount,
            node.from_whom and _("from {from_whom}").format(from_whom=node.from_whom),
            _(_HAVE.get(node.secured or "", "")),
        ]
    )


def _who(node: Node, plan: Plan) -> str:
    goal, element = plan.goals.get(node.goal), plan.elements.get(node.element)
    return and_so_on(
        [
            node.population,
            node.owner,
            node.partner and _("with {partner}").format(partner=node.partner),
            node.place and _("in {place}").format(place=node.place),
            _("toward goal {goal}").format(goal=plan.goals.index(goal) + 1) if goal else "",
            _("works on: {wording}").format(wording=element.wording) if element else "",
            _("lever: {lever}").format(lever=levers()[node.lever].label) if node.lever else "",
        ]
    )


def _when(node: Node) -> str:
    return and_so_on([span(node.start, node.end), option("activity", "status", node.status).lower()])

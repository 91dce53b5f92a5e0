"""Step 1 in the report: the scope in sentences, and each change with how much of it is ours."""

from __future__ import annotations

from jqtools.content import kinds
from jqtools.plan.control import Action, Element, rating_reason
from jqtools.plan.plan import Plan
from jqtools.plan.scope import scope_statement
from jqtools.report.bands import bands_picture, bands_table
from jqtools.report.fields import in_their_term, option
from jqtools.report.markup import Markup, detail, joined, line, lines, paragraph, scrolling, table
from jqtools.report.sections.titles import principle_words, section
from jqtools.report.words import and_so_on
from jqtools.words import _, date_words, marked

_HEADS = (
    marked("The change"),
    marked("How much of it is ours, and why"),
    marked("What we will do"),
    marked("Who signs, and when"),
)


def scope(plan: Plan) -> Markup:
    """The scope statement and the table of changes."""
    statement = scope_statement(plan.elements)
    first = paragraph(statement, "lead") or paragraph(_("Nothing is in scope yet."), "missing")
    if not plan.elements:
        return section("scope", first)
    term = plan.header.term
    rows = [(_change(each, term), _control(each), _action(each), _when(each)) for each in plan.elements]
    changes = table(_("The changes and who controls them"), [_(head) for head in _HEADS], rows)
    drawn = scrolling(bands_picture(plan.elements), _("Picture of the changes by band"))
    return section("scope", first, drawn, bands_table(plan.elements), changes)


def _change(element: Element, term: str) -> Markup:
    words = lines(element.wording) or Markup(_("(no words yet)"))
    parts = principle_words(element.principles)
    details = [
        and_so_on([kinds()[element.kind].label if element.kind else "", option("element", "ring", element.ring)]),
        in_their_term(_("Parts of job quality: "), term) + parts if parts else "",
        _("First written as: {text}").format(text=element.text) if element.wording != element.text else "",
        _("Rewrite not in use: {text}").format(text=element.refined_text) if _spare_rewrite(element) else "",
        element.leadership_hook
        and _("A promise of our leaders that it helps: {promise}").format(promise=element.leadership_hook),
    ]
    return Markup(words + joined(detail(text) for text in details))


def _spare_rewrite(element: Element) -> bool:
    return bool(element.refined_text.strip()) and element.action is not Action.REFINE


def _control(element: Element) -> Markup:
    data = option("element", "data_access", None if element.data_access is None else str(element.data_access))
    details = [
        element.evidence and _("Evidence: {evidence}").format(evidence=element.evidence),
        data and _("Data about it: {data}").format(data=data[:1].lower() + data[1:]),
    ]
    return Markup(line(rating_reason(element, ours=True)) + joined(detail(text) for text in details))


def _action(element: Element) -> Markup:
    words = option("element", "action", element.action, _("not decided yet"))
    have = option("element", "resources", element.resources).lower()
    details = [
        and_so_on([element.partner_name, element.partner_ask], ": "),
        element.owner and _("Carried out by: {owner}").format(owner=element.owner),
        have and _("Staff and money: {have}").format(have=have),
    ]
    return Markup(line(words) + joined(detail(text) for text in details))


def _when(element: Element) -> Markup:
    outside = _("(outside our organization)") if element.decider_outside else ""
    decider = and_so_on([element.decider or _("not said yet"), outside], " ")
    window = and_so_on(
        [element.window and _("Next opening: {window}").format(window=date_words(element.window)), element.window_what]
    )
    return Markup(line(decider) + line(window))

"""The logic model on one sheet of paper turned sideways: a web page that stands alone, to print or to hand round.

The same plan and date give the same page.
"""

from __future__ import annotations

from datetime import date

from jqtools.plan import Plan
from jqtools.plan.logic import Goal
from jqtools.report.diagram import diagram_svg
from jqtools.report.html import in_agency_words
from jqtools.report.markup import Markup, document, goes_on, joined, listed, paragraph, tag
from jqtools.report.sections.opening import masthead, title
from jqtools.report.words import and_so_on
from jqtools.style import stylesheet
from jqtools.words import _, date_words


def one_page_html(plan: Plan, made_on: date) -> str:
    """The goals and the picture of the logic model as the text of an HTML file, which prints on one sheet."""
    body = tag(
        "body",
        masthead(in_agency_words(plan)),
        tag("main", _goals(plan), tag("div", picture(plan), class_="picture")),
        tag("footer", paragraph(_foot(made_on))),
        class_="jq-sheet",
    )
    return document(_head(plan), body)


def picture(plan: Plan) -> Markup:
    """The picture of the logic model in a box that scrolls sideways, also by keyboard, and says so."""
    drawn = diagram_svg(plan.logic, _("Logic model: {title}").format(title=title(plan)))
    return goes_on(Markup(drawn), _("Picture of the logic model"))


def _goals(plan: Plan) -> Markup:
    said = listed((_goal(goal) for goal in plan.goals), "goals", "ol")
    return said or paragraph(_("No goal is written yet."), "missing")


def _goal(goal: Goal) -> str:
    whose = goal.population.strip() and _("For: {people}").format(people=goal.population.strip())
    return and_so_on([goal.text.strip() or _("(no words yet)"), whose], " · ")


def _head(plan: Plan) -> Markup:
    metas = Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">')
    named = tag("title", _("{title}: the logic model on one page").format(title=title(plan)))
    style = Markup(f"<style>\n{stylesheet('tokens', 'report', 'goals')}</style>")
    return tag("head", joined((metas, named, style)))


def _foot(made_on: date) -> str:
    said = _("Made with jqtools on {day}. This is a planning document. It is not legal advice.")
    return said.format(day=date_words(made_on.isoformat()))

"""Blank worksheets: a step of the workbook on paper, to print and to write on by hand in a meeting.

They are made from the same forms, questions and stages as the pages, so they ask the same in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from jqtools.content import steps
from jqtools.errors import JqtoolsError
from jqtools.report.markup import Markup, document, joined, paragraph, tag
from jqtools.report.sheets import SHEETS, lever_sheets, step_title
from jqtools.style import stylesheet
from jqtools.words import _


def worksheet_html(step: str) -> str:
    """The worksheet of a step, named as its notebook is, as the text of an HTML file that stands alone.

    Raises
    ------
    JqtoolsError
        There is no such step.
    """
    if step not in steps():
        raise JqtoolsError(f"There is no step {step!r}; they are {', '.join(steps())}.")
    return sheets_page(step_title(step), SHEETS[steps()[step].number](step))


def lever_worksheet_html(step: str, chosen: Sequence[str]) -> str:
    """The worksheet of the step in which a lever is chosen, with the sheets of these levers alone."""
    return sheets_page(step_title(step), lever_sheets(step, chosen))


def worksheets_html() -> str:
    """The worksheets of all steps in one file."""
    every = joined(SHEETS[each.number](step) for step, each in steps().items())
    return sheets_page(_("Worksheets of the Job Quality Workbook"), every)


def sheets_page(title: str, sheets: Markup) -> str:
    """A file of sheets to print, that stands alone."""
    metas = Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">')
    style = Markup(f"<style>\n{stylesheet('tokens', 'worksheet')}</style>")
    how = _("Print this page and write on it. Type the answers into the workbook later, so that the coach can help.")
    top = tag("header", tag("h1", title), paragraph(how, "screen"))
    body = tag("body", top, tag("main", sheets))
    return document(tag("head", metas, tag("title", title), style), body)

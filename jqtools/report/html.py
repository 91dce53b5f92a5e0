"""The whole plan as one printable web page that stands alone: no script, nothing loaded from anywhere.

The same plan, findings, date and tables give the same page.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from jqtools import __version__
from jqtools.coach import Finding
from jqtools.content import agency
from jqtools.errors import PlanError
from jqtools.plan.plan import Plan
from jqtools.report.breakdown import Breakdown
from jqtools.report.markup import Markup, document, joined, listed, tag
from jqtools.report.sections.definition import definition
from jqtools.report.sections.equity import equity
from jqtools.report.sections.findings import findings as checked
from jqtools.report.sections.goals import goals
from jqtools.report.sections.history import history
from jqtools.report.sections.lever import lever
from jqtools.report.sections.logic import logic
from jqtools.report.sections.measures import measures
from jqtools.report.sections.opening import masthead, problem, title
from jqtools.report.sections.progress import progress
from jqtools.report.sections.results import results
from jqtools.report.sections.reviews import reviews
from jqtools.report.sections.scope import scope
from jqtools.report.sections.sources import sources
from jqtools.report.sections.stories import stories
from jqtools.report.sections.titles import TITLES
from jqtools.style import stylesheet
from jqtools.words import _, date_words

_OF_THE_PLAN = (
    *(problem, definition, scope, lever, goals, logic, measures, sources),
    *(equity, progress, reviews, stories, history),
)
PLAYBOOK = "https://jobquality.results4america.org"


def report_html(
    plan: Plan,
    findings: Iterable[Finding],
    *,
    made_on: date,
    published: object | Iterable[Breakdown] | None = None,
) -> str:
    """The report as the text of an HTML file.

    Parameters
    ----------
    plan
        The plan; whatever is missing in it is said in words.
    findings
        What `coach.check` found.
    made_on
        The date that the foot names.
    published
        A published table, or one or more `Breakdown` with a caption and unit; PublicationError for a table
        that is not published.
    """
    plan = in_agency_words(plan)
    sections = _sections(plan, tuple(findings), _breakdowns(published))
    contents = listed((tag("a", _(TITLES[key]), href=f"#{key}") for key in sections), name="ol")
    body = [
        tag("a", _("Skip to the plan"), href="#plan", class_="skip"),
        masthead(plan),
        tag("nav", tag("h2", _("Contents"), id="contents"), contents, aria_labelledby="contents"),
        tag("main", *sections.values(), id="plan", tabindex="-1"),
        tag("footer", *_foot(made_on)),
    ]
    return document(_head(plan), tag("body", *body))


def write_report(
    plan: Plan,
    findings: Iterable[Finding],
    path: str | Path,
    *,
    made_on: date | None = None,
    published: object | Iterable[Breakdown] | None = None,
    replace: bool = False,
) -> None:
    """Write the report to `path` in one piece, dated today unless `made_on` says otherwise.

    Raises
    ------
    PlanError
        There is a file at `path` already and `replace` is not True.
    """
    file = Path(path)
    if file.exists() and not replace:
        raise PlanError(f"There is a file at '{file}' already: choose another name, or say replace=True.")
    page = report_html(plan, findings, made_on=made_on or date.today(), published=published)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_text(page, encoding="utf-8", newline="\n")
        os.replace(temporary, file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _breakdowns(published: object | Iterable[Breakdown] | None) -> tuple[Breakdown, ...]:
    if published is None:
        return ()
    if isinstance(published, Breakdown):
        return (published,)
    if isinstance(published, list | tuple):
        return tuple(found if isinstance(found, Breakdown) else Breakdown(found) for found in published)
    return (Breakdown(published),)


def _sections(plan: Plan, findings: tuple[Finding, ...], tables: tuple[Breakdown, ...]) -> dict[str, Markup]:
    """The sections that say something, by key, in the order of the page."""
    made = {make.__name__: make(plan) for make in _OF_THE_PLAN}
    made |= {"results": results(tables), "findings": checked(findings, plan.observations)}
    return {key: made[key] for key in TITLES if made[key]}


def in_agency_words(plan: Plan) -> Plan:
    """The plan with the agency's term for job quality and its name where the plan itself says none."""
    header, ours = plan.header, agency()
    own = {"term": header.term or ours.term, "organization": header.organization or ours.name}
    return plan.model_copy(update={"header": header.model_copy(update=own)})


def _head(plan: Plan) -> Markup:
    metas = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    return tag("head", Markup(metas), tag("title", title(plan)), _style())


def _style() -> Markup:
    return Markup(f"<style>\n{stylesheet('tokens', 'report')}</style>")


def _foot(made_on: date) -> list[Markup]:
    link = tag("a", _("Job Quality Playbook"), href=PLAYBOOK)
    return [
        tag(
            "p",
            _("Made with jqtools {version} on {made_on}.").format(
                version=__version__, made_on=date_words(made_on.isoformat())
            ),
        ),
        tag("p", joined([_("An independent project, inspired by the "), link, _(" of Results for America.")])),
        tag("p", _("This is a planning document. It is not legal advice.")),
    ]

"""Published tables in the report: each as a table, with a chart for each outcome."""

from __future__ import annotations

from jqtools.report.breakdown import Breakdown, shown_rows
from jqtools.report.charts import interval_chart_svg
from jqtools.report.markup import Markup, goes_on, joined
from jqtools.report.sections.titles import section
from jqtools.report.tables import published_table
from jqtools.words import _


def results(tables: tuple[Breakdown, ...]) -> Markup:
    """The tables and charts; nothing when there are none."""
    return section("results", *[_one(found) for found in tables]) if tables else Markup()


def _one(found: Breakdown) -> Markup:
    outcomes = dict.fromkeys(row.outcome for row in shown_rows(found.published, found.unit))
    return joined(_outcome(found, outcome) for outcome in outcomes)


def _outcome(found: Breakdown, outcome: str) -> Markup:
    title = f"{_(found.caption)}: {outcome}"
    shown = Markup(published_table(found.published, title, found.unit, outcome))
    chart = Markup(interval_chart_svg(found.published, title, found.unit, outcome))
    return Markup(shown + goes_on(chart, _("Chart: {title}").format(title=title), "chart"))

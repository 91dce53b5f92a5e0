"""What leaves the house: the logic model as a picture, published tables and charts, the plan as a page."""

from __future__ import annotations

from jqtools.report.breakdown import Breakdown
from jqtools.report.charts import interval_chart_svg
from jqtools.report.diagram import diagram_svg, links_in_words
from jqtools.report.html import report_html, write_report
from jqtools.report.tables import published_table

__all__ = [
    "Breakdown",
    "diagram_svg",
    "interval_chart_svg",
    "links_in_words",
    "published_table",
    "report_html",
    "write_report",
]

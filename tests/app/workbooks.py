"""The steps of the workbook with the parts of their pages, and a plan's section to type into one."""

from __future__ import annotations

from collections.abc import Callable

from jqtools.app import Workbook
from jqtools.content import steps

Open = Callable[[str], Workbook]
START, CONTROL, LEVER, GOALS, EQUITY = steps()
PARTS = {
    START: (
        *("examples", "header", "definition", "standing", "decisions", "documents", "notes"),
        *("change_log", "change_reasons", "worksheets"),
    ),
    CONTROL: ("elements", "pasted", "rate_changes", "scope", "scope_bands", "worksheets"),
    LEVER: ("choice", "lever_scores", "rate_levers", "lever_details", "lever_helpers", "stage_table"),
    GOALS: (
        "goals",
        "board",
        "links_in_words",
        "picture",
        "one_page",
        "assumptions",
        "risks",
        "known_sources",
        "sources",
        "indicators",
        "measures",
        "measure_set",
        "collection_table",
    ),
    EQUITY: (
        *("equity_questions", "equity_summary", "engagements", "engagement_cost"),
        *("cell_planner", "disaggregation_matrix"),
        *("observations", "progress", "reviews", "stories", "report"),
    ),
}
ONE = {"order": ["el_a"], "items": {"el_a": {"text": "Write the RFP", "authority": 3, "implementation": 2}}}


def all_parts(workbook: Workbook) -> list[object]:
    """Every part of the page, as its notebook shows them."""
    named = (*PARTS[workbook.step], "findings", "next_step")
    return [workbook.bar, *(getattr(workbook, name)() for name in named)]

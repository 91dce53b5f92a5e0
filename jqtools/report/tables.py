"""A published table as an HTML table, with what is hidden or missing said in words."""

from __future__ import annotations

from jqtools.report.breakdown import Row, group_names, shown_rows
from jqtools.report.markup import table


def published_table(published: object, caption: str, unit: str | None = None, outcome: str | None = None) -> str:
    """An HTML table of a published table; nothing else is accepted.

    Parameters
    ----------
    published
        What `Estimates.publish()` made; PublicationError for anything else.
    caption
        The table's caption, plain text.
    unit
        "percent" (values are fractions), "dollars" or "count", which it is without one; shares are
        always percents.
    outcome
        Only the rows of this outcome.

    Returns
    -------
    :
        A row for each estimate: outcome (where there are several), groups, records counted, estimate,
        confidence interval, and what to mind (where there is something). Hidden
        rows read "suppressed (small group)".
    """
    rows = shown_rows(published, unit, outcome)
    several = len({(row.outcome, row.statistic) for row in rows}) > 1
    by = [name.replace("_", " ").capitalize() for name in group_names(published)]
    lead = ["Outcome", *by] if several or not by else by
    flagged = any(row.flag_words for row in rows)
    heads = [*lead, "Records counted", "Estimate", "Confidence interval", *(["Mind"] if flagged else [])]
    cells = [(*_lead(row, several or not by), *_values(row), *([row.flag_words] if flagged else [])) for row in rows]
    return table(caption, heads, cells)


def _lead(row: Row, outcome: bool) -> tuple[str, ...]:
    return (row.outcome, *row.groups) if outcome else row.groups


def _values(row: Row) -> tuple[str, str, str]:
    count = "not shown" if row.n is None and row.suppressed else "none" if not row.n else f"{row.n:,}"
    return count, row.value_words, row.interval_words or "none"

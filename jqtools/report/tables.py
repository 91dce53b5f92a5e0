"""A published table as an HTML table, with what is hidden or missing said in words."""

from __future__ import annotations

from collections.abc import Mapping

from jqtools.report.breakdown import Row, group_names, shown_rows
from jqtools.report.markup import table
from jqtools.words import _, in_digits


def published_table(
    published: object,
    caption: str,
    unit: str | None = None,
    outcome: str | None = None,
    labels: Mapping[str, str] | None = None,
) -> str:
    """An HTML table of a published table; nothing else is accepted.

    Parameters
    ----------
    published
        What `Estimates.publish()` made; PublicationError for anything else.
    caption
        The table's caption, plain text.
    unit
        "percent" (values are fractions), "dollars" or "count", which it is without one; shares are always percents.
    outcome
        Only the rows of this outcome.
    labels
        Words for group columns, by column; a column without words shows its name.

    Returns
    -------
    :
        A row for each estimate: outcome (where there are several), groups, records counted, estimate,
        confidence interval (where there is sampling error), and what to mind (where there is something).
        Hidden rows read "suppressed (small group)".
    """
    rows = shown_rows(published, unit, outcome)
    several = len({(row.outcome, row.statistic) for row in rows}) > 1
    names = group_names(published)
    by = [(labels or {}).get(name) or name.replace("_", " ").capitalize() for name in names]
    outcomes = several or not by
    parts = [([_("Outcome")] if outcomes else []) + by, [_("Records counted"), _("Estimate")]]
    sampled = any(row.interval_words for row in rows if not row.census)
    flagged = any(row.flag_words for row in rows)
    parts += [[_("Confidence interval")] if sampled else [], [_("Mind")] if flagged else []]
    cells = [_cells(row, outcomes, sampled, flagged) for row in rows]
    counted = any(row.census for row in rows) and not sampled
    words = (
        _("{caption}. Every record is counted, so there is no sampling error.").format(caption=caption)
        if counted
        else caption
    )
    return table(words, [head for part in parts for head in part], cells)


def _cells(row: Row, outcome: bool, sampled: bool, flagged: bool) -> tuple[str, ...]:
    lead = (row.outcome, *row.groups) if outcome else row.groups
    count = _("not shown") if row.n is None and row.suppressed else _("none") if not row.n else in_digits(row.n)
    interval = (row.interval_words or _("none"),) if sampled else ()
    return (*lead, count, row.value_words, *interval, *((row.flag_words,) if flagged else ()))

"""Step 3b in the report: where the data come from, whether we have them, and how private they are."""

from __future__ import annotations

from jqtools.plan.plan import Plan
from jqtools.plan.source import DataSource
from jqtools.report.fields import answered, option
from jqtools.report.markup import Markup, detail, joined, line, paragraph, prose, table
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, coded, counted

_HEADS = ("Source", "Who holds it", "Do we have it", "How private", "Until usable")
_IN_COLUMNS = ("name", "holder", "status", "agreement", "agreement_date", "lag_days", "confidentiality", "retention")


def sources(plan: Plan) -> Markup:
    """The data sources in a table."""
    if not plan.sources:
        return section("sources", paragraph("No data source is named yet.", "missing"))
    return section(
        "sources", table("Data sources", _HEADS, [_source(source, plan) for source in plan.sources], "wide-first")
    )


def _source(source: DataSource, plan: Plan) -> tuple[object, ...]:
    about = [joined([f"{label}: ", words]) for label, words in answered("source", source, skip=_IN_COLUMNS)]
    built = coded(plan.logic, source.built_by)
    have = option("source", "status", source.status, "not said yet")
    agreement = and_so_on([source.agreement, source.agreement_date], ", ")
    kept = f"Kept: {source.retention}" if source.retention.strip() else ""
    private = option("source", "confidentiality", source.confidentiality, "not said yet")
    return (
        joined([line(source.name.strip() or "(no name yet)"), *[detail(prose(words)) for words in about]]),
        source.holder or "not said yet",
        and_so_on([have, f"built by {built}" if built else "", f"agreement: {agreement}" if agreement else ""]),
        joined([line(private), detail(kept)]),
        "not known yet" if source.lag_days is None else counted(source.lag_days, "day", "days"),
    )

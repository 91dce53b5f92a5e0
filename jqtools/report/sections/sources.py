"""Step 3b in the report: where the data come from, whether we have them, and how private they are."""

from __future__ import annotations

from jqtools.plan.plan import Plan
from jqtools.plan.source import DataSource
from jqtools.report.fields import answered, option
from jqtools.report.markup import Markup, detail, joined, line, paragraph, prose, table
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, coded, counted
from jqtools.words import _, date_words, marked

_HEADS = (
    marked("Source"),
    marked("Who holds it"),
    marked("Do we have it"),
    marked("How private"),
    marked("Until usable"),
)
_IN_COLUMNS = ("name", "holder", "status", "agreement", "agreement_date", "lag_days", "confidentiality", "retention")


def sources(plan: Plan) -> Markup:
    """The data sources in a table."""
    if not plan.sources:
        return section("sources", paragraph(_("No data source is named yet."), "missing"))
    return section(
        "sources",
        table(
            _("Data sources"),
            [_(head) for head in _HEADS],
            [_source(source, plan) for source in plan.sources],
            "wide-first",
        ),
    )


def _source(source: DataSource, plan: Plan) -> tuple[object, ...]:
    about = [joined([f"{label}: ", words]) for label, words in answered("source", source, skip=_IN_COLUMNS)]
    built = coded(plan.logic, source.built_by)
    have = option("source", "status", source.status, _("not said yet"))
    agreement = and_so_on([source.agreement, date_words(source.agreement_date)], ", ")
    kept = _("Kept: {how_long}").format(how_long=source.retention) if source.retention.strip() else ""
    private = option("source", "confidentiality", source.confidentiality, _("not said yet"))
    return (
        joined([line(source.name.strip() or _("(no name yet)")), *[detail(prose(words)) for words in about]]),
        source.holder or _("not said yet"),
        and_so_on(
            [
                have,
                _("built by {built}").format(built=built) if built else "",
                _("agreement: {agreement}").format(agreement=agreement) if agreement else "",
            ]
        ),
        joined([line(private), detail(kept)]),
        _("not known yet") if source.lag_days is None else counted(source.lag_days, _("day"), _("days")),
    )

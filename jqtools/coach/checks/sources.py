"""Checks of step 3b: can the data sources be had, and can they answer what they are asked?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jqtools.coach.checks.origins import EDUCATION, METRICS, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, rule
from jqtools.plan import Plan
from jqtools.plan.logic import Stage, WorkStatus
from jqtools.plan.measure import Unit
from jqtools.plan.measure_set import method_of
from jqtools.plan.source import Confidentiality, DataSource, Method, SourceStatus
from jqtools.words import _, marked

_NOT_THERE = {
    SourceStatus.NEED_AGREEMENT: marked("You need an agreement for this source"),
    SourceStatus.MUST_BUILD: marked("You must build this source"),
}
_WAGE_RECORDS = "wage_records"
_WASHINGTON = "53"


@rule("D05", Severity.ERROR, reason="Data that must be built need somebody to build them.", source=METRICS)
def nobody_builds(plan: Plan) -> Iterator[Seen]:
    for source in plan.sources:
        builder = plan.logic.nodes.get(source.built_by)
        builds = builder is not None and builder.stage is Stage.ACTIVITY and builder.status is not WorkStatus.DROPPED
        if source.status in _NOT_THERE and not builds:
            yield about(
                source,
                _("{not_there}, and no activity does it.").format(not_there=_(_NOT_THERE[source.status])),
                _("Add the activity (a form, a clause, a survey, an agreement) and choose it here."),
            )


@rule(
    "D19",
    Severity.WARNING,
    reason="Wage records show pay by quarter, and most states do not collect hours.",
    source="State unemployment insurance wage records",
)
def hourly_wage_without_hours(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        source = plan.sources.get(measure.source)
        hourly = measure.unit is Unit.DOLLARS_PER_HOUR or measure.against_wage_benchmark
        if hourly and source and _are_wage_records(source) and not _have_hours(plan, source):
            yield about(
                measure,
                _("This needs hourly pay; wage records hold quarterly totals, in most states without hours."),
                _(
                    "If your state collects hours, name them among the key fields; if not, use payroll, a"
                    " vendor report or quarterly earnings."
                ),
            )


@rule("D20", Severity.WARNING, reason="Two sources can differ where nothing changed.", source=PRACTICE)
def two_sources(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        before, after = plan.sources.get(measure.baseline.source), plan.sources.get(measure.source)
        if before and after and before.id != after.id:
            unlike = listed([_("sources"), *_unlike(before, after)])
            yield about(
                measure,
                _(
                    "The baseline and the later values come from different {unlike}, so a change may come"
                    " only from how they count."
                ).format(unlike=unlike),
                _("Use one source for both. Or count one period with both, and note how far apart they are."),
            )


@rule("D23", Severity.WARNING, reason="A survey with few answers says little.", source=PRACTICE)
def survey_without_expected_answers(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        source = plan.sources.get(measure.source)
        public = source is not None and source.confidentiality is Confidentiality.PUBLIC
        if method_of(plan, measure) is Method.SURVEY and not public and measure.expected_responses is None:
            yield about(
                measure,
                _("This comes from a survey, and you have not said how many answers you expect."),
                _("Estimate the answers, so that you know which groups you can show."),
            )


@rule(
    "D26",
    Severity.WARNING,
    reason="Law protects wage records and education records.",
    source="20 CFR part 603 (wage records) and FERPA (education records)",
)
def no_agreement(plan: Plan) -> Iterator[Seen]:
    for source in plan.sources:
        guarded = source.confidentiality in (Confidentiality.CONFIDENTIAL_UC, Confidentiality.EDUCATION)
        if guarded and not (source.agreement.strip() and source.agreement_date):
            yield about(
                source,
                _("These records are protected by law, and you name no agreement with a date."),
                _("Name the data agreement and its date, or plan an activity to get one."),
            )


@rule("D29", Severity.WARNING, reason="Who reports on themselves may leave things out.", source=EDUCATION)
def report_nobody_checks(plan: Plan) -> Iterator[Seen]:
    used = defaultdict(set)
    for measure in plan.measures:
        used[measure.source].add(method_of(plan, measure))
    for source in plan.sources:
        if Method.REPORT in (used.get(source.id) or {source.method}) and not source.verification.strip():
            yield about(
                source,
                _("Vendors, employers or providers report on themselves here, and nobody checks it."),
                _("Say how you check: look at some payroll records, visit a site, or call a few workers."),
            )


def _are_wage_records(source: DataSource) -> bool:
    return source.card == _WAGE_RECORDS or source.confidentiality is Confidentiality.CONFIDENTIAL_UC


def _have_hours(plan: Plan, source: DataSource) -> bool:
    codes = [place.fips.strip() for place in plan.header.places]
    in_washington = bool(codes) and all(code.startswith(_WASHINGTON) for code in codes)
    return in_washington or "hours" in source.key_fields.casefold()


def _unlike(before: DataSource, after: DataSource) -> list[str]:
    parts = {
        _("units of record"): (before.unit_of_record, after.unit_of_record),
        _("areas"): (before.geography, after.geography),
    }
    told = {what: [text.strip().casefold() for text in pair] for what, pair in parts.items()}
    return [what for what, (one, other) in told.items() if one and other and one != other]

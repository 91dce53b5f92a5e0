"""Checks of step 3b: can the data sources be had, and can they answer what they are asked?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.origins import METRICS, PRACTICE
from jqtools.coach.registry import Seen, about, rule
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import Unit
from jqtools.plan.source import Confidentiality, SourceStatus

_NOT_THERE = {
    SourceStatus.NEED_AGREEMENT: "You need an agreement for this source",
    SourceStatus.MUST_BUILD: "You must build this source",
}
_SURVEY = re.compile(r"\b(?:surveys?|questionnaires?|polls?|pulse)\b", re.IGNORECASE)


@rule("D05", Severity.ERROR, reason="Data that must be built need somebody to build them.", source=METRICS)
def nobody_builds(plan: Plan) -> Iterator[Seen]:
    for source in plan.sources:
        builder = plan.logic.nodes.get(source.built_by)
        if source.status in _NOT_THERE and (builder is None or builder.stage is not Stage.ACTIVITY):
            yield about(
                source,
                f"{_NOT_THERE[source.status]}, and no activity does it.",
                "Add the activity (a form, a clause, a survey, an agreement) and choose it here.",
            )


@rule(
    "D19",
    Severity.WARNING,
    reason="Unemployment insurance wage records hold quarterly totals, and most states collect no hours.",
    source="State unemployment insurance wage records",
)
def hourly_wage_without_hours(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        source = plan.sources.get(measure.source)
        if source is None or source.confidentiality is not Confidentiality.CONFIDENTIAL_UC:
            continue
        if measure.unit is Unit.DOLLARS_PER_HOUR or measure.against_wage_benchmark:
            yield about(
                measure,
                "This needs hourly pay; wage records hold quarterly totals, in most states without hours.",
                "If your state collects no hours, use payroll, a vendor report or quarterly earnings.",
            )


@rule("D23", Severity.WARNING, reason="A survey with few answers says little.", source=PRACTICE)
def survey_without_expected_answers(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        source = plan.sources.get(measure.source)
        if source is None or source.confidentiality is Confidentiality.PUBLIC or measure.expected_responses is not None:
            continue
        if _SURVEY.search(source.name):
            yield about(
                measure,
                "This comes from a survey, and you have not said how many answers you expect.",
                "Estimate the answers, so that you know which groups you can show.",
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
        if guarded and not any(character.isdigit() for character in source.agreement):
            yield about(
                source,
                "These records are protected by law, and you name no agreement with a date.",
                "Name the data agreement and its date, or plan an activity to get one.",
            )

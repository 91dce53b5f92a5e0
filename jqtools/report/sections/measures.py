"""Step 3b in the report: what will be measured, from where to where, and how the numbers will be had."""

from __future__ import annotations

from jqtools.plan.measure import Measure
from jqtools.plan.plan import Plan
from jqtools.report.fields import answered, option
from jqtools.report.markup import Markup, detail, facts, joined, line, lines, paragraph, table, tag
from jqtools.report.sections.groups import groups
from jqtools.report.sections.titles import section
from jqtools.report.words import (
    and_so_on,
    baseline_words,
    behind_words,
    change_words,
    coded,
    counted,
    measure_name,
    target_words,
)

_TARGETS = ("Measure", "What it measures", "Baseline", "Target", "Change aimed for", "Better is")
_COLLECTION = ("Measure", "Source and method", "How often, first due", "Who brings the number")
_DEFINED = (
    "indicator",
    "definition",
    "numerator",
    "denominator",
    "parts",
    "about",
    "defined_on",
    "benchmark.what",
    "benchmark.value",
    "benchmark.source",
    "benchmark.place",
    "benchmark.as_of",
    "combine",
    "audience",
    "story",
    "comparison",
    "screen_reason",
    "note",
)
_SCREEN = ("actionable", "meaningful", "accessible", "affordable", "disaggregable")


def measures(plan: Plan) -> Markup:
    """The measures with baseline and target, exactly defined, then how they are collected and split."""
    if not plan.measures:
        return section("measures", paragraph("No measure is chosen yet.", "missing"))
    targets = [_targets(measure, plan) for measure in plan.measures]
    definitions = [_definition(measure) for measure in plan.measures]
    return section(
        "measures",
        table("Measures from baseline to target", _TARGETS, targets),
        tag("h3", "Exact definitions") if any(definitions) else "",
        joined(definitions),
        tag("h3", "How we will collect the data"),
        _collection(plan),
        groups(plan.measures),
    )


def _targets(measure: Measure, plan: Plan) -> tuple[object, ...]:
    against = "against the wage benchmark" if measure.against_wage_benchmark else ""
    said = and_so_on([option("measure", "kind", measure.kind), against])
    basis = f"Why: {measure.target.basis}" if measure.target.basis.strip() else ""
    baseline = joined(
        [line(baseline_words(measure.baseline, measure.unit)), *map(detail, _baseline(measure, plan))],
    )
    return (
        joined([line(measure_name(measure)), detail(said)]),
        coded(plan.logic, measure.node) or "no box of the logic model yet",
        baseline,
        joined([line(target_words(measure.target, measure.unit)), detail(basis)]),
        change_words(measure),
        option("measure", "direction", measure.direction, "not said yet").lower(),
    )


def _baseline(measure: Measure, plan: Plan) -> list[str]:
    source = plan.sources.get(measure.baseline.source)
    return [behind_words(measure.baseline, measure.unit), f"Source: {source.name}" if source else ""]


def _definition(measure: Measure) -> Markup:
    """The definition as a paragraph under the measure's name, the rest as facts."""
    pairs = answered("measure", measure, only=_DEFINED)
    screen = measure.screen
    if screen.answered():
        pairs.append(("Tests passed", lines(f"{screen.passed()} of {len(_SCREEN)}{_failed(measure)}")))
    if not pairs:
        return Markup()
    return tag("div", tag("h4", measure_name(measure)), facts(pairs), class_="defined")


def _failed(measure: Measure) -> str:
    failed = [name for name in _SCREEN if not getattr(measure.screen, name)]
    return f" (not {', '.join(failed)})" if failed else ""


def _collection(plan: Plan) -> Markup:
    extra = {
        "What it costs us": [measure.cost for measure in plan.measures],
        "What it costs those who answer": [measure.respondent_burden for measure in plan.measures],
        "What it misses": [measure.validity for measure in plan.measures],
    }
    told = {head: words for head, words in extra.items() if any(each.strip() for each in words)}
    rows = [
        (*_collected(measure, plan), *[words[at].strip() or "not said yet" for words in told.values()])
        for at, measure in enumerate(plan.measures)
    ]
    return table("Data collection for each measure", [*_COLLECTION, *told], rows)


def _collected(measure: Measure, plan: Plan) -> tuple[object, ...]:
    source = plan.sources.get(measure.source)
    method = option("measure", "method", measure.method or (source.method if source else None))
    answers = measure.expected_responses
    expected = "" if answers is None else f"{counted(answers, 'answer', 'answers')} expected"
    return (
        measure_name(measure),
        joined([line(source.name if source else "no source yet"), detail(and_so_on([method, expected]))]),
        joined([line(measure.frequency or "not said yet"), detail(measure.first_due or "no date yet")]),
        measure.owner or "nobody yet",
    )

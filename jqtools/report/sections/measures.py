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
from jqtools.words import _, date_words, marked

_TARGETS = (
    marked("Measure"),
    marked("What it measures"),
    marked("Baseline"),
    marked("Target"),
    marked("Change aimed for"),
    marked("Better is"),
)
_COLLECTION = (
    marked("Measure"),
    marked("Source and method"),
    marked("How often, first due"),
    marked("Who brings the number"),
)
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
_SCREEN = (
    marked("actionable"),
    marked("meaningful"),
    marked("accessible"),
    marked("affordable"),
    marked("disaggregable"),
)


def measures(plan: Plan) -> Markup:
    """The measures with baseline and target, exactly defined, then how they are collected and split."""
    if not plan.measures:
        return section("measures", paragraph(_("No measure is chosen yet."), "missing"))
    targets = [_targets(measure, plan) for measure in plan.measures]
    definitions = [_definition(measure) for measure in plan.measures]
    return section(
        "measures",
        table(_("Measures from baseline to target"), [_(head) for head in _TARGETS], targets),
        tag("h3", _("Exact definitions")) if any(definitions) else "",
        joined(definitions),
        tag("h3", _("How we will collect the data")),
        _collection(plan),
        groups(plan.measures),
    )


def _targets(measure: Measure, plan: Plan) -> tuple[object, ...]:
    against = _("against the wage benchmark") if measure.against_wage_benchmark else ""
    said = and_so_on([option("measure", "kind", measure.kind), against])
    basis = _("Why: {reason}").format(reason=measure.target.basis) if measure.target.basis.strip() else ""
    baseline = joined(
        [line(baseline_words(measure.baseline, measure.unit)), *map(detail, _baseline(measure, plan))],
    )
    return (
        joined([line(measure_name(measure)), detail(said)]),
        coded(plan.logic, measure.node) or _("no box of the logic model yet"),
        baseline,
        joined([line(target_words(measure.target, measure.unit)), detail(basis)]),
        change_words(measure),
        option("measure", "direction", measure.direction, _("not said yet")).lower(),
    )


def _baseline(measure: Measure, plan: Plan) -> list[str]:
    source = plan.sources.get(measure.baseline.source)
    return [
        behind_words(measure.baseline, measure.unit),
        _("Source: {name}").format(name=source.name) if source else "",
    ]


def _definition(measure: Measure) -> Markup:
    """The definition as a paragraph under the measure's name, the rest as facts."""
    pairs = answered("measure", measure, only=_DEFINED)
    screen = measure.screen
    if screen.answered():
        pairs.append(
            (
                _("Tests passed"),
                lines(
                    _("{passed} of {all}{failed}").format(
                        passed=screen.passed(), all=len(_SCREEN), failed=_failed(measure)
                    )
                ),
            )
        )
    if not pairs:
        return Markup()
    return tag("div", tag("h4", measure_name(measure)), facts(pairs), class_="defined")


def _failed(measure: Measure) -> str:
    failed = [_(name) for name in _SCREEN if not getattr(measure.screen, name)]
    return _(" (not {failed})").format(failed=", ".join(failed)) if failed else ""


def _collection(plan: Plan) -> Markup:
    extra = {
        _("What it costs us"): [measure.cost for measure in plan.measures],
        _("What it costs those who answer"): [measure.respondent_burden for measure in plan.measures],
        _("What it misses"): [measure.validity for measure in plan.measures],
    }
    told = {head: words for head, words in extra.items() if any(each.strip() for each in words)}
    rows = [
        (*_collected(measure, plan), *[words[at].strip() or _("not said yet") for words in told.values()])
        for at, measure in enumerate(plan.measures)
    ]
    return table(_("Data collection for each measure"), [*map(_, _COLLECTION), *told], rows)


def _collected(measure: Measure, plan: Plan) -> tuple[object, ...]:
    source = plan.sources.get(measure.source)
    method = option("measure", "method", measure.method or (source.method if source else None))
    answers = measure.expected_responses
    expected = (
        "" if answers is None else _("{answers} expected").format(answers=counted(answers, _("answer"), _("answers")))
    )
    return (
        measure_name(measure),
        joined([line(source.name if source else _("no source yet")), detail(and_so_on([method, expected]))]),
        joined(
            [line(measure.frequency or _("not said yet")), detail(date_words(measure.first_due) or _("no date yet"))]
        ),
        measure.owner or _("nobody yet"),
    )

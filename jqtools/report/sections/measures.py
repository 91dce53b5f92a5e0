"""Step 3b in the report: what will be measured, how the numbers will be had, and where they come from."""

from __future__ import annotations

from jqtools.plan.measure import Measure, Split, SplitStatus
from jqtools.plan.plan import Plan
from jqtools.plan.source import DataSource
from jqtools.report.markup import Markup, detail, joined, line, lines, paragraph, table, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, baseline_words, change_words, coded, counted, option, target_words

_TARGETS = ("Measure", "What it measures", "Baseline", "Target", "Change aimed for", "Better is")
_COLLECTION = ("Measure", "Source", "How often", "First due", "Who brings the number", "Shown by group")
_SOURCES = ("Source", "Who holds it", "Do we have it", "How private", "Until usable")


def measures(plan: Plan) -> Markup:
    """The measures with baseline and target, then the data collection strategy."""
    if not plan.measures:
        return section("measures", paragraph("No measure is chosen yet.", "missing"))
    targets = [_targets(measure, plan) for measure in plan.measures]
    collection = [_collection(measure, plan) for measure in plan.measures]
    notes = [_note(measure) for measure in plan.measures]
    return section(
        "measures",
        table("Measures from baseline to target", _TARGETS, targets),
        tag("h3", "Definitions and notes") if any(notes) else "",
        joined(notes),
        tag("h3", "How we will collect the data"),
        table("Data collection for each measure", _COLLECTION, collection),
    )


def sources(plan: Plan) -> Markup:
    """The data sources, whether we have them, and how private they are."""
    if not plan.sources:
        return section("sources", paragraph("No data source is named yet.", "missing"))
    rows = [_source(source, plan) for source in plan.sources]
    return section("sources", table("Data sources", _SOURCES, rows))


def _targets(measure: Measure, plan: Plan) -> tuple[object, ...]:
    said = and_so_on([option("measure", "kind", measure.kind), _wage_test(measure)])
    name = Markup(line(_name(measure)) + detail(said))
    basis = f"Why: {measure.target.basis}" if measure.target.basis.strip() else ""
    from_source = plan.sources.get(measure.baseline.source)
    source = f"Source: {from_source.name}" if from_source else ""
    return (
        name,
        coded(plan.logic, measure.node) or "no box of the logic model yet",
        Markup(line(baseline_words(measure.baseline, measure.unit)) + detail(source)),
        Markup(line(target_words(measure.target, measure.unit)) + detail(basis)),
        change_words(measure),
        option("measure", "direction", measure.direction, "not said yet").lower(),
    )


def _name(measure: Measure) -> str:
    return measure.name.strip() or "(no name yet)"


def _wage_test(measure: Measure) -> str:
    return "against the wage benchmark" if measure.against_wage_benchmark else ""


def _note(measure: Measure) -> Markup:
    said = and_so_on([measure.definition, measure.note], " ")
    return tag("p", tag("strong", f"{_name(measure)}: "), lines(said)) if said else Markup()


def _collection(measure: Measure, plan: Plan) -> tuple[object, ...]:
    source = plan.sources.get(measure.source)
    expected = measure.expected_responses
    answers = "" if expected is None else f"{counted(expected, 'answer', 'answers')} expected"
    return (
        _name(measure),
        and_so_on([source.name if source else "no source yet", answers]),
        measure.frequency or "not said yet",
        measure.first_due or "no date yet",
        measure.owner or "nobody yet",
        _splits(measure),
    )


def _splits(measure: Measure) -> str:
    groups = and_so_on(
        [_split(split) for split in measure.splits if split.status is not SplitStatus.NOT_POSSIBLE], "; "
    )
    least = "" if measure.min_cell is None else f"groups under {measure.min_cell:,} not shown"
    refused = f"not split: {measure.no_splits.strip()}" if measure.no_splits.strip() else "not split"
    return and_so_on([groups or refused, least], "; ")


def _split(split: Split) -> str:
    words = split.words.strip() or option("split", "dimension", split.dimension)
    scheme = f" ({split.scheme.strip()})" if split.scheme.strip() else ""
    return f"{words}{scheme}"


def _source(source: DataSource, plan: Plan) -> tuple[object, ...]:
    built = coded(plan.logic, source.built_by)
    have = option("source", "status", source.status, "not said yet")
    agreement = f"agreement: {source.agreement}" if source.agreement.strip() else ""
    return (
        source.name.strip() or "(no name yet)",
        source.holder or "not said yet",
        and_so_on([have, f"built by {built}" if built else "", agreement]),
        option("source", "confidentiality", source.confidentiality, "not said yet"),
        "not known yet" if source.lag_days is None else counted(source.lag_days, "day", "days"),
    )

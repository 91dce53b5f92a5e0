"""Checks of step 3b: is every result measured, by a good set of measures that somebody brings?"""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.notes import about_baseline
from jqtools.coach.checks.origins import DATA, EDUCATION, METRICS, PRACTICE, PROCUREMENT
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, rule, whole
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import Measure, MeasureKind
from jqtools.plan.measure_set import FEWEST_OUTCOMES, is_voiced, kind_of, of_wages, only_context, outcomes
from jqtools.plan.measured import ValueStatus
from jqtools.words import _, several

MOST_MEASURES = 12


@rule("D01", Severity.ERROR, reason="An outcome nobody measures can't be shown.", source=METRICS)
def outcome_without_measure(plan: Plan) -> Iterator[Seen]:
    measured = _measured(plan)
    for node in plan.logic.of_stage(Stage.OUTCOME):
        if node.id not in measured:
            yield about(
                node,
                _("No measure is tied to this outcome, so you would not know whether it happens."),
                _("Add a measure for it, or tie one that you have to it."),
            )


@rule("D02", Severity.HINT, reason="Outputs are early signs.", source=METRICS)
def output_without_measure(plan: Plan) -> Iterator[Seen]:
    measured = _measured(plan)
    for node in plan.logic.of_stage(Stage.OUTPUT):
        if node.id not in measured and node.planned is None:
            yield about(
                node,
                _("This output has neither a planned count nor a measure, so a slow start would pass unseen."),
                _("Say how many you plan, or add a measure."),
            )


@rule("D03", Severity.ERROR, reason="Ask only for numbers that the plan uses.", source=PROCUREMENT)
def measure_without_node(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.node is None and not only_context(measure):
            yield about(
                measure,
                _("This measure belongs to no box of the logic model, so it is unclear what it would tell you."),
                _("Say which output or outcome it informs, or drop it."),
            )


@rule("D04", Severity.ERROR, reason="A measure without a source stays empty.", source=METRICS)
def measure_without_source(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.source is None:
            yield about(
                measure,
                _("This measure has no data source, so nobody knows where the number will come from."),
                _("Choose a source, or add one and say whether you have it, can ask for it or must build it."),
            )


@rule("D06", Severity.WARNING, reason="Change needs a starting point.", source=DATA)
def no_baseline(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        base = measure.baseline
        if base.value is not None or only_context(measure) or _needs_no_baseline(plan, measure):
            continue
        if not base.plan.strip():
            yield about(
                measure,
                _("This measure has no baseline and no plan for one, so a change has nothing to start from."),
                _("Enter the value before the change, or say how and by when you will have it."),
            )
        elif not any(character.isdigit() for character in base.plan):
            yield about(
                measure,
                _("The plan for the baseline has no date, so it may come after the change."),
                _("Say by when you will have it."),
            )


@rule("D07", Severity.WARNING, reason="A target needs a number and a day.", source=DATA)
def no_target(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if only_context(measure):
            continue
        parts = {_("value"): measure.target.value is not None, _("date"): measure.target.date}
        if missing := lacking(parts):
            yield about(
                measure,
                _("The target has {missing}, so you can't tell whether you met it.").format(missing=missing),
                _("Say how much, by when."),
            )


@rule("D15", Severity.WARNING, reason="Counting services is not counting results.", source=DATA)
def outputs_only(plan: Plan) -> Iterator[Seen]:
    if plan.measures and all(kind_of(plan, measure) is MeasureKind.OUTPUT for measure in plan.measures):
        yield whole(
            "measures",
            _("All of your measures count what you do, and none shows what is different for people."),
            _("Add a measure of an outcome."),
        )


@rule("D16", Severity.WARNING, reason="A job is more than its wage.", source=DATA)
def wages_only(plan: Plan) -> Iterator[Seen]:
    found = outcomes(plan)
    if found and all(of_wages(measure) for measure in found):
        yield whole(
            "measures",
            _("All of your outcome measures are about wages, so a raise with worse hours would look good."),
            _("Add a measure of schedules, benefits, safety or voice."),
        )


@rule("D21", Severity.WARNING, reason="Measures should be meaningful but manageable.", source=DATA)
def too_many_measures(plan: Plan) -> Iterator[Seen]:
    if len(plan.measures) > MOST_MEASURES:
        yield whole(
            "measures",
            _("You have {measures} measures; more than {most} are hard to keep up.").format(
                measures=len(plan.measures), most=MOST_MEASURES
            ),
            _("Keep those that would change a decision."),
        )


@rule("D22", Severity.WARNING, reason="Numbers come when somebody must bring them by a day.", source=PRACTICE)
def nobody_collects(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        parts = {
            _("owner"): measure.owner.strip(),
            _("frequency"): measure.frequency.strip(),
            _("first date"): measure.first_due,
        }
        if missing := lacking(parts):
            yield about(
                measure,
                _("This measure has {missing}, so it may never be collected.").format(missing=missing),
                _("Name the role that brings the number, how often, and the first time."),
            )


@rule("D30", Severity.HINT, reason="Records do not show what work is like.", source=EDUCATION)
def no_worker_voice(plan: Plan) -> Iterator[Seen]:
    if plan.measures and not any(is_voiced(plan, measure) for measure in plan.measures):
        yield whole(
            "measures",
            _("None of your numbers comes from asking workers, so what records leave out stays unseen."),
            _("Add one that workers tell you: a short survey, or interviews."),
        )


@rule("D45", Severity.HINT, reason="A small set of results shows more than one number.", source=METRICS)
def few_outcome_measures(plan: Plan) -> Iterator[Seen]:
    count = len(outcomes(plan))
    if plan.measures and count < FEWEST_OUTCOMES:
        yield whole(
            "measures",
            _(
                "You measure {outcomes}; five to ten measures, with {fewest} or more of them on outcomes, show a change"
                " from several sides."
            ).format(outcomes=_outcomes_counted(count), fewest=FEWEST_OUTCOMES),
            _("Ask which other change would tell you that jobs got better, such as schedules, safety or voice."),
        )


def _outcomes_counted(count: int) -> str:
    return several("{n} outcome", "{n} outcomes", count) if count else _("no outcomes")


def _needs_no_baseline(plan: Plan, measure: Measure) -> bool:
    base = measure.baseline
    explained = base.plan.strip() or about_baseline(measure.note)
    nothing_before = base.state is ValueStatus.NOT_APPLICABLE and bool(explained)
    return nothing_before or kind_of(plan, measure) is MeasureKind.OUTPUT


def _measured(plan: Plan) -> set[str | None]:
    return {measure.node for measure in plan.measures if not only_context(measure)}

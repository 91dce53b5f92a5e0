"""Checks of step 3b: is every result measured, and does every measure have what it needs?"""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.groups import is_split
from jqtools.coach.origins import DATA, METRICS, PRACTICE, PROCUREMENT
from jqtools.coach.registry import Seen, about, lacking, rule, whole
from jqtools.coach.wording import counts_complaints, counts_placements
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import Direction, Measure, MeasureKind, Unit

MOST_MEASURES = 12
_ONCE = ("once", "one time", "one-time", "a single time", "only once", "once only")


@rule("D01", Severity.ERROR, reason="An outcome nobody measures can't be shown.", source=METRICS)
def outcome_without_measure(plan: Plan) -> Iterator[Seen]:
    measured = {measure.node for measure in plan.measures}
    for node in plan.logic.of_stage(Stage.OUTCOME):
        if node.id not in measured:
            yield about(
                node,
                "No measure is tied to this outcome, so you would not know whether it happens.",
                "Add a measure for it, or tie one that you have to it.",
            )


@rule("D02", Severity.HINT, reason="Outputs are early signs.", source=METRICS)
def output_without_measure(plan: Plan) -> Iterator[Seen]:
    measured = {measure.node for measure in plan.measures}
    for node in plan.logic.of_stage(Stage.OUTPUT):
        if node.id not in measured and node.planned is None:
            yield about(
                node,
                "This output has neither a planned count nor a measure, so a slow start would pass unseen.",
                "Say how many you plan, or add a measure.",
            )


@rule("D03", Severity.ERROR, reason="Ask only for numbers that the plan uses.", source=PROCUREMENT)
def measure_without_node(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.node is None:
            yield about(
                measure,
                "This measure belongs to no box of the logic model, so it is unclear what it would tell you.",
                "Say which output or outcome it informs, or drop it.",
            )


@rule("D04", Severity.ERROR, reason="A measure without a source stays empty.", source=METRICS)
def measure_without_source(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.source is None:
            yield about(
                measure,
                "This measure has no data source, so nobody knows where the number will come from.",
                "Choose a source, or add one and say whether you have it, can ask for it or must build it.",
            )


@rule("D06", Severity.WARNING, reason="Change needs a starting point.", source=DATA)
def no_baseline(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        base = measure.baseline
        if base.value is not None or measure.kind is MeasureKind.OUTPUT:
            continue
        if not base.plan.strip():
            yield about(
                measure,
                "This measure has no baseline and no plan for one, so a change has nothing to start from.",
                "Enter the value before the change, or say how and by when you will have it.",
            )
        elif not any(character.isdigit() for character in base.plan):
            yield about(
                measure,
                "The plan for the baseline has no date, so it may come after the change.",
                "Say by when you will have it.",
            )


@rule("D07", Severity.WARNING, reason="A target needs a number and a day.", source=DATA)
def no_target(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        parts = {"value": measure.target.value is not None, "date": measure.target.date}
        if missing := lacking(parts):
            yield about(
                measure,
                f"The target has {missing}, so you can't tell whether you met it.",
                "Say how much, by when.",
            )


@rule("D14", Severity.WARNING, reason="One point can't show change.", source=DATA)
def measured_once(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.frequency.strip().rstrip(".").casefold() in _ONCE:
            yield about(
                measure,
                "You measure this only once, and one point can't show change.",
                "Measure it at least before and after.",
            )


@rule("D15", Severity.WARNING, reason="Counting services is not counting results.", source=DATA)
def outputs_only(plan: Plan) -> Iterator[Seen]:
    if plan.measures and all(measure.kind is MeasureKind.OUTPUT for measure in plan.measures):
        yield whole(
            "measures",
            "All of your measures count what you do, and none shows what is different for people.",
            "Add a measure of an outcome.",
        )


@rule("D16", Severity.WARNING, reason="A job is more than its wage.", source=DATA)
def wages_only(plan: Plan) -> Iterator[Seen]:
    outcomes = [measure for measure in plan.measures if measure.kind is MeasureKind.OUTCOME]
    if outcomes and all(_of_wages(measure) for measure in outcomes):
        yield whole(
            "measures",
            "All of your outcome measures are about wages, so a raise with worse hours would look good.",
            "Add a measure of schedules, benefits, safety or voice.",
        )


@rule("D18", Severity.WARNING, reason="A bare count rewards serving those easiest to place.", source=DATA)
def count_only(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        bare = not measure.definition.strip() and not is_split(measure)
        if measure.unit is Unit.COUNT and bare and counts_placements(measure.name):
            yield about(
                measure,
                "This counts people placed or enrolled, and serving those easiest to place would meet it.",
                "Say in the definition which jobs or programs count, or show the count by group.",
            )


@rule("D21", Severity.WARNING, reason="Measures should be meaningful but manageable.", source=DATA)
def too_many_measures(plan: Plan) -> Iterator[Seen]:
    if len(plan.measures) > MOST_MEASURES:
        yield whole(
            "measures",
            f"You have {len(plan.measures)} measures; more than {MOST_MEASURES} are hard to keep up.",
            "Keep those that would change a decision.",
        )


@rule("D22", Severity.WARNING, reason="Numbers come when somebody must bring them by a day.", source=PRACTICE)
def nobody_collects(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        parts = {
            "owner": measure.owner.strip(),
            "frequency": measure.frequency.strip(),
            "first date": measure.first_due,
        }
        if missing := lacking(parts):
            yield about(
                measure,
                f"This measure has {missing}, so it may never be collected.",
                "Name the role that brings the number, how often, and the first time.",
            )


@rule("D31", Severity.WARNING, reason="More reports can mean more trust at first.", source=DATA)
def fewer_complaints_better(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        counted = measure.unit in (Unit.COUNT, None) and counts_complaints(measure.name)
        if counted and measure.direction is Direction.DOWN and not measure.note.strip():
            yield about(
                measure,
                "You count fewer complaints as better, but at first more can mean that people trust you.",
                "Say in the note how you will read a rise, or use a share instead of a count.",
            )


def _of_wages(measure: Measure) -> bool:
    code = measure.indicator.strip().upper()
    return measure.against_wage_benchmark or measure.unit is Unit.DOLLARS_PER_HOUR or code.startswith("EA")

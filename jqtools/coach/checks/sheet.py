"""Checks of step 3b, the sheet of one measure: what counts, out of what, by which words, and why it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.claims import names_count, names_share
from jqtools.coach.checks.groups import is_split
from jqtools.coach.checks.labels import chosen, field
from jqtools.coach.checks.notes import about_complaints
from jqtools.coach.checks.origins import DATA, METRICS, PIRS, PRACTICE
from jqtools.coach.checks.wording import counts_complaints, counts_placements
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, number, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Direction, Measure, Screen, Unit
from jqtools.words import _

KEPT_FROM = 4
_SHARES = (Unit.PERCENT, Unit.RATIO, Unit.RATE)
_NO_COUNT = (Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.RATIO)
_OF_PARTS = (Unit.INDEX, Unit.POINTS)


@rule("D18", Severity.WARNING, reason="A bare count rewards serving those easiest to place.", source=DATA)
def count_only(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.unit is Unit.COUNT and counts_placements(measure.name) and not _has_condition(measure):
            yield about(
                measure,
                _("This counts people placed or enrolled, and serving those easiest to place would meet it."),
                _("Say in the definition which jobs or programs count, or show the count by group."),
            )


@rule(
    "D28",
    Severity.WARNING,
    reason="An index hides which of its parts moved.",
    source="Eurofound, European Working Conditions Survey: job quality indices are not summed up",
)
def index_without_parts(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.unit in _OF_PARTS and not measure.parts.strip():
            what = _("an index") if measure.unit is Unit.INDEX else _("a score in points")
            yield about(
                measure,
                _("This is {what} and its parts are not named, so nobody can tell what moved it.").format(what=what),
                _("Name the parts and how they are put together, and show them beside it."),
            )


@rule("D31", Severity.WARNING, reason="More reports can mean more trust at first.", source=DATA)
def fewer_complaints_better(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        counted = measure.unit in (Unit.COUNT, None) and counts_complaints(measure.name)
        explained = about_complaints(f"{measure.note} {measure.validity}")
        if counted and measure.direction is Direction.DOWN and not explained:
            yield about(
                measure,
                _("You count fewer complaints as better, but at first more can mean that people trust you."),
                _("Say in the note how you will read a rise, choose rise then fall, or use a share."),
            )


@rule("D35", Severity.WARNING, reason="Two people should count the same thing.", source=PIRS)
def no_definition_of_measure(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if not measure.definition.strip():
            yield about(
                measure,
                _("This measure has no definition, so two people may count different things."),
                _("Say what counts, what does not, and when."),
            )


@rule("D36", Severity.WARNING, reason="A share alone can be neither checked nor added up.", source=PIRS)
def share_of_what(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        parts = {field("measure", name): getattr(measure, name).strip() for name in ("numerator", "denominator")}
        missing = lacking(parts)
        if measure.unit in _SHARES and missing:
            yield about(
                measure,
                _("This is a {unit} with {missing} in words, so it is unclear what is divided by what.").format(
                    unit=chosen(measure.unit), missing=missing
                ),
                _("Say what is counted, and out of what."),
            )


@rule("D37", Severity.WARNING, reason="Name, definition and unit should say the same.", source=PRACTICE)
def name_against_unit(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if measure.unit in _NO_COUNT and names_count(measure.name):
            seen = _("The name speaks of a number and the unit is {unit}").format(unit=chosen(measure.unit))
        elif measure.unit is Unit.COUNT and names_share(measure.name):
            seen = _("The name speaks of a share and the unit is count")
        elif measure.unit is Unit.COUNT and names_share(measure.definition):
            seen = _("The definition speaks of a share and the unit is count")
        else:
            continue
        yield about(
            measure,
            _("{seen}, so readers will take the value for something else.").format(seen=seen),
            _("Make the two agree."),
        )


@rule("D40", Severity.HINT, reason="A target with a reason can be defended and revised.", source=PIRS)
def target_without_reason(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        aim = measure.target
        if aim.value is not None and not aim.basis.strip():
            yield about(
                measure,
                _("You don't say why the target is {aim}, so nobody can tell if it is bold or safe.").format(
                    aim=number(aim.value)
                ),
                _("Say what it rests on: the past trend, a place like yours, a requirement, or an ambition."),
            )


@rule("D44", Severity.WARNING, reason="A number should be worth what it takes to collect.", source=METRICS)
def fails_the_screen(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        passed = measure.screen.passed()
        if measure.screen.answered() and passed < KEPT_FROM and not measure.screen_reason.strip():
            yield about(
                measure,
                _("This measure passes {passed} of the {all} tests, and you don't say why you keep it.").format(
                    passed=passed, all=len(Screen.model_fields)
                ),
                _("Say why it is worth keeping, or choose another measure."),
            )


@rule("D47", Severity.WARNING, reason="Every value from outside has a source and a date.", source=DATA)
def benchmark_from_nowhere(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        outside = measure.benchmark
        missing = lacking({_("source"): outside.source.strip(), _("date"): outside.as_of})
        if outside.value is not None and missing:
            yield about(
                measure,
                _("You compare with a value from outside ({value}) that has {missing}, so nobody can check it.").format(
                    value=number(outside.value), missing=missing
                ),
                _("Name the source of that value, and the date it holds for."),
            )


def _has_condition(measure: Measure) -> bool:
    said = measure.definition.strip() or measure.numerator.strip()
    return bool(said) or measure.against_wage_benchmark or is_split(measure) or bool(measure.group_targets)

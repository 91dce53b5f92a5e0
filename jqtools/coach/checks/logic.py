"""Checks of step 3a: the goals, and whether the boxes of the logic model lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jqtools.coach.checks.arrows import neighbors, reached
from jqtools.coach.checks.origins import DATA, GOALS, PRACTICE, PROCUREMENT
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, rule, whole
from jqtools.plan import Plan
from jqtools.plan.logic import Stage, Term
from jqtools.words import _


@rule("M01", Severity.ERROR, reason="Without a goal nothing else can be judged.", source=GOALS)
def no_goal(plan: Plan) -> Iterator[Seen]:
    if not plan.goals:
        yield whole(
            "goals",
            _("You have no goal yet, so nobody can tell what the work is for."),
            _("Write one: by when, whose jobs, what will be different, because of what you do."),
        )


@rule("M02", Severity.ERROR, reason="A goal is met when something is different.", source=GOALS)
def goal_without_outcome(plan: Plan) -> Iterator[Seen]:
    shown = {node.goal for node in plan.logic.of_stage(Stage.OUTCOME)}
    for goal in plan.goals:
        if goal.id not in shown:
            yield about(
                goal,
                _("No outcome belongs to this goal, so nothing would show that you reached it."),
                _("Add an outcome that would show it, or tie one that you have to this goal."),
            )


@rule("M03", Severity.WARNING, reason="Every result you follow should serve a goal.", source=PROCUREMENT)
def outcome_without_goal(plan: Plan) -> Iterator[Seen]:
    outcomes = plan.logic.of_stage(Stage.OUTCOME)
    tied = {node.id for node in outcomes if plan.goals.get(node.goal)}
    serving = tied | reached(neighbors(plan.logic, forward=False), tied)
    for node in outcomes:
        if node.id not in serving:
            yield about(
                node,
                _("This outcome belongs to no goal and leads to none that does, so its use is unclear."),
                _("Tie it to a goal, link it to an outcome that has one, or drop it."),
            )


@rule("M04", Severity.ERROR, reason="Something has to produce an output.", source=PRACTICE)
def output_without_activity(plan: Plan) -> Iterator[Seen]:
    return _without(
        plan,
        Stage.OUTPUT,
        (Stage.ACTIVITY,),
        forward=False,
        message=_("No activity leads to this output, so nothing produces it."),
        fix=_("Draw a link from the activity that produces it, or add that activity."),
    )


@rule("M05", Severity.WARNING, reason="An activity should leave something behind.", source=PRACTICE)
def activity_without_output(plan: Plan) -> Iterator[Seen]:
    return _without(
        plan,
        Stage.ACTIVITY,
        (Stage.OUTPUT,),
        forward=True,
        message=_("This activity has no output, so nobody can see whether it was done."),
        fix=_("Say what will exist or be counted when it is done, and link it."),
    )


@rule("M06", Severity.ERROR, reason="An outcome is a wish until something leads to it.", source=PRACTICE)
def outcome_without_cause(plan: Plan) -> Iterator[Seen]:
    return _without(
        plan,
        Stage.OUTCOME,
        Stage,
        forward=False,
        message=_("Nothing you do leads to this outcome; it is a wish until something does."),
        fix=_("Draw a link from the output or earlier outcome that leads to it, or move it to the assumptions."),
    )


@rule("M07", Severity.WARNING, reason="Output that changes nothing is busy work.", source=DATA)
def output_without_outcome(plan: Plan) -> Iterator[Seen]:
    return _without(
        plan,
        Stage.OUTPUT,
        (Stage.OUTCOME,),
        forward=True,
        message=_("This output leads to no outcome: it is busy work, or a link is missing."),
        fix=_("Link it to what it changes, or drop it."),
    )


@rule("M08", Severity.WARNING, reason="Activities use what you put in.", source=GOALS)
def unused_input(plan: Plan) -> Iterator[Seen]:
    yield from _without(
        plan,
        Stage.INPUT,
        (Stage.ACTIVITY,),
        forward=True,
        message=_("No activity uses this input, so it is unclear why you need it."),
        fix=_("Link it to the activity that uses it, or drop it."),
    )
    yield from _without(
        plan,
        Stage.ACTIVITY,
        (Stage.INPUT,),
        forward=False,
        message=_("This activity has no input, as if it cost no money and nobody's time."),
        fix=_("Link the money, people or authority that it needs."),
    )


@rule("M14", Severity.WARNING, reason="Long-term change comes in steps.", source=PRACTICE)
def too_big_a_step(plan: Plan) -> Iterator[Seen]:
    before, after = (neighbors(plan.logic, forward=way) for way in (False, True))
    outcomes = plan.logic.of_stage(Stage.OUTCOME)
    stepped = reached(after, [node.id for node in outcomes if node.term in (Term.SHORT, Term.MEDIUM)])
    for node in outcomes:
        if node.term is Term.LONG and before[node.id] and node.id not in stepped:
            yield about(
                node,
                _("No short- or medium-term outcome leads to this long-term one, so the step is too big."),
                _("Add the change that has to come first."),
            )


def _without(
    plan: Plan, stage: Stage, wanted: Iterable[Stage], *, forward: bool, message: str, fix: str
) -> Iterator[Seen]:
    beside = neighbors(plan.logic, forward=forward)
    for node in plan.logic.of_stage(stage):
        if not any(other.stage in wanted and other.id != node.id for other in beside[node.id]):
            yield about(node, message, fix)

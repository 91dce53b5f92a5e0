"""Checks of step 3a, the frame: is each goal specific, is every column filled, and what must hold?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jqtools.coach.checks.labels import chosen, field
from jqtools.coach.checks.origins import GOALS, POLICY, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, rule, whole
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.due import months_on
from jqtools.plan.logic import AssumptionState, Stage, Term
from jqtools.words import _

_MUST_HAVE = (Stage.ACTIVITY, Stage.OUTPUT, Stage.OUTCOME)
_ENDS_AFTER = {Term.SHORT: 12, Term.MEDIUM: 36}


@rule("M18", Severity.HINT, reason="Other forces can move the result, or stop it.", source=POLICY)
def no_assumption(plan: Plan) -> Iterator[Seen]:
    if plan.logic.nodes and not plan.assumptions:
        yield whole(
            "assumptions",
            _("You have named nothing from outside that must hold or could move the result."),
            _("Ask what else could move it, and how you would notice."),
        )


@rule("M25", Severity.WARNING, reason="An assumption is of use while somebody watches it.", source=PRACTICE)
def nobody_watches(plan: Plan) -> Iterator[Seen]:
    for each in plan.assumptions:
        if each.text.strip() and not (each.signal.strip() or each.measure or each.review_on):
            yield about(
                each,
                _("You have not said how you would notice that this no longer holds."),
                _("Name a sign, a measure, or a day to look again."),
            )
        if each.state is AssumptionState.FAILED:
            yield about(
                each,
                _("This no longer holds, so the links that rest on it may not either."),
                _("Look at what rests on it, and change the plan or the assumption."),
            )


@rule(
    "M26",
    Severity.ERROR,
    reason="Activities, outputs and outcomes are the key parts of a logic model.",
    source="CDC Framework for Program Evaluation, step 2",
)
def empty_column(plan: Plan) -> Iterator[Seen]:
    missing = [stage for stage in _MUST_HAVE if plan.logic.nodes and not plan.logic.of_stage(stage)]
    for stage in missing:
        yield whole(
            "logic",
            _("Your model has no {stage}, so it does not lead from what you do to what changes.").format(
                stage=chosen(stage)
            ),
            _("Add an {stage}.").format(stage=chosen(stage)),
        )


@rule("M27", Severity.HINT, reason="Short, medium and long mean the same to every reader.", source=PRACTICE)
def term_and_date_differ(plan: Plan) -> Iterator[Seen]:
    start = first_day(plan.header.period.start)
    for node in plan.logic.of_stage(Stage.OUTCOME):
        due = last_day(node.end or node.start)
        if start is None or due is None or node.term is None:
            continue
        if _term_of(start, due) is not node.term:
            yield about(
                node,
                _("You call this {term}-term, but its date makes it {other}-term.").format(
                    term=chosen(node.term), other=chosen(_term_of(start, due))
                ),
                _("Short is within a year of the start, medium one to three years, long after three: check both."),
            )


@rule("M30", Severity.WARNING, reason="A goal is met or not met: whose jobs, what, by when.", source=GOALS)
def vague_goal(plan: Plan) -> Iterator[Seen]:
    for goal in plan.goals:
        answers = {"population": goal.population.strip(), "by_date": goal.by_date, "principles": goal.principles}
        if empty := [field("goal", name) for name, answer in answers.items() if not answer]:
            yield about(
                goal,
                _("Nothing stands in {fields}, so the plan can't tell when this goal is reached.").format(
                    fields=listed(empty)
                ),
                _("Fill in below the goal what its words say already: by when, whose jobs, what will be different."),
            )


def _term_of(start: date, due: date) -> Term:
    return next((term for term, months in _ENDS_AFTER.items() if due < months_on(start, months)), Term.LONG)

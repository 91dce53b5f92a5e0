"""Is a goal SMART: specific, measurable, achievable, relevant and time-bound? A line for each, with its reason.

The lines rest on plain facts of the plan and on what its words sound like; they are never added up.
"""

from __future__ import annotations

from typing import NamedTuple

from jqtools.coach.checks import wording
from jqtools.content import principles
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.logic import Goal, Node, Stage
from jqtools.plan.scope import in_scope
from jqtools.words import _, date_words, several


class Line(NamedTuple):
    """One of the five: its name, whether it is there, and why, or what to do."""

    name: str
    there: bool
    why: str

    def sentence(self) -> str:
        """The line as it is read."""
        words = _("{name}: yes. {why}") if self.there else _("{name}: not yet. {why}")
        return words.format(name=self.name, why=self.why)


def smart(goal: Goal, plan: Plan) -> tuple[Line, ...]:
    """The five lines about one goal, in the order of the word."""
    return (
        Line(_("Specific"), *_specific(goal)),
        Line(_("Measurable"), *_measurable(goal, plan)),
        Line(_("Achievable"), *_achievable(plan)),
        Line(_("Relevant"), *_relevant(goal)),
        Line(_("Time-bound"), *_time_bound(goal, plan)),
    )


def outcomes_of(goal: Goal, plan: Plan) -> tuple[Node, ...]:
    """The outcomes that serve a goal: those that name it, and with one goal those that name none too."""
    alone = len(plan.goals) == 1
    return tuple(
        node for node in plan.logic.of_stage(Stage.OUTCOME) if node.goal == goal.id or (alone and node.goal is None)
    )


def _specific(goal: Goal) -> tuple[bool, str]:
    whose, said = goal.population.strip(), goal.text.strip()
    if not said:
        return False, _("Write what will be different about the job.")
    if not whose:
        return False, _("It does not say whose jobs change. Name them under “Whose jobs”.")
    if wording.counts_no_people(whose):
        return False, _("Check that “{whose}” names people: say who works there.").format(whose=whose)
    if two := wording.split_in_two(said):
        return False, _("It reads like two changes. Make “{second}” a goal of its own.").format(second=two[1])
    return True, _("It says whose jobs change: {whose}.").format(whose=whose.rstrip("."))


def _measurable(goal: Goal, plan: Plan) -> tuple[bool, str]:
    if wording.unclear_percent(goal.text):
        return False, _("Say whether you mean percent or percentage points, and from what to what.")
    outcomes = outcomes_of(goal, plan)
    if not outcomes:
        return False, _("No outcome in your logic model serves this goal yet. Choose the goal in an outcome.")
    ids = {node.id for node in outcomes}
    measures = [each for each in plan.measures if each.node in ids]
    if not measures:
        return False, _("Its outcomes have no measure yet. Add one in “How you will know”.")
    if unclear := next((each.name for each in measures if wording.unclear_percent(each.name)), ""):
        return False, _("“{name}” may mean percent or percentage points. Say which.").format(name=unclear)
    aimed = sum(each.target.value is not None for each in measures)
    if not aimed:
        return False, _("Its measures have no target yet. Say what number you aim for.")
    return True, several(
        "{n} measure of its outcomes has a target.", "{n} measures of its outcomes have a target.", aimed
    )


def _achievable(plan: Plan) -> tuple[bool, str]:
    ours = {element.id for element in plan.elements if in_scope(element)}
    if not ours:
        return False, _("Step 1 keeps nothing yet that you can change yourselves. Rate what you control there.")
    used = {node.element for node in plan.logic.of_stage(Stage.ACTIVITY)} & ours
    if not used:
        return False, _("No activity works on what step 1 says you control. Choose it in an activity.")
    return True, several(
        "Your activities work on {n} thing that you control.",
        "Your activities work on {n} things that you control.",
        len(used),
    )


def _relevant(goal: Goal) -> tuple[bool, str]:
    named = [principles()[key].label for key in goal.principles if key in principles()]
    if not named:
        return False, _("It is not tied to a part of job quality. Choose at least one.")
    return True, _("It is about {parts}.").format(parts=", ".join(named))


def _time_bound(goal: Goal, plan: Plan) -> tuple[bool, str]:
    due, period = last_day(goal.by_date), plan.header.period
    if due is None:
        return False, _("It has no date. Say by when under “By when”.")
    day, start, end = date_words(goal.by_date), first_day(period.start), last_day(period.end)
    if start and due < start:
        return False, _("{day} is before the plan begins ({start}).").format(day=day, start=date_words(period.start))
    if end and (first_day(goal.by_date) or due) > end:
        return False, _("{day} is after the plan ends ({end}).").format(day=day, end=date_words(period.end))
    return True, _("It has a date: {day}.").format(day=day)

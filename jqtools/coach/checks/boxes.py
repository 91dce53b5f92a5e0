"""Checks of step 3a, box by box: wording, owners and dates, what each rests on, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from jqtools.coach.checks.arrows import links
from jqtools.coach.checks.labels import chosen, field
from jqtools.coach.checks.origins import CONTROL, EQUITY, GOALS, LEVER, POLICY, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, listed, quoted, rule, whole, words_of
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.control import Action, Element, Rating, rating
from jqtools.plan.logic import InputKind, Node, Stage, Term, WorkStatus
from jqtools.plan.values import Secured
from jqtools.words import _, date_words, marked

SOON_DAYS = 90
_SECURE_OR_MOVE = marked("Secure it, or move the start.")
_MOST = ((Stage.ACTIVITY, 10, marked("activities")), (Stage.OUTCOME, 8, marked("outcomes")))
_ENDS_FIRST = ((Stage.ACTIVITY, Stage.OUTPUT), (Stage.OUTPUT, Stage.OUTCOME))
_ALWAYS = (InputKind.LEADERSHIP, InputKind.STAFF, InputKind.FUNDING)


@rule("M12", Severity.WARNING, reason="Work without a name and a date does not start.", source=PRACTICE)
def activity_without_owner_or_dates(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.of_stage(Stage.ACTIVITY):
        parts = {_("owner"): node.owner.strip(), _("start date"): node.start, _("end date"): node.end}
        if missing := lacking(parts):
            yield about(
                node,
                _("This activity has {missing}, so it may not get done.").format(missing=missing),
                _("Name the role that does it, and when it starts and ends."),
            )


@rule("M13", Severity.WARNING, reason="A year is long enough to see whether you are on track.", source=POLICY)
def no_short_term_outcome(plan: Plan) -> Iterator[Seen]:
    outcomes = plan.logic.of_stage(Stage.OUTCOME)
    if outcomes and not any(node.term is Term.SHORT for node in outcomes):
        yield whole(
            "logic",
            _("None of your outcomes is short-term, so in a year you would not know whether you are on track."),
            _("Add or mark an outcome that you should see within twelve months."),
        )


@rule("M15", Severity.ERROR, reason="You can't plan to do what is not yours to do.", source=CONTROL)
def activity_outside_control(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.of_stage(Stage.ACTIVITY):
        element = plan.elements.get(node.element)
        if element and _not_ours(element):
            yield about(
                node,
                _("This activity works on {change}, which you parked or do not control.").format(
                    change=quoted(words_of(element))
                ),
                _("Move it to the assumptions, name a partner in step 1, or tie it to a change in your scope."),
            )


@rule("M16", Severity.WARNING, reason="Leaders, staff and money are always needed.", source=GOALS)
def missing_inputs(plan: Plan) -> Iterator[Seen]:
    named = {node.kind for node in plan.logic.of_stage(Stage.INPUT)}
    missing = [chosen(kind) for kind in _ALWAYS if kind not in named]
    if plan.logic.nodes and missing:
        yield whole(
            "logic",
            _("Your inputs do not name {missing}; plans that lack them seldom get under way.").format(
                missing=listed(missing, _("or"))
            ),
            _("Add what you have or need of each, with its kind."),
        )


@rule("M17", Severity.WARNING, reason="Work that starts soon needs its money and people now.", source=PRACTICE)
def input_not_secured(plan: Plan, today: date) -> Iterator[Seen]:
    nodes = {node.id: node for node in plan.logic.nodes}
    soon = {node.id for node in plan.logic.of_stage(Stage.ACTIVITY) if _starts_soon(node, today)}
    for node in plan.logic.of_stage(Stage.INPUT):
        used = [nodes[k.target] for k in plan.logic.links if k.source == node.id and k.target in soon]
        if used and node.secured is not Secured.YES:
            yield about(
                node,
                _("This is not secured, and {activity} needs it from {start}.").format(
                    activity=quoted(words_of(used[0])), start=date_words(used[0].start)
                ),
                _("Secure it, or say what the work does without it.") if _begun(used[0], today) else _(_SECURE_OR_MOVE),
            )


@rule("M19", Severity.WARNING, reason="A small plan gets run.", source=LEVER)
def too_much(plan: Plan) -> Iterator[Seen]:
    if len(plan.goals) > 3:
        yield whole("goals", *_too_many(len(plan.goals), _("goals"), 3))
    for stage, most, word in _MOST:
        count = len(plan.logic.of_stage(stage))
        if count > most:
            yield whole("logic", *_too_many(count, _(word), most))


@rule("M20", Severity.WARNING, reason="Change is change for somebody.", source=EQUITY)
def outcome_names_no_people(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.of_stage(Stage.OUTCOME):
        if not node.population.strip():
            yield about(
                node,
                _("The field {field} is empty, so nobody can tell whose jobs change.").format(
                    field=field("outcome", "population")
                ),
                _("Fill it in: say for whom it will be different."),
            )


@rule("M21", Severity.WARNING, reason="What leads to something comes before it.", source=PRACTICE)
def dates_out_of_order(plan: Plan) -> Iterator[Seen]:
    for node in plan.logic.nodes:
        start, end = first_day(node.start), last_day(node.end)
        if start and end and end < start:
            yield about(node, _("This ends before it starts."), _("Check both dates."))
    arrows = links(plan.logic)
    outputs = Counter(source.id for link, source, target in arrows if target.stage is Stage.OUTPUT)
    for _link, source, target in arrows:
        if order := _too_early(source, target, alone=outputs[source.id] == 1):
            yield about(
                target,
                _("This is due before {source}, which leads to it, {order}.").format(
                    source=quoted(words_of(source)), order=order
                ),
                _("Check the dates of both."),
            )


def _not_ours(element: Element) -> bool:
    outside = rating(element) in (Rating.SOME, Rating.CONCERN)
    return element.action is Action.PARK or (outside and element.action in (Action.KEEP, None))


def _starts_soon(node: Node, today: date) -> bool:
    start, end = first_day(node.start), last_day(node.end)
    soon = start is not None and start <= later(today, SOON_DAYS) and (end is None or end >= today)
    return soon and node.status is not WorkStatus.DONE


def _begun(node: Node, today: date) -> bool:
    start = first_day(node.start)
    return node.status is WorkStatus.UNDER_WAY or (start is not None and start <= today)


def _too_many(count: int, what: str, most: int) -> tuple[str, str]:
    message = _("You have {count} {what}; more than {most} are hard to run at once.").format(
        count=count, what=what, most=most
    )
    return message, _("Keep the few that matter most now, and leave the rest for the next plan.")


def _too_early(source: Node, target: Node, *, alone: bool) -> str:
    """What `source` has not done when `target` is due: "begins" or "ends"; empty when nothing is amiss.

    An activity that runs on may have early outputs; where it has only one, that one is due when it ends.
    """
    begins, due = first_day(source.start or source.end), last_day(target.end or target.start)
    if begins is not None and due is not None and due < begins:
        return _("begins")
    finished = (source.stage, target.stage) in _ENDS_FIRST and (alone or source.stage is Stage.OUTPUT)
    ends, by = last_day(source.end), last_day(target.end)
    return _("ends") if finished and ends and by and by < ends else ""

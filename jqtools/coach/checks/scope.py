"""Checks of step 1: the changes, who can make them, and what to do about those that are not yours."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.dates import outside
from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.origins import CIRCLE, CONTROL, DATA, GOALS, LEADING, PRACTICE
from jqtools.coach.checks.wording import joins_two_changes
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, rule, whole
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.control import Action, Element, Kind, Legal, Rating, Ring, rating
from jqtools.plan.header import Period
from jqtools.plan.scope import in_scope
from jqtools.plan.values import Secured
from jqtools.words import _, date_words

MOST_ELEMENTS = 12
_LEGAL_KINDS = (Kind.CONTRACT_TERM, Kind.GRANT_CONDITION, Kind.LOCAL_LAW, Kind.STAFF_PAY, Kind.INVESTIGATION)


@rule("S01", Severity.ERROR, reason="A plan starts from the things that would have to change.", source=CONTROL)
def no_elements(plan: Plan) -> Iterator[Seen]:
    if not plan.elements:
        yield whole(
            "elements",
            _("You have not listed any change yet, and every later step builds on this list."),
            _("List what would have to change: a rule, a contract term, a pay scale, a habit."),
        )


@rule("S02", Severity.WARNING, reason="A short list gets done.", source=CONTROL)
def too_many_elements(plan: Plan) -> Iterator[Seen]:
    if len(plan.elements) > MOST_ELEMENTS:
        yield whole(
            "elements",
            _("You list {elements} changes; more than {most} are hard to carry at once.").format(
                elements=len(plan.elements), most=MOST_ELEMENTS
            ),
            _("Pick the few that matter this year and park or remove the rest."),
        )


@rule("S03", Severity.HINT, reason="Two changes in one line can't be rated as one.", source=PRACTICE)
def two_changes_in_one(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if joins_two_changes(element.wording):
            yield about(
                element,
                _("This sounds like two changes, and you may control one and not the other."),
                _("Split it so that each part can be rated."),
            )


@rule("S04", Severity.ERROR, reason="Only a rated change shows whether it is yours to make.", source=CONTROL)
def unrated(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if rating(element) is None and element.action is not Action.PARK:
            yield about(
                element,
                _("You have not rated this yet, so nobody can tell whether it is yours to change."),
                _("Say who decides it and who carries it out, or park it."),
            )


@rule("S05", Severity.WARNING, reason="Whoever signs, decides.", source=CIRCLE)
def someone_else_signs(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if element.decider_outside and in_scope(element) and rating(element) is Rating.DIRECT:
            yield about(
                element,
                _("You rate this as under your direct control, but someone outside your organization signs."),
                _("Ask whether it is strong influence: you decide with others, or need a sign-off."),
            )


@rule("S06", Severity.WARNING, reason="Control needs somebody who uses it.", source=GOALS)
def direct_without_owner(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if rating(element) is not Rating.DIRECT or not in_scope(element):
            continue
        resourced = element.resources is not Secured.NOT_YET
        if missing := lacking({_("person named to do it"): element.owner.strip(), _("staff or money yet"): resourced}):
            yield about(
                element,
                _("You control this, but there is {missing}, so it is control on paper.").format(missing=missing),
                _("Name the role that will do it, and where its time and money come from."),
            )


@rule("S07", Severity.ERROR, reason="A plan may only promise what you can change.", source=CONTROL)
def outside_control(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        rated = rating(element)
        if rated in (Rating.SOME, Rating.CONCERN) and element.action in (Action.KEEP, None):
            yield about(
                element,
                _("This is outside your control ({rated}), and the plan still counts on it.").format(
                    rated=chosen(rated)
                ),
                _("Rewrite it as the part you do decide, name a partner and what you ask, or park it."),
            )


@rule("S08", Severity.ERROR, reason="Refining or partnering is done once it is written down.", source=CONTROL)
def unfinished_action(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if element.action is Action.REFINE and not element.refined_text.strip():
            yield about(
                element,
                _("You chose to refine this, but the new wording is missing."),
                _("Write the smaller part that you do decide."),
            )
        if element.action is Action.PARTNER and not (element.partner_name.strip() and element.partner_ask.strip()):
            yield about(
                element,
                _("You chose to work with a partner, but the partner or your ask is missing."),
                _("Name the partner and what you ask of them."),
            )


@rule(
    "S09",
    Severity.WARNING,
    reason="State law can bar local wage terms, preferences and penalties.",
    source="State and local cases on preemption",
)
def legal_review_open(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        open_review = element.legal is Legal.NEEDS_REVIEW and element.action is not Action.PARK
        if open_review and element.kind in _LEGAL_KINDS:
            yield about(
                element,
                _("This still needs legal review, and the answer could undo what you build on it."),
                _("Ask counsel before you build on it, and note what they say."),
            )


@rule("S10", Severity.HINT, reason="Change at home is often the easiest start.", source=LEADING)
def nothing_at_home(plan: Plan) -> Iterator[Seen]:
    rings = {element.ring for element in plan.elements} - {None}
    if rings and Ring.OWN_AGENCY not in rings:
        yield whole(
            "elements",
            _("None of your changes is inside your own agency, where starting is often easiest."),
            _("Ask whether one thing could change at home first."),
        )


@rule("S11", Severity.WARNING, reason="Without data you can't show results.", source=DATA)
def no_data_in_reach(plan: Plan) -> Iterator[Seen]:
    ours = _in_scope(plan)
    if ours and all(element.data_access is not None and element.data_access <= 1 for element in ours):
        yield whole(
            "elements",
            _("You have data on no change in your scope, and none on request, so you may not show results."),
            _("Find one change that you can measure, or plan how to get the data in step 3."),
        )


@rule(
    "S13",
    Severity.WARNING,
    reason="Change needs an opening: a renewal, a budget, a policy refresh.",
    source=CIRCLE,
)
def no_window(plan: Plan) -> Iterator[Seen]:
    for element in _in_scope(plan):
        if first_day(element.window) is None:
            yield about(
                element,
                _("You have not said when the next opening for this is, so it may come too late for the plan."),
                _("Give the date of the next renewal, budget or policy refresh."),
            )
        elif _over_before(element.window, plan.header.period):
            yield about(
                element,
                _("The opening for this ({window}) is over before the plan starts.").format(
                    window=date_words(element.window)
                ),
                _("Name the next one: the next renewal, budget or policy refresh."),
            )
        elif outside(element.window, plan.header.period):
            yield about(
                element,
                _("The next opening for this ({window}) lies outside the plan period.").format(
                    window=date_words(element.window)
                ),
                _("Find an earlier opening, move the plan period, or leave this for the next plan."),
            )


def _over_before(window: str, period: Period) -> bool:
    last, start = last_day(window), first_day(period.start)
    return last is not None and start is not None and last < start


def _in_scope(plan: Plan) -> list[Element]:
    return [element for element in plan.elements if in_scope(element)]

"""Checks of step 4: what the answers to the equity questions leave open."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.advantage import gives_advantage
from jqtools.coach.checks.origins import (
    ADVANCE_EQUITY,
    EDUCATION,
    EQUITY,
    POLICY,
    PRACTICE,
)
from jqtools.coach.checks.participation import started
from jqtools.coach.checks.wording import names_gap
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, about_question, lacking, quoted, rule, whole
from jqtools.plan import Plan
from jqtools.plan.control import Kind
from jqtools.plan.equity import Status
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Stage
from jqtools.plan.scope import in_scope
from jqtools.words import _, marked

_SAID = (Status.IN_PLACE, Status.PLANNED)
_LIMITS = marked(
    "Advantage by protected class faces strict legal limits. A review that question 16 calls"
    " in place counts for the whole plan: ask for it again when you add to the plan."
)
_TALK_TO_COUNSEL = (
    marked("This may favor people by race, sex or another protected class, and the plan names no legal review."),
    marked("Talk to counsel, and answer the question on lawfulness in step 4."),
)


@rule("E11", Severity.WARNING, reason="People stop talking when nothing comes back.", source=ADVANCE_EQUITY)
def no_feedback(plan: Plan) -> Iterator[Seen]:
    answer = plan.answers.get("qu_8")
    if not started(plan) or (answer and answer.status is Status.NOT_APPLICABLE and answer.reason.strip()):
        return
    said = answer is not None and answer.status in _SAID
    parts = {
        _("date"): said and (answer.date or answer.status is Status.IN_PLACE),
        _("channel"): said and answer.channel.strip(),
        _("owner"): said and answer.owner.strip(),
    }
    if missing := lacking(parts):
        yield about_question(
            "qu_8",
            _("There is {missing} for telling people what was done with what they said.").format(missing=missing),
            _("Give a date, the channel (a meeting, a letter, a page) and who sees to it."),
        )


@rule(
    "E12",
    Severity.WARNING,
    reason="Language and disability keep people out unless you plan for them.",
    source="Americans with Disabilities Act; common practice",
)
def no_access_plan(plan: Plan) -> Iterator[Seen]:
    offered = [each.access for each in plan.engagements]
    if LeverKey.EMPOWERMENT in plan.choice.chosen():
        offered.append(plan.lever_details.empowerment.accommodations)
    if started(plan) and not _said(plan, "qu_14") and not any(text.strip() for text in offered):
        yield about_question(
            "qu_14",
            _("The plan does not say how people with other languages or disabilities can take part."),
            _("Say which languages, formats, places and hours you offer."),
        )


@rule("E13", Severity.WARNING, reason="What no goal names, nobody narrows.", source=EQUITY)
def no_gap_named(plan: Plan) -> Iterator[Seen]:
    goals, outcomes = plan.goals, plan.logic.of_stage(Stage.OUTCOME)
    texts = [each.text for each in (*goals, *outcomes)] + [measure.name for measure in plan.measures]
    aimed = any(aim.value is not None for measure in plan.measures for aim in measure.group_targets)
    marked = aimed or any(node.equity for node in outcomes)
    if (goals or outcomes) and not (marked or _said(plan, "qu_2") or any(names_gap(text) for text in texts)):
        yield about_question(
            "qu_2",
            _(
                "No gap could be found in the words of your goals, outcomes and measures; an average can"
                " rise while a gap widens."
            ),
            _("Name one gap that you mean to narrow, or mark the outcome that is about one."),
        )


@rule("E16", Severity.WARNING, reason="Workers stay silent where speaking costs the job.", source=EDUCATION)
def no_safety_protocol(plan: Plan) -> Iterator[Seen]:
    enforces = LeverKey.EDUCATION_ENFORCEMENT in plan.choice.chosen() or any(
        element.kind is Kind.INVESTIGATION and in_scope(element) for element in plan.elements
    )
    if enforces and not (_said(plan, "qu_15") or plan.lever_details.education_enforcement.safety.strip()):
        yield about_question(
            "qu_15",
            _("You ask workers to speak up, and the plan does not say how they are kept safe when they do."),
            _("Say how you keep them from being punished for it, keep complaints private and keep immigrants safe."),
        )


@rule("E17", Severity.WARNING, reason=_LIMITS, source=EQUITY)
def advantage_without_review(plan: Plan) -> Iterator[Seen]:
    """Question 16 answered as in place holds for every row, also for later ones: rows have no dates."""
    answer = plan.answers.get("qu_16")
    if answer and answer.status is Status.IN_PLACE:
        return
    for element in plan.elements:
        if in_scope(element) and gives_advantage(element.wording):
            yield about(element, *map(_, _TALK_TO_COUNSEL))
    for node in plan.logic.of_stage(Stage.ACTIVITY):
        if gives_advantage(node.text):
            yield about(node, *map(_, _TALK_TO_COUNSEL))
    for row in plan.lever_details.procurement.scoring:
        if row.points and gives_advantage(f"points: {row.criterion}"):
            message, fix = map(_, _TALK_TO_COUNSEL)
            yield whole(
                "lever_details",
                _("The score has points for {criterion}. {message}").format(
                    criterion=quoted(row.criterion), message=message
                ),
                fix,
            )


@rule("E18", Severity.HINT, reason="Good rules can have bad side effects.", source=POLICY)
def no_harm_watch(plan: Plan) -> Iterator[Seen]:
    if started(plan) and not _said(plan, "qu_13"):
        yield about_question(
            "qu_13",
            _("The plan does not say who might be worse off, so cut hours or closed doors could pass unseen."),
            _("Name who might lose, and a number to watch."),
        )


@rule("E19", Severity.WARNING, reason="A question set aside should say why.", source=PRACTICE)
def not_applicable_without_reason(plan: Plan) -> Iterator[Seen]:
    for answer in plan.answers:
        if answer.status is Status.NOT_APPLICABLE and not answer.reason.strip():
            yield about_question(
                answer.id,
                _("You marked this question as not applicable and have not said why."),
                _("Give the reason in a sentence, or answer it."),
            )


def _said(plan: Plan, key: str) -> bool:
    answer = plan.answers.get(key)
    return answer is not None and answer.status in _SAID

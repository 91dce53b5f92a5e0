"""Checks of step 4 by pillar: the four that the playbook names each need something in place or planned."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.origins import ADVANCE_EQUITY
from jqtools.coach.checks.participation import has_budget, started
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about_question, rule
from jqtools.content import equity_questions
from jqtools.plan import Plan
from jqtools.plan.equity import Answer, Status
from jqtools.words import _

_PAY = "Compensation"
_NAMED = ("Representation", _PAY, "Feedback", "Data")


@rule("E21", Severity.WARNING, reason="Each of the four pillars carries part of the weight.", source=ADVANCE_EQUITY)
def pillar_without_anything(plan: Plan) -> Iterator[Seen]:
    if not started(plan):
        return
    paid = any(has_budget(each) for each in plan.engagements)
    for pillar, questions in _questions().items():
        settled = any(_is_settled(plan.answers.get(key)) for key in questions)
        if not settled:
            yield about_question(
                questions[0],
                _("Nothing under {pillar} is in place, or planned with a date and an owner.").format(pillar=pillar),
                _("Take one of its questions and say when it will be done and who sees to it."),
            )
        elif pillar == _PAY and not paid:
            yield about_question(
                questions[0],
                _("The plan says that people are paid for their time, and no money is set aside under who takes part."),
                _("Enter rate, sessions and hours there, or paid work time."),
            )


def _questions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {pillar: [] for pillar in _NAMED}
    for key, each in equity_questions().items():
        if each.pillar in found:
            found[each.pillar].append(key)
    return {pillar: keys for pillar, keys in found.items() if keys}


def _is_settled(answer: Answer | None) -> bool:
    if answer is None:
        return False
    planned = answer.status is Status.PLANNED and bool(answer.date and answer.owner.strip())
    return planned or answer.status is Status.IN_PLACE

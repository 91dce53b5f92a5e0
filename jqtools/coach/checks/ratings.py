"""Checks of step 1, the ratings as a whole: too good, set by hand without a reason, or left from older words."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.origins import CONTROL, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, rule, whole
from jqtools.plan import Plan
from jqtools.plan.control import Action, Legal, Rating, is_overridden, rating
from jqtools.words import _


@rule("S12", Severity.HINT, reason="People overrate their own control.", source=PRACTICE)
def all_direct(plan: Plan) -> Iterator[Seen]:
    if len(plan.elements) > 1 and all(rating(element) is Rating.DIRECT for element in plan.elements):
        yield whole(
            "elements",
            _("You rated every change as under your direct control, which is rare."),
            _("Go through the ratings with someone who may disagree."),
        )


@rule("S14", Severity.WARNING, reason="A rating set by hand needs its reason beside it.", source=PRACTICE)
def override_does_not_count(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        if element.rating_override is not None and not is_overridden(element):
            barred = element.legal is Legal.BARRED
            why = _("the law bars it") if barred else _("you give no reason")
            yield about(
                element,
                _("You set the rating to {rating} by hand, but {why}, so it does not count.").format(
                    rating=chosen(element.rating_override), why=why
                ),
                _("Correct what the law allows, or clear the rating.")
                if barred
                else _("Say why, or clear the rating."),
            )


@rule("S15", Severity.HINT, reason="What you rewrote is another change, with a rating of its own.", source=CONTROL)
def rating_of_the_old_words(plan: Plan) -> Iterator[Seen]:
    for element in plan.elements:
        rated, rewritten = rating(element), element.action is Action.REFINE and element.refined_text.strip()
        if rewritten and rated in (Rating.SOME, Rating.CONCERN):
            yield about(
                element,
                _("You rewrote this as the part you decide, and it is still rated as {rated}.").format(
                    rated=chosen(rated)
                ),
                _("Rate the rewritten part: who decides it, and who carries it out."),
            )

"""Step 2, scores that step 1 suggests: where the plan holds the facts, a level from 0 to 3 and the reason in words.

A suggestion is never a score: a person takes it or not. Where a fact is missing there is none, not a 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jqtools.plan.calendar import last_day, months_until
from jqtools.plan.comparison import Fit, fit
from jqtools.plan.control import Action, Element, Legal, Rating
from jqtools.plan.lever import LeverKey, ReachBands
from jqtools.plan.plan import Plan
from jqtools.words import _, several

_CONTROL = {Rating.DIRECT: 3, Rating.STRONG: 2, Rating.SOME: 1}
_LEGAL = {Legal.CLEAR: 3, Legal.NEEDS_REVIEW: 2, Legal.KNOWN_LIMIT: 1, Legal.BARRED: 0}
_WINDOW_MONTHS = ((3, 5), (2, 11), (1, 18))


@dataclass(frozen=True)
class Suggestion:
    """A level from 0 to 3 for one question about one lever, and why in a sentence."""

    level: int
    reason: str


def suggestions(plan: Plan, today: date) -> dict[LeverKey, dict[str, Suggestion]]:
    """What the plan suggests for each lever, by question; a question without facts is left out."""
    return {lever: _of_lever(plan, lever, today) for lever in LeverKey}


def _of_lever(plan: Plan, lever: LeverKey, today: date) -> dict[str, Suggestion]:
    found = fit(lever, plan.elements)
    elements = [plan.elements.get(key) for key in found.elements]
    made = {
        "control": _control(found),
        "reach": _reach(plan, lever, bool(elements)),
        "window": _window([*(each.window for each in elements), *_solicitations(plan, lever)], today),
        "data": _data(elements),
        "legal": _legal(elements),
    }
    return {question: suggestion for question, suggestion in made.items() if suggestion}


def _control(found: Fit) -> Suggestion | None:
    """By the best rating in scope. One that is a concern, or not rated, says nothing about the lever."""
    if found.best not in _CONTROL:
        return None
    words = several(
        "{n} change in your scope works through this lever",
        "{n} changes in your scope work through this lever",
        len(found.elements),
    )
    reason = _("{changes}, at best under {rating}.").format(changes=words, rating=found.best.value)
    return Suggestion(_CONTROL[found.best], reason)


def _reach(plan: Plan, lever: LeverKey, counts: bool) -> Suggestion | None:
    """By the workers on the contracts that come up, else by the people the plan is about."""
    workers = [each.workers for each in plan.lever_details.procurement.pipeline if each.workers is not None]
    if lever is LeverKey.PROCUREMENT and workers:
        said = several("Your contracts cover {n:,} worker.", "Your contracts cover {n:,} workers.", sum(workers))
        return Suggestion(_band(sum(workers), plan.levers.reach), said)
    number = plan.header.people.number
    if not counts or number is None:
        return None
    said = several("Your plan is about {n:,} person.", "Your plan is about {n:,} people.", number)
    check = _("Check that this lever reaches them all.")
    return Suggestion(_band(number, plan.levers.reach), f"{said} {check}")


def _band(people: int, bands: ReachBands) -> int:
    reached = [level for level, least in ((1, bands.some), (2, bands.many), (3, bands.most)) if people >= least]
    return max(reached, default=0)


def _solicitations(plan: Plan, lever: LeverKey) -> list[str]:
    rows = plan.lever_details.procurement.pipeline if lever is LeverKey.PROCUREMENT else ()
    return [each.next_solicitation for each in rows]


def _window(openings: Iterable[str], today: date) -> Suggestion | None:
    """By the soonest opening that is not past."""
    ahead = [months_until(part, today) for part in openings if (last_day(part) or date.min) >= today]
    if not ahead:
        return None
    soonest = min(ahead)
    level = next((level for level, most in _WINDOW_MONTHS if soonest <= most), 0)
    if soonest == 0:
        return Suggestion(level, _("The soonest opening you named is this month."))
    said = several(
        "The soonest opening you named is in {n} month.", "The soonest opening you named is in {n} months.", soonest
    )
    return Suggestion(level, said)


def _data(elements: Iterable[Element]) -> Suggestion | None:
    """By the data that are hardest to get, among the changes where somebody said."""
    known = [each.data_access for each in elements if each.data_access is not None]
    if not known:
        return None
    said = {
        3: _("Data are in hand for your changes."),
        2: _("The data that are hardest to get are there on request or by agreement."),
        1: _("The data that are hardest to get would have to be built."),
        0: _("For one of your changes there are no data."),
    }
    return Suggestion(min(known), said[min(known)])


def _legal(elements: Iterable[Element]) -> Suggestion | None:
    """By the least room in law. A change that was rewritten is left out: its answer is about the first wording."""
    known = [each.legal for each in elements if each.legal and each.action is not Action.REFINE]
    if not known:
        return None
    least = min(known, key=_LEGAL.__getitem__)
    said = {
        Legal.CLEAR: _("The law is clear for your changes."),
        Legal.NEEDS_REVIEW: _("A change that you keep needs legal review."),
        Legal.KNOWN_LIMIT: _("A change that you keep has a known legal limit."),
        Legal.BARRED: _("The law bars a change that you keep."),
    }
    return Suggestion(_LEGAL[least], said[least])

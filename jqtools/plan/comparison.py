"""Step 2, worked out: how the levers fit step 1, which are open, how they score and whether that tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

from jqtools.content import criteria, kinds
from jqtools.content import levers as lever_texts
from jqtools.plan.control import Element, Kind, Rating, Ring, rating
from jqtools.plan.lever import Criteria, LeverKey, Levers, Weights
from jqtools.plan.records import Records
from jqtools.plan.scope import in_scope
from jqtools.words import _, marked, several

CLOSE_POINTS = 8
CRITERIA = tuple(Weights.model_fields)
_CHANGES = {marked("halved"): 0.5, marked("doubled"): 2}


@dataclass(frozen=True)
class Fit:
    """How well a lever fits step 1: the in-scope elements that count toward it, and the best of their ratings."""

    lever: LeverKey
    elements: tuple[str, ...]
    best: Rating | None
    reason: str


def fit(lever: LeverKey, elements: Records[Element]) -> Fit:
    """Which of the elements in scope this lever would move."""
    found = [e for e in elements if in_scope(e) and _lever_of(e) == lever]
    order = list(Rating)
    ratings = sorted((rating(e) or Rating.CONCERN for e in found), key=order.index)
    if not found:
        return Fit(lever, (), None, _("Nothing in scope works through this lever."))
    count = several("{n} change", "{n} changes", len(found))
    texts = "; ".join(e.wording for e in found)
    reason = _("{count} in scope, at best under {rating}: {texts}.").format(
        count=count, rating=_(ratings[0].value), texts=texts
    )
    return Fit(lever, tuple(e.id for e in found), ratings[0], reason)


def best_fit(elements: Records[Element]) -> LeverKey | None:
    """The lever with the strongest and then the most in-scope elements; None when nothing is in scope."""
    order = list(Rating)
    fits = [fit(lever, elements) for lever in LeverKey]
    open_fits = [f for f in fits if f.best]
    if not open_fits:
        return None
    return min(open_fits, key=lambda f: (order.index(f.best), -len(f.elements))).lever


def gate(answers: Criteria) -> str:
    """Why the lever is not available, in a sentence; empty when it is."""
    if answers.control == 0:
        return _("Not available: no control over any of it.")
    if answers.legal == 0:
        return _("Not available: the law bars it.")
    return ""


def score(answers: Criteria, weights: Weights) -> int | None:
    """Weighted points as a whole percent of the possible; None while a question is open or a gate is shut."""
    pairs = [(getattr(weights, key), getattr(answers, key)) for key in CRITERIA]
    if gate(answers) or any(value is None for __, value in pairs):
        return None
    possible = 3 * sum(weight for weight, __ in pairs)
    if possible == 0:
        return None
    points = sum(weight * value for weight, value in pairs)
    return (200 * points + possible) // (2 * possible)


def scores(levers: Levers, weights: Weights | None = None) -> dict[LeverKey, int]:
    """The scores of the levers that have one."""
    used = weights or levers.weights
    found = {lever: score(levers.criteria(lever), used) for lever in LeverKey}
    return {lever: value for lever, value in found.items() if value is not None}


@dataclass(frozen=True)
class Swing:
    """A weight that, halved or doubled, brings another lever out on top."""

    criterion: str
    change: str
    top: LeverKey


def sensitivity(levers: Levers) -> tuple[Swing, ...]:
    """Every weight that changes which lever is on top when it alone is halved or doubled."""
    ranked = _ranked(levers)
    if len(ranked) < 2:
        return ()
    tries = ((key, change, times) for key in CRITERIA for change, times in _CHANGES.items())
    found = ((key, change, _top(levers, key, times, ranked[0][0])) for key, change, times in tries)
    return tuple(Swing(key, change, top) for key, change, top in found if top is not ranked[0][0])


def too_close(levers: Levers) -> str:
    """Why the top two can't be told apart, in a sentence; empty when they can or fewer than two have a score."""
    ranked = _ranked(levers)
    if len(ranked) < 2:
        return ""
    (first, top), (second, next_best) = ranked[:2]
    if top - next_best <= CLOSE_POINTS:
        return _("Too close to call: {first} {top}, {second} {next_best}, within {within} points.").format(
            first=_name(first), top=top, second=_name(second), next_best=next_best, within=CLOSE_POINTS
        )
    swings = sensitivity(levers)
    if not swings:
        return ""
    weight = criteria()[swings[0].criterion].label
    return _("Too close to call: {top} comes out on top when the weight of {weight} is {change}.").format(
        top=_name(swings[0].top), weight=weight, change=_(swings[0].change)
    )


def _ranked(levers: Levers) -> list[tuple[LeverKey, int]]:
    return sorted(scores(levers).items(), key=lambda pair: -pair[1])


def _top(levers: Levers, key: str, times: float, first: LeverKey) -> LeverKey:
    weights = {k: getattr(levers.weights, k) * (times if k == key else 1) for k in CRITERIA}
    points = {lever: sum(weights[k] * getattr(levers.criteria(lever), k) for k in CRITERIA) for lever in scores(levers)}
    best = max(points, key=points.__getitem__)
    return best if points[best] > points[first] else first


def _lever_of(element: Element) -> str | None:
    if element.kind is None:
        return None
    if element.kind is Kind.DATA_SYSTEM:
        return "procurement" if element.ring is Ring.PARTNERS else None
    return kinds()[element.kind].lever or None


def _name(lever: LeverKey) -> str:
    label = lever_texts()[lever].label
    return label if label.startswith("HR") else label[:1].lower() + label[1:]

"""Step 2, select your lever: how each lever scores, which are open, and which one a person chose.

The score is an aid to a conversation; the record keeps the choice and its reason. Fit, gates and
scores are computed here and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from jqtools.content import kinds
from jqtools.plan.control import Element, Kind, Rating, Ring, in_scope, rating
from jqtools.plan.records import Records
from jqtools.plan.values import Level, Text, Value

CLOSE_POINTS = 8


class LeverKey(StrEnum):
    """The five levers."""

    PROCUREMENT = "procurement"
    POLICY = "policy"
    HR_PRACTICES = "hr_practices"
    EMPOWERMENT = "empowerment"
    EDUCATION_ENFORCEMENT = "education_enforcement"


Weight = Annotated[int, Strict(), Field(ge=0, le=10)]


class Criteria(Value):
    """One lever's answers to the eight questions, each 0 to 3; None is not yet answered."""

    control: Level | None = None
    reach: Level | None = None
    depth: Level | None = None
    window: Level | None = None
    resources: Level | None = None
    data: Level | None = None
    equity: Level | None = None
    legal: Level | None = None


class Weights(Value):
    """How much each question counts, 0 to 10; the defaults sum to 14."""

    control: Weight = 3
    reach: Weight = 2
    depth: Weight = 2
    window: Weight = 1
    resources: Weight = 2
    data: Weight = 1
    equity: Weight = 2
    legal: Weight = 1


class Levers(Value):
    """The five levers side by side."""

    weights: Weights = Weights()
    procurement: Criteria = Criteria()
    policy: Criteria = Criteria()
    hr_practices: Criteria = Criteria()
    empowerment: Criteria = Criteria()
    education_enforcement: Criteria = Criteria()

    def criteria(self, lever: LeverKey) -> Criteria:
        """The answers for one lever."""
        return getattr(self, lever.value)


class Choice(Value):
    """What the people in the room chose, and why: one lever, at most two to start."""

    primary: LeverKey | None = None
    secondary: LeverKey | None = None
    why_two: Text = ""
    reason: Text = ""
    ways: Text = ""

    def chosen(self) -> tuple[LeverKey, ...]:
        """The chosen levers, the primary first."""
        return tuple(dict.fromkeys(lever for lever in (self.primary, self.secondary) if lever))


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
        return Fit(lever, (), None, "Nothing in your scope works through this lever.")
    count = "1 change" if len(found) == 1 else f"{len(found)} changes"
    texts = "; ".join(e.wording for e in found)
    reason = f"{count} in your scope, at best under {ratings[0].value}: {texts}."
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
        return "Not available: none of it is in your control."
    if answers.legal == 0:
        return "Not available: the law bars it."
    return ""


def score(answers: Criteria, weights: Weights) -> int | None:
    """Weighted points as a whole percent of the possible; None while a question is open or a gate is shut."""
    pairs = [(getattr(weights, key), getattr(answers, key)) for key in Criteria.model_fields]
    if gate(answers) or any(value is None for _, value in pairs):
        return None
    possible = 3 * sum(weight for weight, _ in pairs)
    if possible == 0:
        return None
    points = sum(weight * value for weight, value in pairs)
    return (200 * points + possible) // (2 * possible)


def scores(levers: Levers, weights: Weights | None = None) -> dict[LeverKey, int]:
    """The scores of the levers that have one."""
    used = weights or levers.weights
    found = {lever: score(levers.criteria(lever), used) for lever in LeverKey}
    return {lever: value for lever, value in found.items() if value is not None}


def too_close(levers: Levers) -> str:
    """Why the top two can't be told apart, in a sentence; empty when they can or fewer than two have a score."""
    ranked = sorted(scores(levers).items(), key=lambda pair: -pair[1])
    if len(ranked) < 2:
        return ""
    (first, top), (second, next_best) = ranked[:2]
    if top - next_best <= CLOSE_POINTS:
        return f"Too close to call: {_name(first)} {top}, {_name(second)} {next_best}, within {CLOSE_POINTS} points."
    for key in Criteria.model_fields:
        for times, word in ((0.5, "halved"), (2, "doubled")):
            if _top_changes(levers, key, times, first):
                return f"Too close to call: another lever comes out on top when the weight of '{key}' is {word}."
    return ""


def _top_changes(levers: Levers, key: str, times: float, first: LeverKey) -> bool:
    weight = getattr(levers.weights, key)
    changed = levers.weights.model_copy(update={key: weight * times})
    points = {
        lever: sum(getattr(changed, k) * getattr(levers.criteria(lever), k) for k in Criteria.model_fields)
        for lever in scores(levers)
    }
    return max(points.values()) > points[first]


def _lever_of(element: Element) -> str | None:
    if element.kind is None:
        return None
    if element.kind is Kind.DATA_SYSTEM:
        return "procurement" if element.ring is Ring.PARTNERS else None
    return kinds()[element.kind].lever or None


def _name(lever: LeverKey) -> str:
    return lever.value.replace("_", " ")

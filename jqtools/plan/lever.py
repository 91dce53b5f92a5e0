"""Step 2, select your lever: how each lever scores, which are open, and which one a person chose.

The score is an aid to a conversation; the record keeps the choice and its reason. Fit, gates and
scores are worked out in `comparison` and never stored.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from jqtools.plan.values import Id, Level, Text, Value, Whole


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
    note: Text = ""


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


class ReachBands(Value):
    """From how many people on the question of reach is answered 1, 2 and 3; a small agency may lower them."""

    some: Whole = 10
    many: Whole = 100
    most: Whole = 1000


class Levers(Value):
    """The five levers side by side."""

    weights: Weights = Weights()
    reach: ReachBands = ReachBands()
    procurement: Criteria = Criteria()
    policy: Criteria = Criteria()
    hr_practices: Criteria = Criteria()
    empowerment: Criteria = Criteria()
    education_enforcement: Criteria = Criteria()

    def criteria(self, lever: LeverKey) -> Criteria:
        """The answers for one lever."""
        return getattr(self, lever.value)


class Choice(Value):
    """What the people in the room chose, and why: one lever, at most two to start.

    `more` are levers named beyond the two: kept, but they stand in the way of a plan that is ready.
    `shared_outcome` is the id of the outcome that needs both.
    """

    primary: LeverKey | None = None
    secondary: LeverKey | None = None
    why_two: Text = ""
    shared_outcome: Id | None = None
    more: tuple[LeverKey, ...] = ()
    reason: Text = ""
    ways: Text = ""

    def chosen(self) -> tuple[LeverKey, ...]:
        """The chosen levers, the primary first, each once."""
        return tuple(dict.fromkeys(lever for lever in (self.primary, self.secondary, *self.more) if lever))

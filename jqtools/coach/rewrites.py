"""Better forms of an answer that the coach can offer for a finding, each applied with one click."""

from __future__ import annotations

from dataclasses import dataclass

from jqtools.coach.finding import Finding
from jqtools.plan import Plan


@dataclass(frozen=True)
class Rewrite:
    """An offer: `words` say what would change, as on a button; `plan` is the plan with it changed."""

    words: str
    plan: Plan


def rewrites(plan: Plan, finding: Finding) -> tuple[Rewrite, ...]:
    """The better forms that the coach offers for this finding; empty when it has none."""
    return ()

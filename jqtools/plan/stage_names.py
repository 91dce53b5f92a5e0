"""The many names under which logic models have their columns, and what each stands for in a plan."""

from __future__ import annotations

import re

_KINDS = {
    "input": "input inputs resource resources",
    "activity": "activity activities strategy strategies process processes intervention interventions",
    "output": "output outputs product products deliverable deliverables",
    "outcome": "outcome outcomes result results",
    "short": "short short-term immediate initial",
    "medium": "medium medium-term mid mid-term intermediate intermediate-term",
    "long": "long long-term impact impacts ultimate end",
    "problem": "problem situation need needs",
    "goal": "goal goals objective objectives aim aims",
    "assumption": "assumption assumptions external contextual context",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SMALL_WORDS = {"and", "or", "the", "factor", "factors", "statement", "overall", "program", "programme"}
_TERMS = ("short", "medium", "long", "outcome")
STAGE_CHOICES = (
    "inputs (or resources), activities (or strategies), outputs, outcomes (short-term, intermediate or long-term),"
    " impact, situation (or problem), goals, assumptions, external factors"
)


def kind_of(name: str) -> str | None:
    """What a column's or stage's name stands for, None when we do not know it.

    It is one of input, activity, output, short, medium, long, outcome (no term told), problem, goal and
    assumption: "Short-term outcomes (1-3 years)" is short, "External factors" is assumption.
    """
    said = re.sub(r"\([^()]*\)", " ", name.lower()).replace(" term", "-term")
    words = [word for word in re.split(r"[^a-z-]+", said) if word and word not in _SMALL_WORDS]
    kinds = {_WORDS.get(word) for word in words}
    if not kinds or None in kinds:
        return None
    if kinds <= set(_TERMS):
        return min(kinds, key=_TERMS.index)
    return kinds.pop() if len(kinds) == 1 else None

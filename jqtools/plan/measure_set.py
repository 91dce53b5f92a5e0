"""Step 3b, the measures as a set: what each tells, and whether together they show more than one side of a job."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jqtools.plan.logic import Stage
from jqtools.plan.measure import Direction, Measure, MeasureKind, Unit
from jqtools.plan.plan import Plan
from jqtools.plan.source import Method

FEWEST, MOST = 5, 10
FEWEST_OUTCOMES = 3
_OF_STAGE = {Stage.OUTCOME: MeasureKind.OUTCOME, Stage.OUTPUT: MeasureKind.OUTPUT}
_VOICED = (Method.SURVEY, Method.INTERVIEW)
_PAID = r"paid\s+(?!sick|leave|time|family|vacation|holiday|parental|break|training|study|within|on\s+time|invoice)"
_PAY = re.compile(
    rf"\b(?:earn(?:s|ed|ings?)?|(?:living-?)?wages?|pay|salar(?:y|ies)|raises|{_PAID})\b|\$\s?\d", re.IGNORECASE
)


@dataclass(frozen=True)
class SetTally:
    """How many measures there are, and which of them show a change for people, one beyond wages, one that workers told.

    `outcomes`: measures of outcomes. `not_wages`: those outcomes that are not about wages. `voiced`: measures whose
    number comes from asking people.
    """

    total: int
    outcomes: tuple[Measure, ...]
    not_wages: tuple[Measure, ...]
    voiced: tuple[Measure, ...]


def tally(plan: Plan) -> SetTally:
    """The measures of a plan counted as a set."""
    found = outcomes(plan)
    return SetTally(
        len(plan.measures),
        found,
        tuple(measure for measure in found if not of_wages(measure)),
        tuple(measure for measure in plan.measures if is_voiced(plan, measure)),
    )


def kind_of(plan: Plan, measure: Measure) -> MeasureKind | None:
    """What the measure tells, by its own words or else by the stage of its box."""
    if only_context(measure):
        return MeasureKind.CONTEXT
    node = plan.logic.nodes.get(measure.node)
    return measure.kind or (_OF_STAGE.get(node.stage) if node else None)


def only_context(measure: Measure) -> bool:
    """Whether the measure only shows what goes on around the plan."""
    return measure.kind is MeasureKind.CONTEXT or measure.direction is Direction.CONTEXT


def outcomes(plan: Plan) -> tuple[Measure, ...]:
    """The measures of outcomes."""
    return tuple(measure for measure in plan.measures if kind_of(plan, measure) is MeasureKind.OUTCOME)


def method_of(plan: Plan, measure: Measure) -> Method | None:
    """How the measure's number comes about, by its own words or else by its source."""
    source = plan.sources.get(measure.source)
    return measure.method or (source.method if source else None)


def is_voiced(plan: Plan, measure: Measure) -> bool:
    """Whether the number comes from asking people."""
    return method_of(plan, measure) in _VOICED


def of_wages(measure: Measure) -> bool:
    """Whether the measure is about pay, by its unit, its indicator or its name."""
    code = measure.indicator.strip().upper()
    by_unit = measure.against_wage_benchmark or measure.unit is Unit.DOLLARS_PER_HOUR
    return by_unit or code.startswith("EA") or about_pay(measure.name)


def about_pay(text: str) -> bool:
    """Whether a name speaks of pay: earnings, wages, raises, dollars; paid leave and paid bills are no pay."""
    return bool(_PAY.search(text))

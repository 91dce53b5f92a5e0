"""What the checks ask of a measure: is it an outcome, is it about people, and which splits does it really have?"""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.labels import choice
from jqtools.coach.checks.wording import counts_no_people
from jqtools.coach.registry import quoted
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import About, Direction, Measure, MeasureKind
from jqtools.plan.source import Method
from jqtools.plan.split import Dimension, Split, SplitStatus

USUAL_MINIMUM = 10
_OF_STAGE = {Stage.OUTCOME: MeasureKind.OUTCOME, Stage.OUTPUT: MeasureKind.OUTPUT}


def possible_splits(measure: Measure) -> tuple[Split, ...]:
    """The splits that the plan means to show."""
    return tuple(split for split in measure.splits if split.status is not SplitStatus.NOT_POSSIBLE)


def is_split(measure: Measure) -> bool:
    """Whether the measure is shown by any group."""
    return bool(possible_splits(measure))


def split_by(measure: Measure, *dimensions: Dimension) -> bool:
    """Whether the measure is shown by one of these dimensions."""
    return any(split.dimension in dimensions for split in possible_splits(measure))


def split_words(split: Split) -> str:
    """What a split is called: by its own words, or else as the form calls its dimension."""
    if split.words.strip():
        return quoted(split.words)
    return choice("split", "dimension", split.dimension or Dimension.OTHER)


def least_shown(measure: Measure) -> int:
    """The smallest count of people that may be shown; the usual one while the plan names none."""
    return measure.min_cell or USUAL_MINIMUM


def kind_of(plan: Plan, measure: Measure) -> MeasureKind | None:
    """What the measure tells, by its own words or else by the stage of its box."""
    if only_context(measure):
        return MeasureKind.CONTEXT
    node = plan.logic.nodes.get(measure.node)
    return measure.kind or (_OF_STAGE.get(node.stage) if node else None)


def only_context(measure: Measure) -> bool:
    """Whether the measure only shows what goes on around the plan."""
    return measure.kind is MeasureKind.CONTEXT or measure.direction is Direction.CONTEXT


def outcomes(plan: Plan) -> list[Measure]:
    """The measures of outcomes."""
    return [measure for measure in plan.measures if kind_of(plan, measure) is MeasureKind.OUTCOME]


def outcomes_of_people(plan: Plan) -> Iterator[Measure]:
    """The outcome measures that are about people, by what the plan says or else by the words it uses."""
    for measure in outcomes(plan):
        node = plan.logic.nodes.get(measure.node)
        whom = (node.population.strip() if node else "") or measure.name
        if measure.about is About.PEOPLE or (measure.about is None and not counts_no_people(whom)):
            yield measure


def method_of(plan: Plan, measure: Measure) -> Method | None:
    """How the measure's number comes about, by its own words or else by its source."""
    source = plan.sources.get(measure.source)
    return measure.method or (source.method if source else None)

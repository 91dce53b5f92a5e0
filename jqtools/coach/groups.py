"""What the checks ask of a measure's groups: is it about people, and which splits does it really have?"""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.wording import counts_no_people
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import About, Dimension, Measure, MeasureKind, Split, SplitStatus


def possible_splits(measure: Measure) -> tuple[Split, ...]:
    """The splits that the plan means to show."""
    return tuple(split for split in measure.splits if split.status is not SplitStatus.NOT_POSSIBLE)


def is_split(measure: Measure) -> bool:
    """Whether the measure is shown by any group."""
    return bool(possible_splits(measure))


def split_by(measure: Measure, *dimensions: Dimension) -> bool:
    """Whether the measure is shown by one of these dimensions."""
    return any(split.dimension in dimensions for split in possible_splits(measure))


def outcomes_of_people(plan: Plan) -> Iterator[Measure]:
    """The outcome measures that are about people, by what the plan says or else by the words it uses."""
    for measure in plan.measures:
        node = plan.logic.nodes.get(measure.node)
        of_outcome = measure.kind is None and node is not None and node.stage is Stage.OUTCOME
        if not (measure.kind is MeasureKind.OUTCOME or of_outcome):
            continue
        whom = (node.population.strip() if node else "") or measure.name
        if measure.about is About.PEOPLE or (measure.about is None and not counts_no_people(whom)):
            yield measure

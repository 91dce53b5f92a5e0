"""What the checks ask of a measure: is it an outcome, is it about people, and which splits does it really have?"""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.labels import choice
from jqtools.coach.checks.wording import counts_no_people
from jqtools.coach.registry import quoted
from jqtools.plan import Plan
from jqtools.plan.matrix import possible_splits
from jqtools.plan.measure import About, Measure
from jqtools.plan.measure_set import outcomes
from jqtools.plan.split import Dimension, Split


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


def outcomes_of_people(plan: Plan) -> Iterator[Measure]:
    """The outcome measures that are about people, by what the plan says or else by the words it uses."""
    for measure in outcomes(plan):
        node = plan.logic.nodes.get(measure.node)
        whom = (node.population.strip() if node else "") or measure.name
        if measure.about is About.PEOPLE or (measure.about is None and not counts_no_people(whom)):
            yield measure

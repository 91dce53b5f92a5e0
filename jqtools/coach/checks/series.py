"""The values of a plan put together for the checks: baselines, targets and observations, one beside the other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jqtools.coach.registry import Seen, about, quoted, words_of
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.history import PlanState
from jqtools.plan.measure import Measure
from jqtools.plan.measured import Measured
from jqtools.plan.review import Observation
from jqtools.words import _, date_words

Key = tuple[str, str, str]
Span = tuple[date | None, date | None]
OVERALL: Key = ("", "", "")


@dataclass(frozen=True)
class Place:
    """A measured value, `what` it is in words ("baseline"), and the record it stands in."""

    measure: Measure
    what: str
    measured: Measured
    observation: Observation | None = None

    def seen(self, message: str, fix: str) -> Seen:
        """Something seen about this value."""
        if self.observation is None:
            return about(self.measure, message, fix)
        return about_observation(self.measure, self.observation, message, fix)


def places(plan: Plan) -> Iterator[Place]:
    """Every baseline, target, target of a group and observation of the plan; those of no measure are left out."""
    for measure in plan.measures:
        yield Place(measure, _("baseline"), measure.baseline)
        yield Place(measure, _("target"), measure.target)
        for aim in measure.group_targets:
            yield Place(
                measure, _("target for {group}").format(group=words_of_group(aim.group)), Measured(value=aim.value)
            )
    for each in plan.observations:
        measure = plan.measures.get(each.measure)
        if measure is not None:
            yield Place(measure, _("value of {period}").format(period=period_words(each)), each, each)


def about_observation(measure: Measure, observation: Observation, message: str, fix: str) -> Seen:
    """Something seen about one observation, named by its measure, group and period."""
    parts = (words_of(measure), observation.group.strip(), period_words(observation))
    return Seen(f"observations/{observation.id}", ", ".join(part for part in parts if part), message, fix)


def observed(plan: Plan) -> Iterator[tuple[Measure, list[Observation]]]:
    """Each measure that has observations, with these by the end of their period."""
    found = defaultdict(list)
    for each in plan.observations:
        found[each.measure].append(each)
    for measure in plan.measures:
        if measure.id in found:
            yield measure, sorted(found[measure.id], key=lambda each: ends(each) or date.min)


def by_series(observations: Iterable[Observation]) -> dict[Key, list[Observation]]:
    """The observations by dimension, scheme and group, in the order given; `OVERALL` holds those for everyone."""
    found = defaultdict(list)
    for each in observations:
        found[key_of(each)].append(each)
    return dict(found)


def key_of(observation: Observation) -> Key:
    """Dimension, scheme and group, however they are capitalized; `OVERALL` where no group is named."""
    parts = (observation.dimension, observation.scheme, observation.group)
    return tuple(part.strip().casefold() for part in parts) if observation.group.strip() else OVERALL


def known(observations: Iterable[Observation]) -> list[Observation]:
    """Those that have a value and a period."""
    return [each for each in observations if each.known is not None and ends(each)]


def span(observation: Observation) -> Span:
    """The first and the last day of the period; None for what is not given."""
    return _span(observation.start, observation.end)


def ends(observation: Observation) -> date | None:
    """The last day of the period."""
    return span(observation)[1]


def period_words(observation: Observation) -> str:
    """The period in words: "01/2027 to 03/2027"."""
    parts = dict.fromkeys(date_words(part) for part in (observation.start, observation.end) if part)
    return _(" to ").join(parts) or _("no period")


def words_of_group(group: str) -> str:
    """The group's name inside a sentence."""
    return quoted(group, 40) if group.strip() else _("a group without a name")


def change_margin(before: Measured, after: Measured) -> float | None:
    """The 90% margin of the difference of two values: the root of the sum of the squared margins.

    One margin alone counts as it is; None when neither is given. The two values are taken as independent,
    as the Census Bureau does for differences of ACS estimates.
    """
    given = [each.margin for each in (before, after) if each.margin is not None]
    return math.hypot(*given) if given else None


def carried_out(plan: Plan) -> bool:
    """Whether the plan is being carried out: adopted or with first observations, and not closed."""
    if plan.standing.state is PlanState.CLOSED:
        return False
    return plan.standing.is_adopted or bool(plan.observations)


@lru_cache(maxsize=4096)
def _span(start: str, end: str) -> Span:
    return first_day(start or end), last_day(end or start)

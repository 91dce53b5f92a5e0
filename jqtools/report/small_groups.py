"""Which observations of groups may be printed: basic suppression of what people typed in by hand.

A group is hidden when its count, the part of it that a value counts, or the rest, is under the measure's
smallest group; also when nobody says how many it counts. Where that hides one group alone, the next smallest is
hidden too: a total, here or in another paper, would give the first one away. This is basic and no replacement for
an agency's disclosure review; tables worked out from records go through `survey.disclosure`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping

from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.measure import Measure, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.review import Observation
from jqtools.report.words import SUPPRESSED
from jqtools.words import _, marked

LEAST = 10
NO_COUNT = marked("not shown (nobody says how many it counts)")
_WHOLE = {Unit.PERCENT: 100, Unit.RATE: 100, Unit.RATIO: 1, None: 100}


def hidden(observations: Iterable[Observation], measure: Measure | None) -> Mapping[str, str]:
    """The observations of one measure that may not be printed: what to print instead, by id.

    `measure` is None for observations without one: then ten is the smallest group.
    """
    groups = [each for each in observations if each.group.strip()]
    unit, least = measure.unit if measure else None, smallest_shown(measure)
    why = {_name(each): _(NO_COUNT) for each in groups if each.known is not None and not _sizes(each, unit)}
    why |= {_name(each): _(SUPPRESSED) for each in groups if _is_small(each, unit, least)}
    for family in (*_families(groups, with_scheme=False), *_families(groups, with_scheme=True)):
        shown = [each for each in family if _name(each) not in why and each.known is not None]
        if shown and len({_name(each) for each in family} & set(why)) == 1:
            next_smallest = min(shown, key=lambda each: (min(_sizes(each, unit)), _name(each)[-1]))
            why[_name(next_smallest)] = _(SUPPRESSED)
    return {each.id: why[_name(each)] for each in groups if _name(each) in why}


def smallest_shown(measure: Measure | None) -> int:
    """The smallest group of the measure that is printed: its own rule, or ten."""
    return LEAST if measure is None or measure.min_cell is None else measure.min_cell


def _is_small(each: Observation, unit: Unit | None, least: int) -> bool:
    if each.known is None:
        return each.state is ValueStatus.SUPPRESSED
    counts = _counts(each)
    part = _share_of(each, unit, counts) if each.numerator is None else each.numerator
    rests = [count - part for count in counts if part is not None and part <= count]
    parts = [part, each.value if unit is Unit.COUNT else None, *rests]
    few = any(_reveals(people, min(counts, default=0), least) for people in parts if people is not None)
    return few or any(count < least for count in counts)


def _reveals(people: float, counted: float, least: int) -> bool:
    """Whether a part is small: few people, or nobody in a group under twice the least."""
    return people < least and (people != 0 or counted < 2 * least)


def _share_of(each: Observation, unit: Unit | None, counts: list[float]) -> float | None:
    """How many people a share means, at least one for any share above none."""
    if unit not in _WHOLE or not counts:
        return None
    people = each.value / _WHOLE[unit] * min(counts)
    return max(round(people), 1) if people > 0 else people


def _counts(each: Observation) -> list[float]:
    return [count for count in (each.n, each.denominator) if count is not None]


def _sizes(each: Observation, unit: Unit | None) -> list[float]:
    return _counts(each) or ([each.value] if unit is Unit.COUNT else [])


def _families(groups: list[Observation], with_scheme: bool) -> list[list[Observation]]:
    """The groups of the same dimension and period, where asked also of the same scheme."""
    found: dict[Hashable, list[Observation]] = {}
    for each in groups:
        key = (*_name(each)[:-1], _plain(each.scheme) if with_scheme else "")
        found.setdefault(key, []).append(each)
    return list(found.values())


def _name(each: Observation) -> tuple[Hashable, ...]:
    """What an observation is of, however it was spelled: dimension, period, group."""
    begins, ends = first_day(each.start or each.end), last_day(each.end or each.start)
    return _plain(each.dimension), begins, ends, _plain(each.group)


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()

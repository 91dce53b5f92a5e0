"""Checks of step 3b on numbers from samples: how exact they are, and whether the place is large enough for them."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools import content
from jqtools.coach.checks.origins import PRACTICE
from jqtools.coach.checks.series import observed
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, number, quoted, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Measure
from jqtools.plan.measured import Measured
from jqtools.plan.review import Observation
from jqtools.plan.source import DataSource, Method
from jqtools.words import _


@rule("D24", Severity.WARNING, reason="A number from a sample is never exact.", source=PRACTICE)
def sample_without_margin(plan: Plan) -> Iterator[Seen]:
    seen = {measure.id: found for measure, found in observed(plan)}
    for measure in plan.measures:
        bare = [what for what, value in _sampled(plan, measure, seen.get(measure.id, [])) if _is_bare(value)]
        if bare:
            yield about(
                measure,
                _bare(bare),
                _("Enter the 90% margin of error; where everyone was asked and answered, it is 0."),
            )
        if problem := _too_small(plan, plan.sources.get(measure.source)):
            yield about(measure, problem, _("Use a larger area, pool years, or choose another source."))


def _bare(values: list[str]) -> str:
    if len(values) == 1:
        return _("The {value} comes from a sample and has no margin of error.").format(value=values[0])
    words = _("{n} of its values, first the {value}, come from a sample and have no margin of error.")
    return words.format(n=len(values), value=values[0])


def _sampled(plan: Plan, measure: Measure, found: list[Observation]) -> Iterator[tuple[str, Measured]]:
    later = plan.sources.get(measure.source)
    before = plan.sources.get(measure.baseline.source) or later
    if _is_sample(before, measure):
        yield _("baseline"), measure.baseline
    if _is_sample(later, measure):
        yield from ((_("observed value"), each) for each in found)


def _is_sample(source: DataSource | None, measure: Measure) -> bool:
    card = content.source_cards().get(source.card) if source else None
    method = source.method if source and source.method else measure.method
    return card.sample if card else method is Method.SURVEY


def _is_bare(value: Measured) -> bool:
    return value.known is not None and value.margin is None


def _too_small(plan: Plan, source: DataSource | None) -> str:
    card = content.source_cards().get(source.card) if source else None
    if card is None or not card.least_population:
        return ""
    for place in plan.header.places:
        if place.population is not None and place.population < card.least_population:
            name = quoted(place.name) if place.name.strip() else _("Your place")
            return _(
                "{name} has {population} people, and {card} speaks of areas of {least_population} or more."
            ).format(
                name=name,
                population=number(place.population),
                card=card.label,
                least_population=number(card.least_population),
            )
    return ""

"""Checks of observations by group: do the groups add up, and is a small group shown or given away?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from jqtools.coach.checks.claims import groups_overlap
from jqtools.coach.checks.origins import EQUITY, PRACTICE
from jqtools.coach.checks.series import Span, about_observation, key_of, observed, period_words, span, words_of_group
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, number, rule
from jqtools.content import schemes
from jqtools.plan import Plan
from jqtools.plan.matrix import least_shown
from jqtools.plan.measure import About, Measure, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.review import Observation
from jqtools.words import _

_ADDS_TO_WITHIN = 1e-6
_OF_PEOPLE = (Unit.PERCENT, Unit.RATE)


@dataclass(frozen=True)
class Table:
    """One period of a measure by one dimension: the value for everyone, and the last value of each group."""

    measure: Measure
    total: Observation | None
    groups: dict[str, Observation] = field(default_factory=dict)


@rule(
    "E20", Severity.WARNING, reason="Groups that do not add up hide somebody, or count somebody twice.", source=PRACTICE
)
def groups_do_not_add_up(plan: Plan) -> Iterator[Seen]:
    for table in tables(plan):
        total = _count(table.measure, table.total) if table.total else None
        if total is None or _overlap(table):
            continue
        shown = [_count(table.measure, each) for each in table.groups.values()]
        given = sum(count for count in shown if count is not None)
        slack = _ADDS_TO_WITHIN * max(1.0, abs(total))
        if given > total + slack or (None not in shown and given < total - slack):
            order = _("more") if given > total else _("less")
            yield about_observation(
                table.measure,
                table.total,
                _("In {total} the groups add up to {order} than everyone.").format(
                    total=period_words(table.total), order=order
                ),
                _("Look for people of unknown group, or people counted in two groups."),
            )


@rule("R06", Severity.WARNING, reason="A count of two or three people tells who they are.", source=EQUITY)
def small_group_shown(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        for each in found:
            if each.group.strip() and _speaks_of_people(measure) and (problem := _too_small(measure, each)):
                yield about_observation(measure, each, problem, _("Mark the value as suppressed and take it out."))
    for table in tables(plan):
        if _speaks_of_people(table.measure) and (hidden := _given_away(table)):
            yield about_observation(
                table.measure,
                hidden,
                _("Only {group} is hidden in {hidden}, so anyone can work it out from the total.").format(
                    group=words_of_group(hidden.group), hidden=period_words(hidden)
                ),
                _("Hide the next smallest group as well."),
            )


def tables(plan: Plan) -> Iterator[Table]:
    """Every period and dimension of a measure that has values by group."""
    for measure, found in observed(plan):
        totals: dict[Span, Observation] = {}
        groups: dict[tuple[Span, str, str], dict[str, Observation]] = defaultdict(dict)
        for each in found:
            dimension, scheme, group = key_of(each)
            if group:
                groups[span(each), dimension, scheme][group] = each
            else:
                totals[span(each)] = each
        for (period, *_rest), members in groups.items():
            yield Table(measure, totals.get(period), members)


def _count(measure: Measure, each: Observation) -> float | None:
    if each.known is None:
        return None
    return each.known if measure.unit is Unit.COUNT else each.numerator


def _overlap(table: Table) -> bool:
    first = next(iter(table.groups.values()))
    words = f"{first.scheme} {first.dimension} {' '.join(table.groups)}"
    scheme = schemes().get(first.scheme.strip())
    parts = [each for each in scheme.dimensions if each.dimension == first.dimension.strip()] if scheme else []
    return groups_overlap(words) or any(part.overlap for part in parts)


def _speaks_of_people(measure: Measure) -> bool:
    return measure.about in (About.PEOPLE, None) or measure.min_cell is not None


def _too_small(measure: Measure, each: Observation) -> str:
    """By the usual rule: few people, few on one side, or all or none of not many."""
    least = least_shown(measure)
    if each.known is None:
        return ""
    counted, people = _sides(measure, each)
    smallest = min((count for count in (*counted, people) if count and count > 0), default=None)
    all_or_none = bool(people) and 0 in counted and people < 2 * least
    if smallest is None or (smallest >= least and not all_or_none):
        return ""
    what = (
        _("everybody or nobody is counted")
        if smallest >= least
        else _("a count of {smallest} is shown").format(smallest=number(smallest))
    )
    return _("For {group} {what}, and the least that may be shown is {least} people.").format(
        group=words_of_group(each.group), what=what, least=least
    )


def _sides(measure: Measure, each: Observation) -> tuple[list[float], float | None]:
    """The people counted and those who are not, and all of them; only what is given."""
    if measure.unit is Unit.COUNT:
        return [each.known], each.n
    if measure.unit not in _OF_PEOPLE or each.numerator is None:
        return [], each.n
    people = each.denominator if each.n is None else each.n
    rest = [] if each.denominator is None else [each.denominator - each.numerator]
    return [each.numerator, *rest], people


def _given_away(table: Table) -> Observation | None:
    hidden = [each for each in table.groups.values() if each.state is ValueStatus.SUPPRESSED]
    shown = [each for each in table.groups.values() if each.known is not None]
    alone = len(hidden) == 1 and shown and len(shown) + 1 == len(table.groups)
    total_shown = table.total is not None and table.total.known is not None
    return hidden[0] if alone and total_shown and not _overlap(table) else None

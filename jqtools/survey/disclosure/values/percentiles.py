"""Hide percentiles that lie too close to the ends of a group, to each other, or to the line of a share.

A percentile cuts the people of a row in two, and so does the line of a share of those above it. Two cuts tell how many
people lie between them, and one tells how many can be beyond it, which bounds what a share hides there. So between two
cuts of the same people, and beyond each, there must be as many people as in a group that is shown: a median needs
twice `min_n` people and one in the middle. Of two percentiles that are too close the one nearer the median stays;
where a share is in the way, the percentile goes. Its error and interval are shown only as far as what they tell keeps
the same distance, from what was told before too; see `spread_cuts`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jqtools.survey.cube import roll_up
from jqtools.survey.disclosure.ledger.population import Population
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.values import spread_cuts
from jqtools.survey.disclosure.values.cuts import Cutting, cuttings

MIDDLE = 0.5


def protect(decided: Decided, request: Request, population: Population, number: int) -> Decided:
    """`decided` with the percentiles hidden that are close to an end or to another cut of the same people.

    `number` is that of the request's frame in `population`, whose tables are told as far as they are not hidden. The
    line of a share counts even where the share is hidden, because it must stay as uncertain as it is. Columns of two
    values are left alone: a percentile of these is decided as if it told how many people have each.
    """
    if not _has_percentiles(request):
        return decided
    mine = cuttings(request, decided, population.frames[number][1], population.size)
    told = [*_published(population, population.published), *(each for each in mine if each.is_line)]
    answers, left = decided.answers.copy(), []
    for percentile in sorted((each for each in mine if not each.is_line), key=_from_the_middle):
        hidden = percentile.hidden | percentile.small(decided.policy)
        for other in told:
            hidden |= percentile.close_to(other, max(decided.policy.min_n, other.policy.min_n))
        facets = [i for i, facet in enumerate(request.asked.facets) if facet.outcome == percentile.place]
        answers[np.ix_(facets, np.flatnonzero(hidden))] = True
        left.append(replace(percentile, hidden=hidden))
        told.append(left[-1])
    return spread_cuts.protect(replace(decided, answers=answers), request, left, told)


def small(request: Request, policy: Policy) -> np.ndarray:
    """Which percentiles have too few people beyond them, or are the value of everybody in a small group.

    A row an outcome, a place a row of the table, margins and all.
    """
    nothing, people = _nothing_hidden(request, policy), np.arange(len(request.frame))
    found = np.zeros((len(request.outcomes), nothing.answers.shape[1]), dtype=bool)
    if _has_percentiles(request):
        for each in cuttings(request, nothing, people, len(people)):
            found[each.place] = not each.is_line and each.small(policy)
    return found


def lines_near(request: Request, policy: Policy, population: Population, number: int) -> np.ndarray | None:
    """Which rows tell a share whose line is close to a percentile that is published of the same people.

    A row a facet, a place a row of the table, margins and all; None if there is no such row.
    """
    tables = [each for each in population.published if _has_percentiles(each[1])]
    percentiles = [each for each in _published(population, tables) if not each.is_line]
    if not percentiles:
        return None
    nothing = _nothing_hidden(request, policy)
    found = nothing.answers.copy()
    for line in cuttings(request, nothing, population.frames[number][1], population.size):
        facet = next(i for i, facet in enumerate(request.asked.facets) if facet.outcome == line.place)
        for other in percentiles if line.is_line else ():
            close = other.close_to(line, max(policy.min_n, other.policy.min_n)) & ~other.hidden
            found[facet] |= np.isin(line.people.sets, other.people.sets[close])
    return found if found.any() else None


def _has_percentiles(request: Request) -> bool:
    return any(outcome.is_quantile for outcome in request.outcomes)


def _published(population: Population, tables: list[tuple[int, Request, Decided]]) -> list[Cutting]:
    found = []
    for place, request, decided in tables:
        mine = cuttings(request, decided, population.frames[place][1], population.size)
        found += [*mine, *(part for each in mine if not each.is_line for part in spread_cuts.parts(each, decided))]
    return found


def _from_the_middle(percentile: Cutting) -> tuple[float, float, int]:
    return abs(percentile.outcome.p - MIDDLE), percentile.outcome.p, percentile.place


def _nothing_hidden(request: Request, policy: Policy) -> Decided:
    shape = len(request.asked.facets), roll_up(request.groups, margins=True).shape[0]
    return Decided(request.asked, *np.zeros((2, *shape), dtype=bool), policy)

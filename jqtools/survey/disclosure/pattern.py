"""Choose which rows of a table to hide, margins first, so that every view of the same people agrees.

The total is decided first, then the margins of one column, then of two, then the inner cells; the numbers of
people in all views first, then the answers. Each view is decided as if it were asked for alone, together with its
own roll-ups. So "by sex" hides the same groups whether it is shown alone or as the margin of "by race and sex".
Then everything is looked at together, with what was shown before of the same people and is told in any case, and
with what was hidden then and stays secret; where that tells too much, more is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from jqtools.survey.disclosure.cells import kinds_of
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.view import View


@dataclass(frozen=True, eq=False)
class Decided:
    """A table and what is hidden of it: `people` and `answers` have a row a facet, a place a row of the table.

    Where `people` are hidden, so are the answers; `sums` are those of the answers that are hidden for sums that few
    contributors make up. `linked` if more was hidden once other tables were looked at too.
    """

    asked: Asked
    people: np.ndarray
    answers: np.ndarray
    policy: Policy
    linked: bool = False
    sums: np.ndarray | None = None


def decide(
    asked: Asked,
    earlier: tuple[Decided, ...],
    policy: Policy,
    close: np.ndarray | None = None,
    near: np.ndarray | None = None,
) -> Decided:
    """What to hide of a table, given what `earlier` tables of the same people show.

    `close` marks rows (a row a facet, a place a row of the table) whose number of people must be hidden and stay
    secret besides, because it is close to what another release showed. `near` marks rows whose answers must be hidden,
    because a percentile that is told is close; nothing else may rest on their being unknown.
    """
    kinds = kinds_of((asked, *(each.asked for each in earlier)))
    wanted, *before = kinds.tables
    known = tuple(replace(each, asked=table) for table, each in zip(before, earlier, strict=True))
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in asked.groups)
    grid = np.arange(int(np.prod(shape, dtype=int))).reshape(shape)
    people = np.zeros((len(asked.facets), grid.size), dtype=bool) if close is None else close.copy()
    answers = people.copy() if near is None else people | near
    if not asked.inside.any():
        return Decided(asked, people, answers, policy)
    views = [View.alone(wanted, axes, grid, kinds, policy) for axes in _views(grid.ndim)]
    for view in views:
        view.decide_people(people)
    answers |= people
    for view in views if views[-1].table.counted else ():
        view.decide_answers(people, answers)
    alone = answers.copy()
    again = known or views[-1].lost or close is not None or near is not None or (asked.errors and people[:, -1].any())
    done = set() if again else {(len(views[-1].classes.counts), False)}
    for out, strict in product((False, True) if near is not None else (False,), (False, True)):
        whole = View(wanted, grid.ravel(), kinds, policy, known, close, near, strict, out)
        if (len(whole.classes.counts), out) not in done:
            whole.decide_all(people, answers)
            done.add((len(whole.classes.counts), out))
    return Decided(asked, people, answers, policy, bool(known) and bool((answers & ~alone).any()))


def _views(columns: int) -> list[tuple[int, ...]]:
    """Every roll-up of a table, coarsest first."""
    return [axes for size in range(columns + 1) for axes in combinations(range(columns), size)]

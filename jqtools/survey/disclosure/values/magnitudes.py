"""Hide the rows of a table whose sums one or few contributors make up, and what gives those away.

A mean, total or ratio tells a sum over contributors, one for each row of the data. Sums of one column add up over
the rows of a table like numbers of people, in all tables of the same people. A sum so near to what it would be if all
had the least number, or the largest, that few people can have made the difference tells almost how many did: three
children in all are those of one to three people. Where rows have standard errors, they tell sums of squares too, and
so that all of a small group have the same number. That is looked at under every policy, dominance only if it says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from jqtools.survey.cube import places, roll_up
from jqtools.survey.disclosure.equations import merged
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked, Facet
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.sums import few_to_be_alike
from jqtools.survey.disclosure.values.dominance import Sums, dominates, harmless


def protects(policy: Policy) -> bool:
    """Whether a policy has a rule about sums that few contributors make up."""
    return policy.dominance is not None or policy.p_percent is not None


def protect(decided: Decided, earlier: tuple[Decided, ...] = ()) -> Decided:
    """`decided` with the rows hidden that few contributors make up, and those that would give these away.

    `earlier` tables of the same people are told as far as they are not hidden. What their policies protect stays
    protected. The intruder that is reckoned with knows that no contribution is negative and which groups are empty;
    where there are negative ones, sizes are looked at, which hides no less than is needed.
    """
    rules = any(protects(each.policy) for each in (decided, *earlier))
    same = {number for each in (decided, *earlier) for number in _same_numbers(each)}
    own = _told(decided, rules, same)
    before = [told for each in earlier for told in _told(each, rules, same, decided.policy)]
    answers = decided.answers.copy()
    while own:
        values, linked = _linked(own[0], [*own[1:], *before])
        mine = [told for told in own if told in linked]
        hidden = _hidden(mine, [told for told in before if told in linked], values)
        for told, rows in zip(mine, hidden, strict=True):
            answers[np.ix_(told.facets, np.flatnonzero(rows))] = True
        own = [told for told in own if told not in linked]
    more = answers & ~decided.answers
    return replace(decided, answers=answers, sums=more) if more.any() else decided


def dominated(asked: Asked, policy: Policy) -> np.ndarray:
    """Which rows of a table few contributors make up; a row a facet, a place a row of the table with margins."""
    hidden = np.zeros((len(asked.facets), _rows(asked, asked.inside).shape[0]), dtype=bool)
    if protects(policy):
        for told in _told(Decided(asked, hidden, hidden, policy), True, set()):
            if not told.few:
                hidden[told.facet] = told.dominated(np.abs(np.nan_to_num(told.amounts)))
    return hidden


@dataclass(frozen=True, eq=False)
class _Told:
    """The sums that an outcome's rows tell: `rows` has a row for each row of the table, and a column a person.

    `facets` are those of the outcome, whose rows are hidden together; `amounts` are of its facet `facet`, and NaN
    for who adds nothing. Secret is what any of `policies` says of dominance or, if `few`, what few people can have
    made: then amounts are counted from the least or the largest number.
    """

    rows: sparse.csr_array
    amounts: np.ndarray
    hidden: np.ndarray
    facet: int
    facets: tuple[int, ...]
    cost: np.ndarray
    policies: tuple[Policy, ...]
    few: bool

    def least(self, sizes: np.ndarray) -> np.ndarray:
        """For each row the least sum that its contributors don't dominate, or that few people can't have made."""
        rule = self._made_by_few if self.few else self._harmless
        return np.max([rule(sizes, policy) for policy in self.policies], axis=0)

    def _harmless(self, sizes: np.ndarray, policy: Policy) -> np.ndarray:
        if not protects(policy):
            return np.zeros(self.rows.shape[0])
        parts = np.split(sizes[self.rows.indices], self.rows.indptr[1:-1])
        return np.array([harmless(part, policy) for part in parts])

    def _made_by_few(self, sizes: np.ndarray, policy: Policy) -> np.ndarray:
        """What too few people would have to add at least, for rows whose sum is smaller; 0 for others."""
        least = policy.complement * sizes[sizes > 0].min(initial=np.inf)
        sums, people = self.rows @ sizes, np.diff(self.rows.indptr)
        small = (sums > 0) | ((people > 0) & few_to_be_alike(people, policy))
        return np.where(small & (sums < least) & np.isfinite(least), least, 0.0)

    def dominated(self, sizes: np.ndarray) -> np.ndarray:
        """Which rows few contributors make up."""
        return dominates(self.least(sizes), self.rows @ sizes)


def _told(decided: Decided, rules: bool, same: set[float], *more: Policy) -> list[_Told]:
    """The sums that a table tells; those of the numbers themselves only if any policy has `rules` about them.

    With standard errors they tell how far people are from each of the numbers in `same`.
    """
    asked, policies, found = decided.asked, (decided.policy, *more), []
    for number, facet in enumerate(asked.facets):
        if facet.amounts is not None:
            facets = tuple(i for i, each in enumerate(asked.facets) if each.outcome == facet.outcome)
            rows = _rows(asked, asked.inside & ~np.isnan(facet.amounts))
            hidden = decided.answers[list(facets)].any(axis=0)
            cost = _cost(asked, np.diff(rows.indptr))
            kinds = [(facet.amounts, False)] if rules else []
            kinds += [(span, True) for span in facet.spans]
            kinds += [(far, True) for far in _from(facet, asked, same)]
            found += [_Told(rows, amounts, hidden, number, facets, cost, policies, few) for amounts, few in kinds]
    return found


def _same_numbers(decided: Decided) -> set[float]:
    """Numbers that all people of a row have, of rows whose standard errors say so."""
    found: set[float] = set()
    for number, facet in enumerate(decided.asked.facets):
        if facet.amounts is not None and decided.asked.errors and not facet.counts:
            rows = _rows(decided.asked, decided.asked.inside & ~np.isnan(facet.numbers))
            people = np.diff(rows.indptr)
            few = (people >= decided.policy.min_n) & few_to_be_alike(people, decided.policy)
            for row in np.flatnonzero(few & ~decided.answers[number]):
                numbers = facet.numbers[rows.indices[rows.indptr[row] : rows.indptr[row + 1]]]
                if np.ptp(numbers) == 0:
                    found.add(float(numbers[0]))
    return found


def _from(facet: Facet, asked: Asked, same: set[float]) -> list[np.ndarray]:
    """How far people's numbers are from each number in `same` that some of them have, squared, times the weight."""
    if facet.counts or not asked.errors:
        return []
    return [facet.weights * (facet.numbers - number) ** 2 for number in sorted(same) if (facet.numbers == number).any()]


def _rows(asked: Asked, has: np.ndarray) -> sparse.csr_array:
    """One row for each row of the table, margins and all: 1 for each person of those who `has` a value."""
    found = places(asked.groups, has)
    inner = sparse.csr_array((np.ones(len(found.rows)), (found.cells, found.rows)), shape=(found.size, len(has)))
    rows = sparse.csr_array(roll_up(asked.groups, margins=True) @ inner)
    rows.eliminate_zeros()
    return rows


def _cost(asked: Asked, people: np.ndarray) -> np.ndarray:
    """Many people cost more, and margins most."""
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in asked.groups)
    ends = np.array(shape, dtype=int).reshape(-1, *[1] * len(shape)) - 1
    margins = (np.indices(shape) == ends).sum(axis=0).ravel()
    return (1 + np.log2(1.0 + people) / 8) * (1 + 2 * margins)


def _linked(first: _Told, others: Iterable[_Told]) -> tuple[np.ndarray, list[_Told]]:
    """Everything that tells sums of the same numbers as `first`, or of a multiple of them; and each person's number."""
    values, found, left, before = first.amounts.copy(), [first], list(others), -1
    while before != len(left):
        before = len(left)
        for told in tuple(left):
            times = _times(values, told.amounts)
            if times is not None:
                values = np.where(np.isnan(values), told.amounts / times, values)
                found.append(told)
                left.remove(told)
    return values, found


def _times(values: np.ndarray, others: np.ndarray) -> float | None:
    """How many times `values` the `others` are; None if that differs, or if nobody has both."""
    both = ~(np.isnan(values) | np.isnan(others))
    size = np.abs(values[both]).sum()
    times = np.abs(others[both]).sum() / size if size else 0.0
    if not times:
        return None
    for sign in (1, -1):
        if np.allclose(others[both], sign * times * values[both], rtol=1e-9, atol=1e-12 * times * size):
            return sign * times
    return None


def _hidden(mine: list[_Told], before: list[_Told], values: np.ndarray) -> list[np.ndarray]:
    """Which rows of each of `mine` to hide, given those `before`; all tell sums of `values`."""
    sizes = np.abs(np.nan_to_num(values))
    kinds = [(told.rows.indptr.tobytes(), told.rows.indices.tobytes()) for told in mine]
    firsts = [kinds.index(kind) for kind in kinds]
    blocks = [[told for told, of in zip(mine, firsts, strict=True) if of == first] for first in dict.fromkeys(firsts)]
    alike = [block[0] for block in blocks]
    large = [np.any([told.dominated(sizes) for told in block], axis=0) for block in blocks]
    secret = [*large, *(told.hidden & told.dominated(sizes) for told in before)]
    primary = [np.all([told.hidden for told in block], axis=0) | few for block, few in zip(blocks, large, strict=True)]
    if np.concatenate(secret).any():
        found = _sums(alike, before, secret, sizes).decide(np.concatenate(primary))
        primary = np.split(found, len(alike))
    by_first = dict(zip(dict.fromkeys(firsts), primary, strict=True))
    return [by_first[first] for first in firsts]


def _sums(alike: list[_Told], before: list[_Told], secret: list[np.ndarray], sizes: np.ndarray) -> Sums:
    every = [*alike, *before]
    first, held = merged(sparse.vstack([told.rows for told in every]), sizes)
    rows = [sparse.csr_array(told.rows[:, first]) for told in every]
    none = rows[0][:0]
    need = [(told.least(sizes) - told.rows @ sizes)[which] for told, which in zip(every, secret, strict=True)]
    fixed = [of[~told.hidden] for of, told in zip(rows[len(alike) :], before, strict=True)]
    return Sums(
        held,
        sparse.csr_array(sparse.vstack([none, *fixed])),
        sparse.csr_array(sparse.vstack(rows[: len(alike)])),
        np.concatenate([told.cost for told in alike]),
        sparse.csr_array(sparse.vstack([of[which] for of, which in zip(rows, secret, strict=True)])),
        np.concatenate(need),
    )

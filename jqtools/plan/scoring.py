"""Bids scored by a solicitation's criteria: who wins, who would win without job quality, and when that changes.

All arithmetic is exact, in fractions. A bid is only in this module, never in a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jqtools.plan.lever_details import ScoringRow
from jqtools.plan.plan import Plan
from jqtools.plan.records import Records
from jqtools.plan.values import derived_id
from jqtools.words import _

_POINTS = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)\s*(?:points?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Bid:
    """A bid: `points` by the id of a criterion, and the criteria whose minimum in words it does not meet."""

    name: str
    points: Mapping[str, Fraction]
    fails: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class Placed:
    """A bid in an order: its total of points and its rank from 1; bids with the same total share a rank."""

    name: str
    total: Fraction
    rank: int


@dataclass(frozen=True)
class Turn:
    """Where another bid comes out on top when job quality counts for more points in all, the rest staying as it is.

    At `points` the bids in `level` are tied; with any more, those in `after` are on top instead of `before`.
    """

    points: Fraction
    before: tuple[str, ...]
    after: tuple[str, ...]
    level: tuple[str, ...]


def scored_rows(rows: Iterable[ScoringRow]) -> tuple[ScoringRow, ...]:
    """The criteria that have points: only these can score a bid."""
    return tuple(row for row in rows if row.points)


def least_points(row: ScoringRow) -> Fraction | None:
    """The least points that pass, where the minimum is written as a number such as "4" or "4 points"."""
    found = _POINTS.fullmatch(row.minimum.strip())
    return Fraction(found[1]) if found else None


def worded_minimum(row: ScoringRow) -> str:
    """The minimum where it is in words, such as "wage floor is pass or fail"; empty when there is none."""
    return "" if least_points(row) is not None else row.minimum.strip()


def wage_points(share: Fraction, floor: Fraction, most: Fraction) -> Fraction:
    """Points for the share of workers at or above the wage floor: none up to `floor`, `most` when it is all of them.

    Shares run from 0 to 1, and `floor` is under 1.
    """
    return most * min(max((share - floor) / (1 - floor), Fraction(0)), Fraction(1))


def missed(bid: Bid, rows: Iterable[ScoringRow]) -> tuple[ScoringRow, ...]:
    """The criteria whose minimum a bid does not meet: it is out."""
    return tuple(row for row in rows if row.id in bid.fails or bid.points[row.id] < (least_points(row) or 0))


def order(bids: Iterable[Bid], rows: Sequence[ScoringRow]) -> tuple[Placed, ...]:
    """The bids that meet every minimum of these criteria, by their total, the most first."""
    totals = [(bid.name, sum((bid.points[row.id] for row in rows), Fraction(0))) for bid in _in(bids, rows)]
    placed = [Placed(name, total, 1 + sum(other > total for _name, other in totals)) for name, total in totals]
    return tuple(sorted(placed, key=lambda each: each.rank))


def winners(placed: Iterable[Placed]) -> tuple[str, ...]:
    """Who is on top: several when they are tied, nobody when every bid is out."""
    return tuple(each.name for each in placed if each.rank == 1)


def turning_point(bids: Iterable[Bid], rows: Sequence[ScoringRow]) -> Turn | None:
    """The fewest job quality points in all that change who is on top; None when no number of them does.

    Each bid keeps the share of the job quality points that it earned. Only bids that meet every minimum count.
    """
    full = sum((Fraction(str(row.points)) for row in rows if row.job_quality), Fraction(0))
    if not full:
        return None
    lines = [_line(bid, rows, full) for bid in _in(bids, rows)]
    first = max((line.base for line in lines), default=None)
    top = [line for line in lines if line.base == first]
    steepest = max((line.share for line in top), default=Fraction(0))
    if any(line.share < steepest for line in top):
        return _turn(Fraction(0), top, top)
    meets = [((first - line.base) / (line.share - steepest), line) for line in lines if line.share > steepest]
    if not meets:
        return None
    soonest = min(points for points, _line in meets)
    return _turn(soonest, top, [*top, *(line for points, line in meets if points == soonest)])


@dataclass(frozen=True)
class _Line:
    """A bid's total as job quality counts for more: `base` points without it, and its `share` of the points for it."""

    name: str
    base: Fraction
    share: Fraction


def _line(bid: Bid, rows: Sequence[ScoringRow], full: Fraction) -> _Line:
    base = sum((bid.points[row.id] for row in rows if not row.job_quality), Fraction(0))
    share = sum((bid.points[row.id] for row in rows if row.job_quality), Fraction(0)) / full
    return _Line(bid.name, base, share)


def _turn(points: Fraction, before: Sequence[_Line], level: Sequence[_Line]) -> Turn:
    most = max(line.share for line in level)
    after = tuple(line.name for line in level if line.share == most)
    return Turn(points, tuple(line.name for line in before), after, tuple(line.name for line in level))


def _in(bids: Iterable[Bid], rows: Sequence[ScoringRow]) -> tuple[Bid, ...]:
    return tuple(bid for bid in bids if not missed(bid, rows))


def may_take_illustration(plan: Plan) -> bool:
    """Whether nobody has written a criterion yet, so that nothing would be lost."""
    return all(row == ScoringRow(id=row.id) for row in plan.lever_details.procurement.scoring)


def with_illustration(plan: Plan) -> Plan:
    """The plan with the illustration as its criteria; the same plan when there are criteria already."""
    if not may_take_illustration(plan):
        return plan
    procurement = plan.lever_details.procurement.model_copy(update={"scoring": Records(_illustration())})
    return plan.model_copy(update={"lever_details": plan.lever_details.model_copy(update={"procurement": procurement})})


def _illustration() -> tuple[ScoringRow, ...]:
    """A scoring of 100 points to start from. It shows the form of one and recommends no numbers."""
    told = (
        (_("Technical quality"), 45, "", False),
        (_("Price"), 30, "", False),
        (_("Wages against the benchmark"), 10, _("Pays the wage floor: pass or fail"), True),
        (_("Schedules"), 4, "", True),
        (_("Benefits"), 3, "", True),
        (_("Voice and safety record"), 3, "", True),
        (_("Evidence or outreach"), 5, "", False),
    )
    mark = _("To decide. These points are an illustration.")
    return tuple(
        ScoringRow(
            id=derived_id("sr", "illustration", str(place)),
            criterion=words,
            points=points,
            minimum=minimum,
            verification=mark,
            job_quality=quality,
        )
        for place, (words, points, minimum, quality) in enumerate(told)
    )

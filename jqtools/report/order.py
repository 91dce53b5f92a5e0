"""In which order boxes and points stand in their columns, so that few arrows cross.

Sweeps by barycentre and swaps of neighbours, with restarts from a fixed seed. The work is limited by a count
of sweeps and not by a clock: the same model gives the same picture on every machine.
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect_right, insort
from collections.abc import Iterable

Columns = list[list[str]]
_EFFORT, _MOST, _LEAST, _ROUND, _SWAPS = 24_000, 72, 4, 12, 6


class Arrows:
    """The one-column steps of all chains, from both ends."""

    def __init__(self, chains: Iterable[tuple[str, ...]]) -> None:
        self.before: dict[str, list[str]] = {}
        self.after: dict[str, list[str]] = {}
        self.count = 0
        for chain in chains:
            for source, target in itertools.pairwise(chain):
                self.after.setdefault(source, []).append(target)
                self.before.setdefault(target, []).append(source)
                self.count += 1


def ordered(columns: Iterable[Iterable[str]], arrows: Arrows) -> tuple[tuple[str, ...], ...]:
    """The columns with their points in an order that has few crossings."""
    start = [list(column) for column in columns]
    size = sum(len(column) for column in start) + arrows.count
    sweeps = max(_LEAST, min(_MOST, _EFFORT // max(size, 1)))
    chance = random.Random(0)
    best, fewest = start, crossings(start, arrows)
    here = [list(column) for column in start]
    for sweep in range(sweeps):
        if fewest == 0:
            break
        if sweep and sweep % _ROUND == 0:
            here = _shaken(best, chance)
        _by_barycentre(here, arrows, rightward=sweep % 2 == 0)
        _swap_neighbours(here, arrows)
        found = crossings(here, arrows)
        if found < fewest:
            best, fewest = [list(column) for column in here], found
    return tuple(tuple(column) for column in best)


def crossings(columns: Columns, arrows: Arrows) -> int:
    """How many pairs of arrows cross between neighbouring columns."""
    found = 0
    for column, following in itertools.pairwise(columns):
        place = {key: at for at, key in enumerate(following)}
        ends: list[int] = []
        for key in column:
            mine = sorted(place[target] for target in arrows.after.get(key, ()))
            found += sum(len(ends) - bisect_right(ends, end) for end in mine)
            for end in mine:
                insort(ends, end)
    return found


def _shaken(columns: Columns, chance: random.Random) -> Columns:
    shaken = [list(column) for column in columns]
    for column in shaken:
        for _ in range(min(3, len(column))):
            column.insert(chance.randrange(len(column)), column.pop(chance.randrange(len(column))))
    return shaken


def _by_barycentre(columns: Columns, arrows: Arrows, rightward: bool) -> None:
    span = range(1, len(columns)) if rightward else range(len(columns) - 2, -1, -1)
    near = arrows.before if rightward else arrows.after
    for at in span:
        beside = columns[at - 1 if rightward else at + 1]
        place = {key: spot for spot, key in enumerate(beside)}
        stretch = len(beside) / max(1, len(columns[at]))
        middle = {}
        for spot, key in enumerate(columns[at]):
            ends = [place[other] for other in near.get(key, ())]
            middle[key] = sum(ends) / len(ends) if ends else spot * stretch
        columns[at].sort(key=middle.__getitem__)


def _swap_neighbours(columns: Columns, arrows: Arrows) -> None:
    places = [{key: spot for spot, key in enumerate(column)} for column in columns]
    for _ in range(_SWAPS):
        swapped = False
        for at, column in enumerate(columns):
            left = places[at - 1] if at else {}
            right = places[at + 1] if at + 1 < len(columns) else {}
            for spot in range(len(column) - 1):
                upper, lower = column[spot], column[spot + 1]
                if _gain(upper, lower, arrows.before, left) + _gain(upper, lower, arrows.after, right) > 0:
                    column[spot : spot + 2] = lower, upper
                    swapped = True
            places[at] = {key: spot for spot, key in enumerate(column)}
        if not swapped:
            return


def _gain(upper: str, lower: str, near: dict[str, list[str]], place: dict[str, int]) -> int:
    """How many crossings fewer there are with `lower` above `upper`."""
    gain = 0
    for one in near.get(upper, ()):
        for other in near.get(lower, ()):
            gain += (place[one] > place[other]) - (place[one] < place[other])
    return gain

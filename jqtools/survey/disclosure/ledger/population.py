"""Everyone of whom tables are published, as numbers: whatever part of their records each table was made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.ledger.marks import Marks
from jqtools.survey.disclosure.ledger.matching import matched
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.request import Request


@dataclass(eq=False)
class Population:
    """People, numbered from 0 to `size` - 1.

    `frames` are their records, each with the number of the person in each row; `published` are the tables of them,
    each with the number of its frame.
    """

    size: int = 0
    frames: list[tuple[Marks, np.ndarray]] = field(default_factory=list)
    published: list[tuple[int, Request, Decided]] = field(default_factory=list)

    def known(self, frame: pd.DataFrame) -> int | None:
        """The number of `frame` here, or of one just like it; None if there is none."""
        for number, (marks, _) in enumerate(self.frames):
            if marks.frame is frame or marks.frame.equals(frame):
                return number
        return None

    def place(self, marks: Marks) -> int | None:
        """The number of a further frame, which is added if it holds records of these people; None if not."""
        found, same = np.full(len(marks), -1), False
        for known, numbers in self.frames:
            matches = matched(known, marks) if (found < 0).any() else None
            if matches is not None:
                same = True
                people = np.where(matches >= 0, numbers[matches], -1)
                found = np.where((found < 0) & ~np.isin(people, found), people, found)
        return self.add(marks, found) if same else None

    def add(self, marks: Marks, numbers: np.ndarray) -> int:
        """Add records; rows with -1 are new people."""
        new = numbers < 0
        numbers = numbers.copy()
        numbers[new] = self.size + np.arange(new.sum())
        self.size += int(new.sum())
        self.frames.append((marks, numbers))
        return len(self.frames) - 1

    def absorb(self, other: Population, number: int, place: int) -> None:
        """Add everybody of `other`, and their tables, because its frame `place` is the frame `number` here."""
        numbers = np.full(other.size, -1)
        numbers[other.frames[place][1]] = self.frames[number][1]
        new = numbers < 0
        numbers[new] = self.size + np.arange(new.sum())
        self.size += int(new.sum())
        self.published += [(len(self.frames) + each, request, decided) for each, request, decided in other.published]
        self.frames += [(marks, numbers[people]) for marks, people in other.frames]

    def before(self, number: int, request: Request, policy: Policy) -> Decided | None:
        """What was decided of the very same table."""
        for place, known, decided in self.published:
            if decided.policy == policy and self.is_numbered_alike(place, number) and _alike(known, request):
                return decided
        return None

    def is_numbered_alike(self, one: int, other: int) -> bool:
        """True if two frames have the same people in the same rows."""
        return one == other or np.array_equal(self.frames[one][1], self.frames[other][1])

    def told(self, number: int, request: Request) -> tuple[Asked, tuple[Decided, ...]]:
        """The table wanted and those published, each about all people."""
        places = [number, *(place for place, _, _ in self.published)]
        requests = [request, *(known for _, known, _ in self.published)]
        if all(self.is_numbered_alike(number, place) for place in places):
            wide = [each.asked for each in requests]
        else:
            wide = _filled(requests, [self.frames[place][1] for place in places], self.size)
        earlier = [
            replace(decided, asked=asked) for asked, (_, _, decided) in zip(wide[1:], self.published, strict=True)
        ]
        return wide[0], tuple(earlier)


def _filled(requests: list[Request], numbers: list[np.ndarray], size: int) -> list[Asked]:
    """The tables about all people; what one table's records don't say of a person, another's may."""
    wide = [_spread(request.asked, places, size) for request, places in zip(requests, numbers, strict=True)]
    known: dict[object, list[np.ndarray]] = {}
    for request, asked in zip(requests, wide, strict=True):
        for key, codes in _codes(request, asked):
            known.setdefault(key, []).append(codes)
    found = []
    for request, asked in zip(requests, wide, strict=True):
        full = [_from_others(codes, known[key]) for key, codes in _codes(request, asked)]
        groups = tuple(
            each if each.overlap else replace(each, codes=codes)
            for each, codes in zip(asked.groups, full, strict=False)
        )
        facets = zip(asked.facets, full[len(groups) :], strict=True)
        known_facets = tuple(replace(facet, states=codes) for facet, codes in facets)
        found.append(replace(asked, groups=groups, facets=known_facets))
    return found


def _codes(request: Request, asked: Asked) -> list[tuple[object, np.ndarray]]:
    groups = [((each.name, each.levels), each.codes if not each.overlap else np.zeros(1)) for each in asked.groups]
    order = [sum(other.outcome == facet.outcome for other in asked.facets[:i]) for i, facet in enumerate(asked.facets)]
    facets = [
        (
            (replace(request.outcomes[facet.outcome], name=" "), nth, facet.told.shape, facet.told.tobytes()),
            facet.states,
        )
        for facet, nth in zip(asked.facets, order, strict=True)
    ]
    return [*groups, *facets]


def _from_others(codes: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
    found = codes.copy()
    for other in others:
        both = (found >= 0) & (other >= 0)
        if (found[both] == other[both]).all():
            found = np.where(found < 0, other, found)
    return np.maximum(found, 0)


def _spread(asked: Asked, places: np.ndarray, size: int) -> Asked:
    def wide(values: np.ndarray, empty: float) -> np.ndarray:
        found = np.full((size, *values.shape[1:]), empty, dtype=values.dtype)
        found[places] = values
        return found

    groups = tuple(
        replace(each, members=wide(each.members, False)) if each.overlap else replace(each, codes=wide(each.codes, -1))
        for each in asked.groups
    )
    facets = tuple(
        replace(
            facet,
            states=wide(facet.states, -1),
            numbers=None if facet.numbers is None else wide(facet.numbers, np.nan),
            weights=None if facet.weights is None else wide(facet.weights, np.nan),
            spans=tuple(wide(span, np.nan) for span in facet.spans),
        )
        for facet in asked.facets
    )
    return replace(asked, inside=wide(asked.inside, False), groups=groups, facets=facets)


def _alike(known: Request, request: Request) -> bool:
    facets, others = request.asked.facets, known.asked.facets
    return (
        known.digest == request.digest
        and [(each.outcome, each.counts) for each in facets] == [(each.outcome, each.counts) for each in others]
        and all(_same_amounts(one.amounts, other.amounts) for one, other in zip(facets, others, strict=True))
    )


def _same_amounts(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other, equal_nan=True)

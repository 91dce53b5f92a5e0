"""Tables of the same people, whatever part of their records each was made from.

Two tables are about the same people if their rows have labels in common and say the same under them, or, where rows
have new labels, if each row says something of its own and the other table has it too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.request import Request

ALIKE = 0.7
OWN = 0.8
MOST_COMPARED = 5_000
MANY_CHANGES = 30
MOST_DIGESTS = 20


@dataclass(eq=False)
class Population:
    """People, numbered from 0 to `size` - 1.

    `frames` are their records, each with the number of the person in each row; `published` are the tables of them,
    each with the number of its frame and the digest of its request.
    """

    size: int = 0
    frames: list[tuple[pd.DataFrame, np.ndarray]] = field(default_factory=list)
    published: list[tuple[int, Request, Decided]] = field(default_factory=list)

    def place(self, frame: pd.DataFrame) -> int | None:
        """The number of `frame` here, which is added if it holds records of these people; None if not."""
        for number, (known, _) in enumerate(self.frames):
            if known is frame or _same(known, frame):
                return number
        for known, numbers in self.frames:
            matches = matched(known, frame)
            if matches is not None:
                return self.add(frame, np.where(matches >= 0, numbers[matches], -1))
        return None

    def add(self, frame: pd.DataFrame, numbers: np.ndarray) -> int:
        """Add `frame`; rows with -1 are new people."""
        new = numbers < 0
        numbers = numbers.copy()
        numbers[new] = self.size + np.arange(new.sum())
        self.size += int(new.sum())
        self.frames.append((frame, numbers))
        return len(self.frames) - 1

    def told(self, number: int, request: Request) -> tuple[Asked, tuple[Decided, ...]]:
        """The table wanted and those published, each about all people."""
        places = [number, *(place for place, _, _ in self.published)]
        requests = [request, *(known for _, known, _ in self.published)]
        if len(set(places)) == 1:
            wide = [each.asked for each in requests]
        else:
            wide = _filled(requests, [self.frames[place][1] for place in places], self.size)
        earlier = [
            replace(decided, asked=asked) for asked, (_, _, decided) in zip(wide[1:], self.published, strict=True)
        ]
        return wide[0], tuple(earlier)


def matched(known: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray | None:
    """For each row of `frame` the place of its person in `known`, -1 for none; None if they're other people."""
    columns = [name for name in frame.columns if name in known.columns]
    if not columns or not known.columns.is_unique or not frame.columns.is_unique:
        return None
    if len(columns) < min(known.shape[1], frame.shape[1]) and _changes(frame[columns]) < MANY_CHANGES:
        return None
    return (
        _by_label(known[columns], frame[columns], columns)
        if _labelled(known, frame)
        else _by_content(known[columns], frame[columns])
    )


def _same(known: pd.DataFrame, frame: pd.DataFrame) -> bool:
    return len(known) == len(frame) and known.index.equals(frame.index) and matched(known, frame) is not None


def _labelled(known: pd.DataFrame, frame: pd.DataFrame) -> bool:
    return known.index.equals(frame.index) or (known.index.is_unique and frame.index.is_unique)


def _by_label(known: pd.DataFrame, frame: pd.DataFrame, columns: list[object]) -> np.ndarray | None:
    same = known.index.equals(frame.index)
    places = np.arange(len(frame)) if same else known.index.get_indexer(frame.index)
    both = np.flatnonzero(places >= 0)
    if not len(both):
        return _by_content(known, frame)
    looked_at = both[:: max(1, len(both) // MOST_COMPARED)]
    agree = [_agreement(known[name].iloc[places[looked_at]], frame[name].iloc[looked_at]) for name in columns]
    telling = [each for each in agree if not np.isnan(each)]
    return places if not telling or np.mean(telling) >= ALIKE else _by_content(known, frame)


def digests(frame: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Names and digests of up to 20 columns that differ from row to row, so that no other rows would have them."""
    found = []
    for place, name in enumerate(frame.columns):
        marks = _marks(frame.iloc[:, [place]])
        if (marks[1:] != marks[:-1]).sum() >= MANY_CHANGES:
            found.append((str(name), hashlib.sha256(marks.tobytes()).hexdigest()))
        if len(found) == MOST_DIGESTS:
            break
    return tuple(sorted(found))


def _changes(frame: pd.DataFrame) -> int:
    """How often a row says something else than the row before."""
    marks = _marks(frame)
    return int((marks[1:] != marks[:-1]).sum())


def _agreement(one: pd.Series, other: pd.Series) -> float:
    """Cohen's kappa: 1 if two columns agree in all rows, 0 if as often as by chance; missing if both are constant."""
    codes, levels = pd.factorize(np.concatenate([_marks(one.to_frame()), _marks(other.to_frame())]))
    first, second = np.split(codes, 2)
    shares = [np.bincount(each, minlength=len(levels)) / len(each) for each in (first, second)]
    chance = float(shares[0] @ shares[1])
    return np.nan if chance == 1 else (float(np.mean(first == second)) - chance) / (1 - chance)


def _by_content(known: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray | None:
    """Match rows by all that they say; only if most rows of either say something of their own."""
    marks = [_marks(each) for each in (known, frame)]
    own = min(len(np.unique(each)) / len(each) for each in marks)
    if own < OWN or (np.isin(marks[1], marks[0]).mean() < OWN and np.isin(marks[0], marks[1]).mean() < OWN):
        return None
    first = pd.Series(np.arange(len(known)), index=marks[0])
    first = first[~first.index.duplicated()]
    places = first.reindex(marks[1]).fillna(-1).to_numpy(dtype=int)
    twice = pd.Series(places).duplicated().to_numpy() & (places >= 0)
    return np.where(twice, -1, places)


def _marks(frame: pd.DataFrame) -> np.ndarray:
    """A number for each row, alike for rows that say the same; 1 and 1.0 are the same."""
    plain = {
        i: frame.iloc[:, i].to_numpy(dtype=float, na_value=np.nan)
        if pd.api.types.is_numeric_dtype(frame.dtypes.iloc[i])
        and not pd.api.types.is_complex_dtype(frame.dtypes.iloc[i])
        else frame.iloc[:, i].astype(str).to_numpy(dtype=object)
        for i in range(frame.shape[1])
    }
    return pd.util.hash_pandas_object(pd.DataFrame(plain), index=False).to_numpy()


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
        found.append(Asked(asked.inside, groups, tuple(replace(facet, states=codes) for facet, codes in facets)))
    return found


def _codes(request: Request, asked: Asked) -> list[tuple[object, np.ndarray]]:
    groups = [((each.name, each.levels), each.codes if not each.overlap else np.zeros(1)) for each in asked.groups]
    order = [sum(other.outcome == facet.outcome for other in asked.facets[:i]) for i, facet in enumerate(asked.facets)]
    facets = [
        ((replace(request.outcomes[facet.outcome], name=" "), nth, facet.counts), facet.states)
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
            amounts=None if facet.amounts is None else wide(facet.amounts, np.nan),
        )
        for facet in asked.facets
    )
    return Asked(wide(asked.inside, False), groups, facets)

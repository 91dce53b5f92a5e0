"""Somebody who sees published tables, and works out by linear programs what they give away.

Shares no code with the package. People are split into classes: every combination of what the tables tell of a
person, with the combinations that nobody has. Unknown is how many people are in each class; every shown number is
an equation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

import numpy as np
import pandas as pd
from scipy.optimize import linprog

ALL = "(all)"
NEAR = 1e-6


@dataclass(frozen=True)
class Answer:
    """What an outcome tells of a person: `yes` in words over the columns (None: only that there is a value).

    An `average` tells the sum of the column, and with its standard error the sum of squares.
    """

    about: str
    yes: str | None = None
    average: bool = False


@dataclass(frozen=True)
class Ask:
    """One table that is asked for: of whom (in words, None for everyone), by what, and `answers` by name."""

    by: tuple[str, ...]
    answers: Mapping[str, Answer] = field(hash=False)
    where: str | None = None
    margins: bool = True


class People:
    """Rows of people or of classes, one `weight` each: which of them are in a place, a filter, an answer."""

    def __init__(self, rows: pd.DataFrame, shared: tuple[str, ...] = ()) -> None:
        self.rows, self.shared, self._known = rows, shared, {}

    def inside(self, where: str | None) -> np.ndarray:
        return self._once(("where", where), lambda: self._words(where))

    def has(self, answer: Answer) -> np.ndarray:
        return self._once(("has", answer.about), lambda: self._has(answer.about))

    def yes(self, answer: Answer) -> np.ndarray:
        return self._once(("yes", answer), lambda: self._words(answer.yes))

    def numbers(self, name: str) -> np.ndarray:
        return self.rows[name].fillna(0).to_numpy(dtype=float)

    def place(self, place: Mapping[str, object]) -> np.ndarray:
        found = np.ones(len(self.rows), dtype=bool)
        for name, level in place.items():
            if str(level) != ALL:
                found &= self._once((name, str(level)), lambda name=name, level=level: self._at(name, str(level)))
        return found

    def _at(self, name: str, level: str) -> np.ndarray:
        if name in self.shared:
            return np.array([level in text.split(";") for text in self.rows[name]], dtype=bool)
        return (self.rows[name].astype(str) == level).to_numpy()

    def _has(self, about: str) -> np.ndarray:
        return np.ones(len(self.rows), dtype=bool) if about == "one" else self.rows[about].notna().to_numpy()

    def _words(self, words: str | None) -> np.ndarray:
        return np.ones(len(self.rows), dtype=bool) if words is None else self.rows.eval(words).to_numpy(dtype=bool)

    def _once(self, key: object, make: Callable[[], np.ndarray]) -> np.ndarray:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


Set = Callable[[People], np.ndarray]


class Intruder:
    """Learns from published frames; `ranges` says what he makes of numbers of people.

    The sum of squares, which standard errors tell, is taken from the `people`; `weight` is a column that he knows.
    """

    def __init__(self, classes: People, people: People, weight: str | None = None) -> None:
        self.classes, self.people, self.weight, self.sums, self.totals = classes, people, weight, [], []

    def see(self, ask: Ask, frame: pd.DataFrame) -> None:
        """Learn every shown row: how many people it has, and for how many of them the answer is yes."""
        for row in frame[~frame["suppressed"]].to_dict("records"):
            answer = ask.answers[row["outcome"]]
            n = 0 if pd.isna(row["n"]) else int(row["n"])
            inside, real = (
                who.inside(ask.where) & who.place({name: row[name] for name in ask.by}) & who.has(answer)
                for who in (self.classes, self.people)
            )
            self.learn(inside, n)
            if answer.yes is not None:
                self.learn(inside & self.classes.yes(answer), round(row["estimate"] * n) if n else 0)
            if answer.average:
                values, known = self.classes.numbers(answer.about), self.people.numbers(answer.about)
                self.learn(inside * values, row["estimate"] * n if n else 0)
                if row["se"] > 0:
                    self.learn(inside * values**2, (known[real] ** 2).sum())
            if self.weight:
                self.learn(inside * self.classes.numbers(self.weight), row["weighted_n"] if n else 0)

    def learn(self, picked: np.ndarray, total: int) -> None:
        self.sums.append(picked.astype(float))
        self.totals.append(float(total))

    def ranges(self, targets: np.ndarray, wide: float) -> np.ndarray:
        """The least and most people there can be in each of `targets` (a row each), or a range that is `wide`."""
        sums, first = np.array(self.sums).reshape(-1, targets.shape[1]), len(self.sums)
        kinds = np.unique(np.vstack([sums, targets]), axis=1)
        sums, targets, seen = kinds[:first], kinds[first:], []

        def reached(objective: np.ndarray) -> np.ndarray:
            table = _cheapest(objective, sums, self.totals)
            seen.append(targets @ table)
            return seen[-1]

        reached(targets.sum(axis=0))
        for i, target in enumerate(targets):
            for sign in (-1, 1):
                known = np.array(seen)[:, i]
                if np.floor(known.max() + NEAR) - np.ceil(known.min() - NEAR) < wide:
                    reached(sign * target)
        return np.column_stack([np.ceil(np.min(seen, axis=0) - NEAR), np.floor(np.max(seen, axis=0) + NEAR)])


def _cheapest(objective: np.ndarray, sums: np.ndarray, totals: list[float]) -> np.ndarray:
    """The table with the least `objective` that agrees with everything shown."""
    most = 1000 + 10 * max(totals, default=0)
    known = {"A_eq": sums, "b_eq": totals} if len(totals) else {}
    found = linprog(objective, **known, bounds=(0, most), method="highs")
    assert found.status == 0, found.message
    return found.x


def secrets_of(asks: list[Ask], people: People, least: int) -> dict[tuple[object, ...], Set]:
    """Every number of people from 1 to `least` - 1 that the tables would tell, or two of them by subtraction."""
    found: dict[tuple[object, ...], Set] = {}
    for ask in asks:
        for place in _places(ask, people):
            found.update(_of_answers(ask, place))
            found.update(_of_filters(ask, place, asks))
            found.update(_of_thresholds(ask, place, asks))
            found.update(_of_bands(ask, place, asks, people))
    return {name: which for name, which in found.items() if 0 < which(people).sum() < least}


def _places(ask: Ask, people: People) -> list[dict[str, str]]:
    levels = [[*_levels(people, name), ALL] for name in ask.by]
    return [dict(zip(ask.by, place, strict=True)) for place in product(*levels)]


def _levels(people: People, name: str) -> list[str]:
    every = people.rows[name].astype(str)
    return sorted({level for text in every for level in (text.split(";") if name in people.shared else [text])})


def _of_answers(ask: Ask, place: Mapping[str, str]) -> dict[tuple[object, ...], Set]:
    at, found = (tuple(place.items()), ask.where), {}
    for answer in ask.answers.values():

        def has(who: People, answer: Answer = answer) -> np.ndarray:
            return who.inside(ask.where) & who.place(place) & who.has(answer)

        found["people", answer.about, *at] = has
        if answer.yes is not None:
            found["yes", answer.yes, *at] = lambda who, has=has, answer=answer: has(who) & who.yes(answer)
            found["no", answer.yes, *at] = lambda who, has=has, answer=answer: has(who) & ~who.yes(answer)
        for end in ("min", "max") if answer.average else ():
            found["not at the", end, answer.about, *at] = lambda who, has=has, name=answer.about, end=end: (
                has(who) & (who.numbers(name) != getattr(who.rows[name], end)())
            )
    return found


def _of_filters(ask: Ask, place: Mapping[str, str], asks: list[Ask]) -> dict[tuple[object, ...], Set]:
    """Who is in the filter of one table and not in that of another."""
    filters = dict.fromkeys(each.where for each in asks)
    return {
        ("in", one, "not in", other, tuple(place.items())): lambda who, one=one, other=other: (
            who.inside(one) & ~who.inside(other) & who.place(place)
        )
        for one, other in permutations(filters, 2)
    }


def _of_thresholds(ask: Ask, place: Mapping[str, str], asks: list[Ask]) -> dict[tuple[object, ...], Set]:
    """Who is on one side of one threshold and on the other side of another."""
    every = dict.fromkeys(answer for each in asks for answer in each.answers.values() if answer.yes is not None)
    mine = {answer.about for answer in ask.answers.values()}
    return {
        ("yes", one.yes, "no", other.yes, tuple(place.items()), ask.where): lambda who, one=one, other=other: (
            who.inside(ask.where) & who.place(place) & who.yes(one) & who.has(other) & ~who.yes(other)
        )
        for one, other in permutations(every, 2)
        if one.about == other.about and one.about in mine
    }


def _of_bands(ask: Ask, place: Mapping[str, str], asks: list[Ask], people: People) -> dict[tuple[object, ...], Set]:
    """Who is in a band of one table and not in a band of another."""
    found = {}
    for one, other in permutations(dict.fromkeys(name for each in asks for name in each.by), 2):
        if one in ask.by and one.split("_")[0] == other.split("_")[0] and place[one] != ALL:
            for level in _levels(people, other):
                found["band", tuple(place.items()), "not", other, level, ask.where] = lambda who, o=other, x=level: (
                    who.inside(ask.where) & who.place(place) & ~who.place({o: x})
                )
    return found


def classes_of(rows: pd.DataFrame, basic: list[str], described: Callable[[pd.DataFrame], pd.DataFrame]) -> pd.DataFrame:
    """Every combination of what people say in the `basic` columns, described like people."""
    levels = [rows[name].drop_duplicates().tolist() for name in basic]
    every = pd.DataFrame(list(product(*levels)), columns=basic)
    return described(every.astype({name: rows[name].dtype for name in basic}))


def broken(
    asks: list[Ask],
    frames: list[pd.DataFrame],
    people: People,
    classes: People,
    least: int,
    weight: str | None = None,
) -> list[object]:
    """The secrets that are out: their names, and the range that the intruder finds."""
    intruder = Intruder(classes, people, weight)
    for ask, frame in zip(asks, frames, strict=True):
        intruder.see(ask, frame)
    secrets = secrets_of(asks, people, least)
    if not secrets:
        return []
    targets = np.array([which(classes) for which in secrets.values()], dtype=float)
    assert targets.any(axis=1).all()
    ranges = intruder.ranges(targets, least)
    return [
        (name, tuple(found))
        for name, found in zip(secrets, ranges.tolist(), strict=True)
        if found[1] - found[0] < least
    ]

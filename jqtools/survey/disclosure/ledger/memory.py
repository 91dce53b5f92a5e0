"""All people that a ledger knows: which tables are of the same, and which may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.disclosure.ledger.marks import Marks
from jqtools.survey.disclosure.ledger.matching import may_be_same
from jqtools.survey.disclosure.ledger.population import Population
from jqtools.survey.disclosure.ledger.record import Record
from jqtools.survey.disclosure.ledger.releases import Cell, cells_shown


@dataclass(eq=False)
class Memory:
    """`populations` that have no people in common, and in `homes` whose each table of a file is, by its checksum.

    `strange` are tables of a file that can't be made from a frame, `likely` says which frames may be of the same
    people though they don't match.
    """

    populations: list[Population] = field(default_factory=list)
    homes: dict[str, Population | None] = field(default_factory=dict)
    strange: set[tuple[str, int]] = field(default_factory=set)
    likely: dict[tuple[int, int], bool] = field(default_factory=dict)

    def copy(self) -> Memory:
        """The same, to be added to without a change of this one."""
        twins = {
            each: replace(each, frames=list(each.frames), published=list(each.published)) for each in self.populations
        }
        homes = {key: twins.get(home) for key, home in self.homes.items()}
        return Memory(list(twins.values()), homes, set(self.strange), dict(self.likely))

    def place(self, frame: pd.DataFrame) -> tuple[Population, int]:
        """The people in `frame`, and the number that it has there; populations that it joins become one."""
        for population in self.populations:
            number = population.known(frame)
            if number is not None:
                return population, number
        marks = Marks(frame)
        placed = [(population, population.place(marks)) for population in self.populations]
        found = [(population, number) for population, number in placed if number is not None]
        if not found:
            population = Population()
            self.populations.append(population)
            return population, population.add(marks, np.full(len(marks), -1))
        (home, number), *others = found
        for other, place in others:
            self._merge(home, number, other, place)
        return home, number

    def joined(self, population: Population, number: int, records: tuple[Record, ...]) -> list[Record]:
        """Add the tables of `records` that are of `population` to it; what is left are other releases."""
        left = []
        for record in records:
            home = self.homes.get(record.checksum) or self._join(population, number, record)
            self.homes[record.checksum] = home
            if home is not population:
                left.append(record)
        return left

    def _join(self, population: Population, number: int, record: Record) -> Population | None:
        places = [number, *(place for place in range(len(population.frames)) if place != number)]
        for place in places:
            frame = population.frames[place][0].frame
            if (record.checksum, id(frame)) in self.strange:
                continue
            found = record.published(frame)
            if found is not None:
                if population.before(place, found[0], record.policy) is None:
                    population.published.append((place, *found))
                return population
            self.strange.add((record.checksum, id(frame)))
        if record.is_of_the_rows(population.frames[number][0].frame):
            raise PublicationError(
                f"the ledger remembers the table {record.name!r} of these records, but their columns are not as they "
                "were then; put back the columns that it was made from, or use another ledger once a reviewer agrees"
            )
        return None

    def shown_elsewhere(self, population: Population, number: int) -> Iterator[Cell]:
        """What tables of others show who may be the same people all the same."""
        frame, _ = population.frames[number]
        for other in self.populations:
            for place, request, decided in other.published if other is not population else ():
                if self._may_be_same(other.frames[place][0], frame):
                    yield from cells_shown(request, decided)

    def _merge(self, home: Population, number: int, other: Population, place: int) -> None:
        """Make one population of two, because the frame `number` of one is the frame `place` of the other."""
        home.absorb(other, number, place)
        self.populations.remove(other)
        self.homes = {key: home if each is other else each for key, each in self.homes.items()}

    def _may_be_same(self, known: Marks, frame: Marks) -> bool:
        key = (id(known), id(frame))  # populations keep both
        if key not in self.likely:
            self.likely[key] = may_be_same(known, frame)
        return self.likely[key]

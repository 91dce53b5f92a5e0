"""What has been published of the same people, so that no table can be subtracted from another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from typing import TextIO

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.disclosure.ledger_file import LedgerFile
from jqtools.survey.disclosure.ledger_log import LogLine, log_frame
from jqtools.survey.disclosure.ledger_recipe import Recipe
from jqtools.survey.disclosure.ledger_record import Record
from jqtools.survey.disclosure.magnitudes import protect
from jqtools.survey.disclosure.pattern import Decided, decide
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.population import Population
from jqtools.survey.disclosure.releases import close_rows
from jqtools.survey.disclosure.request import Request
from jqtools.survey.exporting import write_csv


class Ledger:
    """Remembers every table that is published, as long as the program runs or, with a `path`, in a file.

    A further table of the same people is decided given all that is told already, also if it is about some of them
    only, or groups them otherwise. Without another ledger, `publish` uses the one that all tables of a program share.

    Parameters
    ----------
    path
        A JSON file, which is made if it isn't there. Several programs may use it at the same time. It says how each
        table was made, which rows are hidden, and what is shown of the others; nothing that is hidden, and no
        records. A table in it that was made from the data at hand counts as if it were published now. One that
        was made from other data is another release, such as last year's: where it shows the same cell (the same
        groups, outcome and statistic) with an n that differs by fewer than the policy's `min_n`, the new cell is
        hidden (unless the policy has `differences=False`). The same data in another order, or of which rows were
        left out, are other data: filter with `Design.where` instead.

    Raises
    ------
    PublicationError
        The file is damaged or was written by a later version; its folder isn't there; or a table can't be
        remembered in it: its filter is no text, or its groups are no column of the data.
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self._populations: list[Population] = []
        self._file = None if path is None else LedgerFile(path)
        self._log: dict[tuple[object, ...], LogLine] = {}
        self._homes: dict[str, Population | None] = {}
        self._strange: set[tuple[str, int]] = set()
        self._writes = True

    def __repr__(self) -> str:
        return f"<Ledger of {len(self.log())} tables>"

    def log(self) -> pd.DataFrame:
        """What was published, for a reviewer: a row is a table. It has no numbers of people.

        `date` (UTC), `table`, `filter` (empty for everyone), `policy`, and how many rows are `shown` and how many
        `hidden`, roll-ups too.
        """
        if self._file is None:
            return log_frame(self._log.values())
        return log_frame([LogLine.of_record(record) for record in self._file.read()])

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write `log` as CSV, or return the text if no path is given."""
        return write_csv(self.log(), path_or_buffer)

    def decide(self, request: Request, policy: Policy) -> Decided:
        """What to hide of a table; the table is published from now on."""
        recipe = None if self._file is None else Recipe.of(request)
        with self._records() as records:
            population, number = self._population(request)
            others = self._joined(population, number, records)
            known = _before(population, number, request, policy)
            if known is not None:
                decided = known
            else:
                asked, earlier = population.told(number, request)
                close = close_rows(request, policy, [cell for record in others for cell in record.shown])
                decided = protect(decide(asked, earlier, policy, close), earlier)
            self._remember(records, recipe, request, decided, population)
            if known is None:
                population.published.append((number, request, decided))
        return decided

    def aside(self) -> Ledger:
        """A ledger that knows all that this one knows and adds nothing to it or its file: to try tables out."""
        found = Ledger()
        found._file, found._writes = self._file, False
        homes = {
            each: replace(each, frames=list(each.frames), published=list(each.published)) for each in self._populations
        }
        found._populations = list(homes.values())
        found._homes = {key: homes.get(home) for key, home in self._homes.items()}
        found._strange = set(self._strange)
        return found

    @contextmanager
    def _records(self) -> Iterator[tuple[Record, ...]]:
        if self._file is None:
            yield ()
            return
        with self._file.locked():
            records = self._file.read()
            if not self._homes.keys() <= {record.checksum for record in records}:
                raise PublicationError(
                    f"the ledger '{self._file.path}' has lost tables that it held; put the file back as it was"
                )
            yield records

    def _joined(self, population: Population, number: int, records: tuple[Record, ...]) -> list[Record]:
        """Add the tables of `records` that are of `population` to it; what is left are other releases."""
        left = []
        for record in records:
            home = self._homes.get(record.checksum) or self._join(population, number, record)
            self._homes[record.checksum] = home
            if home is not population:
                left.append(record)
        return left

    def _join(self, population: Population, number: int, record: Record) -> Population | None:
        places = [number, *(place for place in range(len(population.frames)) if place != number)]
        for place in places:
            frame, _ = population.frames[place]
            if (record.checksum, id(frame)) in self._strange:
                continue
            found = record.published(frame)
            if found is not None:
                if _before(population, place, found[0], record.policy) is None:
                    population.published.append((place, *found))
                return population
            self._strange.add((record.checksum, id(frame)))
        if record.is_of_the_rows(population.frames[number][0]):
            raise PublicationError(
                f"the ledger remembers the table {record.name!r} of these records, but their columns are not as they "
                "were then; put back the columns that it was made from, or use another ledger once a reviewer agrees"
            )
        return None

    def _remember(
        self,
        records: tuple[Record, ...],
        recipe: Recipe | None,
        request: Request,
        decided: Decided,
        population: Population,
    ) -> None:
        if not self._writes:
            return
        date = datetime.now(tz=UTC).isoformat(timespec="seconds")
        if recipe is None:
            line = LogLine.of(date, request, decided)
            self._log.setdefault((request.digest, repr(request.outcomes), *line[1:]), line)
        elif not any(record.tells(recipe, request, decided.policy) for record in records):
            record = Record.of(date, recipe, request, decided)
            self._file.write((*records, record))
            self._homes[record.checksum] = population

    def _population(self, request: Request) -> tuple[Population, int]:
        for population in self._populations:
            number = population.place(request.frame)
            if number is not None:
                return population, number
        population = Population()
        self._populations.append(population)
        return population, population.add(request.frame, np.full(len(request.frame), -1))


def _before(population: Population, number: int, request: Request, policy: Policy) -> Decided | None:
    """What was decided of the very same table."""
    for place, known, decided in population.published:
        if place == number and _alike(known, request) and decided.policy == policy:
            return decided
    return None


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


SESSION = Ledger()

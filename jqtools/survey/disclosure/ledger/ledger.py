"""What has been published of the same people, so that no table can be subtracted from another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from os import PathLike
from typing import TextIO

import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.disclosure.ledger.file import LedgerFile
from jqtools.survey.disclosure.ledger.log import LogLine, log_frame
from jqtools.survey.disclosure.ledger.memory import Memory
from jqtools.survey.disclosure.ledger.population import Population
from jqtools.survey.disclosure.ledger.recipe import Recipe
from jqtools.survey.disclosure.ledger.record import Record
from jqtools.survey.disclosure.ledger.releases import close_rows
from jqtools.survey.disclosure.pattern import Decided, decide
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.ranges import Ranges, ranges_of
from jqtools.survey.disclosure.relevance import without_the_irrelevant
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.values import percentiles
from jqtools.survey.disclosure.values.magnitudes import protect
from jqtools.survey.exporting import write_csv


class Ledger:
    """Remembers every table that is published, as long as the program runs or, with a `path`, in a file.

    A further table of the same people is decided given all that is told already, also if it is about some of them
    only, or groups them otherwise. The same people are known by their rows' labels or by what the rows say, also in
    another order, with other column names, or with some columns changed (see `matching`). Where that isn't sure, but
    tables have nearly as many rows (within 5%) and two columns with the same values, or say nearly the same, what
    they show is kept apart like two releases, below. Without another ledger, `publish` uses the one that all tables
    of a program share.

    Parameters
    ----------
    path
        A JSON file, which is made if it isn't there. Several programs may use it at the same time. It says how each
        table was made, which rows are hidden, and what is shown of the others; nothing that is hidden, and no
        records. A table in it that was made from the data at hand counts as if it were published now. One that
        was made from other data is another release, such as last year's: where it shows the same cell (the same
        groups, whatever their columns are called, and the same outcome and statistic, or all people in both) with an
        n that differs by fewer than the policy's `min_n`, the new cell is hidden (unless the policy has
        `differences=False`). To another program the same data in another order, or of which rows were left out, are
        other data: filter with `Design.where` instead.

    Raises
    ------
    PublicationError
        The file is damaged or was written by a later version; its folder isn't there; or a table can't be
        remembered in it: its filter is no text, or its groups are no column of the data.
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self._memory = Memory()
        self._file = None if path is None else LedgerFile(path)
        self._log: dict[tuple[object, ...], LogLine] = {}
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
            population, number = self._memory.place(request.frame)
            left = self._memory.joined(population, number, records)
            known = population.before(number, request, policy)
            if known is not None:
                decided = known
            else:
                asked, earlier = population.told(number, request)
                others = chain(
                    (cell for record in left for cell in record.shown), self._memory.shown_elsewhere(population, number)
                )
                close = close_rows(request, policy, others)
                near = percentiles.lines_near(request, policy, population, number)
                relevant = without_the_irrelevant(asked, earlier)
                decided = protect(decide(asked, relevant, policy, close, near), earlier)
                decided = percentiles.protect(decided, request, population, number)
            self._remember(records, recipe, request, decided, population)
            if known is None:
                population.published.append((number, request, decided))
        return decided

    def ranges(self, request: Request, decided: Decided) -> Ranges:
        """What an intruder can work out of a published table, given all that is published of the same people."""
        population, number = self._memory.place(request.frame)
        asked, others = population.told(number, request)
        return ranges_of(replace(decided, asked=asked), others)

    @property
    def remembers_intervals(self) -> bool:
        """False for a ledger in a file, which doesn't say how percentiles vary."""
        return self._file is None

    def aside(self) -> Ledger:
        """A ledger that knows all that this one knows and adds nothing to it or its file: to try tables out."""
        found = Ledger()
        found._file, found._writes, found._memory = self._file, False, self._memory.copy()
        return found

    @contextmanager
    def _records(self) -> Iterator[tuple[Record, ...]]:
        if self._file is None:
            yield ()
            return
        with self._file.locked():
            records = self._file.read()
            if not self._memory.homes.keys() <= {record.checksum for record in records}:
                raise PublicationError(
                    f"the ledger '{self._file.path}' has lost tables that it held; put the file back as it was"
                )
            yield records

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
            self._memory.homes[record.checksum] = population


SESSION = Ledger()

"""Roll a table up, step by step, until every row of it may be shown.

Trials are decided beside the ledger, so that only the table that is chosen counts as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError, PublicationError
from jqtools.survey.categories.race_groups import RaceGroups
from jqtools.survey.columns import ALL
from jqtools.survey.design import Design, Domain
from jqtools.survey.disclosure import publishing
from jqtools.survey.disclosure.ledger.ledger import Ledger
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.estimates import Estimates, disaggregate
from jqtools.survey.planning.candidates import Candidate, Chosen, allowed_merges, names
from jqtools.survey.planning.merges import Merges
from jqtools.survey.planning.roll_up_words import candidate_words, told_words
from jqtools.survey.planning.too_few import rules_of
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome
from jqtools.survey.unpublished import Unpublished


@dataclass(frozen=True, eq=False)
class RolledUp(Unpublished):
    """The table that was chosen, and how it differs from what was asked.

    `published` may be shown, and so may `words`, which say what was merged or dropped and why. `by` are its columns,
    `merged` the groups of each merge by column, `dropped` the columns that were left out. `trials` is for the
    analyst's own eyes: a row is a table that was tried, with `table`, `rows`, `rows_hidden`, `people_hidden` (the
    largest share of an outcome's people, 0 to 1) and `refused` (why it can't be published at all, or "").
    """

    published: Published
    by: tuple[str, ...]
    merged: Chosen
    dropped: tuple[str, ...]
    words: tuple[str, ...]
    trials: pd.DataFrame

    def __repr__(self) -> str:
        return f"<RolledUp: {' '.join(self.words)} .published is the table>"


@dataclass(frozen=True, eq=False)
class _Trial:
    """A candidate with the table of it; `published` is None if it was `refused`."""

    candidate: Candidate
    table: Estimates
    published: Published | None
    refused: str = ""

    @property
    def suppressed(self) -> np.ndarray:
        everything = np.ones(len(self.table.frame), dtype=bool)
        return everything if self.published is None else self.published.frame["suppressed"].to_numpy(dtype=bool)

    @property
    def people_hidden(self) -> float:
        """The largest share of an outcome's people in rows that are hidden, margins aside."""
        frame, columns = self.table.frame, [groups.name for groups in self.table.by]
        inner = ~(frame[columns] == ALL).any(axis=1).to_numpy() if columns else np.ones(len(frame), dtype=bool)
        n = np.where(inner, frame["n"], 0).reshape(len(self.table.outcomes), -1)
        hidden = np.where(self.suppressed, n.ravel(), 0).reshape(n.shape).sum(axis=1)
        return float((hidden / np.maximum(n.sum(axis=1), 1)).max())

    @property
    def small(self) -> dict[str, set[object]] | None:
        """By column the groups in rows that are hidden for themselves; None if not known."""
        if self.published is None:
            return None
        hidden = self.published.hidden
        few = hidden[~hidden["reason"].str.startswith("protects")]
        return {groups.name: set(few[groups.name]) for groups in self.table.by}

    def is_safe(self, hide_at_most: float) -> bool:
        return not self.suppressed.any() or 0 < hide_at_most >= self.people_hidden


def roll_up_until_safe(
    rows: Design | Domain,
    outcomes: Outcome | Sequence[Outcome],
    by: str | RaceGroups | Sequence[str | RaceGroups],
    *,
    merges: Mapping[str, Merges] | None = None,
    policy: Policy | str = "agency-n10",
    ledger: Ledger | None = None,
    hide_at_most: float = 0.0,
    **choices: object,
) -> RolledUp:
    """Publish the most detailed table of which no row has to be hidden.

    It is tried as asked, then with allowed merges, then without the last column, and so on, down to everyone. If rows
    are hidden in all of these, the table is published that hides the smallest share of people.

    Parameters
    ----------
    rows, outcomes, by
        As for `disaggregate`. The first column in `by` is kept longest.
    merges
        By column, the merges that its groups would recognise: {"race": {"Asian or Pacific Islander": ["Asian",
        "Pacific Islander"]}}; see `merge_options`. Nothing else is merged. The table's column is then called
        "race (merged)".
    policy, ledger
        As for `Estimates.publish`. The ledger remembers the table that is chosen, and no trial.
    hide_at_most
        The share of people, 0 to 1, that may be in hidden rows; 0 wants every row to be shown.
    choices
        `margins`, `level` and `missing` of `disaggregate`.

    Raises
    ------
    DataError
        Merges that aren't allowed, or a share that isn't one.
    PublicationError
        No table can be published, not even of everyone; or merges and a ledger in a file, which can't remember groups
        that the data don't have.
    """
    if not 0 <= hide_at_most < 1:
        raise DataError(f"hide_at_most is a share of the people, from 0 to below 1; got {hide_at_most!r}")
    rules, domain = rules_of(policy), rows.everyone() if isinstance(rows, Design) else rows
    columns = (by,) if isinstance(by, str | RaceGroups) else tuple(by)
    allowed = allowed_merges(merges, columns, domain.design.frame)
    real, tried = publishing.SESSION if ledger is None else ledger, []
    _check_remembers(real, allowed)
    for candidate, table in _tables(domain, outcomes, columns, allowed, choices, tried):
        tried.append(_tried(candidate, table, rules, real))
        if tried[-1].is_safe(hide_at_most):
            break
    best = min(tried, key=lambda trial: (not trial.is_safe(hide_at_most), trial.people_hidden))
    published = best.table.publish(rules, real)
    asked, shown = names(columns), names(best.candidate.by)
    frame = pd.DataFrame([_row(trial) for trial in tried])
    words = told_words(asked, shown, best.candidate.merged, published.frame["suppressed"].to_numpy(dtype=bool))
    return RolledUp(published, shown, best.candidate.merged, asked[len(shown) :], words, frame)


def _tables(
    domain: Domain,
    outcomes: Outcome | Sequence[Outcome],
    by: tuple[str | RaceGroups, ...],
    allowed: Chosen,
    choices: Mapping[str, object],
    tried: Sequence[_Trial],
) -> Iterator[tuple[Candidate, Estimates]]:
    """The tables to try, each once those before it are in `tried`."""
    for size in range(len(by), -1, -1):
        plain = Candidate(by[:size])
        yield plain, disaggregate(domain, outcomes, plain.asked, **choices)
        for candidate in plain.with_merges(allowed, tried[-1].small):
            yield candidate, disaggregate(candidate.rows(domain), outcomes, candidate.asked, **choices)


def _tried(candidate: Candidate, table: Estimates, policy: Policy, ledger: Ledger) -> _Trial:
    try:
        return _Trial(candidate, table, table.publish(policy, ledger.aside()))
    except PublicationError as error:
        return _Trial(candidate, table, None, str(error))


def _check_remembers(ledger: Ledger, allowed: Chosen) -> None:
    if ledger._file is not None and any(allowed.values()):
        column = next(column for column, merges in allowed.items() if merges)
        raise PublicationError(
            f"a ledger in a file can't remember merges of {column!r}, because the data don't have them; make a column "
            "of merged groups in the data and name it in by"
        )


def _row(trial: _Trial) -> dict[str, object]:
    return {
        "table": candidate_words(names(trial.candidate.by), trial.candidate.merged),
        "rows": len(trial.table.frame),
        "rows_hidden": int(trial.suppressed.sum()),
        "people_hidden": trial.people_hidden,
        "refused": trial.refused,
    }

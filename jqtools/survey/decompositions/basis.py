"""May a result that is made of whole groups be shown? Only if each of these groups would be.

A decomposition, an index or a regression tells less than the table that it is made of, so that table is published
through the ledger, and the result is shown if no row it needs is hidden. A regression needs as many people beyond
its coefficients as the policy's minimum: its residual degrees of freedom. Source: SACRO guide to statistical output
checking (2023), DARE UK, zenodo.org/records/10054629.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.columns import MISSING, numbers
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.decompositions.predictors import Terms, complete, has_categories
from jqtools.survey.design import Domain
from jqtools.survey.statistics import Outcome, mean
from jqtools.survey.unpublished import Unpublished

if TYPE_CHECKING:
    from jqtools.survey.disclosure.ledger.ledger import Ledger
    from jqtools.survey.disclosure.policy import Policy
    from jqtools.survey.estimates import Estimates
    from jqtools.survey.published_rows import PublishedRows

MOST_COLUMNS = 3
TOO_FEW = "too small"
HIDDEN = "hidden to protect small groups, given all that is published of the same people"


@dataclass(frozen=True, eq=False)
class Basis:
    """A table that a result is made of: `outcomes` of the rows in `domain`, split by the columns in `by`.

    `used` has the groups that the result needs, by column; it needs all of a column that isn't there. A group has to
    have `numbers` more people than the policy's minimum, because so many numbers are told of it.
    """

    domain: Domain
    outcomes: tuple[Outcome, ...]
    by: tuple[str, ...] = ()
    used: Mapping[str, Sequence[object]] = field(default_factory=dict)
    numbers: int = 0

    def table(self) -> Estimates:
        """The table, unpublished."""
        from jqtools.survey.estimates import disaggregate  # which imports results that have a basis

        if len(self.by) > MOST_COLUMNS:
            listed = ", ".join(self.by)
            raise PublicationError(
                f"a result can be published if it is made of groups by up to {MOST_COLUMNS} columns, "
                f"got {len(self.by)}: {listed}"
            )
        return disaggregate(self.domain, self.outcomes, self.by)

    def too_few(self, table: Estimates, policy: Policy) -> int:
        """How many groups are too small in themselves."""
        from jqtools.survey.disclosure.publishing import small_rows

        n = np.array([answer.n for answer in table.answers])
        few = (n > 0) & (n < policy.min_n + self.numbers)
        return self._needed(table.frame, small_rows(table, policy) | few)

    def hidden(self, table: Estimates, policy: Policy, ledger: Ledger | None) -> int:
        """How many groups are hidden once the table is published."""
        frame = table.publish(policy, ledger).frame
        return self._needed(frame, frame["suppressed"].to_numpy())

    def _needed(self, frame: pd.DataFrame, marked: np.ndarray) -> int:
        """In how many groups that are needed any outcome is marked."""
        found = marked.reshape(len(self.outcomes), -1).any(axis=0)
        for name, levels in self.used.items():
            found &= frame[name].isin(list(levels)).to_numpy()[: len(found)]
        return int(found.sum())


class MadeOfGroups(Unpublished):
    """An unpublished result that is made of whole groups: `frame`, `notes`, and `bases`, the tables of the groups."""

    frame: pd.DataFrame
    bases: tuple[Basis, ...]
    notes: tuple[str, ...] = ()

    def publish(self, policy: Policy | str = "agency-n10", ledger: Ledger | None = None) -> PublishedRows:
        """The rows of `frame` without `n_missing`, if each group they are made of may be shown.

        Parameters are those of `Estimates.publish`. Groups that are too small in themselves are found before the
        ledger hears of any table; a table that it was asked for counts as published, also if this is refused.

        Raises
        ------
        PublicationError
            Groups are hidden; it says how many.
        """
        from jqtools.survey.disclosure.policy import policy as named_policy
        from jqtools.survey.published_rows import PublishedRows

        rules = named_policy(policy) if isinstance(policy, str) else policy
        tables = [(basis, basis.table()) for basis in self.bases]
        _refuse(sum(basis.too_few(table, rules) for basis, table in tables), TOO_FEW)
        _refuse(sum(basis.hidden(table, rules, ledger) for basis, table in tables), HIDDEN)
        return PublishedRows(self.frame.drop(columns="n_missing", errors="ignore"), rules, self.notes)


def _refuse(groups: int, why: str) -> None:
    if groups:
        are = "1 group that this is made of is" if groups == 1 else f"{groups} groups that this is made of are"
        raise PublicationError(
            f"{are} {why}, so it can't be published; merge small groups with similar ones, or leave them out with "
            "where(...)"
        )


def regression_bases(
    domain: Domain, outcome: str, group: Mapping[str, Sequence[object]], predictors: Sequence[str], terms: Terms
) -> tuple[Basis, ...]:
    """What a regression in the groups of a column is made of: means by group, and by group and each category.

    A number that is only 0 or 1 is a category, because its coefficient is a difference between two groups.
    """
    (name, levels), frame = *group.items(), domain.design.frame
    known = domain.mask & complete(frame, (name, *predictors)) & ~np.isnan(numbers(frame, outcome))
    rows = domain.where(known)
    whole = [each for each in predictors if not _is_category(frame, each)]
    means = tuple(mean(each) for each in (outcome, *whole))
    used = {each: _present(frame, each, known) for each in predictors if each not in whole}
    by_category = (Basis(rows, means[:1], (name, each), {name: levels, each: used[each]}) for each in used)
    return Basis(rows, means, (name,), {name: levels}, len(terms.fitted)), *by_category


def _is_category(frame: pd.DataFrame, name: str) -> bool:
    if has_categories(frame, name):
        return True
    values = numbers(frame, name)
    return bool(np.isin(values[~np.isnan(values)], (0, 1)).all())


def _present(frame: pd.DataFrame, name: str, rows: np.ndarray) -> list[object]:
    """The groups of a column that any of these rows is in."""
    found = groups_of(frame, name)
    return [level for i, level in enumerate(found.levels) if level != MISSING and (found.codes[rows] == i).any()]

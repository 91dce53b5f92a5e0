"""May a result that is made of whole groups be shown? Only if each of these groups would be.

A decomposition, an index or a regression tells less than the table that it is made of, so that table is published
through the ledger, and the result is shown if no row it needs is hidden. A regression needs as many people beyond
its coefficients as the policy's minimum: its residual degrees of freedom. Source: SACRO guide to statistical output
checking (2023), DARE UK, zenodo.org/records/10054629.

Coefficients and the means of each category tell how many people are in two categories at once, degrees of freedom how
many were asked about; so these are tables too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from jqtools.errors import PublicationError
from jqtools.survey.columns import MISSING, numbers
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.decompositions.predictors import Terms, complete, has_categories
from jqtools.survey.design import Domain
from jqtools.survey.disclosure.facets import FEW_VALUES
from jqtools.survey.statistics import ONE, Outcome, mean, total
from jqtools.survey.unpublished import Unpublished

if TYPE_CHECKING:
    from jqtools.survey.disclosure.ledger.ledger import Ledger
    from jqtools.survey.disclosure.policy import Policy
    from jqtools.survey.estimates import Estimates
    from jqtools.survey.published_rows import PublishedRows

MOST_COLUMNS = 3
FREEDOM = ("df", "ci_low", "ci_high")
NO_INTERVALS = (
    "Degrees of freedom and intervals are hidden: they tell how many people were asked about, and with what else is "
    "published, how many are in a small group. Filter with where(...) to the groups that are compared."
)


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

    def has_few(self, table: Estimates, policy: Policy) -> bool:
        """Is a group too small, whatever it tells?"""
        return self._any_needed(table.frame, _few(table.frame, policy.min_n))

    def is_hidden(self, table: Estimates, policy: Policy, ledger: Ledger | None) -> bool:
        """Is a group hidden once the table is published, or shown and too small for so many numbers?"""
        frame = table.publish(policy, ledger).frame
        hidden = frame["suppressed"].to_numpy() | _few(table.frame, policy.min_n + self.numbers)
        return self._any_needed(frame, hidden)

    def _any_needed(self, frame: pd.DataFrame, marked: np.ndarray) -> bool:
        """Is any outcome marked in a group that is needed?"""
        found = marked.reshape(len(self.outcomes), -1).any(axis=0)
        for name, levels in self.used.items():
            found &= frame[name].isin(list(levels)).to_numpy()[: len(found)]
        return bool(found.any())


class MadeOfGroups(Unpublished):
    """An unpublished result that is made of whole groups: `frame`, `notes`, and `bases`, the tables of the groups.

    `freedom` are tables of more people, whose number is told by the degrees of freedom, and by intervals with them.
    """

    frame: pd.DataFrame
    bases: tuple[Basis, ...]
    freedom: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()

    def publish(self, policy: Policy | str = "agency-n10", ledger: Ledger | None = None) -> PublishedRows:
        """The rows of `frame` without `n_missing`, if each group they are made of may be shown.

        `df`, `ci_low` and `ci_high` are hidden if the number of people they tell is; the rest is shown.

        Parameters are those of `Estimates.publish`. Groups that have fewer people than the policy's minimum are found
        before the ledger hears of any table; a table that it was asked for counts as published, also if this is
        refused.

        Raises
        ------
        PublicationError
            Groups are hidden. It doesn't say how many or which, or whether they are small in themselves, because a
            number that other tables hide could be worked out from that.
        """
        from jqtools.survey.disclosure.policy import policy as named_policy
        from jqtools.survey.published_rows import PublishedRows

        rules = named_policy(policy) if isinstance(policy, str) else policy
        tables = [(basis, basis.table()) for basis in self.bases]
        few = any(basis.has_few(table, rules) for basis, table in tables)
        if few or any(basis.is_hidden(table, rules, ledger) for basis, table in tables):
            raise PublicationError(_refusal(self.bases))
        frame = self.frame.drop(columns="n_missing", errors="ignore")
        if not any(basis.is_hidden(basis.table(), rules, ledger) for basis in self.freedom):
            return PublishedRows(frame, rules, self.notes)
        blank, known = frame.assign(**dict.fromkeys(FREEDOM, np.nan)), frame["ci_low"].notna().to_numpy()
        return PublishedRows(blank, rules, (*self.notes, NO_INTERVALS), known)


def _few(frame: pd.DataFrame, least: int) -> np.ndarray:
    return ((frame["n"] > 0) & (frame["n"] < least)).to_numpy()


def _refusal(bases: Sequence[Basis]) -> str:
    groups = dict.fromkeys(f"groups by {' and '.join(basis.by)}" if basis.by else "everyone" for basis in bases)
    return (
        f"this is made of {', '.join(groups)}, and at least one of them is small or hidden to protect small groups, "
        "given all that is published of the same people, so it can't be published; merge small groups with similar "
        "ones, or leave them out with where(...)"
    )


def freedom_bases(domain: Domain) -> tuple[Basis, ...]:
    """What the degrees of freedom of these rows tell: how many people they are."""
    return () if domain.design.every_record else (Basis(domain, (total(ONE),)),)


def regression_bases(
    domain: Domain, outcome: str, group: Mapping[str, Sequence[object]], predictors: Sequence[str], terms: Terms
) -> tuple[Basis, ...]:
    """What a regression in the groups of a column is made of: means by group, and by group and categories.

    A number with few values is a category. Coefficients are worked out from how many people are in each pair of
    categories, so where there are two columns of them or more, each pair of columns is a table.
    """
    (name, levels), frame = *group.items(), domain.design.frame
    known = domain.mask & complete(frame, (name, *predictors)) & ~np.isnan(numbers(frame, outcome))
    rows = domain.where(known)
    whole = [each for each in predictors if not _is_category(frame, each, known)]
    means = tuple(mean(each) for each in (outcome, *whole))
    used = {each: _present(frame, each, known) for each in predictors if each not in whole}
    tables = combinations(used, min(len(used), 2)) if used else ()
    cells = (Basis(rows, means, (name, *by), {name: levels} | {each: used[each] for each in by}) for by in tables)
    return Basis(rows, means, (name,), {name: levels}, len(terms.fitted)), *cells


def _is_category(frame: pd.DataFrame, name: str, rows: np.ndarray) -> bool:
    return has_categories(frame, name) or len(np.unique(numbers(frame, name)[rows])) <= FEW_VALUES


def _present(frame: pd.DataFrame, name: str, rows: np.ndarray) -> list[object]:
    """The groups of a column that any of these rows is in."""
    found = groups_of(frame, name)
    return [level for i, level in enumerate(found.levels) if level != MISSING and (found.codes[rows] == i).any()]

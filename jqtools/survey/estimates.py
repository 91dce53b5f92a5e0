"""From rows to a table: one row an estimate, with its standard error, interval and flag.

The table is unpublished: it holds small groups. `Estimates.publish` makes it safe, and nothing else shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import Answer, answer
from jqtools.survey.bounds import BOUNDS, bounds
from jqtools.survey.categories.race_groups import NAME, RaceGroups
from jqtools.survey.columns import Groups, groups, overlapping, with_not_collected
from jqtools.survey.comparisons.gaps import Gaps, gaps
from jqtools.survey.cube import Cube, cubes, places, roll_up
from jqtools.survey.design import Design, Domain
from jqtools.survey.disclosure.ledger.ledger import Ledger
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.policy import policy as named_policy
from jqtools.survey.disclosure.publishing import publish
from jqtools.survey.inequalities.inequality import Inequality, inequality
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome
from jqtools.survey.table import answer_columns
from jqtools.survey.unpublished import Unpublished

MOST_BY = 3
Progress = Callable[[int, int], None]
MISSING_VALUES = ("exclude", "bounds")
COLUMNS = (
    *("outcome", "statistic", "n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "df"),
    *("ci_low", "ci_high", "ci_method", "cv", "moe90", "flag", "flag_reason"),
)


@dataclass(frozen=True, eq=False)
class Estimates(Unpublished):
    """An unpublished table. `frame` has one row an estimate; see `disaggregate` for its columns.

    `answers` has for each outcome the same rows with what the sample says of how they vary.
    """

    frame: pd.DataFrame
    by: tuple[Groups, ...]
    domain: Domain
    cubes: tuple[Cube, ...]
    answers: tuple[Answer, ...]
    margins: bool
    level: float
    notes: tuple[str, ...] = ()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(answer.outcome for answer in self.answers)

    def publish(self, policy: Policy | str = "agency-n10", ledger: Ledger | None = None) -> Published:
        """The table with small groups hidden, so that nothing shown gives them away.

        Parameters
        ----------
        policy
            A `Policy` or the name of one.
        ledger
            Remembers what was published of the same people before, so that one table can't be subtracted from
            another. Without one, all tables that are published while the program runs are remembered.
        """
        rules = named_policy(policy) if isinstance(policy, str) else policy
        return publish(self, rules, ledger)

    def gaps(
        self, reference: str | dict[str, object] = "overall", measure: str = "difference", **choices: object
    ) -> Gaps:
        """How far each group lies from a reference; unpublished like this table (`Published.gaps` may be shown).

        See `gaps` for the arguments.
        """
        return gaps(self, reference, measure, **choices)

    def inequality(self, measures: Sequence[str] | None = None, **choices: object) -> Inequality:
        """How unequal all groups are, in one number a measure; unpublished like this table.

        See `inequality` for the arguments.
        """
        return inequality(self, measures, **choices)

    def __repr__(self) -> str:
        return f"<Estimates of {len(self.frame)} numbers, unpublished: call publish()>"


def disaggregate(
    rows: Design | Domain,
    outcomes: Outcome | Sequence[Outcome],
    by: str | RaceGroups | Sequence[str | RaceGroups] = (),
    margins: bool = False,
    level: float = 0.95,
    missing: str = "exclude",
    progress: Progress | None = None,
) -> Estimates:
    """Estimate each outcome for everyone or for each group.

    Parameters
    ----------
    rows
        A design, or a domain of one (`design.where(...)`).
    outcomes
        `mean`, `total`, `share`, `ratio`, `quantile` and `median` of columns. Rows without a value are left out
        and counted.
    by
        Up to three columns, or what `race` gives. Rows without a group form "(missing)", so that groups add up to
        everyone; groups that people can share don't, and groups the data did not ask about are rows that say so.
    margins
        Also estimate every roll-up; "(all)" stands in the column rolled up.
    level
        Of the confidence intervals.
    missing
        "exclude" leaves rows without a value out and counts them in `n_missing`. "bounds" adds `bound_low` and
        `bound_high`: what the estimate would be if each of them had the lowest, or the highest, value there can be
        (a mean or total needs `limits`; a quantile among the missing is infinite).
    progress
        Called with how many outcomes are done, and of how many.

    Returns
    -------
    :
        `.frame` has one row for each outcome and combination of groups, also those nobody is in: `outcome`,
        `statistic`, the columns in `by`, `n` (rows with a value and a weight), `n_missing` (rows without a
        value), `n_eff` (what they are worth after weighting), `weighted_n`, `estimate` (shares 0 to 1), `se`,
        `df`, `ci_low`, `ci_high`, `ci_method`, `cv` (a fraction; never for shares), `moe90` (1.645 se),
        `flag` ("" is good) and `flag_reason`.
    """
    domain = _domain(rows)
    asked = (outcomes,) if isinstance(outcomes, Outcome | str) else tuple(outcomes)
    asked_by = (by,) if isinstance(by, str | RaceGroups) else tuple(by or ())
    names = tuple(NAME if isinstance(item, RaceGroups) else item for item in asked_by)
    _check(asked, names, level, missing)
    split = tuple(_groups(domain.design.frame, item) for item in asked_by)
    summed, found, table = cubes(asked, split, domain), places(split, domain.mask), roll_up(split, margins)
    answers = []
    for cube, outcome in zip(summed, asked, strict=True):
        answers.append(answer(outcome, cube, table, domain, found, level))
        if progress:
            progress(len(answers), len(asked))
    census = domain.design.method == "census"
    tables = [answer_columns(got, split, margins, census) for got in answers]
    if missing == "bounds":
        tables = [
            columns | bounds(outcome, domain.design, found, table)
            for columns, outcome in zip(tables, asked, strict=True)
        ]
    notes = tuple(note for item in asked_by if isinstance(item, RaceGroups) for note in item.notes)
    return Estimates(_joined(tables, names), split, domain, summed, tuple(answers), margins, level, notes)


def _domain(rows: Design | Domain) -> Domain:
    if isinstance(rows, Domain):
        return rows
    if not isinstance(rows, Design):
        raise DataError(
            "say first how rows were sampled: jq.Design(frame, weight=...) or jq.census(frame); "
            f"got a {type(rows).__name__}"
        )
    return rows.everyone()


def _groups(frame: pd.DataFrame, item: str | RaceGroups) -> Groups:
    if isinstance(item, str):
        return groups(frame, item)
    if not item.members.index.equals(frame.index):
        raise DataError("groups of race and ethnicity must be made from the design's own table, with the same rows")
    found = groups(item.column.to_frame(), NAME) if item.additive else overlapping(NAME, item.members)
    return with_not_collected(found, item.not_collected)


def _check(outcomes: tuple[Outcome, ...], by: tuple[str, ...], level: float, missing: str) -> None:
    wrong = [outcome for outcome in outcomes if not isinstance(outcome, Outcome)]
    if wrong:
        raise DataError(
            f'an outcome is made by jq.mean, jq.share and the like, as in jq.mean("wage"); got {wrong[0]!r}'
        )
    if not outcomes:
        raise DataError("at least one outcome is needed: a mean, total, share, ratio or quantile")
    keys = [(outcome.name, outcome.statistic) for outcome in outcomes]
    if len(set(keys)) < len(keys):
        raise DataError(f"outcomes must differ, or have different names; got {[name for name, _ in keys]}")
    if len(by) > MOST_BY:
        raise DataError(f"by may name up to {MOST_BY} columns, got {len(by)}: {', '.join(by)}")
    if len(set(by)) < len(by):
        raise DataError(f"columns in by must differ, got {', '.join(by)}")
    taken = [name for name in by if name in (*COLUMNS, *BOUNDS, "suppressed", "suppression_reason", "band")]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the result; rename that column before grouping by it")
    if missing not in MISSING_VALUES:
        raise DataError(f"missing is one of {', '.join(MISSING_VALUES)}; got {missing!r}")
    if not 0 < level < 1:
        raise DataError(f"level must lie between 0 and 1, got {level}")


def _joined(tables: list[dict[str, object]], by: tuple[str, ...]) -> pd.DataFrame:
    more = tuple(name for name in BOUNDS if name in tables[0])
    names = (*COLUMNS[:2], *by, *COLUMNS[2:], *more)
    return pd.DataFrame({name: np.concatenate([table[name] for table in tables]) for name in names})

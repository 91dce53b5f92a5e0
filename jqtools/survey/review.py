"""The reviewer's log: what a published table hides and why, without values, and the rules it was made by."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from os import PathLike
from typing import TYPE_CHECKING, TextIO

import pandas as pd

from jqtools.survey.exporting import write_csv
from jqtools.survey.unpublished import Unpublished

if TYPE_CHECKING:
    from jqtools.survey.disclosure.policy import Policy

NOTHING = "nothing is hidden"


@dataclass(frozen=True, eq=False)
class Review(Unpublished):
    """What was hidden, for somebody who checks a table before it leaves; not for publication.

    `frame` has one row a hidden row of the table: `outcome`, `statistic`, the columns of the groups and `reason`:
    "small group", which is hidden for itself, or "protects a small group", which could be shown if that were not.
    Then the rules, the same in each row: `policy` (its name) and what `Policy` says of `min_n`, `min_complement`
    (people; as used where the policy states none) and so on; empty where there is no such rule. Where nothing is
    hidden, one row says so and has the rules. There are no values in it.

    With ranges, `people_least` and `people_most` say between what numbers the group's people with a value must be, for
    all that is published of the same people, and `counted_least` and `counted_most` those whom a share counts; empty
    where the number itself is shown. Each range is at least as wide as the minimum, unless a table that was published
    before gave more away than the policy wants.
    """

    frame: pd.DataFrame

    @classmethod
    def of(cls, hidden: pd.DataFrame, policy: Policy) -> Review:
        """The log of the rows in `hidden`, which has their outcome, groups and reason."""
        rows = hidden if len(hidden) else pd.DataFrame({name: [NOTHING if name == "reason" else ""] for name in hidden})
        rules = asdict(policy) | {"min_complement": policy.complement}
        words = {"policy": rules.pop("name")} | {name: _text(rule) for name, rule in rules.items()}
        taken = {name: f"policy_{name}" if name in rows else name for name in words}
        return cls(rows.assign(**{taken[name]: word for name, word in words.items()}))

    def with_ranges(self, ranges: pd.DataFrame) -> Review:
        """The log with what can be worked out of each hidden row, in its order."""
        whole = ranges.reset_index(drop=True).astype(float)
        return Review(pd.concat([self.frame, whole], axis=1)) if len(whole) else self

    def to_csv(self, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
        """Write the log as CSV, or return the text if no path is given."""
        return write_csv(self.frame, path_or_buffer)

    def __repr__(self) -> str:
        return "<Review of what is hidden, not for publication: see its frame, or write it with to_csv()>"


def _text(rule: object) -> object:
    """A rule as a cell: several numbers side by side, empty for none."""
    if rule is None:
        return ""
    return ", ".join(map(str, rule)) if isinstance(rule, tuple) else rule

"""The tables that the served app offers of a data set, made safe together.

Visitors can compare what they see, and each has a program of their own. So all tables on offer of a data set are
published in one fixed order through one ledger, and each visitor sees some of these: what one sees depends on
nobody else, and all that everybody sees is no more than what was published together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from jqtools.app.menu_files import Hidden, read_hidden
from jqtools.app.served import is_served
from jqtools.content import agency
from jqtools.errors import JqtoolsError, PublicationError
from jqtools.survey import Design, Estimates, Ledger, Policy, Published, Sample, disaggregate, policy
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.request import Request


@dataclass(frozen=True, eq=False)
class Menu:
    """Every table on offer of `data`: all outcomes by one or two of its groups."""

    data: Sample
    rows: Design = field(repr=False)
    policy: Policy
    hidden: Hidden = field(repr=False)

    def published(self, by: tuple[str, ...], label: str) -> Published:
        """The table of the outcome called `label` by these columns, in any order.

        Raises
        ------
        PublicationError
            The table is not on offer, or can't be published safely.
        """
        known = next((each for each in self.data.groupings() if set(each) == set(by) and len(each) == len(by)), None)
        if known is None:
            raise PublicationError(
                f"no table by {', '.join(map(str, by))} is offered of {self.data.title!r}; choose one or two of "
                f"{', '.join(group.column for group in self.data.groups)}"
            )
        rows = self.hidden[_name(known)]
        if isinstance(rows, str):
            raise PublicationError(rows)
        table = _table(self.data, self.rows, by)
        return _only(table.publish(self.policy, _Settled(_cube(table, rows, known))), label)


@dataclass(frozen=True, eq=False)
class _Settled:
    """Stands in for a ledger where what it would decide is known: `hidden` has an axis of outcomes, then of groups."""

    hidden: np.ndarray
    remembers_intervals: bool = False

    def decide(self, request: Request, rules: Policy) -> Decided:
        rolled_up = [(0, 1)] * (self.hidden.ndim - 1)
        facets = [np.pad(self.hidden[each.outcome], rolled_up, constant_values=True) for each in request.asked.facets]
        hidden = np.array([facet.ravel() for facet in facets])
        return Decided(request.asked, hidden, hidden, rules)


def work_out(data: Sample, rows: Design, rules: Policy, first: int | None = None) -> Hidden:
    """What is hidden of each table on offer, or of the `first` so many, published one after the other.

    `rows` are those of `data`; that takes minutes.
    """
    ledger, found = Ledger(), {}
    for by in data.groupings()[:first]:
        try:
            shown = _table(data, rows, by).publish(rules, ledger)
            found[_name(by)] = tuple(np.flatnonzero(shown.frame["suppressed"]).tolist())
        except JqtoolsError as error:
            found[_name(by)] = str(error)
    return found


def digest(data: Sample, rows: Design, rules: Policy) -> str:
    """The same for the same records, tables on offer and rules in force."""
    found = hashlib.sha256(rows.frame.to_csv(index=False).encode("utf-8"))
    in_force = {name: value for name, value in vars(rules).items() if value}
    for part in (rows.method, in_force, data.outcomes, data.groups, data.groupings()):
        found.update(repr(part).encode("utf-8"))
    return found.hexdigest()


@cache
def menu(data: Sample) -> Menu:
    """The tables on offer of `data`: as worked out before if it was for the same data and rules, else worked out now.

    Raises
    ------
    PublicationError
        The served app works them out; a visitor doesn't wait for that.
    """
    rows, rules = data.load(), agency_policy()
    known = read_hidden(data.key, rules.name, digest(data, rows, rules))
    if known is None and is_served():
        raise PublicationError(
            f"which small groups of {data.title!r} must be hidden is still being worked out; come back in some minutes"
        )
    return Menu(data, rows, rules, work_out(data, rows, rules) if known is None else known)


def agency_policy() -> Policy:
    """The rules that hold for every visitor."""
    return policy(agency().suppression_policy)


def _name(by: tuple[str, ...]) -> str:
    return ",".join(by)


def _table(data: Sample, rows: Design, by: tuple[str, ...]) -> Estimates:
    return disaggregate(rows, [each.statistic for each in data.outcomes], by=list(by))


def _only(published: Published, label: str) -> Published:
    """The rows of one outcome."""
    parts = {
        name: rows[rows["outcome"] == label].reset_index(drop=True)
        for name, rows in (("frame", published.frame), ("hidden", published.hidden))
    }
    answers = tuple(answer for answer in published.answers if answer.outcome.name == label)
    return replace(published, answers=answers, **parts)


def _cube(table: Estimates, rows: tuple[int, ...], known: tuple[str, ...]) -> np.ndarray:
    """Which rows of `table` are hidden, by outcome and group; `rows` are those hidden if it is grouped as `known`."""
    sizes = {groups.name: len(groups.shown(False)) for groups in table.by}
    hidden = np.isin(np.arange(len(table.frame)), rows)
    cube = hidden.reshape(len(table.outcomes), *(sizes[name] for name in known))
    return cube.transpose(0, *(1 + known.index(groups.name) for groups in table.by))

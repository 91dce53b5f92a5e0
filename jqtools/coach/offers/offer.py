"""How an offer to rewrite is declared: a small function under `@offer`, which names the checks it answers.

It takes the plan and the id of the item that the finding speaks of ("" for a whole section).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jqtools.plan import Plan
from jqtools.plan.records import Record, Records


@dataclass(frozen=True)
class Rewrite:
    """An offer: `words` say what would change, as on a button; `plan` is the plan with it changed."""

    words: str
    plan: Plan


@dataclass(frozen=True)
class Offer:
    """A declared way to rewrite, for the findings of some checks."""

    codes: tuple[str, ...]
    make: Callable[[Plan, str], Iterable[Rewrite]]


def offer(*codes: str) -> Callable[[Callable[[Plan, str], Iterable[Rewrite]]], Offer]:
    """Declare the function below as an offer for the findings of these checks."""
    return lambda make: Offer(codes, make)


def replaced(plan: Plan, section: str, record: Record, **fields: Any) -> Plan:
    """The plan with some fields of one record changed."""
    return placed(plan, section, getattr(plan, section).with_record(record.model_copy(update=fields)))


def added(plan: Plan, section: str, record: Record, after: str = "") -> Plan:
    """The plan with one more record, at the end or right after the one with the id `after`."""
    return placed(plan, section, with_added(getattr(plan, section), record, after))


def with_added(records: Records[Any], record: Record, after: str = "") -> Records[Any]:
    """The records with one more, at the end or right after the one with the id `after`."""
    ids = records.ids()
    place = ids.index(after) + 1 if after in ids else len(ids)
    kept = [each for each in records if each.id != record.id]
    return Records((*kept[:place], record, *kept[place:]))


def placed(plan: Plan, section: str, value: Any) -> Plan:
    """The plan with one section replaced, without references to what is gone."""
    return plan.model_copy(update={section: value}).tidy()


def cut(text: str, most: int = 60) -> str:
    """A text for a button: in quotation marks, cut when long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 3].rstrip() + '...'}”"

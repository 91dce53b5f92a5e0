"""When the values of a measure are due, and the earliest day on which the first of them can be known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.header import Period
from jqtools.plan.measure import Measure
from jqtools.plan.source import DataSource

_EVERY = {
    1: r"\b(?:monthly|(?:each|every|per|a)\s+month)\b",
    3: r"\b(?:quarterly|(?:each|every|per|a)\s+quarter)\b",
    6: r"\b(?:half-?\s?yearly|semi-?\s?annual(?:ly)?|twice\s+(?:a|each|per)\s+year|(?:each|every)\s+six\s+months)\b",
    24: r"\b(?:biennial(?:ly)?|every\s+(?:second|other|two)\s+years?)\b",
    12: r"\b(?:yearly|annual(?:ly)?|(?:each|every|once\s+a|a|per)\s+year)\b",
}


class Basis(StrEnum):
    """What the day of the first value rests on."""

    FIRST_DUE = "first_due"
    FIRST_PERIOD = "first_period"
    PLAN_END = "plan_end"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class FirstValue:
    """The earliest day on which the first value can be known, None while that can't be told, and what it rests on.

    `lag_days` is how long the source takes, None while nobody has said it; then the day may be later.
    """

    day: date | None
    basis: Basis
    lag_days: int | None


def first_value(measure: Measure, source: DataSource | None, period: Period) -> FirstValue:
    """The day on which the first value is due; else the end of its first period in the plan and what the source takes.

    A measure without a rhythm has its first period at the end of the plan.
    """
    lag = source.lag_days if source else None
    due = first_day(measure.first_due)
    if due:
        return FirstValue(due, Basis.FIRST_DUE, lag)
    months = months_between(measure.frequency or (source.frequency if source else ""))
    start, end = first_day(period.start), last_day(period.end)
    if start and months:
        return FirstValue(later(months_later(start, months), lag or 0), Basis.FIRST_PERIOD, lag)
    if end:
        return FirstValue(later(end, lag or 0), Basis.PLAN_END, lag)
    return FirstValue(None, Basis.UNKNOWN, lag)


def next_value(measure: Measure, source: DataSource, ready: date) -> date:
    """The first due date of a measure on or after the day its data are ready; that day while no due dates are known."""
    first, months = first_day(measure.first_due), months_between(measure.frequency or source.frequency)
    return next_due(first, months, ready) if first and months else ready


def next_due(first: date, months: int, day: date) -> date:
    """The earliest of the due dates, `first` and each so many months on, that is not before `day`."""
    steps = max(((day.year - first.year) * 12 + day.month - first.month) // months, 0)
    due = months_later(first, steps * months)
    return due if due >= day else months_later(first, (steps + 1) * months)


def months_between(frequency: str) -> int | None:
    """How many months lie between two values, from words such as "quarterly"; None when they do not say."""
    return next((months for months, words in _EVERY.items() if re.search(words, frequency, re.IGNORECASE)), None)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month, or of the calendar."""
    month = months_on(day, months)
    return month if month == date.max else month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def months_on(day: date, months: int) -> date:
    """The first of the month so many months on, or the calendar's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max

"""Dates and periods as people write them, read for the checks."""

from __future__ import annotations

import re
from datetime import date

from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.header import Period
from jqtools.words import month_and_year

_LAST_DATE = re.compile(r"(?:^|\sto\s|[\u2013/]\s?|^\d{4}\s?-\s?)(\d{4}(?:-\d{2}){0,2})$")


def end_of(words: str) -> date | None:
    """The last day of a period in words: 2026, 2026-06, "2025-07 to 2026-06" or 2023-2026; else None."""
    found = _LAST_DATE.search(words.strip())
    return last_day(found[1]) if found else None


def year_of(words: str) -> int | None:
    """The last year named in a text; None when there is none."""
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", words)
    return int(years[-1]) if years else None


def outside(part: str, period: Period) -> bool:
    """Whether no day of the part date lies in the period; False while a date is missing."""
    first, last = first_day(part), last_day(part)
    start, end = first_day(period.start), last_day(period.end)
    if first is None or last is None:
        return False
    return (start is not None and last < start) or (end is not None and first > end)


def in_words(part: str) -> str:
    """A part date as people write it: "June 2029" for 2029-06 and for any day in it; the year alone for a year."""
    day = first_day(part)
    return part if day is None or len(part) < 7 else month_and_year(day)

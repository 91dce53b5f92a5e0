"""Part dates read as the days they cover, and sums with days that never run off the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from jqtools.plan.header import Period

_LAST_DATE = re.compile(r"(?:^|\sto\s|[\u2013/]\s?|^\d{4}\s?-\s?)(\d{4}(?:-\d{2}){0,2})$")


def first_day(part: str) -> date | None:
    """The first day of a part date: 2026-11 begins on 2026-11-01. None when it is empty or no date."""
    return _day(part, last=False)


def last_day(part: str) -> date | None:
    """The last day of a part date: 2026-11 ends on 2026-11-30. None when it is empty or no date."""
    return _day(part, last=True)


def end_of(words: str) -> date | None:
    """The last day of a period in words: 2026, 2026-06, "2025-07 to 2026-06" or 2023-2026; else None."""
    found = _LAST_DATE.search(words.strip())
    return last_day(found[1]) if found else None


def year_of(words: str) -> int | None:
    """The last year named in a text; None when there is none."""
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", words)
    return int(years[-1]) if years else None


def later(day: date, days: int) -> date:
    """The day so many days on, or the calendar's last day."""
    return day + timedelta(days=min(days, (date.max - day).days))


def months_on(day: date, months: int) -> date:
    """The first of the month so many months on, or the calendar's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def outside(part: str, period: Period) -> bool:
    """Whether no day of the part date lies in the period; False while a date is missing."""
    first, last = first_day(part), last_day(part)
    start, end = first_day(period.start), last_day(period.end)
    if first is None or last is None:
        return False
    return (start is not None and last < start) or (end is not None and first > end)


def _day(part: str, last: bool) -> date | None:
    fields = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", part)
    if fields is None or fields[1] == "0000":
        return None
    year = int(fields[1])
    month = int(fields[2]) if fields[2] else (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    longest = monthrange(year, month)[1]
    day = int(fields[3]) if fields[3] else (longest if last else 1)
    return date(year, month, min(max(day, 1), longest))

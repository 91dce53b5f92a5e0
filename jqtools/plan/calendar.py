"""Dates in the words of the plan's own year: program year, fiscal year, quarters, and when data are there.

A year that starts in another month than January is named as agencies do: a program year by the calendar
year it starts in (WIOA program year 2026 begins 1 July 2026), a fiscal year by the one it ends in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from jqtools.plan.header import CalendarType, Header

PROGRAM_YEAR_START = 7


def first_day(part: str) -> date | None:
    """The first day of a part date: 2026-11 begins on 2026-11-01. None when it is empty or no date."""
    return _day(part, last=False)


def last_day(part: str) -> date | None:
    """The last day of a part date: 2026-11 ends on 2026-11-30. None when it is empty or no date."""
    return _day(part, last=True)


def start_month(header: Header) -> int:
    """The month, 1 to 12, in which the plan's year begins."""
    if header.calendar is CalendarType.PROGRAM_YEAR:
        return PROGRAM_YEAR_START
    return header.start_month if header.calendar is CalendarType.FISCAL_YEAR else 1


def year_and_quarter(day: date, header: Header) -> tuple[int, int]:
    """The year of the plan's calendar that a day falls in, and its quarter, 1 to 4."""
    begins = start_month(header)
    months_in = (day.month - begins) % 12
    started = day.year if day.month >= begins else day.year - 1
    by_end = header.calendar is CalendarType.FISCAL_YEAR and begins > 1
    return started + by_end, months_in // 3 + 1


def year_label(day: date, header: Header) -> str:
    """The year a day falls in, as agencies write it: "PY 2026", "FY 2027" or "2026"."""
    year, _ = year_and_quarter(day, header)
    short = {CalendarType.PROGRAM_YEAR: "PY ", CalendarType.FISCAL_YEAR: "FY "}
    return f"{short.get(header.calendar, '')}{year}"


def quarter_label(day: date, header: Header) -> str:
    """The quarter a day falls in: "PY 2026 Q1"."""
    return f"{year_label(day, header)} Q{year_and_quarter(day, header)[1]}"


def months_until(part: str, today: date) -> int | None:
    """Calendar months from `today` to the first day of a part date: 0 in the same month, below 0 when it is past.

    A month or a year that has begun and is not over counts as now. None when it is empty or no date.
    """
    first, last = first_day(part), last_day(part)
    if first is None or last is None:
        return None
    nearest = min(max(today, first), last)
    return 12 * (nearest.year - today.year) + nearest.month - today.month


def later(day: date, days: int) -> date:
    """The day so many days on, or the calendar's last day."""
    return day + timedelta(days=min(days, (date.max - day).days))


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

"""Checks of the start page."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.origins import PRACTICE
from jqtools.coach.registry import Seen, rule, whole
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day


@rule("H01", Severity.ERROR, reason="Every date of the plan is judged by its period.", source=PRACTICE)
def ends_before_it_starts(plan: Plan) -> Iterator[Seen]:
    start, end = first_day(plan.header.period.start), last_day(plan.header.period.end)
    if start and end and end < start:
        yield whole(
            "header",
            f"The plan ends ({plan.header.period.end}) before it starts ({plan.header.period.start}).",
            "Correct the first or the last day.",
        )

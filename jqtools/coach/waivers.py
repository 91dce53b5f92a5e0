"""Findings that somebody accepted: a waiver in the plan, with a reason, who, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from jqtools.coach.finding import Finding, Severity
from jqtools.plan.calendar import last_day
from jqtools.plan.history import Waiver
from jqtools.plan.records import Records


def with_waivers(findings: Iterable[Finding], waivers: Records[Waiver], today: date) -> list[Finding]:
    """The findings, each with the waiver that holds for it today. An error can't be accepted."""
    held = {(waiver.code, waiver.path): waiver for waiver in waivers if holds(waiver, today)}
    return [_accepted(finding, held.get((finding.code, finding.path))) for finding in findings]


def holds(waiver: Waiver, today: date) -> bool:
    """Whether the waiver counts: it says why and who, and has not run out."""
    until = last_day(waiver.until)
    return bool(waiver.reason.strip() and waiver.who.strip()) and (until is None or today <= until)


def _accepted(finding: Finding, waiver: Waiver | None) -> Finding:
    return finding if waiver is None or finding.severity is Severity.ERROR else replace(finding, waiver=waiver)

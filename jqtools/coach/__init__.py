"""The coach: reads a plan as a good colleague would and says what to fix, what to consider and why."""

from __future__ import annotations

from jqtools.coach.checking import check, rules, summary
from jqtools.coach.finding import Finding, Severity

__all__ = ["Finding", "Severity", "check", "rules", "summary"]

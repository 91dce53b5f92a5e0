"""The coach: reads a plan as a good colleague would and says what to fix, what to consider and why."""

from __future__ import annotations

from jqtools.coach.checking import check, is_ready, rules, summary
from jqtools.coach.finding import Finding, Severity
from jqtools.coach.rewrites import Rewrite, rewrites

__all__ = ["Finding", "Rewrite", "Severity", "check", "is_ready", "rewrites", "rules", "summary"]

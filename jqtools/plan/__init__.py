"""What the agency intends: frozen values, one module a step."""

from __future__ import annotations

from jqtools.plan.plan import Plan, blank_plan
from jqtools.plan.planfile import parse_plan, plan_text, read_plan, write_plan

__all__ = ["Plan", "blank_plan", "parse_plan", "plan_text", "read_plan", "write_plan"]

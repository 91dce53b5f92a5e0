"""The grid of a policy: whose rule it is by what it does, read from the plan and set in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jqtools.plan import Plan
from jqtools.plan.lever import LeverKey
from jqtools.plan.lever_details import PolicyLevel, PolicyType
from jqtools.report.fields import option
from jqtools.words import _


def policy_shown(plan: Plan) -> dict[str, Any]:
    """The rows and columns of the grid with what each means, and what the plan says; `chosen` is the lever."""
    policy = plan.lever_details.policy
    return {
        "chosen": LeverKey.POLICY in plan.choice.chosen(),
        "levels": [
            {"key": key.value, "label": option("policy", "policy.level", key), "hint": hint}
            for key, hint in _levels().items()
        ],
        "types": [
            {"key": key.value, "label": option("policy", "policy.types", key), "hint": hint}
            for key, hint in _types().items()
        ],
        "level": policy.level.value if policy.level else "",
        "set": [each.value for each in policy.types],
    }


def policy_change(plan: Plan, verb: str, about: Mapping[str, str]) -> tuple[Plan, str]:
    """The plan after a cell of the grid is chosen, or taken off when it was, and what to say.

    The types that were set stay set. What was asked for comes from a browser: where it names nothing there is, the
    same plan and no words.
    """
    level, kind = about.get("level", ""), about.get("type", "")
    if verb != "choose" or level not in list(PolicyLevel) or kind not in list(PolicyType):
        return plan, ""
    policy = plan.lever_details.policy
    on = policy.level == level and kind in policy.types
    wanted = [each for each in PolicyType if (not on if each == kind else each in policy.types)]
    changed = policy.model_copy(update={"level": PolicyLevel(level), "types": tuple(wanted)})
    details = plan.lever_details.model_copy(update={"policy": changed})
    return plan.model_copy(update={"lever_details": details}), _said(changed.level, wanted)


def _said(level: PolicyLevel, kinds: list[PolicyType]) -> str:
    whose = option("policy", "policy.level", level)
    if not kinds:
        return _("Whose rule: {whose}. What it does: not said yet.").format(whose=whose)
    does = ", ".join(option("policy", "policy.types", each) for each in kinds)
    return _("Whose rule: {whose}. What it does: {does}.").format(whose=whose, does=does)


def _levels() -> dict[PolicyLevel, str]:
    return {
        PolicyLevel.PROGRAM: _("Holds for one program, such as a training grant."),
        PolicyLevel.DEPARTMENT: _("Holds for all that one department does."),
        PolicyLevel.ORGANIZATION: _("Holds for the whole agency or city hall."),
        PolicyLevel.JURISDICTION: _("Holds for everybody in the city, county or state."),
    }


def _types() -> dict[PolicyType, str]:
    return {
        PolicyType.CARROT: _("Money, points or praise for good jobs."),
        PolicyType.STICK: _("A duty, with a check that it is kept."),
        PolicyType.SERMON: _("Facts, training and public reports."),
    }

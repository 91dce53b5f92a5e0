"""The grid of a policy: what it shows, and what choosing in it sets."""

from __future__ import annotations

import pytest

from jqtools.app import policy_views
from jqtools.plan import Plan, blank_plan
from jqtools.plan.lever_details import PolicyLevel, PolicyType
from jqtools.plan.planfile import with_section

DEPARTMENT = {"level": "department", "type": "stick"}


def chosen(plan: Plan) -> tuple[PolicyLevel | None, tuple[PolicyType, ...]]:
    policy = plan.lever_details.policy
    return policy.level, policy.types


def test_the_grid_has_every_level_and_type_with_its_meaning_while_policy_is_a_lever():
    shown = policy_views.policy_shown(blank_plan())
    assert [each["key"] for each in shown["levels"]] == list(PolicyLevel)
    assert [each["key"] for each in shown["types"]] == list(PolicyType)
    assert all(each["label"] and each["hint"] for each in (*shown["levels"], *shown["types"]))
    assert (shown["chosen"], shown["level"], shown["set"]) == (False, "", [])
    policy = with_section(blank_plan(), "choice", {"primary": "policy"})
    assert policy_views.policy_shown(policy)["chosen"]


def test_choosing_sets_both_fields_and_another_level_keeps_what_the_rule_does():
    plan, said = policy_views.policy_change(blank_plan(), "choose", DEPARTMENT)
    assert chosen(plan) == (PolicyLevel.DEPARTMENT, (PolicyType.STICK,))
    assert said == "Whose rule: A department's. What it does: Requires (stick)."
    wider, _said = policy_views.policy_change(plan, "choose", {"level": "jurisdiction", "type": "carrot"})
    assert chosen(wider) == (PolicyLevel.JURISDICTION, (PolicyType.CARROT, PolicyType.STICK))
    moved, _said = policy_views.policy_change(wider, "choose", {"level": "program", "type": "stick"})
    assert chosen(moved) == (PolicyLevel.PROGRAM, (PolicyType.CARROT, PolicyType.STICK))


def test_choosing_what_is_chosen_takes_it_off_and_leaves_whose_rule_it_is():
    plan, _said = policy_views.policy_change(blank_plan(), "choose", DEPARTMENT)
    gone, said = policy_views.policy_change(plan, "choose", DEPARTMENT)
    assert chosen(gone) == (PolicyLevel.DEPARTMENT, ())
    assert said.endswith("What it does: not said yet.")


@pytest.mark.parametrize(
    ("verb", "about"),
    [("choose", {}), ("choose", {"level": "planet", "type": "stick"}), ("burn", DEPARTMENT), ("choose", {"type": ""})],
)
def test_a_click_that_names_nothing_changes_nothing(verb: str, about: dict[str, str]):
    plan = blank_plan()
    assert policy_views.policy_change(plan, verb, about) == (plan, "")

"""Scores that step 1 suggests: each from a fact of the plan, and none where the fact is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from jqtools.plan import Plan, blank_plan
from jqtools.plan.control import Element
from jqtools.plan.lever import LeverKey
from jqtools.plan.planfile import with_section
from jqtools.plan.records import Records
from jqtools.plan.suggestion import suggestions
from tests.plan.any_plan import any_value

TODAY = date(2026, 11, 23)
KEPT = {"text": "Add a wage clause", "kind": "contract_term", "authority": 3, "implementation": 2, "action": "keep"}


def plan_with(*elements: dict[str, object]) -> Plan:
    made = [Element.model_validate({"id": f"el_{place}", **each}) for place, each in enumerate(elements)]
    return blank_plan().model_copy(update={"elements": Records(made)})


def level(plan: Plan, question: str, lever: LeverKey = LeverKey.PROCUREMENT) -> int | None:
    found = suggestions(plan, TODAY)[lever].get(question)
    return found.level if found else None


def test_an_empty_plan_suggests_nothing():
    assert suggestions(blank_plan(), TODAY) == {lever: {} for lever in LeverKey}


def test_the_example_gets_what_its_team_gave_itself(examples: dict[str, Plan]):
    plan = examples["procurement_living_wage"]
    found = suggestions(plan, date(2026, 7, 1))[LeverKey.PROCUREMENT]
    team = plan.levers.procurement
    assert {key: each.level for key, each in found.items()} == {
        **{"control": team.control, "reach": team.reach, "window": team.window},
        **{"data": team.data, "legal": team.legal},
    }
    assert found["reach"].reason == "Your contracts cover 612 workers."
    assert found["control"].reason == "3 changes in your scope work through this lever, at best under direct control."


@pytest.mark.parametrize(("authority", "expected"), [(3, 3), (2, 2)])
def test_control_follows_the_best_rating_in_scope(authority: int, expected: int):
    best = {**KEPT, "authority": authority, "implementation": 3}
    assert level(plan_with({**KEPT, "authority": 2}, best), "control") == expected


def test_what_is_parked_or_not_rated_says_nothing_about_control():
    refined = {**KEPT, "action": "refine", "refined_text": "Ask for it", "authority": None}
    assert level(plan_with({**KEPT, "action": "park"}, refined), "control") is None
    assert level(plan_with({**refined, "authority": 1}), "control") == 1


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("2026-11", 3),
        ("2027-04-30", 3),
        ("2027-05", 2),
        ("2027-10", 2),
        ("2027-11", 1),
        ("2028-05", 1),
        ("2028-06", 0),
        ("2026-10", None),
        ("", None),
    ],
)
def test_the_window_is_the_months_to_the_soonest_opening_ahead(window: str, expected: int | None):
    past = {**KEPT, "window": "2025"}
    assert level(plan_with(past, {**KEPT, "window": window}), "window") == expected


def test_data_follow_what_is_hardest_to_get_where_somebody_said():
    known = [{**KEPT, "data_access": given} for given in (3, None, 1)]
    assert level(plan_with(*known), "data") == 1
    assert level(plan_with({**KEPT, "data_access": 0}), "data") == 0
    assert level(plan_with(KEPT), "data") is None


def test_legal_room_is_the_least_of_what_is_kept_and_a_rewrite_does_not_count():
    barred = {**KEPT, "action": "refine", "refined_text": "Reward it", "legal": "barred"}
    assert level(plan_with({**KEPT, "legal": "clear"}, barred), "legal") == 3
    assert level(plan_with({**KEPT, "legal": "clear"}, {**KEPT, "legal": "needs_review"}), "legal") == 2
    assert level(plan_with(barred), "legal") is None


def test_reach_uses_the_bands_of_the_plan_and_contracts_before_the_people_of_the_plan():
    plan = with_section(plan_with(KEPT), "header", {"people": {"number": 40}})
    assert level(plan, "reach") == 1
    small = with_section(plan, "levers", {"reach": {"some": 3, "many": 10, "most": 40}})
    assert level(small, "reach") == 3
    assert level(small, "reach", LeverKey.POLICY) is None
    row = {"order": ["co_a", "co_b"], "items": {"co_a": {"workers": 2}, "co_b": {}}}
    contracts = with_section(small, "lever_details", {"procurement": {"pipeline": row}})
    assert suggestions(contracts, TODAY)[LeverKey.PROCUREMENT]["reach"].reason == "Your contracts cover 2 workers."
    assert level(contracts, "reach") == 0


@given(any_value(Plan))
def test_any_plan_gets_levels_from_0_to_3_with_a_reason_and_stays_as_it_is(plan: Plan):
    before = plan.model_dump_json()
    for found in suggestions(plan, TODAY).values():
        assert all(0 <= each.level <= 3 and each.reason.endswith(".") for each in found.values())
    assert plan.model_dump_json() == before

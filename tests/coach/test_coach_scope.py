"""The checks of steps 1 and 2, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach import check
from jqtools.plan import Plan
from tests.coach.coach_plans import (
    BLANK,
    CITY,
    CLAUSE,
    ENFORCE,
    GOOD,
    LIVING_WAGE,
    PAY_FAST,
    RFP,
    STATE_WAGE,
    VENDORS,
    WORKERS,
    Case,
    added,
    changed,
    emptied,
    found,
    many,
    only,
)

DETAILS = "lever_details"
SHARED = LIVING_WAGE.removeprefix("logic/")
TWO = changed(GOOD, "choice", secondary="policy", why_two="Both pay for C3.", shared_outcome=SHARED)
RULED = changed(TWO, "lever_details", policy__level="program", policy__types=["stick"])
HR = changed(GOOD, "choice", primary="hr_practices")
UNION = changed(HR, "lever_details", hr_practices__bargaining="yes")
COUNCIL = changed(emptied(ENFORCE, DETAILS), "choice", primary="empowerment")
COUNCIL_SAID = changed(COUNCIL, DETAILS, empowerment__decision="The budget", empowerment__pay="$40 an hour")
CLOSE = changed(GOOD, "levers", policy=GOOD.levers.procurement.model_dump())
PARKED = {"text": "x", "authority": 0, "implementation": 0, "action": "park"}

undated = {"procurement__pipeline": {"order": ["co_1"], "items": {"co_1": {"what": "Cleaning", "workers": 40}}}}


def points(ours: int, others: int) -> dict[str, object]:
    """Two scoring rows: so many points for job quality, so many for the rest."""
    rows = {"sr_1": {"points": ours, "job_quality": True}, "sr_2": {"points": others}}
    return {"procurement__scoring": {"order": list(rows), "items": rows}}


def headed(plan: Plan, **fields: object) -> Plan:
    return changed(plan, "header", **fields)


ALL = headed(GOOD, definition__rule="all", definition__needed=None)


def accepted(**fields: object) -> Plan:
    waiver = {"code": "E13", "path": "answers/qu_2", "reason": "Next year.", "who": "Director", **fields}
    return added(GOOD, "waivers/wa_1", **waiver)


def wage(value: float, **fields: object) -> Plan:
    """The plan with another living wage."""
    return headed(GOOD, definition__wage__value=value, **fields)


def by_technique(**fields: object) -> Plan:
    """The enforcement plan with no authority, and enforcement among the techniques."""
    said = {"authority": "", "techniques": ["enforcement"], **fields}
    return changed(ENFORCE, DETAILS, **{f"education_enforcement__{name}": value for name, value in said.items()})


NOTED = {"definition__rule_note": "the wage and one more"}
ADOPTED = {"state": "adopted", "adopted_by": "The board", "adopted_on": "2026-06-30"}
OVERRIDDEN = changed(GOOD, RFP, rating_override="concern", override_reason="The board took it away.")
YEARLY = {"definition__wage__basis": "annual"}
UNSAID = {"definition__wage__basis": None}
NO_CRITERIA = {"definition__criteria": {"order": [], "items": {}}}
CASES = [
    Case("H02", "header", headed(GOOD, problem=" "), GOOD),
    Case("H02", "header", headed(GOOD, problem=""), BLANK),
    Case("H03", "header", headed(GOOD, title=""), GOOD),
    Case("H03", "header", headed(GOOD, places={"order": [], "items": {}}), GOOD),
    Case("H04", "header", headed(GOOD, title="x" * 91), headed(GOOD, title="x" * 90)),
    Case("H05", "header", headed(GOOD, definition__rule=None), headed(GOOD, definition__rule=None, **NOTED)),
    Case("H05", "header", headed(ALL, definition__wage__value=None, **NO_CRITERIA), headed(ALL, **NO_CRITERIA)),
    Case("H05", "header", headed(GOOD, **NO_CRITERIA), headed(ALL, **NO_CRITERIA)),
    Case("H06", "header", headed(GOOD, definition__needed=3), headed(GOOD, definition__needed=2)),
    Case("H07", "header", GOOD, GOOD, date(2027, 8, 1), date(2027, 7, 31)),
    Case("H08", "standing", changed(GOOD, "standing", state="adopted"), changed(GOOD, "standing", state="ready")),
    Case("H08", "standing", changed(GOOD, "standing", state="adopted"), changed(GOOD, "standing", **ADOPTED)),
    Case("H08", "header", headed(GOOD, definition__status="adopted"), GOOD),
    Case("H09", "waivers/wa_1", accepted(reason=" "), accepted()),
    Case("H09", "waivers/wa_1", accepted(who=""), accepted()),
    Case("H09", "waivers/wa_1", accepted(until="2026-06"), accepted(until="2026-07")),
    Case("H10", "header", wage(48_048), wage(48_048, **YEARLY)),
    Case("H10", "header", wage(501), wage(500)),
    Case("H10", "header", wage(1.9), wage(2)),
    Case("H10", "header", wage(501, **UNSAID), wage(500, **UNSAID)),
    Case("H10", "header", wage(3_999, **YEARLY), wage(4_000, **YEARLY)),
    Case("H10", "header", wage(1_000_001, **YEARLY), wage(1_000_000, **YEARLY)),
    Case("S15", VENDORS, GOOD, changed(GOOD, VENDORS, authority=2, legal="clear")),
    Case("S15", VENDORS, GOOD, changed(GOOD, VENDORS, refined_text="")),
    Case("S15", VENDORS, GOOD, changed(GOOD, VENDORS, action="partner")),
    Case("S05", RFP, changed(GOOD, RFP, decider_outside=True), changed(GOOD, CLAUSE, decider_outside=True)),
    Case("S06", RFP, changed(GOOD, RFP, resources="not_yet"), changed(GOOD, RFP, resources="asked")),
    Case("S14", RFP, changed(GOOD, RFP, rating_override="concern"), OVERRIDDEN),
    Case("S14", STATE_WAGE, changed(GOOD, STATE_WAGE, rating_override="direct control", override_reason="x"), GOOD),
    Case(
        "H01",
        "header",
        changed(GOOD, "header", period={"start": "2026-07-01", "end": "2026-06"}),
        changed(GOOD, "header", period={"start": "2026-07-01", "end": "2026-07"}),
    ),
    Case("L14", "choice", changed(GOOD, "choice", secondary="procurement"), TWO),
    Case("S01", "elements", BLANK, added(BLANK, "elements/el_a", text="A form")),
    Case(
        "S02",
        "elements",
        many(GOOD, "elements", "el", 7, **PARKED),
        many(GOOD, "elements", "el", 6, **PARKED),
    ),
    Case(
        "S03",
        RFP,
        changed(GOOD, RFP, text="Raise the wage floor and publish the ranges"),
        changed(GOOD, RFP, text="Raise the wage floor and the ranges"),
    ),
    Case("S04", RFP, changed(GOOD, RFP, authority=None), GOOD),
    Case("S04", RFP, changed(GOOD, RFP, authority=None), changed(GOOD, RFP, authority=None, action="park")),
    Case("S06", RFP, changed(GOOD, RFP, owner=" "), GOOD),
    Case("S06", RFP, changed(GOOD, RFP, owner=""), changed(GOOD, RFP, owner="", authority=2)),
    Case("S07", CITY, changed(GOOD, CITY, action="keep"), GOOD),
    Case("S07", CITY, changed(GOOD, CITY, action=None), changed(GOOD, CITY, action="park")),
    Case("S08", VENDORS, changed(GOOD, VENDORS, refined_text=""), GOOD),
    Case("S08", CITY, changed(GOOD, CITY, partner_ask=""), GOOD),
    Case("S09", CLAUSE, changed(GOOD, CLAUSE, legal="needs_review"), GOOD),
    Case(
        "S09",
        CLAUSE,
        changed(GOOD, CLAUSE, legal="needs_review"),
        changed(GOOD, CLAUSE, legal="needs_review", kind="monitoring"),
    ),
    Case("S10", "elements", only(GOOD, CLAUSE, CITY), only(GOOD, CLAUSE, RFP)),
    Case(
        "S11",
        "elements",
        changed(only(GOOD, RFP), RFP, data_access=1),
        changed(only(GOOD, RFP), RFP, data_access=2),
    ),
    Case(
        "S12",
        "elements",
        changed(only(GOOD, RFP, PAY_FAST), PAY_FAST, implementation=3),
        only(GOOD, RFP, PAY_FAST),
    ),
    Case("S13", RFP, changed(GOOD, RFP, window=""), GOOD),
    Case("S13", RFP, changed(GOOD, RFP, window="2029-07"), changed(GOOD, RFP, window="2029")),
    Case("S13", RFP, changed(GOOD, RFP, window="2026-06"), changed(GOOD, RFP, window="2026-07")),
    Case("S13", STATE_WAGE, changed(GOOD, STATE_WAGE, action="refine", refined_text="Post"), GOOD),
    Case("L01", "choice", emptied(GOOD, "choice"), GOOD),
    Case("L02", "choice", changed(TWO, "choice", more=["hr_practices"]), changed(TWO, "choice", more=["policy"])),
    Case("L03", "choice", changed(TWO, "choice", why_two=" "), TWO),
    Case("L03", "choice", changed(TWO, "choice", shared_outcome=None), TWO),
    Case("L04", "choice", changed(GOOD, "choice", primary="hr_practices"), GOOD),
    Case(
        "L05",
        "choice",
        changed(GOOD, "choice", primary="policy", reason=""),
        changed(GOOD, "choice", reason=""),
    ),
    Case(
        "L05",
        "choice",
        changed(changed(GOOD, "levers", procurement__legal=0), "choice", reason=""),
        changed(GOOD, "levers", procurement__legal=0),
    ),
    Case("L16", "choice", changed(GOOD, "choice", secondary="hr_practices"), GOOD),
    Case("L16", "choice", ENFORCE, changed(ENFORCE, "elements/el_731atb", kind="decision_body")),
    Case("L16", "choice", ENFORCE, changed(ENFORCE, "choice", primary="empowerment", secondary=None)),
    Case("L06", "levers", CLOSE, GOOD),
    Case("L07", DETAILS, TWO, RULED),
    Case("L07", DETAILS, changed(RULED, DETAILS, policy__types=[]), changed(GOOD, DETAILS, policy__types=[])),
    Case("L08", DETAILS, emptied(GOOD, DETAILS), GOOD),
    Case("L08", DETAILS, changed(GOOD, DETAILS, **undated), GOOD),
    Case("L09", DETAILS, changed(ENFORCE, DETAILS, education_enforcement__authority=""), ENFORCE),
    Case(
        "L09",
        DETAILS,
        changed(ENFORCE, DETAILS, education_enforcement__authority=""),
        changed(ENFORCE, DETAILS, education_enforcement__authority="", education_enforcement__role="referral"),
    ),
    Case("L09", DETAILS, by_technique(role=None), by_technique(role=None, authority="The ordinance")),
    Case("L09", DETAILS, by_technique(role="enforcer"), by_technique(role="referral")),
    Case("L09", DETAILS, by_technique(role=None), by_technique(role=None, techniques=["education"])),
    Case("L10", DETAILS, changed(COUNCIL, "engagements/en_hcxxdh", paid_as="unpaid"), COUNCIL),
    Case("L10", DETAILS, changed(COUNCIL, "engagements/en_hcxxdh", decision_right=""), COUNCIL),
    Case("L10", DETAILS, emptied(COUNCIL, "engagements"), emptied(GOOD, "engagements")),
    Case("L10", DETAILS, emptied(COUNCIL, "engagements"), emptied(COUNCIL_SAID, "engagements")),
    Case("L11", DETAILS, HR, changed(HR, DETAILS, hr_practices__bargaining="no")),
    Case("L11", DETAILS, UNION, changed(UNION, DETAILS, hr_practices__bargaining_steps="Meet and confer.")),
    Case("L12", DETAILS, changed(GOOD, DETAILS, procurement__remedy=""), GOOD),
    Case(
        "L12",
        DETAILS,
        changed(GOOD, DETAILS, procurement__monitoring=""),
        changed(emptied(GOOD, DETAILS), DETAILS, procurement__ways=["aware"]),
    ),
    Case("L15", DETAILS, changed(GOOD, DETAILS, **points(9, 91)), changed(GOOD, DETAILS, **points(10, 90))),
    Case(
        "L13",
        "choice",
        changed(only(GOOD, RFP), RFP, ring="community"),
        changed(only(GOOD, RFP, PAY_FAST), RFP, ring="community"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


def test_a_refined_change_counts_as_in_scope_for_the_lever() -> None:
    assert ("L04", "choice") not in found(only(GOOD, VENDORS))


def test_paying_people_does_not_matter_to_the_lever_check_unless_empowerment_was_chosen() -> None:
    assert ("L10", DETAILS) not in found(changed(GOOD, WORKERS, paid_as="unpaid"))


def message(plan: Plan, code: str) -> str:
    return next(each.message for each in check(plan, date(2026, 7, 1)) if each.code == code)


def test_a_window_that_is_over_is_told_from_one_that_comes_too_late() -> None:
    assert message(changed(GOOD, RFP, window="2026-06"), "S13") == (
        "The opening for this (06/2026) is over before the plan starts."
    )
    assert message(changed(GOOD, RFP, window="2029-07"), "S13").endswith("lies outside the plan period.")


def test_what_the_start_page_lacks_is_told_of_the_plan() -> None:
    assert message(headed(GOOD, title=""), "H03") == "The plan has no name, which later steps use."


def test_a_wage_without_a_period_is_told_as_such() -> None:
    assert "an hour or a year" in message(wage(48_048, **UNSAID), "H10")
    assert message(wage(48_048), "H10").startswith("The living wage is $48,048 an hour, which can hardly be")


def test_a_lever_named_third_is_not_judged_as_the_second() -> None:
    assert ("L16", "choice") not in found(changed(TWO, "choice", secondary=None, more=[]))
    assert ("L16", "choice") in found(changed(GOOD, "choice", secondary="empowerment", more=["hr_practices"]))

"""The checks of steps 1 and 2, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import pytest

from tests.coach.coach_plans import (
    BLANK,
    CITY,
    CLAUSE,
    ENFORCE,
    GOOD,
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

TWO = changed(GOOD, "choice", secondary="policy", ways="Level 2, a stick.")
HR = changed(GOOD, "choice", primary="hr_practices", ways="")
COUNCIL = changed(ENFORCE, "choice", primary="empowerment")
CLOSE = changed(GOOD, "levers", policy=GOOD.levers.procurement.model_dump())
PARKED = {"text": "x", "authority": 0, "implementation": 0, "action": "park"}

CASES = [
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
    Case("S13", STATE_WAGE, changed(GOOD, STATE_WAGE, action="refine", refined_text="Post"), GOOD),
    Case("L01", "choice", emptied(GOOD, "choice"), GOOD),
    Case("L03", "choice", TWO, changed(TWO, "choice", why_two="Both pay for C3.")),
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
    Case("L06", "levers", CLOSE, GOOD),
    Case("L07", "choice", changed(TWO, "choice", ways=""), TWO),
    Case("L08", "choice", changed(GOOD, "choice", ways=" \n"), GOOD),
    Case("L10", "choice", changed(COUNCIL, "engagements/en_hcxxdh", paid_as="unpaid"), COUNCIL),
    Case("L10", "choice", changed(COUNCIL, "engagements/en_hcxxdh", decision_right=""), COUNCIL),
    Case("L10", "choice", emptied(COUNCIL, "engagements"), emptied(GOOD, "engagements")),
    Case("L11", "choice", HR, changed(HR, "choice", ways="Pay steps; no union.")),
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
    assert (case.code, case.path) not in found(case.quiet, case.today)


def test_a_refined_change_counts_as_in_scope_for_the_lever() -> None:
    assert ("L04", "choice") not in found(only(GOOD, VENDORS))


def test_paying_people_does_not_matter_to_the_lever_check_unless_empowerment_was_chosen() -> None:
    assert ("L10", "choice") not in found(changed(GOOD, WORKERS, paid_as="unpaid"))

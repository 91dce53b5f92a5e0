"""Step 1: the rating and the scope statement."""

from __future__ import annotations

import re
from itertools import product

import pytest

from jqtools.plan import Plan
from jqtools.plan.control import Action, Element, Legal, Rating, default_action, rating, rating_reason
from jqtools.plan.records import Records
from jqtools.plan.scope import in_scope, scope_statement

# Written by hand from the rule. Rows: authority 0 to 3; in a row: implementation 0 to 3.
# C concern, I some influence, S strong influence, D direct control.
BY_HAND = {
    "clear": ("CCCC", "CIII", "CISS", "CISD"),
    "needs_review": ("CCCC", "CIII", "CISS", "CISD"),
    "known_limit": ("CCCC", "CIII", "CIII", "CIII"),
    "barred": ("CCCC", "CCCC", "CCCC", "CCCC"),
}
WORDS = {"C": "concern", "I": "some influence", "S": "strong influence", "D": "direct control"}
STATED = {
    "procurement_living_wage": {
        "Job quality section and scoring of RFPs our office runs": ("direct control", "keep"),
        "Wage and schedule clause with quarterly worker report in new contracts": (
            "strong influence",
            "keep",
        ),
        "Pay invoices within 30 days": ("strong influence", "keep"),
        "Raise the state minimum wage": ("concern", "park"),
        "Make existing vendors raise pay before renewal": ("some influence", "refine"),
        "City and school district adopt the same clause": ("concern", "partner"),
    },
    "hr_practices_at_home": {
        "Minimum pay step and salary schedule": ("strong influence", "keep"),
        "Job posting content and selection steps": ("direct control", "keep"),
        "Team schedules and telework rule": ("direct control", "keep"),
        "Career ladder for career planners": ("strong influence", "keep"),
        "Health premium share": ("some influence", "partner"),
        "State formula funding level": ("concern", "park"),
    },
    "wage_theft_enforcement": {
        "Intake investigation and penalty process": ("direct control", "keep"),
        "Know-your-rights sessions with community partners": ("direct control", "keep"),
        "Employer clinics and hotline": ("strong influence", "keep"),
        "Screen on-the-job training and wage subsidy employers for unpaid findings": (
            "strong influence",
            "keep",
        ),
        "Revoke business licenses for unpaid findings": ("some influence", "partner"),
        "Federal immigration enforcement": ("concern", "park"),
        "State overtime rules": ("concern", "park"),
    },
}


def element(**fields: object) -> Element:
    return Element(**{"id": "el_a", "text": "Change", **fields})


@pytest.mark.parametrize("legal", BY_HAND)
def test_the_rating_is_the_one_worked_out_by_hand(legal: str):
    for authority, implementation in product(range(4), range(4)):
        rated = rating(element(authority=authority, implementation=implementation, legal=legal))
        assert rated == WORDS[BY_HAND[legal][authority][implementation]], (authority, implementation)


@pytest.mark.parametrize("fields", [{}, {"authority": 3}, {"implementation": 3}, {"data_access": 3}])
def test_a_half_answered_element_has_no_rating_unless_the_law_bars_it(fields: dict):
    assert rating(element(**fields)) is None
    assert rating_reason(element(**fields)).startswith("Not rated yet")
    assert rating(element(**fields, legal="barred")) == "concern"


@pytest.mark.parametrize("data_access", range(4))
def test_data_never_makes_up_for_missing_authority(data_access: int):
    assert rating(element(authority=0, implementation=3, legal="clear", data_access=data_access)) == "concern"


def test_the_reason_names_the_rating_and_what_decided_it():
    for legal, authority, implementation in product(Legal, range(4), range(4)):
        one = element(authority=authority, implementation=implementation, legal=legal)
        reason = rating_reason(one)
        assert reason.startswith(rating(one).capitalize())
        assert ("Provisional" in reason) == (legal is Legal.NEEDS_REVIEW)
        capped = legal is Legal.KNOWN_LIMIT and min(authority, implementation) > 1
        assert ("known legal limit" in reason) == capped
        assert ("the law bars it" in reason) == (legal is Legal.BARRED)


@pytest.mark.parametrize(
    ("rated", "action"),
    [
        ("direct control", "keep"),
        ("strong influence", "keep"),
        ("some influence", "refine"),
        ("concern", "park"),
    ],
)
def test_the_suggested_action_follows_from_the_rating(rated: str, action: str):
    assert default_action(Rating(rated)) == action


@pytest.mark.parametrize("name", STATED)
def test_the_examples_have_the_ratings_and_actions_they_state(name: str, examples: dict[str, Plan]):
    assert {e.text: (rating(e), e.action) for e in examples[name].elements} == STATED[name]


def test_only_what_is_kept_and_strong_or_refined_in_words_is_in_scope():
    for authority, action in product(range(4), Action):
        one = element(authority=authority, implementation=3, legal="clear", action=action)
        assert in_scope(one) == (action is Action.KEEP and authority >= 2)
    assert in_scope(element(action="refine", refined_text="Our part"))
    assert not in_scope(element(action="keep"))


def test_the_scope_statement_of_the_procurement_example_puts_each_element_in_its_place(procurement: Plan):
    change, decides, partner, parked = re.split(r"(?<=\.)\s", scope_statement(procurement.elements))
    assert change.startswith("We will change: Job quality section and scoring of RFPs our office runs; ")
    assert change.endswith("; Offer an optional early amendment with price adjustment at each option year.")
    assert "Pay invoices within 30 days" in change
    assert "Finance director (Pay invoices within 30 days)" in decides
    assert partner == "We will ask Regional purchasing group: Share clause and rubric at the 2027 meeting."
    assert parked == "We treat as outside conditions: Raise the state minimum wage."
    assert "existing vendors" not in change + decides + partner + parked


def test_there_is_no_scope_statement_without_anything_in_scope(examples: dict[str, Plan]):
    assert scope_statement(Records()) == ""
    assert scope_statement(examples["weak_plan_for_teaching"].elements) == ""
    assert scope_statement(Records([element(text=" ", authority=3, implementation=3, action="keep")])) == ""


def test_a_decider_of_several_elements_is_named_once(examples: dict[str, Plan]):
    words = scope_statement(examples["wage_theft_enforcement"].elements)
    assert words.count("Department director") == 1
    assert words.endswith("conditions: Federal immigration enforcement; State overtime rules.")


KEPT = element(authority=3, implementation=3, legal="clear", action="keep")


def test_a_parked_or_asked_element_says_only_what_is_there():
    assert scope_statement(Records([KEPT])) == "We will change: Change."
    unnamed = [Element(id="el_b", text="Rain", action="partner"), Element(id="el_c", action="park")]
    assert scope_statement(Records([KEPT, *unnamed])) == "We will change: Change."
    asked = Element(id="el_b", text="Rain.", action="partner", partner_name="The weather ")
    assert scope_statement(Records([KEPT, asked])).endswith("We will ask The weather: Rain.")


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "Rain", "partner_ask": " "}])
def test_a_partner_is_not_asked_for_nothing(fields: dict[str, str]):
    asked = Element(id="el_b", action="partner", partner_name="Finance", **fields)
    assert "Finance: ." not in scope_statement(Records([KEPT, asked]))

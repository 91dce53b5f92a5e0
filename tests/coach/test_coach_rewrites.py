"""What the coach offers to rewrite: each offer answers its finding, changes nothing else, and is a sound plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from jqtools.coach import Finding, check, rewrites, rules
from jqtools.coach.checks.wording import split_in_two
from jqtools.coach.rewrites import OFFERS
from jqtools.plan import Plan, parse_plan, plan_text
from tests.coach.coach_plans import (
    BLANK,
    GOAL,
    GOOD,
    M_WAGE,
    PANEL,
    REPORT,
    RFP,
    SCHEDULES,
    STAFF,
    STATE_WAGE,
    SURVEY,
    TERMS,
    TODAY,
    WEAK,
    added,
    changed,
    emptied,
    removed,
)
from tests.plan.any_plan import any_plan


def by(dimension: str) -> dict[str, object]:
    """One split by a dimension."""
    return {"order": ["sp_1"], "items": {"sp_1": {"dimension": dimension}}}


BACK = added(GOOD, "logic/li_new", source=TERMS[6:], target=REPORT[6:])
CHILD_CARE = changed(GOOD, STATE_WAGE, text="Raise the state minimum wage", action="keep", legal="clear")
NO_RULE = {"definition__rule": None, "definition__needed": None, "definition__rule_note": ""}
LIBRARY = changed(GOOD, M_WAGE, definition="", numerator="", denominator="")
OFFERED = [
    ("H05", "header", changed(GOOD, "header", **NO_RULE)),
    ("S03", RFP, changed(GOOD, RFP, text="Raise the floor and publish the ranges")),
    ("S04", RFP, changed(GOOD, RFP, authority=None)),
    ("S07", STATE_WAGE, CHILD_CARE),
    ("S08", STATE_WAGE, changed(CHILD_CARE, STATE_WAGE, action="refine")),
    ("S14", RFP, changed(GOOD, RFP, rating_override="concern")),
    ("L02", "choice", changed(GOOD, "choice", more=["policy", "empowerment"])),
    ("L14", "choice", changed(GOOD, "choice", secondary="procurement")),
    ("M01", "goals", emptied(GOOD, "goals")),
    ("M09", "logic/li_new", BACK),
    ("M11", REPORT, changed(GOOD, REPORT, text="Increase awareness")),
    ("M16", "logic", removed(GOOD, STAFF)),
    ("M28", PANEL, changed(GOOD, PANEL, text="Hire a planner and write the rule")),
    ("M30", GOAL, changed(GOOD, GOAL, population="", by_date="")),
    ("D01", SCHEDULES, removed(GOOD, "measures/me_h7wnsj")),
    ("D05", SURVEY, changed(GOOD, SURVEY, built_by=None)),
    ("D08", M_WAGE, changed(GOOD, M_WAGE, direction="down")),
    ("D09", M_WAGE, changed(GOOD, M_WAGE, baseline__value=45)),
    ("D13", M_WAGE, changed(GOOD, M_WAGE, target__date="2031-01")),
    ("D35", M_WAGE, LIBRARY),
    ("D36", M_WAGE, LIBRARY),
    ("E01", M_WAGE, changed(GOOD, M_WAGE, splits={"order": [], "items": {}})),
    ("E02", M_WAGE, changed(GOOD, M_WAGE, splits={"order": ["sp_1"], "items": {"sp_1": {"dimension": "age"}}})),
    (
        "E03",
        M_WAGE,
        changed(GOOD, M_WAGE, splits={"order": ["sp_1"], "items": {"sp_1": {"dimension": "race_ethnicity"}}}),
    ),
    ("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=None)),
]


def the(plan: Plan, code: str, path: str) -> Finding:
    return next(each for each in check(plan, TODAY) if (each.code, each.path) == (code, path))


@pytest.mark.parametrize(("code", "path", "plan"), OFFERED, ids=[code for code, _, _ in OFFERED])
def test_taking_an_offer_answers_the_finding_and_leaves_a_sound_plan(code: str, path: str, plan: Plan) -> None:
    offers = rewrites(plan, the(plan, code, path))
    assert offers
    for each in offers:
        assert (code, path) not in {(f.code, f.path) for f in check(each.plan, TODAY)}
        assert parse_plan(plan_text(each.plan)) == each.plan
        assert each.words
        assert each.words[0].isupper()


def test_every_declared_offer_is_tried_here_and_answers_a_known_check() -> None:
    assert set(OFFERS) == {code for code, _, _ in OFFERED}
    assert set(OFFERS) <= {each.code for each in rules()}


def test_a_change_outside_control_is_offered_as_the_part_that_is_inside() -> None:
    words = [each.words for each in rewrites(CHILD_CARE, the(CHILD_CARE, "S07", STATE_WAGE))]
    assert any(text.startswith("Rewrite it as “Set a wage floor in our own contracts") for text in words)
    assert words[-1] == "Park it as an outside condition"


def test_the_part_that_is_inside_is_rated_anew_and_goes_by_its_own_words() -> None:
    (offer, *_) = rewrites(CHILD_CARE, the(CHILD_CARE, "S07", STATE_WAGE))
    element = offer.plan.elements.get(STATE_WAGE[9:])
    assert (element.kind, element.ring, element.authority, element.implementation, element.legal) == (None,) * 5
    assert the(offer.plan, "S04", STATE_WAGE).item == element.refined_text


def test_splitting_a_box_gives_both_halves_its_links_and_owner() -> None:
    plan = changed(GOOD, PANEL, text="Hire a planner and write the rule")
    (offer,) = rewrites(plan, the(plan, "M28", PANEL))
    assert offer.words == "Split it into “Hire a planner” and “write the rule”"
    first, second = (node for node in offer.plan.logic.nodes if node.text in ("Hire a planner", "write the rule"))
    assert (first.id, second.owner, second.element) == (PANEL[6:], first.owner, first.element)
    ends = [{link.target for link in offer.plan.logic.links if link.source == node.id} for node in (first, second)]
    assert ends[0] == ends[1] != set()
    ids = offer.plan.logic.nodes.ids()
    assert ids.index(second.id) == ids.index(first.id) + 1


def offered(plan: Plan, code: str, path: str) -> list[str]:
    return [each.words for each in rewrites(plan, the(plan, code, path))]


def test_two_changes_in_one_line_are_split_before_either_is_rewritten() -> None:
    both = changed(CHILD_CARE, STATE_WAGE, text="Raise the state minimum wage and fix childcare")
    assert offered(both, "S07", STATE_WAGE) == [
        "Split it into “Raise the state minimum wage” and “fix childcare”",
        "Park it as an outside condition",
    ]


def test_a_known_rule_comes_with_its_words_and_only_where_there_are_criteria() -> None:
    plan = changed(GOOD, "header", **NO_RULE)
    for offer in rewrites(plan, the(plan, "H05", "header")):
        assert offer.plan.header.definition.rule_note.startswith("A job counts when")
    bare = changed(plan, "header", definition__criteria={"order": [], "items": {}})
    assert offered(bare, "H05", "header") == []


def test_dropping_levers_names_those_kept_and_those_dropped() -> None:
    plan = changed(GOOD, "choice", more=["policy", "empowerment"])
    assert offered(plan, "L02", "choice") == ["Keep Procurement and Policy. Drop Empowerment for now"]


def test_only_what_is_missing_is_added_to_the_splits() -> None:
    sex = {"order": ["sp_1"], "items": {"sp_1": {"dimension": "sex", "status": "not_possible"}}}
    assert offered(changed(GOOD, M_WAGE, splits=sex), "E01", M_WAGE) == ["Show it by race and ethnicity"]
    assert offered(changed(GOOD, M_WAGE, splits=by("age")), "E02", M_WAGE) == [
        "Show it by race and ethnicity, and by sex"
    ]


def test_the_worked_out_value_keeps_the_decimals_given_and_leaves_targets_alone() -> None:
    fine = changed(GOOD, M_WAGE, baseline__value=45.25)
    assert offered(fine, "D09", M_WAGE) == ["Set the baseline to 41.01%"]
    assert offered(changed(GOOD, M_WAGE, baseline__value=45), "D09", M_WAGE) == ["Set the baseline to 41%"]
    aimed = changed(GOOD, M_WAGE, target__numerator=1, target__denominator=2)
    assert offered(aimed, "D09", M_WAGE) == []


def test_a_source_is_set_up_without_quotation_marks_inside_others() -> None:
    plan = changed(GOOD, SURVEY, built_by=None)
    (words,) = offered(plan, "D05", SURVEY)
    assert words.startswith("Add the activity “Set up the source: ")
    assert (words.count("“"), words.count("”")) == (1, 1)


def test_what_an_offer_leaves_to_fill_in_is_told() -> None:
    for plan, code, path in ((removed(GOOD, STAFF), "M16", "logic"), (emptied(GOOD, "goals"), "M01", "goals")):
        (offer,) = rewrites(plan, the(plan, code, path))
        assert "M31" in {each.code for each in check(offer.plan, TODAY)}
        assert "M31" not in {each.code for each in check(plan, TODAY)}


def test_a_link_from_a_box_to_itself_is_only_offered_to_be_removed() -> None:
    plan = added(GOOD, "logic/li_new", source=TERMS[6:], target=TERMS[6:])
    assert offered(plan, "M09", "logic/li_new") == ["Remove the link"]


def test_moving_a_box_to_another_column_tells_which_links_go() -> None:
    plan = changed(GOOD, REPORT, text="Increase awareness")
    (offer,) = rewrites(plan, the(plan, "M11", REPORT))
    assert offer.words == "Make it an outcome (1 link that no longer fits goes)"
    assert len(offer.plan.logic.links) == len(plan.logic.links) - 1
    assert offer.plan.logic.nodes.get(REPORT[6:]).stage == "outcome"


def test_the_worked_out_baseline_replaces_the_wrong_one() -> None:
    finding = next(each for each in check(WEAK, TODAY) if each.code == "D09")
    (offer,) = rewrites(WEAK, finding)
    assert offer.words == "Set the baseline to 50%"
    assert {measure.baseline.value for measure in offer.plan.measures} == {50.0, None}


def test_the_drafted_goal_takes_the_words_of_the_start_page() -> None:
    plan = emptied(GOOD, "goals")
    (offer,) = rewrites(plan, the(plan, "M01", "goals"))
    assert offer.plan.goals[0].text.startswith(
        "By June 2029, workers on building-service contracts in Harbor County will"
    )
    assert rewrites(BLANK, the(BLANK, "M01", "goals")) == ()


def test_an_offer_made_twice_makes_the_same_plan() -> None:
    for code, path, plan in OFFERED:
        finding = the(plan, code, path)
        assert rewrites(plan, finding) == rewrites(plan, finding)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_plan())
def test_offers_never_fail_and_always_make_a_plan_that_can_be_kept(plan: Plan) -> None:
    for finding in check(plan, date(2026, 7, 1)):
        for offer in rewrites(plan, finding):
            assert parse_plan(plan_text(offer.plan)) == offer.plan


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("raise the wage and fix childcare", ("raise the wage", "fix childcare")),
        ("Hire and train", None),
        ("Write the rule; post it", ("Write the rule", "post it")),
        ("Workers and firms", None),
        ("", None),
    ],
)
def test_a_text_is_split_only_between_two_things_to_do(text: str, parts: tuple[str, str] | None) -> None:
    assert split_in_two(text) == parts

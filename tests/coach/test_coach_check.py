"""Checking as a whole: the example plans, order, words, and any plan at all."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.coach import Finding, Severity, check, rules, summary
from jqtools.content import equity_questions
from jqtools.plan import Plan, read_plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import plan_text
from tests.coach import (
    test_coach_equity,
    test_coach_logic,
    test_coach_measures,
    test_coach_monitoring,
    test_coach_numbers,
    test_coach_scope,
    test_coach_sources,
    test_coach_values,
)
from tests.coach.coach_plans import (
    BLANK,
    ENFORCE,
    GOOD,
    GOOD_NAMES,
    PLANS,
    TODAY,
    WEAK,
    WORKERS,
    added,
    changed,
    found,
    removed,
)
from tests.plan.any_edit import any_edits
from tests.plan.any_plan import any_plan

MUST_FIRE = {
    *("S03", "S04", "S07", "L02", "L07", "L08", "M04", "M05", "M06", "M11", "M12", "M16", "M20"),
    *("D01", "D04", "D09", "D11", "D12", "D17", "D18", "E01", "E07", "E08", "E09", "E11"),
}
MUST_NOT_FIRE = {"D10", "M09", "E17"}
SEVERITIES = {
    "S03": "hint",
    "S07": "error",
    "L07": "warning",
    "M11": "hint",
    "M20": "warning",
    "D11": "warning",
}


def test_the_weak_plan_shows_all_it_was_written_to_show() -> None:
    codes = {finding.code for finding in check(WEAK, TODAY)}
    assert codes >= MUST_FIRE
    assert not MUST_NOT_FIRE & codes


def test_the_weak_plan_is_told_of_the_very_thing() -> None:
    told = {(finding.code, finding.item): finding.message for finding in check(WEAK, TODAY)}
    assert told["D09", "wages up 10%"] == "45 of 90 is 50%, not 45%."
    assert ("S03", "raise the minimum wage and fix childcare") in told
    assert ("M06", "wages go up") in told
    assert ("M04", "500 brochures") in told


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2027, 3, 1), date(2031, 1, 1)])
@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_good_plan_has_nothing_to_fix_and_little_to_consider(name: str, today: date) -> None:
    findings = check(read_plan(PLANS / f"{name}.json"), today)
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    assert len(findings) <= 8


def test_a_good_plan_is_told_what_a_person_would_tell() -> None:
    assert Counter(code for code, _ in found(GOOD)) == {
        **{"S15": 1, "M17": 1, "D12": 1, "D20": 2},
        **{"E12": 1, "E13": 1, "E14": 1},
    }
    codes = Counter(code for code, _ in found(ENFORCE, date(2027, 1, 4)))
    assert codes == {"S09": 1, "L16": 1, "M17": 1, "E13": 1}


def test_a_blank_plan_is_told_only_where_to_begin() -> None:
    assert [finding.code for finding in check(BLANK, TODAY)] == ["S01", "L01", "M01", "E07"]


def test_every_rule_has_a_plan_that_fires_it_and_one_that_does_not() -> None:
    modules = (
        *(test_coach_scope, test_coach_logic, test_coach_measures, test_coach_numbers),
        *(test_coach_sources, test_coach_values, test_coach_equity, test_coach_monitoring),
    )
    assert {case.code for module in modules for case in module.CASES} == {each.code for each in rules()}


def test_rules_have_codes_of_their_own_in_order_and_say_why() -> None:
    codes = [each.code for each in rules()]
    assert len(set(codes)) == len(codes) >= 107 + 30
    assert [code[0] for code in codes] == sorted((code[0] for code in codes), key="HSLMDER".index)
    assert all(each.reason.endswith(".") and each.source for each in rules())


@pytest.mark.parametrize(("code", "severity"), SEVERITIES.items())
def test_severities_are_those_of_the_table(code: str, severity: str) -> None:
    assert {each.code: each.severity for each in rules()}[code] == severity


def test_findings_come_by_section_then_weight_then_place_in_the_plan() -> None:
    findings = check(WEAK, TODAY)
    weights = list(Severity)
    keys = [(SECTIONS.index(finding.section), weights.index(finding.severity)) for finding in findings]
    assert keys == sorted(keys)
    errors = [f.path for f in findings if f.code in ("M04", "M06", "D01")]
    assert errors == [f"logic/{key}" for key in ("no_vjhrxh", "no_7dz6nn", "no_qkwpbx", "no_mk15mz")]
    asked = [f.path for f in check(removed(GOOD, "answers/qu_8"), TODAY) if f.section == "answers"]
    assert list(dict.fromkeys(asked)) == ["answers/qu_2", "answers/qu_8", "answers/qu_14"]


def test_what_was_dropped_is_not_judged_but_stays_in_the_plan() -> None:
    dropped = changed(WEAK, "goals/go_zvb0s6", status="dropped")
    assert not [each for each in check(dropped, TODAY) if each.path == "goals/go_zvb0s6"]
    assert dropped.goals.ids() == WEAK.goals.ids()


def test_a_waiver_of_an_odd_check_is_told_in_quotation_marks() -> None:
    odd = added(GOOD, "waivers/wa_1", code="!\nx", path="goals", reason="", who="")
    (told,) = [each for each in check(odd, TODAY) if each.code == "H09"]
    assert told.message.startswith("Somebody accepted what the check “! x” found")


def test_today_is_today_unless_told() -> None:
    assert check(GOOD) == check(GOOD, date.today())


def finding(severity: Severity) -> Finding:
    return Finding("S01", severity, "elements", "", "You see.", "Do.")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 5, 2), "3 to fix, 5 to consider, 2 hints"),
        ((1, 1, 1), "1 to fix, 1 to consider, 1 hint"),
        ((0, 0, 0), "Nothing to fix, nothing to consider"),
        ((0, 2, 0), "Nothing to fix, 2 to consider"),
        ((2, 0, 1), "2 to fix, nothing to consider, 1 hint"),
    ],
)
def test_the_summary_counts_and_gives_no_grade(counts: tuple[int, int, int], words: str) -> None:
    findings = [finding(each) for each, count in zip(Severity, counts, strict=True) for _ in range(count)]
    assert summary(tuple(findings)) == words


def test_checking_changes_nothing() -> None:
    before = plan_text(WEAK)
    assert check(WEAK, TODAY) == check(WEAK, TODAY)
    assert plan_text(WEAK) == before
    with pytest.raises(dataclasses.FrozenInstanceError):
        check(WEAK, TODAY)[0].code = "S99"


def test_a_record_without_words_still_has_an_item() -> None:
    bare = changed(GOOD, WORKERS, who="", paid_as="unpaid")
    assert [f.item for f in check(bare, TODAY) if f.path == WORKERS] == ["(no words yet)"]


@st.composite
def any_messy_plan(draw: st.DrawFn) -> Plan:
    """One of the example plans after up to twenty edits by someone in a hurry."""
    return draw(any_edits(draw(st.sampled_from([GOOD, WEAK, ENFORCE])), most=20))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_messy_plan() | any_plan(), st.sampled_from([date.min, TODAY, date.max]))
def test_checking_any_plan_gives_findings_and_never_raises(plan: Plan, today: date) -> None:
    findings = check(plan, today)
    known = {each.code: each for each in rules()}
    places = [SECTIONS.index(each.section) for each in findings]
    assert places == sorted(places)
    for each in findings:
        assert each.message.endswith(".")
        assert each.fix.endswith(".")
        assert "!" not in without_quotations(each.message) + each.fix
        assert known[each.code].severity is each.severity
        assert place_is_there(plan, each)


def without_quotations(text: str) -> str:
    head, _, rest = text.partition("“")
    return head + rest.rpartition("”")[2] if rest else head


def place_is_there(plan: Plan, each: Finding) -> bool:
    section, _, key = each.path.partition("/")
    if not key:
        return section in SECTIONS and each.item == ""
    if section == "answers":
        return key in equity_questions() or key in plan.answers.ids()
    records = (*plan.logic.nodes, *plan.logic.links) if section == "logic" else getattr(plan, section)
    return bool(each.item) and key in {record.id for record in records}

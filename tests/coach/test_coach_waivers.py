"""Accepting a finding: with a reason, by somebody, until a day; and when a plan is ready to share."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach import Finding, Severity, check, is_ready, summary
from jqtools.coach.waivers import holds
from jqtools.plan import Plan
from jqtools.plan.history import Waiver
from tests.coach.coach_plans import GOOD, TODAY, WEAK, added

GAP = ("E13", "answers/qu_2")


def with_waiver(plan: Plan, code: str, path: str, key: str = "wa_1", **fields: str) -> Plan:
    said = {"reason": "The board decides next year.", "who": "Director", **fields}
    return added(plan, f"waivers/{key}", code=code, path=path, **said)


def the(plan: Plan, code: str, path: str, today: date = TODAY) -> Finding:
    return next(each for each in check(plan, today) if (each.code, each.path) == (code, path))


def test_an_accepted_warning_stays_in_sight_and_counts_as_accepted() -> None:
    before, after = check(GOOD, TODAY), check(with_waiver(GOOD, *GAP), TODAY)
    assert len(before) == len(after)
    assert the(with_waiver(GOOD, *GAP), *GAP).waiver.reason == "The board decides next year."
    assert summary(after).endswith("1 accepted")
    assert sum(each.is_open for each in after) == len(before) - 1


@pytest.mark.parametrize("lacking", [{"reason": "  "}, {"who": ""}, {"until": "2026-06-30"}])
def test_a_waiver_without_reason_or_name_or_past_its_day_does_not_count(lacking: dict[str, str]) -> None:
    assert the(with_waiver(GOOD, *GAP, **lacking), *GAP).is_open


def test_a_waiver_counts_to_the_last_moment_of_its_day() -> None:
    waiver = Waiver(id="wa_1", reason="Later.", who="Director", until="2026-12")
    assert holds(waiver, date(2026, 12, 31))
    assert not holds(waiver, date(2027, 1, 1))


def test_a_waiver_counts_for_its_own_place_and_check_only() -> None:
    elsewhere = with_waiver(GOOD, "E13", "answers/qu_3")
    assert the(elsewhere, *GAP).is_open
    assert the(with_waiver(GOOD, "E12", "answers/qu_2"), *GAP).is_open


def test_an_error_cannot_be_accepted() -> None:
    error = next(each for each in check(WEAK, TODAY) if each.severity is Severity.ERROR)
    assert the(with_waiver(WEAK, error.code, error.path), error.code, error.path).is_open


def test_a_plan_is_ready_once_nothing_is_to_fix_and_every_warning_is_accepted() -> None:
    plan = GOOD
    warnings = {(f.code, f.path) for f in check(GOOD, TODAY) if f.severity is Severity.WARNING}
    for place, (code, path) in enumerate(sorted(warnings)):
        assert not is_ready(check(plan, TODAY))
        plan = with_waiver(plan, code, path, f"wa_{place}")
    assert is_ready(check(plan, TODAY))
    assert not is_ready(check(WEAK, TODAY))


def test_hints_never_stand_in_the_way() -> None:
    hint = Finding("S03", Severity.HINT, "elements", "", "You see.", "Do.")
    assert is_ready((hint,))
    assert is_ready(())

"""Hints from words, and part dates."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach.checks.advantage import gives_advantage
from jqtools.coach.checks.dates import end_of, year_of
from jqtools.coach.checks.wording import (
    counts_no_people,
    joins_two_changes,
    key_words,
    names_gap,
    nearly_the_same,
    reads_as_change,
    reads_as_count,
    unclear_percent,
)
from jqtools.coach.registry import counted, lacking, listed, number, quoted
from jqtools.plan.calendar import first_day, last_day, later


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("raise the minimum wage and fix childcare", True),
        ("Post pay ranges; drop degree rules", True),
        ("Train staff and then hire mentors", True),
        ("Wage and schedule clause in new contracts", False),
        ("Screen on-the-job training and wage subsidy employers", False),
        ("City and school district adopt the same clause", False),
        ("Develop and publish a pay scale", False),
        ("Design, test and publish a pay scale", False),
        ("Plan and run two listening sessions", False),
        ("co-write and run rights sessions", False),
        ("Contract with partners to co-write and publish a guide", False),
        ("Provide child care and support services", False),
        ("Give notice of hours and run times", False),
        ("Set hours and change fees", False),
        ("Set hours and then change fees", True),
        ("and", False),
        ("", False),
    ],
)
def test_two_changes_in_one_line_are_heard(text: str, two: bool) -> None:
    assert joins_two_changes(text) is two


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("wages up 10%", True),
        ("a 10 percent increase", True),
        ("cut turnover by 10 percent", True),
        ("Grow 12.5 %", True),
        ("up 10 percentage points", False),
        ("from 45% up to 55%", False),
        ("increase to 55%", False),
        ("more than 10% of firms", False),
        ("at 10 percent or more", False),
    ],
)
def test_ten_percent_more_is_unclear_and_from_to_is_clear(text: str, unclear: bool) -> None:
    assert unclear_percent(text) is unclear


def test_outputs_and_outcomes_are_told_apart_by_their_words() -> None:
    assert reads_as_change("improved skills")
    assert not reads_as_change("Workshops with 20 or more firms")
    assert reads_as_count("# of people trained")
    assert reads_as_count("number of people trained")
    assert not reads_as_count("Trained people earn more")


def test_people_are_told_from_contracts() -> None:
    assert counts_no_people("contracts")
    assert not counts_no_people("612 contract workers")
    assert not counts_no_people("")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Home care aides under county contracts", True),
        ("Personal attendants at our providers", True),
        ("Cleaners in our contracts", True),
        ("Machinists at subsidized firms", True),
        ("Vendors and contractors", False),
        ("Contracts with wage floors", False),
        ("Purchase orders and awards", False),
    ],
)
def test_people_are_known_by_the_work_they_do(text: str, people: bool) -> None:
    assert counts_no_people(text) is not people


@pytest.mark.parametrize(
    "text",
    [
        "Preference for minority-owned firms",
        "Extra credit for DBE firms",
        "Points for MWBE or SDB bidders",
        "Priority for MBE and WBE firms",
        "Set aside the reserved share for disadvantaged businesses",
        "A goal of 20 percent for disadvantaged business firms",
        "DBE goal of 20 percent",
        "Goal: a third of awards to women-owned firms",
        "A women-only cohort",
        "Only women may apply",
        "Hire only women for the crew",
        "Waive bonding for minority-owned firms",
        "Stipends for women in the trades",
        "Stipends for workers of color",
        "Give points to women-owned firms and report results by race",
        "Outreach to women and give preference to women-owned firms",
        "Review bids and give points to firms owned by women",
    ],
)
def test_an_advantage_by_protected_class_is_heard(text: str) -> None:
    assert gives_advantage(text)


@pytest.mark.parametrize(
    "text",
    [
        "Preference for small firms",
        "Report priority results by race",
        "One point of contact for women in the trades",
        "Entry points to the trades for women",
        "Remove the gender preference in postings",
        "End preferences for men in hiring",
        "Make the gap by race a priority in each review",
        "Make gaps by race a priority in each review",
        "Priority outreach to women and people of color",
        "Goal: women stay as long as men",
        "Stipends for all trainees",
        "Waive fees for everyone",
        "",
    ],
)
def test_outreach_measuring_and_ending_a_preference_are_no_advantage(text: str) -> None:
    assert not gives_advantage(text)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The pay gap narrows", True),
        ("Women earn as much as men", True),
        ("Promoted at the same rate as men", True),
        ("Equal pay for like work", True),
        ("Raise pay by as much as 20%", False),
        ("An equal opportunity employer", False),
        ("Pay rises", False),
    ],
)
def test_a_gap_is_heard_in_words_of_equality_too(text: str, gap: bool) -> None:
    assert names_gap(text) is gap


def test_twins_share_their_key_words() -> None:
    assert nearly_the_same(key_words("The report, published"), key_words("Report published"))
    assert not nearly_the_same(key_words("Firms stay"), key_words("Firms leave"))
    assert not nearly_the_same(key_words(""), key_words(""))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("2026-06", date(2026, 6, 30)),
        ("2025-07 to 2026-06", date(2026, 6, 30)),
        ("2023-2026", date(2026, 12, 31)),
        ("last year", None),
        ("2026-13", None),
        ("", None),
    ],
)
def test_a_period_in_words_ends_on_its_last_day(words: str, day: date | None) -> None:
    assert end_of(words) == day


def test_part_dates_cover_days_and_odd_ones_do_no_harm() -> None:
    assert (first_day("2026-02"), last_day("2026-02")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert last_day("2026-02-31") == date(2026, 2, 28)
    assert first_day("0000") is None
    assert later(date(2026, 1, 1), 10**12) == date.max
    assert year_of("2025-07 to 2026-06") == 2026


def test_words_are_listed_as_people_list_them() -> None:
    assert listed(["source"]) == "source"
    assert listed(["source", "place", "year"], "or") == "source, place or year"
    assert lacking({"owner": "", "end date": "", "start": "2026"}) == "no owner and no end date"
    assert lacking({"owner": "x"}) == ""


def test_numbers_and_quotations_are_short() -> None:
    assert (number(146000.0), number(7.1), number(-0.5)) == ("146,000", "7.1", "-0.5")
    assert (counted(1, "day"), counted(2000, "day")) == ("1 day", "2,000 days")
    assert counted(2, "person", "people") == "2 people"
    assert quoted("a \n b") == "“a b”"
    assert len(quoted("x" * 4000)) == 82

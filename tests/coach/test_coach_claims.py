"""What words sound like: shares, counts, causes, rankings, and words in place of numbers."""

from __future__ import annotations

import pytest

from jqtools.coach.checks import claims, notes

HEARD = {
    claims.names_count: (
        ["Number of firms", "the count of visits", " Number of people at work"],
        ["Firms by number", "Number of injuries per 100 workers", "A number of reasons", ""],
    ),
    claims.names_share: (
        ["Percent of staff", "% of staff", "The share of women", "Percentage of bids"],
        ["Staff who took a 10% cut", "Shares sold", "Firms with a share of women", ""],
    ),
    claims.claims_cause: (
        [
            "Our policy raised pay",
            "Pay rose because of the ordinance",
            "The clause led to better schedules",
            "thanks to our new program",
            "Fewer left as a result of this plan",
        ],
        [
            "We think the clause contributed because vendors said so",
            "Our plan contributed to a change that led to more",
            "Pay rose because inflation did",
            "Pay rose from 20 to 23 dollars",
            "",
        ],
    ),
    claims.ranks: (
        ["Vendors ranked by injuries", "the worst five", "Top 10 sites", "a league table"],
        ["Vendors by injuries", "From the bottom to the top", ""],
    ),
    claims.names_whole_economy: (
        ["County unemployment rate", "Median household income", "Poverty rate of the city"],
        ["Workers employed in quarter two", "Hourly pay of contract workers", ""],
    ),
    claims.only_a_number: (
        ["20,000", "85%", "$17.25", " 41 ", "~500"],
        ["2026", "2025-07 to 2026-06", "85% of peers", "", "by 2026-10"],
    ),
    claims.stands_for_missing: (
        ["tbd", "T.B.D.", "N/A", "n.a.", "unknown", "?", "-", "To be determined", "xx"],
        ["", "  ", "no data before May", "none of the vendors answered", "2026"],
    ),
    claims.only_once: (
        [
            "Once",
            "one-time.",
            "at the end",
            "At the end of the plan",
            "once, at the end",
            "at the end only",
        ],
        ["once a year", "at the end of each year", "at the end of the quarter", ""],
    ),
    notes.names_living_wage: (["a living-wage job", "Living wages", "the living wage"], ["living well", "wage", ""]),
    notes.about_people_we_reach: (
        ["Employment rate after exit", "Participants at work", "Workers on our contracts", "Trainees hired"],
        ["Labor force participation", "County unemployment rate", "Workers in the county", ""],
    ),
    notes.about_race_or_sex: (["The file holds no sex", "ethnicity is unknown"], ["Three years pooled", ""]),
    notes.about_complaints: (["A rise at first is trust", "More reports may be good"], ["Counted by hand", ""]),
    notes.about_baseline: (["A new service", "Nothing existed before"], ["Counted by hand", ""]),
    claims.groups_overlap: (
        ["Race alone or in combination", "choose all that apply", "groups overlap"],
        ["spd15_2024", "One race alone", ""],
    ),
}


@pytest.mark.parametrize("hears", HEARD, ids=lambda hears: hears.__name__)
def test_words_are_heard_as_a_person_would(hears: object) -> None:
    yes, no = HEARD[hears]
    assert [text for text in yes if not hears(text)] == []
    assert [text for text in no if hears(text)] == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("In work in Q4 after exit", 12),
        ("Employed in the second quarter after exit", 6),
        ("2nd quarter after program exit", 6),
        ("second and fourth quarters after exit", 12),
        ("Still in the job six months after placement", 6),
        ("Earnings 18 months after hire", 18),
        ("the second quarter after the budget", 0),
        ("Exit interviews", 0),
    ],
)
def test_how_long_people_are_followed_is_read_from_the_words(text: str, months: int) -> None:
    assert claims.months_followed(text) == months

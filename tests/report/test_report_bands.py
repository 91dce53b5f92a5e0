"""The picture of the changes by band, and its twin in words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan
from jqtools.plan.control import Action, Element, rating_reason
from jqtools.plan.scope import in_scope
from jqtools.report.bands import bands_picture, bands_sentence, bands_table
from jqtools.report.sections.scope import scope
from tests.report.report_page import Page, plan, text

LEVELS = st.sampled_from([None, 0, 1, 2, 3])
ELEMENTS = st.lists(st.tuples(LEVELS, LEVELS, st.sampled_from([None, *Action])), max_size=40)


def elements(levels: list[tuple[int | None, int | None, Action | None]]) -> list[Element]:
    return [
        Element(id=f"el_{n}", text=f"Change {n}", authority=decide, implementation=carry, action=action)
        for n, (decide, carry, action) in enumerate(levels)
    ]


def numbers(picture: str) -> list[int]:
    return [int(number) for number in re.findall(r">(\d+)</text>", picture)]


@given(ELEMENTS)
def test_the_picture_and_the_table_show_every_change_once(levels: list):
    every = elements(levels)
    picture, table = bands_picture(every), unescape(bands_table(every))
    assert sorted(numbers(picture)) == [*range(1, len(every) + 1)]
    assert picture.count("dot-ours") == sum(in_scope(each) for each in every)
    assert [table.count(f"{n}. Change {n - 1} (") for n in range(1, len(every) + 1)] == [1] * len(every)


@given(ELEMENTS)
def test_no_dot_leaves_the_picture_or_stands_on_another(levels: list):
    picture = bands_picture(elements(levels))
    places = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', picture)]
    height = float(re.search(r'viewBox="0 0 360 ([\d.]+)"', picture)[1]) if picture else 0
    assert all(13 <= x <= 347 and 13 <= y <= height - 13 for x, y in places)
    assert len({(round(x / 30), round(y / 30)) for x, y in places}) == len(places)


def test_the_bands_are_told_in_a_sentence(procurement: Plan):
    assert bands_sentence(procurement.elements) == (
        "Direct control: 1; Strong influence: 2; Some influence: 1; Concern: 2. In scope: 4 of 6."
    )


def test_a_change_without_a_rating_is_in_no_band_and_not_in_concern():
    unrated = [Element(id="el_a", text="Pay steps")]
    assert "Not rated yet: 1" in bands_sentence(unrated)
    assert "Concern: 0" in bands_sentence(unrated)
    assert "Not rated yet" not in bands_sentence(elements([(3, 3, Action.KEEP)]))


def test_a_change_that_is_parked_waits_for_no_rating():
    parked = [Element(id="el_a", text="The state wage", action=Action.PARK)]
    assert "Concern: 0; Parked: 1. In scope: 0 of 1." in bands_sentence(parked)
    assert "Not rated" not in bands_table(parked) + bands_picture(parked) + rating_reason(parked[0])


def test_there_is_no_picture_of_nothing():
    assert bands_picture([]) == ""
    assert bands_sentence([]).startswith("Direct control: 0")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a & b"])
def test_what_a_person_wrote_is_no_markup(words: str):
    assert words not in bands_table([Element(id="el_a", text=words)])


def test_the_report_shows_the_bands_before_the_table_of_changes(procurement: Plan):
    shown = text(scope(procurement))
    assert shown.index("The changes by band") < shown.index("The changes and who controls them")
    assert len(Page(scope(procurement)).tags("svg")) == 1
    assert not Page(scope(plan())).tags("svg")

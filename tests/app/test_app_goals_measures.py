"""Step 3: the measures as a set, the day of each first value, and the data collection table."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.app import measure_views
from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.planfile import with_section
from jqtools.survey.exporting import FORMULA_STARTS
from tests.app.workbooks import GOALS, Open
from tests.conftest import PLANS

YEARS = {"start": "2026-07-01", "end": "2029-06-30"}


@pytest.fixture
def example() -> Plan:
    return parse_plan((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def holding(period: dict[str, str] | None = None, lag_days: int | None = 45, **measure: object) -> Plan:
    source = {"name": "Roster", "lag_days": lag_days}
    plan = with_section(blank_plan(), "header", {"period": period or {}})
    plan = with_section(plan, "sources", {"order": ["so_a"], "items": {"so_a": source}})
    return with_section(plan, "measures", {"order": ["me_a"], "items": {"me_a": {"source": "so_a", **measure}}})


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (holding(first_due="2027-07-31"), "First value: due July 31, 2027 (2027 Q3)."),
        (holding(first_due="2027"), "First value: due 2027."),
        (
            holding(YEARS, frequency="quarterly"),
            "First value: November 15, 2026 (2026 Q4) at the earliest; its first period in the plan is over by then,"
            " and data take 45 days.",
        ),
        (
            holding(YEARS, None, frequency="quarterly"),
            "First value: October 1, 2026 (2026 Q4) at the earliest; its first period in the plan is over by then,"
            " and how long the data take is not said yet.",
        ),
        (
            holding(YEARS, 0),
            "First value: June 30, 2029 (2029 Q2) at the earliest; how often you measure is not said, so the plan has"
            " to end first, and data are there at once.",
        ),
        (holding(), "First value: no day yet. Say when it is first due, or how often you measure."),
    ],
)
def test_beside_a_measure_stands_when_its_first_value_can_be_known(plan: Plan, words: str):
    assert measure_views.measure_notes(plan)["me_a"]["text"].splitlines()[0] == words


def test_the_set_is_told_in_words_with_the_names_of_its_measures(example: Plan):
    told = measure_views.measure_set(example)
    assert "6 measures, within the advice of 5 to 10." in told
    assert "4 measures of outcomes; 3 or more show a change from several sides." in told
    assert "Told by people themselves: Workers told their schedule 14 days ahead." in told
    assert "To consider" not in told


def test_as_many_measures_are_called_an_outcome_as_are_counted(example: Plan):
    tags = [note["tag"] for note in measure_views.measure_notes(example).values()]
    assert f"{tags.count('Outcome')} measures of outcomes" in measure_views.measure_set(example)


def test_what_a_set_lacks_is_said_with_what_to_add():
    told = measure_views.measure_set(holding(name="Median wage", kind="outcome"))
    assert "1 measure so far; 5 to 10 show a change" in told
    assert "No outcome beyond wages yet." in told
    assert "No number comes from asking workers yet." in told
    assert told.count("To consider") == 4
    assert "No measures yet" in measure_views.measure_set(blank_plan())


def test_a_set_that_is_too_long_is_told_so():
    items = {f"me_{place}": {"name": f"Measure {place}"} for place in range(11)}
    plan = with_section(blank_plan(), "measures", {"order": list(items), "items": items})
    assert "11 measures; more than 10 are hard to keep up." in measure_views.measure_set(plan)


def test_names_become_no_markup():
    told = measure_views.measure_set(holding(name="<b>Days</b>", kind="outcome", method="survey"))
    assert "<b>" not in told
    assert "&lt;b&gt;Days" in told


def test_the_table_has_a_row_for_each_measure_and_says_what_is_missing(example: Plan):
    rows = list(csv.DictReader(io.StringIO(measure_views.collection_csv(example))))
    assert [row["Measure"] for row in rows] == [measure.name for measure in example.measures]
    first, *_others = rows
    assert first["Baseline"] == "41 percent, 2026-04"
    assert first["Data source"] == "Vendor worker report (clause 4)"
    assert first["First value"] == "due July 31, 2027 (FY 2028 Q1)."
    assert first["Smallest group shown, people"] == "10"
    bare = next(csv.DictReader(io.StringIO(measure_views.collection_csv(holding(name="Days")))))
    assert (bare["Baseline"], bare["Target"]) == ("no baseline yet", "no target yet")
    assert bare["Who brings the number"] == "not said yet"
    assert measure_views.collection_csv(blank_plan()) == "Measure\n"


@given(st.text())
def test_no_cell_is_a_formula_and_none_spans_lines(text: str):
    cell = measure_views.guarded(text)
    assert not cell.startswith(FORMULA_STARTS)
    assert len(cell.splitlines()) <= 1
    assert measure_views.FORMULA_STARTS == FORMULA_STARTS


def test_the_table_can_be_taken_away_and_follows_the_plan(opened: Open, example: Plan):
    workbook = opened(GOALS)
    button = workbook.collection_table()
    workbook.session.open(example)
    button.click()
    assert button.value.endswith("-data-collection.csv")
    panel = workbook.measure_set()
    assert "6 measures" in panel.value
    workbook.session.undo()
    assert "No measures yet" in panel.value

"""Answers in the words of their form."""

from __future__ import annotations

import pytest

from jqtools.content import forms
from jqtools.plan.lever_details import Bargaining, LeverDetails, ProcurementDetails, ScoringRow, Way
from jqtools.plan.lever_details import HrDetails as Hr
from jqtools.plan.measure import Measure, Screen
from jqtools.plan.review import Risk
from jqtools.plan.source import DataSource, SourceStatus
from jqtools.report.fields import answered, in_their_term, label, option, records_table
from tests.report.report_page import Page


def test_choices_are_in_the_words_of_the_form():
    assert option("source", "status", SourceStatus.MUST_BUILD) == "Must build it"
    assert option("source", "status", None, "not said yet") == "not said yet"
    assert option("no_form", "no_field", SourceStatus.MUST_BUILD) == "Must build"
    assert option("element", "authority", "3") == "We decide it alone"


def test_choices_that_stand_in_the_content_are_in_its_words():
    assert option("element", "kind", "local_law") == "Local law"
    assert option("choice", "primary", "hr_practices") == "HR practices"
    assert "2024" in option("split", "scheme", "spd15_2024")
    assert option("split", "scheme", "our own") == "Our own"


def test_only_what_was_answered_is_told_with_the_labels_of_the_form():
    details = LeverDetails(
        procurement=ProcurementDetails(ways=(Way.AWARE, Way.REQUIRE), remedy="Back <pay>\nthen a plan"),
        hr_practices=Hr(cost=1200.0, bargaining=Bargaining.UNKNOWN),
    )
    assert answered("procurement", details) == [
        ("What your solicitations do", "Make bidders aware; Require"),
        ("What happens when they are not", "Back &lt;pay&gt;<br>then a plan"),
    ]
    assert dict(answered("hr_practices", details))["Cost, dollars a year"] == "1,200"
    assert answered("policy", details) == []


def test_some_fields_can_be_asked_for_or_left_out():
    source = DataSource(id="so_1", name="Payroll", holder="City", lag_days=0)
    assert answered("source", source, only=["name", "lag_days"]) == [
        ("Name of the source", "Payroll"),
        ("Days until the data are usable", "0"),
    ]
    assert answered("source", source, skip=["lag_days", "name"]) == [("Who holds it", "City")]


def test_no_is_an_answer_to_a_question_and_not_to_a_box_to_tick():
    measure = Measure(id="me_1", screen=Screen(actionable=False), against_wage_benchmark=False)
    pairs = dict(answered("measure", measure))
    assert pairs == {"Can you act on it": "No"}


def test_a_table_of_records_has_a_column_for_what_any_of_them_answers():
    risks = [Risk(id="ri_1", text="Hours cut", owner="Buyer"), Risk(id="ri_2", effect="Pay <falls>")]
    page = Page(records_table("Risks", "risk", risks, "text"))
    heads = [label("risk", name) for name in ("text", "effect", "owner")]
    assert page.text == (f"Risks {' '.join(heads)} Hours cut not said yet Buyer not said yet Pay <falls> not said yet")
    assert [head["scope"] for head in page.tags("th")] == ["col", "col", "col", "row", "row"]
    assert records_table("Risks", "risk", [], "text") == ""


def test_a_box_that_nobody_ticked_reads_no_beside_one_that_is():
    rows = [ScoringRow(id="sr_1", criterion="Wages", job_quality=True), ScoringRow(id="sr_2", criterion="Price")]
    shown = Page(records_table("Scoring", "scoring_row", rows, "criterion", term="good jobs")).text
    assert shown == "Scoring Criterion It is about good jobs Wages Yes Price No"


@pytest.mark.parametrize(
    ("text", "term", "said"),
    [
        ("Job quality plan", "", "Job quality plan"),
        ("Job quality plan", " ", "Job quality plan"),
        ("Job quality plan", "good  jobs", "Good jobs plan"),
        ("Parts of job quality", "trabajo digno", "Parts of trabajo digno"),
    ],
)
def test_the_agencys_own_term_stands_for_job_quality(text: str, term: str, said: str):
    assert in_their_term(text, term) == said


@pytest.mark.parametrize("form", ["team", "none"])
def test_a_form_that_is_not_there_is_an_error(form: str):
    assert form not in forms()
    with pytest.raises(KeyError):
        answered(form, Risk(id="ri_1"))

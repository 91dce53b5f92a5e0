"""Published tables and their charts: what is hidden stays hidden and is said in words."""

from __future__ import annotations

import math
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from jqtools.errors import DataError, PublicationError
from jqtools.report import interval_chart_svg, published_table
from jqtools.report.axis import axis_of
from jqtools.report.breakdown import SUPPRESSED, Row, in_unit, shown_rows
from jqtools.survey import census, disaggregate, mean, share
from jqtools.survey.published import SUPPRESSED as SURVEY_SUPPRESSED
from tests.report.report_page import Page

SVG = "{http://www.w3.org/2000/svg}"
ROW = Row("Pay", "mean", ("North",), "dollars", 120, 22.5, 21.0, 24.0, False, False, "", "")


def spoken(svg: str) -> list[str]:
    """What a screen reader says of each row of a chart."""
    return [g.get("aria-label") for g in ElementTree.fromstring(svg).iter(f"{SVG}g") if g.get("role") == "img"]


@pytest.mark.parametrize("show", [published_table, interval_chart_svg])
@pytest.mark.parametrize("thing", [None, "text", object()])
def test_only_published_tables_are_shown(show, thing):
    with pytest.raises(PublicationError, match=r"publish\(\) the table first"):
        show(thing, "Title")


@pytest.mark.parametrize("show", [published_table, interval_chart_svg])
def test_an_unpublished_estimate_is_refused(show, surveyed):
    with pytest.raises(PublicationError):
        show(surveyed.frame, "Title")
    with pytest.raises(PublicationError):
        show(replace(surveyed, frame=surveyed.frame.drop(columns="suppression_reason")), "Title")


def test_a_small_group_is_hidden_in_words(surveyed):
    page = Page(published_table(surveyed, "By place"))
    assert "West not shown suppressed (small group) none" in page.text
    assert page.tags("caption")
    assert SUPPRESSED == SURVEY_SUPPRESSED


def test_a_share_is_a_percent_with_its_interval_and_count(surveyed):
    north = surveyed.frame.iloc[0]
    text = Page(published_table(surveyed, "By place")).text
    shown = f"North {north.n} {100 * north.estimate:.1f}%"
    assert f"{shown} {100 * north.ci_low:.1f}% to {100 * north.ci_high:.1f}%" in text
    assert "Everyone" in text


def test_a_count_of_every_record_claims_no_sampling_error(counted_all):
    text = Page(published_table(counted_all, "Pay", "dollars")).text
    assert "Every record is counted, so there is no sampling error." in text
    assert "Confidence interval" not in text
    assert f"North 120 ${counted_all.frame.estimate.iloc[0]:.2f}" in text
    assert "no sampling error" in interval_chart_svg(counted_all, "Pay", "dollars")


def test_group_names_are_escaped(surveyed):
    assert "South &amp; East" in published_table(surveyed, "By <place>")
    assert "By &lt;place&gt;" in published_table(surveyed, "By <place>")
    ElementTree.fromstring(interval_chart_svg(surveyed, "By <place> & more"))


def test_a_chart_says_each_row_and_sums_up(surveyed):
    svg = interval_chart_svg(surveyed, "By place")
    said = spoken(svg)
    assert any(words.startswith("North: ") and " to " in words for words in said)
    assert "West: suppressed (small group)" in said
    assert "suppressed." in ElementTree.fromstring(svg).find(f"{SVG}desc").text
    assert len(said) == len(surveyed.frame)


def test_a_hidden_group_has_no_dot(surveyed):
    rows = surveyed.frame
    dots = list(ElementTree.fromstring(interval_chart_svg(surveyed, "By place")).iter(f"{SVG}circle"))
    assert len(dots) == (~rows.suppressed).sum()


def test_values_are_never_read_from_a_hidden_row(surveyed):
    leaky = surveyed.frame.assign(n=3, estimate=0.987, ci_low=0.9, ci_high=0.99)
    found = [row for row in shown_rows(replace(surveyed, frame=leaky)) if row.suppressed]
    assert found
    assert all((row.n, row.estimate, row.low, row.high) == (None,) * 4 for row in found)


def test_several_outcomes_need_one_unit_for_a_chart(counted_all):
    from tests.report.conftest import workers

    both = [mean("pay", name="Pay"), share("enough", equals=1, name="Enough")]
    table = disaggregate(census(workers()), both, "group").publish()
    with pytest.raises(DataError, match="name one outcome"):
        interval_chart_svg(table, "Both", "dollars")
    assert len(spoken(interval_chart_svg(table, "Pay", "dollars", "Pay"))) == 3
    assert "Outcome" in published_table(table, "Both", "dollars")
    assert "%" in published_table(table, "Both", "dollars", "Enough")


def test_an_unknown_unit_is_refused(surveyed):
    with pytest.raises(DataError, match="unit must be one of percent, dollars, count"):
        published_table(surveyed, "By place", "euros")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.4101, "percent", "41.0%"),
        (0.0, "percent", "0.0%"),
        (22.456, "dollars", "$22.46"),
        (45123.4, "dollars", "$45,123"),
        (1234.5, "count", "1,234"),
        (22.04, "count", "22.0"),
        (0.456, "count", "0.46"),
        (12.0, "count", "12"),
    ],
)
def test_values_are_rounded_for_people(value: float, unit: str, shown: str):
    assert in_unit(value, unit) == shown


def test_what_to_mind_is_said(surveyed):
    minded = replace(ROW, flag="unreliable", reason="interval too wide")
    assert minded.flag_words == "unreliable: interval too wide"
    assert replace(ROW, flag="caution").flag_words == "caution"
    assert replace(minded, suppressed=True).flag_words == ""


def test_a_row_without_a_value_says_why():
    empty = replace(ROW, estimate=None, low=None, high=None, flag="empty", reason="nobody is in this group")
    assert empty.value_words == "no value: nobody is in this group"
    assert empty.interval_words == ""
    assert replace(ROW, low=None).interval_words == "interval not known"


def test_the_axis_of_a_percent_runs_from_0_to_100():
    axis = axis_of([replace(ROW, unit="percent", estimate=0.4, low=0.3, high=0.5)], "percent")
    assert (axis.low, axis.high, len(axis.marks)) == (0, 1, 6)


@pytest.mark.parametrize("estimate", [0.0, 3.0, -7.5, 1e12, 2e-9])
def test_other_axes_start_at_zero_and_reach_past_the_values(estimate: float):
    axis = axis_of([replace(ROW, estimate=estimate, low=estimate, high=math.inf)], "count")
    assert axis.low <= min(0, estimate)
    assert axis.high >= estimate
    assert 2 <= len(axis.marks) <= 8


def test_a_table_of_nothing_has_a_chart_of_nothing(surveyed):
    none = replace(surveyed, frame=surveyed.frame.iloc[:0])
    assert "No values are shown." in interval_chart_svg(none, "By place")

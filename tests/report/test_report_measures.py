"""Measures in the report: definitions, missing values in words, collection, groups, sources."""

from __future__ import annotations

from jqtools.plan.logic import LogicModel, Node, Stage
from jqtools.plan.measure import About, Baseline, Direction, Measure, Screen, Target, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.records import Records
from jqtools.plan.source import Confidentiality, DataSource, Method, SourceStatus
from jqtools.plan.split import Dimension, GroupTarget, Reference, Split, SplitStatus
from jqtools.report.sections.groups import groups
from jqtools.report.sections.measures import measures
from jqtools.report.sections.sources import sources
from tests.report.report_page import Page, plan, text

MODEL = LogicModel(
    nodes=Records(
        [Node(id="no_2", stage=Stage.ACTIVITY, text="Train"), Node(id="no_4", stage=Stage.OUTCOME, text="Better pay")]
    )
)


def test_a_measure_has_its_box_its_sources_and_its_reason():
    measure = Measure(
        id="me_1",
        name="Paid enough",
        node="no_4",
        unit=Unit.PERCENT,
        direction=Direction.DOWN,
        baseline=Baseline(value=10.0, margin=2.5, n=40, source="so_1"),
        target=Target(value=0.0, date="2027", basis="The law"),
        source="so_1",
        method=Method.SURVEY,
        frequency="Yearly",
        first_due="2027-01",
        owner="Analyst",
        cost="Two hours",
        validity="Tips",
        expected_responses=1,
    )
    payroll = DataSource(id="so_1", name="Payroll", method=Method.ADMINISTRATIVE)
    shown = text(measures(plan(logic=MODEL, measures=Records([measure]), sources=Records([payroll]))))
    for words in (
        "C1 Better pay",
        "10 percent margin of error 2.5 percentage points; 40 counted Source: Payroll",
        "0 percent by 2027 Why: The law",
        "down 10 percentage points",
        "Payroll A survey; 1 answer expected Yearly 01/2027 Analyst Two hours Tips",
        "What it costs us What it misses",
    ):
        assert words in shown


def test_the_method_is_that_of_the_source_where_the_measure_has_none():
    payroll = DataSource(id="so_1", name="Payroll", method=Method.ADMINISTRATIVE)
    made = plan(measures=Records([Measure(id="me_1", source="so_1")]), sources=Records([payroll]))
    assert "Payroll Existing records" in text(measures(made))


def test_a_bare_measure_says_all_that_is_missing():
    shown = text(measures(plan(measures=Records([Measure(id="me_1")]))))
    for words in (
        "(no name yet)",
        "no box of the logic model yet",
        "no baseline yet",
        "no target yet",
        "not known yet",
        "no source yet",
        "not said yet no date yet nobody yet",
        "not split",
    ):
        assert words in shown
    assert "0" not in shown.replace("(10 is used)", "")
    assert "What it costs" not in shown
    assert "Exact definitions" not in shown


def test_a_missing_baseline_or_target_reads_its_state():
    measure = Measure(
        id="me_1",
        baseline=Baseline(status=ValueStatus.NOT_YET_DUE, plan="first report in 2027"),
        target=Target(value=3.0, status=ValueStatus.NOT_APPLICABLE),
    )
    shown = text(measures(plan(measures=Records([measure]))))
    assert "baseline not yet due: first report in 2027" in shown
    assert "target does not apply" in shown
    assert "3 " not in shown


def test_a_definition_says_what_is_counted_out_of_what_and_which_tests_it_passed():
    measure = Measure(
        id="me_1",
        name="Paid enough",
        unit=Unit.PERCENT,
        definition="Everyone <on> payroll.\nNo tips.",
        numerator="Workers at the wage",
        denominator="All workers",
        parts="Pay and hours",
        about=About.PEOPLE,
        defined_on="2026-06-15",
        screen=Screen(actionable=True, meaningful=True, accessible=True, affordable=False, disaggregable=False),
        screen_reason="It is the aim",
    )
    shown = text(measures(plan(measures=Records([measure]))))
    for words in (
        "Exact definitions Paid enough Exact definition Everyone <on> payroll. No tips.",
        "Counted Workers at the wage Out of All workers",
        "The parts of the index Pay and hours",
        "It is about People",
        "Tests passed 3 of 5 (not affordable, disaggregable)",
        "It is the aim",
    ):
        assert words in shown


def test_tests_that_are_not_all_answered_are_not_counted():
    measure = Measure(id="me_1", screen=Screen(actionable=True))
    assert "Tests passed" not in text(measures(plan(measures=Records([measure]))))


SPLITS = Records(
    [
        Split(
            id="sp_1",
            dimension=Dimension.RACE_ETHNICITY,
            scheme="our own",
            status=SplitStatus.COLLECT,
            smallest=7,
            unknown_percent=12.5,
            unknown_plan="Ask again",
        ),
        Split(id="sp_2", dimension=Dimension.SEX, status=SplitStatus.NOT_POSSIBLE, reason="Not <asked>"),
        Split(id="sp_3", words="by vendor"),
    ]
)


def test_the_matrix_shows_each_measure_by_each_dimension_that_is_used():
    split = Measure(
        id="me_1",
        name="Pay",
        splits=SPLITS,
        reference=Reference.NAMED,
        reference_group="Men",
        min_cell=0,
    )
    whole = Measure(id="me_2", name="Turnover", no_splits="Totals only", reference=Reference.LARGEST)
    page = Page(groups(Records([split, whole])))
    heads = "Race and ethnicity Sex Something else Compared with Smallest group shown"
    assert f"Each measure by group Measure {heads} Pay" in page.text
    for words in (
        "will collect it Categories: Our own smallest group: 7; 12.5 percent without an answer: Ask again",
        "not possible Why not: Not <asked>",
        "planned by vendor Men 0",
        "Turnover Not split: Totals only not split not split not split the largest group not said yet (10 is used)",
    ):
        assert words in page.text
    assert all(head.get("scope") for head in page.tags("th"))


def test_the_words_of_a_split_are_not_said_twice():
    splits = [Split(id="sp_1", dimension=Dimension.SEX, words="sex"), Split(id="sp_2", words="sex at birth")]
    shown = text(groups(Records([Measure(id="me_1", name="Pay", splits=Records(splits))])))
    assert "Pay planned planned sex at birth" in shown


def test_measures_that_nobody_splits_have_one_column_that_says_so():
    shown = text(groups(Records([Measure(id="me_1", name="Pay")])))
    assert "Measure Split Compared with Smallest group shown Pay not split not said yet" in shown


def test_targets_for_groups_are_a_table_and_nothing_without_any():
    targets = [GroupTarget(id="gt_1", group="Women", value=85.0, date="2029"), GroupTarget(id="gt_2")]
    measure = Measure(id="me_1", name="Pay", unit=Unit.PERCENT, group_targets=Records(targets))
    shown = text(groups(Records([measure])))
    assert "Pay Women 85 percent 2029 Pay (no group named yet) no target yet no date yet" in shown
    assert "Targets for groups" not in text(groups(Records([Measure(id="me_1")])))


def test_a_source_says_what_builds_it_and_how_late_it_is():
    source = DataSource(
        id="so_1",
        name="Survey",
        status=SourceStatus.MUST_BUILD,
        built_by="no_2",
        agreement="signed",
        agreement_date="2026",
        lag_days=1,
        method=Method.SURVEY,
        unit_of_record="A person",
        gaps="Night shifts",
        verification="Payroll <sample>",
        confidentiality=Confidentiality.PERSONAL,
        retention="Three years",
    )
    shown = text(sources(plan(logic=MODEL, sources=Records([source, DataSource(id="so_2")]))))
    for words in (
        "Must build it; built by A1 Train; agreement: signed, 2026",
        "How the numbers come about: A survey",
        "What a record is: A person",
        "Who or what it misses: Night shifts",
        "Payroll <sample>",
        "Personal Kept: Three years",
        "1 day",
        "not known yet",
    ):
        assert words in shown

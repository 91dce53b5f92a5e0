"""After the start: progress, reviews, stories and how the plan came about."""

from __future__ import annotations

import pytest

from jqtools.plan import Plan
from jqtools.plan.header import CalendarType, Header, People, Period
from jqtools.plan.history import ChangeEntry, Decision, Document, Note, Standing
from jqtools.plan.measure import Baseline, Direction, Measure, Target, Unit
from jqtools.plan.measured import ValueStatus
from jqtools.plan.records import Records
from jqtools.plan.review import Finality, Observation, ReviewCycle, ReviewDecision, StoryBrief
from jqtools.plan.source import DataSource
from jqtools.report.sections.history import history
from jqtools.report.sections.progress import progress
from jqtools.report.sections.reviews import reviews
from jqtools.report.sections.stories import stories
from tests.report.report_page import Page, plan, text

MEASURE = Measure(
    id="me_1",
    name="Leaving",
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    baseline=Baseline(value=40.0, period="2026"),
    target=Target(value=20.0, date="2028-06-30"),
    source="so_1",
)
HEADER = Header(
    calendar=CalendarType.PROGRAM_YEAR,
    period=Period(start="2026-07-01", end="2028-06-30"),
    people=People(who="guards"),
)


def observed(*found: Observation, measure: Measure = MEASURE) -> Plan:
    return plan(
        header=HEADER,
        measures=Records([measure, Measure(id="me_2", name="Not observed")]),
        observations=Records(found),
        sources=Records([DataSource(id="so_1", name="Payroll")]),
    )


def quarter(value: float | None, **given: object) -> Observation:
    return Observation(
        **{"id": "ob_1", "measure": "me_1", "start": "2027-04-01", "end": "2027-06-30", "value": value, **given}
    )


@pytest.mark.parametrize(("value", "track"), [(29.0, "On track 55%"), (33.0, "Watch 35%"), (39.0, "Off track 5%")])
def test_a_measure_reads_its_track_and_why(value: float, track: str):
    shown = text(progress(observed(quarter(value))))
    assert f"How it stands {track} of the way from baseline to target; the straight line asks for 50%" in shown


def test_turnover_that_rises_is_never_on_track():
    assert "Off track" in text(progress(observed(quarter(45.0))))


def test_the_latest_value_has_its_period_in_the_plans_calendar():
    earlier = quarter(38.0, id="ob_2", start="2026-07-01", end="2026-09-30")
    latest = quarter(29.0, n=600, margin=2.0, finality=Finality.PROVISIONAL, source_version="Report 2", note="Late")
    shown = text(progress(observed(latest, earlier)))
    assert "Latest value 29 percent, 04/01/2027 to 06/30/2027 (PY 2026 Q4)" in shown
    assert "margin of error 2 percentage points; 600 counted" in shown
    assert shown.index("07/01/2026 to 09/30/2026 PY 2026 Q1 Everyone 38 percent") < shown.rindex("04/01/2027")
    assert "29 percent Provisional margin of error 2 percentage points; 600 counted Report 2 Late" in shown
    assert "Not observed" not in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ValueStatus.SUPPRESSED, "suppressed (small group)"),
        (ValueStatus.NOT_COLLECTED, "not collected"),
        (ValueStatus.NOT_YET_DUE, "not yet due"),
        (None, "missing"),
    ],
)
def test_a_value_that_is_not_there_reads_its_state(status: ValueStatus | None, said: str):
    shown = text(progress(observed(quarter(None, status=status))))
    assert f"Everyone {said}" in shown
    assert "No data There is no observed value yet." in shown
    assert "nothing known yet" in shown


def test_a_track_is_a_word_and_not_only_a_colour():
    page = Page(progress(observed(quarter(29.0))))
    assert [span["class"] for span in page.tags("span") if "track" in (span.get("class") or "")] == ["track good"]
    assert "On track" in page.text


def test_without_observations_there_is_no_section():
    assert progress(observed()) == ""
    assert reviews(plan()) == stories(plan()) == history(plan()) == ""


def test_a_review_says_what_was_learned_and_decided():
    review = ReviewCycle(
        id="re_1",
        date="2027-02-03",
        workers="Two <guards>",
        learned="Pay rose",
        decision=ReviewDecision.ADAPT,
        reason="Old contracts lag",
        next_date="2027-05",
    )
    shown = text(reviews(plan(reviews=Records([review, ReviewCycle(id="re_2")]))))
    assert "Review of 02/03/2027 Which affected workers Two <guards> What you learned Pay rose" in shown
    assert "Decision Adapt it Why Old contracts lag Next review 05/2027" in shown
    assert "Review without a date yet Nothing is written about it yet." in shown


STORY = StoryBrief(
    id="st_1",
    audience="the board",
    claim="We think the clause contributed",
    measures=("me_1",),
    unknown="whether hours were cut",
    ask="renew <it>",
    voice="A guard",
)


def told(story: StoryBrief, *found: Observation, measure: Measure = MEASURE) -> str:
    return text(stories(observed(*found, measure=measure).model_copy(update={"stories": Records([story])})))


def test_a_story_with_all_its_parts_is_told_in_one_paragraph():
    assert told(STORY, quarter(29.0, n=600)) == (
        "What we tell, and to whom For the board Since 2026, “Leaving” for guards moved from 40 percent to 29 percent"
        " (Payroll, 04/01/2027 to 06/30/2027 (PY 2026 Q4), 600 counted). We think the clause contributed."
        " What we do not know: whether hours were cut. We ask the board: renew <it>. Whose voice A guard"
    )


def test_a_measure_that_did_not_move_is_not_said_to_have_moved():
    assert "for guards stayed at 40 percent (" in told(STORY, quarter(40.0))


@pytest.mark.parametrize("part", ["audience", "claim", "unknown", "ask"])
def test_a_story_that_lacks_a_part_gives_the_parts_that_there_are(part: str):
    shown = told(STORY.model_copy(update={part: ""}), quarter(29.0))
    assert "Since 2026" not in shown
    assert "Measures that carry it Leaving" in shown
    assert "Whose voice A guard" in shown


def test_a_story_whose_measure_has_no_known_value_is_not_told_as_one():
    assert "Since" not in told(STORY)
    assert "Since" not in told(STORY, quarter(29.0), measure=MEASURE.model_copy(update={"baseline": Baseline()}))
    assert "Since" not in told(STORY, quarter(29.0), measure=MEASURE.model_copy(update={"source": None}))


def test_an_empty_story_says_so():
    assert told(StoryBrief(id="st_1")).endswith("For readers not named yet Nothing is written in this story yet.")


def test_decisions_documents_notes_and_changes_are_tables_of_what_was_written():
    made = plan(
        decisions=Records([Decision(id="de_1", choice="Start <small>", reason="Time", date="2026-06")]),
        documents=Records([Document(id="do_1", title="Spend", where="spend.xlsx", used_for="Reach")]),
        notes=Records([Note(id="nt_1", text="Grants later")]),
        changes=Records([ChangeEntry(id="ch_1", what="Target 85", why="First quarter", role="Planner")]),
        standing=Standing(lessons="Ask earlier"),
    )
    page = Page(history(made))
    for words in (
        "Decisions on the way What was decided Why When Start <small> Time 06/2026",
        "Title Link or file name Used for Spend spend.xlsx Reach",
        "Notes and open thoughts The note Grants later",
        "Target 85 First quarter Planner",
        "What we learned Ask earlier",
    ):
        assert words in page.text
    assert len(page.tags("caption")) == len(page.tags("table")) == 4


def test_history_shows_only_what_there_is():
    shown = text(history(plan(notes=Records([Note(id="nt_1", text="Grants later")]))))
    assert "Decisions" not in shown
    assert "What we learned" not in shown

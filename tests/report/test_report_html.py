"""The report page: whole, inert, in order, and honest about what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from jqtools import __version__
from jqtools.coach import check
from jqtools.errors import PlanError, PublicationError
from jqtools.plan import Plan, blank_plan, parse_plan, plan_text, read_plan
from jqtools.plan.records import Records
from jqtools.report import Breakdown, report_html, write_report
from jqtools.report.html import PLAYBOOK
from jqtools.words import date_words
from tests.plan.any_plan import any_plan
from tests.report.conftest import FINDINGS, FULL, MADE_ON, PLANS
from tests.report.plan_texts import texts, with_texts
from tests.report.report_page import Page

SCRIPT = '<script>alert("1")</script>'
HELD_BACK = "Three of the eight"  # the note of a group that is too small to show


def report(plan: Plan, **given: Any) -> str:
    return report_html(plan, FINDINGS, made_on=MADE_ON, **given)


def test_headings_go_down_one_step_at_a_time(page: Page):
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_ids_are_unique_and_references_lead_somewhere(page: Page):
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    wanted = [link[1:] for link in page.values("href") if link.startswith("#")]
    wanted += page.values("aria-labelledby") + page.values("aria-describedby")
    assert set(wanted) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(page: Page, example: Plan):
    assert not page.values("src")
    assert not page.tags("script")
    assert not page.tags("link")
    assert not page.values("style")
    assert [link for link in page.values("href") if not link.startswith("#")] == [PLAYBOOK]
    css = report(example).split("<style>")[1].split("</style>")[0]
    assert "url(" not in css
    assert "@import" not in css


def test_it_has_a_language_a_title_and_landmarks(page: Page, example: Plan):
    assert page.tags("html") == [{"lang": "en"}]
    assert example.header.title in page.text
    assert page.elements[[tag for tag, _ in page.elements].index("head") + 3][0] == "title"
    assert all(len(page.tags(name)) == 1 for name in ("header", "nav", "main", "footer"))


def test_tables_have_captions_and_heads_with_scope(page: Page):
    assert len(page.tags("caption")) == len(page.tags("table")) >= 5
    assert all(head.get("scope") for head in page.tags("th"))


def missing(plan: Plan) -> list[str]:
    """The texts of the plan that its report does not show."""
    shown = Page(report_html(plan, check(plan, MADE_ON), made_on=MADE_ON)).text.casefold()
    kept = plan.model_copy(update={"waivers": Records()})
    return [text for text in texts(kept) if " ".join(text.casefold().split()) not in shown]


def test_every_text_of_the_plan_is_shown(example: Plan):
    assert missing(example) == []


def test_every_text_of_a_full_plan_is_shown_but_for_what_gives_a_small_group_away(full: Plan):
    assert missing(full) == [HELD_BACK]


@pytest.mark.parametrize("plan", [*map(read_plan, PLANS), read_plan(FULL)], ids=lambda plan: plan.plan_id)
def test_a_script_in_every_text_field_is_inert(plan: Plan):
    html = report(with_texts(plan, lambda text: text + SCRIPT))
    page = Page(html)
    assert not page.tags("script")
    assert SCRIPT not in html
    assert page.text.count("<script>") >= len(list(texts(plan))) / 2
    assert not [name for _, given in page.elements for name in given if name.startswith("on")]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_plan())
def test_no_plan_is_too_odd_for_the_report(plan: Plan):
    page = Page(report(plan))
    assert not page.tags("script")
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)


def test_optional_sections_without_content_are_left_out(full: Plan):
    page = Page(report(blank_plan()))
    for key in ("progress", "reviews", "stories", "history", "results"):
        assert key not in page.values("id")
        assert f"#{key}" not in page.values("href")
    assert {"progress", "reviews", "stories", "history"} <= set(Page(report(full)).values("id"))


def test_the_agencys_term_stands_for_job_quality_but_not_in_names(full: Plan):
    page = Page(report(full))
    assert "Good jobs plan" in page.text
    assert "Parts of good jobs: Earnings" in page.text
    assert page.text.lower().count("job quality") == 1
    assert "Job Quality Playbook" in page.text


def test_a_blank_plan_says_what_is_missing():
    page = Page(report_html(blank_plan(), (), made_on=MADE_ON))
    for words in (
        "A plan without a name yet",
        "No wage benchmark yet.",
        "Nothing is in scope yet.",
        "No lever is chosen yet.",
        "The levers are not scored yet.",
        "No goal is written yet.",
        "The logic model has no boxes yet.",
        "No measure is chosen yet.",
        "No data source is named yet.",
        "0 of 17 in place or planned; 17 not answered yet.",
        "Nothing to fix, nothing to consider.",
    ):
        assert words in page.text
    assert "Fictional example" not in page.text


def test_it_names_who_made_it_when_and_after_what(page: Page):
    foot = page.text[page.text.index("Made with jqtools") :]
    assert f"{__version__} on 11/22/2026" in foot
    assert "inspired by the Job Quality Playbook of Results for America" in foot
    assert "not legal advice" in foot


def test_a_missing_baseline_is_said_in_words_and_a_zero_target_is_zero(procurement: Plan):
    assert "baseline not collected: survey by 2026-10-31" in Page(report(procurement)).text
    first = procurement.measures[0]
    none = first.model_copy(update={"target": first.target.model_copy(update={"value": 0.0})})
    changed = procurement.model_copy(update={"measures": procurement.measures.with_record(none)})
    assert "0 percent by 06/30/2029" in Page(report(changed)).text


def test_the_procurement_example_reads_as_it_should(procurement: Plan):
    text = Page(report(procurement)).text
    for words in (
        "Fictional example",
        "$23.10 an hour",
        "Household 1 adult 0 children Place Harbor County As of 02/2026",
        "Direct control: we decide it alone and our own staff and budget carry it out.",
        "Procurement (chosen)",
        "41 percent, 2026-04 251 of 612",
        "up 44 percentage points",
        "11 of 17 in place or planned; 6 not answered yet.",
        "Representation: 2 of 3 in place or planned",
        "9 people x 6 sessions x 2 hours x $35.00 + $2,700.00 supports = $6,480.00.",
        "I1 to A2: If “Commissioner resolution backing the pilot”, then",
    ):
        assert words in text
    assert "in your scope" not in text
    assert "you decide" not in text


def test_findings_are_counted_and_the_ones_to_fix_come_first(page: Page):
    said = page.text
    assert "1 to fix, 1 to consider." in said
    assert said.index("Nobody owns the change. What to do: Name a role.") < said.index("The target has no reason.")


def test_levers_too_close_to_call_are_said_to_be(procurement: Plan):
    levers = procurement.levers.model_copy(update={"policy": procurement.levers.procurement})
    close = procurement.model_copy(update={"levers": levers})
    assert "Too close to call: procurement 88, policy 88, within 8 points." in Page(report(close)).text


def test_a_shut_gate_is_given_instead_of_a_score(procurement: Plan):
    barred = procurement.levers.policy.model_copy(update={"legal": 0})
    levers = procurement.levers.model_copy(update={"policy": barred})
    plan = procurement.model_copy(update={"levers": levers})
    assert "Not available: the law bars it." in Page(report(plan)).text


def test_the_same_plan_gives_the_same_page(example: Plan):
    assert report(example) == report(parse_plan(plan_text(example)))


def test_published_tables_are_shown_with_charts(procurement: Plan, surveyed, counted_all):
    tables = [Breakdown(surveyed, "By place"), Breakdown(counted_all, "Pay by place", "dollars")]
    page = Page(report(procurement, published=tables))
    assert "By place: Paid enough" in page.text
    assert "Pay by place: Pay" in page.text
    assert "#results" in page.values("href")
    assert len(page.values("id")) == len(set(page.values("id")))
    assert len(page.tags("svg")) == 4


def test_one_published_table_needs_no_wrapping(procurement: Plan, surveyed):
    assert report(procurement, published=surveyed) == report(procurement, published=[Breakdown(surveyed)])


def test_an_unpublished_table_is_refused(procurement: Plan, surveyed):
    with pytest.raises(PublicationError, match=r"publish\(\) the table first"):
        report(procurement, published=surveyed.frame)


def test_a_report_is_written_whole_and_not_over_another(procurement: Plan, tmp_path: Path):
    path = tmp_path / "new" / "report.html"
    write_report(procurement, FINDINGS, path, made_on=MADE_ON)
    assert path.read_text(encoding="utf-8") == report(procurement)
    with pytest.raises(PlanError, match=r"There is a file at .* already"):
        write_report(procurement, (), path)
    write_report(procurement, (), path, replace=True)
    assert date_words(date.today().isoformat()) in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["report.html"]


def test_a_report_that_fails_leaves_the_old_one(procurement: Plan, tmp_path: Path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        write_report(procurement, (), path, replace=True)
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["old"]

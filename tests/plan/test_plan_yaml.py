"""Plans in YAML: the same plan as in JSON, and nothing of YAML that could run, swell or surprise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from jqtools.errors import PlanError
from jqtools.plan import Plan, parse_plan, read_plan
from jqtools.plan.planfile import MAX_BYTES, plan_form
from tests.plan.any_plan import some_plan

HEAD = "format: jqtools-plan\nplan_id: pl_a\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def told(text: str | bytes) -> str:
    with pytest.raises(PlanError) as caught:
        parse_plan(text, yaml=True)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_plan())
def test_a_plan_written_as_yaml_is_read_as_the_same_plan(plan: Plan):
    for unicode in (True, False):
        text = yaml.safe_dump(plan_form(plan), sort_keys=False, allow_unicode=unicode)
        assert parse_plan(text, yaml=True) == plan


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".YML"])
def test_a_file_is_read_as_yaml_by_its_ending(ending: str, tmp_path: Path, procurement: Plan):
    path = tmp_path / f"plan{ending}"
    path.write_text(yaml.safe_dump(plan_form(procurement)), encoding="utf-8")
    assert read_plan(path) == procurement


def test_dates_stay_text():
    text = "header:\n  period: {start: 2026-07-01, end: 2029-06}\nmodified: 2026-07-01T08:00:00Z\n"
    plan = parse_plan(HEAD + text, yaml=True)
    assert (plan.header.period.start, plan.header.period.end) == ("2026-07-01", "2029-06")
    assert plan.modified == "2026-07-01T08:00:00Z"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "uses a YAML alias"),
        ("header: &h {title: a}\nlevers: *h", "line 4 uses a YAML alias"),
        ("base: &b {title: a}\nheader:\n  <<: *b", "line 5 has a key that is no name"),
        ("header:\n  <<: {title: a}", "line 4 has a key that is no name"),
        ("header: {title: a, title: b}", "says 'title' twice in one place, at line 3"),
        ("plan_id: pl_b", "says 'plan_id' twice"),
        ("header: {? [a, b] : 1}", "a key that is no name"),
        ("header: !!python/object/apply:os.system ['echo hi']", "line 3 uses a YAML tag"),
        ("header: !!python/name:os.system", "uses a YAML tag"),
        ("header: !own {title: a}", "uses a YAML tag"),
        ("header: {title: !!binary aGVsbG8=}", "uses a YAML tag"),
        ("header: !!set {a}", "uses a YAML tag"),
        ("header: " + "[" * 60 + "]" * 60, "nested too deeply"),
        ("header: " + "{a: " * 60 + "}" * 60, "nested too deeply"),
        ("header: {people: {number: .nan}}", "header/people/number"),
        ("header: {people: {number: -.inf}}", "header/people/number"),
        ("header: {definition: {wage: {value: .NaN}}}", "header/definition/wage/value"),
        ("header: {definition: {wage: {value: .inf}}}", "header/definition/wage/value"),
        ("header: {people: {number: " + "9" * 30 + "}}", "header/people/number"),
        ("header: {people: {number: " + "9" * 5000 + "}}", "YAML holds something that no plan has"),
        ("header: {people: {number: 1:30}}", "header/people/number"),
        ("header: {title: 5}", "header/title"),
        ("1: 2", "1: "),
        ("header: {title: a", "not plain YAML at line"),
        ("header:\n\ttitle: a", "not plain YAML at line"),
        ("--- {}\n--- {}", "not plain YAML"),
        ('header: {title: "\\0"}', r"control character '\x00'"),
    ],
)
def test_what_no_plan_needs_of_yaml_is_refused_in_a_sentence(text: str, words: str):
    said = told(text if text.startswith("---") else HEAD + text)
    assert words in said
    assert len(said) < 300


@pytest.mark.parametrize(
    "text", [b"\xff\xfe\x00", b"header: \xe9", b"\x89PNG\r\n", "", "just words", "- a\n- b", "null"]
)
def test_what_is_no_plan_at_all_is_told(text: str | bytes):
    assert told(text).startswith("This is not a plan file")


def test_more_than_a_plan_can_be_is_refused_unread():
    assert "up to 5 MB" in told(HEAD + "#" * MAX_BYTES)


@pytest.mark.parametrize(
    "words", ["no", "yes", "on", "12:30:45", "010", "0x1F", "1_000", "2026-07-01", "=", "1e5", ".5"]
)
def test_words_that_other_readers_turn_into_something_else_stay_words(words: str):
    assert parse_plan(HEAD + f"header: {{title: {words}}}", yaml=True).header.title == words


def test_numbers_yes_and_nothing_are_read_as_in_json():
    text = "header: {fictional: true, org_type: ~, people: {number: 612}, definition: {wage: {value: 23.10}}}\n"
    header = parse_plan(HEAD + text, yaml=True).header
    assert (header.fictional, header.org_type, header.people.number) == (True, None, 612)
    assert header.definition.wage.value == 23.1

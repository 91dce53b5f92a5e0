"""`jqtools check`: the same findings as text, JSON and SARIF, with exit codes for scripts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from jqtools import cli, coach
from jqtools.cli.sarif import line_of
from jqtools.coach import Finding, Severity
from jqtools.plan import Plan, read_plan, write_plan
from jqtools.plan.history import Waiver
from jqtools.plan.planfile import plan_form
from jqtools.plan.records import Records
from tests.conftest import PLANS

WEAK = PLANS / "weak_plan_for_teaching.json"
LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def run(*arguments: object) -> int:
    return cli.main([str(each) for each in arguments])


def with_everything_accepted(path: Path, keep: Severity) -> Plan:
    """The weak plan with each warning and hint accepted, and in `path`; errors can't be."""
    plan = read_plan(WEAK)
    waivers = Records(
        Waiver(id=f"wv_{place}", code=each.code, path=each.path, reason="Known for now", who="Director")
        for place, each in enumerate(coach.check(plan))
        if each.severity is not keep
    )
    accepted = plan.model_copy(update={"waivers": waivers})
    write_plan(accepted, path)
    return accepted


@pytest.mark.parametrize(
    ("severities", "code"),
    [(("error", "hint"), 2), (("warning",), 1), (("hint", "warning"), 1), (("hint",), 0), ((), 0)],
)
def test_the_exit_code_is_that_of_the_worst_open_finding(severities: tuple, code: int, monkeypatch, capsys):
    found = tuple(Finding("H01", Severity(each), "header", "", "Seen.", "Fix it.") for each in severities)
    monkeypatch.setattr("jqtools.coach.check", lambda plan: found)
    assert run("check", WEAK) == code
    assert capsys.readouterr().out.endswith(f"{coach.summary(found)}.\n")


def test_what_was_accepted_is_shown_with_its_reason_and_does_not_count(monkeypatch, capsys):
    waiver = Waiver(id="wv_a", reason="No data before 2027", who="Director")
    found = (Finding("D15", Severity.WARNING, "measures/me_a", "Turnover", "Seen.", "Fix it.", waiver),)
    monkeypatch.setattr("jqtools.coach.check", lambda plan: found)
    assert run("check", WEAK) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "D15 to consider, accepted: Turnover"
    assert said[2].strip() == "Accepted by Director: No data before 2027"
    assert said[-1].endswith("1 accepted.")


def test_json_has_every_finding_with_all_its_fields(tmp_path: Path, capsys):
    plan = with_everything_accepted(tmp_path / "plan.json", Severity.WARNING)
    found = coach.check(plan)
    assert run("check", tmp_path / "plan.json", "--format", "json") == 2
    (told,) = json.loads(capsys.readouterr().out)["plans"]
    assert (told["plan_id"], told["title"], told["ready"]) == (plan.plan_id, plan.header.title, False)
    assert told["summary"] == coach.summary(found)
    assert len(told["findings"]) == len(found)
    for said, each in zip(told["findings"], found, strict=True):
        assert said["message"] == each.message
        assert (said["code"], said["severity"], said["path"], said["item"]) == (
            each.code,
            each.severity,
            each.path,
            each.item,
        )
        assert said["open"] is each.is_open
        assert (said["waiver"] or {}).get("reason", "") == ("" if each.is_open else "Known for now")


def sarif_of(path: Path, output: Path) -> dict[str, Any]:
    run("check", path, "--format", "sarif", "-o", output)
    return json.loads(output.read_text("utf-8"))


def test_sarif_has_one_run_with_all_rules_and_a_result_for_each_finding(tmp_path: Path, capsys):
    plan = with_everything_accepted(tmp_path / "plan.json", Severity.WARNING)
    log = sarif_of(tmp_path / "plan.json", tmp_path / "out.sarif")
    (done,) = log["runs"]
    assert (log["version"], log["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-schema-2.1.0.json")
    driver, results = done["tool"]["driver"], done["results"]
    assert driver["name"] == "jqtools"
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in coach.rules()]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"])
    found = coach.check(plan)
    for result, each in zip(results, found, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == each.code
        assert result["level"] == LEVELS[each.severity]
        assert each.message in result["message"]["text"]
        assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == each.path
        assert [kept["justification"] for kept in result.get("suppressions", ())] == ["Known for now"] * (
            not each.is_open
        )
        assert all(kept["kind"] == "external" for kept in result.get("suppressions", ()))
    assert capsys.readouterr().out == f"{tmp_path / 'plan.json'}: {coach.summary(found)}.\n"


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_a_sarif_result_points_at_the_line_where_its_record_stands(ending: str, tmp_path: Path):
    path = tmp_path / f"a plan{ending}"
    form = plan_form(read_plan(WEAK))
    text = json.dumps(form, indent=1) if ending == ".json" else yaml.safe_dump(form, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    pointed = 0
    for result in sarif_of(path, tmp_path / "out.sarif")["runs"][0]["results"]:
        place = result["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"].endswith(f"a%20plan{ending}")
        section, *keys = place["logicalLocations"][0]["fullyQualifiedName"].split("/")
        line = lines[place["physicalLocation"]["region"]["startLine"] - 1]
        known = keys and keys[0] in text.split(section, 1)[1]
        assert re.match(rf'\s*"?{keys[0] if known else section}"?:', line)
        pointed += bool(known)
    assert pointed > 5


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("", "goals", 1),
        ('{"goals": {"items": {"go_a": {}}}}', "goals/go_a", 1),
        ('{\n "stories": {\n  "st_a": {\n   "measures": []}},\n "measures": {\n  "me_a": {}}}', "measures/me_a", 6),
        ('{\n "measures": {\n  "order": [\n   "me_a"],\n  "items": {\n   "me_a": {}}}}', "measures/me_a", 6),
        ('{\n "answers": {}}', "answers/qu_1", 2),
        ("goals:\n  items:\n    go_a:\n      text: a", "goals/go_a", 3),
    ],
)
def test_the_line_of_a_record_is_that_of_its_key(text: str, path: str, line: int):
    finding = Finding("H01", Severity.HINT, path, "", "Seen.", "Fix it.")
    assert line_of(finding, text.split("\n")) == line


def test_several_plans_are_checked_at_once_and_the_worst_counts(capsys):
    good = PLANS / "procurement_living_wage.json"
    assert run("check", good, WEAK) == 2
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.endswith(".json:")] == [f"{good}:", f"{WEAK}:"]
    run("check", good, WEAK, "--format", "json")
    assert [plan["file"] for plan in json.loads(capsys.readouterr().out)["plans"]] == [str(good), str(WEAK)]


def test_of_several_plans_every_one_that_cannot_be_read_is_told_with_its_file(tmp_path: Path, capsys):
    (tmp_path / "a.txt").write_text("[]")
    assert run("check", WEAK, tmp_path / "a.txt", tmp_path / "b.json") == 3
    said = capsys.readouterr()
    assert [line.split(": ")[1] for line in said.err.splitlines()] == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.json"),
    ]
    assert f"{coach.summary(coach.check(read_plan(WEAK)))}.\n" in said.out


def test_nothing_is_printed_or_written_when_no_plan_can_be_read(tmp_path: Path, capsys):
    assert run("check", tmp_path / "b.json", "--format", "json", "-o", tmp_path / "out.json") == 3
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_findings_of_a_section_are_told_in_its_own_words(monkeypatch, capsys):
    found = tuple(Finding("D01", each, "measures", "", "Seen.", "Fix it.") for each in Severity)
    monkeypatch.setattr("jqtools.coach.check", lambda plan: found)
    assert run("check", WEAK) == 2
    assert capsys.readouterr().out.splitlines()[::2][:3] == [
        "D01 to fix: Your measures",
        "D01 to consider: Your measures",
        "D01 hint: Your measures",
    ]


def test_a_file_is_written_over_only_when_asked(tmp_path: Path, capsys):
    output = tmp_path / "findings.txt"
    assert run("check", WEAK, "-o", output) == 2
    first = output.read_text("utf-8")
    assert "S04 to fix" in first
    output.write_text("kept")
    assert run("check", WEAK, "-o", output) == 3
    assert "is there already and stays as it is" in capsys.readouterr().err
    assert output.read_text() == "kept"
    run("check", WEAK, "-o", output, "--replace")
    assert output.read_text("utf-8") == first


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_console_that_lacks_a_letter_shows_a_question_mark(encoding: str, tmp_path: Path):
    plan = read_plan(WEAK)
    element = plan.elements[0].model_copy(update={"text": "工資 ≥ “fair”", "authority": None})
    path = tmp_path / "plan.json"
    write_plan(plan.model_copy(update={"elements": plan.elements.with_record(element)}), path)
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command in (["check", path], ["compare", path, WEAK], ["check", path, "--format", "json"]):
        done = subprocess.run(
            [sys.executable, "-m", "jqtools", *map(str, command)], capture_output=True, env=environment, check=False
        )
        assert (done.stderr, done.returncode > 0) == (b"", True)
        said = done.stdout.decode(encoding)
        assert ("工資" in said) is (encoding == "utf-8" and "json" not in command)

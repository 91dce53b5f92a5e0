"""What a page loads: only what its widgets need; and Voila's own front end where a page holds something else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, expect

from jqtools.content.folder import workbook_folder
from tests.browser.conftest import serving
from tests.browser.walker import Visitor
from tests.conftest import PLANS

MOST_FILES = 22
MOST_BYTES = 450_000
# What the page itself weighs is known once it has loaded to its end.
LOADED = "() => performance.getEntriesByType('navigation')[0]?.transferSize > 0"
WEIGHED = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .map((each) => ({ name: each.name, bytes: each.transferSize }))"""


@pytest.mark.parametrize("step", range(5))
def test_a_page_loads_few_files_and_nothing_of_jupyterlab(step: int, visitor: Visitor) -> None:
    visitor.open(step)
    visitor.page.wait_for_function(LOADED)
    loaded = visitor.page.evaluate(WEIGHED)
    assert not [each for each in loaded if "/voila/static/" in each["name"] or "labextensions" in each["name"]]
    assert len(loaded) <= MOST_FILES
    assert sum(each["bytes"] for each in loaded) < MOST_BYTES


OUTPUT = 'import ipywidgets\nseen = ipywidgets.Output()\nseen.append_stdout("Told by an output")\nseen'
TABLE = 'import pandas\npandas.DataFrame({"Wage": ["18 dollars, in a table"]})'


@pytest.mark.parametrize(("code", "shown"), [(OUTPUT, "Told by an output"), (TABLE, "18 dollars, in a table")])
@pytest.mark.parametrize("warm", ["0", "1"])
def test_a_page_with_something_else_to_draw_is_drawn_by_voila(
    code: str, shown: str, warm: str, profile: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    shutil.copytree(workbook_folder() / "notebooks", tmp_path / "own" / "notebooks")
    path = tmp_path / "own" / "notebooks" / "1_determine_what_you_control.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, nbformat.v4.new_code_cell(code))
    nbformat.write(notebook, path)
    with serving(tmp_path, str(tmp_path / "own"), "--warm", warm) as address:
        visitor = Visitor(profile().new_page(), address)
        visitor.hold(PLANS / "procurement_living_wage.json")
        visitor.open(1)
        expect(visitor.page.get_by_text(shown).first).to_be_attached()
        assert "/voila/static/" in str(visitor.page.evaluate(WEIGHED))
        visitor.page.get_by_role("button", name="Add a change").click()
        expect(visitor.page.get_by_role("textbox", name="The change").last).to_be_focused()

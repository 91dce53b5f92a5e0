"""The notebooks: thin, clean, and they run from top to bottom in a folder of their own."""

from __future__ import annotations

import ast
import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from jqtools.app.served import SERVED
from jqtools.app.workbook import Workbook
from jqtools.cli import main
from jqtools.content import steps
from jqtools.plan import read_plan

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.While, ast.If, ast.IfExp, ast.Try, ast.With, ast.Match, ast.comprehension),
    *(ast.Delete, ast.Global, ast.AugAssign, ast.NamedExpr),
)
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_there_is_a_notebook_for_every_step_and_no_other():
    assert [path.stem for path in NOTEBOOKS] == list(steps())


@each
def test_a_cell_is_thin_and_holds_no_logic(path: Path):
    for cell in code_cells(path):
        assert 1 <= len(cell.source.splitlines()) <= 5, cell.source
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)], cell.source
        assert not re.search(r"import \*|^\s*[%!]|print\(|chdir|['\"](/|~|[A-Z]:)", cell.source, re.MULTILINE)


@each
def test_imports_come_first_and_only_from_jqtools(path: Path):
    trees = [ast.parse(cell.source) for cell in code_cells(path)]
    found = [[n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)] for tree in trees]
    assert found[0]
    assert not [node for nodes in found[1:] for node in nodes]
    assert {node.module.split(".")[0] for node in found[0]} == {"jqtools"}


@each
def test_the_last_line_of_a_cell_is_the_thing_to_look_at(path: Path):
    for cell in code_cells(path):
        assert isinstance(ast.parse(cell.source).body[-1], ast.Expr), cell.source


@each
def test_a_name_is_assigned_once(path: Path):
    tree = ast.parse("\n".join(cell.source for cell in code_cells(path)))
    names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    assert len(set(names)) == len(names)


@each
def test_a_notebook_is_valid_and_holds_no_results(path: Path):
    notebook = read(path)
    nbformat.validate(notebook, relax_add_props=False)
    assert not [cell for cell in code_cells(path) if cell.outputs or cell.execution_count]
    assert set(notebook.metadata) == {"kernelspec", "language_info", "title"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(cell.metadata == {} for cell in notebook.cells)


@each
def test_every_code_cell_follows_words(path: Path):
    kinds = [cell.cell_type for cell in read(path).cells]
    assert kinds[0] == "markdown"
    assert ("code", "code") not in pairwise(kinds)
    assert all(cell.source.strip() for cell in read(path).cells)


def test_ids_are_stable_and_no_two_alike():
    ids = [cell.id for path in NOTEBOOKS for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    for path in NOTEBOOKS:
        found = [cell.id for cell in read(path).cells]
        assert found == [f"{path.stem[0]}-{n:02}" for n in range(len(found))]


@each
def test_a_notebook_is_titled_for_its_step(path: Path):
    title = steps()[path.stem].title
    heads = re.findall(r"^# (.+)$", "\n".join(c.source for c in read(path).cells), re.MULTILINE)
    assert heads in ([title], [f"Step {steps()[path.stem].number}: {title}"])
    assert read(path).metadata.title == f"{heads[0]} - Job Quality Workbook"


@each
def test_a_notebook_opens_its_own_step_and_shows_parts_that_exist(path: Path):
    source = "\n".join(cell.source for cell in code_cells(path))
    assert f'open_workbook("{path.stem}")' in source
    called = re.findall(r"^workbook\.(\w+)", source, re.MULTILINE)
    assert called[0] == "bar"
    assert called[-1] == "next_step"
    assert "findings" in called
    assert not [name for name in called if not hasattr(Workbook, name)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook folder as an analyst makes it, with a home of its own."""
    monkeypatch.delenv(SERVED, raising=False)
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
        (tmp_path / name.lower()).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    assert main(["new", str(tmp_path / "book")]) == 0
    return tmp_path / "book"


def executed(path: Path) -> list[nbformat.NotebookNode]:
    """The code cells of a notebook, run from top to bottom where it lies."""
    notebook = read(path)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cells: list[nbformat.NotebookNode]) -> list[str]:
    """What each cell showed: the kind of its only output."""
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output for output in outputs if output.output_type in ("error", "stream")] == []
    return [kind for output in outputs for kind in output.data if kind != "text/plain"]


@each
def test_a_notebook_runs_in_a_new_folder_and_opening_it_writes_no_plan(path: Path, folder: Path):
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    cells = executed(folder / "notebooks" / path.name)
    assert shown(cells).count("application/vnd.jupyter.widget-view+json") == len(cells)
    assert list((folder / "plans").iterdir()) == []
    after = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    assert after == before


def test_all_notebooks_run_over_one_plan_and_leave_it_as_it_is(folder: Path):
    plan = folder / "plans" / "my_plan.json"
    shutil.copy(folder / "data" / "plans" / "procurement_living_wage.json", plan)
    before = plan.read_bytes()
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        cells = executed(path)
        assert len(shown(cells)) == len(cells)
    assert plan.read_bytes() == before
    assert os.listdir(folder / "plans") == ["my_plan.json"]


def test_what_a_cell_writes_lands_in_the_workbooks_own_plan(folder: Path):
    path = folder / "notebooks" / "1_determine_what_you_control.ipynb"
    notebook = read(path)
    write = 'workbook.elements().value = {"order": ["el_a"], "items": {"el_a": {"text": "A rule"}}}'
    notebook.cells = [*notebook.cells[:2], nbformat.v4.new_code_cell(write)]
    nbformat.write(notebook, path)
    executed(path)
    assert read_plan(folder / "plans" / "my_plan.json").elements[0].text == "A rule"


def test_the_results_by_group_say_first_that_the_data_are_samples_and_leave_commands_to_the_fold():
    cells = read(ROOT / "notebooks" / "4_advance_equity.ipynb").cells
    shown = next(place for place, each in enumerate(cells) if "workbook.explorer()" in each.source)
    text = cells[shown - 1].source.partition("\n\n")[2]
    assert text.startswith("These are sample data to practise with. This page takes no files")
    assert "`" not in text

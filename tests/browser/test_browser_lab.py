"""The same notebooks in JupyterLab: the plan lives in a file, saved as one types."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jqtools.cli import main
from jqtools.plan import read_plan
from tests.browser.conftest import running
from tests.browser.test_browser_access import still, violations
from tests.browser.walker import SIZE
from tests.conftest import PLANS

# A kernel starts, and takes the package in, within these milliseconds even where every core is busy.
PATIENCE = 120_000


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """JupyterLab on a workbook folder of one's own, with nobody's settings and no news."""
    folder, settings = tmp_path / "workbook", tmp_path / "settings"
    assert main(["new", str(folder)]) == 0
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        monkeypatch.setenv(name, str(settings))
    notices = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    notices.parent.mkdir(parents=True)
    notices.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8")
    # All cells are on the page, not only those in sight.
    cells = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    cells.parent.mkdir(parents=True)
    cells.write_text(json.dumps({"windowingMode": "none"}), encoding="utf-8")
    options = ["--no-browser", "--allow-root", "--ServerApp.token=", f"--ServerApp.root_dir={folder}"]
    with running("jupyterlab", *options, folder=tmp_path, asked="/api") as address:
        yield address, folder


def run_all(page: Page, address: str, notebook: str) -> None:
    """Open a notebook and run it. Lab runs nothing, and says nothing, before it is joined to a kernel."""
    page.goto(f"{address}/lab/tree/notebooks/{notebook}.ipynb?reset")
    expect(page.locator("#jp-main-statusbar").get_by_text("| Idle")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    prompt = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").last
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("notebook", "plan", "places"),
    [
        ("1_determine_what_you_control", "weak_plan_for_teaching", ("#elements", ".jq-bar", ".jq-coach", ".jq-paste")),
        ("3_document_your_goals", "procurement_living_wage", ("#logic", "#goals", "#measures", ".jq-coach")),
    ],
)
def test_axe_finds_nothing_in_the_parts_of_a_notebook(
    profile: Callable[..., BrowserContext], lab: tuple[str, Path], notebook: str, plan: str, places: tuple[str, ...]
) -> None:
    address, folder = lab
    (folder / "plans").mkdir(exist_ok=True)
    shutil.copy(PLANS / f"{plan}.json", folder / "plans" / "my_plan.json")
    page = profile(viewport=SIZE).new_page()
    run_all(page, address, notebook)
    for place in places:
        expect(page.locator(place).first).to_be_attached(timeout=PATIENCE)
    if notebook.startswith("3"):
        page.locator("#logic").get_by_role("button", name="Edit").first.click()
        expect(page.locator(".jq-drawer[open]")).to_be_visible()
    still(page)
    assert violations(page, *places, ".jq-text") == []


def test_an_analyst_types_and_the_plan_file_follows(
    profile: Callable[..., BrowserContext], lab: tuple[str, Path]
) -> None:
    address, folder = lab
    page = profile().new_page()
    run_all(page, address, "1_determine_what_you_control")
    page.get_by_role("button", name="Add a change").click()
    page.get_by_label("The change", exact=True).fill("Post pay ranges")
    expect(page.get_by_text("Saved in plans/my_plan.json.")).to_be_visible()
    page.locator(".jq-part > summary", has_text="Law and sign-off").click()
    page.get_by_label("What the law allows", exact=True).focus()
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.keyboard.type("dd")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    plan = read_plan(folder / "plans" / "my_plan.json")
    assert [element.text for element in plan.elements] == ["Post pay ranges"]
    run_all(page, address, "2_select_your_lever")
    page.get_by_label("Why this lever", exact=True).fill("It is ours")
    expect(page.get_by_text("Saved in plans/my_plan.json.").last).to_be_visible()
    plan = read_plan(folder / "plans" / "my_plan.json")
    assert [element.text for element in plan.elements] == ["Post pay ranges"]
    assert plan.choice.reason == "It is ours"

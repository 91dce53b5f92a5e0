"""The same notebooks in JupyterLab: the plan lives in a file, saved as one types."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jqtools.cli import main
from jqtools.plan import read_plan
from tests.browser.conftest import free_port


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """JupyterLab on a workbook folder of one's own, with nobody's settings."""
    folder = tmp_path / "workbook"
    assert main(["new", str(folder)]) == 0
    port = free_port()
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.token=", f"--ServerApp.root_dir={folder}"]
    log = (tmp_path / "lab.log").open("w")
    process = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], stdout=log, stderr=log, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
            break
        except OSError:
            assert process.poll() is None
            time.sleep(0.2)
    yield address, folder
    process.terminate()
    process.wait(30)
    log.close()


def run_all(page: Page, address: str, notebook: str) -> None:
    page.goto(f"{address}/lab/tree/notebooks/{notebook}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownCell h1", timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_an_analyst_types_and_the_plan_file_follows(
    profile: Callable[..., BrowserContext], lab: tuple[str, Path]
) -> None:
    address, folder = lab
    page = profile().new_page()
    run_all(page, address, "1_determine_what_you_control")
    page.get_by_role("button", name="Add a change").click(timeout=60_000)
    page.get_by_label("The change", exact=True).fill("Post pay ranges")
    expect(page.get_by_text("Saved in plans/my_plan.json.")).to_be_visible()
    page.get_by_label("What the law allows", exact=True).focus()
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.keyboard.type("dd")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    plan = read_plan(folder / "plans" / "my_plan.json")
    assert [element.text for element in plan.elements] == ["Post pay ranges"]
    run_all(page, address, "2_select_your_lever")
    page.get_by_label("Why this lever", exact=True).fill("It is ours", timeout=60_000)
    expect(page.get_by_text("Saved in plans/my_plan.json.").last).to_be_visible()
    plan = read_plan(folder / "plans" / "my_plan.json")
    assert [element.text for element in plan.elements] == ["Post pay ranges"]
    assert plan.choice.reason == "It is ours"

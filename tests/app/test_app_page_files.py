"""The style sheet and scripts of the pages: built from what is in the package, kept by browsers until they change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from jqtools.app.serving import page_files
from jqtools.app.serving.page_files import edition, page_file_routes, scripts_at_once
from jqtools.app.serving.static_files import FOR_EVER
from jqtools.widgets.front import Widget

pytestmark = pytest.mark.usefixtures("own_loop")
FRONT_END = Path(page_files.__file__).with_name("front_end")
ADVICE = "run make front_end, which needs Node.js"


def test_the_built_front_end_is_the_one_that_its_sources_make() -> None:
    named = re.search(r"const SOURCES = (\[.*?\]);", (FRONT_END / "build.js").read_text())[1]
    sources = [(FRONT_END / name).read_bytes().replace(b"\r\n", b"\n") for name in json.loads(named)]
    built = (FRONT_END / "built" / "sources.sha256").read_text().strip()
    assert built == hashlib.sha256(b"".join(sources)).hexdigest(), ADVICE


def test_every_source_counts() -> None:
    named = set(json.loads(re.search(r"const SOURCES = (\[.*?\]);", (FRONT_END / "build.js").read_text())[1]))
    assert {path.name for path in FRONT_END.iterdir() if path.suffix in (".js", ".css", ".json")} == named


def test_what_is_built_in_comes_in_the_version_that_is_pinned_and_with_its_licence() -> None:
    pinned = json.loads((FRONT_END / "package.json").read_text())["dependencies"]
    locked = json.loads((FRONT_END / "package-lock.json").read_text())["packages"]
    told = (FRONT_END / "built" / "LICENSES.txt").read_text()
    for name, version in pinned.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert f"\n{name} {version}\n" in f"\n{told}" or name == "esbuild"
    assert not any("resolved" in package for package in locked.values())
    assert all("integrity" in package for path, package in locked.items() if path)


def test_the_front_end_knows_the_widgets_that_the_workbook_shows() -> None:
    modules = (FRONT_END / "modules.js").read_text()
    anywidget = json.loads((FRONT_END / "package.json").read_text())["dependencies"]["anywidget"]
    asked = {Widget().get_state(["_model_module_version"])["_model_module_version"]}
    assert asked == {"~" + re.sub(r"\d+$", "*", anywidget)}, "anywidget's script and Python package differ"
    assert f'version: "{ipywidgets.Dropdown()._model_module_version}"' in modules


@pytest.fixture
def ask() -> Callable[..., tuple[int, str, bytes]]:
    """Asks for a path: status, how long the answer is kept, content."""

    def asked(path: str, forks: Any = None) -> tuple[int, str, bytes]:
        class Case(AsyncHTTPTestCase):
            def get_app(self) -> Application:
                return Application(page_file_routes("/jobs/"), headers={}, forks=forks)

            def runTest(self) -> None:
                got = self.fetch(path)
                self.found = got.code, got.headers.get("Cache-Control", ""), got.body

        case = Case()
        case.debug()
        return case.found

    return asked


@pytest.mark.parametrize("name", ["design.css", "page.js", "opening.js", "busy.js", *scripts_at_once()])
def test_a_browser_keeps_a_file_of_this_edition_for_ever(name: str, ask: Callable) -> None:
    assert ask(f"/jobs/workbook/{edition()}/{name}") == (200, FOR_EVER, page_files.page_files()[name])


def test_a_page_of_an_older_edition_gets_todays_file_and_asks_again_next_time(ask: Callable) -> None:
    code, kept, content = ask("/jobs/workbook/e-0123456789abcdef/page.js")
    assert (code, kept, content) == (200, "no-cache", page_files.page_files()["page.js"])


def test_a_script_of_a_widget_is_given_where_pages_are_forked_and_kept_for_ever(ask: Callable) -> None:
    class Forks:
        async def script(self, file: str) -> bytes | None:
            return b"export default {};" if file == "w-0123456789abcdef/panel.js" else None

    assert ask("/jobs/workbook/w-0123456789abcdef/panel.js", Forks()) == (200, FOR_EVER, b"export default {};")
    assert ask("/jobs/workbook/w-0123456789abcdef/panel.js")[0] == 404
    for other in ("w-0123456789abcdee/panel.js", "w-0123456789abcdef/../panel.js", "w-0123456789abcdef/panel.css"):
        assert ask(f"/jobs/workbook/{other}", Forks())[0] == 404


@pytest.mark.parametrize("name", ["main.js", "LICENSES.txt", "sources.sha256", "..", "page.py", "built"])
def test_nothing_else_of_the_folder_is_given(name: str, ask: Callable) -> None:
    assert ask(f"/jobs/workbook/{edition()}/{name}")[0] == 404


def test_another_edition_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition()
    changed = {**page_files.page_files(), "page.js": b"changed"}
    monkeypatch.setattr(page_files, "page_files", lambda: changed)
    edition.cache_clear()
    after = edition()
    edition.cache_clear()
    assert before != after

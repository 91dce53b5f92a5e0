"""The pages about the widgets: one for each, linked, with pictures that are there and code that does what they say."""

from __future__ import annotations

import ast
import pkgutil
import re
import struct
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import pytest

from jqtools import widgets
from jqtools.app.served import SERVED
from jqtools.cli import main
from jqtools.widgets.front import Widget
from tests.palette_png import SIGNATURE, palette_png
from tests.widget_pictures import SHOTS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "widgets"
NOTEBOOKS = ROOT / "docs" / "notebooks.md"
PAGES = sorted(path for path in DOCS.glob("*.md") if path.name != "README.md")
SECTIONS = ["What it shows", "What it keeps", "Keyboard", "In a notebook"]
CODE = re.compile(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST_BYTES = 120_000
each = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    return re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)[^)]*\)", text(page))


def widgets_to_show() -> set[type]:
    """The classes of jqtools.widgets that somebody can show: those that bring a front end or are made of such."""
    modules = [import_module(f"jqtools.widgets.{found.name}") for found in pkgutil.iter_modules(widgets.__path__)]
    own = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    shown = {each for each in own if issubclass(each, ipywidgets.Widget) and each.__module__.startswith("jqtools.")}
    return {each for each in shown if not issubclass(each, Widget) or each.scripts}


def classes(page: Path) -> list[type]:
    """The classes that a page says it is about."""
    named = re.findall(r"`(jqtools\.widgets\.\w+)\.([A-Z]\w+)`", text(page))
    return [getattr(import_module(module), name) for module, name in named]


def run(code: str, names: dict[str, Any]) -> Any:
    """What a notebook shows under a cell with this code: the value of its last line."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "page", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "page", "eval"), names)
    exec(compile(ast.Module([last], []), "page", "exec"), names)
    return None


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the notebooks in a workbook folder of one's own, where code runs from now on."""
    monkeypatch.delenv(SERVED, raising=False)
    assert main(["new", str(tmp_path / "book")]) == 0
    monkeypatch.chdir(tmp_path / "book" / "notebooks")
    return tmp_path / "book" / "notebooks"


def test_each_widget_has_its_page_and_no_page_is_about_something_else():
    named = [each for page in PAGES for each in classes(page)]
    assert len(named) == len(set(named))
    assert set(named) == widgets_to_show()


def test_the_way_to_each_page_leads_from_the_readme_over_the_list_of_widgets():
    assert {"docs/widgets/README.md", "docs/notebooks.md"} <= set(links(ROOT / "README.md"))
    assert sorted(links(DOCS / "README.md")) == sorted(["../notebooks.md", *(page.name for page in PAGES)])


@each
def test_a_page_says_what_the_widget_shows_keeps_and_how_it_is_used(page: Path):
    assert re.findall(r"^## (.+)$", text(page), re.MULTILINE) == SECTIONS
    assert not [link for link in links(page) if not (DOCS / link).is_file()]


@each
def test_a_page_has_pictures_that_are_there_and_says_in_words_what_is_seen(page: Path):
    found = PICTURE.findall(text(page))
    assert found
    for seen, name in found:
        assert len(seen) >= 18, seen
        assert not re.match(r"(?i)(a )?(picture|image|screenshot)\b", seen)
        data = (DOCS / name).read_bytes()
        assert data.startswith(SIGNATURE)
        assert 1_500 < len(data) <= MOST_BYTES


def test_each_picture_is_on_one_page_and_the_script_takes_it():
    named = sorted(name for page in PAGES for _seen, name in PICTURE.findall(text(page)))
    assert named == sorted(path.name for path in DOCS.glob("*.png"))
    assert named == sorted(f"{shot.name}.png" for shot in SHOTS)


def blocks(page: Path) -> list[tuple[str, str]]:
    """The pieces of code on a page, each with what the page says that it gives, "" where it says nothing."""
    return CODE.findall(text(page))


def shown_by(page: Path) -> list[Any]:
    """What each piece of code shows, run one after the other; what the page says of it is right."""
    names: dict[str, Any] = {}
    shown: list[Any] = []
    for code, result in blocks(page):
        shown.append(run(code, names))
        assert not result or shown[-1] == ast.literal_eval(result), code
    return shown


@each
def test_the_code_of_a_page_runs_and_gives_what_the_page_says(page: Path, notebooks: Path):
    shown = shown_by(page)
    assert [result for _code, result in blocks(page) if result]
    assert not [made for made in classes(page) if not any(isinstance(each, made) for each in shown)]
    assert not (notebooks.parent / "plans" / "my_plan.json").exists()


@pytest.mark.parametrize("page", [*PAGES, NOTEBOOKS], ids=lambda page: page.stem)
def test_a_piece_of_code_is_short(page: Path):
    assert all(1 <= len(code.strip().splitlines()) <= 7 for code, _result in blocks(page))


def test_the_page_on_notebooks_runs_and_makes_the_files_it_names(notebooks: Path):
    shown = shown_by(NOTEBOOKS)
    assert {"PlanBar", "ChangeCards", "Panel", "SVG"} <= {type(each).__name__ for each in shown}
    made = {path.name for path in notebooks.iterdir() if path.suffix != ".ipynb"}
    assert made == {"report.html", "logic_model.svg", "wages_by_group.csv"}
    assert {path.name for path in (notebooks.parent / "plans").iterdir()} == {"trial.json", "for_the_board.json"}


def decoded(data: bytes) -> np.ndarray:
    """The pixels of a PNG with a palette whose rows have no filter."""
    width, height = struct.unpack(">II", data[16:24])
    chunks = {}
    at = len(SIGNATURE)
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        chunks[kind] = data[at + 8 : at + 8 + size]
        at += size + 12
    palette = np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, width + 1)
    assert not rows[:, 0].any()
    return palette[rows[:, 1:]]


def test_a_picture_keeps_its_colors_where_256_are_enough():
    image = np.random.default_rng(1).choice(np.array([0, 95, 163, 255], dtype=np.uint8), (7, 5, 3))
    assert (decoded(palette_png(image)) == image).all()


def test_a_color_beyond_256_becomes_the_nearest_of_those_used_most():
    often, seldom = [[n, 100, 0] for n in range(256)], [[n, 101, 0] for n in range(44)]
    image = np.array([[*often, *often, *seldom]], dtype=np.uint8)
    seen = decoded(palette_png(image))
    assert len(np.unique(seen.reshape(-1, 3), axis=0)) == 256
    assert (seen[0, -44:] == often[:44]).all()

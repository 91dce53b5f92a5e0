"""The wheel: everything that `jqtools serve` and `jqtools new` need, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def files_in(*places: str, below: Path = ROOT) -> set[str]:
    """The files at these places, relative to `below`; what Python or an editor left is not counted."""
    found = (each for place in places for each in (ROOT / place).rglob("*") if each.is_file())
    kept = (each for each in found if "__pycache__" not in each.parts and ".ipynb_checkpoints" not in each.parts)
    return {each.relative_to(below).as_posix() for each in kept}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from the repository as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installer does."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    return folder


def test_the_wheel_holds_the_package_with_its_text_styles_scripts_and_template(wheel: zipfile.ZipFile):
    names = set(wheel.namelist())
    assert files_in("jqtools") <= names
    endings = {Path(name).suffix for name in names}
    assert {".py", ".toml", ".css", ".js", ".j2", ".html", ".ipynb", ".csv"} <= endings


def test_the_wheel_holds_the_workbook(wheel: zipfile.ZipFile):
    packed = {name.removeprefix("jqtools/workbook/") for name in wheel.namelist() if "/workbook/" in name}
    assert packed == files_in("notebooks", "data")
    assert len([name for name in packed if name.endswith(".ipynb")]) == 5
    assert "data/plans/weak_plan_for_teaching.json" in packed
    assert "data/samples/vendor_worker_report.csv" in packed


def test_the_wheel_holds_no_tests_and_nothing_outside_the_package(wheel: zipfile.ZipFile):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"jqtools", "jqtools-0.1.0.dist-info"}
    assert not [name for name in wheel.namelist() if "test" in name.lower() or "__pycache__" in name]


def test_the_wheel_installs_the_command_and_its_licence(wheel: zipfile.ZipFile):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = f"jqtools-{project['version']}.dist-info"
    assert "jqtools = jqtools.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))
    needed = [each for each in metadata.get_all("Requires-Dist") if "extra ==" not in each]
    assert len(needed) == len(project["dependencies"])
    assert metadata["Requires-Python"] == project["requires-python"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("from jqtools.cli import main; main(['new', 'book'])", "Your workbook is in 'book'."),
        ("from jqtools.app.examples import example_cards; print(len(example_cards()))", "4"),
        ("from jqtools.survey import sample; print(len(sample('board_staff').read()))", "148"),
    ],
)
def test_the_unpacked_wheel_works_from_any_folder(code: str, said: str, installed: Path, tmp_path: Path):
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); import jqtools; print(jqtools.__file__); {code}"
    command = [sys.executable, "-c", start]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    where, *rest = done.stdout.splitlines()
    assert where.startswith(str(installed))
    assert said in rest[-1]
    if "new" in code:
        made = {each.relative_to(tmp_path / "book").as_posix() for each in (tmp_path / "book").rglob("*.*")}
        assert {name for name in files_in("notebooks", "data") if name.endswith((".ipynb", ".json", ".csv"))} <= made

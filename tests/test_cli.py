"""The command line: what it makes, what it refuses, and its exit codes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jqtools import __version__, cli
from jqtools.content import forget, steps
from jqtools.errors import JqtoolsError
from jqtools.plan import blank_plan
from jqtools.report import report_html

ROOT = Path(__file__).parents[1]
PLANS = ROOT / "data" / "plans"
GOOD = ["procurement_living_wage", "hr_practices_at_home", "wage_theft_enforcement"]


def run(*arguments: object) -> int:
    return cli.main([str(each) for each in arguments])


def test_a_new_workbook_has_notebooks_plans_samples_and_a_place_for_ones_own(tmp_path: Path, capsys):
    folder = tmp_path / "deep" / "my workbook"
    assert run("new", folder) == 0
    assert sorted(each.stem for each in (folder / "notebooks").iterdir()) == sorted(steps())
    assert {each.name for each in (folder / "data" / "plans").iterdir()} == {p.name for p in PLANS.glob("*.json")}
    assert {each.suffix for each in (folder / "data" / "samples").iterdir()} == {".csv"}
    assert list((folder / "plans").iterdir()) == []
    for made in (each for each in folder.rglob("*") if each.is_file()):
        assert made.read_bytes() == (ROOT / made.relative_to(folder)).read_bytes()
    assert f"jqtools lab {folder}" in capsys.readouterr().out.replace("'", "")


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file"])
def test_a_new_workbook_never_touches_what_is_there(kind: str, tmp_path: Path, capsys):
    there = tmp_path / "mine"
    there.write_text("x") if kind == "file" else there.mkdir()
    if kind == "folder":
        (there / "notes.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert run("new", there) == 3
    assert "is there already and stays as it is" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", GOOD)
def test_checking_a_good_plan_finds_nothing_to_fix(name: str, capsys):
    code = run("check", PLANS / f"{name}.json")
    said = capsys.readouterr().out
    assert code == (1 if " to consider: " in said else 0)
    assert " to fix: " not in said


def test_checking_a_weak_plan_says_what_to_fix_and_how(capsys):
    assert run("check", PLANS / "weak_plan_for_teaching.json") == 2
    said = capsys.readouterr().out
    assert "S04 to fix: improve culture\n    You have not rated this yet" in said
    assert {"M04 to fix", "S07 to fix"} <= {line.split(":")[0] for line in said.splitlines()}


def test_a_plan_without_findings_leaves_with_nothing(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("jqtools.coach.check", lambda plan: ())
    assert run("check", PLANS / "weak_plan_for_teaching.json") == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_bad_plan_is_told_line_by_line_without_a_traceback(command: str, tmp_path: Path, capsys):
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "jqtools-plan", "header": {"title": 5, "org_type": "town"}}')
    output = tmp_path / "out.html"
    assert run(command, bad, *(["-o", output] if command == "report" else [])) == 3
    said = capsys.readouterr()
    assert [line.split(": ")[1] for line in said.err.splitlines()] == ["plan_id", "header/title", "header/org_type"]
    assert all(line.startswith("jqtools: ") for line in said.err.splitlines())
    assert said.out == ""
    assert not output.exists()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("missing.json", "There is no plan file at '{}'; check the name and the folder."),
        (".", "'{}' is a folder; name the plan file in it."),
        ("a.csv", "'{0}' is a table, not a plan; make a plan of it with: jqtools import {0} -o plan.json"),
    ],
)
def test_a_plan_that_is_not_there_is_one_line(plan: str, said: str, tmp_path: Path, capsys):
    assert run("check", tmp_path / plan) == 3
    assert capsys.readouterr().err == f"jqtools: {said.format(tmp_path / plan)}\n"


def test_a_report_is_written_once_and_replaced_only_when_asked(tmp_path: Path, capsys):
    plan, page = PLANS / "procurement_living_wage.json", tmp_path / "plan.html"
    assert run("report", plan, "-o", page) == 0
    assert "Living-wage scoring in county building-service contracts" in page.read_text(encoding="utf-8")
    page.write_text("kept")
    assert run("report", plan, "-o", page) == 3
    assert capsys.readouterr().err == (
        f"jqtools: '{page}' is there already and stays as it is; add --replace to write over it.\n"
    )
    assert page.read_text() == "kept"
    assert run("report", PLANS / "weak_plan_for_teaching.json", "-o", page, "--replace") == 0
    assert "Everything At Once" in page.read_text(encoding="utf-8")
    assert [each.name for each in page.parent.iterdir()] == ["plan.html"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new", "{file}/inside"), "There is no folder '{file}'; make it or choose another."),
        (("report", "{plan}", "-o", "{file}/page.html"), "There is no folder '{file}'; make it or choose another."),
        (
            ("report", "{plan}", "-o", "{folder}/a/b.html"),
            "There is no folder '{folder}/a'; make it or choose another.",
        ),
        (("report", "{plan}", "-o", "{folder}", "--replace"), "'{folder}' is a folder; name the file to write in it."),
        (("report", "{plan}", "-o", "{plan}", "--replace"), "'{plan}' is what the command reads and stays as it is; "),
        (("report", "{plan}", "-o", "{file}", "--replace"), "'{file}' is no .html or .htm file and stays as it is; "),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line(arguments: tuple, words: str, tmp_path: Path, capsys):
    (tmp_path / "file").write_text("x")
    names = {"file": tmp_path / "file", "folder": tmp_path, "plan": PLANS / "hr_practices_at_home.json"}
    assert run(*(each.format(**names) for each in arguments)) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"jqtools: {words.format(**names)}")
    assert said.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            PermissionError(13, "no", "a/.plan.json.0a1b2c3d.tmp"),
            "You may not read or write 'a/plan.json' here; choose",
        ),
        (
            IsADirectoryError(21, "no", "a/.b.html.0a1b2c3d.tmp", None, "b"),
            "'a/b.html' is a folder; name a file in it.",
        ),
        (FileNotFoundError(2, "no", "a/plan.json"), "There is no folder 'a'; make it or choose another."),
        (OSError(28, "full", "a/plan.json"), "There is no room left for 'a/plan.json'; free some or choose"),
        (OSError(5, "I/O error", "a/plan.json"), "'a/plan.json' can't be read or written (I/O error); choose"),
        (OSError("odd"), "The system refused: odd."),
    ],
)
def test_what_the_system_refuses_is_told_with_the_users_own_file(error: OSError, words: str, monkeypatch, capsys):
    def refuse(plan: object) -> None:
        raise error

    monkeypatch.setattr("jqtools.coach.check", refuse)
    assert run("check", PLANS / "weak_plan_for_teaching.json") == 3
    assert capsys.readouterr().err.startswith(f"jqtools: {words}")


def test_a_reader_of_the_output_that_has_had_enough_is_no_fault():
    command = [sys.executable, "-m", "jqtools", "check", str(PLANS / "weak_plan_for_teaching.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        started.stdout.close()
        assert started.stderr.read() == b""


def test_lab_needs_a_workbook_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    assert run("lab", tmp_path) == 3
    assert "is no workbook folder: it lacks 'notebooks'" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert run("lab") == 3


def test_lab_without_jupyterlab_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run("lab", ROOT) == 3
    assert "pip install jupyterlab" in capsys.readouterr().err


def test_lab_opens_the_start_page_in_the_folder(monkeypatch: pytest.MonkeyPatch):
    started = []

    def start(command: list[str], check: bool) -> subprocess.CompletedProcess:
        started.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("subprocess.run", start)
    assert run("lab", ROOT) == 3
    assert started[0][1:3] == ["-m", "jupyterlab"]
    assert str(ROOT / "notebooks" / "0_start_here.ipynb") in started[0]


@pytest.mark.parametrize("command", ["lab", "serve"])
def test_a_content_folder_that_is_not_there_is_one_line(command: str, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert run(command, ROOT, "--content", tmp_path / "none") == 3
    assert capsys.readouterr().err == f"jqtools: There is no content folder at '{tmp_path / 'none'}'; check the name.\n"
    assert "JQTOOLS_CONTENT" not in os.environ


def test_a_content_folder_is_named_in_full_to_what_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seen = []

    def start(command: list[str], check: bool) -> subprocess.CompletedProcess:
        seen.append(os.environ["JQTOOLS_CONTENT"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("JQTOOLS_CONTENT", "before")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("subprocess.run", start)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours").mkdir()
    assert run("lab", ROOT, "--content", "ours") == 0
    assert run("lab", ROOT) == 0
    assert seen[0] == str((tmp_path / "ours").resolve())


def test_content_that_does_not_fit_is_one_line_before_anything_starts(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("JQTOOLS_CONTENT", "")
    (tmp_path / "recipes.toml").write_text("", encoding="utf-8")
    assert run("serve", ROOT, "--no-browser", "--content", tmp_path) == 3
    assert "which is no content file" in capsys.readouterr().err
    monkeypatch.setenv("JQTOOLS_CONTENT", "")
    forget()


def test_the_report_uses_the_words_of_the_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "agency.toml").write_text('name = "Delta Board"\nterm = "good jobs"\n', encoding="utf-8")
    monkeypatch.setenv("JQTOOLS_CONTENT", str(tmp_path))
    forget()
    page = report_html(blank_plan(), (), made_on=date(2026, 7, 1))
    monkeypatch.setenv("JQTOOLS_CONTENT", "")
    forget()
    assert "Good jobs plan" in page
    assert "Delta Board" in page


def test_serving_a_folder_without_notebooks_says_what_is_missing(tmp_path: Path, capsys):
    assert run("serve", tmp_path, "--no-browser") == 3
    assert "it lacks notebooks/0_start_here.ipynb" in capsys.readouterr().err


def test_stopping_with_control_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch):
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jqtools.coach.check", stop)
    assert run("check", PLANS / "weak_plan_for_teaching.json") == 130


def test_a_bug_is_not_told_as_an_analysts_error(monkeypatch: pytest.MonkeyPatch):
    def bug(plan: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jqtools.coach.check", bug)
    with pytest.raises(ZeroDivisionError):
        run("check", PLANS / "weak_plan_for_teaching.json")
    assert not issubclass(ZeroDivisionError, JqtoolsError)


@pytest.mark.parametrize("arguments", [[], ["fly"], ["report", "x.json"], ["serve", "--port", "many"]])
def test_a_command_that_is_not_understood_leaves_with_3(arguments: list[str], capsys):
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 3
    assert capsys.readouterr().err.startswith("usage: jqtools")


def test_the_package_runs_as_a_module_from_any_folder(tmp_path: Path):
    command = [sys.executable, "-W", "error", "-m", "jqtools"]
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == f"jqtools {__version__}\n"
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    plan = PLANS / "weak_plan_for_teaching.json"
    done = subprocess.run(
        [*command, "check", plan], capture_output=True, text=True, cwd=tmp_path, env=plain, check=False
    )
    assert (done.returncode, done.stderr) == (2, "")


def test_checking_a_plan_loads_neither_voila_nor_data_frames():
    code = f"""
import sys
from jqtools.cli import main
main(["check", {str(PLANS / "weak_plan_for_teaching.json")!r}])
print("loaded:", *[name for name in ("voila", "ipywidgets", "pandas") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_a_taken_port_is_one_line(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run("serve", "--no-browser", "--port", port) == 3
    assert f"Port {port} is taken" in capsys.readouterr().err

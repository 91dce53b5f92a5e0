"""`jqtools compare`, `merge`, `import` and `schema`: exit codes, files that are kept, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jqtools import cli
from jqtools.plan import Plan, read_plan, write_plan
from jqtools.plan.schema import plan_schema
from tests.conftest import PLANS, ROOT

PLAN = PLANS / "procurement_living_wage.json"
MODEL = ROOT / "data" / "logic_models" / "cdc_healthier_worksite.csv"


def run(*arguments: object) -> int:
    return cli.main([str(each) for each in arguments])


@pytest.fixture
def titled(tmp_path: Path, procurement: Plan):
    """Writes a version of the example with another title, or with another problem."""

    def write(name: str, **changes: str) -> Path:
        header = procurement.header.model_copy(update=changes)
        write_plan(procurement.model_copy(update={"header": header}), tmp_path / name)
        return tmp_path / name

    return write


def test_plans_that_say_the_same_leave_with_0(capsys):
    assert run("compare", PLAN, PLAN) == 0
    assert capsys.readouterr().out == "The plans say the same.\n"


def test_differences_are_told_by_section_and_leave_with_1(titled, capsys):
    assert run("compare", PLAN, titled("new.json", title="New\ntitle", strategy="A file")) == 1
    old = read_plan(PLAN).header.title
    assert capsys.readouterr().out.splitlines()[:4] == [
        "Your plan",
        "  Name of the plan: changed",
        f"    - {old}",
        "    + New title",
    ]


def test_differences_are_told_to_programs_as_json(titled, capsys):
    assert run("compare", PLAN, titled("new.json", title="New"), "--format", "json") == 1
    (told,) = json.loads(capsys.readouterr().out)["differences"]
    assert (told["path"], told["place"], told["kind"]) == ("header/title", "Name of the plan", "changed")
    assert (told["old"], told["new"]) == (read_plan(PLAN).header.title, "New")
    assert run("compare", PLAN, PLAN, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"differences": []}


def test_a_merge_without_conflict_leaves_with_0(titled, tmp_path: Path, capsys):
    output = tmp_path / "merged.json"
    assert run("merge", PLAN, titled("a.json", title="New"), titled("b.json", term="good jobs"), "-o", output) == 0
    assert "No place changed differently" in capsys.readouterr().out
    header = read_plan(output).header
    assert (header.title, header.term) == ("New", "good jobs")


def test_a_conflict_is_told_with_all_three_values_and_leaves_with_1(titled, tmp_path: Path, capsys):
    output = tmp_path / "merged.json"
    assert run("merge", PLAN, titled("a.json", title="A"), titled("b.json", title=""), "-o", output) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Name of the plan"
    assert said[1:4] == [f"    before: {read_plan(PLAN).header.title}", "    mine: A", "    theirs: nothing"]
    assert said[4].endswith("1 place changed differently in both versions.")
    assert read_plan(output).notes[-1].about == "header/title"


@pytest.mark.parametrize("command", ["merge", "import", "schema"])
def test_a_file_that_is_there_is_written_over_only_when_asked(command: str, titled, tmp_path: Path, capsys):
    output = tmp_path / "kept.json"
    output.write_text("kept")
    inputs = {"merge": (PLAN, PLAN, titled("a.json", title="A")), "import": (MODEL,), "schema": ()}[command]
    assert run(command, *inputs, "-o", output) == 3
    assert capsys.readouterr().err.endswith("stays as it is; add --replace to write over it.\n")
    assert output.read_text() == "kept"
    assert run(command, *inputs, "-o", output, "--replace") == 0
    assert json.loads(output.read_text("utf-8"))


def test_versions_of_different_plans_are_one_line(tmp_path: Path, capsys):
    other = PLANS / "hr_practices_at_home.json"
    assert run("merge", PLAN, PLAN, other, "-o", tmp_path / "out.json") == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_imported_logic_model_is_a_plan_to_go_on_with(tmp_path: Path, capsys):
    output = tmp_path / "plan.json"
    assert run("import", MODEL, "-o", output, "--title", "Healthier work") == 0
    assert "with 19 boxes and no links" in capsys.readouterr().out
    plan = read_plan(output)
    assert (plan.header.title, len(plan.logic.nodes)) == ("Healthier work", 19)


def test_a_table_that_cannot_be_read_is_told_row_by_row(tmp_path: Path, capsys):
    (tmp_path / "bad.csv").write_text("stage,title\nMagic,a\nLuck,b\n")
    assert run("import", tmp_path / "bad.csv", "-o", tmp_path / "plan.json") == 3
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[:2] for line in said] == [["jqtools", " Line 2"], ["jqtools", " Line 3"]]
    assert not (tmp_path / "plan.json").exists()


def test_the_schema_is_printed_or_written(tmp_path: Path, capsys):
    assert run("schema") == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == plan_schema()
    assert run("schema", "-o", tmp_path / "schema.json") == 0
    assert (tmp_path / "schema.json").read_text("utf-8") == printed


@pytest.mark.parametrize("command", ["compare", "merge", "import", "check"])
def test_a_file_that_is_not_there_is_one_line(command: str, tmp_path: Path, capsys):
    files = {"compare": 2, "merge": 3}.get(command, 1)
    output = ["-o", tmp_path / "out.json"] if command in ("merge", "import") else []
    assert run(command, *[tmp_path / "none.odd"] * files, *output) == 3
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_merge_writes_over_none_of_its_versions(place: int, titled, tmp_path: Path, capsys):
    versions = [titled(f"{name}.json", title=name) for name in "abc"]
    before = [path.read_bytes() for path in versions]
    (tmp_path / "same.json").symlink_to(versions[place])
    for output in (versions[place], tmp_path / "same.json"):
        assert run("merge", *versions, "-o", output, "--replace") == 3
        assert "is what the command reads and stays as it is" in capsys.readouterr().err
    assert [path.read_bytes() for path in versions] == before


@pytest.mark.parametrize("command", ["merge", "import"])
def test_a_file_that_is_no_plan_is_never_replaced(command: str, tmp_path: Path, capsys):
    output = tmp_path / "budget.xlsx"
    output.write_text("kept")
    inputs = {"merge": (PLAN, PLAN, PLAN), "import": (MODEL,)}[command]
    assert run(command, *inputs, "-o", output, "--replace") == 3
    assert f"'{output}' is no .json file and stays as it is" in capsys.readouterr().err
    assert output.read_text() == "kept"


def test_a_plan_or_a_folder_given_as_a_table_is_told_with_the_right_command(tmp_path: Path, capsys):
    assert run("import", PLAN, "-o", tmp_path / "out.json") == 3
    assert capsys.readouterr().err.endswith(f"with: jqtools check {PLAN}\n")
    assert run("import", tmp_path, "-o", tmp_path / "out.json") == 3
    assert "is a folder; name the table in it" in capsys.readouterr().err


@pytest.mark.parametrize(("rows", "words"), [("Inputs,a\n", "with 1 box and"), ("Goal,a\n", "with no boxes and")])
def test_boxes_are_counted_in_words(rows: str, words: str, tmp_path: Path, capsys):
    (tmp_path / "table.csv").write_text(f"stage,title\n{rows}")
    assert run("import", tmp_path / "table.csv", "-o", tmp_path / "plan.json") == 0
    assert words in capsys.readouterr().out


def test_a_base_saved_after_the_others_is_one_line(titled, tmp_path: Path, procurement: Plan, capsys):
    write_plan(procurement.model_copy(update={"modified": "2035-01-01T08:00:00Z"}), tmp_path / "base.json")
    write_plan(procurement.model_copy(update={"modified": "2034-01-01T08:00:00Z"}), tmp_path / "mine.json")
    sides = [tmp_path / "base.json", tmp_path / "mine.json", tmp_path / "mine.json"]
    assert run("merge", *sides, "-o", tmp_path / "out.json") == 3
    assert capsys.readouterr().err.startswith("jqtools: BASE was saved after MINE")

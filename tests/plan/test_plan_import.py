"""Logic models from CSV tables: every box arrives, nothing is invented, a bad table is told in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools import coach
from jqtools.errors import PlanError
from jqtools.plan import Plan, parse_plan, plan_text
from jqtools.plan.importing import MAX_TABLE_BYTES, logic_model, read_logic_model
from jqtools.plan.logic import Stage, Term
from jqtools.plan.stage_names import kind_of
from tests.conftest import ROOT

MODELS = sorted((ROOT / "data" / "logic_models").glob("*.csv"))
HEAD = "stage,title,description\n"


def boxes(plan: Plan) -> list[tuple[str, str | None, str]]:
    return [(node.stage.value, node.term and node.term.value, node.text) for node in plan.logic.nodes]


def told(table: str | bytes) -> PlanError:
    with pytest.raises(PlanError) as caught:
        logic_model(table.encode() if isinstance(table, str) else table)
    return caught.value


def test_a_box_a_row_becomes_a_box_with_its_note():
    plan = logic_model(
        f"{HEAD}Inputs,Staff,two people\nActivities,Train,\nOutputs,Sessions,\nImpact,Pay,\n".encode(), "T"
    )
    assert boxes(plan) == [
        ("input", None, "Staff"),
        ("activity", None, "Train"),
        ("output", None, "Sessions"),
        ("outcome", "long", "Pay"),
    ]
    assert plan.logic.nodes[0].note == "two people"
    assert (plan.header.title, plan.logic.links) == ("T", ())


def test_a_column_a_stage_gives_a_box_for_each_line_of_a_cell():
    table = 'Resources,Strategies,Short-term outcomes\n"Staff\n• Money","Train\n\n* Coach",Skills\n,,Jobs\n'
    assert boxes(logic_model(table.encode())) == [
        ("input", None, "Staff"),
        ("input", None, "Money"),
        ("activity", None, "Train"),
        ("activity", None, "Coach"),
        ("outcome", "short", "Skills"),
        ("outcome", "short", "Jobs"),
    ]


def test_other_columns_become_fields_or_stand_in_the_note():
    head = "Stage,Title,Notes,Owner,Start,End,Planned,Budget line,\n"
    row = 'Outputs,Sessions,Monthly,HR,2026-07,soon,"1,200",GL 41,odd\n'
    (box,) = logic_model(f"{head}{row}".encode()).logic.nodes
    assert (box.text, box.owner, box.start, box.end, box.planned) == ("Sessions", "HR", "2026-07", "", 1200)
    assert box.note == "Monthly\nEnd: soon\nBudget line: GL 41\nColumn 9: odd"
    (goal,) = logic_model(b"stage,title,owner,cost\nGoal,Better pay,HR,5\n").goals
    assert goal.text == "Better pay\nOwner: HR\ncost: 5"


def test_a_description_is_the_words_of_a_box_that_has_no_title():
    assert boxes(logic_model(b"stage,description\nInputs,Staff\n")) == [("input", None, "Staff")]


def test_a_stage_counts_for_the_rows_below_it():
    plan = logic_model(b"stage,title\nInputs,Staff\n,Money\nOutputs,\n,Sessions\n")
    assert [(stage, text) for stage, _, text in boxes(plan)] == [
        ("input", "Staff"),
        ("input", "Money"),
        ("output", "Sessions"),
    ]
    error = told("stage,title\n,Staff\nMagic,a\n,b\n")
    assert error.problems[0].startswith("Line 2: the stage is missing; use inputs")
    assert error.problems[1].startswith("Line 3: 'Magic' is no stage we know")
    assert len(error.problems) == 2


@pytest.mark.parametrize("top", ["", "sep=;\n", '"sep=;"\r\n', "Our model, in short, 2026;;\n", "sep=;\nOur model;;\n"])
def test_what_spreadsheets_put_above_the_names_is_skipped(top: str):
    table = f"{top}Stage;Title;Notes, and more\nInputs;Staff, two;\n".encode()
    assert boxes(logic_model(table)) == [("input", None, "Staff, two")]
    assert f"Line {table.count(10) + 1}" in told(table + b"Magic;a;\n").problems[0]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        *((f"{mark}Staff", "Staff") for mark in ("- ", "* ", "*", "• ", "1. ", "12) ", "a) ", "B) ")),
        *((text, text) for text in ("-2+3", "1.5 jobs", "A. Smith", "2 staff")),
    ],
)
def test_the_signs_of_a_list_are_no_words_of_a_box(said: str, words: str):
    for table in (f"Inputs\n{said}\n", f"{HEAD}Inputs,{said},\n"):
        assert boxes(logic_model(table.encode())) == [("input", None, words)]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("Inputs,Outputs\nStaff,Reports,odd\n", "Line 2 has more cells than the first row has names"),
        (f"{HEAD}Inputs,Staff,two,odd\n", "Line 2 has more cells"),
        ("Inputs,\nStaff,odd\n", "The column 2 is no stage we know"),
    ],
)
def test_a_cell_without_a_column_is_told_and_never_dropped(table: str, words: str):
    assert words in str(told(table))


def test_what_is_no_box_goes_where_it_belongs():
    rows = "Situation,Pay is low,\nProblem,And late,\nGoals,Better pay,by 2029\nAssumptions,Funds stay,\n"
    plan = logic_model(f"{HEAD}{rows}External factors,Law,\n".encode())
    assert plan.header.problem == "Pay is low\nAnd late"
    assert [goal.text for goal in plan.goals] == ["Better pay\nby 2029"]
    assert [assumption.text for assumption in plan.assumptions] == ["Funds stay", "Law"]
    assert plan.logic.nodes == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "input") for name in ("Inputs", " INPUT ", "Resources", "Resources/Inputs", "Program inputs")),
        *((name, "activity") for name in ("Activities", "Strategies", "Strategies and Activities", "Interventions")),
        *((name, "output") for name in ("Output", "Outputs (what we count)")),
        *(
            (name, "short")
            for name in ("Short-term", "Short term outcomes", "Short-Term Outcomes (1-3 years)", "Initial")
        ),
        *((name, "medium") for name in ("Intermediate outcomes", "medium", "Mid-term results")),
        *((name, "long") for name in ("Long-term outcomes", "Impact", "Long term", "Ultimate outcomes")),
        *((name, "outcome") for name in ("Outcomes", "results")),
        *((name, "problem") for name in ("Situation", "Problem statement", "Needs")),
        *((name, "goal") for name in ("Goal", "Goals and objectives", "Overall goal")),
        *((name, "assumption") for name in ("Assumptions", "External factors", "Contextual factors")),
        *((name, None) for name in ("", "42", "Partners", "Inputs and outputs", "the", "(inputs)")),
    ],
)
def test_stages_go_by_their_usual_names(name: str, kind: str | None):
    assert kind_of(name) == kind


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_tables_are_read_as_spreadsheets_write_them(delimiter: str, encoding: str, ending: str):
    rows = [
        ("Stage", "Title", "Description"),
        ("Inputs", "Café money", "é"),
        ("", "", ""),
        ("Outputs", '"a ""b"""', ""),
    ]
    table = ending.join(delimiter.join(row) for row in rows).encode(encoding)
    assert [text for _, _, text in boxes(logic_model(table))] == ["Café money", 'a "b"']


@pytest.mark.parametrize("formula", ["=cmd()|' /C calc'!A0", "@SUM(A1)", "+1", "-2+3", "<script>alert(1)</script>"])
def test_a_cell_that_looks_like_a_formula_is_text(formula: str):
    assert boxes(logic_model(f"{HEAD}Inputs,{formula},\n".encode())) == [("input", None, formula)]


def test_every_row_that_cannot_be_read_is_told_at_once_with_the_choices():
    error = told(f"{HEAD}Inputs,Staff,\nPartners,City,\n\nMagic,More,\nOutputs,{'x' * 4001},\n")
    assert [problem.split(":")[0] for problem in error.problems] == ["Line 3", "Line 5", "Line 6"]
    assert "'Partners' is no stage we know; use inputs (or resources)" in error.problems[0]
    assert "4,000 characters" in error.problems[2]
    assert str(error).endswith("2 more to mend.")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "is empty"),
        ("\n\n , \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (HEAD, "holds no boxes"),
        ("name,size\nA,1\n", "names no column we know"),
        ("Inputs,Partners\nStaff,City\n", "The column 'Partners' is no stage we know"),
        ("stage,title\nInputs\x00,a\n", "control characters"),
        (b"\x89PNG\r\n\x1a\n\x00", "control characters"),
        (f"Situation\n{'x' * 3000}\n{'y' * 3000}\n", "more than 4,000 characters"),
        (HEAD + "Inputs,a,\n" * 100_001, "up to 1 MB"),
        (f'{HEAD}Inputs,"{"x" * 200_000}",\n', "field larger than field limit"),
    ],
)
def test_a_table_that_is_no_logic_model_is_told_in_a_sentence(table: str | bytes, words: str):
    assert words in str(told(table))


def test_a_title_that_is_too_long_is_told():
    with pytest.raises(PlanError, match="more than 4,000"):
        logic_model(f"{HEAD}Inputs,a,\n".encode(), "x" * 4001)


def test_a_missing_or_large_file_is_told_with_its_name(tmp_path: Path):
    with pytest.raises(PlanError, match="There is no table at"):
        read_logic_model(tmp_path / "missing.csv")
    with open(tmp_path / "big.csv", "wb") as out:
        out.truncate(MAX_TABLE_BYTES + 1)
    with pytest.raises(PlanError, match=r"'big.csv' is larger"):
        read_logic_model(tmp_path / "big.csv")


def test_the_same_table_gives_the_same_boxes_and_a_plan_of_its_own():
    table = f"{HEAD}Inputs,a,\nInputs,a,\n".encode()
    one, other = logic_model(table), logic_model(table)
    assert one.logic == other.logic
    assert len(set(one.logic.nodes.ids())) == 2
    assert one.plan_id != other.plan_id


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")))
def test_no_table_can_crash_the_import(text: str):
    for table in (text, HEAD + text, f"Inputs,Outputs\n{text}"):
        try:
            plan = logic_model(table.encode("utf-8", "surrogatepass"))
        except PlanError:
            continue
        assert parse_plan(plan_text(plan)) == plan


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_coach_reads_a_published_logic_model(path: Path):
    plan = read_logic_model(path)
    found = coach.check(plan)
    by_code = {code: [each for each in found if each.code == code] for code in {each.code for each in found}}
    outcomes, outputs = plan.logic.of_stage(Stage.OUTCOME), plan.logic.of_stage(Stage.OUTPUT)
    assert len(by_code.get("D01", ())) == len(outcomes)
    assert len(by_code.get("M06", ())) == len(outcomes)
    assert len(by_code.get("M04", ())) == len(outputs)
    assert outcomes or outputs
    assert {each.severity.value for each in found if each.code in ("M11", "M18", "M22", "M29")} <= {"hint"}
    assert plan.logic.links == ()


def test_three_published_logic_models_are_described_where_they_stand():
    readme = (ROOT / "data" / "logic_models" / "README.md").read_text("utf-8")
    assert len(MODELS) == 3
    assert all(f"`{path.name}`" in readme for path in MODELS)
    assert {node.term for path in MODELS for node in read_logic_model(path).logic.nodes} >= {Term.SHORT, Term.LONG}

"""`jqtools disaggregate`: the same numbers as in a notebook, small groups hidden, refusals in one sentence."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from tqdm import tqdm

import jqtools as jq
from jqtools.cli import main

SURVEY = ("--weight", "w", "--replicates", "rep{1..8}", "--scheme", "sdr")


@pytest.fixture
def people():
    rng = np.random.default_rng(11)
    n = 300
    frame = pd.DataFrame(
        {
            "race": rng.choice(["A", "B", "C"], n, p=[0.6, 0.37, 0.03]),
            "sex": rng.choice(["f", "m"], n),
            "status": rng.integers(1, 7, n),
            "wage": np.round(rng.gamma(6, 4, n), 2),
            "hours": rng.integers(10, 50, n),
            "w": rng.integers(1, 40, n),
        }
    )
    return frame.assign(**{f"rep{i}": frame["w"] * rng.choice([0, 1, 2], n) for i in range(1, 9)})


@pytest.fixture
def file(people, tmp_path):
    path = tmp_path / "people.csv"
    people.to_csv(path, index=False)
    return path


def run(file, *arguments):
    out = file.with_name("out.csv")
    assert main(["disaggregate", str(file), *arguments, "-o", str(out), "--replace"]) == 0
    return out


def refusal(capsys, *arguments):
    assert main(["disaggregate", *map(str, arguments)]) == 3
    return capsys.readouterr().err


def test_the_command_and_the_notebook_give_the_same_file(people, file):
    out = run(file, *SURVEY, "--share", "status in 1,2", "--mean", "wage", "--by", "race, sex", "--margins")
    design = jq.Design(people, weight="w", replicates=jq.sdr("rep", 8))
    outcomes = [jq.mean("wage"), jq.share("status", isin=[1, 2])]
    assert out.read_text() == jq.disaggregate(design, outcomes, by=["race", "sex"], margins=True).publish().to_csv()


def test_the_same_call_writes_the_same_bytes(file):
    arguments = (*SURVEY, "--median", "wage", "--ratio", "wage / hours", "--by", "sex", "--gaps", "best")
    assert run(file, *arguments).read_bytes() == run(file, *arguments).read_bytes()


def test_small_groups_are_hidden_and_the_console_says_how_many(file, capsys):
    out = run(file, *SURVEY, "--mean", "wage", "--by", "race")
    table = pd.read_csv(out)
    assert (table["race"] == "C").sum() > 0
    assert (table.loc[table["suppressed"], "estimate"] == "suppressed (small group)").all()
    hidden = int(table["suppressed"].sum())
    assert hidden >= 1
    assert f"3 rows, {hidden} of them hidden as small groups (agency-n10)" in capsys.readouterr().out


def test_every_statistic_can_be_asked_for(people, file):
    out = run(
        file,
        *("--weight", "w", "--strata", "race", "--total", "one", "--quantile", "wage 0.1", "--share", "wage >= 20.5"),
        *("--share", "sex == f", "--share", "wage < 10", "--where", "hours >= 20"),
    )
    table = pd.read_csv(out).set_index("outcome")
    some = people[people["hours"] >= 20]
    assert float(table.loc["one", "estimate"]) == some["w"].sum()
    assert float(table.loc["sex == 'f'", "estimate"]) == pytest.approx(
        some["w"][some["sex"] == "f"].sum() / some["w"].sum()
    )
    assert int(table.loc["wage >= 20.5", "n"]) == len(some)
    assert {"wage p10", "wage < 10"} < set(table.index)


def test_a_census_claims_no_sampling_error(file):
    table = pd.read_csv(run(file, "--census", "--mean", "wage", "--by", "sex"))
    assert table["se"].isna().all()
    assert (table["ci_method"] == "census: every record, no sampling error").all()


def test_gaps_stand_beside_the_estimates_and_are_those_of_the_published_table(people, file):
    out = run(file, *SURVEY, "--mean", "wage", "--by", "sex", "--gaps", "f", "--measure", "ratio")
    table = pd.read_csv(out).set_index("sex")
    design = jq.Design(people, weight="w", replicates=jq.sdr("rep", 8))
    gaps = jq.disaggregate(design, jq.mean("wage"), by="sex").gaps("f", "ratio").frame.set_index("sex")
    assert table.loc["m", "gap"] == pytest.approx(gaps.loc["m", "estimate"])
    assert table.loc["m", "gap_se"] == pytest.approx(gaps.loc["m", "se"])
    assert np.isnan(table.loc["f", "gap"])


def test_a_table_of_a_database_gives_the_same_numbers(people, file, tmp_path):
    sqlalchemy = pytest.importorskip("sqlalchemy")
    address = f"sqlite:///{tmp_path / 'people.db'}"
    engine = sqlalchemy.create_engine(address)
    people.to_sql("workers", engine, index=False)
    engine.dispose()
    out = tmp_path / "from_database.csv"
    assert main(["disaggregate", address, "--table", "workers", *SURVEY, "--mean", "wage", "-o", str(out)]) == 0
    assert out.read_text() == run(file, *SURVEY, "--mean", "wage").read_text()


def test_long_work_shows_its_steps_until_all_are_done(file, monkeypatch):
    bars = []

    class Shown(tqdm):
        def __init__(self, **choices):
            super().__init__(**choices | {"disable": False, "delay": 0, "file": io.StringIO()})
            self.steps = [self.desc]
            bars.append(self)

        def set_description(self, desc=None, refresh=True):
            self.steps.append(desc)
            super().set_description(desc, refresh)

    monkeypatch.setattr("jqtools.cli.disaggregation.tqdm", Shown)
    run(file, *SURVEY, "--mean", "wage", "--median", "wage")
    (bar,) = bars
    assert (bar.n, bar.total) == (5, 5)
    assert [step.strip(": ") for step in bar.steps] == [
        "reading",
        "preparing weights",
        "estimating",
        "hiding small groups",
    ]


def test_without_a_file_to_write_the_table_is_printed(file, capsys):
    assert main(["disaggregate", str(file), "--census", "--mean", "wage"]) == 0
    shown = capsys.readouterr()
    assert len(pd.read_csv(io.StringIO(shown.out))) == 1
    assert "Read 'people.csv'" in shown.err


def test_a_ledger_keeps_one_table_from_being_subtracted_from_the_next(people, tmp_path):
    path, ledger = tmp_path / "ages.csv", tmp_path / "ledger.json"
    people.assign(age=[30] * 3 + [40] * (len(people) - 3)).to_csv(path, index=False)
    shown = {}
    for number, more in enumerate([[], ["--ledger", str(ledger)]]):
        for age in (30, 31):
            out = run(path, "--census", "--total", "one", "--where", f"age >= {age}", *more)
            shown[number, age] = pd.read_csv(out, dtype=str)["n"].iloc[0]
    assert int(shown[0, 30]) - int(shown[0, 31]) == 3
    assert [shown[1, 30], shown[1, 31]] == ["300", "suppressed (small group)"]


def test_the_console_says_how_much_a_ledger_remembers(file, tmp_path, capsys):
    ledger = tmp_path / "ledger.json"
    for number, words in ((1, "remembers 1 published table."), (2, "remembers 2 published tables.")):
        run(file, "--census", "--mean", "wage", "--where", f"hours >= {20 * number}", "--ledger", str(ledger))
        assert words in capsys.readouterr().err


def test_a_ledger_that_can_not_be_used_is_refused_and_left_alone(file, tmp_path, capsys):
    asked, out = (file, "--census", "--mean", "wage", "--ledger"), tmp_path / "out.csv"
    text = file.read_text()
    assert "is no ledger, or was changed or damaged" in refusal(capsys, *asked, file, "-o", out)
    assert "is a folder" in refusal(capsys, *asked, tmp_path)
    assert "There is no folder" in refusal(capsys, *asked, tmp_path / "none" / "ledger.json")
    assert "-o and --ledger both name" in refusal(capsys, *asked, out, "-o", out)
    assert file.read_text() == text
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--mean", "wage"], "say how rows were sampled"),
        (["--census"], "say what to estimate"),
        (["--census", "--weight", "w", "--mean", "wage"], "--census says that nothing was sampled"),
        (["--weight", "w", "--scheme", "sdr", "--mean", "wage"], "belong together"),
        ([*SURVEY[:4], "--scheme", "fay", "--mean", "wage"], "fay needs rho"),
        ([*SURVEY[:4], "--scheme", "jkn", "--mean", "wage"], "jkn needs rscales"),
        ([*SURVEY, "--mean", "pay"], "no column 'pay'"),
        ([*SURVEY, "--share", "wage"], "a share needs a test"),
        ([*SURVEY, "--share", "wage >= ten"], "a number is needed"),
        ([*SURVEY, "--ratio", "wage"], "two parts are needed"),
        ([*SURVEY, "--quantile", "wage 2"], "p lies above 0 and below 1"),
        ([*SURVEY, "--mean", "wage", "--policy", "none"], "no policy 'none'"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(file, capsys, arguments, sentence):
    said = refusal(capsys, file, *arguments)
    assert sentence in said
    assert said.count("\n") == 1


def test_a_file_that_is_there_is_not_written_over_unasked(file, capsys):
    said = refusal(capsys, file, "--census", "--mean", "wage", "-o", file)
    assert "stays as it is" in said
    out = run(file, "--census", "--mean", "wage")
    assert "add --replace" in refusal(capsys, file, "--census", "--mean", "wage", "-o", out)


def test_personal_columns_are_refused_until_they_are_dropped(people, tmp_path, capsys):
    path = tmp_path / "people.csv"
    people.assign(last_name="Doe").to_csv(path, index=False)
    assert "last_name" in refusal(capsys, path, "--census", "--mean", "wage")
    assert main(["disaggregate", str(path), "--census", "--mean", "wage", "--drop", "last_name"]) == 0


def test_other_replicate_schemes_have_their_own_scale(people, file):
    plain = {}
    for scheme, more in {"brr": [], "jk1": [], "bootstrap": ["--scale", "0.125"], "fay": ["--rho", "0.5"]}.items():
        out = run(file, *SURVEY[:4], "--scheme", scheme, *more, "--mean", "wage")
        plain[scheme] = pd.read_csv(out)["se"].iloc[0]
    assert plain["jk1"] == pytest.approx(plain["brr"] * np.sqrt(7))
    assert plain["bootstrap"] == pytest.approx(plain["brr"])
    assert plain["fay"] == pytest.approx(plain["brr"] * 2)

"""What a published table shows beside its rows: gaps, measures, changes and notes, none of which tell a secret."""

from __future__ import annotations

import copy
import csv
import io
import pickle
import struct

import numpy as np
import pandas as pd
import pytest

import jqtools as jq
from jqtools.errors import DataError, PublicationError
from tests.survey.disclosure.intruder import Answer, Ask, People, broken, classes_of


@pytest.fixture
def people():
    rng = np.random.default_rng(5)
    n = 260
    frame = pd.DataFrame(
        {
            "g": rng.choice(["a", "b", "c", "d"], n, p=[0.45, 0.35, 0.18, 0.02]),
            "y": rng.gamma(5, 4, n).round(2),
            "w": rng.integers(1, 20, n),
        }
    )
    return frame.assign(**{f"r{i}": frame["w"] * rng.choice([0, 1, 2], n) for i in range(1, 9)})


def table(people, *outcomes, by="g", **choices):
    design = jq.Design(people, weight="w", replicates=jq.sdr("r", 8))
    return jq.disaggregate(design, outcomes or [jq.mean("y")], by=by, **choices)


def test_gaps_of_shown_groups_are_those_of_the_table_and_others_are_blank(people):
    whole = table(people)
    published = whole.publish()
    hidden = set(published.frame.loc[published.frame["suppressed"], "g"])
    assert "d" in hidden
    shown, every = (each.gaps("a").frame.set_index("g") for each in (published, whole))
    for group in shown.index:
        if group in hidden:
            assert shown.loc[group, ["estimate", "se", "group_estimate", "n", "p_value"]].isna().all()
            assert shown.loc[group, "flag_reason"] == "the group is suppressed (small group)"
        else:
            assert shown.loc[group, "estimate"] == pytest.approx(every.loc[group, "estimate"])
            assert shown.loc[group, "se"] == pytest.approx(every.loc[group, "se"])


def test_everyone_and_the_rest_tell_nothing_of_a_hidden_group(people):
    published = table(people).publish()
    for reference in ("overall", "rest"):
        assert published.gaps(reference).frame["reference_estimate"].isna().all()


def test_measures_with_a_hidden_group_are_undefined_until_it_is_left_out(people):
    published = table(people).publish()
    hidden = published.frame.loc[published.frame["suppressed"], "g"].tolist()
    (row,) = published.inequality(["bgv"]).frame.to_dict("records")
    assert np.isnan(row["estimate"])
    assert "hidden" in row["flag_reason"]
    shown = [group for group in "abcd" if group not in hidden]
    (row,) = published.inequality(["bgv"], leave_out=hidden).frame.to_dict("records")
    parts = published.frame.set_index("g").loc[shown]
    mean = np.average(parts["estimate"], weights=parts["weighted_n"])
    assert row["estimate"] == pytest.approx(np.average((parts["estimate"] - mean) ** 2, weights=parts["weighted_n"]))


def test_no_number_of_a_hidden_row_is_left_in_what_a_published_table_keeps(people):
    published = table(people).publish()
    hidden = published.frame["suppressed"].to_numpy()
    for answer in published.answers:
        for part in (answer.values, answer.people, answer.top, answer.bottom):
            assert np.isnan(part.now[hidden]).all()
            assert np.isnan(part.draws[hidden]).all()
        assert np.isnan(answer.n[hidden]).all()
    assert all(len(groups.codes) == 0 for groups in published.by)


def test_the_widest_gap_lists_hidden_groups_as_left_out(people):
    published = table(people).publish()
    (row,) = published.gaps("best").extremes.frame.to_dict("records")
    assert set(row["left_out"].split("; ")) == set(published.frame.loc[published.frame["suppressed"], "g"])


def test_a_change_between_two_published_tables_can_be_written(people):
    before, after = (table(each).publish() for each in (people, people.assign(y=people["y"] + 1)))
    found = before.change_to(after, labels=("2022", "2023"))
    shown = found.frame["estimate"].dropna()
    assert shown.to_numpy() == pytest.approx(np.ones(len(shown)))
    assert found.to_csv().startswith("outcome,statistic")
    assert "unpublished" not in repr(found)


def test_csv_has_twelve_digits_and_runs_no_formula(people):
    text = table(people.assign(g=people["g"].replace({"a": "=1+1"}))).publish().to_csv()
    assert "'=1+1" in text
    numbers = [cell for line in text.splitlines()[1:] for cell in line.split(",") if cell.count(".") == 1]
    digits = [len(cell.split("e")[0].replace(".", "").replace("-", "").lstrip("0")) for cell in numbers]
    assert max(digits) == 12


def test_percentiles_that_are_nearly_one_persons_value_are_hidden(people):
    frame = table(people, jq.quantile("y", 0.99), jq.quantile("y", 0.01), jq.median("y")).publish().frame
    extreme = frame[(frame["statistic"] == "quantile") & (frame["g"] == "a")]
    assert extreme["suppressed"].all()
    assert extreme["estimate"].isna().all()
    assert not frame[(frame["statistic"] == "median") & (frame["g"] == "a")]["suppressed"].any()


def test_bounds_are_not_published_and_the_notes_say_so(people):
    people.loc[::9, "y"] = np.nan
    bounded = table(people, jq.mean("y", limits=(0, 100)), missing="bounds")
    published = bounded.publish()
    assert "bound_low" in bounded.frame
    assert "bound_low" not in published.frame
    assert published.notes == ("Bounds are left out: they would tell how many values are missing in a small group.",)


def test_a_ratio_of_zeros_and_ones_is_as_telling_as_a_share(people):
    people["left"], people["here"] = 0, 1
    people.loc[people.index[people["g"] == "a"][:3], "left"] = 1
    ratio, share = (
        table(people, outcome).publish().frame for outcome in (jq.ratio("left", "here"), jq.share("left", equals=1))
    )
    assert ratio["suppressed"].tolist() == share["suppressed"].tolist()
    assert ratio.loc[ratio["g"] == "a", "suppressed"].all()


def shared_groups(n_asian):
    n = 120
    white, black = np.arange(n) % 2 == 0, np.arange(n) % 3 == 0
    asian = np.arange(n) < n_asian
    frame = pd.DataFrame({"white": white | ~(black | asian), "black": black, "asian": asian, "y": 1.0})
    columns = {"White": "white", "Black or African American": "black", "Asian": "asian"}
    return frame, jq.race(frame, columns=columns)


def test_a_small_group_that_people_share_is_hidden_with_what_gives_it_away():
    frame, race = shared_groups(30)
    shown = jq.disaggregate(jq.census(frame), jq.total("one"), by=race, margins=True).publish().frame
    counts = shown.set_index("race_ethnicity")["estimate"]
    assert counts["Asian"] == 30
    assert counts["(all)"] == 120 < counts.drop("(all)").sum()
    frame, race = shared_groups(4)
    table = jq.disaggregate(jq.census(frame), jq.total("one", name="people"), by=race, margins=True)
    shown = table.publish(ledger=jq.survey.Ledger()).frame.rename(columns={"race_ethnicity": "race"})
    assert shown.set_index("race").loc["Asian", "suppressed"]
    names = {"white": "White", "black": "Black or African American", "asian": "Asian"}
    ticked = [";".join(name for column, name in names.items() if row[column]) for row in frame.to_dict("records")]
    told = pd.DataFrame({"race": ticked})
    combinations = People(classes_of(told, ["race"], lambda rows: rows), ("race",))
    ask = Ask(("race",), {"people": Answer("one")})
    assert broken([ask], [shown], People(told, ("race",)), combinations, 10) == []


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda frame: jq.disaggregate(frame, jq.mean("y")), "say first how rows were sampled"),
        (lambda frame: jq.disaggregate(jq.census(frame), "y"), r"as in jq.mean\(\"wage\"\); got 'y'"),
        (lambda frame: jq.disaggregate(jq.census(frame), jq.mean("y"), missing="no"), "exclude, bounds; got 'no'"),
        (lambda frame: jq.mean("y", limits=(3, 1)), "the lowest and the highest value there can be"),
    ],
)
def test_slips_of_a_first_day_are_refused_in_a_sentence(people, make, sentence):
    with pytest.raises(DataError, match=sentence):
        make(people)


def test_a_design_and_a_domain_show_no_rows(people):
    design = jq.Design(people, weight="w")
    assert repr(design) == "<Design of 260 rows, standard errors by taylor>"
    assert repr(design.where("g == 'a'")) == f"<Domain of {(people['g'] == 'a').sum()} rows of 260>"


def test_the_package_offers_the_names_of_its_survey_part_and_no_others():
    assert jq.disaggregate is jq.survey.disaggregate
    assert {"Design", "race", "read_records", "kitagawa", "duncan"} <= set(dir(jq))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = jq.nothing


MEASURES = [
    *("difference", "ratio", "bgv", "bgsd", "cov", "mdmw", "mdbw", "mdrw", "theil", "mld", "idis"),
    *("sii", "rii", "aci", "rci", "par", "paf"),
]


def test_the_whole_surface_answers_one_call(people):
    people["sex"] = pd.Categorical(np.where(people.index % 3 == 0, "f", "m"))
    people["left"], people["here"], people["old"] = people.index % 4 == 0, 1, people["y"] > 20
    outcomes = [
        *(jq.mean("y"), jq.total("one"), jq.share("y", isin=[1, 2]), jq.share("y", at_least=23.10)),
        *(jq.ratio("left", "here"), jq.quantile("y", 0.5), jq.median("y", smoothed=True)),
    ]
    found = table(people, *outcomes, by=["old", "sex"], margins=True, level=0.95)
    assert list(found.frame.columns) == [
        *("outcome", "statistic", "old", "sex", "n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "df"),
        *("ci_low", "ci_high", "ci_method", "cv", "moe90", "flag", "flag_reason"),
    ]
    assert len(found.frame) == len(outcomes) * 9
    for reference in ("f", {"old": False, "sex": "m"}, "best", "largest", "overall"):
        for measure in ("difference", "ratio", "log_ratio"):
            gaps = found.gaps(reference=reference, measure=measure).frame
            assert (gaps.loc[gaps["estimate"].isna(), "flag_reason"] != "").all()
    order = [(False, "f"), (False, "m"), (True, "f"), (True, "m")]
    measures = found.inequality(MEASURES, order=order, reference=(True, "m")).frame
    assert measures["measure"].tolist() == MEASURES * len(outcomes)
    assert (measures.loc[measures["estimate"].isna(), "flag_reason"] != "").all()
    assert len(table(people, *outcomes, by=[]).frame) == len(outcomes)


def reached(thing, seen=None):
    """Every number and text that can be reached from `thing`, in arrays that are only looked at in part too."""
    seen = {} if seen is None else seen
    if id(thing) in seen or isinstance(thing, type):
        return
    seen[id(thing)] = thing
    if isinstance(thing, np.ndarray):
        parts = [*(thing.ravel().tolist() if thing.base is None else ()), thing.base]
    elif isinstance(thing, pd.DataFrame):
        parts = [block.values for block in thing._mgr.blocks]
    elif isinstance(thing, pd.api.extensions.ExtensionArray):
        parts = [
            np.asarray(thing, dtype=object),
            getattr(thing, "_ndarray", None),
            *getattr(thing, "__dict__", {}).values(),
        ]
    elif isinstance(thing, dict):
        parts = [*thing, *thing.values()]
    elif isinstance(thing, list | tuple | set):
        parts = list(thing)
    else:
        parts = [thing] if isinstance(thing, int | float | str) else list(getattr(thing, "__dict__", {}).values())
        yield from [thing] if isinstance(thing, int | float | str) else []
    for part in parts:
        yield from [part] if isinstance(part, int | float | str) else reached(part, seen)


SECRET = ("n", "n_eff", "weighted_n", "estimate", "se", "ci_low", "ci_high", "moe90", "cv", "flag_reason")


def secrets_of(whole, published):
    """The values of hidden rows that no shown row has."""
    hidden = published.frame["suppressed"].to_numpy()
    values = {value for name in SECRET for value in whole.frame.loc[hidden, name].dropna()}
    told = {value for name in SECRET for value in whole.frame.loc[~hidden, name].dropna()}
    return {value for value in values - told if value not in ("", 0, 1)}


def designs(people):
    big = pd.concat([people] * 12, ignore_index=True)
    big["w"] = big["w"] + big.index / 1e5
    return jq.census(big), jq.Design(big, weight="w", replicates=jq.sdr("r", 8))


@pytest.mark.parametrize("place", [0, 1])
def test_no_value_of_a_hidden_row_can_be_reached_from_a_published_table(people, place):
    whole = jq.disaggregate(designs(people)[place], [jq.mean("y"), jq.total("one")], "g", margins=True)
    published = whole.publish(jq.Policy(min_n=700))
    secrets = secrets_of(whole, published)
    assert len(secrets) > 5
    assert secrets <= set(reached(whole))
    assert not secrets & set(reached(published))


def test_what_is_pickled_or_copied_is_what_is_shown(people):
    whole = jq.disaggregate(designs(people)[1], [jq.mean("y"), jq.total("one")], "g", margins=True)
    published = whole.publish(jq.Policy(min_n=700))
    written = pickle.dumps(published)
    for value in secrets_of(whole, published):
        packed = (
            value.encode() if isinstance(value, str) else struct.pack("<q" if isinstance(value, int) else "<d", value)
        )
        assert packed not in written
    for copied in (pickle.loads(written), copy.copy(published), copy.deepcopy(published)):
        assert copied.to_csv() == published.to_csv()
        assert copied.answers == ()
        assert copied.hidden.empty
        for ask in (copied.gaps, copied.inequality, copied.review):
            with pytest.raises(PublicationError, match="a copy of a published table has only its rows"):
                ask()


def test_nobody_with_a_value_is_told_alike_whether_or_not_somebody_lacks_one(people):
    people["g"] = pd.Categorical(people["g"], ["a", "b", "c", "d", "e", "f"])
    people.loc[people.index[:3], ["g", "y"]] = ["e", np.nan]
    frame = table(people).publish().frame.set_index("g")
    assert set(frame.loc[["e", "f"], "flag_reason"]) == {"nobody in this group has a value"}
    assert frame.loc[["e", "f"], "n"].isna().all()


def cells_of(text):
    return [dict(zip(rows[0], row, strict=True)) for rows in [list(csv.reader(io.StringIO(text)))] for row in rows[1:]]


def test_a_hidden_gap_reads_suppressed_and_never_blank_or_zero(people):
    published = table(people, jq.mean("y"), jq.share("y", at_least=15)).publish()
    hidden = set(published.frame.loc[published.frame["suppressed"], "g"])
    gaps = published.gaps("a")
    for row in cells_of(gaps.to_csv()):
        values = [row[name] for name in ("group_estimate", "n", "estimate", "se", "ci_low", "p_value", "p_adjusted")]
        if row["g"] in hidden:
            assert set(values) == {"suppressed (small group)"}
            assert (row["flag"], row["flag_reason"]) == ("suppressed", "the group is suppressed (small group)")
            assert float(row["reference_estimate"]) > 0
        else:
            assert "" not in values
    assert "suppressed (small group)" in repr(gaps)
    assert gaps._repr_html_().count("<td>suppressed (small group)</td>") == gaps.to_csv().count(",suppressed (small")


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("d", "the reference is suppressed (small group)"),
        ("overall", "the reference is suppressed (small group)"),
        ("rest", "the reference is suppressed (small group)"),
    ],
)
def test_a_gap_says_which_side_is_hidden(people, reference, sentence):
    published = table(people).publish()
    hidden = set(published.frame.loc[published.frame["suppressed"], "g"])
    frame = published.gaps(reference).frame.set_index("g")
    shown = [group for group in frame.index if group not in hidden]
    assert set(frame.loc[shown, "flag_reason"]) == {sentence}
    for group in hidden & set(frame.index):
        both = "the group and the reference are suppressed (small group)"
        assert frame.loc[group, "flag_reason"] == (
            both if reference == "d" else "the group is suppressed (small group)"
        )


def test_hidden_measures_changes_and_widest_gaps_read_suppressed(people):
    published = table(people).publish()
    (row,) = cells_of(published.inequality(["bgv"]).to_csv())
    assert (row["estimate"], row["se"], row["flag"]) == (*["suppressed (small group)"] * 2, "undefined")
    change = published.change_to(table(people.assign(y=people["y"] + 1)).publish(ledger=jq.Ledger()))
    rows = {row["g"]: row for row in cells_of(change.to_csv())}
    assert rows["d"]["estimate"] == rows["d"]["before_estimate"] == "suppressed (small group)"
    assert rows["d"]["flag_reason"] == "before and after: suppressed (small group)"
    assert float(rows["a"]["estimate"]) == pytest.approx(1)
    few = table(people[people["g"].isin(["a", "d"])]).publish(ledger=jq.Ledger())
    (widest,) = cells_of(few.gaps("a").extremes.to_csv())
    assert widest["gap"] == "suppressed (small group)"


def test_measures_without_the_hidden_groups_are_not_called_suppressed(people):
    published = table(people).publish()
    hidden = published.frame.loc[published.frame["suppressed"], "g"].tolist()
    found = published.inequality(["bgv", "theil"], leave_out=hidden)
    assert not found.suppressed.any()
    assert "suppressed" not in repr(found)

"""Tables by race and ethnicity: groups that people share, groups the data did not ask about, and what may be shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, mean, median, race, ratio, sdr, share, total
from tests.survey.disclosure.intruder import Answer, Ask, People, broken, classes_of

MENA, NHPI = "Middle Eastern or North African", "Native Hawaiian or Pacific Islander"
BLACK = "Black or African American"
FLAGS = {"White": "RACWHT", BLACK: "RACBLK", "Asian": "RACASN", NHPI: "RACPI"}
NUMBERS = ["n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "ci_low", "ci_high", "cv", "moe90"]
SHOWN = ["n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90"]
LARGE = {
    ("White", "f"): 60,
    ("White", "m"): 55,
    (BLACK, "f"): 30,
    (BLACK, "m"): 25,
    ("White;Asian", "f"): 22,
    ("White;Asian", "m"): 21,
    ("Asian", "f"): 20,
    ("Asian", "m"): 14,
    ("", "f"): 12,
    ("", "m"): 16,
}
OUTCOMES = [total("one"), mean("pay"), share("pay", at_least=20), ratio("pay", "hours"), median("pay")]


def told(counts):
    """An agency's own records: `counts` people by what they answered and sex."""
    rows = [key for key, count in counts.items() for _ in range(count)]
    frame, place = pd.DataFrame(rows, columns=["race", "sex"]), np.arange(len(rows))
    frame["pay"] = np.where(place % 11 == 3, np.nan, 12 + place * 7 % 23)
    return frame.assign(hours=20 + place % 21, w=1 + place % 5, **{f"w{i}": (place * i) % 4 + 1 for i in range(1, 9)})


def federal(counts):
    """The same people as the ACS would have them: a yes or no for each race, and nothing about MENA."""
    frame = told(counts)
    answers = frame["race"].str.get_dummies(";")
    ticks = {flag: answers.get(name, 0 * frame["w"]) for name, flag in FLAGS.items()}
    ticks["RACSOR"] = (sum(ticks.values()) == 0).astype(int)
    return frame.drop(columns="race").assign(**ticks, RACAIAN=0, RACNH=0, HISP=1)


def designs(frame):
    weighed = Design(frame, weight="w", replicates=sdr("w", 8))
    return {"census": census(frame), "weights": Design(frame, weight="w"), "replicates": weighed}


@pytest.mark.parametrize("kind", ["census", "weights", "replicates"])
def test_a_group_alone_or_in_combination_equals_a_table_by_that_answer_alone(kind):
    frame = told(LARGE)
    groups = race(frame, column="race")
    found = disaggregate(designs(frame)[kind], OUTCOMES, groups, margins=True).frame
    assert found["race_ethnicity"].unique().tolist() == [*groups.members, "(all)"]
    for name, members in groups.members.items():
        if members.any():
            alone = disaggregate(designs(frame.assign(chosen=members))[kind], OUTCOMES, "chosen").frame
            alone = alone[alone["chosen"]].reset_index(drop=True)
            row = found[found["race_ethnicity"] == name].reset_index(drop=True)
            pd.testing.assert_frame_equal(row[NUMBERS], alone[NUMBERS], rtol=1e-12)


def test_people_with_two_races_count_twice_and_once_in_everyone():
    frame = told(LARGE)
    found = disaggregate(census(frame), total("one"), race(frame, column="race"), margins=True).frame
    n = found.set_index("race_ethnicity")["n"]
    assert n["White"] == 60 + 55 + 22 + 21
    assert n["Asian"] == 20 + 14 + 22 + 21
    assert n["(all)"] == len(frame)
    assert n.drop("(all)").sum() == len(frame) + 22 + 21


def test_everyone_is_the_table_without_groups_and_only_with_margins():
    frame = told(LARGE)
    groups = race(frame, column="race")
    design = Design(frame, weight="w", replicates=sdr("w", 8))
    whole = disaggregate(design, OUTCOMES, [groups], margins=True).frame
    whole = whole[whole["race_ethnicity"] == "(all)"].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole[NUMBERS], disaggregate(design, OUTCOMES).frame[NUMBERS], rtol=1e-12)
    assert "(all)" not in set(disaggregate(design, OUTCOMES, groups).frame["race_ethnicity"])


def test_margins_of_race_by_sex_are_the_tables_by_one_column():
    frame = told(LARGE)
    groups, design = race(frame, column="race"), Design(frame, weight="w")
    both = disaggregate(design, OUTCOMES, [groups, "sex"], margins=True).frame
    for margin, by in (("sex", groups), ("race_ethnicity", "sex")):
        alone = disaggregate(design, OUTCOMES, by, margins=True).frame
        rolled = both[both[margin] == "(all)"].reset_index(drop=True)
        pd.testing.assert_frame_equal(rolled[NUMBERS], alone[NUMBERS], rtol=1e-12)


def test_a_group_the_data_did_not_ask_about_says_so_and_has_no_numbers():
    frame = federal(LARGE)
    groups = race(frame)
    assert MENA in groups.not_collected
    for kind in ("census", "weights", "replicates"):
        found = disaggregate(designs(frame)[kind], OUTCOMES, [groups, "sex"], margins=True).frame
        rows = found[found["race_ethnicity"] == MENA]
        assert len(rows) == len(OUTCOMES) * 3
        assert (rows["flag"] == "not collected").all()
        assert rows["flag_reason"].str.contains("did not ask").all()
        assert (rows["n"] == 0).all()
        assert rows[["estimate", "se", "ci_low", "ci_high", "cv"]].isna().all(axis=None)


def test_a_group_nobody_chose_is_empty_and_not_the_same_as_not_collected():
    frame = federal(LARGE)
    rows = disaggregate(census(frame), total("one"), race(frame)).frame.set_index("race_ethnicity")
    assert rows.loc[NHPI, "flag"] == "empty"
    assert rows.loc[MENA, "flag"] == "not collected"


def test_one_group_each_adds_up_to_everyone():
    frame = told(LARGE)
    groups = race(frame, approach="multiracial", column="race")
    found = disaggregate(census(frame), total("one"), groups, margins=True).frame.set_index("race_ethnicity")
    assert found.loc["Multiracial or Multiethnic", "n"] == 22 + 21
    assert found["n"].drop("(all)").sum() == found.loc["(all)", "n"] == len(frame)


def test_large_shared_groups_are_published_whole_with_their_notes():
    frame = told(LARGE)
    table = disaggregate(census(frame), total("one"), [race(frame, column="race"), "sex"], margins=True)
    published = table.publish()
    assert not published.frame["suppressed"].any()
    assert published.frame["n"].dropna().tolist() == table.frame.loc[table.frame["n"] > 0, "n"].tolist()
    assert any("add to more than everyone" in note for note in published.notes)


def test_not_collected_rows_stay_when_a_table_is_published():
    frame = federal(LARGE)
    published = disaggregate(census(frame), total("one"), race(frame), margins=True).publish()
    row = published.frame.set_index("race_ethnicity").loc[MENA]
    assert row["flag"] == "not collected"
    assert not row["suppressed"]
    assert row[SHOWN].isna().all()


FEW_MEN = {**LARGE, ("Asian", "m"): 4, ("White;Asian", "m"): 2}
FEW_OTHERS = {("White", "f"): 40, ("White;Asian", "f"): 30, ("White", "m"): 45, ("Asian", "m"): 12, (BLACK, "f"): 3}


@pytest.mark.parametrize("counts", [FEW_MEN, FEW_OTHERS])
@pytest.mark.parametrize("margins", [False, True])
def test_a_small_shared_group_is_hidden_and_no_combination_of_answers_gives_it_away(counts, margins):
    frame = told(counts)
    table = disaggregate(census(frame), total("one", name="people"), [race(frame, column="race"), "sex"], margins)
    shown = table.publish().frame.rename(columns={"race_ethnicity": "race"})
    assert (shown["n"].dropna() >= 10).all()
    assert shown["suppressed"].any()
    said = frame.assign(race=frame["race"].replace("", "(missing)"))
    combinations = classes_of(said, ["race", "sex"], lambda rows: rows)
    real, unknown = (People(rows, ("race",)) for rows in (said, combinations))
    ask = Ask(("race", "sex"), {"people": Answer("one")})
    assert broken([ask], [shown], real, unknown, 10) == []


def test_the_same_people_in_one_group_each_are_published_with_gaps():
    frame = told(FEW_MEN)
    groups = race(frame, approach="multiracial", column="race")
    table = disaggregate(census(frame), total("one"), [groups, "sex"], margins=True)
    shown = table.publish().frame
    hidden = shown[shown["suppressed"]]
    assert {("Asian", "m"), ("Multiracial or Multiethnic", "m")} <= set(
        hidden[["race_ethnicity", "sex"]].itertuples(index=False, name=None)
    )
    assert hidden[SHOWN].isna().all(axis=None)
    assert set(hidden["flag_reason"]) == set(hidden["suppression_reason"]) == {"suppressed (small group)"}
    assert _told(shown, table.frame) == []


def _told(shown, table):
    """Small counts that the shown ones give away: rows whose count is fixed by sums of groups and of sexes."""
    rows, columns = (sorted(set(table[name]) - {"(all)"}) for name in ("race_ethnicity", "sex"))
    cells = {(row, column): i for i, (row, column) in enumerate((row, column) for row in rows for column in columns)}
    n = table.set_index(["race_ethnicity", "sex"])["n"]

    def sum_of(row, column):
        inside = [row] if row != "(all)" else rows, [column] if column != "(all)" else columns
        found = np.zeros(len(cells))
        found[[cells[r, c] for r in inside[0] for c in inside[1]]] = 1
        return found

    seen = shown[~shown["suppressed"]]
    known = np.array([sum_of(row, column) for row, column in zip(seen["race_ethnicity"], seen["sex"], strict=True)])
    rank = np.linalg.matrix_rank(known)
    small = [place for place in n.index if 0 < n[place] < 10]
    return [place for place in small if np.linalg.matrix_rank(np.vstack([known, sum_of(*place)])) == rank]


def test_the_intruder_of_these_tests_finds_what_is_given_away():
    frame = told(FEW_MEN)
    groups = race(frame, approach="multiracial", column="race")
    table = disaggregate(census(frame), total("one"), [groups, "sex"], margins=True).frame
    assert _told(table.assign(suppressed=table["n"].between(1, 9) & (table["sex"] != "(all)")), table) != []


def test_two_columns_of_shared_groups_are_one_too_many():
    frame = told(LARGE)
    groups = race(frame, column="race")
    with pytest.raises(DataError, match="columns in by must differ"):
        disaggregate(census(frame), total("one"), [groups, groups])


def test_groups_must_come_from_the_design_s_own_rows():
    frame = told(LARGE)
    with pytest.raises(DataError, match="made from the design's own table"):
        disaggregate(census(frame), total("one"), race(frame.iloc[:50], column="race"))

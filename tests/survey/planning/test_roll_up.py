"""A table is rolled up no further than needed, and only the one that is chosen counts as published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.errors import DataError, PublicationError
from jqtools.survey import Design, Ledger, Policy, census, disaggregate, race, share, total
from jqtools.survey.disclosure import publishing
from jqtools.survey.planning.roll_up import roll_up_until_safe
from jqtools.survey.planning.roll_up_words import listed

ONE = total("one", name="people")
HAS = share("y", equals=1, name="has it")
API = "Asian or Pacific Islander"
MERGES = {"race": {API: ["Asian", "Pacific Islander"], "Black or Hispanic": ["Black", "Hispanic"]}}
RACES = {"Asian": 24, "Black": 60, "Hispanic": 60, "Pacific Islander": 6, "White": 80}


def people_by(counts, sexes=("f", "m")):
    """One row a person; by race half are of each sex, and half have it."""
    rows = [(group, sexes[i % len(sexes)], i // len(sexes) % 2) for group, n in counts.items() for i in range(n)]
    return pd.DataFrame(rows, columns=["race", "sex", "y"])


def test_a_table_that_is_safe_is_shown_as_asked():
    found = roll_up_until_safe(census(people_by({"a": 40, "b": 60})), [ONE, HAS], ["race"], merges={"race": {}})
    assert found.words == ("Shown as asked.",)
    assert (found.by, found.merged, found.dropped) == (("race",), {}, ())
    assert not found.published.frame["suppressed"].any()
    assert found.trials["table"].tolist() == ["by race"]


def test_only_merges_that_hold_a_small_group_are_made():
    found = roll_up_until_safe(census(people_by(RACES)), ONE, "race", merges=MERGES)
    assert found.merged == {"race": {API: ("Asian", "Pacific Islander")}}
    assert found.words == (
        f'"{API}" stands for Asian and Pacific Islander in race, because too many rows would have to be hidden '
        "otherwise.",
    )
    shown = found.published.frame
    assert shown["race (merged)"].tolist() == [API, "Black", "Hispanic", "White"]
    assert shown["n"].tolist() == [30, 60, 60, 80]
    assert found.trials["rows_hidden"].tolist()[0] > 0
    assert found.trials["rows_hidden"].tolist()[1] == 0


def test_the_last_column_goes_where_merges_are_not_enough():
    counts = {**RACES, "Native American": 12}
    found = roll_up_until_safe(census(people_by(counts)), ONE, ["race", "sex"], merges=MERGES)
    assert found.by == ("race",)
    assert found.dropped == ("sex",)
    assert found.words[-1].startswith("Shown by race only, not by sex, because too many rows")
    assert found.trials["table"].tolist() == [
        "by race and sex",
        f"by race and sex, with {API}",
        f"by race and sex, with {API} and Black or Hispanic",
        "by race",
        f"by race, with {API}",
    ]


def test_down_to_everyone():
    found = roll_up_until_safe(census(people_by({"a": 30, "b": 4})), ONE, "race")
    assert (found.by, found.dropped) == ((), ("race",))
    assert found.words == (
        "Shown for everyone only, not by race, because too many rows would have to be hidden otherwise.",
    )
    assert found.published.frame["n"].tolist() == [34]


def test_where_not_even_everyone_can_be_shown_the_words_say_so():
    found = roll_up_until_safe(census(people_by({"a": 4})), ONE, "race")
    assert found.words == (
        "Shown as asked.",
        "Nothing can be shown: the groups are too small, however they are rolled up.",
    )
    assert found.published.frame["suppressed"].all()


def test_a_few_hidden_people_may_be_allowed():
    frame = people_by({"a": 300, "b": 300, "c": 12, "d": 4})
    strict = roll_up_until_safe(census(frame), ONE, "race")
    lenient = roll_up_until_safe(census(frame), ONE, "race", hide_at_most=0.05, ledger=Ledger())
    assert strict.by == ()
    assert lenient.by == ("race",)
    assert lenient.published.frame["suppressed"].tolist() == [False, False, True, True]
    assert lenient.trials["people_hidden"].tolist() == [16 / 616]
    assert lenient.words == ("Shown as asked.", "Some rows are hidden.")


def test_the_ledger_remembers_the_table_that_is_chosen_and_no_trial():
    frame, ledger = people_by(RACES), Ledger()
    found = roll_up_until_safe(census(frame), ONE, "race", merges=MERGES, ledger=ledger)
    alone = Ledger()
    rows = frame.assign(**{"race (merged)": frame["race"].replace({"Asian": API, "Pacific Islander": API})})
    disaggregate(census(rows), ONE, "race (merged)").publish(ledger=alone)
    next_one = [
        disaggregate(census(frame), ONE, ["race", "sex"]).publish(ledger=each).frame for each in (ledger, alone)
    ]
    pd.testing.assert_frame_equal(*next_one)
    assert len(found.trials) == 2


def test_a_merged_table_is_known_to_be_of_the_same_people():
    frame, ledger = people_by({**RACES, "Black": 12}), Ledger()
    roll_up_until_safe(census(frame), ONE, "race", merges=MERGES, ledger=ledger)
    later = disaggregate(census(frame), ONE, "race").publish(ledger=ledger).frame.set_index("race")
    fresh = disaggregate(census(frame), ONE, "race").publish(ledger=Ledger()).frame.set_index("race")
    assert later.loc["Asian", "suppressed"], "30 Asian or Pacific Islander less 24 Asian would be 6 Pacific Islander"
    assert not fresh.loc["Asian", "suppressed"]


def test_a_ledger_in_a_file_takes_no_merges_because_it_would_forget_them(tmp_path):
    frame, ledger = people_by(RACES), Ledger(tmp_path / "ledger.json")
    with pytest.raises(PublicationError, match="can't remember merges of 'race'"):
        roll_up_until_safe(census(frame), ONE, "race", merges=MERGES, ledger=ledger)
    found = roll_up_until_safe(census(frame), ONE, ["race", "sex"], ledger=ledger)
    assert found.by == ()
    assert len(found.trials) == 3
    assert ledger.log()["table"].tolist() == ["people"]


def test_trials_know_what_was_published_before():
    frame, ledger = people_by({"a": 40, "b": 60, "c": 50}), Ledger()
    disaggregate(census(frame).where("race != 'a' or y == 0"), ONE, ()).publish(Policy(min_n=30), ledger)
    found = roll_up_until_safe(census(frame), ONE, (), policy=Policy(min_n=30), ledger=ledger)
    assert found.published.frame["suppressed"].all()


def test_without_a_ledger_the_one_of_the_program_remembers():
    design = census(people_by(RACES))
    roll_up_until_safe(design, ONE, "race", merges=MERGES)
    assert publishing.SESSION.log()["table"].tolist() == ["people by race (merged)"]


def test_shares_margins_weights_and_filters_go_along():
    rng = np.random.default_rng(5)
    frame = people_by(RACES).assign(w=rng.integers(1, 30, sum(RACES.values())))
    rows = Design(frame, weight="w").where("race != 'White'")
    found = roll_up_until_safe(rows, [ONE, HAS], ["race"], merges=MERGES, margins=True)
    shown = found.published.frame
    assert set(shown["race (merged)"]) == {API, "Black", "Hispanic", "White", "(all)"}
    assert not shown["suppressed"].any()
    whole = shown[(shown["race (merged)"] == "(all)") & (shown["outcome"] == "people")]
    assert whole["estimate"].item() == frame.loc[frame["race"] != "White", "w"].sum()


def test_merged_groups_keep_their_place_and_missing_ones_stay_missing():
    sizes = pd.Series([3, 1, 2, 4] * 20 + [np.nan] * 15, dtype="Int64")
    frame = pd.DataFrame({"size": sizes})
    merges = {"size": {"two or three": [2, 3]}}
    found = roll_up_until_safe(census(frame), ONE, "size", merges=merges, policy=Policy(min_n=21))
    assert found.trials["table"].tolist() == ["by size", "by size, with two or three", "everyone"]
    kept = roll_up_until_safe(census(frame.iloc[:60]), ONE, "size", merges=merges, hide_at_most=0.5, ledger=Ledger())
    assert kept.published.frame["size"].tolist() == [1, 2, 3, 4]
    frame = pd.DataFrame({"size": [3] * 5 + [1] * 30 + [2] * 30 + [None] * 15}).astype({"size": "Int64"})
    found = roll_up_until_safe(census(frame), ONE, "size", merges=merges, ledger=Ledger())
    assert found.published.frame["size (merged)"].tolist() == [1, "two or three", "(missing)"]
    assert found.published.frame["n"].tolist() == [30, 35, 15]


def test_groups_of_race_that_overlap_may_be_dropped_but_not_merged():
    frame = pd.DataFrame({"answer": ["Asian"] * 4 + ["White"] * 40 + ["Asian;White"] * 3})
    groups = race(frame, column="answer")
    found = roll_up_until_safe(census(frame), ONE, [groups])
    assert (found.by, found.dropped) == ((), ("race_ethnicity",))
    with pytest.raises(DataError, match="merges are of columns of the data that are in by \\(race_ethnicity\\)"):
        roll_up_until_safe(census(frame), ONE, [groups], merges={"race_ethnicity": {}})


def test_a_table_that_is_refused_is_rolled_up(monkeypatch):
    real = publishing.publish

    def refusing(table, policy, ledger=None):
        if table.by:
            raise PublicationError("it can't be made safe")
        return real(table, policy, ledger)

    monkeypatch.setattr("jqtools.survey.estimates.publish", refusing)
    found = roll_up_until_safe(census(people_by(RACES)), ONE, "race", merges=MERGES)
    assert found.by == ()
    assert found.trials["refused"].tolist() == ["it can't be made safe"] * 2 + [""]
    assert found.trials["people_hidden"].tolist() == [1, 1, 0]


def test_where_no_table_at_all_can_be_published_that_is_said(monkeypatch):
    def refusing(table, policy, ledger=None):
        raise PublicationError("it can't be made safe")

    monkeypatch.setattr("jqtools.survey.estimates.publish", refusing)
    with pytest.raises(PublicationError, match="it can't be made safe"):
        roll_up_until_safe(census(people_by(RACES)), ONE, "race")


@pytest.mark.parametrize(
    ("merges", "words"),
    [
        ({"sex": {"all": ["f", "m"]}}, "in by \\(race\\); got 'sex'"),
        ({"race": {"Other": ["Asian", "Black"]}}, "hides who is in it"),
        ({"race": {"x": ["Asian", "Black"], "y": ["Asian", "White"]}}, "'Asian' is in two merges, 'x' and 'y'"),
    ],
)
def test_merges_that_cannot_be_are_refused(merges, words):
    with pytest.raises(DataError, match=words):
        roll_up_until_safe(census(people_by(RACES)), ONE, "race", merges=merges)


def test_the_name_of_the_merged_column_must_be_free():
    frame = people_by(RACES).assign(**{"race (merged)": 1})
    with pytest.raises(DataError, match="need the name 'race \\(merged\\)'; rename"):
        roll_up_until_safe(census(frame), ONE, "race", merges=MERGES)


def test_the_share_that_may_be_hidden_is_a_share():
    with pytest.raises(DataError, match="hide_at_most is a share of the people, from 0 to below 1; got 5"):
        roll_up_until_safe(census(people_by(RACES)), ONE, "race", hide_at_most=5)


def test_a_notebook_draws_the_words_and_no_numbers():
    found = roll_up_until_safe(census(people_by({"a": 30, "b": 4})), ONE, "race")
    assert "Shown for everyone only" in found._repr_html_()
    assert not any(mark.isdigit() for mark in repr(found))


@pytest.mark.parametrize(("items", "words"), [([], ""), (["a"], "a"), (["a", "b", 3], "a, b and 3")])
def test_items_are_listed_as_in_a_sentence(items, words):
    assert listed(items) == words

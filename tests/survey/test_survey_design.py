"""Designs, domains, and the sentences an analyst reads when a table isn't what was said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, mean, sdr, share, total


def test_sdr_names_the_columns_and_the_scale():
    found = sdr("pwgtp", 80)
    assert found.columns[0] == "pwgtp1"
    assert found.columns[-1] == "pwgtp80"
    assert found.scale == 4 / 80


def test_one_replicate_is_too_few():
    with pytest.raises(DataError, match="at least 2 replicate weights are needed, got 1"):
        sdr("w", 1)


def test_the_design_says_where_its_standard_errors_come_from(people):
    assert Design(people, weight="w", replicates=sdr("w", 12)).method == "replicates"
    assert Design(people, weight="w").method == "taylor"
    assert Design(people).method == "taylor"
    assert census(people).method == "census"


def test_the_design_does_not_see_later_changes_of_the_table(people):
    design = Design(people)
    before = disaggregate(design, mean("wage")).frame
    people.loc[:, "wage"] = 0.0
    pd.testing.assert_frame_equal(disaggregate(design, mean("wage")).frame, before)


def test_weights_start_with_the_full_sample_and_keep_negative_replicates(people):
    weights = Design(people, weight="w", replicates=sdr("w", 12)).weights()
    assert weights.shape == (400, 13)
    assert (weights[:, 0] == people["w"]).all()
    assert (weights < 0).any()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda p: Design(p, weight="pw"), "no column 'pw'; the columns are race, sex, wage, status, w, w1"),
        (lambda p: Design(p, weight="w", replicates=sdr("w", 13)), "no column 'w13'; the columns are"),
        (lambda p: Design(p, weight="sex"), "column 'sex' must hold numbers, got '[fm]' in row 1"),
        (lambda p: Design(p, replicates=sdr("w", 12)), "replicate weights need the full-sample weight too"),
        (lambda p: Design(p.assign(w=0), weight="w"), "at least one weight must be above zero; all of 'w'"),
        (lambda p: Design(p.assign(w=np.nan), weight="w"), "every row needs a weight; 'w' has none in row 1"),
        (lambda p: Design(p.assign(w=-1), weight="w"), "zero or more, got -1 in row 1 of 'w'"),
        (
            lambda p: Design(p.assign(w3=np.nan), weight="w", replicates=sdr("w", 12)),
            "every row needs a weight; 'w3' has none",
        ),
        (lambda p: Design(p.iloc[:0]), "at least one row, got none"),
        (lambda p: Design(p, weight="w", every_record=True), "it has no weight, strata or units, got 'w'"),
    ],
)
def test_a_design_that_cannot_be_is_refused_in_one_sentence(people, make, sentence):
    with pytest.raises(DataError, match=sentence):
        make(people)


@pytest.mark.parametrize(
    ("outcome", "by", "sentence"),
    [
        (mean("wages"), [], "no column 'wages'; the columns are race"),
        (mean("race"), [], "column 'race' must hold numbers, got '[abc]' in row"),
        (share("sex", at_least=3), [], "column 'sex' must hold numbers"),
        (share("sex", isin=[1, 2]), [], "column 'sex' holds text, so it can't be compared with 1"),
        (share("status", equals="1"), [], "column 'status' holds numbers, so it can't be compared with '1'"),
        (mean("wage"), ["colour"], "no column 'colour'"),
        (mean("wage"), ["race", "sex", "status", "w"], "up to 3 columns, got 4: race, sex, status, w"),
        (mean("wage"), ["sex", "sex"], "columns in by must differ"),
        ([mean("wage"), mean("wage")], [], "outcomes must differ"),
        ([], [], "at least one outcome is needed"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_one_sentence(people, outcome, by, sentence):
    with pytest.raises(DataError, match=sentence):
        disaggregate(Design(people), outcome, by)


def test_a_share_needs_exactly_one_test():
    with pytest.raises(DataError, match="exactly one of isin, at_least, below, equals; got none"):
        share("wage")
    with pytest.raises(DataError, match="got at_least, below"):
        share("wage", at_least=1, below=2)


def test_a_level_outside_0_and_1_is_refused(people):
    with pytest.raises(DataError, match="level must lie between 0 and 1, got 95"):
        disaggregate(Design(people), mean("wage"), level=95)


def test_an_infinite_value_is_refused_with_its_row(people):
    people.loc[4, "wage"] = np.inf
    with pytest.raises(DataError, match="finite numbers, got an infinite one in row 5"):
        disaggregate(Design(people), mean("wage"))


def test_two_columns_with_one_name_are_refused(people):
    twice = pd.concat([people, people[["wage"]]], axis=1)
    with pytest.raises(DataError, match="2 columns are called 'wage'"):
        disaggregate(Design(twice), mean("wage"))


def test_a_group_called_all_is_refused(people):
    with pytest.raises(DataError, match="may not be a group; it is one in column 'sex'"):
        disaggregate(Design(people.replace({"sex": {"f": "(all)"}})), mean("wage"), ["sex"])


def test_a_column_of_the_result_is_refused_as_a_group(people):
    with pytest.raises(DataError, match="'n' is a column of the result"):
        disaggregate(Design(people.rename(columns={"sex": "n"})), mean("wage"), ["n"])


def test_a_column_with_far_too_many_groups_is_refused(people):
    many = pd.DataFrame({"a": range(400), "b": range(400), "x": 1.0})
    with pytest.raises(DataError, match="may have 100000 cells, got 160000"):
        disaggregate(Design(many), mean("x"), ["a", "b"])


def test_numbers_kept_as_objects_are_numbers(people):
    found = disaggregate(Design(people.assign(wage=people["wage"].astype(object))), mean("wage")).frame
    assert found["estimate"].iloc[0] == pytest.approx(people["wage"].mean())


def test_a_mask_of_the_wrong_length_kind_or_index_is_refused(people):
    design = Design(people)
    with pytest.raises(DataError, match="one value for each of the 400 rows, got 2"):
        design.where(np.array([True, False]))
    with pytest.raises(DataError, match="true or false in every row"):
        design.where(people["status"].to_numpy())
    with pytest.raises(DataError, match="same index"):
        design.where((people["status"] == 1).sort_index(ascending=False))


def test_a_domain_is_a_mask_and_can_be_narrowed(people):
    domain = Design(people).where("status >= 3").where(people["sex"] == "f")
    assert (domain.mask == ((people["status"] >= 3) & (people["sex"] == "f"))).all()
    assert len(domain.design.frame) == len(people)


def test_a_domain_is_not_the_same_as_a_smaller_design(people):
    domain = disaggregate(Design(people).where("sex == 'f'"), total("one")).frame.iloc[0]
    subset = disaggregate(Design(people[people["sex"] == "f"]), total("one")).frame.iloc[0]
    assert domain["estimate"] == subset["estimate"]
    assert subset["se"] == 0
    assert domain["se"] > 5

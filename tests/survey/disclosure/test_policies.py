"""The rules of a publication, by name and one by one."""

from __future__ import annotations

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey import Ledger, Policy, census, disaggregate, policy, sample
from tests.survey.disclosure.tables import ONE


def test_policies_have_names():
    assert policy() == policy("agency-n10") == Policy(name="agency-n10", min_n=10)
    assert policy("nchs").min_n == 5
    table = disaggregate(sample("board_staff").load(), ONE, ["sex"])
    assert table.publish(policy="nchs").policy == policy("nchs")
    assert table.publish(policy=Policy(min_n=7)).policy.min_n == 7
    with pytest.raises(DataError, match="no policy 'none'; the policies are agency-n10, nchs"):
        policy("none")


@pytest.mark.parametrize("wrong", [0, -1, 2.5, True])
def test_a_policy_protects_at_least_one_person(wrong):
    with pytest.raises(DataError, match="whole numbers from 1 upwards"):
        Policy(min_n=wrong)


def test_the_complement_is_the_minimum_unless_it_is_given():
    assert Policy(min_n=5).complement == 5
    assert Policy(min_n=5, min_complement=3).complement == 3


def test_a_later_policy_does_not_show_what_an_earlier_one_hid():
    frame, ledger = pd.DataFrame({"g": ["a"] * 7 + ["b"] * 30 + ["c"] * 40}), Ledger()
    table = disaggregate(census(frame), ONE, ["g"], margins=True)
    strict = table.publish("agency-n10", ledger).frame
    later = table.publish("nchs", ledger).frame
    assert strict["suppressed"].sum() == later["suppressed"].sum() == 2
    assert not table.publish("nchs", Ledger()).frame["suppressed"].any()

"""What a decomposition tells beside its groups: who is in two categories at once, and how many were asked about."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

import jqtools as jq
from jqtools.errors import PublicationError

SEXES = {"sex": ("F", "M")}
REFUSED = "at least one of them is small or hidden to protect small groups"


def veterans(few=4):
    """People with and without a disability, veterans and not; `few` women are both."""
    rng, n = np.random.default_rng(5), 4000
    frame = pd.DataFrame(
        {
            "sex": rng.choice(["F", "M"], n),
            "race": rng.choice(["A", "B", "C"], n, p=[0.6, 0.38, 0.02]),
            "dis": rng.choice(["dis", "no"], n, p=[0.1, 0.9]),
            "vet": rng.choice(["vet", "civ"], n, p=[0.08, 0.92]),
            "age": rng.integers(16, 80, n),
        }
    )
    frame["wage"] = rng.gamma(6, 4, n).round(2) + 3 * (frame["vet"] == "vet")
    frame["paid"] = rng.integers(0, 2, n)
    both = (frame["sex"] == "F") & (frame["dis"] == "dis") & (frame["vet"] == "vet")
    return frame[~both | (both.cumsum() <= few)].reset_index(drop=True)


def both_at_once(design, parts):
    """Women who are in both categories, from a decomposition and how many women and men are in each."""
    women, men = (design.frame[design.frame["sex"] == sex] for sex in SEXES["sex"])
    parts = parts.set_index(["component", "term", "category"])["estimate"]
    worth = {}
    for name, category in (("dis", "dis"), ("vet", "vet")):
        share, other = ((side[name] == category).mean() for side in (women, men))
        alike = parts["endowments", name, category] / (share - other)
        worth[name] = alike + parts["coefficients", name, category] / other
    shares = [(women["dis"] == "dis").mean(), (women["vet"] == "vet").mean()]
    start = women["wage"].mean() - worth["dis"] * (2 * shares[0] - 1) - worth["vet"] * (2 * shares[1] - 1)
    veterans = women[women["vet"] == "vet"]
    within = ((veterans["wage"].mean() - start - worth["vet"]) / worth["dis"] + 1) / 2
    return within * len(veterans)


def test_coefficients_would_tell_who_is_in_two_categories_so_they_are_refused():
    design, ledger = jq.census(veterans()), jq.Ledger()
    result = jq.oaxaca(design, "wage", ["dis", "vet"], SEXES)
    assert both_at_once(design, result.frame[result.frame["fold"] == "three"]) == pytest.approx(4)
    with pytest.raises(PublicationError, match=f"groups by sex and dis and vet, and {REFUSED}"):
        result.publish(ledger=ledger)
    with pytest.raises(PublicationError, match=REFUSED):
        jq.adjusted_gap(design, "wage", "sex", ["dis", "vet"], reference="M").publish(ledger=jq.Ledger())


def test_numbers_of_few_values_are_categories_too():
    frame = veterans()
    frame["steps"] = np.where(frame["vet"] == "vet", 2.5, np.arange(len(frame)) % 3)
    with pytest.raises(PublicationError, match=REFUSED):
        jq.oaxaca(jq.Design(frame), "wage", ["dis", "steps"], SEXES).publish(ledger=jq.Ledger())
    many = jq.oaxaca(jq.Design(frame), "wage", ["dis", "age"], SEXES)
    assert many.publish(ledger=jq.Ledger()).frame["estimate"].notna().all()


def test_categories_with_enough_people_in_each_pair_are_shown():
    frame = veterans(few=40)
    for predictors in (["dis", "vet"], ["dis"], ["dis", "vet", "paid", "age"]):
        result = jq.oaxaca(jq.Design(frame), "wage", predictors, SEXES)
        pd.testing.assert_frame_equal(result.publish(ledger=jq.Ledger()).frame, result.frame)


def test_what_other_tables_hide_of_a_pair_of_categories_stays_hidden():
    frame = veterans(few=40)
    frame["paid"] = 1
    frame.loc[frame[(frame["dis"] == "dis") & (frame["vet"] == "vet")].index[:3], "paid"] = 0
    design, ledger = jq.census(frame), jq.Ledger()
    jq.disaggregate(design.where("paid == 1"), jq.total("one"), ["sex", "dis", "vet"]).publish(ledger=ledger)
    with pytest.raises(PublicationError, match=REFUSED):
        jq.oaxaca(design, "wage", ["dis", "vet"], SEXES).publish(ledger=ledger)


def test_small_and_hidden_groups_are_refused_in_the_same_words():
    """A site and the few who are hidden: if "small" ended at a number of people, that would tell how many they are."""
    frame = veterans().assign(site="rest")
    others, few = (frame.index[frame["race"] == race] for race in ("A", "C"))
    frame.loc[few, "wage"] = np.r_[np.linspace(21, 30, 7), np.linspace(8, 19, len(few) - 7)]
    for size, start in zip(range(11, 40, 4), range(0, 400, 40), strict=False):
        frame.loc[others[start : start + size], "site"] = f"s{size}"
    design, ledger = jq.census(frame), jq.Ledger()
    jq.disaggregate(design, jq.share("wage", at_least=20), ["race"], margins=True).publish(ledger=ledger)
    jq.disaggregate(design, jq.total("one"), ["site"], margins=True).publish(ledger=ledger)
    said = set()
    for size in range(11, 40, 4):
        people = design.where(f"site == 's{size}' or (race == 'C' and wage >= 20)")
        with pytest.raises(PublicationError) as caught:
            jq.concentration(people, "wage", ["gini"]).publish(ledger=ledger)
        said.add(str(caught.value))
    with pytest.raises(PublicationError) as caught:
        jq.concentration(design.where(frame.index < 5), "wage", ["gini"]).publish(ledger=ledger)
    assert said == {str(caught.value)}


def test_only_groups_below_the_minimum_are_refused_before_the_ledger_hears():
    frame = veterans().assign(paid=np.arange(len(veterans())) < 15)
    ledger = jq.Ledger()
    with pytest.raises(PublicationError, match=REFUSED):
        jq.kitagawa(jq.census(frame), jq.share("paid", equals=True), SEXES, "vet").publish(ledger=ledger)
    assert "of 1 table" in repr(ledger)


DECOMPOSED = {"race": ("A", "B")}
LEFT_OUT = {
    "kitagawa": lambda design: jq.kitagawa(design.where("keep == 1"), jq.mean("paid"), DECOMPOSED, "sex"),
    "oaxaca": lambda design: jq.oaxaca(design.where("keep == 1"), "wage", "age", DECOMPOSED),
    "duncan": lambda design: jq.duncan(design.where("keep == 1"), "job", SEXES),
}


def left_out():
    """Three people of a group that isn't compared are left out by a filter, and lack a wage as others do."""
    frame = veterans(few=40)
    keep, known = ~frame.index.isin(frame.index[frame["race"] == "C"][:3]), frame.index % 80 != 0
    return frame.assign(keep=keep.astype(int), job=frame["vet"].where(known), pay=frame["wage"].where(known & keep))


@pytest.mark.parametrize("name", LEFT_OUT)
def test_degrees_of_freedom_cannot_be_subtracted(name):
    design, ledger = jq.Design(left_out()), jq.Ledger()
    before = jq.disaggregate(design, jq.total("one"), ["race"], margins=True).publish(ledger=ledger).frame
    assert not before["suppressed"].any()
    result = LEFT_OUT[name](design)
    assert set(before["n"].iloc[-1] - (result.frame["df"] + 1)) == {3}
    found = result.publish(ledger=ledger)
    assert found.frame[["df", "ci_low", "ci_high"]].isna().all(axis=None)
    assert found.frame["estimate"].equals(result.frame["estimate"])


def test_hidden_intervals_leave_estimates_and_say_why():
    frame = veterans().query("race != 'C'").reset_index(drop=True)
    frame["race"] = frame["race"].mask(frame.index < 4, "D")
    result = jq.kitagawa(jq.Design(frame), jq.mean("paid"), DECOMPOSED, "sex")
    assert result.frame["df"].iloc[0] + 1 - result.groups["n"].sum() == 4
    found = result.publish(ledger=jq.Ledger())
    pd.testing.assert_frame_equal(found.frame[["estimate", "se"]], result.frame[["estimate", "se"]])
    assert set(found.worded()["df"]) == set(found.worded()["ci_low"]) == {"suppressed (small group)"}
    assert found.notes[-1].startswith("Degrees of freedom and intervals are hidden")
    some = jq.kitagawa(jq.Design(frame).where("race in ['A', 'B']"), jq.mean("paid"), DECOMPOSED, "sex")
    assert some.publish(ledger=jq.Ledger()).frame["ci_low"].notna().all()


def test_measures_of_everyone_are_refused_if_their_degrees_of_freedom_would_tell_who_is_left_out():
    design, ledger = jq.Design(left_out()), jq.Ledger()
    everyone = jq.disaggregate(design, jq.total("one")).publish(ledger=ledger).frame["n"].iloc[0]
    result = jq.concentration(design.where("keep == 1"), "pay", ["gini"])
    assert everyone - (result.frame["df"].iloc[0] + 1) == 3
    with pytest.raises(PublicationError, match=REFUSED):
        result.publish(ledger=ledger)


def test_an_interval_alone_would_tell_the_degrees_of_freedom():
    result = jq.kitagawa(jq.Design(veterans()), jq.mean("paid"), SEXES, "race").frame.iloc[0]
    width = (result["estimate"] - result["ci_low"]) / result["se"]
    sizes = np.arange(3000, 5000)
    assert sizes[np.abs(t.ppf(0.975, sizes) - width).argmin()] == result["df"]

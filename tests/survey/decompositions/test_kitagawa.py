"""Kitagawa's decomposition against arithmetic, R's `survey`, and every replicate weight one at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, jk1, mean, median, ratio, sdr, share, total
from jqtools.survey.decompositions.kitagawa import kitagawa
from jqtools.survey.decompositions.oaxaca import oaxaca
from tests.survey.r_tables import taylor

SEXES = {"sex": ("f", "m")}
# R survey: svytotal of the twelve cells, then svycontrast of each part; groups are schools with and without awards.
FROM_R = {
    "strat_fpc": {
        ("gap", "(all)"): (44.6874939550249, 19.3989199333211),
        ("composition", "(all)"): (9.38686076688762, 5.71875705239366),
        ("rate", "(all)"): (35.3006331881373, 21.1410493457386),
        ("composition", "E"): (188.719033454587, 42.2223191388319),
        ("composition", "H"): (-107.073766724397, 23.9526983647188),
        ("composition", "M"): (-72.2584059633024, 30.9740986359771),
        ("rate", "E"): (13.506250532633, 19.7786162169818),
        ("rate", "H"): (7.73107709389168, 5.03703156388067),
        ("rate", "M"): (14.0633055616126, 5.53762860030174),
    },
    "clus1_nofpc": {
        ("gap", "(all)"): (26.4002902757619, 18.4493318710782),
        ("composition", "(all)"): (3.71083030516982, 3.62344422232074),
        ("rate", "(all)"): (22.6894599705921, 19.4262088850215),
        ("composition", "H"): (-64.838534107402, 29.5399626052838),
        ("rate", "M"): (2.54436381228835, 7.33808597660731),
    },
}


def part(found, component, category="(all)"):
    rows = found.frame[(found.frame["component"] == component) & (found.frame["category"] == category)]
    assert len(rows) == 1
    return rows.iloc[0]


def textbook():
    """Shares 70% and 30% against 40% and 60%; rates 10% and 50% against 20% and 60%."""
    cells = [("f", "x", 70, 7), ("f", "y", 30, 15), ("m", "x", 40, 8), ("m", "y", 60, 36)]
    rows = [(sex, job, int(i < yes)) for sex, job, n, yes in cells for i in range(n)]
    return pd.DataFrame(rows, columns=["sex", "job", "quit"])


@pytest.fixture
def workers(people):
    rng = np.random.default_rng(3)
    jobs = np.where(people["sex"] == "f", rng.choice(["x", "y", "z"], 400), rng.choice(["x", "x", "y", "z"], 400))
    return people.assign(job=jobs, hours=rng.integers(1, 60, 400).astype(float))


def test_the_parts_are_those_of_arithmetic():
    found = kitagawa(census(textbook()), share("quit", equals=1), SEXES, "job")
    assert part(found, "gap")["estimate"] == pytest.approx(0.22 - 0.44)
    assert part(found, "composition")["estimate"] == pytest.approx(-0.12)
    assert part(found, "rate")["estimate"] == pytest.approx(-0.10)
    assert part(found, "composition", "x")["estimate"] == pytest.approx(0.3 * 0.15)
    assert part(found, "rate", "y")["estimate"] == pytest.approx(-0.1 * 0.45)
    assert found.rates.to_dict("records")[0] == pytest.approx(
        {"category": "x", "n_a": 70, "n_b": 40, "share_a": 0.7, "share_b": 0.4, "rate_a": 0.1, "rate_b": 0.2}
    )


def test_a_census_has_parts_but_no_standard_error():
    found = kitagawa(census(textbook()), mean("quit"), SEXES, "job")
    assert found.frame[["se", "df", "ci_low", "ci_high"]].isna().all(axis=None)
    assert set(found.frame["ci_method"]) == {"census: every record, no sampling error"}
    assert set(found.frame["flag"]) == {""}


@pytest.mark.parametrize("name", FROM_R)
def test_parts_and_standard_errors_agree_with_r(shared, name):
    found = kitagawa(taylor(shared, name), mean("api00"), {"awards": ("Yes", "No")}, "stype")
    for place, expected in FROM_R[name].items():
        assert part(found, *place)[["estimate", "se"]].tolist() == pytest.approx(expected, rel=1e-8), place


def by_hand(frame, y, base, weight):
    """The three parts by mask and sum."""
    w = frame[weight].astype(float)
    known = y.notna()

    def cell(of, *masks):
        return (w * of)[np.logical_and.reduce([known, *masks])].sum()

    sums = {}
    for sex in ("f", "m"):
        mine = frame["sex"] == sex
        for job in ("x", "y", "z"):
            here = frame["job"] == job
            bottom = cell(base, mine, here)
            sums[sex, job] = cell(y, mine, here) / bottom, bottom / cell(base, mine)
    pairs = [(sums["f", job], sums["m", job]) for job in ("x", "y", "z")]
    composition = sum((sa - sb) * (ra + rb) / 2 for (ra, sa), (rb, sb) in pairs)
    rate = sum((ra - rb) * (sa + sb) / 2 for (ra, sa), (rb, sb) in pairs)
    return np.array([composition + rate, composition, rate])


@pytest.mark.parametrize("kind", ["mean", "share", "ratio"])
def test_replication_works_every_part_out_under_every_weight(workers, kind):
    one = pd.Series(1.0, index=workers.index)
    outcome, y, base = {
        "mean": (mean("wage"), workers["wage"], one),
        "share": (share("status", at_least=4), (workers["status"] >= 4).astype(float), one),
        "ratio": (ratio("wage", "hours"), workers["wage"], workers["hours"]),
    }[kind]
    found = kitagawa(Design(workers, weight="w", replicates=sdr("w", 12)), outcome, SEXES, "job")
    full = by_hand(workers, y, base, "w")
    draws = np.array([by_hand(workers, y, base, f"w{i}") for i in range(1, 13)])
    se = np.sqrt(4 / 12 * ((draws - full) ** 2).sum(axis=0))
    rows = [part(found, name) for name in ("gap", "composition", "rate")]
    assert [row["estimate"] for row in rows] == pytest.approx(full, rel=1e-10)
    assert [row["se"] for row in rows] == pytest.approx(se, rel=1e-10)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.floats(-5, 5)), min_size=12, max_size=12), st.booleans())
def test_parts_add_up_to_the_gap_and_turn_round_with_the_groups(cells, is_census):
    frame = pd.DataFrame(cells, columns=["w", "y"]).assign(sex=["f", "m"] * 6, job=np.repeat(["x", "y", "z"], 4))
    design = census(frame) if is_census else Design(frame, weight="w")
    found = kitagawa(design, mean("y"), SEXES, "job")
    back = kitagawa(design, mean("y"), {"sex": ("m", "f")}, "job")
    table = found.frame.set_index(["component", "category"])["estimate"]
    assert table["composition", "(all)"] + table["rate", "(all)"] == pytest.approx(table["gap", "(all)"], abs=1e-12)
    for component in ("composition", "rate"):
        assert table[component].iloc[1:].sum() == pytest.approx(table[component, "(all)"], abs=1e-12)
    assert back.frame["estimate"].to_numpy() == pytest.approx(-found.frame["estimate"].to_numpy(), abs=1e-12)
    assert back.frame["se"].to_numpy() == pytest.approx(found.frame["se"].to_numpy(), abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("replicates", [None, sdr("w", 12)])
def test_it_is_an_oaxaca_decomposition_whose_only_predictor_is_the_composition(workers, replicates):
    design = Design(workers, weight="w", replicates=replicates)
    found = kitagawa(design, mean("wage"), SEXES, "job").frame.set_index(["component", "category"])
    other = oaxaca(design, "wage", "job", SEXES, reference="average").frame.query("fold == 'two' and term == '(all)'")
    other = other.set_index("component")
    for ours, theirs in (("gap", "gap"), ("composition", "explained"), ("rate", "unexplained")):
        for column in ("estimate", "se", "ci_low", "df"):
            assert found.loc[(ours, "(all)"), column] == pytest.approx(other.loc[theirs, column], rel=1e-9)


def test_the_gap_is_that_of_the_table_of_both_groups(workers):
    design = Design(workers, weight="w")
    rates = disaggregate(design, mean("wage"), "sex").frame
    found = kitagawa(design, mean("wage"), SEXES, "job")
    assert part(found, "gap")["estimate"] == pytest.approx(rates["estimate"][0] - rates["estimate"][1])
    for column in ("n", "n_missing", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high"):
        assert found.groups[column].tolist() == pytest.approx(rates[column].tolist())
    assert found.groups[["group", "sex"]].to_numpy().tolist() == [["a", "f"], ["b", "m"]]


def test_a_domain_keeps_the_whole_design(workers):
    design = Design(workers.assign(one=1.0), weight="w")
    found = kitagawa(design.where("status >= 2"), mean("wage"), SEXES, "job")
    gap = disaggregate(design.where("status >= 2"), mean("wage"), "sex").answers[0].values
    assert (
        part(found, "rate")["n_a"]
        == ((workers["status"] >= 2) & (workers["sex"] == "f") & workers["wage"].notna() & (workers["w"] > 0)).sum()
    )
    assert part(found, "gap")["estimate"] == pytest.approx(gap.now[0] - gap.now[1])


def test_rows_without_a_category_are_a_category_of_their_own(workers):
    frame = workers.assign(job=workers["job"].mask(np.arange(400) % 10 == 0))
    found = kitagawa(Design(frame, weight="w"), mean("wage"), SEXES, "job")
    assert found.rates["category"].tolist() == ["x", "y", "z", "(missing)"]
    assert found.rates[["share_a", "share_b"]].sum().tolist() == pytest.approx([1, 1])


def test_two_columns_make_categories_together(workers):
    shift = np.where(np.arange(400) % 2, "day", "night")
    design = Design(workers.assign(shift=shift, both=workers["job"] + "|" + shift), weight="w")
    found = kitagawa(design, mean("wage"), SEXES, ["job", "shift"])
    pd.testing.assert_frame_equal(found.frame, kitagawa(design, mean("wage"), SEXES, "both").frame)


def test_a_category_that_one_group_does_not_have_is_refused_by_name(workers):
    frame = workers.assign(job=workers["job"].mask((workers["sex"] == "f") & (workers["job"] == "z"), "x"))
    with pytest.raises(DataError, match=r"group 'f' has no rate in these categories of job: 'z'; merge"):
        kitagawa(Design(frame, weight="w"), mean("wage"), SEXES, "job")


def test_a_category_that_nobody_has_is_a_row_with_a_reason(workers):
    frame = workers.assign(job=pd.Categorical(workers["job"], ["w", "x", "y", "z"]))
    plain = kitagawa(Design(workers, weight="w"), mean("wage"), SEXES, "job")
    found = kitagawa(Design(frame, weight="w"), mean("wage"), SEXES, "job")
    empty = part(found, "rate", "w")
    assert np.isnan(empty["estimate"])
    assert (empty["flag"], empty["flag_reason"]) == ("empty", "nobody of either group is here")
    assert empty["ci_method"] == ""
    left = found.frame[found.frame["category"] != "w"].reset_index(drop=True)
    pd.testing.assert_frame_equal(left, plain.frame)


def test_replicates_without_a_rate_are_left_out_and_counted():
    frame = textbook().assign(unit=lambda table: np.arange(len(table)) % 4)
    frame.loc[frame["job"].eq("y") & frame["sex"].eq("f"), "unit"] = 0
    weights = {f"w{i}": (frame["unit"] != i) * 4 / 3 for i in range(4)}
    design = Design(frame.assign(w=1.0, **weights), weight="w", replicates=jk1([*weights]))
    found = kitagawa(design, mean("quit"), SEXES, "job")
    assert part(found, "gap")["flag"] == ""
    assert part(found, "composition")["flag_reason"] == "1 replicates are undefined and were left out"
    assert part(found, "rate", "x")["flag"] == ""


def test_a_part_that_rests_on_one_row_is_unreliable():
    frame = pd.concat([textbook(), pd.DataFrame({"sex": ["f", "m", "m"], "job": "z", "quit": [0, 1, 0]})])
    found = kitagawa(Design(frame.reset_index(drop=True)), mean("quit"), SEXES, "job")
    assert part(found, "rate", "z")["flag"] == "unreliable"
    assert part(found, "rate", "y")["flag"] == ""


@pytest.mark.parametrize(
    ("outcome", "groups", "composition", "sentence"),
    [
        (median("wage"), SEXES, "job", "mean, share or ratio; got the median 'wage'"),
        (total("wage"), SEXES, "job", "mean, share or ratio; got the total 'wage'"),
        (mean("wage"), {"sex": ("f", "x")}, "job", "'sex' has no group 'x'; choose from 'f', 'm'"),
        (mean("wage"), {"sex": ("f", "f")}, "job", "two different groups"),
        (mean("wage"), {"sex": "fm"}, "job", "two different groups"),
        (mean("wage"), {"sex": 1}, "job", "two different groups"),
        (mean("wage"), {"sex": ("f", "m"), "race": ("a", "b")}, "job", "groups is one column and two of its groups"),
        (mean("wage"), ("f", "m"), "job", "groups is one column and two of its groups"),
        (mean("wage"), SEXES, "sex", "'sex' tells the groups apart"),
        (mean("wage"), SEXES, [], "one column or two different ones, got none"),
        (mean("wage"), SEXES, ["job", "race", "status"], "one column or two different ones"),
        (mean("nothing"), SEXES, "job", "nobody in group 'f' of 'sex' has a value of 'nothing'"),
    ],
)
def test_what_cannot_be_decomposed_is_refused(workers, outcome, groups, composition, sentence):
    design = Design(workers.assign(nothing=np.nan), weight="w")
    with pytest.raises(DataError, match=sentence):
        kitagawa(design, outcome, groups, composition)


def test_a_level_outside_0_and_1_is_refused(workers):
    with pytest.raises(DataError, match="level must lie between 0 and 1"):
        kitagawa(Design(workers), mean("wage"), SEXES, "job", level=95)


def test_it_says_that_it_is_unpublished_and_what_it_is_not(workers):
    found = kitagawa(Design(workers, weight="w"), mean("wage"), SEXES, "job")
    assert repr(found) == "<Kitagawa decomposition of wage: 9 numbers, unpublished>"
    assert "numbers, unpublished" in found._repr_html_()
    assert "unexplained" in found.notes[0]
    assert "discrimination" not in " ".join([*found.notes, *found.frame["component"]])

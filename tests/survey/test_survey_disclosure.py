"""Published tables: what is hidden, and what an intruder who sees everything shown can still work out.

The intruder here shares no code with the package: a linear program over every number that was published.
"""

from __future__ import annotations

import io
import json
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from jqtools.errors import DataError, PublicationError
from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, policy, sample, share, total
from jqtools.survey.disclosure.audit import interval, margin_sums

HAS = share("y", equals=1, name="has it")
ONE = total("one", name="people")


def people_of(table):
    """One row a person, from a table of (people who have it, people who don't) by g and h (and k)."""
    rows = []
    for place, (yes, no) in table.items():
        rows += [(*place, 1)] * yes + [(*place, 0)] * no
    return pd.DataFrame(rows, columns=[*"ghk"[: len(rows[0]) - 1], "y"])


def views_of(frame, columns, rules="agency-n10"):
    """The published table by every combination of columns, as visitors would ask for them one by one."""
    ledger = Ledger()
    subsets = [by for size in range(len(columns) + 1) for by in combos(columns, size)]
    return {
        by: disaggregate(census(frame), [ONE, HAS, mean("y", name="average")], by).publish(rules, ledger).frame
        for by in subsets
    }


def combos(columns, size):
    return [by for by in product(columns, repeat=size) if list(by) == sorted(set(by))]


class Intruder:
    """Knows that counts of people are whole and not negative, and every row shown in every view."""

    def __init__(self, views, levels):
        self.levels = levels
        self.cells = list(product(*levels.values(), (1, 0)))
        self.sums, self.totals = [], []
        for by, frame in views.items():
            for row in frame[~frame["suppressed"]].to_dict("records"):
                place = {name: row[name] for name in by}
                n = 0 if row["flag"] == "empty" else row["n"]
                self.learn(place, (0, 1), n)
                if row["outcome"] != "people":
                    self.learn(place, (1,), round(row["estimate"] * n) if n else 0)

    def picks(self, place, answers):
        names = list(self.levels)
        return np.array(
            [
                all(cell[names.index(name)] == level for name, level in place.items()) and cell[-1] in answers
                for cell in self.cells
            ],
            dtype=float,
        )

    def learn(self, place, answers, count):
        self.sums.append(csr_array(self.picks(place, answers)[None, :]))
        self.totals.append(float(count))

    def range(self, place, answers):
        if not self.sums:
            return 0, np.inf
        target, matrix = self.picks(place, answers), vstack(self.sums).tocsr()
        ends = []
        for sign in (1, -1):
            found = linprog(sign * target, A_eq=matrix, b_eq=self.totals, method="highs")
            assert found.status in (0, 3)
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)


def secrets(frame, columns, least=10):
    """Every number of people from 1 to `least` - 1: in a group, or in a group with or without it."""
    for by in [by for size in range(len(columns) + 1) for by in combos(columns, size)]:
        for place in product(*(frame[name].unique() for name in by)):
            part = frame
            for name, level in zip(by, place, strict=True):
                part = part[part[name] == level]
            for answers in ((0, 1), (1,), (0,)):
                if 0 < part["y"].isin(answers).sum() < least:
                    yield dict(zip(by, place, strict=True)), answers


def attack(frame, columns):
    levels = {name: sorted(frame[name].unique()) for name in columns}
    views = views_of(frame, columns)
    intruder = Intruder(views, levels)
    for place, answers in secrets(frame, columns):
        low, high = intruder.range(place, answers)
        assert high >= 10, (place, answers, low, high)
        assert high - low >= 10, (place, answers, low, high)
    for shown in views.values():
        kept = shown[~shown["suppressed"]]
        assert (kept["n"].dropna() >= 10).all()
        counts = (kept["estimate"] * kept["n"].astype(float)).where(kept["outcome"] == "has it").dropna().round()
        rest = kept.loc[counts.index, "n"].astype(float) - counts
        safe = (np.minimum(counts, rest) >= 10) | ((counts + rest >= 20) & (np.minimum(counts, rest) == 0))
        assert safe.all()


def test_the_shared_audit_cases_give_exactly_the_stated_intervals(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    assert len(cases) == 4
    for case in cases:
        inner = np.array(case["inner"])
        hidden = np.zeros([size + 1 for size in inner.shape], dtype=bool)
        for i, j in case["hidden_inner"]:
            hidden[i, j] = True
        shown = margin_sums(inner.shape)[~hidden.ravel()]
        for expected in case["intervals"]:
            target = np.zeros(inner.shape)
            target[tuple(expected["cell"])] = 1
            low, high = interval(shown, inner.ravel(), target.ravel())
            assert (low, high) == (expected["low"], expected["high"])
            assert (low == high) == expected["exactly_disclosed"]


def test_the_shared_tables_publish_without_giving_a_cell_away(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    for case in cases:
        inner = np.array(case["inner"])
        table = {(i, j): (n // 2, n - n // 2) for (i, j), n in np.ndenumerate(inner)}
        attack(people_of({place: counts for place, counts in table.items() if sum(counts)}), "gh")


def test_the_margin_sums_of_a_table_are_its_margins():
    counts = np.arange(6).reshape(2, 3)
    found = (margin_sums((2, 3)) @ counts.ravel()).reshape(3, 4)
    assert found.tolist() == [[0, 1, 2, 3], [3, 4, 5, 12], [3, 5, 7, 15]]


GROUPS = st.tuples(st.integers(0, 30), st.integers(0, 30))
SPARSE = st.one_of(GROUPS, st.just((0, 0)), st.tuples(st.integers(0, 4), st.integers(0, 4)))


@settings(max_examples=50, deadline=None)
@given(st.lists(SPARSE, min_size=2, max_size=8))
def test_no_secret_of_a_one_way_table_can_be_worked_out(counts):
    assume(sum(map(sum, counts)))
    attack(people_of({(i,): pair for i, pair in enumerate(counts)}), "g")


@settings(max_examples=35, deadline=None)
@given(st.integers(2, 4), st.integers(2, 3), st.data())
def test_no_secret_of_a_two_way_table_can_be_worked_out_from_all_its_views(rows, columns, data):
    table = {place: data.draw(SPARSE) for place in product(range(rows), range(columns))}
    assume(sum(map(sum, table.values())))
    try:
        attack(people_of(table), "gh")
    except PublicationError:
        assume(False)


def test_random_two_way_tables_are_rarely_refused():
    refused = 0
    for seed in range(25):
        rng = np.random.default_rng(seed)
        table = {place: tuple(rng.integers(0, 25, 2)) for place in product(range(4), range(3))}
        try:
            views_of(people_of(table), "gh")
        except PublicationError:
            refused += 1
    assert refused <= 1


def three_way(seed):
    rng = np.random.default_rng(seed)
    return people_of({place: tuple(rng.integers(0, 30, 2)) for place in product(range(3), range(2), range(2))})


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 6, 7])
def test_no_secret_of_a_three_way_table_can_be_worked_out_from_all_its_views(seed):
    attack(three_way(seed), "ghk")


def test_a_three_way_table_whose_margins_leak_is_refused():
    with pytest.raises(PublicationError, match="group by fewer columns or by columns with fewer groups"):
        disaggregate(census(three_way(0)), HAS, ["g", "h", "k"]).publish()


def test_the_intruder_breaks_a_naive_table():
    """The attack above can fail: with one small cell hidden alone, it finds the cell exactly."""
    inner = np.array([[20, 30], [3, 25]])
    shown = pd.DataFrame(
        [
            {"outcome": "people", "g": i, "h": j, "n": n, "suppressed": n < 10, "flag": ""}
            for (i, j), n in np.ndenumerate(inner)
        ]
    )
    margin = pd.DataFrame(
        [{"outcome": "people", "g": i, "n": n, "suppressed": False, "flag": ""} for i, n in enumerate([50, 28])]
    )
    intruder = Intruder({("g", "h"): shown, ("g",): margin}, {"g": [0, 1], "h": [0, 1]})
    assert intruder.range({"g": 1, "h": 0}, (0, 1)) == (3, 3)


def test_a_margin_is_hidden_alike_in_every_view():
    rng = np.random.default_rng(3)
    table = {place: tuple(rng.integers(0, 12, 2)) for place in product(range(4), range(3))}
    frame = people_of(table)
    wide = disaggregate(census(frame), [ONE, HAS], ["g", "h"], margins=True).publish().frame
    assert wide["suppressed"].any()
    for name, other in (("g", "h"), ("h", "g")):
        alone = disaggregate(census(frame), [ONE, HAS], [name], margins=True).publish().frame
        margin = wide[wide[other] == "(all)"]
        assert margin["suppressed"].tolist() == alone["suppressed"].tolist()
        assert margin["n"].tolist() == alone["n"].tolist()


def test_the_pattern_is_the_same_with_or_without_margins_and_in_either_order_of_columns():
    rng = np.random.default_rng(4)
    frame = people_of({place: tuple(rng.integers(0, 12, 2)) for place in product(range(4), range(3))})
    tables = [
        disaggregate(census(frame), [ONE, HAS], by, margins=margins).publish().frame
        for by, margins in ((["g", "h"], False), (["h", "g"], False), (["g", "h"], True))
    ]
    keys = ["outcome", "g", "h"]
    found = [t[(t["g"] != "(all)") & (t["h"] != "(all)")].set_index(keys)["suppressed"] for t in tables]
    for other in found[1:]:
        pd.testing.assert_series_equal(found[0], other.reindex(found[0].index))


def test_a_share_and_its_opposite_hide_the_same_groups():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        frame = people_of({place: tuple(rng.integers(0, 14, 2)) for place in product(range(4), range(3))})
        both = [share("y", at_least=1, name="yes"), share("y", below=1, name="no")]
        found = disaggregate(census(frame), both, ["g", "h"]).publish().frame
        yes, no = found[found["outcome"] == "yes"], found[found["outcome"] == "no"]
        assert yes["suppressed"].tolist() == no["suppressed"].tolist()


def test_the_mean_of_zeros_and_ones_is_as_telling_as_a_share():
    frame = people_of({(0,): (3, 60), (1,): (40, 40), (2,): (50, 30)})
    found = disaggregate(census(frame), [HAS, mean("y", name="m"), total("y", name="t"), ONE], ["g"]).publish()
    hidden = found.frame.groupby("outcome")["suppressed"].sum()
    assert hidden.to_dict() == {"has it": 2, "m": 2, "t": 2, "people": 0}


def test_nobody_and_everybody_need_twice_as_many_people():
    frame = people_of({(0,): (0, 19), (1,): (19, 0), (2,): (0, 20), (3,): (20, 0), (4,): (30, 40)})
    shown = disaggregate(census(frame), HAS, ["g"]).publish().frame.set_index("g")
    assert shown["suppressed"].tolist() == [True, True, False, False, False]
    assert shown.loc[[2, 3], "estimate"].tolist() == [0, 1]


def test_what_a_shown_margin_foretells_is_no_secret():
    """Everybody in group 0 has it, so each part of group 0 must: that alone hides nothing else."""
    frame = people_of({(0, 0): (15, 0), (0, 1): (15, 0), (1, 0): (30, 30), (1, 1): (30, 30)})
    shown = disaggregate(census(frame), HAS, ["g", "h"]).publish().frame
    assert shown["suppressed"].tolist() == [True, True, False, False]


def test_all_of_a_small_programme_is_hidden():
    frame = people_of({(0,): (4, 5), (1,): (0, 0)})
    published = disaggregate(census(frame), [ONE, HAS], ["g"], margins=True).publish()
    assert published.frame["suppressed"].all()


def test_a_group_of_nobody_is_shown_without_a_number_of_people():
    frame = people_of({(0,): (20, 20), (1,): (20, 20)}).assign(g=lambda f: pd.Categorical(f["g"], categories=[0, 1, 2]))
    shown = disaggregate(census(frame), ONE, ["g"]).publish().frame.set_index("g")
    assert shown.loc[2, "flag"] == "empty"
    assert not shown.loc[2, "suppressed"]
    assert pd.isna(shown.loc[2, "n"])


def test_a_group_of_nobody_is_hidden_with_the_group_it_would_give_away():
    table = {
        (0, 0): (3, 3),
        (1, 0): (0, 0),
        (0, 1): (0, 0),
        (1, 1): (3, 4),
        (2, 0): (30, 30),
        (2, 1): (30, 30),
    }
    frame = people_of(table)
    found = disaggregate(census(frame), ONE, ["g", "h"]).publish().frame.set_index(["g", "h"])
    assert found.loc[[(1, 0), (0, 1)], "suppressed"].all()
    attack(frame, "gh")


def test_no_value_of_a_hidden_row_is_left():
    published = disaggregate(sample("board_staff").load(), [ONE, HAS_WAGE], ["race_ethnicity"]).publish()
    hidden = published.frame[published.frame["suppressed"]]
    values = ["n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90"]
    assert len(hidden)
    assert hidden[values].isna().all(axis=None)
    assert set(hidden["flag"]) == {"suppressed"}
    assert set(hidden["flag_reason"]) == set(hidden["suppression_reason"]) == {"suppressed (small group)"}
    assert set(hidden["ci_method"]) == {""}
    assert "n_missing" not in published.frame


HAS_WAGE = mean("hourly_wage")


def test_shown_rows_keep_their_values():
    table = disaggregate(sample("board_staff").load(), HAS_WAGE, ["sex"])
    shown = table.publish().frame
    assert shown["estimate"].tolist() == table.frame["estimate"].tolist()
    assert shown["n"].tolist() == table.frame["n"].tolist()


def test_the_log_says_why_without_values():
    frame = people_of({(0,): (3, 0), (1,): (10, 20), (2,): (40, 40)})
    published = disaggregate(census(frame), ONE, ["g"]).publish()
    assert list(published.hidden.columns) == ["outcome", "statistic", "g", "reason"]
    assert published.hidden["g"].tolist() == [0, 1]
    assert published.hidden["reason"].tolist() == ["small group", "protects a small group"]
    assert published.frame["suppression_reason"].nunique() == 2


def test_integer_codes_with_margins_do_not_leak():
    frame = people_of({(1, 1): (30, 30), (1, 2): (2, 1), (2, 1): (20, 25), (2, 2): (20, 20), (3, 1): (15, 15)})
    shown = disaggregate(census(frame), ONE, ["g", "h"], margins=True).publish().frame
    assert shown.set_index(["g", "h"]).loc[(1, 2), "suppressed"]
    attack(frame, "gh")


def test_a_real_survey_by_race_and_sex_keeps_its_secrets(seattle):
    adults = seattle[(seattle["AGEP"] >= 16) & seattle["ESR"].notna()]
    frame = adults.assign(g=adults["RAC1P"], h=adults["SEX"], y=adults["ESR"].isin([1, 2, 4, 5]).astype(int))
    attack(frame[["g", "h", "y"]].reset_index(drop=True), "gh")


@pytest.mark.parametrize("by", [("race_ethnicity", "sex"), ("contract_type", "shift"), ("sex", "shift")])
def test_the_vendor_report_keeps_its_secrets(by):
    rows = sample("vendor_worker_report").load().frame
    frame = pd.DataFrame(
        {
            "g": rows[by[0]].astype(object).fillna("(missing)"),
            "h": rows[by[1]].astype(object),
            "y": (rows["hourly_wage"] >= 23.10).astype(int),
        }
    )
    attack(frame, "gh")


def test_what_cannot_be_made_safe_is_refused_by_name():
    """Pay below a line by pay band: each count is the size of a band."""
    rows = sample("board_staff").load()
    low = share("hourly_wage", below=20.45, name="paid little")
    with pytest.raises(PublicationError, match=r"'paid little' can't be published: .* group by fewer columns"):
        disaggregate(rows, low, ["job_family", "wage_band"]).publish()


def test_a_large_table_publishes_quickly_enough():
    rng = np.random.default_rng(1)
    n = 20_000
    frame = pd.DataFrame({"g": rng.choice(7, n, p=[0.55, 0.2, 0.15, 0.06, 0.02, 0.01, 0.01]), "y": 1})
    frame = frame.assign(h=rng.integers(0, 2, n), k=rng.integers(0, 20, n))
    published = disaggregate(census(frame), ONE, ["g", "h", "k"], margins=True).publish()
    assert 0 < published.frame["suppressed"].mean() < 0.6


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


def test_a_lower_minimum_hides_less():
    frame = people_of({(i,): (n, 0) for i, n in enumerate((2, 4, 4, 8, 8, 30))})
    table = disaggregate(census(frame), ONE, ["g"])
    hidden = [table.publish(rules).frame["suppressed"].sum() for rules in (Policy(min_n=3), "nchs", "agency-n10")]
    assert hidden == [2, 3, 5]


def test_a_csv_says_suppressed_where_a_value_is_hidden():
    published = disaggregate(sample("board_staff").load(), HAS_WAGE, ["race_ethnicity"]).publish()
    lines = published.to_csv().splitlines()
    assert lines[0].startswith("outcome,statistic,race_ethnicity,n,n_eff")
    assert lines[1].count("suppressed (small group)") == 12
    assert "American Indian" in lines[1]


def test_a_csv_is_written_to_a_path_or_a_buffer(tmp_path):
    published = disaggregate(sample("board_staff").load(), HAS_WAGE, ["sex"]).publish()
    buffer = io.StringIO()
    published.to_csv(buffer)
    published.to_csv(tmp_path / "table.csv")
    assert buffer.getvalue() == published.to_csv() == (tmp_path / "table.csv").read_text(encoding="utf-8")


def test_the_same_call_gives_the_same_bytes():
    first, second = (
        disaggregate(sample("vendor_worker_report").load(), [ONE, HAS_WAGE], ["shift", "sex"]).publish().to_csv()
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_csv_runs_no_formula(start):
    frame = pd.DataFrame({f"{start}g": [f"{start}1+1"] * 30 + ["b"] * 30, "x": -1.5})
    text = disaggregate(census(frame), mean("x", name=f"{start}x"), [f"{start}g"]).publish().to_csv()
    assert f"'{start}g" in text.splitlines()[0]
    assert text.splitlines()[1].startswith(f"'{start}x,mean,'{start}1+1,30,")
    assert ",-1.5," in text


def test_a_published_table_is_drawn_without_values_or_markup():
    frame = pd.DataFrame({"g": ["<script>"] * 30 + ["b"] * 30 + ["c"] * 4 + ["d"] * 20, "x": 2.0})
    published = disaggregate(Design(frame), mean("x"), ["g"]).publish()
    page = published._repr_html_()
    assert "<script>" not in page
    assert "suppressed (small group)" in page
    assert "suppressed (small group)" in repr(published)

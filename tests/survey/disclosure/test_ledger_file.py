"""A ledger in a file: what one program published, no other can be made to give away by subtraction."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd

from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, median, policy, share, total
from jqtools.survey.disclosure.ledger import ledger as ledgers
from tests.survey.disclosure.files import HAS, PEOPLE, published, table

PROGRAM = """
import sys
import pandas as pd
from jqtools.survey import Ledger, census, disaggregate, total

data, file, folder, *filters = sys.argv[1:]
frame = pd.read_csv(data)
for number in filters:
    rows = census(frame).where(f"age >= {number}")
    published = disaggregate(rows, total("one", name="people"), "sex").publish("agency-n10", Ledger(file))
    published.to_csv(f"{folder}/{number}.csv")
"""


def numbers(found):
    return found.loc[~found["suppressed"]].set_index("sex")["n"].astype(int).to_dict()


def subtracted(one, other):
    return [abs(one[group] - other[group]) for group in one.keys() & other.keys()]


def start(data, path, folder, *ages):
    arguments = [sys.executable, "-W", "error", "-c", PROGRAM, data, path, folder, *ages]
    return subprocess.Popen([str(each) for each in arguments])


def test_two_programs_at_once_never_let_a_subtraction_through(frame, path, tmp_path):
    data = tmp_path / "data.csv"
    frame.to_csv(data, index=False)
    programs = [start(data, path, tmp_path, 30, 32), start(data, path, tmp_path, 31, 33)]
    assert [each.wait(120) for each in programs] == [0, 0]
    found = [
        numbers(pd.read_csv(tmp_path / f"{age}.csv", na_values="suppressed (small group)")) for age in range(30, 34)
    ]
    gaps = [gap for i, one in enumerate(found) for other in found[:i] for gap in subtracted(one, other)]
    assert not [gap for gap in gaps if 0 < gap < 10]
    assert any(found)
    assert len(Ledger(path).log()) == 4


def test_without_a_common_ledger_the_same_tables_can_be_subtracted(frame):
    found = [numbers(table(frame, f"age >= {age}").publish("agency-n10", Ledger()).frame) for age in (30, 31)]
    assert subtracted(*found) == [3, 3]


def test_programs_that_write_at_the_same_time_lose_nothing(frame, path, tmp_path):
    data = tmp_path / "data.csv"
    frame.to_csv(data, index=False)
    programs = [start(data, path, tmp_path, *range(first, 60, 3)[:5]) for first in (40, 41, 42)]
    assert [each.wait(120) for each in programs] == [0, 0, 0]
    assert sorted(Ledger(path).log()["filter"]) == [f"age >= {age}" for age in range(40, 55)]
    assert [each.name for each in tmp_path.glob(".*.tmp")] == []


def test_a_file_and_the_memory_of_one_program_decide_the_same(frame, path):
    memory = Ledger()
    for condition, by in [("age >= 31", "sex"), (None, ["sex", "status"]), ("age >= 30 and status > 1", "sex")]:
        asked = table(frame, condition, [PEOPLE, HAS, mean("age")], by, margins=True)
        assert asked.publish("agency-n10", Ledger(path)).to_csv() == asked.publish("agency-n10", memory).to_csv()


def test_a_weight_of_zero_stays_outside_when_a_table_is_made_again(frame, path, monkeypatch):
    design = Design(frame, weight="w")
    first = disaggregate(design.where("age >= 31").where("status < 6"), [PEOPLE, HAS], "sex").publish(
        ledger=Ledger(path)
    )
    monkeypatch.setattr(ledgers, "decide", None)
    again = disaggregate(design.where("age >= 31 and status < 6"), [PEOPLE, HAS], "sex").publish(ledger=Ledger(path))
    assert again.to_csv() == first.to_csv()
    assert first.frame["n"].notna().any()


def test_the_same_table_is_not_decided_twice(frame, path, monkeypatch):
    first = published(frame, path, "age >= 31", outcomes=[PEOPLE, HAS])
    text = path.read_bytes()
    monkeypatch.setattr(ledgers, "decide", None)
    assert published(frame.copy(), path, "age >= 31", outcomes=[PEOPLE, HAS]).to_csv() == first.to_csv()
    assert path.read_bytes() == text


def test_under_another_policy_it_is_another_table(frame, path):
    published(frame, path)
    table(frame).publish(Policy(min_n=5, dominance=(1, 80.0)), Ledger(path))
    published(frame, path)
    assert list(Ledger(path).log()["policy"]) == ["agency-n10", "custom"]


def test_outcomes_that_tell_the_same_of_rows_are_not_taken_for_each_other(path):
    frame = pd.DataFrame({"g": ["a"] * 12 + ["b"] * 30, "y": 1})
    nobody = share("y", equals=2)
    alone = disaggregate(census(frame), nobody, "g").publish("agency-n10", Ledger()).frame
    for ledger in (Ledger(), Ledger(path)):
        disaggregate(census(frame), PEOPLE, "g").publish("agency-n10", ledger)
        after = disaggregate(census(frame), nobody, "g").publish("agency-n10", ledger).frame
        assert (after["suppressed"] | ~alone["suppressed"]).all()


def test_a_median_that_was_shown_does_not_show_a_mean_that_one_contributor_makes_up(path):
    frame = pd.DataFrame({"g": ["a"] * 20 + ["b"] * 20, "pay": [9000.0] + [1.0 + i / 8 for i in range(39)]})
    for ledger in (Ledger(), Ledger(path)):
        disaggregate(census(frame), median("pay"), "g").publish("employers", ledger)
        found = disaggregate(census(frame), mean("pay"), "g").publish("employers", ledger).frame
        assert found.set_index("g")["suppressed"]["a"]


def test_each_table_is_remembered_by_its_own_words_though_it_tells_the_same(frame, path):
    for ledger in (Ledger(), Ledger(path)):
        for condition, outcome in [
            ("age >= 1", mean("age")),
            ("age >= 1", total("age")),
            ("age > 2", total("age")),
        ] * 2:
            table(frame, condition, outcome).publish("agency-n10", ledger)
        assert list(ledger.log()["filter"]) == ["age >= 1", "age >= 1", "age > 2"]
    more = pd.concat([frame, frame.head(4)], ignore_index=True)
    later = disaggregate(census(more.assign(age=more["age"] + 1)), total("age"), "sex").publish(ledger=Ledger(path))
    assert later.frame.set_index("sex")["suppressed"]["f"]


def test_a_file_holds_no_number_that_is_hidden(path):
    sizes = {("a", "x"): 7, ("a", "y"): 1013, ("b", "x"): 1721, ("b", "y"): 2339, ("c", "x"): 6, ("c", "y"): 3203}
    frame = pd.DataFrame([place for place, n in sizes.items() for _ in range(n)], columns=["g", "h"])
    found = disaggregate(census(frame), PEOPLE, ["g", "h"], margins=True).publish("agency-n10", Ledger(path)).frame
    truth = frame.groupby(["g", "h"]).size()
    hidden = found[found["suppressed"]]
    assert len(hidden) >= 4
    record = json.loads(path.read_text())["tables"][0]
    written = {str(value) for cell in record["shown"] for value in cell.values()}
    everything = json.dumps({key: value for key, value in record.items() if key not in ("digest", "checksum", "date")})
    for place in hidden[["g", "h"]].itertuples(index=False):
        assert "(all)" in place or str(truth[tuple(place)]) not in written
        assert "(all)" in place or truth[tuple(place)] < 1000 or str(truth[tuple(place)]) not in everything
    assert all("n" in cell and cell["n"] >= 10 for cell in record["shown"])
    assert len(record["shown"]) == (~found["suppressed"]).sum()


def test_a_sum_that_one_contributor_makes_up_stays_out_of_the_file(path):
    frame = pd.DataFrame(
        {"g": ["a"] * 17 + ["b"] * 23 + ["c"] * 29, "pay": [9000.0] + [1.0 + i / 8 for i in range(68)]}
    )
    found = disaggregate(census(frame), total("pay"), "g", margins=True).publish("employers", Ledger(path)).frame
    assert found.set_index("g")["suppressed"]["a"]
    shown = json.loads(path.read_text())["tables"][0]["shown"]
    assert [cell["n"] for cell in shown] == found.loc[~found["suppressed"], "n"].tolist()


def test_a_reviewer_reads_how_much_of_each_table_is_hidden_and_no_numbers(frame, path):
    for ledger in (Ledger(), Ledger(path)):
        assert list(ledger.log().columns) == ["date", "table", "filter", "policy", "shown", "hidden"]
        assert len(ledger.log()) == 0
        small = table(frame.assign(g=["rare"] * 4 + ["common"] * 116), "age > 0", by="g")
        small.publish("nchs", ledger)
        (line,) = ledger.log().drop(columns="date").to_dict("records")
        assert line == {"table": "people by g", "filter": "age > 0", "policy": "nchs", "shown": 1, "hidden": 2}
        assert ledger.to_csv().splitlines()[1].endswith(",people by g,age > 0,nchs,1,2")
        assert repr(ledger) == "<Ledger of 1 tables>"


def test_several_filters_are_read_as_one(frame, path):
    rows = census(frame).where("age > 30 or age < 5").where("status > 1")
    disaggregate(rows, PEOPLE, "sex").publish("agency-n10", Ledger(path))
    assert list(Ledger(path).log()["filter"]) == ["(age > 30 or age < 5) and (status > 1)"]


def test_rows_picked_by_pandas_meet_what_was_published_once_all_rows_are_known(frame, path):
    published(frame, path, "age >= 31")
    ledger = Ledger(path)
    mean_age = mean("age")
    table(frame, outcomes=mean_age, by=()).publish("agency-n10", ledger)
    picked = disaggregate(census(frame[frame["age"] >= 30]), PEOPLE, "sex").publish("agency-n10", ledger).frame
    assert not [gap for gap in subtracted(numbers(picked), {"f": 57, "m": 57}) if 0 < gap < 10]


def test_policies_by_name_come_back_as_they_were(frame, path):
    for name in ("agency-n10", "nchs", "wioa-state", "employers"):
        table(frame).publish(policy(name), Ledger(path))
        table(frame).publish(policy(name), Ledger(path))
    assert len(Ledger(path).log()) == 4

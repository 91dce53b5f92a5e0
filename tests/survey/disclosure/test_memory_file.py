"""A ledger in a file recognises people whose records another program changed, at least by what tables of them show."""

from __future__ import annotations

import pytest

from jqtools.survey import Ledger
from tests.survey.disclosure.records import shown, told_apart, without_three, workers


def kept(frame):
    """All rows of `frame`, and in `keep` 0 for three of race a."""
    return frame.assign(keep=frame.index.isin(without_three(frame).index).astype(int))


CHANGES = {
    "rows left out": (without_three, "race", None),
    "rows left out and the groups' column renamed": (
        lambda rows: without_three(rows).rename(columns={"race": "r"}),
        "r",
        None,
    ),
    "a filter by a new column": (kept, "race", "keep == 1"),
    "wages raised, another order and the groups' column renamed": (
        lambda rows: (
            kept(rows)
            .assign(wage=rows["wage"] * 1.05)
            .rename(columns={"race": "r"})
            .sample(frac=1, random_state=1, ignore_index=True)
        ),
        "r",
        "keep == 1",
    ),
    "an extract with a copy of the groups": (
        lambda rows: kept(rows)[["keep", "race"]].assign(r=rows["race"]),
        "r",
        "keep == 1",
    ),
    "an extract with the groups' column renamed": (
        lambda rows: without_three(rows)[["race"]].rename(columns={"race": "r"}).reset_index(drop=True),
        "r",
        None,
    ),
}


@pytest.mark.parametrize(("change", "by", "condition"), CHANGES.values(), ids=CHANGES.keys())
def test_another_program_can_not_show_changed_records_so_that_a_subtraction_tells_of_a_few(
    tmp_path, change, by, condition
):
    frame, path = workers(), tmp_path / "ledger.json"
    first = shown(frame, Ledger(path))
    second = shown(change(frame), Ledger(path), by, condition)
    assert len(first) == 6
    assert told_apart(first, second) == []
    assert len(second) >= 3


def test_another_program_that_moves_a_few_people_to_another_group_does_not_tell_how_many(tmp_path):
    frame, path = workers(), tmp_path / "ledger.json"
    first = shown(frame, Ledger(path))
    moved = frame.assign(r=frame["race"].where(kept(frame)["keep"] == 1, "b"))
    assert told_apart(first, shown(moved, Ledger(path), "r")) == []


def test_two_programs_and_one_hide_the_same_of_changed_records(tmp_path):
    frame = workers()
    changed = without_three(frame).reset_index(drop=True).assign(wage=1.0)
    one = Ledger(tmp_path / "one.json")
    shown(frame, one)
    shown(frame, Ledger(tmp_path / "two.json"))
    assert shown(changed, one).keys() >= {"b", "c", "d", "e"} <= shown(changed, Ledger(tmp_path / "two.json")).keys()

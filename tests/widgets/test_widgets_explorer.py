"""Results by group: nothing of a small group is drawn, whatever is picked."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from html import unescape

import pandas as pd
import pytest
from traitlets import TraitError

from jqtools.app.menu import menu
from jqtools.errors import PublicationError
from jqtools.survey import Sample, policy, sample, samples
from jqtools.widgets.front import Widget
from jqtools.widgets.group_explorer import GroupExplorer

MIN = 10
MISSING = "Not recorded"
LITTLE_PAID = "Share paid less than $20.45 an hour"
PAIRS = [
    (data.key, first.column, second.column)
    for data in samples()
    for first in data.groups
    for second in data.groups
    if first.column < second.column
]
SINGLES = [(data.key, group.column, None) for data in samples() for group in data.groups]


@pytest.fixture(scope="module")
def explorer() -> GroupExplorer:
    return GroupExplorer(lambda data, by, label: menu(data).published(by, label))


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return {data.key: data.read() for data in samples()}


def pick(explorer: GroupExplorer, **picked: object) -> None:
    """What a person's choice in the form does."""
    form = explorer.children[0]
    form.value = {**explorer.value, **picked}


def drawn(explorer: GroupExplorer) -> str:
    return explorer.children[1].value


def refused(explorer: GroupExplorer) -> bool:
    """True if the picked table can't be published: then the page shows no number, and says why in a sentence."""
    if "<table" in drawn(explorer):
        return False
    with pytest.raises(PublicationError, match=re.escape(explorer.children[0].said)):
        explorer.published()
    assert not re.search(r"\d", drawn(explorer))
    return True


def rows(html: str) -> list[list[str]]:
    """The words of the table's cells, row by row, without its head."""
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)[1]
    found = re.findall(r"<tr.*?>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL) for row in found]
    return [[unescape(re.sub(r"<.*?>", "", cell)) for cell in row] for row in cells]


@pytest.mark.parametrize(("key", "first", "second"), [*SINGLES, *PAIRS])
def test_a_small_group_shows_no_number_and_cannot_be_subtracted(
    key: str, first: str, second: str | None, explorer: GroupExplorer, frames: dict[str, pd.DataFrame]
):
    data = sample(key)
    by = [column for column in (first, second) if column]
    counts = frames[key].groupby(by).size()
    small = {each if isinstance(each, tuple) else (each,) for each in counts.index[counts < MIN]}
    for outcome in data.outcomes if second is None else data.outcomes[:1]:
        pick(explorer, data_set=key, outcome=outcome.label, first=first, second=second)
        wanted = {"data_set": key, "outcome": outcome.label, "first": first, "second": second}
        assert {**explorer.value, **wanted} == explorer.value
        if refused(explorer):
            continue
        shown = rows(drawn(explorer))
        told = {tuple(row[: len(by)]): row[len(by) :] for row in shown}
        assert small <= set(told)
        for group in small:
            assert {"suppressed (small group)", "no value: nobody in this group has a value"} & set(told[group])
            assert not re.search(r"\d", "".join(told[group]))
        numbers = {g: int(cells[0].replace(",", "")) for g, cells in told.items() if cells[0][:1].isdigit()}
        assert not [n for n in numbers.values() if 0 < n < MIN]
        assert all(n <= counts[g if second else g[0]] for g, n in numbers.items() if MISSING not in g)
        hidden = [cells for cells in told.values() if "suppressed (small group)" in cells]
        assert len(hidden) != 1


@pytest.mark.parametrize("column", ["race_ethnicity", "tenure"])
def test_the_download_holds_no_more_than_the_page(column: str, explorer: GroupExplorer):
    pick(explorer, data_set="board_staff", first=column, second=None)
    made = explorer._csv()
    assert made.name == "board_staff_by_group.csv"
    lines = made.content.splitlines()[1:]
    assert len(lines) == len(rows(drawn(explorer)))
    hidden = [line for line in lines if "suppressed (small group)" in line]
    assert len(hidden) == drawn(explorer).count("not shown")


@pytest.mark.parametrize(
    "picked",
    [
        {"data_set": "../../etc/passwd"},
        {"data_set": ["board_staff"]},
        {"first": "hourly_wage"},
        {"first": None},
        {"first": {"a": 1}, "second": 5},
        {"second": "hourly_wage"},
        {"outcome": "__class__"},
        {"outcome": None, "extra": "x"},
    ],
)
def test_a_pick_that_is_not_offered_becomes_one_that_is(picked: dict, explorer: GroupExplorer):
    pick(explorer, data_set="board_staff", first="sex", second=None)
    pick(explorer, **picked)
    data = sample(explorer.value["data_set"])
    assert set(explorer.value) == {"data_set", "outcome", "first", "second", "reference"}
    assert explorer.value["outcome"] in {each.label for each in data.outcomes}
    assert explorer.value["first"] in {each.column for each in data.groups}
    assert explorer.value["second"] in {None, *(each.column for each in data.groups)}
    assert explorer.children[0].value == explorer.value
    assert rows(drawn(explorer))


@pytest.mark.parametrize(
    "sent_by_a_page",
    [
        {"value": {"data_set": "board_staff", "first": "sex", "policy": "nchs", "min_n": 1, "ledger": None}},
        {"value": {"data_set": "board_staff", "first": "sex", "margins": True, "suppressed": False}},
        {"choices": {"groups": [["hourly_wage", "Pay"]], "policy": [["nchs", "nchs"]]}},
        {"policy": "nchs", "_tables": "disaggregate", "tables": "disaggregate", "min_n": 1},
        {"hidden": [], "groups": [], "presets": {"policy": {"min_n": 1}}},
    ],
)
def test_nothing_that_a_page_sends_changes_what_is_hidden(sent_by_a_page: dict, explorer: GroupExplorer):
    pick(explorer, data_set="board_staff", outcome="Average hourly pay", first="sex", second="race_ethnicity")
    rules, before = explorer.published().policy, explorer._csv()
    for part in (explorer, *explorer.children):
        with suppress(TraitError):  # of another kind than the part holds
            part.set_state(sent_by_a_page)
    assert set(explorer.value) == {"data_set", "outcome", "first", "second", "reference"}
    pick(explorer, data_set="board_staff", outcome="Average hourly pay", first="sex", second="race_ethnicity")
    assert explorer.published().policy == rules == policy()
    assert explorer._csv() == before


def test_the_picture_comes_first_and_each_table_is_in_a_fold_with_its_name(explorer: GroupExplorer):
    pick(explorer, data_set="board_staff", first="sex", second=None)
    picture, *folds = re.split(r"<details[^>]*data-fold=", drawn(explorer))
    assert "<figure" in picture
    assert "<table" not in picture
    assert [fold.split('"')[1] for fold in folds] == ["table", "gaps"]
    assert all(fold.index("<summary") < fold.index("<table") < fold.index("<caption") for fold in folds)
    summary = re.search(r"<summary>(.*?)</summary>", folds[1])[1]
    assert "The widest gap, worked out before rounding, is" in summary
    assert "The widest gap, worked out before rounding, is" not in folds[1].replace(summary, "")


def test_an_empty_pick_is_the_first_of_everything(explorer: GroupExplorer):
    explorer.children[0].value = {}
    first = samples()[0]
    assert explorer.value["data_set"] == first.key
    assert explorer.value["first"] == first.groups[0].column


def test_the_same_group_twice_is_one_way_to_group(explorer: GroupExplorer):
    pick(explorer, data_set="board_staff", first="sex", second="sex")
    assert (explorer.value["first"], explorer.value["second"]) == ("sex", None)


@pytest.mark.parametrize("data", samples(), ids=lambda data: data.key)
def test_another_data_set_brings_its_own_outcomes_and_groups(data: Sample, explorer: GroupExplorer):
    pick(explorer, data_set=data.key)
    choices = explorer.children[0].choices
    assert [key for key, _ in choices["outcomes"]] == [each.label for each in data.outcomes]
    assert [key for key, _ in choices["groups"]] == [each.column for each in data.groups]
    assert explorer.value["first"] in {each.column for each in data.groups}
    assert data.source.split(";")[0].split(",")[0] in unescape(drawn(explorer))
    assert data.as_of in drawn(explorer)


def test_a_table_that_may_not_be_shown_is_a_sentence(
    explorer: GroupExplorer, monkeypatch: pytest.MonkeyPatch, sent: Callable[[Widget], list[object]]
):
    def refuse(self: GroupExplorer) -> None:
        raise PublicationError("a <small> group could be worked out")

    monkeypatch.setattr(GroupExplorer, "published", refuse)
    pick(explorer, data_set="fringe", first="race")
    assert explorer.children[0].said == "a <small> group could be worked out"
    assert "<table" not in drawn(explorer)
    button = explorer.children[2]
    messages = sent(button)
    button.click()
    assert messages == [{"error": "a <small> group could be worked out"}]


def test_a_table_of_which_nothing_is_left_says_so(explorer: GroupExplorer) -> None:
    pick(explorer, data_set="board_staff", outcome=LITTLE_PAID, first="race_ethnicity", second=None)
    assert explorer.published().frame["suppressed"].all()
    assert explorer.children[0].said.startswith("No group can be shown, because")


def test_a_group_in_which_nobody_has_a_value_is_not_counted_as_shown(explorer: GroupExplorer) -> None:
    pick(explorer, data_set="vendor_worker_report", first="race_ethnicity", second="shift")
    frame = explorer.published().frame
    shown, hidden = frame["estimate"].notna().sum(), frame["suppressed"].sum()
    assert shown + hidden == len(frame) - 1
    said = explorer.children[0].said
    assert said.startswith(f"{shown} groups are shown below; {hidden} are hidden, ")
    assert said.endswith(" 1 group has no value.")


def test_a_name_of_a_group_is_short_and_its_source_says_the_rest(explorer: GroupExplorer) -> None:
    pick(explorer, data_set="fringe", first="race")
    assert "(the survey" not in drawn(explorer)
    assert "no more of race than White or not White" in drawn(explorer)


def test_what_may_be_unsure_is_explained_below_the_chart(explorer: GroupExplorer) -> None:
    pick(explorer, data_set="fringe", outcome="Average hourly pay", first="occupation", second="race")
    assert "“caution”: the value is not very sure" in drawn(explorer)
    pick(explorer, data_set="fringe", outcome="Average hourly pay", first="occupation", second=None)
    assert "open circle" not in drawn(explorer)


def test_what_an_analyst_may_do_with_own_records_folds_at_the_end(explorer: GroupExplorer) -> None:
    last = explorer.children[-1].value
    assert "<summary>For analysts: the same numbers on your own computer</summary>" in last
    assert "<code>jqtools disaggregate</code>" in last
    assert " open" not in last.split(">")[1]

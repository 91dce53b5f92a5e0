"""The tables on offer are made safe together; what was worked out before is used only where it fits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jqtools.app import menu as menus
from jqtools.app import menu_build, menu_files
from jqtools.app.menu import Menu, agency_policy, digest, menu, work_out
from jqtools.app.menu_files import FOLDER, VARIABLE, path_of, read_hidden, write_hidden
from jqtools.app.served import SERVED
from jqtools.content import ContentError, forget
from jqtools.errors import PublicationError
from jqtools.survey import Ledger, Policy, Sample, disaggregate, mean, policy, samples, share
from jqtools.survey.datasets import SampleGroup, SampleOutcome

HIDDEN = {"team": (0, 1), "team,site": "too much would be told"}
CHECKED_TABLES = 4


@pytest.fixture
def small() -> Sample:
    """60 people in three teams at two sites, one of them a site of four."""
    menu.cache_clear()

    def read() -> pd.DataFrame:
        return pd.DataFrame(
            {
                "team": np.repeat(["a", "b", "c"], 20),
                "site": ["north"] * 56 + ["south"] * 4,
                "pay": 15 + np.arange(60) * 7 % 61 / 5,
            }
        )

    outcomes = (
        SampleOutcome("Average pay", "dollars", mean("pay", name="Average pay")),
        SampleOutcome("Paid 18 or more", "share", share("pay", at_least=18, name="Paid 18 or more")),
    )
    groups = (SampleGroup("team", "Team", ("a", "b", "c")), SampleGroup("site", "Site", ("north", "south")))
    return Sample("small", "Small", "A person", "Made up", "MIT", "2026", outcomes, groups, read)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where files of what is hidden are looked for."""
    monkeypatch.setattr(menu_files, "FOLDER", tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(SERVED, raising=False)
    menu.cache_clear()
    return tmp_path


def test_the_tables_on_offer_are_each_group_and_each_two(small: Sample) -> None:
    assert small.groupings() == (("team",), ("site",), ("team", "site"))
    assert [len(each.groupings()) for each in samples()] == [10, 15, 21]


def test_hides_what_publishing_all_tables_in_their_order_hides(small: Sample) -> None:
    rows, ledger = small.load(), Ledger()
    offered = Menu(small, rows, policy(), work_out(small, rows, policy()))
    for by in small.groupings():
        together = disaggregate(rows, [each.statistic for each in small.outcomes], by=list(by))
        published = together.publish(policy(), ledger)
        for outcome in small.outcomes:
            shown = offered.published(by, outcome.label)
            wanted = published.frame[published.frame["outcome"] == outcome.label].reset_index(drop=True)
            pd.testing.assert_frame_equal(shown.frame, wanted)
            hidden = published.hidden[published.hidden["outcome"] == outcome.label].reset_index(drop=True)
            pd.testing.assert_frame_equal(shown.hidden, hidden)
            assert [each.outcome.name for each in shown.answers] == [outcome.label]
    assert offered.published(("site",), "Average pay").frame["suppressed"].all()


def test_another_order_of_the_groups_hides_the_same_groups(small: Sample) -> None:
    offered = menu(small)
    by = ["team", "site"]
    one, other = (offered.published(order, "Average pay").frame for order in (("team", "site"), ("site", "team")))
    assert 0 < one["suppressed"].sum() < len(one)
    pd.testing.assert_frame_equal(
        one.sort_values(by, ignore_index=True), other[one.columns].sort_values(by, ignore_index=True)
    )


@pytest.mark.parametrize("by", [("pay",), (), ("team", "team"), ("site", "team", "pay"), (None,)])
def test_a_table_that_is_not_on_offer_is_refused(by: tuple[str, ...], small: Sample) -> None:
    with pytest.raises(PublicationError, match="choose one or two of team, site"):
        menu(small).published(by, "Average pay")


def test_a_table_that_cannot_be_published_says_why(small: Sample) -> None:
    offered = Menu(small, small.load(), policy(), HIDDEN)
    with pytest.raises(PublicationError, match="too much would be told"):
        offered.published(("site", "team"), "Average pay")


def test_what_cannot_be_published_is_left_out_and_the_rest_goes_on(
    small: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = menus._table

    def refuse(data: Sample, rows: object, by: tuple[str, ...]) -> object:
        if by == ("team",):
            raise PublicationError("not this one")
        return asked(data, rows, by)

    monkeypatch.setattr(menus, "_table", refuse)
    found = work_out(small, small.load(), policy())
    assert found["team"] == "not this one"
    assert found["site"] == (0, 1, 2, 3)


def test_a_file_gives_back_what_was_written(folder: Path) -> None:
    path = write_hidden("small", "agency-n10", "abc", HIDDEN, folder)
    assert path == path_of("small", "agency-n10", folder)
    assert list(folder.iterdir()) == [path]
    assert read_hidden("small", "agency-n10", "abc") == HIDDEN


def test_a_file_for_other_data_is_not_used(folder: Path) -> None:
    write_hidden("small", "agency-n10", "abc", HIDDEN, folder)
    assert read_hidden("small", "agency-n10", "abd") is None
    assert read_hidden("small", "wioa-state", "abc") is None


@pytest.mark.parametrize(
    "changed",
    [
        lambda given: {**given, "hidden": {**given["hidden"], "team": [0]}},
        lambda given: {**given, "hidden": {"team": 5}},
        lambda given: {**given, "hidden": []},
        lambda given: {**given, "checksum": ""},
        lambda given: {"digest": given["digest"], "hidden": given["hidden"]},
        lambda given: [given],
        lambda given: None,
    ],
)
def test_a_file_that_was_changed_is_not_used(changed: Callable[[dict], object], folder: Path) -> None:
    path = write_hidden("small", "agency-n10", "abc", HIDDEN, folder)
    given = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(changed(given)), encoding="utf-8")
    assert read_hidden("small", "agency-n10", "abc") is None


def test_half_a_file_is_not_used(folder: Path) -> None:
    path = write_hidden("small", "agency-n10", "abc", HIDDEN, folder)
    path.write_text(path.read_text(encoding="utf-8")[:80], encoding="utf-8")
    assert read_hidden("small", "agency-n10", "abc") is None


def test_a_second_folder_is_looked_in_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = folder / "second"
    write_hidden("small", "agency-n10", "abc", HIDDEN, second)
    assert read_hidden("small", "agency-n10", "abc") is None
    monkeypatch.setenv(VARIABLE, str(second))
    assert read_hidden("small", "agency-n10", "abc") == HIDDEN


def test_other_records_outcomes_groups_or_rules_have_another_digest(small: Sample) -> None:
    rows = small.load()
    fewer = replace(small, read=lambda: small.read().iloc[:-1]).load()
    others = [
        digest(small, fewer, policy()),
        digest(small, rows, policy("wioa-state")),
        digest(small, rows, Policy(name="agency-n10", min_n=9)),
        digest(replace(small, outcomes=small.outcomes[:1]), rows, policy()),
        digest(replace(small, groups=small.groups[::-1]), rows, policy()),
    ]
    assert len({digest(small, rows, policy()), *others}) == 6
    assert digest(small, small.load(), policy()) == digest(small, rows, policy())


def test_a_menu_takes_what_fits_and_works_out_the_rest(small: Sample, folder: Path) -> None:
    worked_out = work_out(small, small.load(), policy())
    assert menu(small).hidden == worked_out
    write_hidden("small", "agency-n10", digest(small, small.load(), policy()), HIDDEN, folder)
    menu.cache_clear()
    assert menu(small).hidden == HIDDEN
    write_hidden("small", "agency-n10", "of other data", HIDDEN, folder)
    menu.cache_clear()
    assert menu(small).hidden == worked_out


def test_a_visitor_of_the_served_app_is_told_to_wait_for_what_is_not_worked_out(
    small: Sample, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SERVED, "1")
    with pytest.raises(PublicationError, match="'Small' must be hidden is still being worked out"):
        menu(small)
    menu_build.build(small, agency_policy(), folder)
    assert menu(small).published(("team",), "Average pay").frame["n"].notna().any()


def test_only_what_does_not_fit_is_worked_out_beside_the_server(
    small: Sample, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(small, key="other")
    monkeypatch.setattr(menu_build, "samples", lambda: (small, other))
    menu_build.build(other, policy(), folder)
    second = folder / "second"
    assert menu_build.build_missing(second) == [path_of("small", "agency-n10", second)]
    monkeypatch.setenv(VARIABLE, str(second))
    assert menu_build.build_missing(second) == []


def test_the_rules_are_the_usual_ones_where_the_agency_fixes_none() -> None:
    assert agency_policy() == policy("agency-n10")


@pytest.mark.parametrize("data", samples(), ids=lambda data: data.key)
def test_the_files_that_come_with_the_app_hold_what_is_worked_out(data: Sample) -> None:
    rows = data.load()
    known = read_hidden(data.key, policy().name, digest(data, rows, policy()))
    assert known is not None, "run: python -m jqtools.app.menu_build"
    assert list(known) == [",".join(by) for by in data.groupings()]
    first = work_out(data, rows, policy(), CHECKED_TABLES)
    assert {by: known[by] for by in first} == first


def test_the_files_that_come_with_the_app_hold_row_numbers_only() -> None:
    for path in FOLDER.glob("*.json"):
        given = json.loads(path.read_text(encoding="utf-8"))
        assert set(given) == {"digest", "checksum", "hidden"}
        for rows in given["hidden"].values():
            assert isinstance(rows, str) or rows == sorted({int(row) for row in rows})


@pytest.fixture
def agency_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The agency's settings, in a content folder of its own."""
    home = tmp_path / "content"
    home.mkdir()
    monkeypatch.setenv("JQTOOLS_CONTENT", str(home))
    yield home / "agency.toml"
    monkeypatch.undo()
    forget()


def test_an_agency_can_hide_more_than_usual(agency_file: Path) -> None:
    agency_file.write_text('suppression_policy = "wioa-state"\n', encoding="utf-8")
    forget()
    assert agency_policy() == policy("wioa-state")


def test_an_agency_can_not_hide_less_than_usual(agency_file: Path) -> None:
    agency_file.write_text('suppression_policy = "nchs"\n', encoding="utf-8")
    forget()
    with pytest.raises(ContentError, match="suppression_policy"):
        agency_policy()

"""A ledger's file that is damaged, or a table that it can't remember: nothing is published, and a sentence says why."""

from __future__ import annotations

import json
import os

import pandas as pd
import pytest

from jqtools.errors import PublicationError
from jqtools.survey import Design, Ledger, census, disaggregate, race, share
from jqtools.survey.disclosure.ledger import file as ledger_file
from tests.survey.disclosure.files import PEOPLE, published, table


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"tables": []}',
        '{"format": "one", "tables": []}',
        '{"format": 1, "tables": [{}]}',
        "a,b\n1,2",
    ],
)
def test_what_is_no_ledger_is_refused_and_left_alone(frame, path, text):
    path.write_text(text)
    with pytest.raises(PublicationError, match="is no ledger, or was changed or damaged"):
        published(frame, path)
    assert path.read_text() == text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"sss"', '"shs"', 1),
        lambda text: text.replace('"n": 60', '"n": 61', 1),
        lambda text: text.replace('"min_n": 10', '"min_n": 1', 1),
        lambda text: text.replace('"min_n": 10', '"min_n": 0', 1),
        lambda text: text.replace('"column"', '"colum"', 1),
    ],
)
def test_a_damaged_or_changed_file_is_refused_and_left_alone(frame, path, change):
    published(frame, path)
    text = change(path.read_text())
    assert text != path.read_text()
    path.write_text(text)
    for use in (lambda: published(frame, path), Ledger(path).log):
        with pytest.raises(PublicationError, match="was changed or damaged"):
            use()
    assert path.read_text() == text


def test_a_file_of_a_later_version_is_refused_and_left_alone(frame, path):
    text = json.dumps({"format": 2, "somewhere": "else"})
    path.write_text(text)
    with pytest.raises(PublicationError, match="has format 2, and this version reads up to 1; update jqtools"):
        published(frame, path)
    assert path.read_text() == text


def test_a_file_that_lost_tables_while_a_program_runs_is_refused(frame, path):
    ledger = Ledger(path)
    table(frame, "age >= 31").publish("agency-n10", ledger)
    path.unlink()
    with pytest.raises(PublicationError, match="has lost tables that it held"):
        table(frame).publish("agency-n10", ledger)
    assert not path.exists()


def test_a_file_that_can_not_be_written_publishes_nothing(frame, path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    ledger = Ledger(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            table(frame).publish("agency-n10", ledger)
    assert list(path.parent.glob("*.tmp")) + list(path.parent.glob(".*.tmp")) == []
    assert len(ledger.log()) == 0
    table(frame).publish("agency-n10", ledger)
    assert len(ledger.log()) == 1


def test_a_file_keeps_who_may_read_it(frame, path):
    published(frame, path)
    path.chmod(0o600)
    published(frame, path, "age >= 40")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_to_a_file_stays_a_link(frame, path):
    link = path.with_name("link.json")
    link.symlink_to(path)
    published(frame, link)
    assert link.is_symlink()
    assert len(Ledger(path).log()) == 1


def test_a_ledger_that_another_program_keeps_too_long_is_refused(frame, path, monkeypatch):
    monkeypatch.setattr(ledger_file, "LONGEST_WAIT", 0)
    with ledger_file.LedgerFile(path).locked(), pytest.raises(PublicationError, match="another program has kept"):
        published(frame, path)


def test_a_ledger_needs_a_folder_and_a_name(tmp_path):
    with pytest.raises(PublicationError, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(PublicationError, match="There is no folder"):
        Ledger(tmp_path / "none" / "ledger.json")


def test_a_filter_that_is_no_text_is_refused(frame, path):
    with pytest.raises(PublicationError, match=r"write it as text, as in where\('AGEP >= 16'\)"):
        published(frame, path, frame["age"] >= 30)
    assert not path.exists()


def test_groups_that_are_no_column_are_refused_until_they_are_one(path):
    people = pd.DataFrame({"HISP": [1, 2, 1, 1] * 30, "RAC1P": [1, 1, 2, 6] * 30})
    groups = race(people, scheme="acs", approach="multiracial")
    with pytest.raises(PublicationError, match="make it a column of the table first"):
        disaggregate(census(people), PEOPLE, groups).publish("agency-n10", Ledger(path))
    people = people.assign(race=groups.column)
    assert disaggregate(census(people), PEOPLE, "race").publish("agency-n10", Ledger(path)).frame["n"].notna().any()


def test_groups_that_people_can_share_are_refused(path):
    marks = ["RACWHT", "RACBLK", "RACAIAN", "RACASN", "RACNH", "RACPI", "RACSOR"]
    people = pd.DataFrame({name: [int(i % 7 == k or i % 5 == k) for i in range(140)] for k, name in enumerate(marks)})
    groups = race(people.assign(HISP=1, RAC1P=9), scheme="acs")
    with pytest.raises(PublicationError, match="groups that people can share"):
        disaggregate(census(people), PEOPLE, groups).publish("agency-n10", Ledger(path))


def test_an_outcome_that_json_can_not_hold_is_refused(frame, path):
    days = frame.assign(day=pd.Timestamp("2024-01-01"))
    with pytest.raises(PublicationError, match="anything but text and numbers"):
        published(days, path, outcomes=share("day", equals=pd.Timestamp("2024-01-01")))


def test_weights_changed_after_the_design_was_made_are_refused(frame, path):
    design = Design(frame, weight="w")
    asked = disaggregate(design, PEOPLE, "sex")
    design.frame["w"] = 1
    with pytest.raises(PublicationError, match="weights that are no column"):
        asked.publish("agency-n10", Ledger(path))


def test_a_filter_that_meets_other_rows_by_now_is_refused(frame, path):
    design = census(frame)
    asked = disaggregate(design.where("age >= 31"), PEOPLE, "sex")
    design.frame["age"] = 40
    with pytest.raises(PublicationError, match="can't be made again from the names of its columns"):
        asked.publish("agency-n10", Ledger(path))

"""Codebooks: what they may say, the CSV they are kept in, and the draft that a table gives."""

from __future__ import annotations

import zipfile
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.readers import (
    Codebook,
    CodebookColumn,
    RecordsError,
    codebook_text,
    draft_codebook,
    read_codebook,
    read_records,
)
from jqtools.survey.readers.codebook import allowed_values

WORDS = st.text("abc,\"' é1-.", max_size=6).map(str.strip)
CODES = st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple)
COLUMNS = st.builds(
    CodebookColumn,
    column=WORDS.filter(bool),
    kind=st.sampled_from(["text", "category"]),
    unit=WORDS,
    allowed=CODES,
    missing_codes=CODES,
    label=WORDS,
    required=st.booleans(),
)


@settings(deadline=None)
@given(columns=st.lists(COLUMNS, min_size=1, max_size=4, unique_by=lambda each: each.column))
def test_a_codebook_comes_back_from_its_file_as_it_was(columns, tmp_path_factory):
    path = tmp_path_factory.mktemp("books") / "codebook.csv"
    path.write_text(codebook_text(Codebook(tuple(columns))), encoding="utf-8")
    assert read_codebook(path) == Codebook(tuple(columns))


def test_a_file_says_type_unit_values_codes_and_whether_a_value_is_needed(written):
    path = written(
        "column,type,unit,allowed,missing_codes,not_applicable_codes,label,required\n"
        "wage,Number,dollars an hour,0..500; 999,-9;99,N,Hourly wage at exit,yes\n"
        "left_on,date,,..2025-12-31,,,,\n"
    )
    assert read_codebook(path) == Codebook(
        (
            CodebookColumn(
                *(
                    "wage",
                    "number",
                    "dollars an hour",
                    ("0..500", "999"),
                    ("-9", "99"),
                    ("N",),
                    "Hourly wage at exit",
                    True,
                )
            ),
            CodebookColumn("left_on", "date", allowed=("..2025-12-31",)),
        )
    )
    records = written("wage\n999\nN\n", "a.csv")
    assert read_records(records, path)["wage"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("kind", "allowed", "inside", "outside"),
    [
        ("whole", ("0..120", "999"), [0, 120, 999], [-1, 121]),
        ("number", ("0..",), [0.0, 1e9], [-0.5]),
        ("number", ("..-1",), [-1.0], [0.0]),
        ("date", ("2020-01-01..2020-12-31",), [datetime(2020, 12, 31)], [datetime(2021, 1, 1)]),
        ("yes_no", ("yes",), [True], [False]),
        ("text", ("a..c",), ["a..c"], ["b"]),
        ("category", (), ["anything"], []),
    ],
)
def test_allowed_values_are_single_ones_and_ranges_with_both_ends(kind, allowed, inside, outside):
    allows = allowed_values(CodebookColumn("a", kind, allowed=allowed))
    assert all(allows(value) for value in inside)
    assert not any(allows(value) for value in outside)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"column": "", "kind": "text"}, "names a column in every row"),
        (
            {"column": "a", "kind": "wole"},
            "one of text, whole, number, yes_no, date, category; got 'wole', the closest are 'whole'",
        ),
        ({"column": "a", "kind": "whole", "allowed": ("x",)}, "'x' must be a whole number"),
        ({"column": "a", "kind": "whole", "allowed": ("9..1",)}, "from low to high"),
        ({"column": "a", "kind": "text", "missing_codes": ("N",), "not_applicable_codes": ("N",)}, "has 'N' as both"),
    ],
)
def test_a_column_that_can_not_be_is_refused(entry, said):
    with pytest.raises(DataError, match=said):
        CodebookColumn(**entry)


def test_a_codebook_names_each_column_once():
    with pytest.raises(DataError, match="'a' stands there more than once"):
        Codebook((CodebookColumn("a", "text"), CodebookColumn("a", "whole")))


def test_every_wrong_row_of_a_codebook_is_told_at_once(written):
    path = written("column,type,required\na,text,\nb,wole,\na,text,\nc,whole,perhaps\n,text,\n")
    with pytest.raises(RecordsError, match=r"'records.csv' is no codebook, in 4 places: row 3") as caught:
        read_codebook(path)
    assert [each.row for each in caught.value.problems] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("column,type,missing\na,text,\n", "no column 'missing'; the closest are 'missing_codes'"),
        ("column,unit\na,b\n", "has no 'type'"),
        ("column,type\n", "rows below the names"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(written, text, said):
    with pytest.raises(DataError, match=said):
        read_codebook(written(text))


def test_a_codebook_is_one_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "column,type\nx,text\n")
    assert read_codebook(tmp_path / "a.zip").of("x") == CodebookColumn("x", "text")
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr("b.csv", "")
    with pytest.raises(DataError, match=r"'a\.zip' holds 'a\.csv', 'b\.csv'"):
        read_codebook(tmp_path / "a.zip")


def test_a_draft_has_the_type_of_every_column_and_lists_few_values():
    frame = pd.DataFrame(
        {
            "sex": ["f", "m", "f", "m"],
            "note": ["a;b", "a;b", "a;b", None],
            "id": ["001", "002", "003", "004"],
            "weeks": [1.0, None, 3.0, 4.0],
            "pay": [1.5, 2, 3, 4],
            "union": [True, False, True, True],
            "exit": pd.to_datetime(["2024-01-01"] * 4),
            "size": pd.Categorical(["big", "small", None, "big"], ["small", "big"]),
        }
    )
    drafted = {each.column: (each.kind, each.allowed) for each in draft_codebook(frame).columns}
    assert drafted == {
        "sex": ("category", ("f", "m")),
        "note": ("text", ()),
        "id": ("text", ()),
        "weeks": ("whole", ()),
        "pay": ("number", ()),
        "union": ("yes_no", ()),
        "exit": ("date", ()),
        "size": ("category", ("small", "big")),
    }


@settings(deadline=None, max_examples=40)
@given(
    rows=st.lists(
        st.tuples(st.text("ab;0 ", max_size=3), st.none() | st.integers(-9, 9), st.none() | st.booleans()),
        min_size=1,
        max_size=9,
    ).filter(lambda rows: any(text.strip() or whole is not None or flag is not None for text, whole, flag in rows))
)
def test_the_table_that_gave_a_draft_fits_it(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("drafts") / "a.csv"
    pd.DataFrame(rows, columns=["a", "b", "c"]).to_csv(path, index=False)
    frame = read_records(path)
    again = read_records(path, draft_codebook(frame))
    assert again.isna().equals(frame.isna())
    assert again.astype(str).equals(frame.astype(str))

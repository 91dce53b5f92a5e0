"""An agency's records: the same frame from every source, codes that become missing, and every fault told at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.readers import Codebook, CodebookColumn, RecordsError, notes_of, read_records
from jqtools.survey.readers.cells import as_text

BOOK = Codebook(
    (
        CodebookColumn("id", "text", required=True),
        CodebookColumn("wage", "number", "dollars an hour", ("0..500",), ("-9",)),
        CodebookColumn("weeks", "whole", "weeks", ("0..52",), ("99",), ("-1",)),
        CodebookColumn("union", "yes_no"),
        CodebookColumn("exit", "date", allowed=("2020-01-01..",)),
        CodebookColumn("programme", "category", allowed=("2", "1", "10")),
    )
)
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).filter(
    lambda text: text.strip() and not text.startswith(("=", "#"))
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": TEXTS,
            "wage": st.none() | st.floats(0, 500) | st.just(-9.0),
            "weeks": st.none() | st.integers(0, 52) | st.sampled_from([99, -1]),
            "union": st.none() | st.booleans(),
            "exit": st.none()
            | st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)).map(lambda day: day.replace(microsecond=0)),
            "programme": st.none() | st.sampled_from(["1", "2", "10"]),
        }
    ),
    min_size=1,
    max_size=8,
)
DTYPES = {
    "id": "str",
    "wage": "float64",
    "weeks": "Int64",
    "union": "boolean",
    "exit": "datetime64[us]",
    "programme": "str",
}


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_every_source_of_a_table_gives_the_same_frame_under_the_same_codebook(rows, sources, tmp_path_factory):
    table = pd.DataFrame(rows).astype(DTYPES)
    folder = tmp_path_factory.mktemp("records")
    expected = table.assign(
        id=table["id"].str.strip(),
        wage=table["wage"].where(table["wage"] != -9),
        weeks=table["weeks"].where(~table["weeks"].isin([99, -1])),
        programme=pd.Categorical(table["programme"], ["2", "1", "10"]),
    )
    for write in sources.values():
        source, options = write(table, folder)
        found = read_records(source, BOOK, **options)
        pd.testing.assert_frame_equal(found, expected, check_column_type=False)


@pytest.mark.parametrize("kind", ["csv", "packed csv", "workbook", "parquet", "database"])
def test_every_source_gives_the_same_types_without_a_codebook(sources, tmp_path, kind):
    table = pd.DataFrame(
        {
            "case": ["007", "12", None],
            "age": [31, None, 40],
            "pay": [15.5, 1e-7, 3],
            "from": ["2024-01-31", None, "2024-02-01"],
        }
    )
    source, options = sources[kind](table, tmp_path)
    frame = read_records(source, **options)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "case": "str",
        "age": "Int64",
        "pay": "float64",
        "from": "datetime64[us]",
    }
    assert frame["case"].tolist()[:2] == ["007", "12"]
    assert frame["age"].isna().tolist() == [False, True, False]
    assert frame["pay"].tolist() == [15.5, 1e-7, 3]


def test_missing_codes_and_codes_for_not_applicable_become_missing_and_are_counted_apart(written):
    path = written("id,wage,weeks\na,-9.00,-1\nb,,-1\nc,20,99\n\nd,-9,5\n")
    frame = read_records(path, BOOK)
    assert frame["wage"].isna().tolist() == [True, True, False, True]
    assert frame["weeks"].isna().tolist() == [True, True, True, False]
    notes = notes_of(frame)
    assert "Column 'wage': 2 cells (-9.00 1, -9 1) became missing." in notes
    assert "Column 'wage': blank in 1 cell, which is missing." in notes
    assert "Column 'weeks': 1 cell (99 1) became missing." in notes
    assert "Column 'weeks': 2 cells (-1 2) did not apply, missing too." in notes
    assert "Rows out: 4; 1 blank." in notes
    assert "Types from the codebook: text: id; number: wage; whole: weeks." in notes
    assert "In the codebook and not in the table: 'union', 'exit', 'programme'." in notes


def test_the_types_of_numbered_columns_are_told_in_short(written):
    notes = notes_of(read_records(written("id,w1,w2,w3,w5,x,x1,x2\n1,1,1,1,1,a,2,2\n")))
    assert "Types worked out from the values: whole: id, w1 to w3, w5, x1, x2; text: x." in notes


def test_every_cell_that_breaks_the_codebook_is_told_at_once_with_its_row_in_the_spreadsheet(written):
    path = written(
        "id,wage,weeks,union,exit\na,$15,3,yes,2024-02-30\n\n,600,2.5,perhaps,12/31/2019\nc,20,53,Y,1/2/2021\n"
    )
    with pytest.raises(RecordsError) as caught:
        read_records(path, BOOK)
    told = {(each.row, each.column): each.value for each in caught.value.problems}
    assert told == {
        (2, "wage"): "$15",
        (2, "exit"): "2024-02-30",
        (4, "id"): "",
        (4, "wage"): "600",
        (4, "weeks"): "2.5",
        (4, "union"): "perhaps",
        (4, "exit"): "12/31/2019",
        (5, "weeks"): "53",
    }
    assert [each.row for each in caught.value.problems] == sorted(row for row, _ in told)
    assert str(caught.value).startswith("'records.csv' breaks its codebook, in 8 places: row 2, column 'wage': must be")
    assert "$15" not in str(caught.value)


def test_a_problem_shows_at_most_40_characters_of_a_value(written):
    book = Codebook((CodebookColumn("a", "whole"),))
    with pytest.raises(RecordsError) as caught:
        read_records(written("a\n" + "x" * 99), book)
    assert caught.value.problems == ((2, "a", "x" * 40, "must be a whole number"),)
    assert "in 1 place:" in str(caught.value)


def test_a_required_column_must_be_there_unless_it_is_dropped_on_purpose(written):
    path = written("wage\n20\n")
    with pytest.raises(RecordsError, match=r"row 1, column 'id': must be there, and isn't"):
        read_records(path, BOOK)
    path = written("id,wage\n1,20\n")
    assert list(read_records(path, BOOK, drop=["id"])) == ["wage"]


def test_whole_numbers_beyond_the_limits_and_infinities_are_faults_and_never_rounded(written):
    book = Codebook((CodebookColumn("a", "whole"), CodebookColumn("b", "number")))
    path = written(f"a,b\n{2**63},1e999\n{-(2**63)},1e3\n{2**53 + 1},.5\n")
    with pytest.raises(RecordsError) as caught:
        read_records(path, book)
    assert [(each.row, each.column) for each in caught.value.problems] == [(2, "a"), (2, "b")]
    path = written(f"a,b\n{2**53 + 1},.5\n")
    assert read_records(path, book)["a"].tolist() == [2**53 + 1]


def test_errors_of_a_spreadsheet_are_no_values(written):
    with pytest.raises(RecordsError, match="not an error of a spreadsheet"):
        read_records(written("a\n5\n#DIV/0!\n"))
    assert read_records(written("a\n5\n#N/A\n"), Codebook((CodebookColumn("a", "whole", missing_codes=("#N/A",)),)))[
        "a"
    ].isna().tolist() == [False, True]


def test_a_category_that_a_program_wrote_as_a_decimal_is_still_that_category(written):
    frame = read_records(written("programme\n1.0\n10\n"), BOOK_WITHOUT_ID)
    assert frame["programme"].tolist() == ["1", "10"]
    assert frame["programme"].cat.categories.tolist() == ["2", "1", "10"]


BOOK_WITHOUT_ID = Codebook(BOOK.columns[1:])


def test_values_work_out_the_type_of_columns_that_no_codebook_names(written):
    text = "a,b,c,d,e,f,g\n1,1.5,yes,03/31/2024,00501,1e5,1234567890123456\n-2,2,No,2024-04-01 10:00,98101,7,2\n"
    frame = read_records(written(text))
    assert [str(dtype) for dtype in frame.dtypes] == [
        "Int64",
        "float64",
        "boolean",
        "datetime64[us]",
        "str",
        "str",
        "str",
    ]
    assert frame["d"].tolist() == [pd.Timestamp("2024-03-31"), pd.Timestamp("2024-04-01 10:00")]


def test_a_word_that_keeps_numbers_from_being_numbers_is_pointed_out(written):
    frame = read_records(written("wage,town\n1,x\n2,y\nNA,z\n"))
    assert str(frame["wage"].dtype) == "str"
    hints = [note for note in notes_of(frame) if "because of" in note]
    assert hints == ["Column 'wage' is text because of 'NA' in 1 row; if that means missing, say so in a codebook."]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("15.50"), "15.50"),
        (Decimal("NaN"), None),
        (date(2024, 3, 31), "2024-03-31"),
        (datetime(2024, 3, 31), "2024-03-31"),
        (datetime(2024, 3, 31, 9, 5), "2024-03-31 09:05:00"),
        (time(9, 5), "09:05:00"),
        (pd.NaT, None),
        (float("nan"), None),
        (3.0, "3"),
        (1e300, "1e+300"),
        (True, "true"),
        ("  ", None),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_has_one_text_whatever_held_it(value, text):
    assert as_text(value) == text


def test_an_empty_column_is_missing_everywhere(written):
    assert read_records(written("a,b\n1,\n2,\n"))["b"].isna().all()


def test_a_real_extract_is_read_as_its_codebook_types_it(shared):
    codes = {"PUMA": "text", "PINCP": "whole", "AGEP": "whole", "INDP_CAT": "category", "DENSITY": "number"}
    book = Codebook(tuple(CodebookColumn(name, kind, not_applicable_codes=("N",)) for name, kind in codes.items()))
    path = shared / "data" / "nist_acs_excerpt_ma2018.csv.gz"
    frame, raw = read_records(path, book), pd.read_csv(path)
    pinned = pd.to_numeric(raw["PINCP"].where(raw["PINCP"] != "N"))
    assert frame["PINCP"].sum() == pinned.sum()
    assert frame["PINCP"].isna().sum() == (raw["PINCP"] == "N").sum() > 0
    assert (
        f"Column 'PINCP': {pinned.isna().sum():,} cells (N {pinned.isna().sum():,}) did not apply, missing too."
        in notes_of(frame)
    )


def test_reading_changes_neither_the_codebook_nor_the_file(written):
    path = written("id\na\n")
    before = path.read_bytes()
    assert read_records(path, BOOK).equals(read_records(path, BOOK))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("records.sav", {}, r"records come as .csv, .*got 'records.sav'"),
        ("none.csv", {}, "there is no file at"),
        ("records.csv", {"table": "t"}, "table= names a table of a database"),
        ("records.csv", {"sheet": "t"}, "sheet= names a sheet of a workbook"),
        ("folder.csv", {}, "is a folder"),
    ],
)
def test_a_source_that_can_not_be_read_is_refused(written, tmp_path, name, options, said):
    (tmp_path / "folder.csv").mkdir()
    written("a\n1\n", "records.sav")
    written("a\n1\n", "records.csv")
    with pytest.raises(DataError, match=said):
        read_records(tmp_path / name, **options)

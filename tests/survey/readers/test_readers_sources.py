"""Text files, workbooks, Parquet and databases with faults of their own, and with nothing secret in an error."""

from __future__ import annotations

import gzip
import sqlite3
import sys
import zipfile

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey.readers import notes_of, read_records


@pytest.fixture
def workbook(tmp_path):
    """Writes rows into the sheets of a workbook."""
    openpyxl = pytest.importorskip("openpyxl")

    def write(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "records.xlsx")
        return tmp_path / "records.xlsx"

    return write


@pytest.fixture
def database(tmp_path):
    """A database with a table whose rows are not in the order of its key, a view, and an odd name."""
    pytest.importorskip("sqlalchemy")
    connection = sqlite3.connect(tmp_path / "records.db")
    connection.executescript(
        """
        create table exits (id text primary key, paid numeric(8, 2), left_on date) without rowid;
        insert into exits values ('b', 15.5, '3/31/2024'), ('a', 20, null);
        create view leavers as select id from exits where left_on is not null;
        create table "a; drop table exits" (id integer);
        insert into "a; drop table exits" values (1);
        """
    )
    connection.close()
    return f"sqlite:///{tmp_path / 'records.db'}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_file_may_have_any_usual_delimiter_and_encoding(written, delimiter, encoding):
    text = f'town{delimiter} job \r\nCañon{delimiter}"a\r\nb"\r\n'
    assert read_records(written(text.encode(encoding))).to_dict("list") == {"town": ["Cañon"], "job": ["a\r\nb"]}


def test_a_line_that_tells_the_delimiter_is_no_row(written):
    assert read_records(written("sep=;\r\na;b,c\r\n1;2\r\n")).to_dict("list") == {"a": [1], "b,c": [2]}


def test_text_in_utf_16_is_refused_with_what_to_save_it_as(written):
    with pytest.raises(DataError, match="save it again as CSV UTF-8"):
        read_records(written("a,b\n1,2\n".encode("utf-16")))


def test_a_gz_that_was_cut_short_is_refused(written):
    packed = gzip.compress("\n".join(["a", *map(str, range(9999))]).encode())
    with pytest.raises(DataError, match="damaged or cut short"):
        read_records(written(packed[:-900], "a.csv.gz"))


def test_blank_columns_at_the_right_are_what_spreadsheets_leave(written):
    assert list(read_records(written("a,b,,\n1,2,,\n3,4,\n"))) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1\n", r"row 2 of 'records\.csv' has 1; put"),
        ("a,b\n1,2\n\n1,2,3\n1,2,3\n", r"row 4 of .* has 3, and 1 other row too"),
        ("a,,c\n1,2,3\n", "column 2 of .* has no name"),
        ("a,b,\n1,2,3\n", "column 3 of .* has no name"),
        ("a,a\n1,2\n", "several called 'a'"),
        ("a,b\n", "rows below the names"),
        ("", "the first row must name the columns; that of 'records.csv' is blank"),
        ("\na,b\n1,2\n", "the first row must name the columns"),
        ('a,b\n1,"2\n', "can't be read as a CSV"),
        (b"a,b\n\x81,2\n", "save it again as CSV UTF-8"),
        ("a\0b\n1\n", "save it again as CSV UTF-8"),
    ],
)
def test_a_text_file_that_is_no_table_is_refused(written, text, said):
    with pytest.raises(DataError, match=said):
        read_records(written(text))


def test_a_workbook_gives_dates_and_numbers_and_asks_which_sheet(workbook):
    day = pd.Timestamp("2024-03-31").to_pydatetime()
    path = workbook(
        Cover=[["about"]], Exits=[["id", "left_on", "paid"], ["a", day, 15], [None, None, None], ["b", None, None]]
    )
    with pytest.raises(DataError, match=r"several sheets; name one with sheet=: 'Cover', 'Exits'"):
        read_records(path)
    with pytest.raises(DataError, match="no sheet 'exit'; the closest are 'Exits'"):
        read_records(path, sheet="exit")
    frame = read_records(path, sheet="Exits")
    assert frame["left_on"].tolist()[0] == pd.Timestamp(day)
    assert frame["paid"].isna().tolist() == [False, True]
    assert "Rows out: 2; 1 blank." in notes_of(frame)
    assert "Read sheet 'Exits' of 'records.xlsx' (SHA-256 " in notes_of(frame)[0]


def test_a_formula_that_was_never_worked_out_is_not_taken_for_a_blank(workbook):
    path = workbook(Exits=[["hours", "pay"], [2, "=A2*15"]])
    with pytest.raises(DataError, match=r"cell B2 .*never worked out"):
        read_records(path)


def test_a_formula_that_was_worked_out_gives_its_value_and_empty_text_is_blank(workbook, tmp_path):
    path = workbook(Exits=[["hours", "pay", "why"], [2, "=A2*15", '=""'], [1, 20, "x"]])
    worked = tmp_path / "worked.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(worked, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            text = text.replace(b"<f>A2*15</f><v />", b"<f>A2*15</f><v>30</v>").replace(
                b"<f>A2*15</f><v></v>", b"<f>A2*15</f><v>30</v>"
            )
            text = text.replace(b'<c r="C2">', b'<c r="C2" t="str">')
            new.writestr(name, text)
    frame = read_records(worked)
    assert frame["pay"].tolist() == [30, 20]
    assert frame["why"].isna().tolist() == [True, False]


def test_files_that_are_not_what_their_names_say_are_refused(written):
    pytest.importorskip("openpyxl")
    pytest.importorskip("pyarrow")
    with pytest.raises(DataError, match="isn't an Excel workbook that can be read"):
        read_records(written("a\n1\n", "a.xlsx"))
    with pytest.raises(DataError, match=r"can't be read as a Parquet file \(ArrowInvalid\)"):
        read_records(written("a\n1\n", "a.parquet"))
    with zipfile.ZipFile(written("", "b.xlsx"), "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(DataError, match=r"can't be read as an Excel workbook \(KeyError\)"):
        read_records(archive.filename)


def test_binary_cells_are_refused(tmp_path):
    pytest.importorskip("pyarrow")
    pd.DataFrame({"a": [b"\1"]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(DataError, match="a cell holds binary data"):
        read_records(tmp_path / "a.parquet")


def test_a_table_of_a_database_comes_in_the_order_of_its_key_as_it_is_stored(database):
    frame = read_records(database, table="exits")
    assert frame["id"].tolist() == ["a", "b"]
    assert frame["paid"].tolist() == [20, 15.5]
    assert frame["left_on"].tolist()[1] == pd.Timestamp("2024-03-31")
    assert read_records(database, table="leavers")["id"].tolist() == ["b"]


def test_a_table_is_only_ever_a_name(database):
    assert read_records(database, table="a; drop table exits")["id"].tolist() == [1]
    with pytest.raises(DataError, match="no table 'exits; drop table exits'; the closest are"):
        read_records(database, table="exits; drop table exits")
    with pytest.raises(DataError, match=r"with table=: .*'exits'"):
        read_records(database)
    with pytest.raises(DataError, match="sheet= names a sheet of a workbook"):
        read_records(database, table="exits", sheet="a")


def test_a_database_file_that_is_not_there_is_not_made(tmp_path):
    pytest.importorskip("sqlalchemy")
    with pytest.raises(DataError, match="no database file at"):
        read_records(f"sqlite:///{tmp_path}/none.db", table="t")
    with pytest.raises(DataError, match="no database file at ''"):
        read_records("sqlite://", table="t")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+nothing://ann:s3cret@host/db?password=s3cret",
        "nothing://ann:s3cret@host/db",
        "postgresql+psycopg2://ann:s3cret@host:port/db",
        "sqlite://ann:s3cret@host/none.db",
        "postgresql://ann:s3cret@127.0.0.1:1/db?connect_timeout=1",
    ],
)
def test_no_error_of_a_database_holds_a_password_or_a_user(address):
    pytest.importorskip("sqlalchemy")
    with pytest.raises(DataError) as caught:
        read_records(address, table="t")
    assert "s3cret" not in str(caught.value)
    assert "ann" not in str(caught.value).replace("cannot", "")
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("openpyxl", "a.xlsx", "reading Excel workbooks needs openpyxl"),
        ("pyarrow.parquet", "a.parquet", "reading Parquet files needs pyarrow"),
        ("sqlalchemy", "sqlite:///a.db", "reading databases needs sqlalchemy"),
    ],
)
def test_a_package_that_is_not_there_is_named_with_the_line_that_installs_it(
    written, monkeypatch, module, source, said
):
    monkeypatch.setitem(sys.modules, module, None)
    place = source if "://" in source else written("", source)
    with pytest.raises(DataError, match=rf'{said}; install it with: pip install "jqtools\[files\]"'):
        read_records(place)

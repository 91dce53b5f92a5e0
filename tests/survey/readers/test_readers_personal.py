"""Columns that tell who somebody is are refused by name and by content; nearby columns are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.readers import notes_of, read_records
from jqtools.survey.readers.personal import without_personal
from jqtools.survey.readers.raw import raw_table


def table(name, *cells):
    return raw_table("a table", [(name,), *((cell,) for cell in cells)])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        *(
            (name, "Social Security")
            for name in ("ssn", "SSN4", "client_ssn", "Social Security Number", "SocialSecurityNo")
        ),
        *((name, "names of people") for name in ("first_name", "LastName", "full name", "Name", "fname", "surname")),
        *(
            (name, "dates of birth")
            for name in ("dob", "DOB", "birth_date", "Date of Birth", "BirthDate", "child_birthday")
        ),
        *((name, "email") for name in ("email", "E-Mail", "work_email_address")),
        *((name, "telephone") for name in ("phone", "cell_phone", "Telephone Number", "phone2")),
        *((name, "addresses") for name in ("address", "street address", "home_address", "Address Line 1", "addr2")),
    ],
)
def test_a_column_is_refused_by_its_name(name, what):
    with pytest.raises(DataError, match=f"'{name}' looks like {what}.* \\(its name\\)"):
        without_personal(table(name, "x"), (), ())


@pytest.mark.parametrize(
    "name",
    [
        *("employer_name", "program_name", "county", "birth_year", "ip_address", "has_email", "has_phone", "session"),
        *("social_security_income", "wage", "assn", "username_length", "streetcar_pass", "headphones", "born_in_us"),
    ],
)
def test_columns_that_only_sound_alike_are_read(name):
    assert without_personal(table(name, "x", "1980"), (), ()).cells


@pytest.mark.parametrize(
    ("name", "cells", "what"),
    [
        ("id", ["123-45-6789", "219 09 9999", None, "x"], "Social Security"),
        ("id", [123456789, 219099999, 5], "Social Security"),
        ("id", [123456789.0, 219099999.0], "Social Security"),
        ("contact", ["ann@example.org", "b.c@example.com", "none"], "email"),
        ("contact", ["(206) 555-0100", "206-555-0199", "+1 206.555.0100"], "telephone"),
        ("birth", ["1980-02-03", "3/4/1975", "unknown"], "dates of birth"),
        ("born_on", ["1980-02-03"], "dates of birth"),
    ],
)
def test_a_column_is_refused_by_most_of_its_values(name, cells, what):
    with pytest.raises(DataError, match=f"'{name}' looks like {what}.*most of its values"):
        without_personal(table(name, *cells), (), ())


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("id", ["000-12-3456", "666123456", "900-12-3456", "123-00-4567", "123-45-0000"]),
        ("id", ["000000127", "000000128"]),
        ("id", ["123-45-6789", "a", "b"]),
        ("id", ["123-456789", "1234567890", "12345678"]),
        ("hired", ["1980-02-03", "1975-04-03"]),
        ("birth", ["1980", "1975"]),
        ("birth", ["1780-01-01", "2999-01-01"]),
        ("note", ["ask ann@example.org", "x"]),
        ("naics", ["541511", "236220"]),
    ],
)
def test_values_that_only_look_alike_are_read(name, cells):
    assert without_personal(table(name, *cells), (), ()).cells[name] == tuple(cells)


@given(
    st.integers(1, 899).filter(lambda area: area != 666),
    st.integers(1, 99),
    st.integers(1, 9999),
    st.sampled_from(["", "-", " "]),
)
def test_every_number_that_could_have_been_issued_is_recognised(area, group, serial, mark):
    number = mark.join([f"{area:03}", f"{group:02}", f"{serial:04}"])
    with pytest.raises(DataError, match="Social Security"):
        without_personal(table("id", number), (), ())


def test_all_such_columns_are_told_at_once_with_the_choices_and_no_value(written):
    path = written("ssn,dob,wage\n123-45-6789,1980-01-02,15\n")
    with pytest.raises(DataError, match=r"'ssn' .*'dob' .*drop=\[\"ssn\", \"dob\"\].*allow=") as caught:
        read_records(path)
    assert "123-45-6789" not in str(caught.value)
    assert "1980" not in str(caught.value)


def test_columns_are_left_out_or_allowed_on_purpose_and_the_notes_say_so(written):
    path = written("ssn,name,wage\n123-45-6789,Site A,15\n")
    frame = read_records(path, drop=["ssn"], allow=["name"])
    assert list(frame) == ["name", "wage"]
    assert "Columns left out, as asked: 'ssn'." in notes_of(frame)
    assert "Columns read though they look personal, as asked: 'name'." in notes_of(frame)
    with pytest.raises(DataError, match=r"no column 'wages'; the closest are 'wage'"):
        read_records(path, drop=["wages"])
    with pytest.raises(DataError, match=r'drop must be a list of column names, such as drop=\["ssn"\]'):
        read_records(path, drop="ssn")

"""Zips from strangers: nothing is unpacked to disk, and bombs, locked and damaged files are refused."""

from __future__ import annotations

import gzip
import zipfile

import pytest

from jqtools.errors import DataError
from jqtools.survey.readers import read_acs_pums, read_records
from jqtools.survey.readers.members import ALWAYS_FINE, csv_members, safe_members

ROWS = "PWGTP,AGEP\n5,40\n"
MUCH = b"\0" * (ALWAYS_FINE + 1)


def zipped(path, members, how=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_names_that_climb_out_of_the_folder_are_only_names(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = zipped(inside / "csv_pwa.zip", {"../../psam_p53.csv": ROWS})
    assert read_acs_pums(path)["AGEP"].tolist() == [40]
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["csv_pwa.zip", "inside"]


def test_what_a_mac_adds_and_hidden_files_are_no_members(tmp_path):
    path = zipped(tmp_path / "a.zip", {"__MACOSX/._p.csv": "x", "in/.p.csv": "x", "in/p.CSV": ROWS, "read.me": "x"})
    assert [each.name for each in csv_members(path)] == ["in/p.CSV"]


def test_a_gz_in_a_zip_is_read(tmp_path):
    path = zipped(tmp_path / "a.zip", {"psam_p53.csv.gz": gzip.compress(ROWS.encode())})
    assert read_acs_pums(path)["PWGTP"].tolist() == [5]


def test_a_zip_bomb_is_refused_before_anything_is_read(tmp_path):
    path = zipped(tmp_path / "bomb.zip", {"psam_p53.csv": MUCH})
    with pytest.raises(DataError, match=r"'bomb\.zip' unpacks to far more than it should, more than 200 times"):
        read_acs_pums(path)


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_gzip_bomb_stops_while_it_is_read(tmp_path, wrapped):
    bomb = gzip.compress(b"PWGTP,AGEP\n" + b"5,40\n" * (ALWAYS_FINE // 4))
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(bomb)
    source = zipped(tmp_path / "a.zip", {"bomb.csv.gz": bomb}, zipfile.ZIP_STORED) if wrapped else path
    with pytest.raises(DataError, match="unpacks to more than 200 times its size"):
        read_acs_pums(source)


def test_members_that_share_the_same_bytes_are_a_bomb(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.csv": "a" * 999, "b.csv": "a" * 999}, zipfile.ZIP_STORED)
    content = path.read_bytes()
    second = content.index(b"PK\x03\x04", 4)
    directory = content.index(b"PK\x01\x02")
    moved = bytearray(content[:second] + content[directory:])
    end = moved.index(b"PK\x05\x06")
    moved[end + 16 : end + 20] = second.to_bytes(4, "little")
    last = moved.index(b"PK\x01\x02", second + 4)
    moved[last + 42 : last + 46] = (0).to_bytes(4, "little")
    path.write_bytes(moved)
    with pytest.raises(DataError, match="far more than it should"):
        safe_members(path)


def test_an_encrypted_zip_is_refused_with_what_to_do(tmp_path):
    path = zipped(tmp_path / "a.zip", {"psam_p53.csv": ROWS})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"is encrypted .*unpack it and name the folder"):
        read_acs_pums(path)


def test_a_damaged_zip_or_gz_is_refused(tmp_path):
    rows = ROWS + "".join(f"{place},{place % 90}\n" for place in range(9999))
    whole = zipped(tmp_path / "whole.zip", {"psam_p53.csv": rows}).read_bytes()
    (tmp_path / "no.zip").write_bytes(b"no zip at all")
    (tmp_path / "short.csv.gz").write_bytes(gzip.compress(rows.encode())[:-900])
    flipped = bytearray(whole)
    flipped[200] ^= 0xFF
    (tmp_path / "flipped.zip").write_bytes(flipped)
    for name in ("no.zip", "short.csv.gz", "flipped.zip"):
        with pytest.raises(DataError, match="fetch it again"):
            read_acs_pums(tmp_path / name)


def test_places_without_a_csv_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"no file or folder at .*none\.zip"):
        read_acs_pums(tmp_path / "none.zip")
    with pytest.raises(DataError, match="holds none"):
        read_acs_pums(tmp_path)
    with pytest.raises(DataError, match="holds none"):
        read_acs_pums(zipped(tmp_path / "a.zip", {"readme.txt": "x"}))


def test_a_workbook_that_is_a_bomb_is_refused_too(tmp_path):
    pytest.importorskip("openpyxl")
    path = zipped(tmp_path / "bomb.xlsx", {"xl/worksheets/sheet1.xml": MUCH})
    with pytest.raises(DataError, match="far more than it should"):
        read_records(path)

"""The same table written as every kind of source an agency may have."""

from __future__ import annotations

import gzip
import sqlite3

import pandas as pd
import pytest


def _csv(frame, folder):
    frame.to_csv(folder / "records.csv", index=False)
    return str(folder / "records.csv"), {}


def _packed_csv(frame, folder):
    text = frame.to_csv(index=False, sep=";").replace("\n", "\r\n")
    (folder / "records.csv.gz").write_bytes(gzip.compress(text.encode("utf-8-sig")))
    return folder / "records.csv.gz", {}


def _workbook(frame, folder):
    with pd.ExcelWriter(folder / "records.xlsx") as book:
        pd.DataFrame({"about": ["our records"]}).to_excel(book, sheet_name="Cover", index=False)
        frame.to_excel(book, sheet_name="Records", index=False)
    return folder / "records.xlsx", {"sheet": "Records"}


def _parquet(frame, folder):
    frame.to_parquet(folder / "records.parquet")
    return folder / "records.parquet", {}


def _database(frame, folder):
    file = folder / "records.db"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    frame.to_sql("exit records", connection, index=False)
    connection.close()
    return f"sqlite:///{file}", {"table": "exit records"}


@pytest.fixture(scope="session")
def sources():
    """For each kind of source, a function of a frame and a folder: what to read and the options that it needs."""
    for package in ("openpyxl", "pyarrow", "sqlalchemy"):
        pytest.importorskip(package)
    return {
        "csv": _csv,
        "packed csv": _packed_csv,
        "workbook": _workbook,
        "parquet": _parquet,
        "database": _database,
    }


@pytest.fixture
def written(tmp_path):
    """Writes a text file and gives its path."""

    def write(text, name="records.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write

"""Tables in text files: CSV with commas, semicolons or tabs, in UTF-8 or as Windows writes it, gzipped or not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from jqtools.errors import DataError
from jqtools.survey.readers.members import BROKEN, csv_members
from jqtools.survey.readers.notes import fingerprint, listed
from jqtools.survey.readers.raw import RawTable, raw_table

_DELIMITERS = ",;\t"
_TOLD = re.compile(rf'"?sep=([{_DELIMITERS}])"?\s*', re.IGNORECASE)
_ENCODINGS = ("utf-8-sig", "cp1252")


def text_table(path: Path) -> RawTable:
    """The table in a .csv or .csv.gz file. DataError when it can't be read as one."""
    if path.is_dir():
        raise DataError(f"a table is one file; '{path.name}' is a folder, so name the file in it")
    found = csv_members(path)
    if len(found) > 1:
        raise DataError(f"a table is one file; '{path.name}' holds {listed(member.name for member in found)}")
    (member,) = found
    for encoding in _ENCODINGS:
        try:
            with member.open() as stream:
                return raw_table(f"'{path.name}'", _lines(stream, encoding), fingerprint(path))
        except UnicodeDecodeError:
            continue
        except csv.Error as error:
            raise DataError(f"'{path.name}' can't be read as a CSV ({error}); save it again as CSV UTF-8") from error
        except BROKEN as error:
            raise DataError(f"'{path.name}' is damaged or cut short ({error}); fetch it again") from error
    raise DataError(f"'{path.name}' must be text in UTF-8 or as Windows writes it; save it again as CSV UTF-8")


def _lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[str, ...]]:
    with io.TextIOWrapper(stream, encoding, newline="") as text:
        first = text.readline()
        if "\0" in first:
            raise DataError("a CSV is text, and this file isn't; save it again as CSV UTF-8")
        told = _TOLD.fullmatch(first)
        first = text.readline() if told else first
        delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
        for row in csv.reader(chain([first] if first else [], text), delimiter=delimiter, strict=True):
            yield tuple(row)

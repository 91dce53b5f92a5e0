"""The rows of a large CSV with only the columns that are asked for, and no cell too many left unseen."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.members import BROKEN, Member
from jqtools.survey.readers.notes import listed

_BEYOND = "beyond the last column"
_LONGEST_HEADER = 2**20


def member_names(member: Member) -> tuple[str, ...]:
    """The names in the first line. DataError for a file that can't be read or has none."""
    with _reading(member.name), member.open() as stream:
        line = stream.readline(_LONGEST_HEADER).decode("utf-8-sig").rstrip("\r\n")
        if not line or "\0" in line:
            raise DataError(f"the first line must name the columns; '{member.name}' is empty or no text")
        return tuple(name.strip() for name in next(csv.reader([line])))


def check_names(names: Sequence[str], member: Member) -> None:
    """DataError when two columns have the same name."""
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise DataError(f"the columns of '{member.name}' must differ, but there are several {listed(twice, 3)}")


def member_rows(
    member: Member, names: Sequence[str], kept: Sequence[str], types: Mapping[str, type | str]
) -> pd.DataFrame:
    """The rows with the columns `kept`; a blank cell is missing and nothing else is.

    Parameters
    ----------
    names
        What all columns are called here, in the order of the file.
    types
        The dtype of columns that have one for certain; the values tell for the others.

    Raises
    ------
    DataError
        The file can't be read, has no rows or a row with too many cells, or a value doesn't fit its type.
    """
    with _reading(member.name), member.open() as stream:
        frame = pd.read_csv(
            _Headed(names, stream),
            usecols=[*kept, _BEYOND],
            dtype=dict(types),
            keep_default_na=False,
            na_values=[""],
            low_memory=False,
        )
    if not len(frame):
        raise DataError(f"'{member.name}' has no rows")
    long = frame[_BEYOND].notna()
    if long.any():
        raise DataError(f"'{member.name}' has a row with too many cells: row {long.idxmax() + 2}; fetch it again")
    return frame[list(kept)]


def asked_names(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that somebody asked for. DataError for anything but a list of names."""
    if isinstance(columns, str) or not all(isinstance(name, str) for name in columns):
        raise DataError(f"columns must be a list of names, such as ['wage', 'sex']; got {columns!r}")
    return tuple(columns)


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turns what can go wrong while a CSV is read into one sentence."""
    try:
        yield
    except DataError:
        raise
    except UnicodeDecodeError as error:
        raise DataError(f"'{name}' must be text in UTF-8; save it again as CSV UTF-8") from error
    except BROKEN as error:
        raise DataError(f"'{name}' is damaged or cut short ({error}); fetch it again") from error
    except ValueError as error:
        said = " ".join(str(error).split())
        raise DataError(
            f"'{name}' can't be read as a CSV, or a weight in it is no whole number ({said}); fetch it again"
        ) from error


class _Headed(io.RawIOBase):
    """A CSV with our names and one column more in its first line: pandas drops cells beyond the columns it knows."""

    def __init__(self, names: Sequence[str], stream: BinaryIO) -> None:
        line = io.StringIO()
        csv.writer(line).writerow([*names, _BEYOND])
        self._ahead = line.getvalue().encode()
        self._stream = stream
        stream.readline(_LONGEST_HEADER)

    def readinto(self, buffer: memoryview) -> int:
        if not self._ahead:
            return self._stream.readinto(buffer)
        size = min(len(buffer), len(self._ahead))
        buffer[:size], self._ahead = self._ahead[:size], self._ahead[size:]
        return size

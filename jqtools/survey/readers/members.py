"""The CSV files in a zip, in a folder, or alone; read as streams, so that nothing is ever unpacked to disk.

A name inside a zip is only ever shown, never used as a path.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from jqtools.errors import DataError
from jqtools.survey.readers.notes import counted, fingerprint, listed

MOST_RATIO = 200
ALWAYS_FINE = 32 * 2**20
CSV_ENDINGS = (".csv", ".csv.gz")
BROKEN = (BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Member:
    """One CSV file: its name as the folder or the zip has it, the file on disk it is in, and its bytes."""

    name: str
    file: Path
    open: Callable[[], AbstractContextManager[BinaryIO]]


def csv_members(path: str | Path) -> tuple[Member, ...]:
    """The CSV files at `path`, by name: one file, those right in a folder, or those anywhere in a zip.

    Raises
    ------
    DataError
        Nothing is there, it holds no CSV, or the zip is damaged, encrypted or unpacks to far more than it should.
    """
    place = Path(path)
    if place.is_dir():
        found = [_alone(file) for file in sorted(place.iterdir()) if _is_csv(file.name)]
    elif not place.is_file():
        raise DataError(f"there is no file or folder at '{place}'; check the name and the folder")
    elif place.suffix.lower() == ".zip":
        found = [_packed(place, info) for info in safe_members(place) if _is_csv(info.filename)]
    else:
        found = [_alone(place)] if _is_csv(place.name) else []
    if not found:
        raise DataError(f"a zip, a folder or a file with CSV data (.csv, .csv.gz) is needed; '{place.name}' holds none")
    return tuple(found)


def source_note(member: Member, rows: int) -> str:
    """The sentence that says which file was read, so that anybody can tell whether theirs is the same."""
    inside = "" if member.name == member.file.name else f" in '{member.file.name}'"
    return f"Read '{member.name}'{inside} (SHA-256 {fingerprint(member.file)}): {counted(rows, 'row')}."


def safe_members(path: Path) -> tuple[ZipInfo, ...]:
    """What is in a zip (an Excel workbook is one), unless it is damaged, encrypted or a bomb."""
    try:
        with ZipFile(path) as archive:
            found = [each for each in archive.infolist() if not each.is_dir()]
    except (*BROKEN, ValueError) as error:
        kind = "an Excel workbook" if path.suffix.lower() == ".xlsx" else "a zip"
        raise DataError(f"'{path.name}' isn't {kind} that can be read ({error}); fetch it again") from error
    locked = [each.filename for each in found if each.flag_bits & 0x1]
    if locked:
        raise DataError(f"'{path.name}' is encrypted ({listed(locked, 2)}); unpack it and name the folder")
    swollen = [each.filename for each in found if _is_bomb(each.compress_size, each.file_size)]
    if swollen or sum(each.compress_size for each in found) > path.stat().st_size:
        raise DataError(
            f"'{path.name}' unpacks to far more than it should, more than {MOST_RATIO} times its size, "
            "so it isn't read; fetch it again from where it was published"
        )
    return tuple(found)


def _is_bomb(packed: int, unpacked: int) -> bool:
    return unpacked > ALWAYS_FINE and unpacked > MOST_RATIO * packed


def _is_csv(name: str) -> bool:
    hidden = name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")
    return name.lower().endswith(CSV_ENDINGS) and not hidden


def _packed(path: Path, info: ZipInfo) -> Member:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with ZipFile(path) as archive, archive.open(info) as stream:
            yield _plain(stream, info.filename, path)

    shown = "".join(letter if letter.isprintable() else "?" for letter in info.filename)
    return Member(shown, path, opened)


def _alone(path: Path) -> Member:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with path.open("rb") as stream:
            yield _plain(stream, path.name, path)

    return Member(path.name, path, opened)


def _plain(stream: BinaryIO, name: str, file: Path) -> BinaryIO:
    """The bytes of the CSV itself: those of a .gz are unpacked."""
    return io.BufferedReader(_Unpacked(stream, file.stat().st_size)) if name.lower().endswith(".gz") else stream


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip stream, which stop with an error when they become far too many."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        self._stream = gzip.GzipFile(fileobj=stream)
        self._packed = packed
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        found = self._stream.readinto(buffer)
        self._read += found
        if _is_bomb(self._packed, self._read):
            raise DataError(f"a .gz file unpacks to more than {MOST_RATIO} times its size, so it isn't read on")
        return found

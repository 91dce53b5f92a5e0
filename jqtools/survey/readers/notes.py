"""What a reader did, as plain sentences that travel with the table in its `attrs`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

NOTES = "jqtools_notes"


def notes_of(frame: pd.DataFrame) -> tuple[str, ...]:
    """The sentences a reader left with `frame`: what was read, rows in and out, types, missing codes; or none."""
    return tuple(frame.attrs.get(NOTES, ()))


def noted(frame: pd.DataFrame, notes: Iterable[str]) -> pd.DataFrame:
    """A table with the rows of `frame` and these notes; `frame` keeps its own."""
    found = frame.copy(deep=False)
    found.attrs = {**frame.attrs, NOTES: tuple(notes)}
    return found


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, so that anybody can tell later whether the same file was read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def counted(number: int, one: str) -> str:
    """A number with its noun, such as "1 row" or "1,204 rows"."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def listed(names: Iterable[object], most: int = 12) -> str:
    """Names in quotes, the first `most` of them."""
    found = [repr(str(name)) for name in names]
    more = f" and {len(found) - most:,} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more


def closest(name: str, names: Iterable[str]) -> str:
    """The names most like `name`, or the first few when nothing is like it."""
    by_lower = {each.lower(): each for each in names}
    near = get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)
    return (
        f"the closest are {listed(by_lower[each] for each in near)}"
        if near
        else f"there are {listed(by_lower.values())}"
    )


def runs(names: Iterable[str]) -> list[str]:
    """The names, with those that are numbered one after another as "w1 to w80"."""
    found: list[list[str]] = []
    for name in names:
        if found and _next(found[-1][-1]) == name:
            found[-1].append(name)
        else:
            found.append([name])
    return [each for run in found for each in (run if len(run) < 3 else [f"{run[0]} to {run[-1]}"])]


def _next(name: str) -> str | None:
    start = name.rstrip("0123456789")
    number = name[len(start) :]
    return f"{start}{int(number) + 1}" if number else None

"""Columns that tell who somebody is. Tables by group never need them, so they are refused until somebody decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from jqtools.errors import DataError
from jqtools.survey.readers.cells import parse_date
from jqtools.survey.readers.notes import closest
from jqtools.survey.readers.raw import Cells, RawTable

_MOST = 0.5
_PERSON = "first|last|middle|full|maiden|given|family|legal|preferred|sur|participant|client|worker|employee|applicant"
_NAMED = {
    "Social Security numbers": r"(.*_)?(ssn|ssn_?[0-9]|soc_sec)(_.*)?|(.*_)?social_?security(_?(number|num|nbr|no|n))?",
    "names of people": rf"((.*_)?({_PERSON})_?name|[flm]name|surname|name(_(first|last|middle))?)(_?[0-9])?",
    "dates of birth": r"(.*_)?(dob|d_o_b|birth_?(date|day|dt)|date_?of_?birth)(_.*)?",
    "email addresses": r"(?!(has|have|with)_)(.*_)?e_?mail(_?(address|addr|[0-9]))?",
    "telephone numbers": r"(?!(has|have|with)_)(.*_)?(tele)?phone(_?(number|num|nbr|no|[0-9]))?",
    "addresses": r"(?!(ip|web)_)(.*_)?(address|addr)(_?(line|street)?_?[0-9]?)?"
    r"|(.*_)?street(_?(name|number|address|[0-9]))?",
}
_SSN = re.compile(r"(?!000|666|9)[0-9]{3}([- ]?)(?!00)[0-9]{2}\1(?!0000)[0-9]{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(\+?1[-. ]?)?(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-. ])[0-9]{3}[-. ][0-9]{4}")
_BIRTH = re.compile(r"(^|_)(birth|born|dob)")
_LONGEST_LIFE = 125


def without_personal(raw: RawTable, drop: Collection[str], allow: Collection[str]) -> RawTable:
    """The table without the columns in `drop`.

    Raises
    ------
    DataError
        Another column looks like Social Security numbers, names, dates of birth, email addresses, telephone numbers
        or addresses, by its name or by most of its values, and isn't in `allow`; or a name in `drop` or `allow` is
        no column.
    """
    for name in (*_names(drop, "drop"), *_names(allow, "allow")):
        if name not in raw.cells:
            raise DataError(f"no column {name!r}; {closest(name, raw.cells)}")
    kept = raw.without(drop)
    found = {name: why for name, cells in kept.cells.items() if name not in allow and (why := _personal(name, cells))}
    if found:
        told = "; ".join(f"{name!r} looks like {why}" for name, why in found.items())
        names = ", ".join(f'"{name}"' for name in found)
        raise DataError(
            f"columns that tell who somebody is are not read: {told}. Take them out of the table, leave them out with "
            f"drop=[{names}] (--drop in a shell), or name those that are something else in allow=[...] (--allow)"
        )
    return kept


def _names(names: Collection[str], option: str) -> Collection[str]:
    if isinstance(names, str):
        raise DataError(f'{option} must be a list of column names, such as {option}=["{names}"]; got {names!r}')
    return names


def _personal(name: str, cells: Cells) -> str | None:
    """Why a column looks like one that tells who somebody is; None when it doesn't."""
    words = _words(name)
    for what, pattern in _NAMED.items():
        if re.fullmatch(pattern, words):
            return f"{what} (its name)"
    counts = Counter(cell for cell in cells if cell)
    for what, pattern in (
        ("Social Security numbers", _SSN),
        ("email addresses", _EMAIL),
        ("telephone numbers", _PHONE),
    ):
        if _mostly(counts, lambda text, pattern=pattern: bool(pattern.fullmatch(text))):
            return f"{what} (most of its values)"
    if _BIRTH.search(words) and _mostly(counts, _is_birth):
        return "dates of birth (its name and most of its values)"
    return None


def _words(name: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", apart.lower()).strip("_")


def _mostly(counts: Counter[str], fits: object) -> bool:
    return sum(times for text, times in counts.items() if fits(text)) > _MOST * counts.total() > 0


def _is_birth(text: str) -> bool:
    found = parse_date(text)
    now = datetime.now()
    return found is not None and found <= now and now.year - found.year <= _LONGEST_LIFE

"""The conflicts of a merge in the reader's words, and as notes of the plan.

No number that one of the versions suppressed is repeated in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jqtools.plan.compare import Difference, differences
from jqtools.plan.history import Note
from jqtools.plan.joining import ORDER, Clash, is_suppressed, unit_of
from jqtools.plan.places import Form, Path, at, field_words, place_words, record_words, value_words
from jqtools.plan.values import MAX_TEXT, derived_id

_CONTINUED = "\n(The next note goes on.)"
_PART = MAX_TEXT - len(_CONTINUED)
_NUMBERS = ("value", "n", "numerator", "denominator", "margin")
_SHOWN = "showed a value"


@dataclass(frozen=True)
class Conflict:
    """A place that both sides changed differently: its path, the place and the three values in words, "" for none.

    Where one side deleted a record that the other changed, the words are those of the changed fields.
    """

    path: str
    place: str
    base: str
    mine: str
    theirs: str


def conflict_of(clash: Clash, base: Form, mine: Form, theirs: Form, winner: Form) -> Conflict:
    """A clash of two versions of a plan in words; a record is named as `winner` does, which is one of the two."""
    place = _place(clash.path, base, winner, mine, theirs)
    if clash.is_deletion:
        before, after = _changed(clash, base, mine if clash.mine_kept else theirs)
        said = (before, after, "") if clash.mine_kept else (before, "", after)
    elif clash.unit:
        said = _unit_words(clash, base, mine, theirs)
    else:
        said = tuple(_in_words(clash.path, form) for form in (base, mine, theirs))
    return Conflict("/".join(clash.path), place, *said)


def notes_of(clash: Clash, conflict: Conflict, form: Form) -> list[Note]:
    """The conflict as a note of the merged plan `form`, or as several where its texts are too long for one."""
    text = f"Two versions of the plan differ at {conflict.place}.{_said(clash, conflict)}"
    parts = [text[start : start + _PART] for start in range(0, len(text), _PART)]
    origin = (form["plan_id"], conflict.path, text)
    return [
        Note(
            id=derived_id("no", *origin, str(place)),
            about=conflict.path,
            text=part + (_CONTINUED if place < len(parts) - 1 else ""),
            date=form["modified"][:10],
        )
        for place, part in enumerate(parts)
    ]


def _said(clash: Clash, conflict: Conflict) -> str:
    sides = (conflict.mine, conflict.theirs)
    kept, other = sides if clash.mine_kept else sides[::-1]
    if not clash.is_deletion:
        said = {"Kept": kept, "Not kept": other, "Before": conflict.base}
        return "".join(f"\n{label}: {words or 'nothing'}" for label, words in said.items())
    did = "still uses it" if clash.base in (clash.mine, clash.theirs) else "changed it"
    told = f"\nChanged to: {kept}\nBefore: {conflict.base or 'nothing'}" if kept else ""
    return f" One version deleted this, the other {did}; it was kept.{told}"


def _place(path: Path, *plans: Form) -> str:
    return f"{place_words(path[:-1], *plans)} · Order" if path[-1] == ORDER else place_words(path, *plans)


def _in_words(path: Path, form: Form) -> str:
    """What stands at a path, in words; a list of records as the places of its records in order."""
    if path[-1] == ORDER:
        records = at(path[:-1], form)
        return "; ".join(place_words((*path[:-1], key), form) for key in records[ORDER]) if records else ""
    value = at(path, form)
    if isinstance(value, dict):
        return record_words(path, value, form)
    return value_words(value, field_words(path, form), form) if value is not None else ""


def _unit_words(clash: Clash, *plans: Form) -> tuple[str, ...]:
    """The three measured values; only whether there is one where a side suppressed it."""
    units = (clash.base, clash.mine, clash.theirs)
    if not any(map(is_suppressed, units)):
        return tuple(record_words(clash.path, unit, form) for unit, form in zip(units, plans, strict=True))
    shown = _SHOWN if any(map(_has_number, units[1:])) else ""
    hidden = "; ".join(filter(None, ("suppressed", shown and f"the other version {shown}")))
    words = [hidden if is_suppressed(unit) else _SHOWN if _has_number(unit) else "" for unit in units]
    return ("suppressed" if is_suppressed(clash.base) else words[0], *words[1:])


def _has_number(unit: Form) -> bool:
    return not is_suppressed(unit) and any(unit[name] is not None for name in _NUMBERS)


def _changed(clash: Clash, base: Form, side: Form) -> tuple[str, str]:
    """What the side that kept a record changed in it, before and after, as "Label: value" joined by semicolons."""
    told = list(_told(clash.path, base, side))
    record = f"{place_words(clash.path, side, base)} · "
    labels = [each.place.removeprefix(record) for each in told]
    before = (f"{label}: {each.old}" for label, each in zip(labels, told, strict=True) if each.old)
    after = (f"{label}: {each.new or 'nothing'}" for label, each in zip(labels, told, strict=True))
    return "; ".join(before), "; ".join(after)


def _told(path: Path, base: Form, side: Form) -> Iterator[Difference]:
    for each in differences(base, side, path):
        *holder, name = each.path.split("/")
        in_unit = name in _NUMBERS and unit_of(tuple(holder))
        if not (in_unit and any(is_suppressed(at(tuple(holder), form)) for form in (base, side))):
            yield each

"""Two versions of one plan merged into one, given the version that both came from.

What one side changed is taken; where both changed one thing, the version that was saved later wins and the other
value is kept in the plan's notes, so that no words are lost. Who is mine and who is theirs makes no difference to
the result.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from jqtools.errors import PlanError
from jqtools.plan.history import Note
from jqtools.plan.joining import ORDER, Clash, Join
from jqtools.plan.places import Form, Path, at, field_words, place_words, record_words, value_words
from jqtools.plan.plan import Plan
from jqtools.plan.planfile import plan_form, plan_of
from jqtools.plan.references import REFERRED, dangling, with_record_back
from jqtools.plan.values import MAX_TEXT, derived_id

_STAMPS = ("created", "modified")
_CONTINUED = "\n(The next note goes on.)"
_PART = MAX_TEXT - len(_CONTINUED)


@dataclass(frozen=True)
class Conflict:
    """A place that both sides changed differently: its path, the place and the three values in words, "" for none."""

    path: str
    place: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The merged plan, and what somebody should look at: each conflict also stands in the plan's notes."""

    plan: Plan
    conflicts: tuple[Conflict, ...]


def merge(base: Plan, mine: Plan, theirs: Plan) -> Merged:
    """Merge two versions of a plan.

    Parameters
    ----------
    base
        The version that both started from.
    mine, theirs
        The two versions; swapping them gives the same plan.

    Raises
    ------
    PlanError
        The three are not versions of one plan.
    """
    if len({plan.plan_id for plan in (base, mine, theirs)}) > 1:
        raise PlanError("These are not versions of one plan: their plan_id differs. Choose three files of one plan.")
    old, ours, other = (plan_form(plan.tidy()) for plan in (base, mine, theirs))
    mine_wins = _rank(ours) >= _rank(other)
    form, clashes = _joined(old, ours, other, Join(mine_wins))
    form |= {name: _stamp(name, old, ours, other) for name in _STAMPS}
    told = sorted(clashes, key=lambda clash: clash.path)
    winner = ours if mine_wins else other
    conflicts = tuple(_conflict(clash, old, ours, other, winner) for clash in told)
    notes = [note for each in conflicts for note in _notes(each, mine_wins, form)]
    plan = plan_of(form)
    new = [note for note in notes if plan.notes.get(note.id) is None]
    return Merged(plan.model_copy(update={"notes": type(plan.notes)((*plan.notes, *new))}), conflicts)


def _joined(base: Form, mine: Form, theirs: Form, join: Join) -> tuple[Form, list[Clash]]:
    """The joined plan. A record that one side deleted and the other still needs or changed is put back first, with
    the links and references that went with it; so the join is made again until nothing is missing."""
    put_back: dict[Path, Clash] = {}
    sides = [mine, theirs]
    while True:
        clashes: list[Clash] = []
        form = join.join({**base, **_no_stamps()}, *({**side, **_no_stamps()} for side in sides), (), clashes)
        changed = {clash.path for clash in clashes if clash.is_deletion and clash.path[:-1] in REFERRED}
        missing = changed | dangling(form)
        if not missing:
            return form, [*put_back.values(), *clashes]
        for path in sorted(missing):
            put_back[path] = Clash(path, at(path, base), at(path, mine), at(path, theirs))
            sides = [side if at(path, side) is not None else with_record_back(side, base, path) for side in sides]


def _no_stamps() -> dict[str, str]:
    return dict.fromkeys(_STAMPS, "")


def _stamp(name: str, base: Form, mine: Form, theirs: Form) -> str:
    """When the plan was made, the earliest told; when it was changed, the latest. An unchanged side says nothing."""
    if mine == base or theirs == base:
        return (theirs if mine == base else mine)[name]
    told = [moment for moment in (mine[name], theirs[name]) if moment]
    return (min if name == "created" else max)(told, default="")


def _rank(form: Form) -> tuple[str, str]:
    return form["modified"], json.dumps(form, sort_keys=True)


def _conflict(clash: Clash, base: Form, mine: Form, theirs: Form, winner: Form) -> Conflict:
    words = [_in_words(clash.path, form) for form in (base, mine, theirs)]
    return Conflict("/".join(clash.path), _place(clash.path, base, winner, mine, theirs), *words)


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


def _notes(conflict: Conflict, mine_wins: bool, form: Form) -> list[Note]:
    """The conflict as a note, or as several where its texts are too long for one."""
    kept, other = (conflict.mine, conflict.theirs) if mine_wins else (conflict.theirs, conflict.mine)
    if not kept and other and at(tuple(conflict.path.split("/")), form) is not None:
        kept, other = other, kept
    said = {"Kept": kept, "Not kept": other, "Before": conflict.base}
    text = f"Two versions of the plan differ at {conflict.place}."
    text += "".join(f"\n{label}: {words or 'nothing'}" for label, words in said.items())
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

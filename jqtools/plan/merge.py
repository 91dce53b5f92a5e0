"""Two versions of one plan merged into one, given the version that both came from.

What one side changed is taken; where both changed one thing, the version that was saved later wins and the other
value is kept in the plan's notes, so that no words are lost. Who is mine and who is theirs makes no difference to
the result.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from jqtools.errors import PlanError
from jqtools.plan.conflicts import Conflict, conflict_of, notes_of
from jqtools.plan.joining import Clash, Join
from jqtools.plan.places import Form, Path, at
from jqtools.plan.plan import Plan
from jqtools.plan.planfile import plan_form, plan_of
from jqtools.plan.references import REFERRED, dangling, with_record_back

_STAMPS = ("created", "modified")


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
        The three are not versions of one plan, or `base` was saved after one of the others.
    """
    _check_versions(base, mine, theirs)
    old, ours, other = (plan_form(plan.tidy()) for plan in (base, mine, theirs))
    mine_wins = _rank(ours) >= _rank(other)
    form, clashes = _joined(old, ours, other, Join(mine_wins))
    form |= {name: _stamp(name, old, ours, other) for name in _STAMPS}
    told = sorted(clashes, key=lambda clash: clash.path)
    winner = ours if mine_wins else other
    conflicts = tuple(conflict_of(clash, old, ours, other, winner) for clash in told)
    notes = [note for clash, each in zip(told, conflicts, strict=True) for note in notes_of(clash, each, form)]
    plan = plan_of(form)
    new = [note for note in notes if plan.notes.get(note.id) is None]
    return Merged(plan.model_copy(update={"notes": type(plan.notes)((*plan.notes, *new))}), conflicts)


def _check_versions(base: Plan, mine: Plan, theirs: Plan) -> None:
    if len({plan.plan_id for plan in (base, mine, theirs)}) > 1:
        raise PlanError("These are not versions of one plan: their plan_id differs. Choose three files of one plan.")
    for name, side in (("MINE", mine), ("THEIRS", theirs)):
        if side.modified and base.modified > side.modified:
            raise PlanError(
                f"BASE was saved after {name} ({base.modified} and {side.modified}); give the version that both came"
                " from first."
            )


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
            values = at(path, base), at(path, mine), at(path, theirs)
            put_back[path] = Clash(path, *values, mine_kept=values[1] is not None)
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

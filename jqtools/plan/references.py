"""Which fields of a plan name records by id, and where those stand; the same references that `Plan.tidy` clears.

Works on the JSON values of a plan, for the merge: there a record can be gone on one side only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jqtools.plan.places import Form, Path, at

NODES, LINKS = ("logic", "nodes"), ("logic", "links")
ELEMENTS, GOALS, SOURCES, MEASURES = ("elements",), ("goals",), ("sources",), ("measures",)
# Where the records stand that hold the reference, the field, and where what it names stands.
_FIELDS: tuple[tuple[Path, Path, Path], ...] = (
    (NODES, ("element",), ELEMENTS),
    (NODES, ("goal",), GOALS),
    (LINKS, ("source",), NODES),
    (LINKS, ("target",), NODES),
    (("assumptions",), ("element",), ELEMENTS),
    (("assumptions",), ("measure",), MEASURES),
    (SOURCES, ("built_by",), NODES),
    (MEASURES, ("node",), NODES),
    (MEASURES, ("source",), SOURCES),
    (MEASURES, ("baseline", "source"), SOURCES),
    (("observations",), ("measure",), MEASURES),
    (("stories",), ("measures",), MEASURES),
)
_SHARED_OUTCOME = ("choice", "shared_outcome")
REFERRED = (NODES, ELEMENTS, GOALS, SOURCES, MEASURES)


def dangling(form: Form) -> set[Path]:
    """The paths of records that something names and that are not there."""
    return {target for _, target in _references(form) if at(target, form) is None}


def with_record_back(form: Form, base: Form, path: Path) -> Form:
    """The plan in which a record that it lacks stands again as in `base`, with what was cleared because it was gone."""
    back = _inserted(form, base, path)
    for place, target in _references(base):
        if target != path:
            continue
        holder = place[:3] if place[0] == "logic" else place[:2]
        if place[:2] == LINKS and at(holder, back) is None:
            ends = at(holder, base)
            if all(at((*NODES, ends[end]), back) is not None for end in ("source", "target")):
                back = _inserted(back, base, holder)
        elif at(place, back) is None and (place == _SHARED_OUTCOME or at(holder, back) is not None):
            back = _with(back, place, path[-1])
        elif isinstance(at(place, back), list) and path[-1] not in at(place, back):
            kept = [key for key in at(place, base) if key in at(place, back) or key == path[-1]]
            new = [key for key in at(place, back) if key not in kept]
            back = _with(back, place, kept + new)
    return back


def _references(form: Form) -> Iterator[tuple[Path, Path]]:
    """Each reference: the path of its field, and the path of what it names."""
    if form["choice"]["shared_outcome"]:
        yield _SHARED_OUTCOME, (*NODES, form["choice"]["shared_outcome"])
    for holders, field, targets in _FIELDS:
        for key in at(holders, form)["order"]:
            named = at((*holders, key, *field), form)
            for each in named if isinstance(named, list) else filter(None, [named]):
                yield (*holders, key, *field), (*targets, each)


def _inserted(form: Form, base: Form, path: Path) -> Form:
    """With the record of `base` at `path`, after the one that stands before it there."""
    records, old = at(path[:-1], form), at(path[:-1], base)
    ahead = old["order"][: old["order"].index(path[-1])]
    place = max((records["order"].index(key) + 1 for key in ahead if key in records["items"]), default=0)
    order = [*records["order"][:place], path[-1], *records["order"][place:]]
    return _with(form, path[:-1], {"order": order, "items": {**records["items"], path[-1]: at(path, base)}})


def _with(form: Form, path: Path, value: Any) -> Form:
    """A copy in which `value` stands at `path`."""
    if not path:
        return value
    if set(form) == {"order", "items"}:
        return {**form, "items": {**form["items"], path[0]: _with(form["items"][path[0]], path[1:], value)}}
    return {**form, path[0]: _with(form[path[0]], path[1:], value)}

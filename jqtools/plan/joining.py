"""Three versions of the same JSON values joined into one, field by field and record by record; for `merge`.

What only one side changed is taken from that side. Where both changed one thing differently, the side that wins
is kept and the place is noted. A measured value with all that belongs to it is one thing: two people's numbers are
never mixed, and what one side suppressed stays suppressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jqtools.plan.measured import Measured, ValueStatus
from jqtools.plan.places import Form, Path, is_records

ORDER = "order"
MEASURED = tuple(Measured.model_fields)


@dataclass(frozen=True)
class Clash:
    """A place that both sides changed differently, the values there, and which of them is kept.

    A value is None where there is no such record. `unit` names the fields of a measured value that is one thing.
    """

    path: Path
    base: Any
    mine: Any
    theirs: Any
    mine_kept: bool
    unit: tuple[str, ...] = ()

    @property
    def is_deletion(self) -> bool:
        """Whether one side deleted a record that the other changed."""
        return isinstance(self.base, dict) and None in (self.mine, self.theirs)


def unit_of(path: Path) -> tuple[str, ...]:
    """The fields of a value, measured or aimed for, that are one thing, in what stands at `path`; often none."""
    if path[:1] == ("observations",) and len(path) == 2:
        return MEASURED
    more = {"baseline": ("period", "source"), "target": ("date",)}
    in_measure = path[:1] == ("measures",) and len(path) == 3 and path[2] in more
    return (*MEASURED, *more[path[2]]) if in_measure else ()


def is_suppressed(value: Form | None) -> bool:
    """Whether a measured value may not be shown."""
    return value is not None and value.get("status") == ValueStatus.SUPPRESSED


@dataclass(frozen=True)
class Join:
    """Joins values; `mine_wins` says whose value is kept where both changed one thing."""

    mine_wins: bool

    def join(self, base: Any, mine: Any, theirs: Any, path: Path, clashes: list[Clash]) -> Any:
        """One value from three; None stands for a record that is not there. Adds to `clashes`."""
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        if mine is None or theirs is None or not isinstance(mine, dict):
            return self._decided(base, mine, theirs, path, clashes)
        if is_records(mine):
            return self._records(base or {"order": [], "items": {}}, mine, theirs, path, clashes)
        old = base or {}
        unit = self._unit(old, mine, theirs, path, clashes)
        rest = (name for name in mine if name not in unit)
        joined = {name: self.join(old.get(name), mine[name], theirs[name], (*path, name), clashes) for name in rest}
        return {name: unit[name] if name in unit else joined[name] for name in mine}

    def _unit(self, base: Form, mine: Form, theirs: Form, path: Path, clashes: list[Clash]) -> Form:
        """The fields that are one thing, from the side that changed any of them; where both did, from one of them."""
        names = unit_of(path)
        old, ours, other = ({name: side.get(name) for name in names} for side in (base, mine, theirs))
        if ours == other or other == old:
            return ours
        if ours == old:
            return other
        for side, another in ((ours, other), (other, ours)):
            if side == {**old, "source": None}:
                return _without_source(old, another)
        hidden = is_suppressed(ours), is_suppressed(other)
        mine_kept = hidden[0] if hidden[0] != hidden[1] else self.mine_wins
        clashes.append(Clash(path, old, ours, other, mine_kept, names))
        return ours if mine_kept else other

    def _decided(self, base: Any, mine: Any, theirs: Any, path: Path, clashes: list[Clash]) -> Any:
        lists = all(isinstance(each, list) for each in (base, mine, theirs))
        if lists and all(_only_added_or_removed(base, each) for each in (mine, theirs)):
            return self._ordered(base, mine, theirs, _kept(base, mine, theirs))
        is_record = isinstance(mine, dict) or isinstance(theirs, dict)
        mine_kept = theirs is None if is_record else self.mine_wins
        clashes.append(Clash(path, base, mine, theirs, mine_kept))
        return mine if mine_kept else theirs

    def _records(self, base: Form, mine: Form, theirs: Form, path: Path, clashes: list[Clash]) -> Form:
        items = {}
        for key in dict.fromkeys((*base[ORDER], *mine[ORDER], *theirs[ORDER])):
            sides = (form["items"].get(key) for form in (base, mine, theirs))
            joined = self.join(*sides, (*path, key), clashes)
            if joined is not None:
                items[key] = joined
        orders = (base[ORDER], mine[ORDER], theirs[ORDER])
        if _moved_differently(*orders):
            clashes.append(Clash((*path, ORDER), *orders, self.mine_wins))
        order = self._ordered(*orders, set(items))
        return {ORDER: order, "items": {key: items[key] for key in order}}

    def _ordered(self, base: list[str], mine: list[str], theirs: list[str], kept: set[str]) -> list[str]:
        """The kept keys in the order of the side that moved some, else of the winning one; the other's new ones after
        what they stand behind there."""
        moved = [_moved(base, mine, theirs), _moved(base, theirs, mine)]
        first, second = (mine, theirs) if (moved[0] if moved[0] != moved[1] else self.mine_wins) else (theirs, mine)
        order = [key for key in first if key in kept]
        for place, key in enumerate(second):
            if key in kept and key not in first:
                behind = next((order.index(each) + 1 for each in reversed(second[:place]) if each in order), 0)
                order.insert(behind, key)
        return order


def _without_source(base: Form, side: Form) -> Form:
    """What one side measured while the other only lost the source, as deleting the source does; a new source stays."""
    return {**side, "source": None} if side["source"] == base["source"] else side


def _kept(base: list[str], mine: list[str], theirs: list[str]) -> set[str]:
    return {each for each in {*mine, *theirs} if (each in mine and each in theirs) or each not in base}


def _only_added_or_removed(base: Sequence[str], side: Sequence[str]) -> bool:
    unlike = len(set(side)) == len(side) and len(set(base)) == len(base)
    return unlike and [each for each in side if each in base] == [each for each in base if each in side]


def _shared(order: Sequence[str], *others: Sequence[str]) -> Iterator[str]:
    return (key for key in order if all(key in other for other in others))


def _moved(base: Sequence[str], side: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a side put what all three have in another order than `base`."""
    return list(_shared(side, base, other)) != list(_shared(base, side, other))


def _moved_differently(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> bool:
    both = _moved(base, mine, theirs) and _moved(base, theirs, mine)
    return both and list(_shared(mine, base, theirs)) != list(_shared(theirs, base, mine))

"""Three versions of the same JSON values joined into one, field by field and record by record; for `merge`.

What only one side changed is taken from that side. Where both changed one thing differently, the side that wins
is kept and the place is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jqtools.plan.places import Form, Path, is_records

ORDER = "order"


@dataclass(frozen=True)
class Clash:
    """A place that both sides changed differently, and the values there; None where there is no such record."""

    path: Path
    base: Any
    mine: Any
    theirs: Any

    @property
    def is_deletion(self) -> bool:
        """Whether one side deleted a record that the other changed."""
        return isinstance(self.base, dict) and None in (self.mine, self.theirs)


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
        return {name: self.join(old.get(name), mine[name], theirs[name], (*path, name), clashes) for name in mine}

    def _decided(self, base: Any, mine: Any, theirs: Any, path: Path, clashes: list[Clash]) -> Any:
        lists = all(isinstance(each, list) for each in (base, mine, theirs))
        if lists and all(_only_added_or_removed(base, each) for each in (mine, theirs)):
            return self._ordered(base, mine, theirs, _kept(base, mine, theirs))
        clashes.append(Clash(path, base, mine, theirs))
        if isinstance(mine, dict) or isinstance(theirs, dict):
            return mine if theirs is None else theirs
        return mine if self.mine_wins else theirs

    def _records(self, base: Form, mine: Form, theirs: Form, path: Path, clashes: list[Clash]) -> Form:
        items = {}
        for key in dict.fromkeys((*base[ORDER], *mine[ORDER], *theirs[ORDER])):
            sides = (form["items"].get(key) for form in (base, mine, theirs))
            joined = self.join(*sides, (*path, key), clashes)
            if joined is not None:
                items[key] = joined
        orders = (base[ORDER], mine[ORDER], theirs[ORDER])
        if _moved_differently(*orders):
            clashes.append(Clash((*path, ORDER), *orders))
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

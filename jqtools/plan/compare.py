"""What changed from one plan to another, place by place and in the reader's words.

Records are matched by id, so a record that was renamed or moved is still the same one. When a plan was saved is no
difference; a number that differs only in its last binary digits is none either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jqtools.plan.places import (
    Form,
    Path,
    at,
    field_words,
    is_records,
    name_words,
    place_words,
    record_words,
    value_words,
)
from jqtools.plan.plan import Plan
from jqtools.plan.planfile import plan_form
from jqtools.words import _

_NOT_COMPARED = ("format", "schema_version", "created", "modified")


class ChangeKind(StrEnum):
    """What happened at a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One change. `path` is the place, such as `measures/me_7k3m9q/target/date`, and `place` the same in words.

    `old` and `new` are the values in words, "" for none. A record that was added or removed comes whole, a
    record that was moved with its place in the list, or with what it stands behind or before where others came or went.
    """

    path: str
    place: str
    kind: ChangeKind
    old: str
    new: str

    @property
    def section(self) -> str:
        """The section of the plan that changed."""
        return self.path.split("/", 1)[0]


def compare(old: Plan, new: Plan) -> tuple[Difference, ...]:
    """Every difference between two plans, in the order of the plan file; empty when they say the same."""
    before, after = plan_form(old), plan_form(new)
    names = (name for name in after if name not in _NOT_COMPARED)
    return tuple(difference for name in names for difference in differences(before, after, (name,)))


def differences(before: Form, after: Form, path: Path) -> Iterator[Difference]:
    """Every difference at and below a path that both plans, as JSON values, have."""
    yield from _Comparison(before, after).of(at(path, before), at(path, after), path)


@dataclass(frozen=True)
class _Comparison:
    before: Form
    after: Form

    def of(self, old: Any, new: Any, path: Path) -> Iterator[Difference]:
        if old == new:
            return
        if is_records(old) and is_records(new):
            yield from self._records(old, new, path)
        elif isinstance(old, dict) and isinstance(new, dict):
            for name in new:
                yield from self.of(old[name], new[name], (*path, name))
        else:
            words = field_words(path, self.after, self.before)
            was, now = value_words(old, words, self.before), value_words(new, words, self.after)
            numbers = isinstance(old, int | float) and isinstance(new, int | float)
            if was != now or not numbers:
                yield self._difference(path, ChangeKind.CHANGED, was, now)

    def _records(self, old: Form, new: Form, path: Path) -> Iterator[Difference]:
        for key in old["order"]:
            if key not in new["items"]:
                words = record_words((*path, key), old["items"][key], self.before)
                yield self._difference((*path, key), ChangeKind.REMOVED, words, "")
        for key in new["order"]:
            if key in old["items"]:
                yield from self.of(old["items"][key], new["items"][key], (*path, key))
            else:
                words = record_words((*path, key), new["items"][key], self.after)
                yield self._difference((*path, key), ChangeKind.ADDED, "", words)
        moved = _moved(old["order"], new["order"])
        for key in moved:
            yield self._difference((*path, key), ChangeKind.MOVED, *self._stands(key, moved, old, new, path))

    def _stands(self, key: str, moved: Sequence[str], old: Form, new: Form, path: Path) -> Iterator[str]:
        """Where a record stood and stands: its place in the list, or a record that did not move."""
        places = [form["order"].index(key) for form in (old, new)]
        if set(old["order"]) == set(new["order"]) and places[0] != places[1]:
            yield from (_("place {n}").format(n=place + 1) for place in places)
            return
        stayed = [each for each in new["order"] if each in old["items"] and each not in moved]
        for form, place in zip((old, new), places, strict=True):
            ahead = [each for each in form["order"][:place] if each in stayed]
            word, other = ("after", ahead[-1]) if ahead else ("before", stayed[0])
            yield f"{word} {name_words((*path, other), self.after)}"

    def _difference(self, path: Path, kind: ChangeKind, old: str, new: str) -> Difference:
        return Difference("/".join(path), place_words(path, self.after, self.before), kind, old, new)


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The fewest ids that must have been moved, so that the rest stand as they stood to each other."""
    places = {key: place for place, key in enumerate(old)}
    kept = [key for key in new if key in places]
    stayed = _longest_rising([places[key] for key in kept])
    return [key for place, key in enumerate(kept) if place not in stayed]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising run, by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            ends.append(position)
        else:
            tops[pile], ends[pile] = number, position
    found, position = set(), ends[-1] if ends else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found

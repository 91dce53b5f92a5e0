"""Many records at once: a list that somebody pasted, one change a line, as elements of the plan."""

from __future__ import annotations

import re

from jqtools.plan.control import Element
from jqtools.plan.plan import Plan
from jqtools.plan.records import Records
from jqtools.plan.values import MAX_TEXT, derived_id

MAX_LINES = 60
# What stands before the words of a line in a list: a dash, a dot, a number or a letter with a mark, a box to tick.
_BULLET = re.compile(r"^(?:(?:[-\u2013\u2014*•·▪◦‣>]+|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\[[ xX]?\])\s+)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def lines_of(pasted: str) -> tuple[str, ...]:
    """The separate lines of a pasted list in their order, without bullets, blanks and lines that come twice."""
    found: dict[str, str] = {}
    for line in pasted.splitlines():
        words = _words(line)[:MAX_TEXT]
        if words:
            found.setdefault(words.casefold(), words)
    return tuple(found.values())


def with_changes(plan: Plan, pasted: str) -> tuple[Plan, int]:
    """The plan with an element for each new line of a list, and how many were added: at most 60 at once.

    A line that is an element of the plan already adds nothing.
    """
    there = _texts(plan)
    new = [line for line in lines_of(pasted) if line.casefold() not in there][:MAX_LINES]
    taken = set(plan.elements.ids())
    made = []
    for line in new:
        key = _free_id(line, taken)
        taken.add(key)
        made.append(Element(id=key, text=line))
    elements = Records((*plan.elements, *made))
    return plan.model_copy(update={"elements": elements}), len(made)


def already_there(plan: Plan, pasted: str) -> int:
    """How many lines of a list are elements of the plan already."""
    there = _texts(plan)
    return sum(line.casefold() in there for line in lines_of(pasted))


def _texts(plan: Plan) -> frozenset[str]:
    return frozenset(" ".join(each.text.split()).casefold() for each in plan.elements)


def _words(line: str) -> str:
    words = " ".join(_CONTROL.sub(" ", line).split())
    return _BULLET.sub("", f"{words} ").strip()


def _free_id(line: str, taken: set[str]) -> str:
    tries = 0
    while derived_id("el", line, str(tries)) in taken:
        tries += 1
    return derived_id("el", line, str(tries))

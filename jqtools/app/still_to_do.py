"""What the coach misses in a plan that is still being built: still to do, as long as its time has not come.

A step that nobody began lacks all, every new card its fields, every new box a link and a measure, and nothing is wrong
with that. What is missing weighs as the coach says once the plan goes on without it: the column it waits for has
boxes, something is written in a later part, or the person left its box, card or part of the page. A box without words
waits until the person leaves it. What was there when the page came was left before. What is wrong weighs at once. The
command line and the report weigh all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jqtools.coach import Finding
from jqtools.content import steps
from jqtools.plan import Plan
from jqtools.plan.logic import Node, Stage

# The checks that say what is missing, by the section in which it would be written.
_MISSING = {
    "elements": ("S01", "S04", "S06", "S08"),
    "choice": ("L01",),
    "goals": ("M01", "M30"),
    "logic": (
        *("M02", "M03", "M04", "M05", "M06", "M07", "M08", "M12", "M13", "M16", "M20", "M23", "M26"),
        *("D01", "D02"),
    ),
    "measures": (
        *("D03", "D04", "D06", "D07", "D15", "D16", "D22", "D23", "D30", "D35", "D36", "D40", "D45"),
        *("E01", "E03", "E04", "E14", "E15"),
    ),
    "engagements": ("E07",),
}
_WRITTEN_IN = {code: section for section, codes in _MISSING.items() for code in codes}
# The sections from the first step on: what is written there says how far the visitor is.
_WALK = (
    *("elements", "choice", "goals", "logic", "assumptions", "risks"),
    *("sources", "measures", "answers", "engagements"),
)


def still_to_do(plan: Plan, findings: Mapping[str, Finding], left: frozenset[str] = frozenset()) -> frozenset[str]:
    """The keys of those findings that say what is missing, while what they wait for is not there.

    `left` marks what the person has turned from, as `left_behind` does.
    """
    over = _parts_that_are_over(plan)
    return frozenset(
        key
        for key, finding in findings.items()
        if finding.is_open
        and finding.code in _WRITTEN_IN
        and not _is_left(plan, finding, left)
        and (_is_box_without_words(plan, finding) or not _is_due(plan, finding, over))
    )


def left_behind(plan: Plan, names: frozenset[str] | None = None) -> frozenset[str]:
    """Marks of what is left where the person turns from these records and sections, or from all.

    The names come from outside and may name nothing.
    A record is marked by its id; a section in which something is written by its name with each record that is there
    by now, such as `logic:no_a`, so that what is added later is new.
    """
    written = [section for section in _WALK if _is_written(plan, section)]
    records = {each.id for section in written for each in _records(plan, section)}
    sections = written if names is None else names.intersection(written)
    passed = (f"{section}:{record}" for section in sections for record in ("", *records))
    return frozenset((*(records if names is None else records & names), *passed))


def _records(plan: Plan, section: str) -> Iterable[Any]:
    whole = {"logic": plan.logic.nodes, "choice": ()}
    return whole[section] if section in whole else getattr(plan, section)


def _parts_that_are_over(plan: Plan) -> frozenset[str]:
    """The sections of all parts before the last one in which something is written."""
    parts = [part.sections for step in steps().values() for part in step.parts]
    written = [place for place, sections in enumerate(parts) if any(_is_written(plan, each) for each in sections)]
    last = max(written, default=0)
    return frozenset(section for sections in parts[:last] for section in sections)


def _is_written(plan: Plan, section: str) -> bool:
    if section == "choice":
        return bool(plan.choice.chosen())
    return section in _WALK and bool(_records(plan, section))


def _is_box_without_words(plan: Plan, finding: Finding) -> bool:
    """A box that was only just added: nobody has begun to write it."""
    box = plan.logic.nodes.get(finding.path.partition("/")[2])
    return box is not None and not box.text.strip()


def _is_due(plan: Plan, finding: Finding, over: frozenset[str]) -> bool:
    return _OUTSIDE.get(finding.code, _WRITTEN_IN[finding.code]) in over or _awaited_is_there(plan, finding)


def _awaited_is_there(plan: Plan, finding: Finding) -> bool:
    box = plan.logic.nodes.get(finding.path.partition("/")[2])
    awaited = _AWAITED.get(finding.code)
    return awaited is not None and awaited(plan, box)


def _is_left(plan: Plan, finding: Finding, left: frozenset[str]) -> bool:
    """Whether the person left where it would be written."""
    record = finding.path.partition("/")[2]
    if finding.code in _OUTSIDE:
        return f"{_OUTSIDE[finding.code]}:{record}" in left
    link = plan.logic.links.get(record)
    owner = link.source if link else record
    return owner in left or f"{_WRITTEN_IN[finding.code]}:{owner}" in left


def _boxes(stage: Stage) -> Callable[[Plan, Node | None], bool]:
    return lambda plan, box: bool(plan.logic.of_stage(stage))


def _other_end_of_an_input(plan: Plan, box: Node | None) -> bool:
    """An input waits for activities, an activity for inputs."""
    wanted = Stage.ACTIVITY if box and box.stage is Stage.INPUT else Stage.INPUT
    return bool(plan.logic.of_stage(wanted))


def _measures(plan: Plan, box: Node | None) -> bool:
    return bool(plan.measures)


def _questions_and_nobody(plan: Plan, box: Node | None) -> bool:
    """Step 4 goes on without anybody; a card that was just added is still being written."""
    return bool(plan.answers) and not plan.engagements


# What is not written in its own box or card, but with another box or a measure: the section in which it is.
_OUTSIDE = {code: "logic" for code in ("M02", "M03", "M04", "M05", "M06", "M07", "M08")} | {
    "D01": "measures",
    "D02": "measures",
}

# What a missing link waits for: the boxes at its other end; an outcome without a measure, or people: measures; and who
# takes part: answers to the questions before.
_AWAITED: dict[str, Callable[[Plan, Node | None], bool]] = {
    "M02": _boxes(Stage.OUTCOME),
    "M03": lambda plan, box: bool(plan.goals),
    "M04": _boxes(Stage.ACTIVITY),
    "M05": _boxes(Stage.OUTPUT),
    "M06": _boxes(Stage.OUTPUT),
    "M07": _boxes(Stage.OUTCOME),
    "M08": _other_end_of_an_input,
    "M12": _boxes(Stage.OUTPUT),
    "M20": _measures,
    "D01": _measures,
    "D02": _measures,
    "E07": _questions_and_nobody,
}

"""Step 3a, document your goals: goals, and the logic model that is meant to reach them.

Boxes are nodes of four stages; a link says that one leads to another, and why. Words for reading a
link aloud are computed here; the picture is drawn in `report.diagram`.
"""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.records import Record, Records
from jqtools.plan.values import Amount, Id, PartDate, Text, Value


class Stage(StrEnum):
    """The four columns of a logic model."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"


class Term(StrEnum):
    """When an outcome is due: within a year, in one to three years, after three years."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class InputKind(StrEnum):
    """What an input is; the playbook names the first three as always needed."""

    LEADERSHIP = "leadership"
    STAFF = "staff"
    FUNDING = "funding"
    AUTHORITY = "authority"
    DATA = "data"
    RELATIONSHIPS = "relationships"


class Secured(StrEnum):
    """Whether an input is there."""

    YES = "yes"
    ASKED = "asked"
    NOT_YET = "not_yet"


class Goal(Record):
    """By a date, some people will have something different about their job, because of the lever."""

    text: Text = ""
    principles: tuple[Text, ...] = ()
    population: Text = ""
    by_date: PartDate = ""


class Node(Record):
    """A box of the logic model; which of the fields apply depends on its stage.

    `planned` is a count in `unit` (outputs); `population` says whose jobs change (outcomes);
    `element` is the id of the step 1 element that the activity works on.
    """

    stage: Stage
    text: Text = ""
    kind: InputKind | None = None
    secured: Secured | None = None
    owner: Text = ""
    start: PartDate = ""
    end: PartDate = ""
    element: Id | None = None
    planned: Amount | None = None
    unit: Text = ""
    term: Term | None = None
    population: Text = ""
    goal: Id | None = None


class Link(Record):
    """`source` leads to `target`, because of `because`."""

    source: Id
    target: Id
    because: Text = ""


class Assumption(Record):
    """Something that must hold, or that could move the result from outside."""

    text: Text = ""
    signal: Text = ""
    element: Id | None = None


class LogicModel(Value):
    """The boxes and the links between them."""

    nodes: Records[Node] = Records()
    links: Records[Link] = Records()

    def of_stage(self, stage: Stage) -> tuple[Node, ...]:
        """The boxes of one column, in order."""
        return tuple(node for node in self.nodes if node.stage is stage)

    def codes(self) -> dict[str, str]:
        """A short code for each box id, by column and place: I1, A1, O1, C1 (C for change)."""
        letters = {Stage.INPUT: "I", Stage.ACTIVITY: "A", Stage.OUTPUT: "O", Stage.OUTCOME: "C"}
        return {
            node.id: f"{letters[stage]}{place}"
            for stage in Stage
            for place, node in enumerate(self.of_stage(stage), start=1)
        }

    def causes(self, node_id: str) -> tuple[Node, ...]:
        """The boxes with a link into this one."""
        found = (self.nodes.get(link.source) for link in self.links if link.target == node_id)
        return tuple(node for node in found if node)

    def effects(self, node_id: str) -> tuple[Node, ...]:
        """The boxes that this one has a link to."""
        found = (self.nodes.get(link.target) for link in self.links if link.source == node_id)
        return tuple(node for node in found if node)

    def tidy(self) -> LogicModel:
        """The same without links whose boxes are gone."""
        ids = set(self.nodes.ids())
        kept = [link for link in self.links if link.source in ids and link.target in ids]
        return self.model_copy(update={"links": Records(kept)})


_NEXT = {Stage.INPUT: Stage.ACTIVITY, Stage.ACTIVITY: Stage.OUTPUT, Stage.OUTPUT: Stage.OUTCOME}


def link_allowed(source: Node, target: Node) -> bool:
    """Whether the workbook's rules allow a link: one column on, or to an outcome of the same or a later term."""
    if source.id == target.id:
        return False
    if source.stage is Stage.OUTCOME and target.stage is Stage.OUTCOME:
        terms = list(Term)
        return not (source.term and target.term) or terms.index(source.term) <= terms.index(target.term)
    return _NEXT.get(source.stage) is target.stage


def sentence(link: Link, model: LogicModel) -> str:
    """A link read aloud: "If ..., then ..., because ...". Empty when one of its boxes is gone."""
    source, target = model.nodes.get(link.source), model.nodes.get(link.target)
    if source is None or target is None:
        return ""
    words = f"If “{_plain(source.text)}”, then “{_plain(target.text)}”"
    return f"{words}, because {_plain(link.because)}." if link.because.strip() else f"{words}."


def in_a_cycle(model: LogicModel) -> tuple[Node, ...]:
    """The boxes that lead back to themselves."""
    after = {node.id: [n.id for n in model.effects(node.id)] for node in model.nodes}
    return tuple(node for node in model.nodes if node.id in _reached(after, node.id))


def _reached(after: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(after[start])
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += after[here]
    return seen


def _plain(text: str) -> str:
    return text.strip().rstrip(".") or "(no words yet)"

"""Step 3a, document your goals: goals, and the logic model that is meant to reach them.

Boxes are nodes of four stages; a link says that one leads to another, and why. Words for reading a
link aloud are computed here; the picture is drawn in `report.diagram`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Strict

from jqtools.plan.lever import LeverKey
from jqtools.plan.records import Record, Records
from jqtools.plan.review import Likelihood
from jqtools.plan.values import Amount, Id, PartDate, Secured, Text, Value


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


class GoalStatus(StrEnum):
    """How far a goal has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    MET = "met"
    DROPPED = "dropped"


class WorkStatus(StrEnum):
    """How far the work of a box has come."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class LinkKind(StrEnum):
    """What a link says: one box leads to the next, or a later one feeds back into an earlier one."""

    LEADS_TO = "leads_to"
    FEEDS_BACK = "feeds_back"


class Strength(StrEnum):
    """How sure one can be that a link holds."""

    TESTED = "tested"
    PLAUSIBLE = "plausible"
    HOPE = "hope"


class AssumptionState(StrEnum):
    """Whether what must hold still does."""

    HOLDING = "holding"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"


class Goal(Record):
    """By a date, some people will have something different about their job, because of the lever."""

    text: Text = ""
    principles: tuple[Text, ...] = ()
    population: Text = ""
    by_date: PartDate = ""
    status: GoalStatus | None = None


class Node(Record):
    """A box of the logic model; which of the fields apply depends on its stage.

    `planned` is a count in `unit` (outputs); `amount` is in `unit` and comes from `from_whom` (inputs);
    `population` says whose jobs change (outcomes); `element` is the id of the step 1 element that an
    activity works on; `equity` marks a box that bears on who benefits.
    """

    stage: Stage
    text: Text = ""
    lever: LeverKey | None = None
    kind: InputKind | None = None
    secured: Secured | None = None
    amount: Amount | None = None
    from_whom: Text = ""
    owner: Text = ""
    partner: Text = ""
    place: Text = ""
    start: PartDate = ""
    end: PartDate = ""
    element: Id | None = None
    planned: Amount | None = None
    unit: Text = ""
    term: Term | None = None
    population: Text = ""
    goal: Id | None = None
    status: WorkStatus | None = None
    equity: Annotated[bool, Strict()] = False
    note: Text = ""


class Link(Record):
    """`source` leads to `target`, because of `because`; `evidence` is a citation, a link or a document."""

    source: Id
    target: Id
    kind: LinkKind = LinkKind.LEADS_TO
    because: Text = ""
    strength: Strength | None = None
    evidence: Text = ""


class Assumption(Record):
    """Something that must hold, or that could move the result from outside.

    `element` is a parked element of step 1, `measure` a measure that watches it.
    """

    text: Text = ""
    likelihood: Likelihood | None = None
    if_wrong: Text = ""
    signal: Text = ""
    measure: Id | None = None
    review_on: PartDate = ""
    state: AssumptionState | None = None
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

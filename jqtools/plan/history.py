"""How a plan stands and how it came about: its state, decisions, documents, waivers, notes and changes."""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.records import Record
from jqtools.plan.values import PartDate, Text, Value


class PlanState(StrEnum):
    """Where a plan stands between the first words and its last lessons."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    ADOPTED = "adopted"
    MONITORING = "monitoring"
    CLOSED = "closed"


class Standing(Value):
    """The state of the plan, as people decided it; who adopted it and when; lessons once it is closed."""

    state: PlanState | None = None
    adopted_by: Text = ""
    adopted_on: PartDate = ""
    lessons: Text = ""

    @property
    def is_adopted(self) -> bool:
        """Whether the plan has been adopted: each change from then on is logged."""
        return self.state in (PlanState.ADOPTED, PlanState.MONITORING, PlanState.CLOSED)


class Decision(Record):
    """A choice made on the way; `step` is the part of the process, `alternatives` what else was looked at."""

    step: Text = ""
    choice: Text = ""
    alternatives: Text = ""
    reason: Text = ""
    date: PartDate = ""


class Document(Record):
    """A paper that the plan rests on: a link or file name, and what it was used for."""

    title: Text = ""
    where: Text = ""
    date: PartDate = ""
    used_for: Text = ""


class Waiver(Record):
    """A finding of the coach that somebody accepted: which check and place, why, who, and until when.

    `path` is the finding's place in the plan, such as `measures/me_7k3m9q`. An empty `until` does not end.
    """

    code: Text = ""
    path: Text = ""
    reason: Text = ""
    who: Text = ""
    accepted_on: PartDate = ""
    until: PartDate = ""


class Note(Record):
    """A remark about a place in the plan: a thought parked in a meeting, or what a merge could not join."""

    about: Text = ""
    text: Text = ""
    date: PartDate = ""


class ChangeEntry(Record):
    """A line of the change log."""

    date: PartDate = ""
    role: Text = ""
    what: Text = ""
    why: Text = ""

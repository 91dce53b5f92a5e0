"""After the start: what was observed, what was learned and decided, the story told, and the risks watched."""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.measured import Measured
from jqtools.plan.records import Record
from jqtools.plan.values import Id, PartDate, Text
from jqtools.words import marked


class Finality(StrEnum):
    """Whether an observed value may still change."""

    FINAL = "final"
    PROVISIONAL = "provisional"


class Likelihood(StrEnum):
    """How likely something is, in the team's judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReviewDecision(StrEnum):
    """What a review decides about the plan."""

    KEEP = marked("keep")
    ADAPT = marked("adapt")
    STOP = marked("stop")


class Observation(Record, Measured):
    """What a measure showed in a period, for everyone (`group` "") or for one group of a scheme.

    `measure` is the measure's id; `entered_on` the day the value was put in, `source_version` which
    release or file it came from.
    """

    measure: Id | None = None
    start: PartDate = ""
    end: PartDate = ""
    dimension: Text = ""
    scheme: Text = ""
    group: Text = ""
    finality: Finality | None = None
    source_version: Text = ""
    entered_on: PartDate = ""
    note: Text = ""


class Risk(Record):
    """Something that may go wrong: what it would do, how one would notice, what to do then, and who."""

    text: Text = ""
    likelihood: Likelihood | None = None
    effect: Text = ""
    signal: Text = ""
    response: Text = ""
    owner: Text = ""


class ReviewCycle(Record):
    """A meeting, held or planned, that looks at the numbers and decides.

    `rule` says beforehand what would make you change the plan; `measures` are the ids of those looked at;
    `changes` what the meeting changed.
    """

    date: PartDate = ""
    attendees: Text = ""
    workers: Text = ""
    rule: Text = ""
    measures: tuple[Id, ...] = ()
    learned: Text = ""
    decision: ReviewDecision | None = None
    reason: Text = ""
    changes: Text = ""
    next_date: PartDate = ""


class StoryBrief(Record):
    """What is told to whom, in one claim that the measures carry. `measures` are ids."""

    audience: Text = ""
    decision: Text = ""
    claim: Text = ""
    measures: tuple[Id, ...] = ()
    comparison: Text = ""
    voice: Text = ""
    unknown: Text = ""
    ask: Text = ""
    date: PartDate = ""

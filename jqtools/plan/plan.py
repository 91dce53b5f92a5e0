"""The plan: everything an agency wrote in the four steps and after, as one frozen value.

Nothing computed is kept in it: ratings, scores, findings, progress and estimates are worked out when asked for.
"""

from __future__ import annotations

from typing import Any, Literal

from jqtools.plan.control import Element
from jqtools.plan.equity import Answer, Engagement
from jqtools.plan.header import Header
from jqtools.plan.history import ChangeEntry, Decision, Document, Note, Standing, Waiver
from jqtools.plan.lever import Choice, Levers
from jqtools.plan.lever_details import LeverDetails
from jqtools.plan.logic import Assumption, Goal, LogicModel
from jqtools.plan.measure import Measure
from jqtools.plan.records import Records
from jqtools.plan.review import Observation, ReviewCycle, Risk, StoryBrief
from jqtools.plan.source import DataSource
from jqtools.plan.values import Id, Moment, Value, new_id

SCHEMA_VERSION = 2
_KEPT_BY_PROGRAM = ("plan_id", "created", "modified", "changes")


class Plan(Value):
    """One agency's plan. Each section is edited in one place of the workbook.

    `created` and `modified` are moments in universal time, empty until somebody writes something.
    """

    format: Literal["jqtools-plan"] = "jqtools-plan"
    schema_version: Literal[2] = SCHEMA_VERSION
    plan_id: Id
    created: Moment = ""
    modified: Moment = ""
    header: Header = Header()
    elements: Records[Element] = Records()
    levers: Levers = Levers()
    choice: Choice = Choice()
    lever_details: LeverDetails = LeverDetails()
    goals: Records[Goal] = Records()
    logic: LogicModel = LogicModel()
    assumptions: Records[Assumption] = Records()
    risks: Records[Risk] = Records()
    sources: Records[DataSource] = Records()
    measures: Records[Measure] = Records()
    answers: Records[Answer] = Records()
    engagements: Records[Engagement] = Records()
    observations: Records[Observation] = Records()
    reviews: Records[ReviewCycle] = Records()
    stories: Records[StoryBrief] = Records()
    standing: Standing = Standing()
    decisions: Records[Decision] = Records()
    documents: Records[Document] = Records()
    waivers: Records[Waiver] = Records()
    notes: Records[Note] = Records()
    changes: Records[ChangeEntry] = Records()

    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        kept = {name: getattr(self, name) for name in _KEPT_BY_PROGRAM}
        return self == blank_plan().model_copy(update=kept)

    def tidy(self) -> Plan:
        """The same plan without references to things that are gone: links are dropped, other references cleared."""
        nodes, measures = set(self.logic.nodes.ids()), set(self.measures.ids())
        elements, goals, sources = (set(kept.ids()) for kept in (self.elements, self.goals, self.sources))
        logic = self.logic.model_copy(update={"nodes": _cleared(self.logic.nodes, element=elements, goal=goals)}).tidy()
        return self.model_copy(
            update={
                "choice": _cleared_value(self.choice, shared_outcome=nodes),
                "logic": logic,
                "assumptions": _cleared(self.assumptions, element=elements, measure=measures),
                "sources": _cleared(self.sources, built_by=nodes),
                "measures": _cleared(_with_baseline_sources(self.measures, sources), node=nodes, source=sources),
                "observations": _cleared(self.observations, measure=measures),
                "reviews": Records(_about_known(review, measures) for review in self.reviews),
                "stories": Records(_about_known(story, measures) for story in self.stories),
            }
        )


SECTIONS = tuple(
    name for name in Plan.model_fields if name not in ("format", "schema_version", "plan_id", "created", "modified")
)


def blank_plan() -> Plan:
    """A new plan with nothing in it yet and an id of its own."""
    return Plan(plan_id=new_id("pl"))


def _cleared(records: Records[Any], **known: set[str]) -> Records[Any]:
    return Records(_cleared_value(record, **known) for record in records)


def _cleared_value(value: Any, **known: set[str]) -> Any:
    gone = {name: None for name, ids in known.items() if getattr(value, name) not in {*ids, None}}
    return value.model_copy(update=gone) if gone else value


def _with_baseline_sources(measures: Records[Measure], sources: set[str]) -> Records[Measure]:
    def mend(measure: Measure) -> Measure:
        baseline = _cleared_value(measure.baseline, source=sources)
        return measure if baseline is measure.baseline else measure.model_copy(update={"baseline": baseline})

    return Records(mend(measure) for measure in measures)


def _about_known(record: Any, measures: set[str]) -> Any:
    kept = tuple(key for key in record.measures if key in measures)
    return record if kept == record.measures else record.model_copy(update={"measures": kept})

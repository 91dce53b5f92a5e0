"""The plan: everything an agency wrote in the four steps, as one frozen value.

Nothing computed is kept in it: ratings, scores, findings and estimates are worked out when asked for.
"""

from __future__ import annotations

from typing import Any, Literal

from jqtools.plan.control import Element
from jqtools.plan.equity import Answer, Engagement
from jqtools.plan.header import Header
from jqtools.plan.lever import Choice, Levers
from jqtools.plan.logic import Assumption, Goal, LogicModel
from jqtools.plan.measure import DataSource, Measure
from jqtools.plan.records import Record, Records
from jqtools.plan.values import Id, Value, new_id

SCHEMA_VERSION = 1
SECTIONS = (
    "header",
    "elements",
    "levers",
    "choice",
    "goals",
    "logic",
    "assumptions",
    "sources",
    "measures",
    "answers",
    "engagements",
)


class Plan(Value):
    """One agency's plan. Each section is edited in one place of the workbook."""

    format: Literal["jqtools-plan"] = "jqtools-plan"
    schema_version: Literal[1] = SCHEMA_VERSION
    plan_id: Id
    header: Header = Header()
    elements: Records[Element] = Records()
    levers: Levers = Levers()
    choice: Choice = Choice()
    goals: Records[Goal] = Records()
    logic: LogicModel = LogicModel()
    assumptions: Records[Assumption] = Records()
    sources: Records[DataSource] = Records()
    measures: Records[Measure] = Records()
    answers: Records[Answer] = Records()
    engagements: Records[Engagement] = Records()

    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return self == blank_plan().model_copy(update={"plan_id": self.plan_id})

    def tidy(self) -> Plan:
        """The same plan without references to things that are gone: links are dropped, other references cleared."""
        nodes, goals, sources = (set(kept.ids()) for kept in (self.logic.nodes, self.goals, self.sources))
        elements = set(self.elements.ids())
        logic = self.logic.model_copy(update={"nodes": _cleared(self.logic.nodes, element=elements, goal=goals)}).tidy()
        return self.model_copy(
            update={
                "logic": logic,
                "assumptions": _cleared(self.assumptions, element=elements),
                "sources": _cleared(self.sources, built_by=nodes),
                "measures": _cleared(_with_baseline_sources(self.measures, sources), node=nodes, source=sources),
            }
        )


def blank_plan() -> Plan:
    """A new plan with nothing in it yet and an id of its own."""
    return Plan(plan_id=new_id("pl"))


def _cleared(records: Records[Any], **known: set[str]) -> Records[Any]:
    def mend(record: Record) -> Record:
        gone = {name: None for name, ids in known.items() if getattr(record, name) not in {*ids, None}}
        return record.model_copy(update=gone) if gone else record

    return Records(mend(record) for record in records)


def _with_baseline_sources(measures: Records[Measure], sources: set[str]) -> Records[Measure]:
    def mend(measure: Measure) -> Measure:
        if measure.baseline.source in {*sources, None}:
            return measure
        return measure.model_copy(update={"baseline": measure.baseline.model_copy(update={"source": None})})

    return Records(mend(measure) for measure in measures)

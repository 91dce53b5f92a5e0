"""The part of a plan that is still meant to happen: the only part that the checks judge."""

from __future__ import annotations

from jqtools.plan import Plan
from jqtools.plan.logic import GoalStatus, LogicModel, WorkStatus
from jqtools.plan.records import Records


def live(plan: Plan) -> Plan:
    """The plan without goals and boxes that were dropped, and without links to these; itself where there are none."""
    goals = Records(goal for goal in plan.goals if goal.status is not GoalStatus.DROPPED)
    nodes = Records(node for node in plan.logic.nodes if node.status is not WorkStatus.DROPPED)
    if (len(goals), len(nodes)) == (len(plan.goals), len(plan.logic.nodes)):
        return plan
    logic = LogicModel(nodes=nodes, links=plan.logic.links).tidy()
    return plan.model_copy(update={"goals": goals, "logic": logic})

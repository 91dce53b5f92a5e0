"""A plan far larger than any agency should write, made the same way every time."""

from __future__ import annotations

from random import Random

from jqtools.plan import Plan, blank_plan
from jqtools.plan.logic import Link, LogicModel, Node, Stage, Term
from jqtools.plan.measure import Baseline, Direction, Measure, MeasureKind, Target, Unit
from jqtools.plan.records import Records
from jqtools.plan.source import DataSource

_STAGES = [Stage.INPUT] * 40 + [Stage.ACTIVITY] * 80 + [Stage.OUTPUT] * 80 + [Stage.OUTCOME] * 100
_WORDS = (
    "workers contracts wages schedule safety training board vendor report panel city county living notice raise"
    " share people staff hours firms"
)


def big_plan(seed: int = 2026) -> Plan:
    """A plan of 300 boxes, 700 links, 200 measures and 20 sources."""
    chance = Random(seed)
    nodes = Records(_node(chance, place, stage) for place, stage in enumerate(_STAGES))
    links = Records(_link(chance, place) for place in range(700))
    sources = Records(DataSource(id=f"so_{place}", name=_text(chance), lag_days=30) for place in range(20))
    measures = Records(_measure(chance, place) for place in range(200))
    logic = LogicModel(nodes=nodes, links=links)
    return blank_plan().model_copy(update={"logic": logic, "sources": sources, "measures": measures}).tidy()


def _text(chance: Random) -> str:
    return " ".join(chance.choice(_WORDS.split()) for _ in range(8))


def _node(chance: Random, place: int, stage: Stage) -> Node:
    term = chance.choice(list(Term)) if stage is Stage.OUTCOME else None
    return Node(id=f"no_{place}", stage=stage, text=_text(chance), term=term)


def _link(chance: Random, place: int) -> Link:
    source = chance.randrange(len(_STAGES))
    target = min(source + chance.randrange(1, 90), len(_STAGES) - 1)
    return Link(id=f"li_{place}", source=f"no_{source}", target=f"no_{target}")


def _measure(chance: Random, place: int) -> Measure:
    return Measure(
        id=f"me_{place}",
        name=_text(chance),
        node=f"no_{200 + place % 100}",
        kind=MeasureKind.OUTCOME,
        unit=Unit.PERCENT,
        direction=chance.choice([Direction.UP, Direction.DOWN]),
        baseline=Baseline(value=45.0, numerator=45.0, denominator=100.0, period="2026"),
        target=Target(value=60.0, date="2029-06-30"),
        source=f"so_{place % 20}",
    )

"""Where the boxes, headers and arrows of a logic model go. Drawing them is in `diagram`.

Boxes are as wide as makes the whole picture largest on a US letter page, landscape. Units are pixels.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jqtools.plan.logic import LogicModel, Node, Stage
from jqtools.report.heights import BOX_GAP, middles
from jqtools.report.layers import Layers, layers
from jqtools.report.order import Arrows, ordered
from jqtools.report.text_width import wrapped
from jqtools.words import _, marked

SIZE, LINE, PAD, HEAD, PORT = 14, 17, 9, 19, 11
GAP, TOP, HEADER, EDGE, FEEDBACK_EDGE, NOTE = 50, 62, 32, 10, 44, 20
_WIDTHS = (136, 150, 164, 180, 200, 224, 250)
_PAGE = (1000, 700)
NO_WORDS = marked("(no words yet)")


@dataclass(frozen=True)
class Box:
    """A box: its corner, its size, and its words as lines."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """The heading over the columns of a stage."""

    stage: Stage
    x: float
    width: float
    empty: bool


@dataclass(frozen=True)
class Arrow:
    """An arrow as the points it passes, in pairs: out of one column, into the next."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    feedback: bool


@dataclass(frozen=True)
class Layout:
    """A picture's size and parts."""

    width: float
    height: float
    headers: tuple[Header, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def layout(model: LogicModel) -> Layout:
    """The places of everything in the picture of `model`."""
    laid = layers(model)
    steps = Arrows(laid.chains)
    columns = ordered(laid.columns, steps)
    edge = FEEDBACK_EDGE if laid.feedback else EDGE
    ports = _port_counts(laid)
    wide = max(_WIDTHS, key=lambda width: (_scale(model, columns, ports, width, edge), width))
    tall = _tall(model, columns, ports, wide)
    y = middles(columns, steps, tall, TOP)
    x = {key: edge + at * (wide + GAP) for at, column in enumerate(columns) for key in column}
    boxes = tuple(
        Box(node, x[node.id], y[node.id] - tall[node.id] / 2, wide, tall[node.id], _lines(node, wide))
        for node in model.nodes
    )
    headers = tuple(
        Header(stage, edge + at * (wide + GAP), count * (wide + GAP) - GAP, not model.of_stage(stage))
        for stage, at, count in laid.spans
    )
    bottom = max((box.y + box.height for box in boxes), default=TOP)
    arrows = _arrows(laid, x, y, wide, bottom)
    width = 2 * edge + len(columns) * (wide + GAP) - GAP
    below = NOTE + 10 * len(laid.feedback) if laid.feedback else 0
    return Layout(width, bottom + EDGE + below, headers, boxes, arrows)


def _lines(node: Node, width: float) -> tuple[str, ...]:
    return wrapped(node.text, width - 2 * PAD, SIZE) or (_(NO_WORDS),)


def _tall(
    model: LogicModel, columns: Iterable[tuple[str, ...]], ports: Mapping[str, int], width: float
) -> dict[str, float]:
    tall = {key: 4.0 for column in columns for key in column}
    for node in model.nodes:
        words = HEAD + LINE * len(_lines(node, width)) + 2 * PAD - 4
        tall[node.id] = max(words, 2 * PAD + PORT * (ports.get(node.id, 1) - 1))
    return tall


def _scale(
    model: LogicModel,
    columns: tuple[tuple[str, ...], ...],
    ports: Mapping[str, int],
    width: float,
    edge: float,
) -> float:
    """How large the picture is on the page with boxes of `width`, at most its own size."""
    tall = _tall(model, columns, ports, width)
    high = max(sum(tall[key] + BOX_GAP for key in column) for column in columns)
    across = 2 * edge + len(columns) * (width + GAP) - GAP
    return min(1.0, _PAGE[0] / across, _PAGE[1] / (TOP + high))


def _port_counts(laid: Layers) -> dict[str, int]:
    """The most arrows that meet one side of each box."""
    ends = [(chain[0], chain[-1]) for chain in laid.chains] + list(laid.feedback)
    out, into = [source for source, _ in ends], [target for _, target in ends]
    return {key: max(out.count(key), into.count(key)) for key in {*out, *into}}


def _arrows(
    laid: Layers, x: Mapping[str, float], y: Mapping[str, float], wide: float, bottom: float
) -> tuple[Arrow, ...]:
    out, into = _ports(laid, y)
    found = []
    for number, chain in enumerate(laid.chains):
        heights = [y[key] for key in chain[1:-1]]
        leaving, entering = [out[number], *heights], [*heights, into[number]]
        points = []
        for at, (one, other) in enumerate(itertools.pairwise(chain)):
            points += [(x[one] + wide, leaving[at]), (x[other], entering[at])]
        found.append(Arrow(chain[0], chain[-1], tuple(points), False))
    for place, (source, target) in enumerate(laid.feedback):
        number, aside, low = len(laid.chains) + place, 16 + 5 * (place % 4), bottom + 10 * (place + 1)
        right, left = x[source] + wide + aside, x[target] - aside
        start, end = (x[source] + wide, out[number]), (x[target], into[number])
        around = (start, (right, start[1]), (right, low), (left, low), (left, end[1]), end)
        found.append(Arrow(source, target, around, True))
    return tuple(found)


def _ports(laid: Layers, y: Mapping[str, float]) -> tuple[dict[int, float], dict[int, float]]:
    """Where each arrow leaves and enters, in the order of what it is joined to; feedback below the rest."""
    out: dict[str, list[tuple[float, int]]] = {}
    into: dict[str, list[tuple[float, int]]] = {}
    for number, chain in enumerate(laid.chains):
        out.setdefault(chain[0], []).append((y[chain[1]], number))
        into.setdefault(chain[-1], []).append((y[chain[-2]], number))
    for place, (source, target) in enumerate(laid.feedback):
        out.setdefault(source, []).append((float("inf"), len(laid.chains) + place))
        into.setdefault(target, []).append((float("inf"), len(laid.chains) + place))
    return _spread(out, y), _spread(into, y)


def _spread(meeting: Mapping[str, list[tuple[float, int]]], y: Mapping[str, float]) -> dict[int, float]:
    return {
        number: y[key] + PORT * (at - (len(ends) - 1) / 2)
        for key, ends in meeting.items()
        for at, (_, number) in enumerate(sorted(ends))
    }

"""How high each box and point stands in its column: near what it is joined to, in order, never overlapping.

Each column in turn is placed as close as can be to the mean of its neighbours, by least squares with the
order and the gaps kept (pool adjacent violators).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from jqtools.report.order import Arrows

BOX_GAP, LINE_GAP = 14, 9
_PASSES, _FINAL = 24, 4


def middles(
    columns: Sequence[Sequence[str]], arrows: Arrows, tall: Mapping[str, float], top: float
) -> dict[str, float]:
    """The y of the middle of each key of `columns`; `tall` is how high each of them is."""
    offsets = [_offsets(column, tall) for column in columns]
    room = max((found[-1] for found in offsets if found), default=0)
    y = {}
    for column, found in zip(columns, offsets, strict=True):
        shift = (room - found[-1]) / 2 if found else 0
        y.update({key: shift + offset for key, offset in zip(column, found, strict=True)})
    for turn in range(_PASSES):
        rightward, last = turn % 2 == 0, turn >= _PASSES - _FINAL
        order = range(len(columns)) if rightward else range(len(columns) - 1, -1, -1)
        for at in order:
            near = [arrows.before, arrows.after] if last else [arrows.before if rightward else arrows.after]
            _place(columns[at], offsets[at], near, y)
    highest = min((y[column[0]] - tall[column[0]] / 2 for column in columns if column), default=top)
    return {key: found - highest + top for key, found in y.items()}


def is_point(key: str) -> bool:
    """Whether `key` is a point that an arrow passes, and not a box."""
    return ":" in key


def _offsets(column: Sequence[str], tall: Mapping[str, float]) -> list[float]:
    """The middles of a column stacked without more than the gaps, the first at its own half height."""
    found = [tall[column[0]] / 2] if column else []
    for upper, lower in itertools.pairwise(column):
        gap = LINE_GAP if is_point(upper) and is_point(lower) else BOX_GAP
        found.append(found[-1] + tall[upper] / 2 + gap + tall[lower] / 2)
    return found


def _place(column: Sequence[str], offsets: list[float], near: list[dict[str, list[str]]], y: dict[str, float]) -> None:
    blocks: list[list[float]] = []
    for key, offset in zip(column, offsets, strict=True):
        ends = [
            (y[other], 4 if is_point(other) and is_point(key) else 1) for side in near for other in side.get(key, ())
        ]
        weight = sum(pull for _, pull in ends)
        wanted = sum(end * pull for end, pull in ends) / weight if weight else y[key]
        blocks.append([wanted - offset, (4 if is_point(key) else 1) * max(weight, 0.5), 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            later, sooner = blocks.pop(), blocks.pop()
            both = sooner[1] + later[1]
            mean = (sooner[0] * sooner[1] + later[0] * later[1]) / both
            blocks.append([mean, both, sooner[2] + later[2]])
    shifts = [shift for shift, _, count in blocks for _ in range(int(count))]
    y.update({key: shift + offset for key, shift, offset in zip(column, shifts, offsets, strict=True)})

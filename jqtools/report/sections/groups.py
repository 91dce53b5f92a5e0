"""By which groups each measure is shown, in which categories, and what stands in the way; targets for groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jqtools.plan.measure import Measure
from jqtools.plan.split import Dimension, Reference, Split, SplitStatus
from jqtools.report.fields import NO_ANSWER, option
from jqtools.report.markup import Markup, detail, joined, line, table, tag
from jqtools.report.words import and_so_on, measure_name, number, quantity

_STATUS = {
    SplitStatus.HAVE: "have it",
    SplitStatus.COLLECT: "will collect it",
    SplitStatus.NOT_POSSIBLE: "not possible",
}


def groups(measures: Iterable[Measure]) -> Markup:
    """The measures by the dimensions that any of them is split by, then the targets for groups."""
    found = tuple(measures)
    used = [each for each in Dimension if any(each in _by_dimension(measure) for measure in found)]
    heads = [option("split", "dimension", each) for each in used]
    rows = [_row(measure, used) for measure in found]
    ends = ["Compared with", "Smallest group shown"]
    matrix = table("Each measure by group", ["Measure", *(heads or ["Split"]), *ends], rows, "matrix")
    return joined([tag("h3", "By which groups we will look"), matrix, _targets(found)])


def _row(measure: Measure, used: list[Dimension]) -> tuple[object, ...]:
    mine = _by_dimension(measure)
    cells = [joined(map(_split, mine[each])) if each in mine else "not split" for each in used] or ["not split"]
    why = measure.no_splits.strip()
    name = joined([line(measure_name(measure)), detail(f"Not split: {why}" if why else "")])
    least = "not said yet (10 is used)" if measure.min_cell is None else f"{measure.min_cell:,}"
    return (name, *cells, _compared(measure), least)


def _by_dimension(measure: Measure) -> Mapping[Dimension, list[Split]]:
    """A split whose dimension nobody named stands with "something else"."""
    found: dict[Dimension, list[Split]] = {}
    for split in measure.splits:
        found.setdefault(split.dimension or Dimension.OTHER, []).append(split)
    return found


def _split(split: Split) -> Markup:
    have = _STATUS.get(split.status, "planned")
    own = split.words.strip()
    scheme = option("split", "scheme", split.scheme)
    smallest = "" if split.smallest is None else f"smallest group: {split.smallest:,}"
    unknown = "" if split.unknown_percent is None else f"{number(split.unknown_percent)} percent without an answer"
    details = [
        "" if own.lower() == option("split", "dimension", split.dimension).lower() else own,
        f"Categories: {scheme}" if scheme.strip() else "",
        and_so_on([smallest, and_so_on([unknown, split.unknown_plan], ": ")]),
        f"Why not: {split.reason}" if split.reason.strip() else "",
    ]
    return joined([line(have), *map(detail, details)])


def _compared(measure: Measure) -> str:
    words = option("measure", "reference", measure.reference, NO_ANSWER).lower()
    own = measure.reference_group.strip()
    return own if measure.reference is Reference.NAMED and own else words


def _targets(measures: Iterable[Measure]) -> Markup:
    rows = [
        (
            measure_name(measure),
            each.group or "(no group named yet)",
            "no target yet" if each.value is None else quantity(each.value, measure.unit),
            each.date or "no date yet",
        )
        for measure in measures
        for each in measure.group_targets
    ]
    return table("Targets for groups", ("Measure", "Group", "Target", "By"), rows) if rows else Markup()

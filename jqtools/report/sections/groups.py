"""By which groups each measure is shown, in which categories, and what stands in the way; targets for groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jqtools.plan.measure import Measure
from jqtools.plan.split import Dimension, Reference, Split, SplitStatus
from jqtools.report.fields import NO_ANSWER, option
from jqtools.report.markup import Markup, detail, joined, line, table, tag
from jqtools.report.words import and_so_on, measure_name, number, quantity
from jqtools.words import _, date_words, in_digits, marked

_STATUS = {
    SplitStatus.HAVE: marked("have it"),
    SplitStatus.COLLECT: marked("will collect it"),
    SplitStatus.NOT_POSSIBLE: marked("not possible"),
}


def groups(measures: Iterable[Measure]) -> Markup:
    """The measures by the dimensions that any of them is split by, then the targets for groups."""
    found = tuple(measures)
    used = [each for each in Dimension if any(each in _by_dimension(measure) for measure in found)]
    heads = [option("split", "dimension", each) for each in used]
    rows = [_row(measure, used) for measure in found]
    ends = [_("Compared with"), _("Smallest group shown")]
    matrix = table(_("Each measure by group"), [_("Measure"), *(heads or [_("Split")]), *ends], rows, "matrix")
    return joined([tag("h3", _("By which groups we will look")), matrix, _targets(found)])


def _row(measure: Measure, used: list[Dimension]) -> tuple[object, ...]:
    mine = _by_dimension(measure)
    cells = [joined(map(_split, mine[each])) if each in mine else _("not split") for each in used] or [_("not split")]
    why = measure.no_splits.strip()
    name = joined([line(measure_name(measure)), detail(_("Not split: {why}").format(why=why) if why else "")])
    least = _("not said yet (10 is used)") if measure.min_cell is None else in_digits(measure.min_cell)
    return (name, *cells, _compared(measure), least)


def _by_dimension(measure: Measure) -> Mapping[Dimension, list[Split]]:
    """A split whose dimension nobody named stands with "something else"."""
    found: dict[Dimension, list[Split]] = {}
    for split in measure.splits:
        found.setdefault(split.dimension or Dimension.OTHER, []).append(split)
    return found


def _split(split: Split) -> Markup:
    have = _(_STATUS.get(split.status, marked("planned")))
    own = split.words.strip()
    scheme = option("split", "scheme", split.scheme)
    smallest = (
        "" if split.smallest is None else _("smallest group: {smallest}").format(smallest=in_digits(split.smallest))
    )
    unknown = (
        ""
        if split.unknown_percent is None
        else _("{unknown_percent} percent without an answer").format(unknown_percent=number(split.unknown_percent))
    )
    details = [
        "" if own.lower() == option("split", "dimension", split.dimension).lower() else own,
        _("Categories: {scheme}").format(scheme=scheme) if scheme.strip() else "",
        and_so_on([smallest, and_so_on([unknown, split.unknown_plan], ": ")]),
        _("Why not: {reason}").format(reason=split.reason) if split.reason.strip() else "",
    ]
    return joined([line(have), *map(detail, details)])


def _compared(measure: Measure) -> str:
    words = option("measure", "reference", measure.reference, _(NO_ANSWER)).lower()
    own = measure.reference_group.strip()
    return own if measure.reference is Reference.NAMED and own else words


def _targets(measures: Iterable[Measure]) -> Markup:
    rows = [
        (
            measure_name(measure),
            each.group or _("(no group named yet)"),
            _("no target yet") if each.value is None else quantity(each.value, measure.unit),
            date_words(each.date) or _("no date yet"),
        )
        for measure in measures
        for each in measure.group_targets
    ]
    return table(_("Targets for groups"), (_("Measure"), _("Group"), _("Target"), _("By")), rows) if rows else Markup()

"""Results by group: pick a data set, a result and one or two ways to group people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
import traitlets as tl

from jqtools.errors import JqtoolsError
from jqtools.report import interval_chart_svg, published_table
from jqtools.report.markup import Markup, paragraph, tag
from jqtools.survey import Published, Sample, SampleOutcome, sample, samples
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_form import RecordForm

Tables = Callable[[Sample, tuple[str, ...], str], Published]


class GroupExplorer(ipywidgets.VBox, ipywidgets.ValueWidget):
    """A table and a chart with intervals, small groups hidden.

    `value` has `data_set`, `outcome`, `first` and `second` (None for one way to group). `tables` gives the published
    table of a data set, by one or two columns, of the outcome with this label, or raises why there is none; nothing
    else is drawn or handed over, and nothing that is picked changes what it hides.
    """

    value = tl.Dict()

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        first = samples()[0]
        start = {"data_set": first.key, **_start(first)}
        self._form = RecordForm("explorer", {"": "explore"}, start)
        self._panel = Panel()
        self._button = DownloadButton("Download the table (CSV)", self._csv)
        super().__init__(children=(self._form, self._panel, self._button))
        self._form.observe(lambda change: self._pick(change.new), names="value")
        self._pick(start)

    def published(self) -> Published:
        """The table that is shown, small groups hidden."""
        groups = tuple(self.value[name] for name in ("first", "second") if self.value[name])
        return self._tables(sample(self.value["data_set"]), groups, self.value["outcome"])

    def _pick(self, picked: dict[str, Any]) -> None:
        mended = _mended(picked)
        self._form.choices = _choices(sample(mended["data_set"]))
        self.value = mended
        if mended != picked:
            self._form.value = mended
        self._draw()

    def _draw(self) -> None:
        try:
            published = self.published()
            self._panel.show(_drawn(published, sample(self.value["data_set"]), self.value["outcome"]))
            self._form.said = _said(published)
        except JqtoolsError as error:
            self._panel.show()
            self._form.said = str(error)

    def _csv(self) -> MadeFile:
        return MadeFile(f"{self.value['data_set']}_by_group.csv", "text/csv", self.published().to_csv())


def _start(data: Sample) -> dict[str, Any]:
    return {"outcome": data.outcomes[0].label, "first": data.groups[0].column, "second": None}


def _choices(data: Sample) -> dict[str, list[list[str]]]:
    return {
        "data_sets": [[each.key, each.title] for each in samples()],
        "outcomes": [[each.label, each.label] for each in data.outcomes],
        "groups": [[each.column, each.label] for each in data.groups],
    }


def _mended(picked: dict[str, Any]) -> dict[str, Any]:
    """The choice with anything the data set does not have replaced by its first: it comes from outside."""
    keys = [each.key for each in samples()]
    data = sample(picked["data_set"]) if picked.get("data_set") in keys else samples()[0]
    start = _start(data)
    columns = [each.column for each in data.groups]
    outcomes = [each.label for each in data.outcomes]
    first = picked.get("first") if picked.get("first") in columns else start["first"]
    second = picked.get("second") if picked.get("second") in columns and picked["second"] != first else None
    outcome = picked.get("outcome") if picked.get("outcome") in outcomes else start["outcome"]
    return {"data_set": data.key, "outcome": outcome, "first": first, "second": second}


def _outcome(data: Sample, label: str) -> SampleOutcome:
    return next(each for each in data.outcomes if each.label == label)


def _drawn(published: Published, data: Sample, label: str) -> Markup:
    unit = _unit(_outcome(data, label).unit)
    chart = Markup(interval_chart_svg(published, label, unit))
    labels = {group.column: group.label for group in data.groups}
    about = f"What a row is: {data.row}. Source: {data.source}. As of {data.as_of}."
    parts = (
        tag("div", chart, class_="jq-chart jq-scroll", tabindex="0", role="region", aria_label=f"Chart: {label}"),
        Markup(published_table(published, label, unit, labels=labels)),
        paragraph(about, "jq-note"),
    )
    return tag("div", *parts, class_="jq-explorer")


def _said(published: Published) -> str:
    hidden = int(published.frame["suppressed"].sum())
    shown = len(published.frame) - hidden
    words = "1 group is shown below" if shown == 1 else f"{shown} groups are shown below"
    if not hidden:
        return f"{words}."
    if not shown:
        return "No group can be shown, because the numbers could point to a few people. Hidden is not zero."
    more = "1 is" if hidden == 1 else f"{hidden} are"
    return f"{words}; {more} hidden, because the numbers could point to a few people. Hidden is not zero."


def _unit(words: str) -> str | None:
    return "percent" if words == "share" else "dollars" if "dollars" in words else None

"""Results by group: pick a data set, a result and one or two ways to group people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
import traitlets as tl

from jqtools.errors import JqtoolsError
from jqtools.report.gaps import HIGHEST, LARGEST, LOWEST, compared_groups
from jqtools.report.group_results import group_results, own_records
from jqtools.report.hidden_words import shown_words
from jqtools.survey import Published, Sample, sample, samples
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_form import RecordForm
from jqtools.words import _

Tables = Callable[[Sample, tuple[str, ...], str], Published]


class GroupExplorer(ipywidgets.VBox, ipywidgets.ValueWidget):
    """A chart with intervals; a table, the gaps between groups and the way to own records fold. Small groups hide.

    `value` has `data_set`, `outcome`, `first`, `second` (None for one way to group) and `reference`, whom groups are
    compared with. `tables` gives the published table of a data set, by one or two columns, of the outcome with this
    label, or raises why there is none; nothing else is drawn or handed over, and nothing that is picked changes what
    it hides.
    """

    value = tl.Dict()

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        start = self._mended({})
        self._form = RecordForm("explorer", {"": "explore"}, start)
        self._form.groups = [{**group, "fields": [*group["fields"], _reference_field()]} for group in self._form.groups]
        self._form.kept = "jqtools.explorer"
        self._panel = Panel()
        self._button = DownloadButton(_("Download the table (CSV)"), self._csv)
        own = Panel()
        own.show(own_records())
        super().__init__(children=(self._form, self._panel, self._button, own))
        self._form.observe(lambda change: self._pick(change.new), names="value")
        self._pick(start)

    def published(self) -> Published:
        """The table that is shown, small groups hidden."""
        groups = tuple(self.value[name] for name in ("first", "second") if self.value[name])
        return self._tables(sample(self.value["data_set"]), groups, self.value["outcome"])

    def _pick(self, picked: dict[str, Any]) -> None:
        mended = self._mended(picked)
        data = sample(mended["data_set"])
        self._form.choices = {**_choices(data), "references": self._references(mended)}
        self.value = mended
        if mended != picked:
            self._form.value = mended
        self._draw()

    def _mended(self, picked: dict[str, Any]) -> dict[str, Any]:
        """The choice with anything that there isn't replaced by the data set's start: it comes from outside."""
        keys = [each.key for each in samples()]
        data = sample(picked["data_set"]) if picked.get("data_set") in keys else samples()[0]
        columns = [each.column for each in data.groups]
        asked = picked.get("outcome") in [each.label for each in data.outcomes] and picked.get("first") in columns
        outcome, first = (picked["outcome"], picked["first"]) if asked else self._start(data)
        second = picked.get("second") if picked.get("second") in columns and picked["second"] != first else None
        found = {"data_set": data.key, "outcome": outcome, "first": first, "second": second}
        known = [key for key, _words in self._references(found)]
        return {**found, "reference": picked.get("reference") if picked.get("reference") in known else HIGHEST}

    def _start(self, data: Sample) -> tuple[str, str]:
        """An outcome and a way to group by it of which at least half can be shown; the first ones if there is none."""
        offered = [(outcome.label, group.column) for outcome in data.outcomes for group in data.groups]
        return next((each for each in offered if self._shows_much(data, *each)), offered[0])

    def _shows_much(self, data: Sample, outcome: str, column: str) -> bool:
        table = self._table(data.key, (column,), outcome)
        return table is not None and len(table.frame) <= 2 * table.frame["estimate"].notna().sum()

    def _table(self, key: str, by: tuple[str, ...], outcome: str) -> Published | None:
        try:
            return self._tables(sample(key), by, outcome)
        except JqtoolsError:
            return None

    def _references(self, picked: dict[str, Any]) -> list[list[str]]:
        """Whom groups can be compared with: those of the first column that are shown, too."""
        by = tuple(picked[name] for name in ("first", "second") if picked[name])
        table = self._table(picked["data_set"], by, picked["outcome"])
        named = compared_groups(table) if table is not None else ()
        words = {HIGHEST: _("The highest group"), LOWEST: _("The lowest group"), LARGEST: _("The largest group")}
        return [[key, said] for key, said in words.items()] + [[name, name] for name in named]

    def _draw(self) -> None:
        try:
            published = self.published()
            picked, data = self.value, sample(self.value["data_set"])
            self._panel.show(group_results(published, data, picked["outcome"], picked["reference"]))
            self._form.said = shown_words(published)
        except JqtoolsError as error:
            self._panel.show()
            self._form.said = str(error)

    def _csv(self) -> MadeFile:
        return MadeFile(f"{self.value['data_set']}_by_group.csv", "text/csv", self.published().to_csv())


def _reference_field() -> dict[str, Any]:
    label = _("Compare groups with")
    return {"name": "reference", "label": label, "type": "choice", "from": "references", "required": True}


def _choices(data: Sample) -> dict[str, list[list[str]]]:
    return {
        "data_sets": [[each.key, each.title] for each in samples()],
        "outcomes": [[each.label, each.label] for each in data.outcomes],
        "groups": [[each.column, each.label] for each in data.groups],
    }

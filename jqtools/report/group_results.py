"""One result by group as a page shows it: a sentence and a picture first; the table and the gaps fold."""

from __future__ import annotations

import re

from jqtools.report.charts import chart_sentence, interval_chart_html
from jqtools.report.gaps import gap_sentences, gaps_table
from jqtools.report.hidden_words import hidden_words
from jqtools.report.markup import Markup, joined, paragraph, tag
from jqtools.report.tables import published_table
from jqtools.survey import Published, Sample
from jqtools.words import _

_PLACES = re.compile(r"(\{\w+\})")


def group_results(published: Published, data: Sample, label: str, reference: str) -> Markup:
    """The published table of the outcome `label`, drawn; gaps are those from the group `reference`."""
    unit = _unit(next(each.unit for each in data.outcomes if each.label == label))
    labels = {group.column: group.label for group in data.groups}
    about = _("What a row is: {row}. Source: {source}. As of {day}.")
    return tag(
        "div",
        paragraph(chart_sentence(published, unit), "jq-strong"),
        interval_chart_html(published, label, unit),
        paragraph(about.format(row=data.row, source=data.source, day=data.as_of), "jq-note"),
        _numbers(published, label, unit, labels),
        _gaps(published, reference, unit, labels),
        class_="jq-explorer",
    )


def own_records() -> Markup:
    """How somebody gets the same numbers of their own records."""
    asked = _("To use your own records, run the command {command}, or work in this notebook, which {notebooks} opens.")
    commands = {"command": "jqtools disaggregate", "notebooks": "jqtools lab"}
    words = [tag("code", commands[part[1:-1]]) if part[1:-1] in commands else part for part in _PLACES.split(asked)]
    guide = paragraph(_("The guide that comes with the workbook says how."))
    title = _("For analysts: the same numbers on your own computer")
    return tag("div", _fold("own", title, "", tag("p", *words), guide), class_="jq-own-records")


def _numbers(published: Published, label: str, unit: str | None, labels: dict[str, str]) -> Markup:
    hidden = hidden_words(published)
    more = _("How many people each number stands for, and why groups are hidden.") if hidden else ""
    table = Markup(published_table(published, label, unit, labels=labels))
    return _fold("table", _("All numbers in a table"), more, table, paragraph(hidden, "jq-note"))


def _gaps(published: Published, reference: str, unit: str | None, labels: dict[str, str]) -> Markup:
    widest, *rest = gap_sentences(published, unit)
    body = tag("div", gaps_table(published, reference, unit, labels), *map(paragraph, rest), class_="jq-numbers")
    return _fold("gaps", _("The gaps between groups"), widest, body)


def _fold(name: str, title: str, more: str, *content: Markup) -> Markup:
    """A part that folds, with what it holds in one line."""
    line = tag("span", more, class_="jq-fold-more") if more else ""
    summary = tag("summary", title, line)
    return tag("details", summary, tag("div", joined(content), class_="jq-fold-body"), class_="jq-fold", data_fold=name)


def _unit(words: str) -> str | None:
    return "percent" if words == "share" else "dollars" if "dollars" in words else None

"""What the page of step 3 shows beside goals, measures, sources and the logic model: pure functions of the plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from jqtools.app.beside import Notes
from jqtools.app.parts import file_name
from jqtools.coach.smart import smart
from jqtools.content import indicators
from jqtools.content.search import filler_words
from jqtools.plan import Plan
from jqtools.plan.flow import sentence
from jqtools.plan.from_library import with_card, with_indicator
from jqtools.plan.logic import Link, LinkKind, LogicModel, Stage
from jqtools.plan.measure import Measure
from jqtools.report.markup import Markup, joined, listed, paragraph, tag
from jqtools.report.one_page import one_page_html, picture
from jqtools.report.words import measure_name
from jqtools.widgets.download_button import MadeFile
from jqtools.words import _, several

Pairs = list[list[str]]


def smart_notes(plan: Plan) -> Notes:
    """Beside each goal: whether it is specific, measurable, achievable, relevant and time-bound, and why."""
    return {
        goal.id: {"tag": "", "tone": "none", "text": "\n".join(line.sentence() for line in smart(goal, plan))}
        for goal in plan.goals
    }


def seen_on_one_page(plan: Plan) -> Markup:
    """The logic model as a picture in a fold."""
    if not plan.logic.nodes:
        return paragraph(_("No boxes yet. Once there are some, you can see the whole model on one page here."))
    body = tag("div", picture(plan), class_="jq-fold-body")
    return tag("details", tag("summary", _("See it on one page")), body, class_="jq-fold", data_fold="picture")


def one_page_file(plan: Plan) -> MadeFile:
    """The picture as a page to print, dated today."""
    return MadeFile(file_name(plan, "one-page.html"), "text/html", one_page_html(plan, date.today()))


def links(plan: Plan) -> Markup:
    """The links as sentences in a fold: each once, under the first outcome that it leads to."""
    groups = links_by_outcome(plan.logic)
    count = sum(len(each) for each in groups.values())
    if not count:
        return paragraph(_("No links yet. Once a box leads to another, the link stands here as a sentence."))
    summary = several("The {n} link as a sentence", "The {n} links as sentences", count)
    intro = _("Does each sentence make sense? If not, a step is missing, or the link is a hope.")
    parts = [joined((tag("h3", head), listed(said))) for head, said in groups.items()]
    body = tag("div", paragraph(intro, "jq-note"), *parts, class_="jq-fold-body")
    return tag("details", tag("summary", summary), body, class_="jq-fold", data_fold="links")


def links_by_outcome(model: LogicModel) -> dict[str, list[str]]:
    """The links as sentences, by the first outcome each leads to; then those that lead to none, and what feeds back."""
    codes = model.codes()
    heads = {box.id: f"{codes[box.id]} {box.text}".strip() for box in model.of_stage(Stage.OUTCOME)}
    groups: dict[str, list[str]] = {head: [] for head in heads.values()}
    for link in model.links:
        said = sentence(link, model)
        if link.kind is LinkKind.FEEDS_BACK:
            head = _("What feeds back")
        else:
            head = next(
                (heads[key] for key in heads if key in _leads_to(link, model)), _("Not yet linked to an outcome")
            )
        if said:
            groups.setdefault(head, []).append(said)
    return {head: lines for head, lines in groups.items() if lines}


def _leads_to(link: Link, model: LogicModel) -> set[str]:
    """The ids of the boxes that a link leads to, near and far."""
    reached: set[str] = set()
    todo = [link.target]
    while todo:
        here = todo.pop()
        if here not in reached:
            reached.add(here)
            todo += [each.target for each in model.links if each.source == here and each.kind is LinkKind.LEADS_TO]
    return reached


def indicator_words() -> dict[str, str]:
    """The sentences of the library of indicators."""
    return {
        "summary": _("Find a measure in the library: {n} to choose from").format(n=len(indicators())),
        "search": _("Words to look for"),
        "filler": filler_words(),
        "use": _("Use this"),
        "into": _("Put it into"),
        "new": _("A new measure"),
        "node": _("What it will measure"),
        "later": _("I will say later"),
    }


def source_words() -> dict[str, str]:
    """The sentences of the known sources."""
    return {
        "summary": _("Known sources: what they hold, and their traps"),
        "search": _("Words to look for"),
        "filler": filler_words(),
        "use": _("Use this"),
        "into": _("Put it into"),
        "new": _("A new data source"),
    }


def indicators_shown(plan: Plan) -> dict[str, Any]:
    """What the library of indicators needs to know of the plan."""
    codes = plan.logic.codes()
    boxes = (*plan.logic.of_stage(Stage.OUTCOME), *plan.logic.of_stage(Stage.OUTPUT))
    used: dict[str, Pairs] = {}
    for measure in plan.measures:
        used.setdefault(measure.indicator.strip().upper(), []).append([measure.id, measure_name(measure)])
    return {
        "into": [[each.id, measure_name(each)] for each in plan.measures],
        "nodes": [[box.id, f"{codes[box.id]} {box.text}"] for box in boxes],
        "used": used,
        "first": {"lever": plan.choice.primary} if plan.choice.primary else {},
    }


def sources_shown(plan: Plan) -> dict[str, Any]:
    """What the known sources need to know of the plan: those that a measure without a source could use stand first."""
    used: dict[str, Pairs] = {}
    for source in plan.sources:
        used.setdefault(source.card, []).append([source.id, source.name or _("A source without a name")])
    waiting = [each for each in plan.measures if each.source is None]
    fits = {card: _("Fits: {measure}").format(measure=measure_name(each)) for each in waiting for card in _cards(each)}
    return {
        "into": [[each.id, each.name or _("A source without a name")] for each in plan.sources],
        "used": used,
        "fits": fits,
    }


def _cards(measure: Measure) -> tuple[str, ...]:
    known = indicators().get(measure.indicator.strip().upper())
    return known.sources if known else ()


def take_indicator(plan: Plan, about: dict[str, str]) -> tuple[Plan, str]:
    """The plan with what "Use this" asked for in the library of indicators, and the sentence about it."""
    key = about.get("key", "")
    made = with_indicator(plan, key, about.get("node", ""), about.get("into", ""))
    return made, _done(plan, made, "measures")


def take_card(plan: Plan, about: dict[str, str]) -> tuple[Plan, str]:
    """The plan with what "Use this" asked for among the known sources, and the sentence about it."""
    made = with_card(plan, about.get("key", ""), about.get("into", ""))
    return made, _done(plan, made, "sources")


def _done(before: Plan, after: Plan, section: str) -> str:
    old, new = getattr(before, section), getattr(after, section)
    changed = next((each for each in new if old.get(each.id) != each), None)
    if changed is None:
        return _("Nothing was added: what it says is in your plan already.")
    if old.get(changed.id) is None:
        return _("Added: {name}. Look through its fields, and change what is different with you.").format(
            name=changed.name
        )
    return _("Filled in what was blank in: {name}.").format(name=changed.name)

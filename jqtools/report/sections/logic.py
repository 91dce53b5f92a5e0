"""Step 3 in the report: the logic model as table, sentences and picture, and what must hold."""

from __future__ import annotations

from itertools import zip_longest

from jqtools.plan.logic import LogicModel, Node, Stage, sentence
from jqtools.plan.plan import Plan
from jqtools.report.diagram import STAGE_TITLES, box_label, diagram_svg
from jqtools.report.layout import NO_WORDS
from jqtools.report.markup import Markup, detail, line, lines, listed, paragraph, scrolling, table, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, number, option, span


def logic(plan: Plan) -> Markup:
    """The logic model by column, as a picture and in sentences, with what must hold."""
    model = plan.logic
    if not model.nodes:
        said = paragraph("The logic model has no boxes yet.", "missing")
        return section("logic", said, _assumptions(plan))
    picture = scrolling(Markup(diagram_svg(model, f"Logic model: {plan.header.title}")), "Picture of the logic model")
    return section(
        "logic",
        _boxes(plan),
        _links(model),
        _assumptions(plan),
        tag("div", tag("h3", "The logic model as a picture"), picture, class_="picture"),
    )


def _boxes(plan: Plan) -> Markup:
    columns = [[_box(node, plan) for node in plan.logic.of_stage(stage)] or ["none yet"] for stage in Stage]
    cells = [[tag("td", cell) for cell in row] for row in zip_longest(*columns, fillvalue="")]
    head = tag("tr", *[tag("th", STAGE_TITLES[stage], scope="col", class_=stage.value) for stage in Stage])
    body = [tag("tr", *row) for row in cells]
    caption = "The logic model by column"
    inner = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_="columns")
    return scrolling(inner, caption)


def _box(node: Node, plan: Plan) -> Markup:
    code = tag("strong", box_label(node, plan.logic.codes()), class_=f"code {node.stage.value}")
    words = line(node.text.strip() or NO_WORDS)
    about = and_so_on(_details(node, plan))
    return Markup(code + words + detail(about))


def _details(node: Node, plan: Plan) -> list[str]:
    if node.stage is Stage.INPUT:
        have = {"yes": "secured", "asked": "asked for", "not_yet": "not yet secured"}
        return [option("input", "kind", node.kind), have.get(node.secured or "", "")]
    if node.stage is Stage.ACTIVITY:
        return [node.owner, span(node.start, node.end)]
    if node.stage is Stage.OUTPUT:
        planned = "no planned count yet" if node.planned is None else f"planned: {number(node.planned)}"
        return [f"{planned} {node.unit}"]
    goal = plan.goals.get(node.goal)
    return [node.population, f"toward goal {plan.goals.index(goal) + 1}" if goal else ""]


def _links(model: LogicModel) -> Markup:
    codes = model.codes()
    said = [
        Markup(
            tag("strong", f"{codes[link.source]} to {codes[link.target]}:", class_="code")
            + " "
            + lines(sentence(link, model))
        )
        for link in model.links
        if sentence(link, model)
    ]
    heading = tag("h3", "The links in words")
    return Markup(heading + (listed(said, "links") or paragraph("No links yet.", "missing")))


def _assumptions(plan: Plan) -> Markup:
    if not plan.assumptions:
        return Markup()
    rows = [
        (lines(found.text) or NO_WORDS, found.signal or "not said yet", _outside(found.element, plan))
        for found in plan.assumptions
    ]
    heads = ("What must hold, or could move the result", "How we would notice", "From step 1")
    return Markup(tag("h3", "What must hold") + table("Assumptions and outside conditions", heads, rows))


def _outside(element_id: str | None, plan: Plan) -> str:
    element = plan.elements.get(element_id)
    return element.wording if element else ""

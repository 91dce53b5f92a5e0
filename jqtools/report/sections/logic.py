"""Step 3 in the report: the logic model as table, sentences and picture, what must hold, and what may go wrong."""

from __future__ import annotations

from itertools import zip_longest

from jqtools.plan.flow import sentence
from jqtools.plan.logic import Link, LogicModel, Stage
from jqtools.plan.plan import Plan
from jqtools.report.diagram import STAGE_TITLES, diagram_svg
from jqtools.report.fields import option, records_table
from jqtools.report.markup import Markup, detail, goes_on, joined, lines, listed, paragraph, scrolling, tag
from jqtools.report.sections.nodes import box
from jqtools.report.sections.titles import section
from jqtools.words import _


def logic(plan: Plan) -> Markup:
    """The logic model by column, as a picture and in sentences, with what must hold and the risks."""
    model = plan.logic
    if not model.nodes:
        said = paragraph(_("The logic model has no boxes yet."), "missing")
        return section("logic", said, _assumptions(plan), _risks(plan))
    picture = goes_on(
        Markup(diagram_svg(model, _("Logic model: {title}").format(title=plan.header.title))),
        _("Picture of the logic model"),
    )
    return section(
        "logic",
        _boxes(plan),
        _links(model),
        tag("div", tag("h3", _("The logic model as a picture")), picture, class_="picture"),
        _assumptions(plan),
        _risks(plan),
    )


def _boxes(plan: Plan) -> Markup:
    columns = [[box(node, plan) for node in plan.logic.of_stage(stage)] or [_("none yet")] for stage in Stage]
    cells = [[tag("td", cell) for cell in row] for row in zip_longest(*columns, fillvalue="")]
    head = tag("tr", *[tag("th", _(STAGE_TITLES[stage]), scope="col", class_=stage.value) for stage in Stage])
    body = [tag("tr", *row) for row in cells]
    caption = _("The logic model by column")
    inner = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_="columns")
    return scrolling(inner, caption)


def _links(model: LogicModel) -> Markup:
    said = [_link(link, model) for link in model.links if sentence(link, model)]
    heading = tag("h3", _("The links in words"))
    return Markup(heading + (listed(said, "links") or paragraph(_("No links yet."), "missing")))


def _link(link: Link, model: LogicModel) -> Markup:
    codes = model.codes()
    code = tag(
        "strong", _("{source} to {target}:").format(source=codes[link.source], target=codes[link.target]), class_="code"
    )
    strength = option("link", "strength", link.strength)
    evidence = _("Evidence: {evidence}").format(evidence=link.evidence) if link.evidence.strip() else ""
    return joined([code, " ", lines(sentence(link, model)), detail(strength), detail(evidence)])


def _assumptions(plan: Plan) -> Markup:
    if not plan.assumptions:
        return Markup()
    watched = [plan.measures.get(each.measure) for each in plan.assumptions]
    outside = [plan.elements.get(each.element) for each in plan.assumptions]
    extra = {
        _("Measure that watches it"): [measure.name if measure else "" for measure in watched],
        _("From step 1"): [element.wording if element else "" for element in outside],
    }
    shown = records_table(_("Assumptions and outside conditions"), "assumption", plan.assumptions, "text", extra)
    return Markup(tag("h3", _("What must hold")) + shown)


def _risks(plan: Plan) -> Markup:
    if not plan.risks:
        return Markup()
    return Markup(
        tag("h3", _("What could go wrong")) + records_table(_("Risks and answers"), "risk", plan.risks, "text")
    )

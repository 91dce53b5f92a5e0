"""The logic model as a picture: one SVG file that stands alone and reads without colour.

The same model gives the same picture. Where things go is in `layout`; the table and the sentences that
say the same in words are in `sections.logic`.
"""

from __future__ import annotations

from zlib import crc32

from jqtools.plan.flow import sentence
from jqtools.plan.logic import LinkKind, LogicModel, Node, Stage
from jqtools.report.colours import COLOURS
from jqtools.report.layout import FEEDBACK_EDGE, HEAD, HEADER, LINE, PAD, SIZE, TOP, Arrow, Box, Header, Layout, layout
from jqtools.report.markup import Markup, one_line, tag
from jqtools.report.svg import path, picture, rectangle, text_at
from jqtools.report.words import counted
from jqtools.words import _, marked

STAGE_TITLES = {
    Stage.INPUT: marked("Inputs"),
    Stage.ACTIVITY: marked("Activities"),
    Stage.OUTPUT: marked("Outputs"),
    Stage.OUTCOME: marked("Outcomes"),
}
LEADS_BACK = marked("Dashed arrows lead back.")


def diagram_svg(model: LogicModel, title: str) -> str:
    """The picture of `model` as the text of an SVG file; without boxes, one that says so."""
    laid, codes = layout(model), model.codes()
    key = f"jq-{crc32((title + model.model_dump_json()).encode('utf-8')):08x}"
    back_first = sorted(laid.arrows, key=lambda arrow: not arrow.feedback)
    parts = [
        *[_header(header) for header in laid.headers],
        tag("g", *[_arrow(arrow) for arrow in back_first], aria_hidden="true"),
        *[_box(box, codes, model) for box in laid.boxes],
        text_at(_(LEADS_BACK), FEEDBACK_EDGE, laid.height - 8, 13, "ink-soft") if _leads_back(laid) else Markup(),
    ]
    size = (laid.width, laid.height)
    return picture(key, one_line(title) or _("Logic model"), _description(model, laid), size, parts)


def links_in_words(model: LogicModel) -> tuple[str, ...]:
    """Each link read aloud, in order: "If ..., then ..., because ..."."""
    return tuple(filter(None, (sentence(link, model) for link in model.links)))


def box_label(node: Node, codes: dict[str, str]) -> str:
    """A box's code, with the term of an outcome: "C3, medium term"."""
    return f"{codes[node.id]}{_term(node)}"


def _term(node: Node) -> str:
    return _(", {term} term").format(term=_(node.term.value)) if node.term and node.stage is Stage.OUTCOME else ""


def _description(model: LogicModel, laid: Layout) -> str:
    if not model.nodes:
        return _("The logic model has no boxes yet.")
    boxes = counted(len(laid.boxes), _("box"), _("boxes"))
    arrows = counted(len(laid.arrows), _("arrow"), _("arrows"))
    said = _("{boxes} in four stages from left to right, from inputs to outcomes, joined by {arrows}.").format(
        boxes=boxes, arrows=arrows
    )
    back = f" {_(LEADS_BACK)}" if _leads_back(laid) else ""
    return _("{said}{back} Each box says what it leads to.").format(said=said, back=back)


def _leads_back(laid: Layout) -> bool:
    return any(arrow.feedback for arrow in laid.arrows)


def _header(header: Header) -> Markup:
    title, middle = _(STAGE_TITLES[header.stage]), header.x + header.width / 2
    bar = rectangle(header.x, 10, header.width, HEADER, rx="4", fill=COLOURS[header.stage.value])
    said = text_at(title, middle, 31, 15, "paper", bold=True, anchor="middle")
    none = text_at(_("none yet"), middle, TOP + 14, SIZE, "muted", anchor="middle") if header.empty else ""
    return Markup(bar + said + none)


def _box(box: Box, codes: dict[str, str], model: LogicModel) -> Markup:
    stage, x, first = box.node.stage.value, box.x + PAD, box.y + PAD + 12
    wash, edge = COLOURS[f"{stage}-wash"], COLOURS[stage]
    outline = rectangle(box.x, box.y, box.width, box.height, rx="5", fill=wash, stroke=edge)
    code = text_at(box_label(box.node, codes), x, first, 13, stage, bold=True)
    text = [text_at(line, x, first + HEAD + LINE * at, SIZE) for at, line in enumerate(box.lines)]
    return tag("g", outline, code, *text, role="img", aria_label=_spoken(box, codes, model))


def _spoken(box: Box, codes: dict[str, str], model: LogicModel) -> str:
    text = one_line(box.node.text) or box.lines[0]
    said = f"{codes[box.node.id]}, {_(box.node.stage.value)}{_term(box.node)}: {text}"
    for kind, words in ((LinkKind.LEADS_TO, _("leads to")), (LinkKind.FEEDS_BACK, _("feeds back into"))):
        out = [link.target for link in model.links if link.source == box.node.id and link.kind is kind]
        effects = dict.fromkeys(codes[target] for target in out if target in codes)
        said += f"; {words} {', '.join(effects)}" if effects else ""
    return said


def _arrow(arrow: Arrow) -> Markup:
    """A line in a white casing, so that it can be followed where lines cross, and its head."""
    d, grey = _around(arrow) if arrow.feedback else _through(arrow), COLOURS["muted"]
    casing = path(d, stroke=COLOURS["paper"], stroke_width="5")
    line = path(d, stroke=grey, stroke_width="1.5", stroke_dasharray="6 4" if arrow.feedback else None)
    x, y = arrow.points[-1]
    head = path(f"M{x - 9:.1f},{y - 4:.1f} L{x:.1f},{y:.1f} L{x - 9:.1f},{y + 4:.1f} z", fill=grey)
    return Markup(casing + line + head)


def _through(arrow: Arrow) -> str:
    d = ""
    for (x1, y1), (x2, y2) in zip(arrow.points[::2], arrow.points[1::2], strict=True):
        middle = (x1 + x2) / 2
        d += f"{' L' if d else 'M'}{x1:.1f},{y1:.1f}"
        d += f" C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2 - 3:.1f},{y2:.1f}"
    return d


def _around(arrow: Arrow) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in arrow.points)

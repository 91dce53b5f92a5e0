"""What stands on each sheet of the blank worksheets, step by step; made from the forms, questions and stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from jqtools.content import agency, criteria, equity_questions, levers, objections, stages, steps
from jqtools.plan.lever import Weights
from jqtools.report.blanks import blank_form, blank_table, empty_rows, ruled, ticks
from jqtools.report.markup import Markup, facts, joined, paragraph, tag
from jqtools.words import _

_WIDE = "sheet wide"
_CHANGES, _BOXES, _LINKS, _FEW = 4, 5, 6, 3


def step_title(step: str) -> str:
    """What a step is called, with its number."""
    known = steps()[step]
    return _("Step {n}: {title}").format(n=known.number, title=known.title) if known.number else known.title


def _sheet(step: str, title: str, *content: object, css: str = "sheet") -> Markup:
    """A piece of paper: which step, what it asks, whose it is."""
    whose = agency().name or _("Job Quality Workbook")
    eyebrow = paragraph(f"{whose} · {step_title(step)}", "eyebrow")
    signed = tag("p", _("Name or group"), tag("span", class_="rule"), _("Date"), tag("span", class_="rule"))
    return tag("section", eyebrow, tag("h2", title), tag("div", signed, class_="signed"), *content, class_=css)


def _start(step: str) -> Markup:
    return joined(
        (
            _sheet(step, _("Your plan"), blank_form("header", skip=("start_month", "strategy"))),
            _sheet(step, _("What a quality job is"), blank_form("definition")),
        )
    )


def _control(step: str) -> Markup:
    columns = ("text", "authority", "implementation", "action")
    how = _("One change a line. The weaker of the two answers says how much of it is yours.")
    table = blank_table(_("What would have to change"), "element", columns, _CHANGES)
    one = paragraph(_("Copy this sheet for each change that you keep."))
    return joined(
        (
            _sheet(step, _("All changes in one list"), paragraph(how), table, css=_WIDE),
            _sheet(step, _("One change"), one, blank_form("element", skip=("rating_override", "override_reason"))),
        )
    )


def lever_sheets(step: str, only: Sequence[str] = ()) -> Markup:
    """The sheets of step 2; of the levers in `only`, or of all."""
    heard = [(f"“{each.heard}”", each.answer) for each in objections().values()]
    how = _("Write 0 to 3 in each box. Times the weight, the sum helps you talk; it does not decide.")
    return joined(
        (
            _sheet(step, _("Compare the levers"), paragraph(how), _matrix(), css=_WIDE),
            _sheet(step, _("Your choice"), blank_form("choice", skip=("more",))),
            _sheet(step, _("What you may hear, and what you can say"), facts(heard)),
            *[_one_lever(step, key) for key in only or levers()],
        )
    )


def _matrix() -> Markup:
    """Eight questions by five levers, with what each answer means."""
    head = [tag("th", each, scope="col") for each in (_("Question"), _("Weight"), *_names())]
    weights = {key: getattr(Weights(), key) for key in criteria()}
    rows = [_matrix_row(_question(key), weight) for key, weight in weights.items()]
    most = 3 * sum(weights.values())
    added = _matrix_row(_("Weight times answer, added up"), "")
    score = _matrix_row(_("Score of 100, as on the screen: the sum times 100, divided by {most}").format(most=most), "")
    body = tag("tbody", *rows, added, score)
    return tag(
        "table", tag("caption", _("0 to 3 for each lever")), tag("thead", tag("tr", *head)), body, class_="matrix"
    )


def _matrix_row(said: object, weight: object) -> Markup:
    return tag("tr", tag("th", said, scope="row"), tag("td", weight), *[tag("td")] * len(levers()))


def _names() -> list[str]:
    return [lever.label for lever in levers().values()]


def _question(key: str) -> Markup:
    known = criteria()[key]
    meant = "; ".join(f"{level} {words}" for level, words in enumerate(known.levels))
    return joined((tag("strong", known.label), " ", known.question, tag("span", meant, class_="hint")))


def _one_lever(step: str, key: str) -> Markup:
    """What is asked of one lever, and its stages with what fits to tick."""
    only = paragraph(_("Use this sheet only if you chose this lever."))
    tabled = [_stage(each.label, each.ways, each.data) for each in stages()[key].values()]
    name = levers()[key].label
    return joined(
        (
            _sheet(step, name, only, blank_form(key)),
            _sheet(step, _("{lever}: stage by stage").format(lever=name), only, *tabled),
        )
    )


def _stage(label: str, ways: tuple[str, ...], data: tuple[str, ...]) -> Markup:
    do = tag("div", paragraph(_("What you can do"), "label"), ticks(ways))
    collect = tag("div", paragraph(_("What you can collect"), "label"), ticks(data))
    return tag("div", tag("h3", label), tag("div", do, collect, class_="pair"), class_="stage")


def _goals(step: str) -> Markup:
    measured = blank_form("measure", skip=("note", "group_targets"))
    columns = [_("Inputs: what you put in"), _("Activities: what you do")]
    columns += [_("Outputs: what exists or is counted"), _("Outcomes: what is different for people")]
    boxes = empty_rows(_("The logic model"), columns, [""] * len(columns), _BOXES)
    backward = paragraph(_("Begin at the right, with the change you want, and work backward."))
    return joined(
        (
            _sheet(step, _("A goal"), paragraph(_("One sheet a goal; one to three are enough.")), blank_form("goal")),
            _sheet(step, _("Your logic model"), backward, boxes, css=f"{_WIDE} boxes"),
            _sheet(step, _("What leads to what"), *[_link()] * _LINKS),
            _sheet(step, _("What must hold, and what could go wrong"), *_doubts(), css=_WIDE),
            _sheet(step, _("Where the numbers come from"), _sources(), css=_WIDE),
            _sheet(step, _("A measure"), paragraph(_("Copy this sheet for each measure.")), measured),
        )
    )


def _link() -> Markup:
    words = (_("Box"), _("leads to"), _("because"))
    return tag("div", *[tag("p", each, ruled(1)) for each in words], class_="link")


def _doubts() -> tuple[Markup, Markup]:
    return (
        blank_table(_("What must hold"), "assumption", ("text", "likelihood", "if_wrong", "signal"), _FEW),
        blank_table(_("What could go wrong"), "risk", ("text", "likelihood", "signal", "response", "owner"), _FEW),
    )


def _sources() -> Markup:
    columns = ("name", "holder", "status", "lag_days", "gaps")
    return blank_table(_("The sources you will use"), "source", columns, _FEW)


def _equity(step: str) -> Markup:
    who = ("who", "people", "method", "decision_right", "sessions", "hours", "rate")
    asked = blank_table(_("Who takes part"), "engagement", who, _FEW)
    return joined(
        (
            _sheet(step, _("Seventeen questions"), *_questions()),
            _sheet(step, _("Who takes part, and what it costs"), asked, css=_WIDE),
            _sheet(step, _("A review"), blank_form("review")),
            _sheet(step, _("Your story"), blank_form("story")),
        )
    )


def _questions() -> list[Markup]:
    """The questions by pillar, each with the answers to tick and room for words."""
    found, pillar = [], ""
    for known in equity_questions().values():
        head = tag("h3", known.pillar) if known.pillar != pillar else Markup()
        pillar = known.pillar
        evidence = paragraph(_("Good evidence: {what}").format(what=known.evidence), "hint")
        answers = blank_form("answer", only=("status",))
        asked = tag("div", paragraph(known.question, "label"), evidence, answers, ruled(1), class_="asked")
        found.append(joined((head, asked)))
    return found


SHEETS: MappingProxyType[int, Callable[[str], Markup]] = MappingProxyType(
    {0: _start, 1: _control, 2: lever_sheets, 3: _goals, 4: _equity}
)

"""The picture of all changes by how much of each is ours, and the same in a table of words.

Each change is a number; a filled one is in scope. The picture says nothing that the table does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jqtools.plan.control import Action, Element, Rating
from jqtools.plan.scope import bands, in_scope
from jqtools.report.colours import COLOURS
from jqtools.report.fields import option
from jqtools.report.markup import Markup, joined, listed, table, tag
from jqtools.report.svg import picture, rectangle, text_at
from jqtools.words import _

WIDTH, HEAD, STEP, DOT = 360, 28, 34, 13
IN_A_ROW = 9


def bands_picture(elements: Iterable[Element]) -> Markup:
    """Four bands, one above the other, with a numbered dot for each change that is rated; "" without changes."""
    every = tuple(elements)
    if not every:
        return Markup()
    numbers = {each.id: place for place, each in enumerate(every, 1)}
    parts: list[Markup] = []
    top = 1.0
    for band, found in bands(every).items():
        if found or isinstance(band, Rating):
            height = HEAD + STEP * max(1, -(-len(found) // IN_A_ROW)) + 4
            parts += _band(_name(band), found, numbers, top, height)
            top += height + 6
    title = _("The changes by how much of each is ours")
    return picture("bands", title, bands_sentence(every), (WIDTH, top), parts)


def bands_table(elements: Iterable[Element]) -> Markup:
    """The same bands in words: what each means, and the changes in it with what is done with them."""
    every = tuple(elements)
    numbers = {each.id: place for place, each in enumerate(every, 1)}
    rows = [
        (_name(band), _meaning(band), _changes(found, numbers))
        for band, found in bands(every).items()
        if found or isinstance(band, Rating)
    ]
    return table(_("The changes by band"), (_("Band"), _("What it means"), _("Changes")), rows)


def bands_sentence(elements: Iterable[Element]) -> str:
    """How many changes are in each band, in a sentence."""
    every = tuple(elements)
    counts = [(_name(band), len(found)) for band, found in bands(every).items() if found or isinstance(band, Rating)]
    said = "; ".join(_("{band}: {n}").format(band=name, n=n) for name, n in counts)
    ours = sum(in_scope(each) for each in every)
    return _("{said}. In scope: {ours} of {all}.").format(said=said, ours=ours, all=len(every))


def _name(band: Rating | Action | None) -> str:
    if band is Action.PARK:
        return _("Parked")
    return _(band.value).capitalize() if band else _("Not rated yet")


def _meaning(band: Rating | Action | None) -> str:
    said = {
        Rating.DIRECT: _("We decide it, and our own staff carry it out."),
        Rating.STRONG: _("We decide it or carry it out with others."),
        Rating.SOME: _("We can advise or help."),
        Rating.CONCERN: _("Others decide, or the law bars it."),
        Action.PARK: _("An outside condition. It needs no rating."),
    }
    return said.get(band, _("Say who decides and who carries it out."))


def _band(name: str, found: Sequence[Element], numbers: dict[str, int], top: float, height: float) -> list[Markup]:
    drawn = [
        rectangle(0.5, top, WIDTH - 1, height, fill="none", stroke=COLOURS["edge"], rx="6", class_="band"),
        text_at(name, 12, top + 20, 14, bold=True),
    ]
    for place, element in enumerate(found):
        x = 24 + 39 * (place % IN_A_ROW)
        y = top + HEAD + STEP * (place // IN_A_ROW) + DOT
        drawn.append(_dot(numbers[element.id], x, y, in_scope(element)))
    return drawn


def _dot(number: int, x: float, y: float, ours: bool) -> Markup:
    kind = "dot dot-ours" if ours else "dot"
    circle = tag(
        "circle",
        cx=f"{x:.1f}",
        cy=f"{y:.1f}",
        r=str(DOT),
        fill=COLOURS["accent"] if ours else "none",
        stroke=COLOURS["accent"],
        stroke_width="1.5",
        stroke_dasharray=None if ours else "3 2",
        class_=kind,
    )
    words = text_at(str(number), x, y + 4.5, 13, "paper" if ours else "ink", bold=True, anchor="middle")
    return joined((circle, words))


def _changes(found: Sequence[Element], numbers: dict[str, int]) -> Markup | str:
    if not found:
        return _("none")
    changes = (
        _("{n}. {change} ({action})").format(
            n=numbers[each.id], change=each.wording.strip() or _("no words yet"), action=_action(each)
        )
        for each in found
    )
    return listed(changes, class_="numbered")


def _action(element: Element) -> str:
    words = option("element", "action", element.action, _("not decided yet")).partition(":")[0].lower()
    return _("{action}, in scope").format(action=words) if in_scope(element) else words

"""Step 1, the scope: which elements the plan will change itself, and the statement drafted from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jqtools.plan.calendar import last_day, months_until
from jqtools.plan.control import Action, Element, Rating, rating
from jqtools.plan.records import Records
from jqtools.words import _, several

BANDS = (Rating.DIRECT, Rating.STRONG, Rating.SOME, Rating.CONCERN)


def in_scope(element: Element) -> bool:
    """Whether the plan will change this itself: kept under control or strong influence, or refined."""
    if element.action is Action.REFINE:
        return bool(element.refined_text)
    return element.action is Action.KEEP and rating(element) in (Rating.DIRECT, Rating.STRONG)


def scope_statement(elements: Records[Element]) -> str:
    """The plan's scope, drafted from the elements, a sentence a line; empty when nothing is in scope."""
    ours = [element for element in elements if in_scope(element) and element.wording.strip()]
    if not ours:
        return ""
    sentences = [_("We will change: {changes}.").format(changes=_listed(e.wording for e in ours))]
    kept = [e for e in ours if e.action is Action.KEEP]
    deciders = dict.fromkeys(e.decider.strip() for e in kept if e.decider.strip())
    if deciders:
        named = (f"{who} ({_listed(e.text for e in kept if e.decider.strip() == who)})" for who in deciders)
        sentences.append(_("Who decides: {named}.").format(named="; ".join(named)))
    asked = [e for e in elements if e.action is Action.PARTNER and e.partner_name.strip() and _ask(e)]
    sentences += [_("We will ask {partner}: {ask}.").format(partner=e.partner_name.strip(), ask=_ask(e)) for e in asked]
    parked = [e.text for e in elements if e.action is Action.PARK and e.text.strip()]
    if parked:
        sentences.append(_("We treat as outside conditions: {parked}.").format(parked=_listed(parked)))
    return "\n".join(sentences)


def bands(elements: Iterable[Element]) -> dict[Rating | Action | None, tuple[Element, ...]]:
    """The elements by how much of each is yours, the most first.

    Those without a rating come last: under None while they wait for one, under `Action.PARK` where they need none.
    """
    every = tuple(elements)
    return {band: tuple(each for each in every if _band(each) == band) for band in (*BANDS, None, Action.PARK)}


def _band(element: Element) -> Rating | Action | None:
    return rating(element) or (Action.PARK if element.action is Action.PARK else None)


def feasibility(element: Element, today: date) -> str:
    """How soon and how well it could be done, in two sentences that stand beside the rating and never change it."""
    return f"{_data(element)} {_opening(element.window, today)}"


def _data(element: Element) -> str:
    said = {
        3: _("Data: in hand."),
        2: _("Data: on request or by agreement."),
        1: _("Data: would have to be built."),
        0: _("Data: none."),
    }
    return said.get(element.data_access, _("Data: not said yet."))


def _opening(window: str, today: date) -> str:
    last, months = last_day(window), months_until(window, today)
    if last is None or months is None:
        return _("Next opening: not said yet.")
    if last < today:
        return _("The opening is past: when is the next one?")
    if months == 0:
        return _("Next opening: this month.")
    return several("Next opening in {n} month.", "Next opening in {n} months.", months)


def _ask(element: Element) -> str:
    return _plain(element.partner_ask) or _plain(element.text)


def _plain(text: str) -> str:
    return text.strip().rstrip(".")


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(_plain(text) for text in texts)

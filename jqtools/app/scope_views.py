"""Step 1 on the page: what stands in the card of a change, the picture of all changes, and who can refine what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jqtools.app.beside import element_notes
from jqtools.coach.checks.wording import split_in_two
from jqtools.content import kinds, legal_prompts, refinements
from jqtools.content.texts import LegalPrompt
from jqtools.plan import Plan
from jqtools.plan.control import ASKED_AGAIN, Action, Element, Rating, default_action, rating
from jqtools.plan.scope import BANDS, feasibility
from jqtools.report.bands import bands_picture, bands_sentence, bands_table
from jqtools.report.fields import label, option
from jqtools.report.markup import Markup, joined, paragraph, tag
from jqtools.words import _, date_words

MOST_OF_A_CHANGE = 1000
# The highest level of `authority`: nobody else has to say yes.
DECIDED_ALONE = 3


def card_aids() -> dict[str, Any]:
    """What every card can draw on: the bands from the least to the most, rewrites, and legal questions by kind.

    `again` are the fields that are asked again once a change is rewritten.
    """
    return {
        "bands": [_(band.value).capitalize() for band in reversed(BANDS)],
        "rewrites": {key: {"outside": each.outside, "inside": each.inside} for key, each in refinements().items()},
        "again": list(ASKED_AGAIN),
        "legal": {kind: [_legal(each) for each in legal_prompts().values() if kind in each.kinds] for kind in kinds()},
    }


def card_notes(plan: Plan, today: date) -> dict[str, dict[str, Any]]:
    """For each change its rating and why, how soon and how well it could be done, and what may be done with it."""
    told = element_notes(plan)
    return {each.id: {**told[each.id], **_card(each, told[each.id]["text"], today)} for each in plan.elements}


def scope_bands(plan: Plan) -> Markup:
    """The picture of all changes in four bands, its sentence, and the table that says the same."""
    if not plan.elements:
        return paragraph(_("The picture of your changes appears here once you add one."), "jq-empty")
    sentence = paragraph(bands_sentence(plan.elements))
    legend = paragraph(_("A filled circle is in scope. A dashed one is not. The numbers are in the table."), "jq-hint")
    picture = tag("div", bands_picture(plan.elements), legend, class_="jq-bands-picture")
    return tag("div", sentence, tag("div", joined((picture, bands_table(plan.elements))), class_="jq-bands"))


def _card(element: Element, reason: str, today: date) -> dict[str, Any]:
    rated = rating(element)
    more = feasibility(element, today) if rated else ""
    anew = _asked_anew(element)
    return {
        "title": element.wording if element.wording != element.text else "",
        "text": "",
        "why": "" if anew and rated is None else reason,
        "more": more,
        "under": f"{reason} {more}".strip(),
        "band": BANDS[::-1].index(rated) if rated else None,
        "coach": anew or _coach_line(element, rated),
        "quick": _quick(rated),
        "help": rated in (Rating.SOME, Rating.CONCERN),
        "fits": [key for key, known in refinements().items() if known.fits(element.text)],
        "split": _split(element),
        "ask": _ask(element),
        "kind": element.kind or "",
    }


def _asked_anew(element: Element) -> str:
    """Which questions a rewritten change still has to answer for its new words; "" for none."""
    asked = ("kind", "ring", "authority", "implementation")
    open_now = [label("element", name) for name in asked if getattr(element, name) is None]
    rewritten = element.action is Action.REFINE and element.refined_text.strip()
    if not rewritten or not open_now:
        return ""
    return _("These are new words, so answer for them above: {questions}.").format(questions="; ".join(open_now))


def _coach_line(element: Element, rated: Rating | None) -> str:
    if rated is Rating.STRONG and element.authority == DECIDED_ALONE:
        return _("In scope if those who share the work have agreed, or will by a date you can name.")
    said: Mapping[Rating | None, str] = {
        Rating.DIRECT: _("Yours to do. Name the owner and the date."),
        Rating.STRONG: _("In scope if whoever decides has said yes, or will by a date you can name."),
        Rating.SOME: _("Is there a smaller part that you do decide? Rewrite it as that part, or ask whoever decides."),
        Rating.CONCERN: _("Keep it as context. It can be an outside condition in your logic model, never an activity."),
    }
    return said.get(rated, "")


def _quick(rated: Rating | None) -> dict[str, str]:
    """What one click does: the action that fits the rating. A rewrite needs words first, so it has none."""
    action = default_action(rated) if rated else None
    if action is None or action is Action.REFINE:
        return {}
    return {"action": action.value, "words": option("element", "action", action)}


def _split(element: Element) -> dict[str, str]:
    """The two changes that a text joins, and the field it stands in; empty when it joins none."""
    parts = split_in_two(element.wording)
    if not parts:
        return {}
    field = "text" if element.wording == element.text else "refined_text"
    return {"field": field, "first": parts[0], "second": parts[1]}


def _ask(element: Element) -> str:
    change = " ".join(element.text.split()).rstrip(".")[:MOST_OF_A_CHANGE]
    if not change:
        return ""
    return _("We ask you to do this: {change}. Please tell us by (date) whether you can, and what you need.").format(
        change=change
    )


def _legal(prompt: LegalPrompt) -> dict[str, Any]:
    facts = [{"text": fact.text, "source": _source(fact.source, str(fact.as_of), fact.verify)} for fact in prompt.facts]
    return {"question": prompt.question, "why": prompt.why, "facts": facts}


def _source(source: str, as_of: str, verify: bool) -> str:
    said = _("Source: {source}, as of {as_of}.").format(source=source, as_of=date_words(as_of))
    return " ".join((said, _("Check it before you rely on it."))) if verify else said

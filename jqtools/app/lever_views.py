"""What the widgets of step 2 show, worked out of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jqtools.content import levers, stages
from jqtools.plan import Plan
from jqtools.plan.comparison import Fit, best_fit, fit, gate, score
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Stage
from jqtools.plan.suggestion import suggestions
from jqtools.plan.taking_up import DATA, WAY, taken, with_stage_item, without_stage_item
from jqtools.report.markup import Markup, tag
from jqtools.widgets.panel import place_link
from jqtools.words import _, several

_SHOWN_CHANGES = 2
_LONGEST_CHANGE = 90


def cards(plan: Plan) -> list[dict[str, Any]]:
    """The five levers as cards: what each is, ways to use it, how it fits step 1, its score or why it has none."""
    best = best_fit(plan.elements)
    return [_card(plan, lever, lever is best) for lever in LeverKey]


def _card(plan: Plan, lever: LeverKey, best: bool) -> dict[str, Any]:
    text, answers = levers()[lever], plan.levers.criteria(lever)
    points = score(answers, plan.levers.weights)
    return {
        "key": lever.value,
        "label": text.label,
        "what": text.what,
        "ways": list(text.ways),
        "best": _("Best fit with step 1") if best else "",
        "score": "" if points is None else _("Score {n} of 100").format(n=points),
        "fit": _fit_words(plan, fit(lever, plan.elements)),
        "gate": gate(answers),
        "kept": _kept_words(plan, lever),
    }


def _kept_words(plan: Plan, lever: LeverKey) -> str:
    """That what was written or ticked for a lever that is not used is kept; "" where there is nothing."""
    details = getattr(plan.lever_details, lever)
    written = details != type(details)() or any(each.lever is lever for each in plan.logic.of_stage(Stage.ACTIVITY))
    if not written or lever in plan.choice.chosen():
        return ""
    return _("What you wrote and ticked for {lever} is kept.").format(lever=levers()[lever].label)


def _fit_words(plan: Plan, found: Fit) -> str:
    if not found.best:
        return found.reason
    count = several(
        "{n} change in your scope works through it", "{n} changes in your scope work through it", len(found.elements)
    )
    texts = [_cut(plan.elements.get(key).wording) for key in found.elements[:_SHOWN_CHANGES]]
    rest = len(found.elements) - len(texts)
    more = [several("and {n} more", "and {n} more", rest)] if rest else []
    words = _("{count}, at best under {rating}: {changes}.")
    return words.format(count=count, rating=found.best.value, changes="; ".join([*texts, *more]))


def _cut(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST_CHANGE else f"{line[: _LONGEST_CHANGE - 1].rstrip()}…"


def suggested(plan: Plan, today: date) -> dict[str, dict[str, Any]]:
    """The scores that step 1 suggests, by lever and question: `level` and `why`."""
    return {
        lever.value: {key: {"level": each.level, "why": each.reason} for key, each in found.items()}
        for lever, found in suggestions(plan, today).items()
    }


def stage_lists(plan: Plan, href: Callable[[str], str]) -> dict[str, Any]:
    """The stages of each chosen lever, and which of their ways and data are in the plan; `href` leads to a place."""
    chosen = [lever.value for lever in plan.choice.chosen()]
    shown = [
        {
            "key": lever,
            "label": levers()[lever].label,
            "strip": _("The stages of working life") if lever == LeverKey.HR_PRACTICES else "",
            "stages": [_stage(plan, lever, key, href) for key in stages()[lever]],
        }
        for lever in chosen
    ]
    if chosen:
        return {"levers": shown, "first": {}, "empty": ""}
    return {"levers": [], "first": first_choice(href("choice")), "empty": _("Its stages then stand here.")}


def first_choice(href: str) -> dict[str, str]:
    """The link to where a lever is chosen, for what waits for that."""
    return {"words": _("Choose a lever first."), "href": href}


def no_helper(plan: Plan, here: str, linked: bool) -> Markup:
    """What stands in the place of a lever's own tool before a lever is chosen; nothing after that."""
    if plan.choice.chosen():
        return Markup()
    return tag("p", place_link("choice", first_choice("")["words"], here, linked), class_="jq-note")


def _stage(plan: Plan, lever: str, key: str, href: Callable[[str], str]) -> dict[str, Any]:
    text = stages()[lever][key]

    def item(sort: str, words: str) -> dict[str, Any]:
        place = taken(plan, lever, key, sort, words)
        path = f"{'logic' if sort == WAY else 'measures'}/{place}"
        early = sort == DATA and words in text.early
        return {"words": words, "taken": bool(place), "href": href(path) if place else "", "early": early}

    lists = {WAY: [item(WAY, words) for words in text.ways], DATA: [item(DATA, words) for words in text.data]}
    count = sum(each["taken"] for each in (*lists[WAY], *lists[DATA]))
    told = several("{n} in your plan", "{n} in your plan", count) if count else ""
    worked_on = key in getattr(plan.lever_details, lever).stages
    return {"key": key, "label": text.label, "told": told, "worked_on": worked_on, **lists}


def stage_change(plan: Plan, verb: str, about: Mapping[str, str]) -> tuple[Plan, str]:
    """The plan after a tick is set on a way or a kind of data (`take`) or taken off (`leave`), and what to say.

    What was asked for comes from a browser: where it names nothing there is, the same plan and no words.
    """
    asked = (about.get("lever", ""), about.get("stage", ""), about.get("sort", ""), about.get("words", ""))
    change = {"take": with_stage_item, "leave": without_stage_item}.get(verb)
    if change is None:
        return plan, ""
    changed, was_there = change(plan, *asked), taken(plan, *asked)
    if changed is plan:
        kept = _("“{words}” stays in your plan: you wrote it or worked on it. You can remove it in step 3.")
        return plan, kept.format(words=asked[3]) if verb == "leave" and was_there else ""
    return changed, _SAID[verb, asked[2]]().format(words=asked[3])


_SAID: dict[tuple[str, str], Callable[[], str]] = {
    ("take", WAY): lambda: _("Added to your activities: {words}."),
    ("take", DATA): lambda: _("Added to your measures: {words}."),
    ("leave", WAY): lambda: _("Taken out of your activities: {words}."),
    ("leave", DATA): lambda: _("Taken out of your measures: {words}."),
}

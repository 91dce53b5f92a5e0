"""Text that the workbook works out: scope statement, progress, the way on. Markup is made here, escaped."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets

from jqtools.content import equity_questions, levers, section_words, steps
from jqtools.plan.comparison import Fit
from jqtools.plan.lever import LeverKey
from jqtools.report.markup import Markup, joined, listed, paragraph, tag


class Panel(ipywidgets.HTML):
    """A piece of text that is drawn again when the plan changes. `value` is its HTML."""

    def show(self, *parts: object) -> None:
        """Draw these parts, escaped unless they are Markup."""
        drawn = tag("div", *parts, class_="jq jq-text")
        if drawn != self.value:
            self.value = drawn


def step_of(section: str) -> str:
    """The notebook in which a section of the plan is edited, by file name without its ending."""
    return next(key for key, step in steps().items() if section in step.sections)


def place_href(path: str, here: str, linked: bool) -> str:
    """The address of the place `path` of the plan as seen from the step `here`; "" where the page can't lead there."""
    section, _, record = path.partition("/")
    step = step_of(section)
    target = f"#{record or section}"
    return target if step == here else f"{step}.ipynb{target}" if linked else ""


def place_note(section: str, here: str, linked: bool) -> str:
    """Where a section is, in words, for a page that can't lead there; empty for one that can."""
    step = step_of(section)
    return "" if linked or step == here else f"(in step {steps()[step].number})"


def place_words(section: str) -> str:
    """What a link to a whole section says."""
    return f"Go to {section_words(section)}"


def place_link(path: str, words: object, here: str, linked: bool) -> Markup:
    """`words` as a link to the place `path` of the plan; plain where the page can't lead there."""
    href = place_href(path, here, linked)
    if href:
        return tag("a", words, href=href)
    return joined((words, f" {place_note(path.partition('/')[0], here, linked)}"))


def lever_cards(fits: Sequence[Fit], suggested: LeverKey | None) -> Markup:
    """What each lever is, ways to use it, and how it fits step 1."""
    return listed((_lever_card(fit, fit.lever == suggested) for fit in fits), class_="jq-cards")


def _lever_card(fit: Fit, suggested: bool) -> Markup:
    text = levers()[fit.lever]
    badge = tag("span", "Best fit with step 1", class_="jq-tag jq-tone-good") if suggested else Markup()
    ways = tag("details", tag("summary", "Ways to use it"), listed(text.ways))
    parts = (tag("h3", text.label, " ", badge), paragraph(text.what), paragraph(fit.reason, "jq-note"), ways)
    return tag("div", *parts, class_="jq-card-body")


def edit_link(question: str, here: str, linked: bool) -> Markup:
    """Where to make the change that an equity question asks for."""
    text = equity_questions()[question]
    return joined(("Change ", place_link(text.edit, text.edit_text, here, linked), "."))

"""Text that the workbook works out: scope statement, findings, the way on. Markup is made here, escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ipywidgets

from jqtools.coach.finding import Finding, Severity
from jqtools.content import equity_questions, levers, steps
from jqtools.plan.comparison import Fit
from jqtools.plan.lever import LeverKey
from jqtools.report.markup import Markup, joined, listed, paragraph, tag

_WORDS = {Severity.ERROR: "To fix", Severity.WARNING: "To consider", Severity.HINT: "Hint"}


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


def place_link(path: str, words: object, here: str, linked: bool) -> Markup:
    """`words` as a link to the place `path` of the plan; plain where the page can't lead there."""
    section, _, record = path.partition("/")
    step = step_of(section)
    target = f"#{record or section}"
    if step == here:
        return tag("a", words, href=target)
    if linked:
        return tag("a", words, href=f"{step}.ipynb{target}")
    return joined((words, f" (in step {steps()[step].number})"))


def findings_list(findings: Iterable[Finding], here: str, linked: bool) -> Markup:
    """The findings one below the other, each with a link to the item it speaks of."""
    return listed((_finding(finding, here, linked) for finding in findings), class_="jq-findings")


def _finding(finding: Finding, here: str, linked: bool) -> Markup:
    item = finding.item if len(finding.item) <= 90 else finding.item[:87] + "…"
    step = steps()[step_of(finding.section)]
    words = item or f"Go to {step.words[step.sections.index(finding.section)]}"
    where = place_link(finding.path, words, here, linked)
    head = tag("strong", f"{_WORDS[finding.severity]}: ")
    said = joined((head, finding.message, " ", tag("span", finding.fix, class_="jq-fix"), " ", where))
    return tag("div", said, class_=f"jq-finding jq-finding-{finding.severity}", data_code=finding.code)


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

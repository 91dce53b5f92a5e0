"""Text that the workbook works out: scope statement, progress, the way on. Markup is made here, escaped."""

from __future__ import annotations

import traitlets as tl

from jqtools.content import section_words, steps
from jqtools.report.markup import Markup, joined, tag
from jqtools.widgets.front import Widget
from jqtools.words import _


class Panel(Widget):
    """A piece of text that is drawn again when the plan changes; folds in it stay as a person left them.

    `value` is its HTML. A `details` whose words change may have a name that stays, as `data-fold`.
    """

    scripts = ("dom", "panel")
    value = tl.Unicode().tag(sync=True)

    def show(self, *parts: object) -> None:
        """Draw these parts, escaped unless they are Markup."""
        drawn = tag("div", *parts, class_="jq jq-text")
        if drawn != self.value:
            self.value = drawn


def step_of(section: str) -> str:
    """The notebook in which a section of the plan is edited, by file name without its ending."""
    return next(
        key
        for key, step in steps().items()
        if section in step.sections or any(section in part.sections for part in step.parts)
    )


def place_href(path: str, here: str, linked: bool) -> str:
    """The address of the place `path` of the plan as seen from the step `here`; "" where the page can't lead there."""
    section, _, record = path.partition("/")
    step = step_of(section)
    target = f"#{record or section}"
    return target if step == here else f"{step}.ipynb{target}" if linked else ""


def place_note(section: str, here: str, linked: bool) -> str:
    """Where a section is, in words, for a page that can't lead there; empty for one that can."""
    step = step_of(section)
    return "" if linked or step == here else _("(in step {number})").format(number=steps()[step].number)


def place_words(section: str) -> str:
    """What a link to a whole section says, or to a part of the page that has no section of its own."""
    step = steps()[step_of(section)]
    if section not in step.sections:
        return _("Go to “{part}”").format(part=next(part.title for part in step.parts if section in part.sections))
    return _("Go to {section}").format(section=section_words(section))


def place_link(path: str, words: object, here: str, linked: bool) -> Markup:
    """`words` as a link to the place `path` of the plan; plain where the page can't lead there."""
    href = place_href(path, here, linked)
    if href:
        return tag("a", words, href=href)
    return joined((words, f" {place_note(path.partition('/')[0], here, linked)}"))

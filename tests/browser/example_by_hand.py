"""A plan put into the workbook field by field, as a person would."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator

from jqtools.app.beside import choices
from jqtools.content import criteria, levers, steps
from jqtools.plan import Plan
from jqtools.plan.planfile import plan_form
from jqtools.widgets.form_fields import form_fields
from jqtools.widgets.lever_cards import ON_CARDS
from jqtools.widgets.lever_matrix import LeverMatrix
from tests.browser.walker import STEPS, Hand, Visitor

# The lists of records: the form of one, and what the button that adds one says.
LISTS = {
    "decisions": ("decision", "a decision"),
    "documents": ("document", "a document"),
    "notes": ("note", "a note"),
    "elements": ("element", "a change"),
    "goals": ("goal", "a goal"),
    "assumptions": ("assumption", "an assumption"),
    "risks": ("risk", "a risk"),
    "sources": ("source", "a data source"),
    "measures": ("measure", "a measure"),
    "engagements": ("engagement", "a group"),
    "observations": ("observation", "an observation"),
    "reviews": ("review", "a review"),
    "stories": ("story", "a story"),
}
WAYS = {"leads_to": "Leads to", "feeds_back": "Feeds back into"}
OWN = "xpath=self::*[not(ancestor::*[@data-row])]"  # a field of a record itself, not of a row inside it


class Builder:
    """Puts a plan into the workbook that `visitor` sees, a part of a step at a time."""

    def __init__(self, visitor: Visitor, hand: Hand, plan: Plan) -> None:
        self.visitor, self.page, self.hand, self.plan = visitor, visitor.page, hand, plan_form(plan)
        self._choices = choices(plan)
        self._done = -1
        self._sections = {
            **{section: self._records for section in LISTS},
            **{section: self._form for section in ("header", "definition", "standing")},
            "levers": self._levers,
            "choice": self._choice,
            "lever_details": self._lever_details,
            "logic": self._logic,
            "answers": self._answers,
        }

    def through(self, step: int) -> Plan:
        """The plan in the browser's storage once the steps up to `step` are filled in."""
        while self._done < step:
            if self._done >= 0:
                with self.visitor.leaving():
                    self.hand.press(self.page.get_by_role("link", name="Next step"))
            self._done += 1
            self._step(self._done)
        return self.visitor.plan()

    def _step(self, step: int) -> None:
        for place, part in enumerate(steps()[STEPS[step]].parts):
            if place:
                self.hand.press(self.page.get_by_role("button", name=f"Next: {part.title}", exact=True))
            for section in part.sections:
                if section in self._sections:
                    self._sections[section](section)

    def _form(self, section: str) -> None:
        record = self.plan["header" if section == "definition" else section]
        self._fields(self._place(section), form_fields(section), record)

    def _records(self, section: str) -> None:
        form, what = LISTS[section]
        place, all_ = self._place(section), self.plan[section]
        for number, key in enumerate(all_["order"]):
            self.hand.press(place.get_by_role("button", name=f"Add {what}", exact=True))
            card = place.locator(".jq-records > li").nth(number)
            self._fields(card, form_fields(form), all_["items"][key])

    def _answers(self, section: str) -> None:
        for key in self.plan[section]["order"]:
            self._fields(self.page.locator(f"#{key}"), form_fields("answer"), self.plan[section]["items"][key])

    def _levers(self, section: str) -> None:
        place, answers = self._place(section), self.plan[section]
        for key, lever in levers().items():
            for question, criterion in criteria().items():
                # On a phone each question is in a fold, and not there until that one is open.
                cell = f"{criterion.label}, {lever.label}"
                group = place.get_by_role("group", name=cell, exact=True, include_hidden=True)
                level = answers[key][question]
                if level is not None:
                    self._tick(group.get_by_role("radio", name=re.compile(rf"^{level}\b"), include_hidden=True))
        for asked in LeverMatrix(answers).asked.values():
            self._fields(place, asked, answers)

    def _choice(self, section: str) -> None:
        place, choice = self._place(section), self.plan[section]
        labels = {key: lever.label for key, lever in levers().items()}
        if choice["primary"]:
            self._tick(place.get_by_label(f"Start with this: {labels[choice['primary']]}", exact=True))
        for key in filter(None, [choice["secondary"], *choice["more"]]):
            self._tick(place.get_by_label(f"Also use this: {labels[key]}", exact=True))
        self._fields(place, [each for each in form_fields(section) if each["name"] not in ON_CARDS], choice)

    def _lever_details(self, section: str) -> None:
        for key, lever in levers().items():
            group = self._place(section).get_by_role("group", name=lever.label, exact=True)
            self._fields(group, form_fields(key), self.plan[section])

    def _logic(self, section: str) -> None:
        nodes, links = self.plan[section]["nodes"], self.plan[section]["links"]
        for key in nodes["order"]:
            self._box(nodes["items"][key])
        for key in links["order"]:
            self._link(links["items"][key])

    def _box(self, node: dict[str, Any]) -> None:
        place, stage = self._place("logic"), node["stage"]
        self._column(stage)
        self.hand.press(place.get_by_role("button", name=re.compile(rf"^Add an? {stage}$")))
        number = place.locator(f".jq-box-{stage}").count()
        words = place.get_by_role("textbox", name=f"{stage.capitalize()} {number}", exact=True)
        self.hand.write(words, node["text"])
        asked = form_fields(stage)
        if any(filled(at(node, each["name"])) for each in asked):
            self._fields(self._panel(node), asked, node)
            self._close()

    def _link(self, link: dict[str, Any]) -> None:
        nodes = self.plan["logic"]["nodes"]["items"]
        panel, text = self._panel(nodes[link["source"]]), nodes[link["target"]]["text"]
        group = panel.get_by_role("group", name=WAYS[link["kind"]], exact=True, include_hidden=True)
        tick = group.get_by_label(text, exact=True)
        self._tick(tick)
        if link["because"]:
            self._write(panel.get_by_label(f"Because: why {text} follows", exact=True), link["because"])
        row = group.locator(".jq-link-row").filter(has=self.page.get_by_label(text, exact=True))
        asked = [each for each in form_fields("link") if each["name"] not in ("because", "kind")]
        self._fields(row, asked, link)
        self._close()

    def _panel(self, node: dict[str, Any]) -> Locator:
        self._column(node["stage"])
        start = re.escape(node["text"][:40])
        self.hand.press(self.page.get_by_role("button", name=re.compile(rf"^Edit {node['stage']} \d+: {start}")))
        return self.page.get_by_role("dialog")

    def _column(self, stage: str) -> None:
        """On a phone the board shows one column at a time."""
        tab = self.page.locator(f".jq-tab-{stage}")
        if tab.is_visible():
            self.hand.press(tab)

    def _close(self) -> None:
        self.hand.press(self.page.get_by_role("dialog").get_by_role("button", name="Done", exact=True))

    def _place(self, section: str) -> Locator:
        return self.page.locator(f"#{section}")

    def _fields(self, place: Locator, asked: list[dict[str, Any]], record: dict[str, Any], own: str = OWN) -> None:
        for spec in asked:
            entry, label = at(record, spec["name"]), spec["label"]
            if not filled(entry):
                continue
            if spec["type"] in ("rows", "tags"):
                group = place.get_by_role("group", name=label, exact=True, include_hidden=True)
                (self._rows if spec["type"] == "rows" else self._tags)(group, spec, entry)
            else:
                control = place.get_by_label(label, exact=True).locator(own)
                self._field(control, spec, entry)

    def _field(self, control: Locator, spec: dict[str, Any], entry: Any) -> None:
        self._unfold(control)
        if spec["type"] == "flag":
            self.hand.tick(control)
        elif spec["type"] == "choice":
            self.hand.choose(control, self._words(spec)[entry])
        elif not spec.get("required") or control.input_value() != str(entry):
            self.hand.write(control, as_written(entry) if spec["type"] == "date" else str(entry))

    def _rows(self, group: Locator, spec: dict[str, Any], rows: dict[str, Any]) -> None:
        for number, key in enumerate(rows["order"], 1):
            adder = group.get_by_role("button", name=re.compile(rf"^Add an? {spec['noun']}$"), include_hidden=True)
            self._unfold(adder)
            self.hand.press(adder)
            row = group.get_by_role("group", name=f"{spec['noun'].capitalize()} {number}", exact=True)
            self._fields(row, spec["fields"], rows["items"][key], "xpath=.")

    def _tags(self, group: Locator, spec: dict[str, Any], entries: list[Any]) -> None:
        for entry in entries:
            self._tick(group.get_by_label(self._words(spec)[entry], exact=True))

    def _words(self, spec: dict[str, Any]) -> dict[Any, str]:
        return dict(self._choices[spec["from"]] if "from" in spec else spec["options"])

    def _tick(self, control: Locator) -> None:
        self._unfold(control)
        self.hand.tick(control)

    def _write(self, control: Locator, text: str) -> None:
        self._unfold(control)
        self.hand.write(control, text)

    def _unfold(self, control: Locator) -> None:
        closed = control.locator("xpath=ancestor::details[not(@open)]")
        while closed.count():
            self.hand.press(closed.first.locator(":scope > summary"))


def at(record: dict[str, Any], name: str) -> Any:
    """What stands in a record under a name such as `baseline.value`."""
    for key in name.split("."):
        record = record[key]
    return record


def filled(entry: Any) -> bool:
    """Whether something was answered; 0 is an answer."""
    return entry not in (None, "", [], {"order": [], "items": {}}) and entry is not False


def as_written(date: str) -> str:
    """A date as people write it here: 7/1/2026, or 7/2026."""
    year, *rest = date.split("-")
    return "/".join([*(str(int(part)) for part in rest), year])

"""How a check is declared: a small function under `@rule`, which gives it code, weight, reason and source.

A check takes the plan, and today's date where dates matter, and yields what it saw; the rule adds code
and severity. The checks stand in one module a step; `checking` puts them together.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from jqtools.coach.finding import Finding, Severity
from jqtools.content import equity_questions
from jqtools.plan import Plan
from jqtools.plan.control import Element
from jqtools.plan.equity import Engagement
from jqtools.plan.history import Waiver
from jqtools.plan.logic import Assumption, Goal, Node
from jqtools.plan.measure import Measure
from jqtools.plan.records import Record
from jqtools.plan.review import Observation, ReviewCycle, Risk, StoryBrief
from jqtools.plan.source import DataSource
from jqtools.words import _, in_digits, in_figures, marked

_SECTIONS = {
    Element: "elements",
    Goal: "goals",
    Node: "logic",
    Assumption: "assumptions",
    Risk: "risks",
    DataSource: "sources",
    Measure: "measures",
    Engagement: "engagements",
    Observation: "observations",
    ReviewCycle: "reviews",
    StoryBrief: "stories",
    Waiver: "waivers",
}
_WORDS = {
    Element: "wording",
    DataSource: "name",
    Measure: "name",
    Engagement: "who",
    Observation: "note",
    ReviewCycle: "date",
    StoryBrief: "claim",
    Waiver: "reason",
}
_NO_WORDS = marked("(no words yet)")


@dataclass(frozen=True)
class Seen:
    """What a check saw: a finding that has no code and severity yet."""

    path: str
    item: str
    message: str
    fix: str


@dataclass(frozen=True)
class Rule:
    """A declared check. `reason` says why it is made, `source` what it rests on, `look` finds."""

    code: str
    severity: Severity
    reason: str
    source: str
    look: Callable[..., Iterable[Seen]]
    dated: bool

    @property
    def name(self) -> str:
        """What the check finds, in a few words: "Output without activity"."""
        return self.look.__name__.replace("_", " ").capitalize()

    def findings(self, plan: Plan, today: date) -> tuple[Finding, ...]:
        """What this check finds in the plan."""
        found = self.look(plan, today) if self.dated else self.look(plan)
        return tuple(Finding(self.code, self.severity, s.path, s.item, s.message, s.fix) for s in found)


def rule(code: str, severity: Severity, *, reason: str, source: str) -> Callable[..., Rule]:
    """Declare the function below as the check `code`."""
    return lambda look: Rule(code, severity, reason, source, look, len(inspect.signature(look).parameters) == 2)


def declared(module: ModuleType) -> tuple[Rule, ...]:
    """The rules that a module declares, in the order in which it does."""
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def whole(section: str, message: str, fix: str) -> Seen:
    """Something seen about a whole section of the plan."""
    return Seen(section, "", message, fix)


def about(record: Record, message: str, fix: str) -> Seen:
    """Something seen about one record of the plan."""
    return Seen(f"{_SECTIONS[type(record)]}/{record.id}", words_of(record), message, fix)


def about_question(key: str, message: str, fix: str) -> Seen:
    """Something seen about the answer, or missing answer, to an equity question."""
    text = equity_questions().get(key)
    return Seen(f"answers/{key}", text.question if text else _(_NO_WORDS), message, fix)


def words_of(record: Record) -> str:
    """The record's own words."""
    return str(getattr(record, _WORDS.get(type(record), "text"))).strip() or _(_NO_WORDS)


def quoted(text: str, most: int = 80) -> str:
    """A record's words inside a sentence: in quotation marks, cut when long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 3].rstrip() + '...'}”"


def listed(words: Iterable[str], joint: str = "") -> str:
    """Words as people list them: "source, place and year"; before the last stands `joint`, or "and"."""
    *parts, last = words
    between = joint or _("and")
    return f"{', '.join(parts)} {between} {last}" if parts else last


def lacking(parts: Mapping[str, object]) -> str:
    """Which of the named parts are missing, such as "no owner and no end date"; empty when none is."""
    missing = [_("no {name}").format(name=name) for name, value in parts.items() if not value]
    return listed(missing) if missing else ""


def counted(count: float, one: str, many: str = "") -> str:
    """A count with its noun: "1 day", "2 days", "3 people"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A number as people write it: 146,000 or 7.1."""
    return in_digits(value) if value == round(value) and abs(value) < 1e15 else in_figures(value, 6)
